"""The deed by which a person goes to another unit."""

from datetime import date

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc
from core.verdict import Problem
from units import rules, staying
from units.actions.locking import lock_people
from units.models import OrgUnit, Person, Stay
from units.permissions import can_take_over, can_transfer

_MEANWHILE = "Thông tin của người này vừa được người khác sửa. Mở lại trang để xem rồi ghi lại."


@transaction.atomic
def transfer_person(
    person_id: int, *, by, seen_version: int, unit_id: int, on: date, document: str, position: str
) -> Person:
    """Write down that a person works in another unit from this day on; what was won before stays as it is.

    `document`: the order, or why; `position`: the one in the new unit, "" where unknown.
    """
    here = Person.objects.values_list("unit", flat=True).get(pk=person_id)
    rows = OrgUnit.objects.select_for_update(no_key=True).filter(pk__in={here, unit_id}).order_by("pk")
    unit = {row.pk: row for row in rows}[unit_id]
    person = lock_people(person_id)[person_id]
    demand(can_transfer(by, person))
    if person.version != seen_version or person.unit_id != here or person.merged_into_id:
        raise Stale(_MEANWHILE)
    document, position = nfc(document), nfc(position)
    verdict = can_take_over(by, unit)
    outside = [] if verdict else [Problem("out_of_reach", "unit", verdict.reason)]
    demand_rules(outside + _problems(person, unit, on, document, position))
    data = {"from": here, "to": unit.pk, "on": on.isoformat(), "document": document}
    data |= {"position": [person.position, position]}
    staying.move([person], {here: unit.pk}, on=on, document=document)
    person.position = position
    person.save(update_fields=["position"])
    audit.record("units.person_transferred", by=by, obj=person, data=data)
    return person


def _problems(person: Person, unit: OrgUnit, on: date, document: str, position: str) -> list[Problem]:
    stay = Stay.objects.filter(person=person, valid_to=None).first()
    return rules.transfer_problems(
        on=on,
        document=document,
        position=position,
        born=person.birth_date,
        since=stay.valid_from if stay else None,
        left=person.unit.valid_to,
        is_same=unit.pk == person.unit_id,
        target=(unit.valid_from, unit.valid_to),
        today=clock.today(),
    )
