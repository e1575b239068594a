"""Polls: opening freezes, voting, closing, counting by two tellers, voiding by two people."""

import json
import random
from datetime import timedelta

import pytest
from django.db import IntegrityError

from core import audit, clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from reviews import actions, rules_recount, sealing
from reviews.actions.meeting import Seen
from reviews.models import (
    CountedReceipt,
    Exclusion,
    Poll,
    Presence,
    Question,
    RosterEntry,
    VoteEnvelope,
)
from tests.factories import reviews as make
from tests.factories.reviews import BLANK, NO, YES

pytestmark = pytest.mark.django_db


def codes(caught):
    return [problem.code for problem in caught.value.problems]


def test_opening_makes_a_key_that_only_its_owner_reads(chamber, keys):
    poll = make.make_open(chamber)
    (path,) = keys.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert sealing.has_key(poll.pk, poll.public_key)
    assert path.read_bytes() not in bytes(poll.public_key)
    event = AuditEvent.objects.get(name="reviews.poll_opened")
    assert event.data == {"roster": 7, "key": sealing.fingerprint(poll.public_key), "build": poll.build}


def test_every_write_of_the_key_reaches_the_disk(chamber, monkeypatch):
    session = make.make_meeting(chamber)
    synced = []
    real = sealing.os.fsync
    monkeypatch.setattr(sealing.os, "fsync", lambda fd: (synced.append(fd), real(fd)))
    make.open_first(chamber, session)
    assert len(synced) == 2  # the file, then its folder


@pytest.mark.parametrize("fault", ["disk", "rehearsal"])
def test_without_a_kept_key_no_poll_opens(chamber, monkeypatch, fault):
    session = make.make_meeting(chamber)

    def full(*args):
        raise OSError("no space left")

    if fault == "disk":
        monkeypatch.setattr(sealing.os, "fsync", full)
    else:
        monkeypatch.setattr(sealing.Opener, "open", lambda self, envelope: b"something else")
    with pytest.raises(RuleViolation) as caught:
        make.open_first(chamber, session)
    assert codes(caught) == ["key_not_kept"]
    assert (Poll.objects.get().state, RosterEntry.objects.count()) == ("PREPARED", 0)
    monkeypatch.undo()
    assert make.open_first(chamber, session).state == "OPEN"


def test_who_opens_and_when(chamber):
    session = make.make_convened(chamber)
    poll = session.polls.get()
    with pytest.raises(RuleViolation) as caught:
        actions.open_poll(poll.pk, minutes=30, by=chamber.secretary)
    assert codes(caught) == ["no_meeting"]
    make.hold(chamber, session)
    for actor in (chamber.voting[4], chamber.stage.officer):
        with pytest.raises(NotAllowed):
            actions.open_poll(poll.pk, minutes=30, by=actor)
    with pytest.raises(RuleViolation) as caught:
        actions.open_poll(poll.pk, minutes=0, by=chamber.chair)
    assert codes(caught) == ["window"]
    actions.open_poll(poll.pk, minutes=30, by=chamber.chair)
    assert Poll.objects.get().closes_at == clock.now() + timedelta(minutes=30)
    with pytest.raises(Stale):
        actions.open_poll(poll.pk, minutes=30, by=chamber.secretary)


def test_a_council_that_changed_since_the_attendance_is_marked_anew(chamber):
    session = make.make_meeting(chamber)
    make.add_seat(chamber, "Ủy viên Mới")
    with pytest.raises(RuleViolation) as caught:
        make.open_first(chamber, session)
    assert codes(caught) == ["roster_changed"]


def test_fault_35_the_roster_is_frozen(chamber):
    poll = make.make_open(chamber)
    leaving = chamber.voters[6]
    actions.end_seat(leaving.pk, on=clock.today(), by=SYSTEM)
    newcomer = make.add_seat(chamber, "Ủy viên Mới")
    assert make.vote(poll, chamber.actors[leaving.pk], (YES, YES, YES))
    with pytest.raises(NotAllowed):
        make.vote(poll, chamber.actors[newcomer.pk], (YES, YES, YES))
    make.close(chamber, poll)
    make.count(chamber, poll)
    assert make.seal(chamber, poll).sheet["turnout"]["members"] == 7


def test_a_ballot_is_sealed_replaced_and_logged_without_its_choices(chamber):
    poll = make.make_open(chamber)
    member = chamber.voting[6]
    first = make.vote(poll, member, (YES, NO, BLANK))
    envelope = VoteEnvelope.objects.get()
    assert (envelope.receipt, envelope.member_id) == (first, chamber.voters[6].pk)
    second = make.vote(poll, member, (NO, NO, NO))
    assert second != first
    assert VoteEnvelope.objects.get().receipt == second
    events = AuditEvent.objects.filter(name="reviews.vote_cast").values_list("actor_id", "data")
    assert list(events) == [(member.user_id, {"member": chamber.voters[6].pk})] * 2
    make.close(chamber, poll)
    make.count(chamber, poll)
    assert list(Question.objects.values_list("yes", "no")) == [(0, 1)] * 3
    assert list(CountedReceipt.objects.values_list("receipt", flat=True)) == [second]


