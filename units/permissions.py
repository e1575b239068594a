"""Who may write down people and give or end roles."""

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from units.models import Level
from units.roles import STANDING_BODY_ROLES, Role

_NO_NUMBER = "Số căn cước chỉ do người phụ trách của chính đơn vị và cơ quan thường trực ghi, xem."


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


def can_handle_number(actor, person) -> Verdict:
    """May the actor write down and read the identity number of this person?

    Who prepares and signs the dossiers of the person's own unit, and who appraises them; nobody above.
    """
    if actor is None:
        return refused(_NO_NUMBER)
    unit = person.unit
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD) and unit.path.startswith(actor.scope_path):
        return ALLOWED
    is_inner = unit.level == Level.INNER and unit.parent_id == actor.unit_id
    if actor.is_(Role.EDITOR, Role.HEAD) and (unit.pk == actor.unit_id or is_inner):
        return ALLOWED
    return refused(_NO_NUMBER)


def can_edit_person(actor, person) -> Verdict:
    """May the actor correct what is written about this person?

    EDITOR and HEAD of a unit that reaches the person, and the standing body: who may write him down.
    """
    if actor is None or not can_add_person(actor, person.unit):
        return refused("Thông tin cá nhân do người phụ trách, thủ trưởng đơn vị và cơ quan thường trực sửa.")
    return ALLOWED
