"""The meeting: attendance, quorum, declared relations, conclusion."""

import pytest

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from reviews import actions
from reviews.actions.meeting import Seen
from reviews.models import Attendance, CouncilSession, Exclusion, Presence
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db


def codes(caught):
    return [problem.code for problem in caught.value.problems]


def attendance(chamber, present):
    """So many present, the others away; 7 members need 5."""
    marks = [
        Seen(Presence.PRESENT, is_online=number == 1)
        if number < present
        else Seen(Presence.ABSENT_REASON, reason="ốm")
        for number in range(len(chamber.voters))
    ]
    return {seat.pk: mark for seat, mark in zip(chamber.voters, marks, strict=True)}


def test_the_meeting_opens_with_its_quorum(chamber):
    session = make.make_convened(chamber)
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, attendance(chamber, 4))
    assert codes(caught) == ["no_quorum"]
    assert Attendance.objects.count() == 0
    opened = make.hold(chamber, session, attendance(chamber, 5))
    assert (opened.state, opened.opened_at) == ("IN_SESSION", clock.now())
    states = list(Attendance.objects.order_by("member__order").values_list("state", "is_online", "reason"))
    assert states[:2] == [("PRESENT", False, ""), ("PRESENT", True, "")]
    assert states[5:] == [("ABSENT_REASON", False, "ốm")] * 2
    event = AuditEvent.objects.get(name="reviews.meeting_opened")
    assert (event.actor_id, event.data) == (chamber.secretary.user_id, {"members": 7, "present": 5})


def test_written_opinions_are_no_presence(chamber):
    session = make.make_convened(chamber)
    marks = make.everybody_present(chamber)
    for seat in chamber.voters[4:]:
        marks[seat.pk] = Seen(Presence.WRITTEN, reason="đi công tác, gửi ý kiến")
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, marks)
    assert codes(caught) == ["no_quorum"]


def test_everybody_is_marked_absence_has_a_reason_and_the_chair_is_there(chamber):
    session = make.make_convened(chamber)
    marks = attendance(chamber, 6)
    del marks[chamber.voters[6].pk]
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, marks)
    assert codes(caught) == ["attendance_missing"]
    marks[chamber.voters[6].pk] = Seen(Presence.ABSENT_REASON)
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, marks)
    assert codes(caught) == ["no_reason"]
    marks = make.everybody_present(chamber) | {
        chamber.chair_seat.pk: Seen(Presence.ABSENT_REASON, reason="ốm")
    }
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, marks)
    assert codes(caught) == ["chair_absent"]
    vice = actions.open_meeting(session.pk, marks, chair_id=chamber.voters[1].pk, by=chamber.secretary)
    assert vice.chair_id == chamber.voters[1].pk


def test_only_the_secretary_opens_and_corrects_until_the_poll(chamber):
    session = make.make_convened(chamber)
    with pytest.raises(NotAllowed):
        actions.open_meeting(
            session.pk, make.everybody_present(chamber), chair_id=session.chair_id, by=chamber.chair
        )
    make.hold(chamber, session)
    make.hold(chamber, session, attendance(chamber, 6))
    assert Attendance.objects.filter(state=Presence.PRESENT).count() == 6
    assert AuditEvent.objects.latest("pk").name == "reviews.attendance_corrected"
    poll = make.open_first(chamber, session)
    with pytest.raises(Stale):
        make.hold(chamber, session)
    entry = poll.roster.get(member=chamber.voters[6])
    assert (entry.presence, entry.absence) == ("ABSENT_REASON", "ốm")


def test_a_relation_is_declared_and_taken_back_before_the_poll(chamber):
    session = make.make_meeting(chamber)
    question = session.polls.get().questions.first()
    member = chamber.voting[6]
    for stranger in (chamber.secretary, chamber.stage.officer):
        with pytest.raises(NotAllowed):
            actions.declare_relation(question.pk, reason="em ruột", by=stranger)
    with pytest.raises(RuleViolation):
        actions.declare_relation(question.pk, reason=" ", by=member)
    actions.declare_relation(question.pk, reason="em ruột", by=member)
    event = AuditEvent.objects.get(name="reviews.relation_declared")
    assert (event.actor_id, event.reason) == (member.user_id, "em ruột")
    with pytest.raises(Stale):
        actions.declare_relation(question.pk, reason="em ruột", by=member)
    actions.withdraw_relation(question.pk, by=member)
    assert Exclusion.objects.count() == 0
    actions.declare_relation(question.pk, reason="em ruột", by=member)
    make.open_first(chamber, session)
    with pytest.raises(Stale):
        actions.withdraw_relation(question.pk, by=member)
    with pytest.raises(Stale):
        actions.declare_relation(question.pk, reason="anh rể", by=chamber.voting[5])
    assert list(Exclusion.objects.values_list("member_id", "kind", "reason")) == [
        (chamber.voters[6].pk, "RELATIVE", "em ruột")
    ]


