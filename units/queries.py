"""Lists that pages and actions read about units and roles."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from units.models import AreaFlag, Level, Membership, OrgSuccession

_GENERATIONS = 12  # of mergers one after the other; more would be a circle


def current_memberships(user, on):
    """The user's memberships in force on this day, with what an Actor needs, in one query."""
    own = Membership.objects.current(on).filter(user=user)
    needed = own.select_related("unit__standing_for", "unit__parent__standing_for", "delegated_by__user")
    return sorted(needed, key=lambda membership: (membership.valid_from, membership.pk))


def deputies_of(membership: Membership, day: date):
    """The roles of colleagues who may stand in: of the same unit or an office inside it, not lent."""
    inner = {"unit__parent": membership.unit_id, "unit__level": Level.INNER}
    rows = Membership.objects.current(day).filter(delegated_by=None, user__is_active=True)
    near = rows.filter(unit=membership.unit_id) | rows.filter(**inner)
    return near.exclude(user_id=membership.user_id).exclude(user__in=_holders(membership, day))


def _holders(membership: Membership, day: date):
    """Who holds this very role in this unit himself."""
    held = Membership.objects.current(day).filter(unit=membership.unit_id, role=membership.role)
    return held.filter(delegated_by=None).values("user")


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
    older: dict[int, list] = defaultdict(list)
    asked, seen = set(unit_ids), set(unit_ids)
    for _ in range(_GENERATIONS):
        if not asked:
            break
        pairs = OrgSuccession.objects.filter(new__in=asked).order_by("pk")
        for old, new, share in pairs.values_list("old_id", "new_id", "share"):
            older[new].append((old, share))
        asked = {old for new in asked for old, _ in older[new]} - seen
        seen |= asked
    return {unit_id: _line(unit_id, older) for unit_id in unit_ids}


def successions_around(unit_id: int) -> list[OrgSuccession]:
    """Return who carries on for this unit, and every succession by which it carries on for older ones.

    One query for the last two generations of mergers, one more for each before them.
    """
    rows = OrgSuccession.objects.select_related("old", "new").order_by("on", "old__name", "pk")
    parents = OrgSuccession.objects.filter(new=unit_id).values("old")
    found = list(rows.filter(Q(old=unit_id) | Q(new=unit_id) | Q(new__in=parents)))
    seen = {unit_id} | {row.old_id for row in found if row.new_id == unit_id}
    asked = {row.old_id for row in found} - seen
    for _ in range(_GENERATIONS):
        if not asked:
            break
        seen |= asked
        generation = list(rows.filter(new__in=asked))
        found += generation
        asked = {row.old_id for row in generation} - seen
    return found


def line_of(unit_id: int, successions: Collection[OrgSuccession]) -> list[Ancestor]:
    """Return what `lineage` returns for this unit, from rows that `successions_around` brought."""
    older: dict[int, list] = defaultdict(list)
    for row in sorted(successions, key=lambda row: row.pk):
        older[row.new_id].append((row.old_id, row.share))
    return _line(unit_id, older)


def _line(unit_id: int, older: dict[int, list]) -> list[Ancestor]:
    """The unit and its ancestors, generation by generation; `older` says (unit, share) each took over."""
    line, newest = {unit_id: True}, {unit_id}
    while newest:
        following = set()
        for child in sorted(newest):
            taken = older.get(child, [])
            for old, share in taken:
                if old not in line:
                    line[old] = line[child] and len(taken) == 1 and share == 1
                    following.add(old)
        newest = following
    return [Ancestor(ancestor, alone) for ancestor, alone in line.items()]
