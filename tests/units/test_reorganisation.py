"""Merge, split, rename, move, dissolve: what is written, what is refused, what follows the plan."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.core.triggers import refusing_inserts
from tests.factories.reorganisation import DAY, make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_membership, make_person, make_province, make_unit
from units.actions import (
    cancel_reorganisation,
    carry_out_due,
    choose_homes,
    confirm_reorganisation,
    draft_reorganisation,
)
from units.models import AreaFlag, Membership, OrgSuccession, OrgUnit, Person, Reorganisation, Role, UnitKind
from units.queries import lineage
from units.queries_reorg import situation_of
from units.rules_reorg import ENDS, Plan, Successor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=made.commune, level="INNER")
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    return made


def merger(world, **fields) -> Plan:
    new = new_unit("09001", "Xã Ngải Thầu", world.province)
    return make_plan("MERGE", world.commune, world.neighbour, to=[new], **fields)


def codes(error) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_merger_ends_the_old_plants_the_new_and_links_them(world):
    row = reorganise(world.admin, merger(world))
    new = OrgUnit.objects.get(code="09001")
    assert (row.state, row.subject) == ("DONE", "Xã Y Tý, Xã A Mú Sung → Xã Ngải Thầu")
    assert (new.parent_id, new.valid_from, new.valid_to) == (world.province.pk, DAY, None)
    assert new.path == f"{world.province.path}{new.pk:04d}."
    assert new.document_name == "XÃ NGẢI THẦU"
    old = OrgUnit.objects.filter(pk__in=[world.commune.pk, world.neighbour.pk])
    assert list(old.values_list("valid_to", "keeper").distinct()) == [(DAY, new.pk)]
    links = OrgSuccession.objects.filter(new=new).order_by("pk").values_list("old", "on", "share", "decree")
    decree = "Nghị quyết số 12/NQ-HĐND ngày 12/6/2026"
    assert list(links) == [(world.commune.pk, DAY, 1, decree), (world.neighbour.pk, DAY, 1, decree)]
    assert {each.unit_id for each in lineage([new.pk])[new.pk]} == {
        new.pk,
        world.commune.pk,
        world.neighbour.pk,
    }


def test_inner_units_people_and_roles_go_along(world):
    chief, teacher = make_person(world.commune), make_person(world.school, "Vàng Thị Mỷ")
    editor = make_membership(world.commune, Role.EDITOR)
    master = make_membership(world.school, Role.HEAD)
    again = make_membership(world.neighbour, Role.EDITOR, user=editor.user)
    reorganise(world.admin, merger(world))
    new = OrgUnit.objects.get(code="09001")
    twin = OrgUnit.objects.get(code=world.school.code, valid_to=None)
    assert (twin.parent, twin.name, twin.kind) == (new, "Trường THCS Y Tý", "SCHOOL")
    assert OrgUnit.objects.get(pk=world.school.pk).keeper == twin
    assert Person.objects.get(pk=chief.pk).unit == new
    assert Person.objects.get(pk=teacher.pk).unit == twin
    ended = Membership.objects.filter(pk__in=[editor.pk, master.pk, again.pk])
    assert list(ended.values_list("valid_to").distinct()) == [(DAY,)]
    started = Membership.objects.filter(valid_from=DAY).order_by("unit").values_list("user", "unit", "role")
    assert list(started) == [(editor.user_id, new.pk, "EDITOR"), (master.user_id, twin.pk, "HEAD")]
    events = AuditEvent.objects.filter(object_type="units.membership").values_list("name", flat=True)
    assert sorted(events) == ["units.membership_ended"] * 3 + ["units.membership_started"] * 2
    moved = AuditEvent.objects.filter(name="units.person_moved").order_by("object_id")
    assert [event.data for event in moved] == [
        {"from": world.commune.pk, "to": new.pk},
        {"from": world.school.pk, "to": twin.pk},
    ]


def test_a_role_that_the_plan_ends_is_not_given_again(world):
    editor = make_membership(world.commune, Role.EDITOR)
    reorganise(world.admin, merger(world, homes={f"m{editor.pk}": ENDS}))
    assert list(Membership.objects.filter(user=editor.user).values_list("valid_to", flat=True)) == [DAY]


def test_a_merger_into_a_unit_that_is_there(world):
    reorganise(world.admin, make_plan("MERGE", world.commune, to=[Successor(unit_id=world.neighbour.pk)]))
    assert OrgSuccession.objects.get(old=world.commune).new == world.neighbour
    assert OrgUnit.objects.get(pk=world.neighbour.pk).valid_to is None


def test_only_chosen_areas_are_carried_over(world):
    for kind in ("BORDER", "REMOTE"):
        AreaFlag.objects.create(
            unit=world.commune, kind=kind, valid_from=date(2025, 7, 1), legal_basis="QĐ 5"
        )
    new = new_unit("09001", "Xã Ngải Thầu", world.province, areas=("BORDER",))
    reorganise(world.admin, make_plan("MERGE", world.commune, world.neighbour, to=[new]))
    flags = AreaFlag.objects.filter(unit__code="09001").values_list("kind", "valid_from", "legal_basis")
    assert list(flags) == [("BORDER", DAY, "QĐ 5")]
    other = new_unit("09002", "Xã Khác", world.province, areas=("ETHNIC_I",))
    with pytest.raises(RuleViolation) as error:
        draft_reorganisation(
            by=world.admin, plan=make_plan("RENAME", world.school, to=[other], effective_on=date(2026, 8, 1))
        )
    assert "area_unknown" in codes(error)


def split(world, **fields) -> Plan:
    parts = [
        new_unit("09001", "Xã Y Tý Một", world.province, share="0.4"),
        new_unit("09002", "Xã Y Tý Hai", world.province, share="0.6"),
    ]
    return make_plan("SPLIT", world.commune, to=parts, **fields)


def test_a_split_asks_where_each_role_and_inner_unit_goes(world):
    editor = make_membership(world.commune, Role.EDITOR)
    person = make_person(world.commune)
    row = draft_reorganisation(by=world.admin, plan=split(world, keeper=1))
    seen = situation_of(Plan.read(row.plan)).seen
    with pytest.raises(RuleViolation) as error:
        confirm_reorganisation(row.pk, by=world.admin, seen=seen)
    assert codes(error) == ["no_home", "no_home"]
    homes = {f"u{world.school.pk}": 0, f"m{editor.pk}": 1}
    row = choose_homes(row.pk, by=world.admin, version=row.version, homes=homes)
    confirm_reorganisation(row.pk, by=world.admin, seen=situation_of(Plan.read(row.plan)).seen)
    one, two = OrgUnit.objects.filter(code__in=["09001", "09002"]).order_by("code")
    assert OrgUnit.objects.get(code=world.school.code, valid_to=None).parent == one
    assert Membership.objects.get(user=editor.user, valid_to=None).unit == two
    assert OrgUnit.objects.get(pk=world.commune.pk).keeper == two
    assert [str(row.share) for row in world.commune.successions.order_by("pk")] == ["0.400", "0.600"]
    assert Person.objects.get(pk=person.pk).unit == world.commune  # nobody said where


def test_a_rename_is_another_row_and_keeps_the_code(world):
    new = new_unit(world.commune.code, "Xã Ngải Thầu", world.province)
    world.commune.phone = "0214 3871 001"
    world.commune.save()
    reorganise(world.admin, make_plan("RENAME", world.commune, to=[new]))
    now = OrgUnit.objects.get(code=world.commune.code, valid_to=None)
    assert (now.name, now.phone) == ("Xã Ngải Thầu", "0214 3871 001")
    assert [each.alone for each in lineage([now.pk])[now.pk]] == [True, True]


def test_a_move_leaves_the_old_row_under_its_old_superior(world):
    new = new_unit(world.school.code, world.school.name, world.neighbour, kind="SCHOOL", level="INNER")
    reorganise(world.admin, make_plan("MOVE", world.school, to=[new]))
    now = OrgUnit.objects.get(code=world.school.code, valid_to=None)
    before = OrgUnit.objects.get(pk=world.school.pk)
    assert (now.parent, before.parent, before.valid_to) == (world.neighbour, world.commune, DAY)
    assert now.path.startswith(world.neighbour.path)


def test_a_dissolved_unit_may_leave_its_records_to_another(world):
    editor = make_membership(world.neighbour)
    reorganise(world.admin, make_plan("DISSOLVE", world.neighbour, homes={f"m{editor.pk}": ENDS}))
    ended = OrgUnit.objects.get(pk=world.neighbour.pk)
    assert (ended.valid_to, ended.keeper, ended.successions.count()) == (DAY, None, 0)


def test_what_an_older_unit_left_goes_on_to_the_newest(world):
    reorganise(world.admin, merger(world))
    first = OrgUnit.objects.get(code="09001")
    new = new_unit("09009", "Xã Mới", world.province)
    later = make_plan("RENAME", first, to=[new], effective_on=date(2026, 9, 1))
    reorganise(world.admin, later)
    keepers = OrgUnit.objects.filter(keeper__isnull=False).exclude(kind="SCHOOL").values_list("keeper__code")
    assert set(keepers) == {("09009",)}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_only_the_administrator(world, role):
    actor = make_actor(world.commune, role)
    with pytest.raises(NotAllowed):
        draft_reorganisation(by=actor, plan=merger(world))
    assert Reorganisation.objects.count() == 0


def test_who_joins_between_preview_and_confirmation_makes_it_stale(world):
    row = draft_reorganisation(by=world.admin, plan=merger(world))
    seen = situation_of(Plan.read(row.plan)).seen
    make_membership(world.commune, Role.HEAD)
    with pytest.raises(Stale):
        confirm_reorganisation(row.pk, by=world.admin, seen=seen)
    assert OrgUnit.objects.filter(valid_to__isnull=False).count() == 0


def test_the_second_of_two_plans_for_one_unit_is_stale(world):
    rows = [draft_reorganisation(by=world.admin, plan=merger(world)) for _ in range(2)]
    seen = [situation_of(Plan.read(row.plan)).seen for row in rows]
    confirm_reorganisation(rows[0].pk, by=world.admin, seen=seen[0])
    for row, fingerprint in zip(rows, seen, strict=True):
        with pytest.raises(Stale):
            confirm_reorganisation(row.pk, by=world.admin, seen=fingerprint)
    assert OrgUnit.objects.filter(code="09001").count() == 1


def test_the_standing_body_is_not_reorganised_here(world):
    to = [new_unit("SNV2", "Sở Mới", world.province, kind="DEPARTMENT", level="PROVINCE")]
    for unit in (world.standing_body, world.province):
        with pytest.raises(RuleViolation) as error:
            draft_reorganisation(by=world.admin, plan=make_plan("RENAME", unit, to=to))
        assert "is_pillar" in codes(error)


def test_a_day_to_come_waits_and_is_done_on_that_day(world):
    editor = make_membership(world.commune, Role.EDITOR)
    day = clock.today() + timedelta(days=40)
    row = reorganise(world.admin, merger(world, effective_on=day))
    assert (row.state, row.done_at) == ("SCHEDULED", None)
    carry_out_due(row.pk, today=day - timedelta(days=1))
    assert OrgUnit.objects.filter(valid_to__isnull=False).count() == 0
    late = make_membership(world.commune, Role.HEAD)  # given in between: goes along as the others
    for _ in range(2):
        carry_out_due(row.pk, today=day)
    row.refresh_from_db()
    assert row.state == "DONE"
    started = Membership.objects.filter(unit__code="09001").order_by("role").values_list("user", "role")
    assert list(started) == [(editor.user_id, "EDITOR"), (late.user_id, "HEAD")]
    assert AuditEvent.objects.get(name="units.reorganised").actor_name == "Hệ thống"


def test_a_plan_that_no_longer_fits_is_stuck_and_nothing_is_half_done(world):
    day = clock.today() + timedelta(days=40)
    row = reorganise(world.admin, merger(world, effective_on=day))
    OrgUnit.objects.filter(pk=world.neighbour.pk).update(valid_to=day - timedelta(days=3))
    carry_out_due(row.pk, today=day)
    row.refresh_from_db()
    assert row.state == "STUCK"
    assert row.trouble.startswith("Xã A Mú Sung đã hết hiệu lực")
    assert OrgUnit.objects.filter(code="09001").count() == 0
    row = cancel_reorganisation(row.pk, by=world.admin, version=row.version, reason="làm lại")
    assert (row.state, row.trouble) == ("CANCELLED", "")


def test_what_was_changed_since_is_stale(world):
    row = draft_reorganisation(by=world.admin, plan=split(world))
    choose_homes(row.pk, by=world.admin, version=1, homes={})
    for deed, more in ((choose_homes, {"homes": {}}), (cancel_reorganisation, {"reason": ""})):
        with pytest.raises(Stale):
            deed(row.pk, by=world.admin, version=1, **more)


def test_a_failed_audit_undoes_everything(world):
    row = draft_reorganisation(by=world.admin, plan=merger(world))
    seen = situation_of(Plan.read(row.plan)).seen
    with (
        refusing_inserts("core_auditevent"),
        pytest.raises(DatabaseError, match="takes nothing"),
        transaction.atomic(),
    ):
        confirm_reorganisation(row.pk, by=world.admin, seen=seen)
    assert OrgUnit.objects.filter(valid_to__isnull=False).count() == 0
    assert Reorganisation.objects.get().state == "DRAFT"
