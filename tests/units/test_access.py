"""Who reads which units, people and memberships."""

import pytest

from tests.factories.units import make_actor, make_membership, make_person, make_province, make_unit
from units.models import Membership, OrgUnit, Person, Role, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A province with two communes, a school under the first, and one person in each."""
    world = make_province()
    world.school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=world.commune)
    world.neighbour = make_unit("Xã A Mú Sung", parent=world.province)
    world.units = {
        "province": world.province,
        "body": world.standing_body,
        "office": world.office,
        "commune": world.commune,
        "school": world.school,
        "neighbour": world.neighbour,
    }
    for unit in world.units.values():
        make_person(unit, f"Người của {unit.name}")
    return world


ALL = {"province", "body", "office", "commune", "school", "neighbour"}
COMMUNE = {"commune", "school"}
NOBODY = set()

CASES = [
    # where, role, units read, units whose people are read
    ("commune", Role.EDITOR, COMMUNE, COMMUNE),
    ("commune", Role.HEAD, COMMUNE, COMMUNE),
    ("commune", Role.LEADER, COMMUNE, COMMUNE),
    ("commune", Role.CLERK_OFFICE, COMMUNE, NOBODY),
    ("commune", Role.CONSULTEE, COMMUNE, NOBODY),
    ("commune", Role.OFFICER, COMMUNE, COMMUNE),
    ("school", Role.EDITOR, {"school"}, {"school"}),
    ("body", Role.EDITOR, {"body", "office"}, {"body", "office"}),
    ("body", Role.DIRECTOR, ALL, ALL),
    ("office", Role.OFFICER, ALL, ALL),
    ("office", Role.OFFICE_HEAD, ALL, ALL),
    ("office", Role.EDITOR, {"office"}, {"office"}),
    ("province", Role.LEADER, ALL, ALL),
    ("body", Role.AUDITOR, ALL, NOBODY),
    ("body", Role.ADMIN, ALL, NOBODY),
]


@pytest.mark.parametrize(("where", "role", "units", "people"), CASES)
def test_units_and_people_in_sight(world, where, role, units, people):
    actor = make_actor(world.units[where], role)
    names = {unit.pk: name for name, unit in world.units.items()}
    assert {names[unit.pk] for unit in OrgUnit.visible_to(actor)} == units
    assert {names[person.unit_id] for person in Person.visible_to(actor)} == people


def test_without_an_actor_nothing_is_in_sight(world):
    make_membership(world.commune)
    assert [model.visible_to(None).count() for model in (OrgUnit, Person, Membership)] == [0, 0, 0]


def test_reach_is_the_unit_and_what_is_below(world):
    actor = make_actor(world.commune)
    assert set(actor.reach()) == {world.commune.pk, world.school.pk}
    assert actor.line() == [world.province.pk, world.commune.pk]


def test_reach_does_not_end_inside_a_number(world):
    OrgUnit.objects.filter(pk=world.neighbour.pk).update(path=world.commune.path[:-1] + "5.")
    assert set(make_actor(world.commune).reach()) == {world.commune.pk, world.school.pk}


def test_an_inner_office_acts_for_its_body(world):
    officer = make_actor(world.office, Role.OFFICER)
    assert (officer.unit, officer.body) == (world.office, world.standing_body)
    assert officer.serves_as_standing_body(world.standing_body.pk) is True
    assert make_actor(world.office, Role.EDITOR).serves_as_standing_body(world.standing_body.pk) is False
    assert make_actor(world.commune, Role.OFFICER).serves_as_standing_body(world.standing_body.pk) is False


@pytest.mark.parametrize(
    ("where", "role", "expected"),
    [
        ("commune", Role.EDITOR, {"own"}),
        ("commune", Role.HEAD, {"own", "school"}),
        ("office", Role.OFFICER, {"own", "school", "neighbour"}),
        ("body", Role.ADMIN, {"own", "school", "neighbour"}),
        ("body", Role.AUDITOR, {"own", "school", "neighbour"}),
    ],
)
def test_memberships_in_sight(world, where, role, expected):
    actor = make_actor(world.units[where], role)
    names = {
        actor.membership.pk: "own",
        make_membership(world.school).pk: "school",
        make_membership(world.neighbour).pk: "neighbour",
    }
    assert {names[membership.pk] for membership in Membership.visible_to(actor)} == expected
