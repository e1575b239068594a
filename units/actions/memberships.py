"""Deeds on roles."""

from datetime import date

from django.db import transaction

from accounts.actions import lock_account
from core import audit, clock
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.text import nfc
from core.verdict import Problem
from units.actions.locking import lock_unit
from units.models import Membership
from units.permissions import can_delegate, can_end_role, can_give_role, can_revoke_delegation
from units.queries import deputies_of
from units.roles import Role
from units.rules import ended_problems
from units.rules_roles import delegation_problems, role_problems

_LAST_ADMIN = "Đây là quản trị hệ thống cuối cùng. Giao vai trò cho người khác trước, rồi mới kết thúc."


@transaction.atomic
def start_membership(
    *,
    by,
    user_id: int,
    unit_id: int,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    person_id: int | None = None,
) -> Membership:
    """Give a user a role in a unit from this day on, and until before `valid_to` where that is given."""
    unit = lock_unit(unit_id)
    lock_account(user_id)
    demand(can_give_role(by, unit, role, user_id))
    demand_rules(ended_problems(unit.valid_to, clock.today()))
    return begin(by, user_id, unit, role, valid_from, valid_to, person_id)


def begin(by, user_id, unit, role, valid_from, valid_to=None, person_id=None) -> Membership:
    """Write a role down, after the question who may; the unit and the account are held."""
    rows = Membership.objects.filter(user_id=user_id, unit=unit, role=role, delegated_by=None)
    if valid_to is None and rows.filter(valid_to__isnull=True).exists():
        raise Stale("Người này đang giữ vai trò đó trong đơn vị.")
    held = list(rows.values_list("valid_from", "valid_to"))
    demand_rules(role_problems((valid_from, valid_to), unit=(unit.valid_from, unit.valid_to), held=held))
    membership = Membership.objects.create(
        user_id=user_id, person_id=person_id, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to
    )
    data = {"user": user_id, "unit": unit.pk, "role": role, "valid_from": valid_from.isoformat()}
    if valid_to is not None:
        data["valid_to"] = valid_to.isoformat()
    audit.record("units.membership_started", by=by, obj=membership, data=data)
    return membership


@transaction.atomic
def end_membership(membership_id: int, *, by, on: date) -> Membership:
    """End a role: from the day `on` it gives no rights any more, and what was lent of it neither."""
    if Membership.objects.filter(pk=membership_id, role=Role.ADMIN).exists():
        lock_admins()
    membership = lock_membership(membership_id)
    demand(can_end_role(by, membership))
    finish(membership, by, on)
    return membership


def finish(membership: Membership, by, on: date) -> None:
    """Write the end of a role down, after the question who may; the role is held."""
    until = membership.valid_to
    if until is not None and (until <= clock.today() or until <= on):
        raise Stale(f"Vai trò này {_ended(until)} từ ngày {until:%d/%m/%Y}.")
    if on < membership.valid_from:
        message = f"Ngày kết thúc không được trước ngày bắt đầu {membership.valid_from:%d/%m/%Y}."
        raise RuleViolation([Problem("ends_before_start", "valid_to", message)])
    if membership.role == Role.ADMIN:
        keep_an_admin(membership.user_id, without=membership.pk)
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    audit.record("units.membership_ended", by=by, obj=membership, data={"valid_to": on.isoformat()})


def _ended(until: date) -> str:
    return "đã kết thúc" if until <= clock.today() else "đã hẹn kết thúc"


@transaction.atomic
def delegate(
    membership_id: int,
    *,
    by,
    user_id: int,
    valid_from: date,
    valid_to: date,
    document_no: str,
    document_on: date | None,
) -> Membership:
    """Lend one's role to somebody of the same unit from a day until before `valid_to`, by a document."""
    own = lock_membership(membership_id)
    demand(can_delegate(by))
    if own.pk != by.membership.pk:
        raise Stale("Đồng chí đã đổi vai trò đang làm việc. Mở lại trang rồi thực hiện lại.")
    document_no = nfc(document_no)
    period = (valid_from, valid_to)
    problems = delegation_problems(
        period,
        giver=(own.valid_from, own.valid_to),
        today=clock.today(),
        document_no=document_no,
        document_on=document_on,
    )
    if not deputies_of(own, clock.today()).filter(user_id=user_id).exists():
        problems.append(Problem("not_a_colleague", "deputy", "Chọn người giữ vai trò trong cùng đơn vị."))
    demand_rules(problems)
    rows = Membership.objects.filter(user_id=user_id, unit=own.unit, role=own.role)
    held = list(rows.values_list("valid_from", "valid_to"))
    demand_rules(role_problems(period, unit=(own.unit.valid_from, own.unit.valid_to), held=held))
    lent = Membership.objects.create(
        user_id=user_id,
        unit=own.unit,
        role=own.role,
        valid_from=valid_from,
        valid_to=valid_to,
        delegated_by=own,
        document_no=document_no,
        document_on=document_on,
    )
    data = {"user": user_id, "role": own.role, "document": document_no}
    data |= {"valid_from": valid_from.isoformat(), "valid_to": valid_to.isoformat()}
    audit.record("units.role_delegated", by=by, obj=lent, data=data)
    return lent


@transaction.atomic
def revoke_delegation(membership_id: int, *, by) -> Membership:
    """Take a lent role back at once."""
    lent = lock_membership(membership_id)
    demand(can_revoke_delegation(by, lent))
    today = clock.today()
    if lent.valid_to <= max(today, lent.valid_from):
        raise Stale(f"Ủy quyền này đã kết thúc từ ngày {lent.valid_to:%d/%m/%Y}.")
    # One that has not begun ends on its first day: it was never in force.
    lent.valid_to = max(today, lent.valid_from)
    lent.save(update_fields=["valid_to"])
    audit.record("units.delegation_revoked", by=by, obj=lent, data={"valid_to": lent.valid_to.isoformat()})
    return lent


def lock_membership(membership_id: int) -> Membership:
    """The role, held so that deeds on it go one after the other."""
    rows = Membership.objects.select_related("unit", "user", "delegated_by__user")
    return rows.select_for_update(of=("self",)).get(pk=membership_id)


def keep_an_admin(user_id: int, *, without: int | None = None) -> None:
    """RuleViolation when nobody would be left to administer: no other account, no other role of it."""
    admins = lock_admins()
    today = clock.today()
    left = [row for row in admins if row.pk != without and row.user.is_active and _lasts(row, today)]
    if without is None:
        left = [row for row in left if row.user_id != user_id]
    held = any(row.user_id == user_id and row.valid_from <= today for row in admins)
    if held and not left:
        raise RuleViolation([Problem("last_admin", "", _LAST_ADMIN)])


def lock_admins() -> list[Membership]:
    """All ADMIN roles, held in their order, so that two who put each other out go one after the other."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(role=Role.ADMIN).order_by("pk")
    return list(rows.select_related("user", "unit"))


def _lasts(row: Membership, today: date) -> bool:
    """In force today and without an end: only such a role keeps the portal administered."""
    return row.valid_from <= today and row.valid_to is None and row.unit.valid_to is None
