"""People who stayed on the row of a unit that ended, and the units of today that they may go to."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from core.worklist import WorkItem
from units.models import OrgSuccession, OrgUnit, Person
from units.permissions import can_assign_people
from units.roles import Role

WORK_LIMIT = 20
_GENERATIONS = 12  # of reorganisations one after the other; more would be a circle


def heirs_of(unit_ids: Collection[int], today: date) -> dict[int, list[OrgUnit]]:
    """Return for each unit those of today that carry on for it, however many reorganisations later, by name.

    One query for each generation; a unit that nobody carries on for has none.
    """
    newer: dict[int, list[OrgUnit]] = defaultdict(list)
    asked, seen = set(unit_ids), set(unit_ids)
    for _ in range(_GENERATIONS):
        if not asked:
            break
        rows = OrgSuccession.objects.filter(old__in=asked).select_related("new").order_by("new__name", "new")
        found = set()
        for row in rows:
            newer[row.old_id].append(row.new)
            if not _runs(row.new, today):
                found.add(row.new_id)
        asked = found - seen
        seen |= asked
    return {unit_id: _line(unit_id, newer, today) for unit_id in unit_ids}


def ended_with_people(actor, today: date) -> dict[int, list[OrgUnit]]:
    """Return the ended units whose people this person may place, each with where they may go.

    His are those that lay in his scope, and those that a unit in his scope keeps or carries on for.
    """
    if not can_assign_people(actor):
        return {}
    waiting = Person.objects.standing().filter(unit=OuterRef("pk"))
    ended = OrgUnit.objects.filter(Exists(waiting), valid_to__lte=today).select_related("keeper")
    units = {unit.pk: unit for unit in ended}
    found = {}
    for pk, heirs in heirs_of(units, today).items():
        near = [units[pk], *heirs, *([units[pk].keeper] if units[pk].keeper else [])]
        if heirs and any(unit.path.startswith(actor.scope_path) for unit in near):
            found[pk] = heirs
    return found


def by_name(unit_ids: Collection[int]):
    """The units with these keys in the order of their names."""
    return OrgUnit.objects.filter(pk__in=list(unit_ids)).order_by("name", "pk")


def decree_of(unit_id: int) -> str:
    """The decree by which the units that carry on for this one do so."""
    rows = OrgSuccession.objects.filter(old=unit_id).order_by("pk")
    return rows.values_list("decree", flat=True).first() or ""


def unassigned(unit_ids: Collection[int]):
    """The people who are still written down at these units."""
    return Person.objects.standing().filter(unit__in=list(unit_ids)).select_related("unit")


def waiting_for(actor, today: date) -> list[WorkItem]:
    """One line for each ended unit whose people wait to be placed, the longest waiting first.

    The head of office is not told: it is the officer's work, which he may do from the page of the unit.
    """
    ended = {} if actor.is_(Role.OFFICE_HEAD) else ended_with_people(actor, today)
    if not ended:
        return []
    counts = dict(unassigned(ended).order_by().values_list("unit").annotate(n=Count("pk")))
    units = OrgUnit.objects.filter(pk__in=counts).order_by("valid_to", "name", "pk")
    return [
        WorkItem(
            title=f"Xếp {counts[unit.pk]} người của {unit.name} về đơn vị mới",
            url=f"{reverse('units:assign_list')}?don_vi={unit.pk}",
            meta="Về: " + ", ".join(heir.name for heir in ended[unit.pk]),
            icon="people",
        )
        for unit in units[:WORK_LIMIT]
    ]


def _runs(unit: OrgUnit, today: date) -> bool:
    return unit.valid_to is None or unit.valid_to > today


def _line(unit_id: int, newer: dict[int, list[OrgUnit]], today: date) -> list[OrgUnit]:
    """The units of today at the ends of all ways from this one."""
    ends, walked, ahead = {}, {unit_id}, [unit_id]
    while ahead:
        for heir in newer.get(ahead.pop(0), []):
            if _runs(heir, today):
                ends[heir.pk] = heir
            elif heir.pk not in walked:
                walked.add(heir.pk)
                ahead.append(heir.pk)
    return list(ends.values())
