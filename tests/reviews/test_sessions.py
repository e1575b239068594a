"""Councils and sessions before the meeting: seats, drafts, agendas, convening, calling off."""

from datetime import date, timedelta

import pytest

from core import audit, clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from reviews import actions
from reviews.models import (
    AgendaItem,
    Council,
    CouncilMember,
    CouncilSession,
    Exclusion,
    Function,
    Poll,
    Question,
)
from reviews.queries.agenda import ready_items
from tests.factories import reviews as make
from tests.factories.awards import make_route
from tests.factories.units import make_actor, make_membership, make_unit
from units.actors import Actor
from units.models import Membership, Role, UnitKind

pytestmark = pytest.mark.django_db


def last_event():
    event = AuditEvent.objects.latest("pk")
    return event.name, event.actor_id


def codes(caught):
    return [problem.code for problem in caught.value.problems]


def test_only_the_standing_body_writes_down_a_council(chamber):
    stage = chamber.stage
    values = {
        "unit_id": stage.province.province.pk,
        "name": "Hội đồng khác",
        "decision_no": "13/QĐ-UBND",
        "decision_on": date(2026, 2, 1),
    }
    with pytest.raises(NotAllowed):
        actions.found_council(**values, by=stage.officer)
    with pytest.raises(NotAllowed):
        actions.found_council(**values | {"unit_id": stage.province.commune.pk}, by=stage.office_head)
    council = actions.found_council(**values, by=stage.office_head)
    assert Council.objects.get(pk=council.pk).decision_no == "13/QĐ-UBND"
    assert last_event() == ("reviews.council_founded", stage.office_head.user_id)


def test_a_seat_is_held_once_and_ends(chamber):
    seat, head = chamber.voters[6], chamber.stage.office_head
    values = {"function": Function.MEMBER, "title": "Giám đốc", "valid_from": make.SINCE}
    with pytest.raises(Stale):
        actions.seat_member(chamber.council.pk, user_id=seat.user_id, unit_id=seat.unit_id, **values, by=head)
    with pytest.raises(NotAllowed):
        actions.end_seat(seat.pk, on=date(2026, 11, 23), by=chamber.stage.officer)
    with pytest.raises(RuleViolation):
        actions.end_seat(seat.pk, on=date(2025, 1, 1), by=head)
    actions.end_seat(seat.pk, on=date(2026, 11, 23), by=head)
    assert seat not in CouncilMember.objects.current(clock.today())
    with pytest.raises(Stale):
        actions.end_seat(seat.pk, on=date(2026, 11, 24), by=head)


def test_the_secretary_drafts_a_session(chamber):
    values = make.session_values(chamber)
    for actor in (chamber.chair, chamber.voting[5], chamber.stage.officer):
        with pytest.raises(NotAllowed):
            actions.draft_session(chamber.council.pk, **values, by=actor)
    session = actions.draft_session(chamber.council.pk, **values, by=chamber.secretary)
    stored = CouncilSession.objects.get()
    assert (stored.pk, stored.state, stored.number, stored.year) == (session.pk, "DRAFT", None, 2026)
    assert last_event() == ("reviews.session_drafted", chamber.secretary.user_id)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"place": ""}, "no_place"),
        ({"starts_at": clock.timezone.datetime(2026, 11, 20, tzinfo=clock.UTC)}, "starts_before"),
    ],
)
def test_what_a_session_cannot_be(chamber, change, code):
    with pytest.raises(RuleViolation) as caught:
        actions.draft_session(
            chamber.council.pk, **make.session_values(chamber, **change), by=chamber.secretary
        )
    assert codes(caught) == [code]


def test_only_chair_or_vice_chair_presides(chamber):
    wrong = make.session_values(chamber, chair_id=chamber.voters[4].pk, secretary_id=chamber.voters[4].pk)
    with pytest.raises(RuleViolation) as caught:
        actions.draft_session(chamber.council.pk, **wrong, by=chamber.secretary)
    assert codes(caught) == ["no_chair", "no_secretary"]
    good = make.session_values(chamber, chair_id=chamber.voters[2].pk)
    assert (
        actions.draft_session(chamber.council.pk, **good, by=chamber.secretary).chair_id == good["chair_id"]
    )


