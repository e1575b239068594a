"""Votes at the closing second, two who close, two who count: PostgreSQL's row locks decide."""

import os
import random
import threading
import time

import pytest
from django.db import transaction

from core import clock
from reviews import actions
from reviews.models import CouncilSession, CountedReceipt, Poll, Question, VoteEnvelope
from tests.factories import reviews as make
from tests.factories.nominations import DURING
from tests.factories.reviews import YES
from tests.support.race import PATIENCE, errors, race, values

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

SIZE = 25
POLLS = 5 if os.environ.get("PROOF", "short") == "short" else 200


def at_once(n, deed):
    """Run the deeds together; each thread sets the clock for itself."""

    def run(index):
        with clock.at(DURING):
            return deed(index)

    return race(n, run)


def test_what_was_accepted_is_counted_whenever_it_closes():
    """Fault 4: 25 vote, some twice, while somebody closes at a random moment."""
    chamber = make.make_chamber(SIZE)
    session = make.make_meeting(chamber, nominees=2)
    dice = random.Random(5)
    accepted = []
    for _ in range(POLLS):
        poll = make.open_first(chamber, session)
        closer = dice.randrange(SIZE + 1)
        order = dice.sample(range(SIZE), SIZE)
        early = chamber.voting[order[0]]
        receipts = {early.user_id: make.vote(poll, early, (YES, YES))}

        def deed(index, poll=poll, closer=closer, order=order):
            if index == closer:
                return make.close(chamber, poll)
            actor = chamber.voting[order[index if index < closer else index - 1]]
            return actor.user_id, make.vote(poll, actor, (YES, YES))

        outcomes = at_once(SIZE + 1, deed)
        assert set(errors(outcomes)) <= {"Stale"}
        for outcome in values(outcomes):
            if not isinstance(outcome, Poll):
                receipts[outcome[0]] = outcome[1]
        make.count(chamber, poll)
        assert set(CountedReceipt.objects.filter(poll=poll).values_list("receipt", flat=True)) == set(
            receipts.values()
        )
        rows = Question.objects.filter(poll=poll).values_list("yes", "not_cast")
        assert list(rows) == [(len(receipts), SIZE - len(receipts))] * 2
        assert poll.roster.filter(voted=True).count() == len(receipts)
        accepted.append(len(receipts))
        make.void(chamber, poll)
    assert min(accepted) >= 1
    assert len(set(accepted)) > 1 or POLLS < 3


def test_two_close_and_one_wins():
    chamber = make.make_chamber()
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    closers = [chamber.secretary, *chamber.tellers]
    outcomes = at_once(4, lambda index: actions.close_poll(poll.pk, by=closers[index]))
    assert errors(outcomes) == ["Stale"] * 3
    assert VoteEnvelope.objects.filter(member=None).count() == 7


def test_all_tellers_press_at_once_and_it_is_counted_once():
    chamber = make.make_chamber()
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    outcomes = at_once(
        3, lambda index: actions.count(poll.pk, confirmed_at=clock.now(), by=chamber.tellers[index])
    )
    assert errors(outcomes) == ["Stale"]
    assert sorted(done.state for done in values(outcomes)) == ["CLOSED", "COUNTED"]
    assert CountedReceipt.objects.count() == 7


def test_one_member_presses_many_times():
    chamber = make.make_chamber()
    poll = make.make_open(chamber)
    outcomes = at_once(8, lambda index: make.vote(poll, chamber.chair, (YES, YES, YES)))
    assert errors(outcomes) == []
    assert VoteEnvelope.objects.get().receipt in values(outcomes)


def test_two_seal_and_two_open():
    chamber = make.make_chamber()
    session = make.make_meeting(chamber)
    waiting = session.polls.get()
    opened = at_once(
        2, lambda i: actions.open_poll(waiting.pk, minutes=30, by=(chamber.chair, chamber.secretary)[i])
    )
    assert errors(opened) == ["Stale"]
    (poll,) = values(opened)
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    make.count(chamber, poll)
    sealed = at_once(2, lambda i: make.seal(chamber, poll, by=(chamber.chair, chamber.secretary)[i]))
    assert errors(sealed) == ["Stale"]


def in_turn(first, second):
    """Two deeds, the second begun while the first is done but not yet committed; its locks are held."""
    done = threading.Event()

    def run(index):
        if index == 0:
            with transaction.atomic():
                try:
                    found = first()
                finally:
                    done.set()
                time.sleep(0.5)
            return found
        assert done.wait(PATIENCE)
        return second()

    return at_once(2, run)


def test_two_polls_of_one_session_opened_at_once():
    """One opens, the other reads that one is open; nobody meets the constraint of the database."""
    chamber = make.make_chamber()
    session = make.hold(chamber, make.make_mixed(chamber))
    polls = list(session.polls.order_by("number"))
    first, second = [
        lambda poll=poll, by=by: actions.open_poll(poll.pk, minutes=30, by=by)
        for poll, by in zip(polls, (chamber.chair, chamber.secretary), strict=True)
    ]
    outcomes = in_turn(first, second)
    assert [str(outcome.error or "") for outcome in outcomes] == [
        "",
        "Đang có một lần bỏ phiếu khác chưa đóng.",
    ]
    assert list(session.polls.order_by("number").values_list("state", flat=True)) == ["OPEN", "PREPARED"]


def test_a_session_that_is_being_concluded_keeps_its_polls():
    """The void waits for the conclusion and comes too late: no new poll is left in an ended session."""
    chamber = make.make_chamber()
    poll = make.make_sealed(chamber)
    actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.secretary)
    outcomes = in_turn(
        lambda: actions.conclude(poll.session_id, conclusion="Thống nhất", by=chamber.secretary),
        lambda: actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.chair),
    )
    assert errors(outcomes) == ["Stale"]
    session = CouncilSession.objects.get()
    assert (session.state, *session.polls.values_list("state", flat=True)) == ("CONCLUDED", "SEALED")


def test_a_poll_that_is_being_voided_keeps_its_session_open():
    chamber = make.make_chamber()
    poll = make.make_sealed(chamber)
    actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.secretary)
    outcomes = in_turn(
        lambda: actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.chair),
        lambda: actions.conclude(poll.session_id, conclusion="Thống nhất", by=chamber.secretary),
    )
    assert errors(outcomes) == ["RuleViolation"]
    session = CouncilSession.objects.get()
    states = session.polls.order_by("number").values_list("state", flat=True)
    assert (session.state, *states) == ("IN_SESSION", "VOID", "PREPARED")
