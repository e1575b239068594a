"""Deeds on people and roles."""

from datetime import date

from django.db import transaction

from core import audit, clock
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.text import fold, nfc
from core.verdict import Problem
from units import rules
from units.models import Gender, LeaderClass, Membership, OrgUnit, Person
from units.permissions import can_add_person, can_manage_memberships


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
    unit = _lock_unit(unit_id)
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

    A person who is known stays as written; `details` (gender, position, leader_class) are for a new one.
    """
    unit = _lock_unit(unit.pk)
    demand(can_add_person(by, unit))
    known = Person.objects.filter(unit=unit, folded=fold(full_name), birth_date=birth_date)
    return known.order_by("pk").first() or add_person(
        by=by, unit_id=unit.pk, full_name=full_name, birth_date=birth_date, **details
    )


@transaction.atomic
def start_membership(
    *, by, user_id: int, unit_id: int, role: str, valid_from: date, person_id: int | None = None
) -> Membership:
    """Give a user a role in a unit from this day on."""
    demand(can_manage_memberships(by))
    unit = _lock_unit(unit_id)
    if Membership.objects.filter(user_id=user_id, unit=unit, role=role, valid_to__isnull=True).exists():
        raise Stale("Người này đang giữ vai trò đó trong đơn vị.")
    membership = Membership.objects.create(
        user_id=user_id, person_id=person_id, unit=unit, role=role, valid_from=valid_from
    )
    data = {"user": user_id, "unit": unit_id, "role": role, "valid_from": valid_from.isoformat()}
    audit.record("units.membership_started", by=by, obj=membership, data=data)
    return membership


@transaction.atomic
def end_membership(membership_id: int, *, by, on: date) -> Membership:
    """End a role: from the day `on` it gives no rights any more."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
    demand(can_manage_memberships(by))
    if membership.valid_to is not None:
        raise Stale(f"Vai trò này đã kết thúc từ ngày {membership.valid_to:%d/%m/%Y}.")
    if on < membership.valid_from:
        message = f"Ngày kết thúc không được trước ngày bắt đầu {membership.valid_from:%d/%m/%Y}."
        raise RuleViolation([Problem("ends_before_start", "valid_to", message)])
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    audit.record("units.membership_ended", by=by, obj=membership, data={"valid_to": on.isoformat()})
    return membership


def _lock_unit(unit_id: int) -> OrgUnit:
    """The unit, held so that two people writing into it at once go one after the other."""
    return OrgUnit.objects.select_for_update(no_key=True).get(pk=unit_id)
