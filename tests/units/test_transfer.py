"""A person goes to another unit: the deed, its refusals, what his page shows, what other deeds leave."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from core import clock, formkeys
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.core.triggers import refusing_inserts
from tests.factories.awards import make_award, make_past_grant
from tests.factories.reorganisation import DAY, make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_person, make_province, make_unit, make_user
from units.actions import (
    add_person,
    assign_people,
    merge_people,
    start_membership,
    transfer_person,
    undo_merge,
)
from units.merging import plan_of
from units.models import Level, OrgUnit, Person, Role, Stay, UnitKind
from units.queries_stays import stays_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
ORDER = "Quyết định số 12/QĐ-UBND"
ON = date(2026, 9, 1)


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.school = make_unit("Trường Y Tý", kind=UnitKind.SCHOOL, parent=made.commune, level=Level.INNER)
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    made.officer = make_actor(made.office, Role.OFFICER)
    made.office_head = make_actor(made.office, Role.OFFICE_HEAD)
    made.director = make_actor(made.standing_body, Role.DIRECTOR)
    made.editor, made.head = make_actor(made.commune), make_actor(made.commune, Role.HEAD)
    made.leader, made.stranger = make_actor(made.commune, Role.LEADER), make_actor(made.neighbour)
    made.person = make_person(made.commune, "Lý Seo Sì", position="Trưởng thôn")
    with clock.at(NOW):
        yield made


def send(world, to, *, who="officer", on=ON, document=ORDER, position="Công chức", seen=1, person=None):
    return transfer_person(
        (person or world.person).pk,
        by=getattr(world, who),
        seen_version=seen,
        unit_id=to.pk,
        on=on,
        document=document,
        position=position,
    )


def life(person) -> list[tuple]:
    """What the page shows: unit, position, from, until, document."""
    lines = stays_of(Person.objects.get(pk=person.pk))
    return [(one.unit.name, one.position, one.valid_from, one.valid_to, one.document) for one in lines]


def refusals(error) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in error.value.problems]


def test_what_is_written_and_logged(world):
    moved = send(world, world.neighbour)
    assert (moved.unit_id, moved.position, moved.version) == (world.neighbour.pk, "Công chức", 2)
    assert life(moved) == [
        ("Xã A Mú Sung", "Công chức", ON, None, ORDER),
        ("Xã Y Tý", "Trưởng thôn", None, ON, ""),
    ]
    event = AuditEvent.objects.get()
    assert (event.name, event.object_id, event.actor_id) == (
        "units.person_transferred",
        moved.pk,
        world.officer.user_id,
    )
    assert event.data == {
        "from": world.commune.pk,
        "to": world.neighbour.pk,
        "on": "2026-09-01",
        "document": ORDER,
        "position": ["Trưởng thôn", "Công chức"],
    }


def test_a_failed_audit_leaves_the_person_where_he_was(world):
    with refusing_inserts(AuditEvent._meta.db_table), pytest.raises(DatabaseError), transaction.atomic():
        send(world, world.neighbour)
    assert life(world.person) == [("Xã Y Tý", "Trưởng thôn", None, None, "")]


@pytest.mark.parametrize("who", ["editor", "head", "officer", "office_head"])
def test_who_reaches_both_units_may(world, who):
    assert send(world, world.school, who=who).unit_id == world.school.pk


@pytest.mark.parametrize("who", ["leader", "director", "admin", "stranger"])
def test_who_may_not(world, who):
    with pytest.raises(NotAllowed):
        send(world, world.school, who=who)
    assert not AuditEvent.objects.exists()


def test_nobody_writes_into_a_unit_out_of_reach(world):
    with pytest.raises(RuleViolation) as error:
        send(world, world.neighbour, who="head")
    assert refusals(error) == [("out_of_reach", "unit")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"on": date(2026, 11, 25)}, [("later", "on")]),
        ({"on": date(2025, 6, 30)}, [("before_unit", "on")]),
        ({"document": " "}, [("no_document", "document")]),
        (
            {"document": "x" * 201, "position": "x" * 161},
            [("document_too_long", "document"), ("position_too_long", "position")],
        ),
    ],
)
def test_what_is_refused(world, given, found):
    with pytest.raises(RuleViolation) as error:
        send(world, world.neighbour, **given)
    assert refusals(error) == found


def test_the_same_unit_and_an_ended_one_are_refused(world):
    with pytest.raises(RuleViolation) as error:
        send(world, world.commune)
    assert refusals(error) == [("same_unit", "unit")]
    ended = make_unit("Xã Cũ", parent=world.province, valid_to=date(2026, 8, 1))
    with pytest.raises(RuleViolation) as error:
        send(world, ended)
    assert refusals(error) == [("unit_ended", "unit")]
    with pytest.raises(RuleViolation) as error:
        add_person(by=world.officer, unit_id=ended.pk, full_name="Lý Seo Sì")
    assert refusals(error) == [("unit_ended", "unit")]
    OrgUnit.objects.filter(pk=world.commune.pk).update(valid_to=date(2026, 8, 1))
    with pytest.raises(RuleViolation) as error:
        send(world, world.neighbour)
    assert refusals(error) == [("not_placed", "")]


def test_the_day_lies_after_birth_and_after_the_last_transfer(world):
    born = make_person(world.commune, "Bé", birth_date=date(2026, 9, 1))
    with pytest.raises(RuleViolation) as error:
        send(world, world.neighbour, person=born)
    assert refusals(error) == [("before_birth", "on")]
    send(world, world.neighbour)
    with pytest.raises(RuleViolation) as error:
        send(world, world.school, seen=2)
    assert refusals(error) == [("before_stay", "on")]


def test_a_page_that_is_old_changes_nothing(world):
    send(world, world.neighbour)
    with pytest.raises(Stale):
        send(world, world.school, on=date(2026, 10, 1))
    assert Person.objects.get(pk=world.person.pk).unit_id == world.neighbour.pk


# Other deeds ----------------------------------------------------------------------------------------------


def test_who_is_added_is_at_his_unit(world):
    person = add_person(by=world.editor, unit_id=world.commune.pk, full_name="Vàng A Pao")
    assert life(person) == [("Xã Y Tý", "", None, None, "")]


def test_a_renamed_unit_and_a_split_one_are_followed_on_their_day(world):
    decree = "Nghị quyết số 12/NQ-HĐND ngày 12/6/2026"
    reorganise(
        world.admin, make_plan("RENAME", world.neighbour, to=[new_unit("AMS", "Xã Mới", world.province)])
    )
    halves = [new_unit(code, f"Xã {code}", world.province, share="0.5") for code in "AB"]
    reorganise(world.admin, make_plan("SPLIT", world.commune, to=halves, keeper=0, homes=_homes(world)))
    assert life(world.person) == [("Xã Y Tý", "Trưởng thôn", None, None, "")]
    half = OrgUnit.objects.get(code="B")
    assign_people({world.person.pk: world.commune.pk}, by=world.officer, unit_id=half.pk)
    assert life(world.person) == [
        ("Xã B", "Trưởng thôn", DAY, None, decree),
        ("Xã Y Tý", "Trưởng thôn", None, DAY, ""),
    ]
    assert Person.objects.get(pk=world.person.pk).unit_id == half.pk


def _homes(world) -> dict[str, int]:
    roles = {f"m{row.membership.pk}": 0 for row in (world.editor, world.head, world.leader)}
    return roles | {f"u{world.school.pk}": 0}


def test_who_came_after_the_day_of_a_renaming_goes_on_from_his_own_day(world):
    guest = make_person(world.school, "Hầu A Lềnh")
    send(world, world.neighbour, person=guest)
    heir = new_unit("AMS", "Xã Mới", world.province)
    reorganise(world.admin, make_plan("RENAME", world.neighbour, to=[heir]))
    assert life(guest) == [
        ("Xã Mới", "Công chức", ON, None, "Nghị quyết số 12/NQ-HĐND ngày 12/6/2026"),
        ("Trường Y Tý", "", None, ON, ""),
    ]


def _merged(world, other, choices):
    seen = plan_of(world.person, other).seen
    return merge_people(
        world.person.pk, other.pk, by=world.officer, choices=choices, reason="Một người", seen=seen
    )


@pytest.mark.parametrize("chosen", ["kept", "gone"])
def test_a_merge_shows_the_units_of_both_and_its_undoing_takes_them_apart(world, chosen):
    other = make_person(world.neighbour, "Lý Seo Sì", position="Trưởng thôn")
    merge = _merged(world, other, {"unit": chosen})
    first, second = ("Xã Y Tý", "Trưởng thôn"), ("Xã A Mú Sung", "")
    if chosen == "gone":
        first, second = ("Xã A Mú Sung", "Trưởng thôn"), ("Xã Y Tý", "")
    lines = stays_of(Person.objects.get(pk=world.person.pk))
    assert [(one.unit.name, one.position, one.is_present, one.is_unclear) for one in lines] == [
        (*first, True, False),
        (*second, False, True),
    ]
    undo_merge(merge.pk, by=world.officer, reason="Hai người")
    assert life(world.person) == [("Xã Y Tý", "Trưởng thôn", None, None, "")]
    assert life(other) == [("Xã A Mú Sung", "Trưởng thôn", None, None, "")]


def test_after_a_transfer_a_merge_of_one_unit_is_not_undone(world):
    other = make_person(world.commune, "Lý Seo Sì", position="Trưởng thôn")
    merge = _merged(world, other, {})
    send(world, world.neighbour, seen=2)
    assert life(world.person) == [
        ("Xã A Mú Sung", "Công chức", ON, None, ORDER),
        ("Xã Y Tý", "Trưởng thôn", None, ON, ""),
    ]
    with pytest.raises(RuleViolation) as error:
        undo_merge(merge.pk, by=world.officer, reason="Hai người")
    assert refusals(error) == [("transferred_since", "")]


def test_after_a_renaming_a_merge_is_undone_and_both_are_in_the_heir(world):
    other = make_person(world.neighbour, "Lý Seo Sì")
    kept = world.person = make_person(world.neighbour, "Lý Seo Sì")
    merge = _merged(world, other, {})
    reorganise(
        world.admin, make_plan("RENAME", world.neighbour, to=[new_unit("AMS", "Xã Mới", world.province)])
    )
    undo_merge(merge.pk, by=world.officer, reason="Hai người")
    assert [[name for name, *_ in life(one)] for one in (kept, other)] == [["Xã Mới", "Xã A Mú Sung"]] * 2


# Pages ----------------------------------------------------------------------------------------------------


def _post(client, world, key, **given):
    typed = {"unit": "Xã A Mú Sung", "on": "01/09/2026", "document": ORDER, "position": "", "version": 1}
    address = f"/ca-nhan/{world.person.pk}/chuyen-don-vi/"
    return client.post(address, typed | given | {formkeys.FIELD: key})


def test_the_page_writes_once_and_keeps_what_was_typed(world):
    client, key = Client(), formkeys.new_key()
    client.force_login(world.officer.user)
    refused = _post(client, world, key, on="01/12/2026")
    page = refused.content.decode()
    assert (refused.status_code, ORDER in page, "01/12/2026" in page) == (422, True, True)
    assert "Ngày chuyển không được sau hôm nay." in page
    for _ in "12":
        assert _post(client, world, key).url == f"/ca-nhan/{world.person.pk}/"
    assert Stay.objects.filter(person=world.person).count() == 2


def test_what_was_won_in_the_former_unit_stays_on_both_pages(world):
    make_past_grant(make_award("BKT", recipients=["INDIVIDUAL"]), world.person, 2025)
    send(world, world.neighbour)
    client = Client()
    client.force_login(world.officer.user)
    person = client.get(f"/ca-nhan/{world.person.pk}/").context
    assert [row.unit_id for row in person["known"].grants] == [world.commune.pk]
    assert [line.unit.name for line in person["stays"]] == ["Xã A Mú Sung", "Xã Y Tý"]
    counts = {
        unit.name: [
            (year.year, year.count) for year in client.get(f"/don-vi/{unit.pk}/").context["known"].years
        ]
        for unit in (world.commune, world.neighbour)
    }
    assert counts == {"Xã Y Tý": [(2025, 1)], "Xã A Mú Sung": []}


def test_no_role_begins_in_a_unit_that_has_ended_not_even_for_days_past(world):
    ended = make_unit("Xã Cũ", parent=world.province, valid_to=date(2026, 11, 24))
    user = make_user()
    given = {"by": world.admin, "user_id": user.pk, "unit_id": ended.pk, "role": Role.EDITOR}
    with pytest.raises(RuleViolation) as error:
        start_membership(**given, valid_from=date(2026, 11, 1))
    assert [problem.message for problem in error.value.problems] == [
        "Đơn vị này đã thôi hoạt động từ ngày 24/11/2026. Chọn đơn vị đang hoạt động."
    ]
    assert not user.memberships.exists()