def test_a_draft_is_edited_by_who_saw_the_latest(chamber):
    session = make.make_draft_session(chamber)
    seen = CouncilSession.objects.get(pk=session.pk).version
    values = make.session_values(chamber, name="Tên mới")
    actions.edit_session(session.pk, **values, seen_version=seen, by=chamber.secretary)
    assert CouncilSession.objects.get().name == "Tên mới"
    with pytest.raises(Stale):
        actions.edit_session(session.pk, **values, seen_version=seen, by=chamber.secretary)


def test_a_nomination_is_on_one_living_agenda(chamber):
    first = make.make_draft_session(chamber, nominees=2)
    taken = list(first.agenda.values_list("nomination_id", flat=True))
    second = actions.draft_session(chamber.council.pk, **make.session_values(chamber), by=chamber.secretary)
    with pytest.raises(RuleViolation) as caught:
        actions.set_agenda(second.pk, taken, by=chamber.secretary)
    assert codes(caught) == ["not_ready"]
    assert ready_items(second).count() == 0
    actions.void_session(first.pk, reason="Hoãn họp", by=chamber.secretary)
    actions.set_agenda(second.pk, taken[::-1], by=chamber.secretary)
    assert list(second.agenda.values_list("nomination_id", flat=True)) == taken[::-1]


def test_convening_freezes_questions_and_rules(chamber):
    session = make.make_convened(chamber)
    poll = Poll.objects.get()
    assert (session.number, session.state, poll.state, poll.body) == (1, "CONVENED", "PREPARED", "COUNCIL")
    rows = list(
        Question.objects.values_list("order", "num", "den", "quorum_num", "quorum_den", "legal_basis")
    )
    assert rows == [(number, 8, 10, 2, 3, "Quy chế") for number in (1, 2, 3)]
    route = chamber.stage.award.routes.get()
    route.num = 9
    route.save()
    assert set(Question.objects.values_list("num", flat=True)) == {8}
    assert last_event() == ("reviews.session_convened", chamber.secretary.user_id)
    with pytest.raises(Stale):
        actions.set_agenda(session.pk, [], by=chamber.secretary)
    with pytest.raises(Stale):
        actions.convene(session.pk, by=chamber.secretary)


def test_numbers_of_sessions_have_no_gap(chamber):
    first = make.make_convened(chamber, nominees=1)
    second = make.make_draft_session(chamber, nominees=1)
    actions.void_session(second.pk, reason="Hoãn", by=chamber.secretary)
    third = make.make_convened(chamber, nominees=1)
    assert (first.number, third.number) == (1, 2)


