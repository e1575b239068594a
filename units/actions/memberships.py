"""Deeds on roles."""

from datetime import date

from django.db import transaction

from core import audit
from core.errors import RuleViolation, Stale, demand
from core.verdict import Problem
from units.actions.locking import lock_unit
from units.models import Membership
from units.permissions import can_manage_memberships


@transaction.atomic
def start_membership(
    *, by, user_id: int, unit_id: int, role: str, valid_from: date, person_id: int | None = None
) -> Membership:
    """Give a user a role in a unit from this day on."""
    demand(can_manage_memberships(by))
    unit = lock_unit(unit_id)
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
