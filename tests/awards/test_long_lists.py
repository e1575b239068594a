"""Long lists of people and units are read off their indexes; asked of both databases."""

import re

import pytest
from django.db import connection

from core import clock
from tests.access.world import NOW
from tests.awards.known import client_of, make_world
from tests.factories.units import make_unit
from tests.views.counting import asked, plan_of_many
from units.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    with clock.at(NOW):
        yield world


def rows_and_plan(world, address: str, table: str) -> tuple[int, str]:
    """How many rows the officer's list shows, and how the database finds them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with asked() as statements:
        rows = client_of(world, "officer").get(address).context["page"].rows
    (query,) = [one for one in statements.of(table) if "LIMIT 51" in one[0]]
    return len(rows), plan_of_many(*query)


def write_people(world, number: int) -> None:
    """So many people of Y Tý, no two of one name."""
    names = [(f"Lý Seo {n:04d}", f"ly seo {n:04d}") for n in range(number)]
    Person.objects.bulk_create(
        Person(unit=world.units.commune, full_name=name, folded=folded, created_at=NOW)
        for name, folded in names
    )


def test_people_by_name(world):
    write_people(world, 300)
    shown, plan = rows_and_plan(world, "/ca-nhan/", "units_person")
    assert shown == 50
    assert "person_by_name" in plan
    assert re.search(r"TEMP B-TREE|Sort ", plan) is None


def test_units_by_name(world):
    for number in range(60):
        make_unit(f"Xã {number:03d}", parent=world.units.province)
    shown, plan = rows_and_plan(world, "/don-vi/", "units_orgunit")
    assert shown == 50
    assert "unit_by_name" in plan
    assert re.search(r"TEMP B-TREE|Sort ", plan) is None


def test_namesakes(world):
    write_people(world, 2_000)
    shown, plan = rows_and_plan(world, "/ca-nhan/co-the-trung/", "units_person")
    assert shown == 0
    assert "person_by_namesakes" in plan
