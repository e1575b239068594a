"""Who may write down people and give or end roles."""

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


def can_find_doubles(actor) -> Verdict:
    """May the actor look for people who were written down twice? The question of the list and its link."""
    if actor is not None and actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return ALLOWED
    return refused("Chỉ chuyên viên và trưởng phòng của cơ quan thường trực được gộp bản ghi trùng.")


def can_merge(actor, one, other) -> Verdict:
    """May the actor merge these two people, take that back, or judge them to be two?

    Merging moves lines of the golden book and of the history, which only the standing body writes.
    """
    verdict = can_find_doubles(actor)
    if verdict and not all(each.unit.path.startswith(actor.scope_path) for each in (one, other)):
        return refused("Một trong hai người ngoài phạm vi phụ trách.")
    return verdict
