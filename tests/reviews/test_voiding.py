"""A poll is voided by two people and repeated; a prepared one may be dropped."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from nominations.actions import record_outcome
from reviews import actions, sealing
from reviews.models import AgendaItem, Consent, Poll, VoteEnvelope
from tests.factories import reviews as make
from tests.factories.reviews import YES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ["OPEN", "CLOSED", "COUNTED", "SEALED"])
def test_chair_and_secretary_void_and_repeat(chamber, stage, django_capture_on_commit_callbacks):
    poll = make.make_open(chamber)
    make.everybody_votes(chamber, poll)
    if stage != "OPEN":
        make.close(chamber, poll)
    if stage in ("COUNTED", "SEALED"):
        make.count(chamber, poll)
    if stage == "SEALED":
        make.seal(chamber, poll)
    old_key = bytes(Poll.objects.get(pk=poll.pk).public_key)
    alone = actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.secretary)
    assert alone.state == stage
    with pytest.raises(NotAllowed):
        actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.tellers[0])
    with pytest.raises(RuleViolation):
        actions.void_poll(poll.pk, reason="", confirmed_at=clock.now(), by=chamber.chair)
    with django_capture_on_commit_callbacks(execute=True):
        new = make.void(chamber, poll, reason="Sai danh sách")
    old = Poll.objects.get(pk=poll.pk)
    assert (old.state, old.void_reason, new.replaces_id, new.state) == (
        "VOID",
        "Sai danh sách",
        old.pk,
        "PREPARED",
    )
    assert VoteEnvelope.objects.count() == 0
    assert sealing.kept_polls() == set()
    outcomes = {question.nomination.outcome for question in new.questions.select_related("nomination")}
    assert outcomes == {"QUALIFIED"}
    again = make.open_first(chamber, old.session)
    assert bytes(again.public_key) != old_key
    make.everybody_votes(chamber, again, (YES, YES, YES))
    make.close(chamber, again)
    make.count(chamber, again)
    sealed = make.seal(chamber, again)
    assert sealed.sheet["poll"]["replaces"]["id"] == old.pk
    assert (old.sheet is not None) is (stage == "SEALED")
    assert [q.nomination.outcome for q in sealed.questions.select_related("nomination")] == [
        "RECOMMENDED"
    ] * 3


def test_a_result_that_was_used_is_not_voided(chamber):
    poll = make.make_sealed(chamber)
    record_outcome(poll.questions.first().nomination_id, "GRANTED", by=chamber.secretary)
    with pytest.raises(Stale):
        make.void(chamber, poll)


def test_a_secretary_who_is_no_chair_cannot_void_with_himself(chamber):
    poll = make.make_open(chamber)
    for _ in range(2):
        actions.void_poll(poll.pk, reason="Sai", confirmed_at=clock.now(), by=chamber.secretary)
    assert Poll.objects.get(pk=poll.pk).state == "OPEN"
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("after", "state"),
    [(timedelta(minutes=14, seconds=59), "VOID"), (timedelta(minutes=15), "OPEN")],
)
def test_a_wish_to_void_lapses(chamber, after, state):
    poll = make.make_open(chamber)
    values = {"reason": "Sai", "confirmed_at": clock.now()}
    actions.void_poll(poll.pk, **values, by=chamber.secretary)
    with clock.at(clock.now() + after):
        second = actions.void_poll(poll.pk, **values | {"confirmed_at": clock.now()}, by=chamber.chair)
    assert second.state == state


def test_a_prepared_poll_that_is_not_held(chamber):
    session = make.make_meeting(chamber)
    poll = session.polls.get()
    with pytest.raises(NotAllowed):
        actions.drop_poll(poll.pk, reason="Hết giờ", by=chamber.chair)
    actions.drop_poll(poll.pk, reason="Hết giờ", by=chamber.secretary)
    assert Poll.objects.get().state == "VOID"
    actions.conclude(session.pk, conclusion="Chưa bỏ phiếu", by=chamber.secretary)
    assert make.make_convened(chamber, nominees=1)


@pytest.mark.parametrize("state", ["CONVENED", "VOID"])
def test_a_poll_is_dropped_in_the_meeting_alone(chamber, state):
    session = make.make_convened(chamber)
    poll = session.polls.get()
    if state == "VOID":
        actions.void_session(session.pk, reason="Bão", by=chamber.secretary)
    before = list(AgendaItem.objects.values_list("nomination", "is_live"))
    with pytest.raises(Stale) as caught:
        actions.drop_poll(poll.pk, reason="Hết giờ", by=chamber.secretary)
    told = {"CONVENED": "đã triệu tập", "VOID": "đã hủy"}
    session.refresh_from_db()
    assert caught.value.message == f"{session.title}: {told[state]}."
    assert list(AgendaItem.objects.values_list("nomination", "is_live")) == before
    poll.refresh_from_db()
    assert poll.void_reason == {"CONVENED": "", "VOID": "Bão"}[state]
