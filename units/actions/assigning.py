"""Placing people whom a reorganisation left on the row of a unit that ended."""

from collections.abc import Mapping

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from units import staying
from units.actions.locking import lock_people
from units.models import OrgUnit, Person
from units.permissions import can_assign_people
from units.queries_assign import decree_of, ended_with_people
from units.rules import assignment_problems

_MOVED = "Có người đã chọn vừa được xếp về đơn vị khác hoặc gộp bản ghi. Mở lại danh sách rồi chọn lại."


@transaction.atomic
def assign_people(seen: Mapping[int, int], *, by, unit_id: int) -> list[Person]:
    """Write these people down at a unit that carries on for theirs; return them.

    `seen`: the key of each person and of the unit at which the page showed him. Raises Stale when one of them
    is not there any more, or never was this person's to place: whoever is foreign and whoever is unknown get
    one answer.
    """
    held = {*seen.values(), unit_id}
    rows = OrgUnit.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk")
    units = {unit.pk: unit for unit in rows}
    people = list(lock_people(*seen).values())
    demand(can_assign_people(by))
    homes = ended_with_people(by, clock.today())
    here = [person.pk for person in people if _waits(person, seen, homes)]
    if len(here) != len(seen):
        raise Stale(_MOVED)
    targets = [{heir.pk for heir in homes[person.unit_id]} for person in people]
    demand_rules(assignment_problems(unit_id=unit_id, homes=targets))
    told = [{"from": person.unit_id, "to": unit_id} for person in people]
    for left in {person.unit_id for person in people}:
        here, document = [person for person in people if person.unit_id == left], decree_of(left)
        since = units[unit_id].valid_from
        staying.move(here, {left: unit_id}, on=units[left].valid_to, document=document, since=since)
    audit.record_many("units.person_moved", by=by, objects=people, data=told)
    return people


def _waits(person: Person, seen: Mapping[int, int], homes: Mapping) -> bool:
    """Is he still where the page showed him, with units that he may go to?"""
    return person.merged_into_id is None and person.unit_id == seen[person.pk] and person.unit_id in homes
