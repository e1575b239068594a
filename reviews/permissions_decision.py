"""Who may do what with a decision. What its state allows, the workflow says."""

from campaigns.models import Round
from core.verdict import ALLOWED, Verdict, refused
from reviews.models import Decision
from reviews.workflow_decision import SIGNED
from units.roles import STANDING_BODY_ROLES, Role

_ELSEWHERE = "Đợt xét này do cơ quan thường trực khác tiếp nhận."
_OTHER_OFFICE = "Quyết định này do cơ quan khác ban hành."


def can_draft(actor, round_: Round) -> Verdict:
    """May this person draft decisions of the round, word them, and take names off a draft?"""
    if not actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return refused("Dự thảo quyết định do chuyên viên của cơ quan thường trực lập.")
    return ALLOWED if actor.body_id == round_.standing_body_id else refused(_ELSEWHERE)


def can_present(actor, decision: Decision) -> Verdict:
    """May this person present the decision for signature?"""
    if not actor.is_(Role.OFFICE_HEAD, Role.DIRECTOR):
        return refused("Việc trình ký do giám đốc hoặc trưởng phòng của cơ quan thường trực thực hiện.")
    return ALLOWED if actor.body_id == decision.round.standing_body_id else refused(_ELSEWHERE)


def can_send_back(actor, decision: Decision) -> Verdict:
    """May this person give a presented decision back to the standing body?"""
    if not actor.is_(Role.LEADER, Role.CLERK_OFFICE):
        return refused("Việc trả lại do lãnh đạo hoặc văn thư của cơ quan ban hành thực hiện.")
    return ALLOWED if actor.body_id == decision.unit_id else refused(_OTHER_OFFICE)


def can_strike(actor, decision: Decision) -> Verdict:
    """May this person strike a name, or restore it?"""
    if not actor.is_(Role.LEADER):
        return refused("Chỉ lãnh đạo của cơ quan ban hành được gạch tên.")
    return ALLOWED if actor.body_id == decision.unit_id else refused(_OTHER_OFFICE)


def can_sign(actor, decision: Decision) -> Verdict:
    """May this person enter number, date and the signed file?"""
    if not actor.is_(Role.CLERK_OFFICE):
        return refused("Số, ngày và bản đã ký do văn thư của cơ quan ban hành ghi.")
    return ALLOWED if actor.body_id == decision.unit_id else refused(_OTHER_OFFICE)


def can_publish(actor, decision: Decision) -> Verdict:
    """May this person publish the signed decision?"""
    if not actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return refused("Việc công bố do chuyên viên hoặc trưởng phòng của cơ quan thường trực thực hiện.")
    return ALLOWED if actor.body_id == decision.round.standing_body_id else refused(_ELSEWHERE)


def reads_facts(actor, decision: Decision) -> bool:
    """Is what has become known of the nominees this person's business? Not that of a clerk or a unit."""
    if decision.state not in ("DRAFT", "PRESENTED", SIGNED):
        return False
    return actor.is_(*STANDING_BODY_ROLES, Role.LEADER)


def reads_history(actor) -> bool:
    """May this person read what happened to the decision and why?"""
    return actor.is_(*STANDING_BODY_ROLES, Role.LEADER)


def reads_prizes(actor) -> bool:
    """May this person read prizes, struck names and the letter? Units read what is published."""
    return actor.is_(*STANDING_BODY_ROLES, Role.LEADER, Role.CLERK_OFFICE)