def test_who_may_not_vote(chamber):
    poll = make.make_open(chamber)
    for actor in (chamber.secretary, chamber.stage.officer, chamber.stage.editor):
        with pytest.raises(NotAllowed):
            make.vote(poll, actor, (YES, YES, YES))
    assert VoteEnvelope.objects.count() == 0


def test_a_vote_needs_the_password_just_given(chamber):
    poll = make.make_open(chamber)
    old = clock.now() - timedelta(minutes=5)
    for confirmed_at in (None, old):
        with pytest.raises(RuleViolation) as caught:
            actions.cast(poll.pk, {}, confirmed_at=confirmed_at, by=chamber.chair)
        assert codes(caught) == ["password"]
    assert actions.cast(poll.pk, {}, confirmed_at=old + timedelta(seconds=1), by=chamber.chair)


def test_the_closing_moment_is_too_late_for_a_vote(chamber):
    poll = make.make_open(chamber)
    with clock.at(poll.closes_at - timedelta(milliseconds=1)):
        make.vote(poll, chamber.voting[0], (YES, YES, YES))
    with clock.at(poll.closes_at), pytest.raises(Stale):
        make.vote(poll, chamber.voting[1], (YES, YES, YES))
    make.close(chamber, poll)
    with pytest.raises(Stale):
        make.vote(poll, chamber.voting[2], (YES, YES, YES))
    assert VoteEnvelope.objects.count() == 1


def test_an_excluded_member_cannot_vote_on_that_question(chamber):
    session = make.make_meeting(chamber)
    member, seat = chamber.voting[6], chamber.voters[6]
    question = session.polls.get().questions.get(order=2)
    actions.declare_relation(question.pk, reason="vợ", by=member)
    poll = make.open_first(chamber, session)
    for choice in (YES, NO, BLANK):
        with pytest.raises(RuleViolation) as caught:
            make.vote(poll, member, (YES, choice, YES))
        assert codes(caught) == ["excluded"]
    make.vote(poll, member, (YES, None, YES))
    make.vote(poll, chamber.voting[5], (YES, YES, YES))
    make.close(chamber, poll)
    make.count(chamber, poll)
    rows = list(Question.objects.values_list("yes", "no", "blank", "invalid", "recused", "not_cast"))
    assert rows == [(2, 0, 0, 0, 0, 5), (1, 0, 0, 0, 1, 5), (2, 0, 0, 0, 0, 5)]
    assert seat.pk in Exclusion.objects.values_list("member_id", flat=True)


def test_a_member_excluded_from_all_and_one_who_never_came(chamber):
    session = make.make_meeting(chamber, nominees=1)
    question = session.polls.get().questions.get()
    actions.declare_relation(question.pk, reason="vợ", by=chamber.voting[6])
    poll = make.open_first(chamber, session)
    make.vote(poll, chamber.voting[0], (YES,))
    make.close(chamber, poll)
    make.count(chamber, poll)
    assert list(Question.objects.values_list("yes", "recused", "not_cast")) == [(1, 1, 5)]


def test_closing_strips_the_names(chamber):
    poll = make.make_open(chamber)
    receipts = [make.vote(poll, actor, (YES, NO, BLANK)) for actor in chamber.voting[:5]]
    for actor in (chamber.voting[6], chamber.stage.officer):
        with pytest.raises(NotAllowed):
            actions.close_poll(poll.pk, by=actor)
    actions.close_poll(poll.pk, by=chamber.tellers[0])
    rows = list(VoteEnvelope.objects.order_by("pk").values_list("member_id", "receipt"))
    assert rows == [(None, receipt) for receipt in sorted(receipts)]
    assert list(poll.roster.order_by("order").values_list("voted", flat=True)) == [True] * 5 + [False] * 2
    event = AuditEvent.objects.get(name="reviews.poll_closed")
    assert event.data == {"voted": 5}
    with pytest.raises(Stale):
        make.close(chamber, poll)


def test_one_teller_alone_cannot_open_the_count(chamber, monkeypatch):
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    opened = []
    real = sealing.Opener.open
    monkeypatch.setattr(sealing.Opener, "open", lambda self, e: (opened.append(e), real(self, e))[1])
    first, second, third = chamber.tellers
    for _ in range(3):
        assert actions.count(poll.pk, confirmed_at=clock.now(), by=first).state == "CLOSED"
    for actor in (chamber.chair, chamber.secretary, chamber.voting[6], chamber.stage.officer):
        with pytest.raises(NotAllowed):
            actions.count(poll.pk, confirmed_at=clock.now(), by=actor)
    with pytest.raises(RuleViolation):
        actions.count(poll.pk, confirmed_at=None, by=second)
    with clock.at(clock.now() + timedelta(minutes=15)):
        assert actions.count(poll.pk, confirmed_at=clock.now(), by=second).state == "CLOSED"
        assert opened == []
        assert Question.objects.filter(yes=None).count() == 3
        assert actions.count(poll.pk, confirmed_at=clock.now(), by=third).state == "COUNTED"
    assert len(opened) == 7
    event = AuditEvent.objects.get(name="reviews.poll_counted")
    seats = [seat.pk for seat in chamber.voters if seat.is_teller]
    assert event.data == {"tellers": seats[1:]}
    assert list(poll.consents.order_by("member_id").values_list("member_id", flat=True)) == seats[1:]
    with pytest.raises(Stale):
        make.count(chamber, poll)


