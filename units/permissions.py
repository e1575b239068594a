"""Who may write down people, handle accounts, give, end or lend roles, and change the units."""

from collections.abc import Collection

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from units.models import Level
from units.roles import DELEGABLE, GIVEN_BY_HEAD, STANDING_BODY_ROLES, Role

_LENT = "Vai trò được ủy quyền không dùng để quản lý tài khoản, giao vai trò hay ủy quyền lại."
_ONLY_ADMIN = "Chỉ quản trị hệ thống được giao và kết thúc vai trò này."

_NO_NUMBER = "Số căn cước chỉ do người phụ trách của chính đơn vị và cơ quan thường trực ghi, xem."
_NO_ETHNICITY = "Dân tộc chỉ do người phụ trách của chính đơn vị và cơ quan thường trực ghi, xem."


def can_add_person(actor, unit) -> Verdict:
    """May the actor write down a person of this unit?"""
    if not actor.is_(Role.EDITOR, Role.HEAD, *STANDING_BODY_ROLES):
        return refused("Vai trò đang dùng không được thêm cá nhân.")
    if not unit.path.startswith(actor.scope_path):
        return refused("Đơn vị này ngoài phạm vi phụ trách.")
    return ALLOWED


def can_see_accounts(actor) -> Verdict:
    """May the actor open the pages of accounts at all?"""
    if actor is None or not actor.is_(Role.ADMIN, Role.HEAD):
        return refused("Tài khoản do quản trị hệ thống và thủ trưởng đơn vị quản lý.")
    return refused(_LENT) if actor.is_delegated else ALLOWED


def can_give_role(actor, unit, role: str, user_id: int | None = None) -> Verdict:
    """May the actor give this role in this unit, to this user? Nobody gives himself one.

    A head gives what his own unit needs to work, and below his unit also heads: never what lets somebody act
    for another unit, appraise, sign or administer.
    """
    if actor is SYSTEM:
        return ALLOWED
    if not (may := can_see_accounts(actor)):
        return may
    if user_id == actor.user_id:
        return refused("Không ai tự giao hay tự kết thúc vai trò của mình.")
    if actor.is_(Role.ADMIN):
        return ALLOWED
    if not unit.path.startswith(actor.unit.path):
        return refused("Đơn vị này ngoài phạm vi phụ trách.")
    if head_gives(role, is_own_unit=unit.pk == actor.unit_id):
        return ALLOWED
    return refused(_ONLY_ADMIN)


def head_gives(role: str, *, is_own_unit: bool) -> bool:
    """Is this a role that a head gives in his unit, or in one below it?"""
    return role in GIVEN_BY_HEAD or (role == Role.HEAD and not is_own_unit)


def can_handle_file(actor, found) -> Verdict:
    """May the actor decide on this file of accounts, have it written and hand its codes out?"""
    if not (may := can_see_accounts(actor)):
        return may
    if actor.is_(Role.ADMIN) if found.is_wide else actor.is_(Role.HEAD) and actor.unit_id == found.unit_id:
        return ALLOWED
    return refused("Tệp này thuộc đơn vị khác.")


def can_end_role(actor, membership) -> Verdict:
    """May the actor end this role? Whoever may give it may; an ADMIN also his own, while others remain."""
    if actor is not SYSTEM and actor.is_(Role.ADMIN) and membership.user_id == actor.user_id:
        return ALLOWED
    return can_give_role(actor, membership.unit, membership.role, membership.user_id)


def can_handle_account(actor, user_id: int, roles: Collection, guard: str = "") -> Verdict:
    """May the actor change, close or hand out a way into this account?

    `roles`: those of it that are not over; `guard`: why it is for ADMIN alone (`units.staff`). Whoever hands
    out a way in could go in himself, so a head does it only where every role is one that he may give.
    """
    if not (may := can_see_accounts(actor)):
        return may
    if user_id == actor.user_id:
        return refused("Đây là tài khoản của chính đồng chí. Mật khẩu đổi ở mục Đổi mật khẩu.")
    if actor.is_(Role.ADMIN):
        return ALLOWED
    if not roles or not all(_gave_or_lent(actor, role) for role in roles):
        return refused("Tài khoản này còn vai trò do quản trị hệ thống giao, nên chỉ quản trị được thay đổi.")
    return refused(guard) if guard else ALLOWED


def _gave_or_lent(actor, role) -> bool:
    """Is this a role that the actor may give, or one that he lent himself?"""
    if role.delegated_by_id is not None:
        return role.delegated_by.user_id == actor.user_id
    return bool(can_give_role(actor, role.unit, role.role))


def can_delegate(actor) -> Verdict:
    """May the actor lend his role to a deputy?"""
    if actor is None or not actor.is_(*DELEGABLE):
        return refused("Vai trò đang dùng không có việc ủy quyền.")
    return refused(_LENT) if actor.is_delegated else ALLOWED


