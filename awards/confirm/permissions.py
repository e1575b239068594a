"""Who works on the rules that wait for the province."""

from core.verdict import ALLOWED, Verdict, refused
from units.models import UnitKind
from units.roles import STANDING_BODY_ROLES, Role

_NOT_HERE = "Trang này dành cho cơ quan thường trực của tỉnh."


def can_read_rules(actor) -> Verdict:
    """May the actor see what waits, and what was confirmed with which document?"""
    if actor is None or not actor.is_(*STANDING_BODY_ROLES):
        return refused(_NOT_HERE)
    over = actor.body.standing_for
    return ALLOWED if over is not None and over.kind == UnitKind.PROVINCE else refused(_NOT_HERE)


def can_draft_rule(actor) -> Verdict:
    """May the actor propose how a rule is to be confirmed? The officer does, for the head of the office."""
    verdict = can_read_rules(actor)
    if not verdict or actor.is_(Role.OFFICER):
        return verdict
    return refused("Chuyên viên soạn đề xuất; trưởng phòng xác nhận.")


def can_confirm_rule(actor) -> Verdict:
    """May the actor confirm a rule, as it stands or corrected? The head of the office alone."""
    verdict = can_read_rules(actor)
    if not verdict or actor.is_(Role.OFFICE_HEAD):
        return verdict
    return refused("Chỉ Trưởng phòng Thi đua, Khen thưởng được xác nhận quy định.")