def test_nothing_of_the_count_is_in_the_log(chamber):
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    make.count(chamber, poll)
    told = [event.data for event in AuditEvent.objects.filter(object_type="reviews.poll")]
    assert {key for data in told for key in data} == {
        "build",
        "key",
        "member",
        "roster",
        "tellers",
        "voted",
    }


def spoil(poll, **change):
    envelope = VoteEnvelope.objects.filter(poll=poll).first()
    VoteEnvelope.objects.filter(pk=envelope.pk).update(**change)


@pytest.mark.parametrize("fault", ["changed", "foreign", "short", "gone", "recused", "key", "counter"])
def test_a_count_that_cannot_be_right_stops(chamber, monkeypatch, fault):
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    public = bytes(poll.public_key)
    good = bytes(VoteEnvelope.objects.first().sealed)
    if fault == "changed":
        spoil(poll, sealed=good[:-1] + bytes([good[-1] ^ 1]))
    elif fault == "foreign":
        spoil(poll, sealed=sealing.seal(bytes(3), public, poll_id=poll.pk + 1, questions=3))
    elif fault == "short":
        spoil(poll, sealed=sealing.seal(bytes(2), public, poll_id=poll.pk, questions=3))
    elif fault == "gone":
        VoteEnvelope.objects.first().delete()
    elif fault == "recused":
        spoil(poll, sealed=sealing.seal(bytes([3, 0, 0]), public, poll_id=poll.pk, questions=3))
    elif fault == "key":
        sealing.destroy(poll.pk)
    else:
        real = rules_recount.recount
        monkeypatch.setattr(rules_recount, "recount", lambda *a, **k: real(*a, **k) | {"yes": 0})
    with pytest.raises(RuleViolation) as caught:
        make.count(chamber, poll)
    expected = {"gone": "turnout", "recused": "recused", "key": "key_lost", "counter": "counters"}
    assert codes(caught) == [expected.get(fault, "damaged")]
    assert Poll.objects.get(pk=poll.pk).state == "CLOSED"
    assert (Question.objects.exclude(yes=None).count(), CountedReceipt.objects.count()) == (0, 0)


def test_a_copied_envelope_is_refused_by_the_database(chamber):
    poll = make.make_open(chamber)
    make.vote(poll, chamber.voting[0], (YES, YES, YES))
    envelope = VoteEnvelope.objects.get()
    with pytest.raises(IntegrityError):
        VoteEnvelope.objects.create(
            poll=poll, member=chamber.voters[1], sealed=envelope.sealed, receipt=envelope.receipt
        )


def test_without_its_log_no_ballot(chamber, monkeypatch):
    poll = make.make_open(chamber)
    monkeypatch.setattr(audit, "record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make.vote(poll, chamber.chair, (YES, YES, YES))
    assert VoteEnvelope.objects.count() == 0


def test_all_that_was_cast_is_counted_and_both_agree_with_what_was_meant(chamber):
    dice = random.Random(7)
    session = make.make_meeting(chamber, nominees=5)
    for _ in range(4):
        poll = make.open_first(chamber, session)
        meant = {
            actor.user_id: make.random_choices(poll, dice) for actor in chamber.voting if dice.random() < 0.8
        }
        for actor in chamber.voting:
            if actor.user_id in meant:
                make.vote(poll, actor, meant[actor.user_id])
        make.close(chamber, poll)
        make.count(chamber, poll)
        rows = list(poll.questions.order_by("order").values_list("yes", "no", "blank", "not_cast"))
        columns = list(zip(*meant.values(), strict=True))
        assert rows == [
            (column.count(YES), column.count(NO), column.count(BLANK), 7 - len(meant)) for column in columns
        ]
        assert poll.receipts.count() == len(meant)
        make.void(chamber, poll)


def test_absent_members_vote_from_afar(chamber):
    session = make.make_convened(chamber)
    marks = make.everybody_present(chamber) | {
        chamber.voters[6].pk: Seen(Presence.ABSENT_REASON, reason="đi công tác")
    }
    make.hold(chamber, session, marks)
    poll = make.open_first(chamber, session)
    assert make.vote(poll, chamber.voting[6], (YES, YES, YES))


def test_what_the_log_holds_can_be_read_by_anybody(chamber):
    poll = make.make_sealed(chamber)
    text = json.dumps([event.data for event in AuditEvent.objects.all()])
    for receipt in poll.receipts.all():
        assert receipt.receipt not in text
