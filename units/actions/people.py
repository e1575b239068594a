"""Deeds on people."""

from datetime import date

from django.db import transaction
from django.db.models import F

from core import audit, clock
from core.errors import demand, demand_rules
from core.text import fold, nfc
from units import rules
from units.actions.locking import lock_unit, standing_person
from units.models import Gender, LeaderClass, OrgUnit, Person
from units.permissions import can_add_person


@transaction.atomic
def add_person(
    *,
    by,
    unit_id: int,
    full_name: str,
    birth_date: date | None = None,
    gender: str = "",
    position: str = "",
    leader_class: str = "",
) -> Person:
    """Write down a person of a unit."""
    unit = lock_unit(unit_id)
    demand(can_add_person(by, unit))
    full_name, position = nfc(full_name), nfc(position)
    demand_rules(
        rules.person_problems(
            full_name=full_name,
            birth_date=birth_date,
            gender=gender,
            genders=Gender.values,
            position=position,
            leader_class=leader_class,
            leader_classes=LeaderClass.values,
            today=clock.today(),
        )
    )
    person = Person.objects.create(
        unit=unit,
        full_name=full_name,
        folded=fold(full_name),
        birth_date=birth_date,
        gender=gender,
        position=position,
        leader_class=leader_class,
        created_at=clock.now(),
    )
    audit.record("units.person_added", by=by, obj=person, data={"unit": unit.pk})
    return person


@transaction.atomic
def known_or_new_person(unit: OrgUnit, *, full_name: str, birth_date: date, by, **details) -> Person:
    """Return the person of this unit with this name and birth date, written down now if nobody has yet.

    A row that was merged away leads to the person it was merged into. Who is known stays as written;
    `details` (gender, position, leader_class) are for a new one.
    """
    unit = lock_unit(unit.pk)
    demand(can_add_person(by, unit))
    known = Person.objects.filter(unit=unit, folded=fold(full_name), birth_date=birth_date)
    found = known.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
    if found is None:
        return add_person(by=by, unit_id=unit.pk, full_name=full_name, birth_date=birth_date, **details)
    return standing_person(found.pk)
