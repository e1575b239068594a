"""Handover: one deed with which a role passes to a successor, and what is assigned to its holder with it."""

from django.db import transaction

from accounts.actions import lock_account
from core import audit, clock
from core.errors import RuleViolation, Stale, demand
from core.verdict import Problem
from units.actions.locking import lock_unit
from units.actions.memberships import begin, finish, lock_admins, lock_membership
from units.models import Membership
from units.permissions import can_give_role, can_hand_over
from units.roles import Role
from units.staff import lying_with, move_to_successor, seen_of

_CHANGED = "Việc đang chờ ở vai trò này đã thay đổi từ lúc mở trang. Mở lại trang, xem rồi bàn giao lại."


@transaction.atomic
def hand_over(membership_id: int, *, by, successor_id: int, seen: str) -> Membership:
    """End a role today and let the successor hold it from today; return his membership.

    `seen` stands for what the page showed (`units.staff.seen_of`): Stale when something else would pass on.
    Whoever holds the role in the unit already is a successor too: then nothing new begins.
    """
    unit_id = Membership.objects.values_list("unit", flat=True).get(pk=membership_id)
    unit = lock_unit(unit_id)
    if Membership.objects.filter(pk=membership_id, role=Role.ADMIN).exists():
        lock_admins()
    old, successor, today = lock_membership(membership_id), lock_account(successor_id), clock.today()
    demand(can_hand_over(by, old))
    demand(can_give_role(by, unit, old.role, successor_id))
    if not Membership.objects.current(today).filter(pk=old.pk).exists():
        raise Stale("Vai trò này chưa bắt đầu hoặc đã kết thúc, không còn gì để bàn giao.")
    if successor.pk == old.user_id or not successor.is_active:
        text = "Chọn người khác, có tài khoản đang mở, để nhận bàn giao."
        raise RuleViolation([Problem("successor_odd", "successor", text)])
    if seen_of(lying_with(old)) != seen:
        raise Stale(_CHANGED)
    held = Membership.objects.current(today).filter(user=successor, unit=unit, role=old.role)
    new = held.filter(delegated_by=None).first() or begin(by, successor.pk, unit, old.role, today)
    finish(old, by, today)
    moved = move_to_successor(old, new, by=by)
    data = {"successor": successor.pk, "membership": new.pk, "moved": moved}
    audit.record("units.role_handed_over", by=by, obj=old, data=data)
    return new
