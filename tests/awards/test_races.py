"""Several write into the golden book at once: PostgreSQL's row locks make them go one after the other."""

import pytest

from awards.actions import grant, revoke
from awards.models import Grant
from core.audit import SYSTEM
from core.models import AuditEvent
from tests.factories.awards import grant_values, make_award, make_grant
from tests.factories.units import make_province
from tests.support.race import errors, race, values

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_numbers_have_no_gap_and_none_is_given_twice():
    world, award = make_province(), make_award()
    asked = [grant_values(award, world.commune) for _ in range(8)]
    given = values(race(8, lambda number: grant(**asked[number])))
    assert sorted(row.register_no for row in given) == list(range(1, 9))
    assert Grant.objects.count() == AuditEvent.objects.filter(name="awards.granted").count() == 8


def test_an_award_is_revoked_once():
    given = make_grant(make_award(), make_province().commune)
    assert errors(race(4, lambda _: revoke(given.pk, "Khai sai", by=SYSTEM))) == ["Stale"] * 3
    assert AuditEvent.objects.filter(name="awards.revoked").count() == 1
