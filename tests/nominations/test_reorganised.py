"""Dossiers of a unit that ended: its successor's staff finds them, finishes and sends them."""

from datetime import date

import pytest

from core import clock
from core.errors import RuleViolation
from nominations import actions
from nominations.models import Dossier
from nominations.queries import waiting_for
from tests.factories.nominations import (
    DURING,
    make_accepted,
    make_draft,
    make_ready,
    make_stage,
    nominee_values,
)
from tests.factories.reorganisation import make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_unit
from units.models import OrgUnit, Role

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _now():
    with clock.at(DURING):
        yield


def merge(stage, into=None):
    """The unit of the editor and a neighbour become one; return who writes and who heads there."""
    old = stage.editor.unit
    province = old.parent
    neighbour = make_unit("Xã A Mú Sung", parent=province)
    admin = make_actor(make_unit("Sở Khác", kind="DEPARTMENT", parent=province), Role.ADMIN)
    to = [new_unit("09001", "Xã Ngải Thầu", province)]
    decree = {"decree_on": date(2026, 10, 1), "effective_on": DAY}
    reorganise(admin, make_plan("MERGE", old, neighbour, to=to, **decree))
    new = OrgUnit.objects.get(code="09001")
    return make_actor(new, Role.EDITOR), make_actor(new, Role.HEAD)


def test_the_successor_finishes_and_sends_what_the_old_unit_began():
    stage = make_stage()
    dossier = make_ready(stage.editor, stage.round)
    stranger = make_actor(make_unit("Xã Bản Vược", parent=stage.editor.unit.parent), Role.HEAD)
    editor, head = merge(stage)
    assert list(Dossier.visible_to(editor)) == list(Dossier.visible_to(head)) == [dossier]
    assert list(Dossier.visible_to(stranger)) == []
    assert [item.url for item in waiting_for(editor)] == [f"/ho-so/{dossier.pk}/"]
    award = stage.round.awards.first()
    actions.add_nomination(dossier.pk, nominee_values(award, full_name="Tẩn Láo Tả"), by=editor)
    dossier.refresh_from_db()
    sent = actions.submit(dossier.pk, seen_version=dossier.version, by=head)
    assert (sent.state, sent.unit) == ("SUBMITTED", stage.editor.unit)
    people = {nomination.person.unit for nomination in sent.nominations.all()}
    assert people == {head.unit}


def test_what_lies_with_the_standing_body_stays_in_sight():
    stage = make_stage()
    make_accepted(stage.editor, stage.officer, stage.round)
    editor, _ = merge(stage)
    assert [dossier.state for dossier in Dossier.visible_to(editor)] == ["ACCEPTED"]


def test_a_unit_with_open_dossiers_is_not_dissolved_without_a_keeper():
    stage = make_stage()
    make_draft(stage.editor, stage.round)
    admin = make_actor(make_unit("Sở Khác", kind="DEPARTMENT"), Role.ADMIN)
    decree = {"decree_on": date(2026, 10, 1), "effective_on": DAY}
    with pytest.raises(RuleViolation, match="Còn 1 hồ sơ chưa kết thúc"):
        reorganise(admin, make_plan("DISSOLVE", stage.editor.unit, **decree))
