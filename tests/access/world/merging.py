"""People of one name, to be compared, merged, taken apart again; people with an identity number."""

from tests.access.world.people import World
from tests.factories.units import make_person, make_unit
from units.actions import merge_people, reveal_number, undo_merge, write_number
from units.merging import plan_of
from units.models import UnitKind


def make_merging(world: World) -> None:
    """All of the commune, but for one pair of the neighbour."""
    units, officer = world.units, world.actors["officer"]
    places = {"own": units.commune, "neighbour": units.neighbour}
    pairs = {name: [make_person(unit, f"Hai lần ở {unit}") for _ in "12"] for name, unit in places.items()}
    world.pairs = {name: (one.pk, other.pk) for name, (one, other) in pairs.items()}
    for state in ("merged", "undone"):
        one, other = (make_person(units.commune, f"Gộp rồi {state}") for _ in "12")
        seen = plan_of(one, other).seen
        done = merge_people(one.pk, other.pk, by=officer, choices={}, reason="Một người", seen=seen)
        world.merges[f"own {state}"] = done.pk
    undo_merge(world.merges["own undone"], by=officer, reason="Hai người")


def make_numbers(world: World) -> None:
    """Three people with a number, and two readings of the first one's."""
    units, officer = world.units, world.actors["officer"]
    places = {"own": units.commune, "below": units.school, "neighbour": units.neighbour}
    for count, (name, unit) in enumerate(places.items()):
        person = make_person(unit, f"Có số ở {unit}")
        write_number(person.pk, f"01008500000{count}", by=officer, seen_version=0)
        if name != "below":  # where people of the unit are transferred to
            make_unit("Tổ tiếp dân", kind=UnitKind.OFFICE, parent=unit)
        world.numbers[name] = world.edited[name] = world.transferred[name] = person.pk
    for role in ("editor", "officer"):
        reading = reveal_number(world.numbers["own"], by=world.actors[role], reason="Lập tờ trình")
        world.readings[role] = reading.pk
