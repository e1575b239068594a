"""Two write into one unit at once: PostgreSQL's row locks make them go one after the other."""

from datetime import date

import pytest

from awards.actions import record_rating
from awards.models import AnnualRating
from core.audit import SYSTEM
from core.models import AuditEvent
from tests.factories.units import make_actor, make_person, make_province, make_user
from tests.support.race import errors, race, values
from units.actions import end_membership, known_or_new_person, merge_people, start_membership
from units.merging import plan_of
from units.models import Membership, Person, PersonMerge, Role

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


def test_what_is_written_during_a_merge_is_not_lost():
    """A grade written at the same instant hangs on the kept person, whichever of the two comes first."""
    world = make_province()
    officer = make_actor(world.office, Role.OFFICER)
    for _ in range(5):
        kept, gone = make_person(world.commune), make_person(world.commune)
        seen = plan_of(kept, gone).seen

        def deed(number, kept=kept, gone=gone, seen=seen):
            if number == 0:
                given = {"choices": {}, "reason": "Một người", "seen": seen}
                return merge_people(kept.pk, gone.pk, by=officer, **given)
            return record_rating(by=SYSTEM, person=gone, year=2025, grade="GOOD", source="TB 1")

        outcomes = race(2, deed)
        merged = PersonMerge.objects.filter(gone=gone).exists()
        assert errors(outcomes) == ([] if merged else ["Stale"])
        assert AnnualRating.objects.get(person__in=[kept, gone]).person == (kept if merged else gone)


def test_two_who_merge_at_once_merge_once():
    world = make_province()
    officer = make_actor(world.office, Role.OFFICER)
    one, other = make_person(world.commune), make_person(world.commune)
    plans = [(one, other), (other, one)] * 2

    def merge(number):
        kept, gone = plans[number]
        seen = plan_of(kept, gone).seen
        given = {"choices": {}, "reason": "Một người", "seen": seen}
        return merge_people(kept.pk, gone.pk, by=officer, **given)

    assert errors(race(4, merge)) == ["Stale"] * 3
    assert PersonMerge.objects.count() == 1
