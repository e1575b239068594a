"""Who may do what with a dossier. The button and the endpoint ask the same function."""

from campaigns.rules import may_submit
from core.verdict import ALLOWED, Verdict, refused
from nominations.models import Dossier
from nominations.workflow import DRAFT
from units.roles import STANDING_BODY_ROLES, Role

_WRITERS = (
    "Chỉ người phụ trách thi đua, khen thưởng hoặc thủ trưởng của đơn vị lập hồ sơ mới làm được việc này."
)


def can_read_queue(actor) -> Verdict:
    """May this person open the queue of what was sent to his body?"""
    if actor is None or not actor.is_(*STANDING_BODY_ROLES):
        return refused("Danh sách này dành cho cơ quan thường trực tiếp nhận, thẩm định hồ sơ.")
    return ALLOWED


def can_create(actor, round_) -> Verdict:
    """May this person make a dossier of his unit for this round? The window is judged by the rules."""
    if not actor.is_(Role.EDITOR, Role.HEAD):
        return refused("Hồ sơ do người phụ trách thi đua, khen thưởng hoặc thủ trưởng đơn vị lập.")
    hosted_above = round_.host_id in actor.line()
    if not hosted_above or not may_submit(actor.unit.kind, round_.submitter_kinds):
        return refused("Đợt xét này không nhận hồ sơ của loại đơn vị đồng chí đang làm việc.")
    return ALLOWED


def can_edit(actor, dossier: Dossier) -> Verdict:
    """May this person change what stands in the dossier?"""
    if not actor.is_(Role.EDITOR, Role.HEAD) or actor.unit_id != dossier.unit_id:
        return refused(_WRITERS)
    if dossier.state != DRAFT:
        return refused("Hồ sơ đã gửi nên không sửa được nữa.")
    return ALLOWED


def can_submit(actor, dossier: Dossier) -> Verdict:
    """May this person send the dossier? Whether it is complete and in time, the rules say."""
    if not actor.is_(Role.EDITOR, Role.HEAD) or actor.unit_id != dossier.unit_id:
        return refused(_WRITERS)
    return ALLOWED


def can_accept(actor, dossier: Dossier) -> Verdict:
    """May this person receive the dossier for the standing body?"""
    if not actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return refused("Việc tiếp nhận do chuyên viên của cơ quan thường trực thực hiện.")
    if actor.body_id != dossier.standing_body_id:
        return refused("Hồ sơ này gửi tới cơ quan thường trực khác.")
    return ALLOWED
