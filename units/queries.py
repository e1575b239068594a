"""Lists that pages and actions read about units and roles."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from units.models import AreaFlag, Membership, OrgSuccession

_GENERATIONS = 12  # of mergers one after the other; more would be a circle


def current_memberships(user, on):
    """The user's memberships in force on this day, with what an Actor needs, in one query."""
    own = Membership.objects.current(on).filter(user=user)
    needed = own.select_related("unit__standing_for", "unit__parent__standing_for")
    return list(needed.order_by("valid_from", "pk"))


def area_kinds(unit_ids: Collection[int], day: date) -> dict[int, set[str]]:
    """Which kinds of area (`AreaKind`) each of these units lies in on this day, in one query."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    kinds: dict[int, set[str]] = {unit_id: set() for unit_id in unit_ids}
    for unit_id, kind in AreaFlag.objects.filter(in_force, unit__in=kinds).values_list("unit_id", "kind"):
        kinds[unit_id].add(kind)
    return kinds


@dataclass(frozen=True)
class Ancestor:
    """An older unit whose history a unit carries on; `alone` when it took over nobody else's as well."""

    unit_id: int
    alone: bool


def lineage(unit_ids: Collection[int]) -> dict[int, list[Ancestor]]:
    """Return for each unit itself and the older units it carries on for, however many mergers ago.

    One query for each generation of mergers, however many units are asked for.
    """
    found = {unit_id: {unit_id: True} for unit_id in unit_ids}
    newest = {unit_id: {unit_id} for unit_id in unit_ids}  # those of the last generation, by whose line
    for _ in range(_GENERATIONS):
        asked = set().union(*newest.values()) if newest else set()
        if not asked:
            break
        older = defaultdict(list)
        pairs = OrgSuccession.objects.filter(new__in=asked).order_by("pk")
        for old, new, share in pairs.values_list("old_id", "new_id", "share"):
            older[new].append((old, share))
        for unit_id, generation in newest.items():
            line, following = found[unit_id], set()
            for child in sorted(generation):
                for old, share in older[child]:
                    if old not in line:
                        line[old] = line[child] and len(older[child]) == 1 and share == 1
                        following.add(old)
            newest[unit_id] = following
    return {
        unit_id: [Ancestor(ancestor, alone) for ancestor, alone in line.items()]
        for unit_id, line in found.items()
    }
