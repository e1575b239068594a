"""What the database refuses, whoever asks."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.units import FOUNDED, make_membership, make_person, make_unit
from units.models import Membership, OrgUnit, Person

pytestmark = pytest.mark.django_db


def refused(row, **change):
    """The name of the constraint that refuses this change of one row, or None."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**change)
    except IntegrityError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"valid_to": None}, None),
        ({"valid_to": FOUNDED + timedelta(days=1)}, None),
        ({"valid_to": FOUNDED}, "unit_period_in_order"),
        ({"kind": "VILLAGE"}, "unit_kind_known"),
        ({"level": "VILLAGE"}, "unit_level_known"),
    ],
)
def test_units(change, constraint):
    answer = refused(make_unit(), **change)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


def test_one_code_per_kind_and_start():
    make_unit(code="02647")
    make_unit(code="02647", kind="WARD")
    make_unit(code="02647", valid_from=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_unit(code="02647")
    assert OrgUnit.objects.filter(code="02647").count() == 3


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"gender": ""}, None),
        ({"gender": "MALE"}, None),
        ({"gender": "X"}, "person_gender_known"),
        ({"full_name": ""}, "person_has_name"),
        ({"leader_class": "DIRECT_WORKER"}, None),
        ({"leader_class": "KING"}, "person_leader_class_known"),
    ],
)
def test_people(change, constraint):
    answer = refused(make_person(make_unit()), **change)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"valid_to": FOUNDED}, None),
        ({"valid_to": FOUNDED - timedelta(days=1)}, "membership_period_in_order"),
        ({"role": "KING"}, "membership_role_known"),
    ],
)
def test_memberships(change, constraint):
    answer = refused(make_membership(make_unit()), **change)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


def test_a_role_is_held_once_at_a_time():
    held = make_membership(make_unit())
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(held.unit, user=held.user)
    Membership.objects.filter(pk=held.pk).update(valid_to=date(2026, 1, 1))
    make_membership(held.unit, user=held.user, valid_from=date(2026, 1, 1))
    assert Membership.objects.filter(user=held.user).count() == 2


def test_names_sort_as_vietnamese_do():
    unit = make_unit()
    names = ["Đức", "Ẩn", "Dung", "Ăn", "Ơn", "An", "Oanh", "Ấn"]
    for name in names:
        make_person(unit, name)
    ordered = Person.objects.order_by("full_name").values_list("full_name", flat=True)
    assert list(ordered) == ["An", "Ăn", "Ẩn", "Ấn", "Dung", "Đức", "Oanh", "Ơn"]