def can_revoke_delegation(actor, membership) -> Verdict:
    """May the actor take this lent role back? Whoever lent it, and ADMIN."""
    if membership.delegated_by_id is None:
        return refused("Vai trò này không phải là ủy quyền.")
    own = actor is not None and membership.delegated_by.user_id == actor.user_id
    if own or (actor is not None and actor.is_(Role.ADMIN)):
        return ALLOWED
    return refused("Chỉ người ủy quyền hoặc quản trị hệ thống được thu hồi ủy quyền.")


def can_hand_over(actor, membership) -> Verdict:
    """May the actor pass this role on to a successor?"""
    if membership.delegated_by_id is not None:
        return refused("Vai trò được ủy quyền không bàn giao; hãy thu hồi ủy quyền.")
    return can_give_role(actor, membership.unit, membership.role, membership.user_id)


def can_reorganise(actor) -> Verdict:
    """May the actor merge, split, rename, move and dissolve units, add and correct them?"""
    if actor is not None and actor.is_(Role.ADMIN):
        return ALLOWED
    return refused("Việc sắp xếp đơn vị do quản trị hệ thống thực hiện.")


def can_add_units(actor) -> Verdict:
    """May the actor write down units at all? The question of the page and of its link."""
    if actor is not None and actor.is_(Role.ADMIN, Role.EDITOR, Role.HEAD):
        return ALLOWED
    return refused("Đơn vị do quản trị hệ thống ghi; đơn vị trực thuộc do người phụ trách, thủ trưởng ghi.")


def can_add_unit(actor, parent) -> Verdict:
    """May the actor write down a unit under this one? ADMIN everywhere, others under their own unit."""
    may = can_add_units(actor)
    if may and not actor.is_(Role.ADMIN) and not parent.path.startswith(actor.unit.path):
        return refused("Đơn vị cấp trên này ngoài phạm vi phụ trách.")
    return may


def can_correct_unit(actor, unit) -> Verdict:
    """May the actor correct this unit? ADMIN every one, others the inner ones below their own that run."""
    may = can_add_units(actor)
    if not may or actor.is_(Role.ADMIN):
        return may
    is_below = unit.pk != actor.unit_id and unit.path.startswith(actor.unit.path)
    if is_below and unit.level == Level.INNER and unit.valid_to is None:
        return ALLOWED
    return refused("Đơn vị tự sửa phòng, trường, thôn trực thuộc; đơn vị khác do quản trị hệ thống sửa.")


def can_assign_people(actor) -> Verdict:
    """May the actor say to which unit people of an ended unit belong? Whom: `queries_assign` says."""
    if actor is not None and actor.is_(Role.EDITOR, Role.HEAD, Role.OFFICER, Role.OFFICE_HEAD):
        return ALLOWED
    return refused("Việc này do người phụ trách, thủ trưởng đơn vị và cơ quan thường trực thực hiện.")


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
    """May the actor write down and read the identity number of this person?"""
    return ALLOWED if _keeps_private(actor, person.unit) else refused(_NO_NUMBER)


def can_see_ethnicity(actor, person) -> Verdict:
    """May the actor read and write down the ethnic group of this person?"""
    return ALLOWED if _keeps_private(actor, person.unit) else refused(_NO_ETHNICITY)


def _keeps_private(actor, unit) -> bool:
    """Who prepares and signs the dossiers of the person's own unit, and who appraises them; nobody above."""
    if actor is None:
        return False
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return unit.path.startswith(actor.scope_path)
    is_inner = unit.level == Level.INNER and unit.parent_id == actor.unit_id
    return actor.is_(Role.EDITOR, Role.HEAD) and (unit.pk == actor.unit_id or is_inner)


def can_edit_person(actor, person) -> Verdict:
    """May the actor correct what is written about this person?

    EDITOR and HEAD of a unit that reaches the person, and the standing body: who may write him down.
    """
    if actor is None or not can_add_person(actor, person.unit):
        return refused("Thông tin cá nhân do người phụ trách, thủ trưởng đơn vị và cơ quan thường trực sửa.")
    return ALLOWED


def can_transfer(actor, person) -> Verdict:
    """May the actor write down that this person went to another unit?

    Whom he may write down and correct, but for the director, whose work this is not.
    """
    if actor is not None and actor.is_(Role.EDITOR, Role.HEAD, Role.OFFICER, Role.OFFICE_HEAD):
        return can_edit_person(actor, person)
    return refused("Chuyển đơn vị do người phụ trách, thủ trưởng đơn vị và cơ quan thường trực ghi.")


def can_take_over(actor, unit) -> Verdict:
    """May the actor write people into this unit? Nobody writes into a unit that he does not reach."""
    if unit.path.startswith(actor.scope_path):
        return ALLOWED
    text = "Đơn vị này ngoài phạm vi phụ trách. Gửi quyết định điều động để cơ quan thường trực ghi."
    return refused(text)
