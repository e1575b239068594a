"""People of four units, one with a history; an older unit that the commune carries on for."""

from datetime import date

from awards.actions import record_discipline
from core.audit import SYSTEM
from tests.access.world.people import World
from tests.factories.units import make_person, make_succession, make_unit


def make_known(world: World) -> None:
    """A person of the commune, of its school, of the neighbour and of a department; the older Y Tý."""
    units = world.units
    places = {
        "own": units.commune,
        "below": units.school,
        "neighbour": units.neighbour,
        "department": units.department,
    }
    people = {name: make_person(unit, f"Người ở {unit}") for name, unit in places.items()}
    record_discipline(
        by=SYSTEM, person=people["own"], form="REPRIMAND", from_on=date(2025, 9, 1), decision="QĐ 15"
    )
    past = make_unit("Xã Y Tý", valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1))
    make_succession(past, units.commune)
    world.people = {name: person.pk for name, person in people.items()}
    world.units_known = {"ours": units.commune.pk, "past": past.pk}
