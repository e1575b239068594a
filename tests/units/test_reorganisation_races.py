"""Two reorganise one unit at once, in either order of its units: one wins, the other is told."""

from datetime import date

import pytest

from core.models import AuditEvent
from tests.factories.reorganisation import make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_person, make_province, make_unit
from tests.support.race import errors, race, values
from units.actions import assign_people, confirm_reorganisation, draft_reorganisation, start_membership
from units.models import Membership, OrgSuccession, OrgUnit, Role
from units.queries_reorg import situation_of
from units.rules_reorg import Plan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.third = make_unit("Xã Trịnh Tường", parent=made.province)
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    return made


def drafted(world, code, *old):
    new = new_unit(code, f"Xã {code}", world.province)
    row = draft_reorganisation(by=world.admin, plan=make_plan("MERGE", *old, to=[new]))
    return row.pk, situation_of(Plan.read(row.plan)).seen


def test_one_wins_the_other_is_stale(world):
    plans = [
        drafted(world, "09001", world.commune, world.neighbour),
        drafted(world, "09002", world.third, world.neighbour, world.commune),
    ]
    outcomes = race(2, lambda n: confirm_reorganisation(plans[n][0], by=world.admin, seen=plans[n][1]))
    assert errors(outcomes) == ["Stale"]
    (done,) = values(outcomes)
    new = OrgUnit.objects.get(code__in=["09001", "09002"])
    assert done.state == "DONE"
    assert list(OrgSuccession.objects.values_list("new", flat=True).distinct()) == [new.pk]
    assert AuditEvent.objects.filter(name="units.reorganised").count() == 1


def test_one_plan_pressed_four_times_is_done_once(world):
    pk, seen = drafted(world, "09001", world.commune, world.neighbour)
    outcomes = race(4, lambda _: confirm_reorganisation(pk, by=world.admin, seen=seen))
    assert errors(outcomes) == ["Stale"] * 3
    assert OrgUnit.objects.filter(code="09001").count() == 1


def test_a_role_given_meanwhile_is_never_left_behind(world):
    pk, seen = drafted(world, "09001", world.commune, world.neighbour)
    user = make_actor(world.third).user

    def press(number):
        if number:
            return start_membership(
                by=world.admin,
                user_id=user.pk,
                unit_id=world.commune.pk,
                role=Role.HEAD,
                valid_from=date(2026, 5, 1),
            )
        return confirm_reorganisation(pk, by=world.admin, seen=seen)

    race(2, press)
    left = Membership.objects.filter(unit__valid_to__isnull=False, valid_to=None)
    assert left.count() == 0


def test_two_place_the_same_people_and_one_is_stale(world):
    person = make_person(world.commune)
    halves = [new_unit(code, f"Xã {code}", world.province, share="0.5") for code in ("09001", "09002")]
    reorganise(world.admin, make_plan("SPLIT", world.commune, to=halves))
    one, two = OrgUnit.objects.filter(code__in=["09001", "09002"]).order_by("code")
    editors = [make_actor(one), make_actor(two)]
    seen = {person.pk: world.commune.pk}
    outcomes = race(2, lambda n: assign_people(seen, by=editors[n], unit_id=editors[n].unit_id))
    assert errors(outcomes) == ["Stale"]
    assert AuditEvent.objects.filter(name="units.person_moved").count() == 1
