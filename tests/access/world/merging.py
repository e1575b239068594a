"""Pairs of people of one name: two to be compared, one merged, one merged and taken apart again."""

from tests.access.world.people import World
from tests.factories.units import make_person
from units.actions import merge_people, undo_merge
from units.merging import plan_of


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