def test_one_does_not_take_back_that_one_is_the_nominee(chamber):
    session = make.make_draft_session(chamber, nominees=1)
    nomination = session.agenda.get().nomination
    type(nomination).objects.filter(pk=nomination.pk).update(person=chamber.voters[5].person)
    actions.convene(session.pk, by=chamber.secretary)
    question = session.polls.get().questions.get()
    with pytest.raises(Stale):
        actions.withdraw_relation(question.pk, by=chamber.voting[5])


def test_a_session_ends_when_its_polls_have(chamber):
    poll = make.make_open(chamber)
    session = poll.session
    with pytest.raises(RuleViolation) as caught:
        actions.conclude(session.pk, conclusion="", by=chamber.secretary)
    assert codes(caught) == ["no_conclusion", "poll_unfinished"]
    make.everybody_votes(chamber, poll)
    make.close(chamber, poll)
    make.count(chamber, poll)
    with pytest.raises(RuleViolation):
        actions.conclude(session.pk, conclusion="Thống nhất", by=chamber.secretary)
    make.seal(chamber, poll)
    with pytest.raises(NotAllowed):
        actions.conclude(session.pk, conclusion="Thống nhất", by=chamber.chair)
    actions.conclude(session.pk, conclusion="Thống nhất", closing_notes="Không có", by=chamber.secretary)
    stored = CouncilSession.objects.get()
    assert (stored.state, stored.conclusion, stored.ended_at) == ("CONCLUDED", "Thống nhất", clock.now())
    assert AuditEvent.objects.latest("pk").name == "reviews.session_concluded"
    with pytest.raises(Stale):
        actions.conclude(session.pk, conclusion="Lại", by=chamber.secretary)


def test_only_the_chairs_are_called_when_only_they_vote(chamber):
    chamber.stage.award.routes.update(route="STANDING")
    session = make.make_convened(chamber, nominees=1)
    marks = {chamber.voters[0].pk: Seen(Presence.PRESENT), chamber.voters[1].pk: Seen(Presence.PRESENT)}
    with pytest.raises(RuleViolation) as caught:
        make.hold(chamber, session, marks)
    assert codes(caught) == ["attendance_missing"]
    away = Seen(Presence.ABSENT_REASON, reason="ốm")
    make.hold(chamber, session, marks | {chamber.voters[2].pk: away})  # 2 of 3 are the quorum
    assert Attendance.objects.count() == 3
    assert make.open_first(chamber, session).roster.filter(is_voting=True).count() == 3


def bodies(session):
    return list(session.polls.order_by("number").values_list("body", "state"))


@pytest.mark.parametrize("dropped", ["COUNCIL", "STANDING"])
def test_a_session_of_both_bodies_goes_on_when_one_poll_is_dropped(chamber, dropped):
    """Everybody was called and stays on the list of attendance, whichever poll is not held."""
    session = make.hold(chamber, make.make_mixed(chamber))
    assert bodies(session) == [("COUNCIL", "PREPARED"), ("STANDING", "PREPARED")]
    actions.drop_poll(session.polls.get(body=dropped).pk, reason="Hết giờ", by=chamber.secretary)
    make.hold(chamber, session, attendance(chamber, 6))  # still to be corrected
    assert Attendance.objects.filter(state=Presence.PRESENT).count() == 6
    poll = make.open_first(chamber, session)
    assert poll.roster.filter(is_voting=True).count() == {"COUNCIL": 3, "STANDING": 7}[dropped]
    with pytest.raises(Stale) as caught:
        make.hold(chamber, session)
    assert caught.value.message == "Đã mở bỏ phiếu, thành phần dự họp không sửa được nữa."


def test_a_poll_that_was_opened_and_voided_keeps_its_attendance(chamber):
    session = make.hold(chamber, make.make_mixed(chamber))
    make.void(chamber, actions.open_poll(session.polls.first().pk, minutes=30, by=chamber.chair))
    with pytest.raises(Stale):
        make.hold(chamber, session, attendance(chamber, 6))
    assert Attendance.objects.filter(state=Presence.PRESENT).count() == 7
    again = session.polls.get(body="COUNCIL", state="PREPARED")
    assert actions.open_poll(again.pk, minutes=30, by=chamber.chair).number == 3
