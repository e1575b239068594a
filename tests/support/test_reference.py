"""The second fill puts back exactly what the command made, in both kinds of tests."""

import pytest

from core.models import Holiday
from tests.factories.units import make_unit
from tests.support import reference as support
from units.models import OrgUnit


def everything() -> list:
    return [[table, columns, sorted(map(repr, rows))] for table, columns, rows in support._tables()]


@pytest.mark.parametrize("attempt", [1, 2])
def test_both_fills_are_alike(reference, attempt):
    assert OrgUnit.objects.filter(kind__in=["COMMUNE", "WARD"], valid_to=None).count() == 99
    kept = [[table, columns, sorted(map(repr, rows))] for table, columns, rows in support._kept]
    held = [table for table in everything() if table[2]]
    assert held == kept
    new = make_unit("Xã Mới")
    assert OrgUnit.objects.filter(pk=new.pk).count() == 1


@pytest.mark.parametrize("attempt", [1, 2])
def test_it_commits_beside_tests_that_commit(reference, transactional_db, attempt):
    assert Holiday.objects.count() > 0
    make_unit("Xã Mới")


@pytest.mark.django_db
def test_without_it_there_is_nothing():
    assert (OrgUnit.objects.count(), Holiday.objects.count()) == (0, 0)
