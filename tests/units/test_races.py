"""Two write into one unit at once: PostgreSQL's row locks make them go one after the other."""

from datetime import date

import pytest

from core.audit import SYSTEM
from core.models import AuditEvent
from tests.factories.units import make_actor, make_province, make_user
from tests.support.race import errors, race, values
from units.actions import end_membership, known_or_new_person, start_membership
from units.models import Membership, Person, Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_person_is_written_down_once():
    world = make_province()
    editors = [make_actor(world.commune) for _ in range(4)]

    def write_down(number):
        return known_or_new_person(
            world.commune, full_name="Lý Seo Sì", birth_date=date(1985, 3, 14), by=editors[number]
        )

    outcomes = race(4, write_down)
    assert values(outcomes) == [Person.objects.get()] * 4
    assert AuditEvent.objects.filter(name="units.person_added").count() == 1


def test_a_role_is_given_once_and_ended_once():
    world = make_province()
    user = make_user()

    def start(_):
        return start_membership(
            by=SYSTEM,
            user_id=user.pk,
            unit_id=world.commune.pk,
            role=Role.EDITOR,
            valid_from=date(2026, 1, 1),
        )

    assert errors(race(4, start)) == ["Stale"] * 3
    membership = Membership.objects.get()
    outcomes = race(4, lambda day: end_membership(membership.pk, by=SYSTEM, on=date(2026, 2, 1 + day)))
    assert errors(outcomes) == ["Stale"] * 3
    ended = AuditEvent.objects.get(name="units.membership_ended")
    assert Membership.objects.get().valid_to.isoformat() == ended.data["valid_to"]
