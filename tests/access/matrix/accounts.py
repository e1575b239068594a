"""Rows of accounts and roles: ADMIN handles all, a head those of his unit whose every role he may give."""

from tests.access.matrix.common import (
    FOR_ALL,
    FOR_THOSE_INSIDE,
    NOT_ALLOWED,
    Row,
    everybody,
    key,
    only,
    typed,
)
from tests.access.matrix.relations import BOSS, GIVER, INSIDE, MANAGER, ROLES
from tests.access.world import World
from units.models import Membership
from units.staff import lying_with, seen_of

_MAY = ("admin", "head", "chair", "late_member")
_REST = tuple(role for role in INSIDE if role not in _MAY)
_LENDERS = ("head", "leader", "neighbour_leader", "province_leader", "office_head", "director")
_LENDERS += ("chair", "member", "late_member")
_NO_LENDERS = tuple(role for role in INSIDE if role not in _LENDERS)
#: Who stands in for whom.
_DEPUTIES = {"province_leader": "province_clerk", "neighbour_leader": "neighbour_editor"}
_DEPUTIES |= {"office_head": "officer", "director": "officer"}
_DEPUTIES |= dict.fromkeys(("chair", "member", "late_member"), "secretary")

_ON = ("own plain", "below plain", "own higher", "own closed", "department seat", "neighbour plain")
_OPEN = ("plain", "higher", "closed", "seat")
_NEW_PASSWORD = "ruong-bac-thang-y-ty-2026"


def _for_manager_and_boss(status: int) -> dict:
    """This answer; a head sees, but does not handle, what he did not give or what has a seat in a council."""
    allowed = {state: only(status, MANAGER, BOSS) for state in ("plain", "closed")}
    return allowed | {state: only(status, MANAGER) | only(403, BOSS) for state in ("higher", "seat")}


def _unit(world: World, role: str) -> int:
    return world.units.commune.pk if role == "admin" else world.actors[role].unit_id


def _role(world: World, role: str, name: str) -> dict:
    if role not in _MAY:
        return key(world, role, name)
    values = {"unit": _unit(world, role), "role": "CLERK_OFFICE", "valid_from": "24/11/2026"}
    return key(world, role, name) | values


def _account(world: World, role: str, name: str) -> dict:
    return _role(world, role, name) | {"full_name": "Sùng A Páo", "username": "pao.sung.yty"}


def _changed(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {"full_name": "Tên mới", "version": 1}


def _lent(world: World, role: str, name: str) -> dict:
    deputy = world.actors[_DEPUTIES.get(role, "editor")].membership.pk
    days = {"valid_from": "25/11/2026", "last_day": "30/11/2026", "document_on": "24/11/2026"}
    return key(world, role, name) | days | {"deputy": deputy, "document_no": "12/GUQ-UBND"}


def _handed(world: World, role: str, name: str) -> dict:
    if name == "unknown":
        return key(world, role, name)
    role_held = Membership.objects.get(pk=world.roles[name])
    seen = seen_of(lying_with(role_held))
    return key(world, role, name) | {"successor": "clerk_office", "seen": seen}


def _on_accounts(get: dict, post: dict, data=key) -> Row:
    return Row(get, post, kind="accounts", on=_ON, data=data)


_SEEN = {state: only(200, MANAGER, BOSS) for state in _OPEN}
TABLE = {
    "units:account_list": Row({_MAY: 200, _REST: 403}, NOT_ALLOWED),
    # The answer to a deed that makes a code is the page on which it stands.
    "units:account_add": Row({_MAY: 200, _REST: 403}, {_MAY: 200, _REST: 403}, data=_account),
    "units:account_detail": _on_accounts(_SEEN, NOT_ALLOWED),
    "units:account_edit": _on_accounts(_for_manager_and_boss(200), _for_manager_and_boss(302), _changed),
    "units:account_disable": _on_accounts(
        _for_manager_and_boss(200),
        _for_manager_and_boss(302) | {"closed": only(409, MANAGER, BOSS)},
        typed(reason="Chuyển công tác"),
    ),
    "units:account_enable": _on_accounts(
        NOT_ALLOWED, _for_manager_and_boss(409) | {"closed": only(302, MANAGER, BOSS)}
    ),
    "units:account_code": _on_accounts(
        NOT_ALLOWED, _for_manager_and_boss(200) | {"closed": only(409, MANAGER, BOSS)}
    ),
    "units:role_give": _on_accounts(_SEEN, {state: only(302, MANAGER, BOSS) for state in _OPEN}, _role),
    "units:role_end": Row(
        {"plain": only(200, MANAGER, BOSS), "higher": only(200, MANAGER) | only(403, BOSS)},
        {"plain": only(302, MANAGER, BOSS), "higher": only(302, MANAGER) | only(403, BOSS)},
        kind="roles",
        on=("own plain", "below plain", "own higher", "neighbour plain"),
        data=typed(last_day="30/11/2026"),
    ),
    # A leader's role is ADMIN's to pass on; nobody finds his own account as a successor of himself.
    "units:role_hand_over": Row(
        {"plain": only(200, MANAGER, BOSS), "higher": only(200, MANAGER) | only(403, BOSS)},
        {"plain": only(302, MANAGER, BOSS), "higher": only(302, MANAGER) | only(403, BOSS)},
        kind="roles",
        on=("own plain", "below plain", "own higher", "neighbour plain"),
        data=_handed,
    ),
    "units:delegation": Row({_LENDERS: 200, _NO_LENDERS: 403}, {_LENDERS: 302, _NO_LENDERS: 403}, data=_lent),
    "units:delegation_revoke": Row(
        NOT_ALLOWED, {"": only(302, GIVER, MANAGER)}, kind="lent", on=("own", "neighbour"), data=key
    ),
    "own_details": Row(FOR_THOSE_INSIDE, {INSIDE: 302}, data=typed(phone="0214 3800 555", version=1)),
    "first_task": Row(NOT_ALLOWED, {"": everybody(302)}, kind="tasks", on=("ours",), keys=("task",)),
    "one_time_code": Row(
        FOR_ALL,
        {ROLES: 422},
        public=True,
        data=typed(username="nobody", code="ABCD", password=_NEW_PASSWORD, password2=_NEW_PASSWORD),
    ),
    "account_reset_password": Row(
        FOR_ALL, {ROLES: 302}, put={ROLES: 200}, public=True, data=lambda *asked: {"email": "a@laocai.gov.vn"}
    ),
    "account_reset_password_done": Row(FOR_ALL, NOT_ALLOWED, public=True),
    # Whatever the method: what the letter holds goes into the session, and the address without it follows.
    "account_reset_password_from_key": Row(
        *[{"": everybody(302)}] * 2,
        kind="letters",
        on=("ours",),
        put={"": everybody(302)},
        delete={"": everybody(302)},
        public=True,
        keys=("uidb36", "key"),
    ),
    "account_reset_password_from_key_done": Row(FOR_ALL, NOT_ALLOWED, public=True),
}
