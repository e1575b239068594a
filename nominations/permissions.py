"""Who may do what with a dossier. The button and the endpoint ask the same function.

Whether the present state allows the move, and whether the rules are met, is judged elsewhere.
"""

from campaigns.rules import may_submit
from core.verdict import ALLOWED, Verdict, refused
from nominations.models import Dossier, Evidence, Nomination
from nominations.workflow import ACCEPTED, AWAITING_SIGN_OFF, WRITABLE
from units.roles import STANDING_BODY_ROLES, Role

_WRITERS = (
    "Chỉ người phụ trách thi đua, khen thưởng hoặc thủ trưởng của đơn vị lập hồ sơ mới làm được việc này."
)
_LOCKED = "Hồ sơ đã gửi nên không sửa được nữa."
_WAITS = "Hồ sơ đang chờ thủ trưởng duyệt. Lấy lại để sửa rồi trình lại."
_HEADS = "Việc này do thủ trưởng đơn vị thực hiện."
_ELSEWHERE = "Hồ sơ này gửi tới cơ quan thường trực khác."


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


# The unit -------------------------------------------------------------------------------------------------


def can_write(actor, dossier: Dossier) -> Verdict:
    """Does this person write dossiers of this unit at all?"""
    if not actor.is_(Role.EDITOR, Role.HEAD) or not actor.writes_for(dossier.unit):
        return refused(_WRITERS)
    return ALLOWED


def can_edit(actor, dossier: Dossier) -> Verdict:
    """May this person change what stands in the dossier now?"""
    may = can_write(actor, dossier)
    if may and dossier.state not in WRITABLE:
        return refused(_WAITS if dossier.state == AWAITING_SIGN_OFF else _LOCKED)
    return may


def can_edit_nomination(actor, nomination: Nomination, *, is_asked: bool) -> Verdict:
    """May this person change this nominee? After acceptance only one about whom a supplement is open."""
    may = can_write(actor, nomination.dossier)
    if may and nomination.dossier.state == ACCEPTED and is_asked:
        return ALLOWED
    return can_edit(actor, nomination.dossier)


def can_write_letter(actor, dossier: Dossier) -> Verdict:
    """May this person enter number, date and file of the letter? Also while the head looks at it."""
    may = can_write(actor, dossier)
    if may and dossier.state not in {*WRITABLE, AWAITING_SIGN_OFF}:
        return refused(_LOCKED)
    return may


def can_ask_sign_off(actor, dossier: Dossier) -> Verdict:
    """May this person put the dossier before the head of the unit?"""
    return can_write(actor, dossier)


def can_submit(actor, dossier: Dossier) -> Verdict:
    """May this person sign the dossier off and send it? Whether it is complete and in time, the rules say."""
    if not actor.is_(Role.EDITOR, Role.HEAD) or not actor.writes_for(dossier.unit):
        return refused(_WRITERS)
    if not actor.is_(Role.HEAD):
        return refused("Hồ sơ do thủ trưởng đơn vị duyệt và gửi. Trình thủ trưởng duyệt.")
    return ALLOWED


def can_head(actor, dossier: Dossier) -> Verdict:
    """May this person send back to the writer, recall or withdraw, as the head of the unit?"""
    if not actor.is_(Role.HEAD) or not actor.writes_for(dossier.unit):
        return refused(_HEADS)
    return ALLOWED


can_send_back = can_recall = can_withdraw = can_head


def can_answer_supplement(actor, dossier: Dossier) -> Verdict:
    """May this person answer what was asked about a nominee?"""
    return can_write(actor, dossier)


def can_open(evidence: Evidence) -> Verdict:
    """May this file be opened? Who may see it was judged by its place; here whether it is harmless."""
    if not evidence.is_clean:
        return refused(f"Tệp chưa mở được: {evidence.get_scan_display().lower()}.")
    return ALLOWED


# The standing body ----------------------------------------------------------------------------------------


def can_accept(actor, dossier: Dossier) -> Verdict:
    """May this person receive the dossier for the standing body?"""
    return _can_appraise(actor, dossier, "Việc tiếp nhận do chuyên viên của cơ quan thường trực thực hiện.")


def can_refuse(actor, dossier: Dossier) -> Verdict:
    """May this person refuse the dossier, or return it to be completed as a whole?"""
    return _can_appraise(actor, dossier, "Việc này do chuyên viên của cơ quan thường trực thực hiện.")


can_return = can_refuse


def can_appraise(actor, dossier: Dossier) -> Verdict:
    """May this person appraise nominees of this dossier and ask for supplements?"""
    return _can_appraise(actor, dossier, "Việc thẩm định do chuyên viên của cơ quan thường trực thực hiện.")


def can_conclude(actor, dossier: Dossier, *, is_recused: bool) -> Verdict:
    """May this person conclude about one nominee of this dossier? Not who is close to him."""
    if is_recused:
        return refused("Đồng chí đã khai có liên quan đến người này nên không thẩm định.")
    return can_appraise(actor, dossier)


def can_confirm(actor, dossier: Dossier) -> Verdict:
    """May this person confirm the appraisal, or send it back to the officer?"""
    if not actor.is_(Role.OFFICE_HEAD):
        return refused("Kết quả thẩm định do trưởng phòng của cơ quan thường trực duyệt.")
    if actor.is_delegated and dossier.appraised_by_id == actor.user_id:
        return refused("Người được ủy quyền không tự duyệt kết quả thẩm định của chính mình.")
    return ALLOWED if _is_for(actor, dossier) else refused(_ELSEWHERE)


def can_recuse(actor, dossier: Dossier, user_id: int) -> Verdict:
    """May this person write down that somebody keeps away from a nominee? Oneself, or the head of office."""
    if actor.user_id == user_id and actor.is_(*STANDING_BODY_ROLES) and _is_for(actor, dossier):
        return ALLOWED
    return can_confirm(actor, dossier)


def _can_appraise(actor, dossier: Dossier, whose: str) -> Verdict:
    if not actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return refused(whose)
    return ALLOWED if _is_for(actor, dossier) else refused(_ELSEWHERE)


def _is_for(actor, dossier: Dossier) -> bool:
    return actor.body_id == dossier.standing_body_id
