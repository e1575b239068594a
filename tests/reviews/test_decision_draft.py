"""Drafting decisions: who is named, by whom, and what may still change."""

import pytest

from core.errors import NotAllowed, RuleViolation, Stale
from nominations.models import Nomination
from reviews.actions import decision as actions
from reviews.models import Decision
from reviews.queries.decision_lines import groups
from tests.factories import decisions as make
from tests.factories.decisions import events
from tests.factories.nominations import make_stage
from tests.factories.reviews import make_chamber, make_sealed
from tests.factories.units import make_actor, make_unit
from units.models import Role

pytestmark = pytest.mark.django_db
PRIZE = 3_800_000  # 1.5 x 2,530,000 = 3,795,000, rounded up


@pytest.fixture
def desk():
    return make.make_desk()


def test_a_draft_names_those_who_wait_with_their_planned_prize(desk):
    waiting = make.make_waiting(desk, 3)
    assert [(g.award, g.session, g.count) for g in groups(desk.stage.round)] == [(desk.stage.award, None, 3)]
    decision = make.draft(desk)
    lines = list(decision.lines.values_list("order", "nomination", "prize", "struck"))
    assert lines == [(n, row.pk, PRIZE, False) for n, row in enumerate(waiting, start=1)]
    assert decision.subject == "Về việc tặng Bằng khen của Chủ tịch UBND tỉnh năm 2026"
    assert (decision.state, decision.unit, decision.session) == (
        "DRAFT",
        desk.stage.province.province,
        None,
    )
    event = events(decision, "decision_drafted")[0]
    assert (event.data["lines"], event.actor_name) == (3, "Nguyễn Thu Hằng")
    assert groups(desk.stage.round) == []
    with pytest.raises(Stale, match="Không còn ai chờ"):
        make.draft(desk)
    assert Decision.objects.count() == 1


def test_only_the_standing_body_of_the_round_drafts(desk):
    make.make_waiting(desk, 1)
    strangers = [
        desk.stage.head,
        desk.director,
        desk.leader,
        desk.clerk,
        make_actor(make_unit("Xã Trịnh Tường", parent=desk.stage.province.province), Role.OFFICER),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            actions.draft_decision(desk.stage.round.pk, desk.stage.award.pk, by=stranger)
    assert Decision.objects.count() == 0
    actions.draft_decision(desk.stage.round.pk, desk.stage.award.pk, by=desk.office_head)
    assert Decision.objects.count() == 1


def test_after_a_vote_only_the_recommended_are_drafted_under_their_session():
    chamber = make_chamber()
    desk = make.make_desk(chamber.stage)
    poll = make_sealed(chamber)
    passed = list(Nomination.objects.filter(outcome="RECOMMENDED"))
    assert 0 < len(passed) < 3
    assert [(g.session, g.count) for g in groups(chamber.stage.round)] == [(poll.session, len(passed))]
    with pytest.raises(Stale):
        make.draft(desk)  # as if there had been no vote
    decision = actions.draft_decision(
        chamber.stage.round.pk, chamber.stage.award.pk, poll.session_id, by=desk.officer
    )
    assert [line.nomination for line in decision.lines.all()] == passed
    assert decision.session == poll.session


def test_what_is_qualified_waits_for_its_vote_when_the_route_has_one():
    stage = make_stage()
    desk = make.make_desk(stage)
    make.make_route(stage.award)
    make.make_waiting(desk, 2)
    assert groups(stage.round) == []


def test_awards_of_the_state_are_not_decided_here(desk):
    type(desk.stage.award).objects.filter(pk=desk.stage.award.pk).update(level="STATE")
    make.make_waiting(desk, 1)
    assert groups(desk.stage.round) == []


def test_names_that_come_later_join_the_draft(desk):
    decision = make.make_decision(desk, 2)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    make.make_waiting(desk, 1)
    assert make.draft(desk) == decision
    assert list(decision.lines.values_list("order", flat=True)) == [1, 2, 3]
    assert events(decision) == ["decision_drafted", "decision_drafted"]


def test_a_name_is_taken_off_with_a_reason_and_may_be_drafted_again(desk):
    decision = make.make_decision(desk, 3)
    with pytest.raises(RuleViolation):
        actions.take_off_name(make.line(decision).pk, reason=" ", by=desk.officer)
    with pytest.raises(NotAllowed):
        actions.take_off_name(make.line(decision).pk, reason="Đang xác minh đơn.", by=desk.leader)
    gone = make.line(decision)
    actions.take_off_name(gone.pk, reason="Đang xác minh đơn.", by=desk.officer)
    assert list(decision.lines.values_list("order", flat=True)) == [1, 2]
    event = events(decision, "decision_name_taken_off")[0]
    assert (event.data["nomination"], event.reason) == (gone.nomination_id, "Đang xác minh đơn.")
    with pytest.raises(Stale, match="vừa được bỏ"):
        actions.take_off_name(gone.pk, reason="Đang xác minh đơn.", by=desk.officer)
    make.draft(desk)
    assert decision.lines.get(order=3).nomination_id == gone.nomination_id


def test_the_wording_of_a_draft_is_changed_and_a_second_hand_is_told(desk):
    decision = make.make_decision(desk, 1)
    seen = decision.version
    values = {"subject": "  Về việc tặng   Bằng khen ", "seen_version": seen}
    with pytest.raises(NotAllowed):
        actions.edit_decision(decision.pk, **values, by=desk.clerk)
    actions.edit_decision(decision.pk, **values, by=desk.officer)
    with pytest.raises(Stale):
        actions.edit_decision(decision.pk, **values, by=desk.office_head)
    with pytest.raises(RuleViolation):
        actions.edit_decision(decision.pk, subject="", seen_version=seen + 1, by=desk.officer)
    decision.refresh_from_db()
    assert decision.subject == "Về việc tặng Bằng khen"
    make.present(desk, decision)
    decision.refresh_from_db()
    with pytest.raises(Stale, match="trình ký"):
        actions.edit_decision(decision.pk, subject="Khác", seen_version=decision.version, by=desk.officer)