def test_a_failed_log_undoes_the_convening(chamber, monkeypatch):
    session = make.make_draft_session(chamber)
    monkeypatch.setattr(audit, "record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.convene(session.pk, by=chamber.secretary)
    assert (CouncilSession.objects.get().state, Poll.objects.count()) == ("DRAFT", 0)


def test_an_empty_agenda_and_too_few_tellers_keep_from_convening(chamber):
    session = actions.draft_session(chamber.council.pk, **make.session_values(chamber), by=chamber.secretary)
    actions.end_seat(chamber.voters[3].pk, on=clock.today(), by=chamber.stage.office_head)
    with pytest.raises(RuleViolation) as caught:
        actions.convene(session.pk, by=chamber.secretary)
    assert codes(caught) == ["empty_agenda", "few_tellers"]
    with pytest.raises(NotAllowed):
        actions.convene(session.pk, by=chamber.chair)


def test_awards_without_a_route_or_without_a_council_stay_out(chamber):
    session = make.make_draft_session(chamber, nominees=1)
    chamber.stage.award.routes.all().delete()
    with pytest.raises(RuleViolation) as caught:
        actions.convene(session.pk, by=chamber.secretary)
    assert codes(caught) == ["no_route"]
    vote = dict.fromkeys(("num", "den", "quorum_num", "quorum_den"))
    make_route(chamber.stage.award, route="NONE", is_secret=False, **vote)
    with pytest.raises(RuleViolation) as caught:
        actions.convene(session.pk, by=chamber.secretary)
    assert codes(caught) == ["no_council"]


def test_chair_and_vice_chairs_have_a_poll_of_their_own(chamber):
    chamber.stage.award.routes.update(route="STANDING")
    session = make.make_meeting(chamber, nominees=1)
    poll = make.open_first(chamber, session)
    assert poll.body == "STANDING"
    assert list(poll.roster.filter(is_voting=True).values_list("function", flat=True)) == [
        "CHAIR",
        "VICE_CHAIR",
        "VICE_CHAIR",
    ]
    assert poll.roster.filter(is_teller=True).count() == 3
    with pytest.raises(NotAllowed):
        make.vote(poll, chamber.voting[4], [make.YES])
    assert make.vote(poll, chamber.chair, [make.YES])


def test_a_member_who_is_put_up_himself_is_excluded_from_the_start(chamber):
    seat = chamber.voters[5]
    session = make.make_draft_session(chamber, nominees=2)
    first, second = (item.nomination for item in session.agenda.all())
    type(first).objects.filter(pk=first.pk).update(person=seat.person)
    # The other member is known by name and unit only.
    namesake = chamber.voters[6]
    Membership.objects.filter(user=namesake.user).update(unit=chamber.stage.editor.unit)
    type(second).objects.filter(pk=second.pk).update(folded="uy vien so 6", full_name="Ủy viên Số 6")
    actions.convene(session.pk, by=chamber.secretary)
    found = list(Exclusion.objects.order_by("question__order").values_list("member_id", "kind"))
    assert found == [(seat.pk, "OWN"), (namesake.pk, "OWN")]


def test_a_session_is_called_off_with_a_reason(chamber):
    session = make.make_convened(chamber)
    with pytest.raises(NotAllowed):
        actions.void_session(session.pk, reason="Hoãn", by=chamber.chair)
    with pytest.raises(RuleViolation):
        actions.void_session(session.pk, reason="  ", by=chamber.secretary)
    actions.void_session(session.pk, reason="Bão số 3", by=chamber.secretary)
    stored = CouncilSession.objects.get()
    assert (stored.state, stored.void_reason, Poll.objects.get().state) == ("VOID", "Bão số 3", "VOID")
    assert not AgendaItem.objects.filter(is_live=True).exists()
    with pytest.raises(Stale):
        actions.void_session(session.pk, reason="Lại", by=chamber.secretary)


def seen_by(actor):
    return list(CouncilSession.visible_to(actor).values_list("state", flat=True))


def test_who_sees_which_sessions(chamber):
    stage = chamber.stage
    leader = make_actor(stage.province.province, Role.LEADER)
    elsewhere = make_unit("Sở khác", kind=UnitKind.DEPARTMENT, parent=stage.province.province)
    strangers = [make_actor(elsewhere, Role.HEAD), stage.editor, stage.head]
    strangers += [make_actor(stage.province.office, role) for role in (Role.ADMIN, Role.AUDITOR)]
    make.make_draft_session(chamber, nominees=1)
    assert [seen_by(actor) for actor in (chamber.secretary, stage.officer)] == [["DRAFT"]] * 2
    assert [seen_by(actor) for actor in (*chamber.voting, leader, *strangers, None)] == [[]] * 14
    actions.convene(CouncilSession.objects.get().pk, by=chamber.secretary)
    seeing = (chamber.secretary, stage.officer, *chamber.voting, leader)
    assert [seen_by(actor) for actor in seeing] == [["CONVENED"]] * 10
    assert [seen_by(actor) for actor in (*strangers, None)] == [[]] * 6


def test_a_seat_belongs_to_the_person_in_any_of_his_units(chamber):
    other = make_unit("Đảng ủy khối", kind=UnitKind.PARTY, parent=chamber.stage.province.province)
    membership = make_membership(other, Role.EDITOR, user=chamber.chair.user)
    make.make_convened(chamber)
    assert seen_by(Actor(chamber.chair.user, membership)) == ["CONVENED"]


def test_the_past_of_a_seat_gives_nothing(chamber):
    make.make_convened(chamber)
    seat = chamber.voters[6]
    actions.end_seat(seat.pk, on=clock.today() + timedelta(days=1), by=SYSTEM)
    actor = chamber.actors[seat.pk]
    assert seen_by(actor) == ["CONVENED"]
    with clock.at(clock.now() + timedelta(days=1)):
        assert seen_by(actor) == []
