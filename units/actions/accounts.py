"""Deeds on accounts by those who may: ADMIN, and the head for his own unit."""

from datetime import date

from django.db import transaction

from accounts import actions as accounts
from accounts.models import User
from core import clock
from core.errors import demand, demand_rules
from units.actions.memberships import keep_an_admin, start_membership
from units.models import OrgUnit
from units.permissions import can_give_role, can_handle_account
from units.queries_accounts import all_roles_of
from units.rules_roles import role_problems
from units.staff import guard_of


@transaction.atomic
def open_account(
    *,
    by,
    username: str,
    full_name: str,
    phone: str,
    email: str,
    unit_id: int,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
) -> tuple[User, str]:
    """Make an account with its first role; return it and the code with which its owner sets a password."""
    period = {"valid_from": valid_from, "valid_to": valid_to}
    names = {"username": username, "full_name": full_name, "phone": phone, "email": email}
    user = make_with_role(by=by, unit_id=unit_id, role=role, **names, **period)
    return user, accounts.give_code(user.pk, by=by)


def make_with_role(*, by, unit_id: int, role: str, valid_from: date, valid_to: date | None, **names) -> User:
    """Make an account that opens nothing yet, with its first role; all that is wrong is told at once."""
    unit = OrgUnit.objects.get(pk=unit_id)
    demand(can_give_role(by, unit, role))
    wrong = role_problems((valid_from, valid_to), unit=(unit.valid_from, unit.valid_to), held=[])
    wrong += accounts.new_account_problems(**names)
    demand_rules(wrong)
    user = accounts.make_account(**names, by=by)
    start_membership(
        by=by, user_id=user.pk, unit_id=unit_id, role=role, valid_from=valid_from, valid_to=valid_to
    )
    return user


@transaction.atomic
def change_account(user_id: int, *, by, **values) -> User:
    """Change name, telephone and e-mail of somebody's account; see `accounts.actions.change_account`."""
    _demand(user_id, by)
    return accounts.change_account(user_id, by=by, **values)


@transaction.atomic
def disable_account(user_id: int, *, by, reason: str) -> User:
    """Close somebody's account; every log-in of it ends at once. Never that of the last ADMIN."""
    _demand(user_id, by)
    keep_an_admin(user_id)
    return accounts.disable_account(user_id, by=by, reason=reason)


@transaction.atomic
def enable_account(user_id: int, *, by) -> User:
    """Open somebody's account again."""
    _demand(user_id, by)
    return accounts.enable_account(user_id, by=by)


@transaction.atomic
def give_code(user_id: int, *, by) -> str:
    """Make a one-time code for somebody's account and return it."""
    _demand(user_id, by)
    return accounts.give_code(user_id, by=by)


def _demand(user_id: int, by) -> None:
    """Hold the account, then ask by the roles that it has now."""
    accounts.lock_account(user_id)
    roles = all_roles_of(user_id, clock.today())
    demand(can_handle_account(by, user_id, roles, guard_of(user_id)))
