"""Who may write down people, give or end roles, and change the units."""

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from units.roles import STANDING_BODY_ROLES, Role


def can_add_person(actor, unit) -> Verdict:
    """May the actor write down a person of this unit?"""
    if not actor.is_(Role.EDITOR, Role.HEAD, *STANDING_BODY_ROLES):
        return refused("Vai trò đang dùng không được thêm cá nhân.")
    if not unit.path.startswith(actor.scope_path):
        return refused("Đơn vị này ngoài phạm vi phụ trách.")
    return ALLOWED


def can_manage_memberships(actor) -> Verdict:
    """May the actor give and end roles? SYSTEM does when a portal is set up."""
    if actor is SYSTEM or actor.is_(Role.ADMIN):
        return ALLOWED
    return refused("Chỉ quản trị hệ thống được giao và kết thúc vai trò.")


def can_reorganise(actor) -> Verdict:
    """May the actor merge, split, rename, move and dissolve units, add and correct them?"""
    if actor is not None and actor.is_(Role.ADMIN):
        return ALLOWED
    return refused("Việc sắp xếp đơn vị do quản trị hệ thống thực hiện.")
