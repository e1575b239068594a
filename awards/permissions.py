"""Who may write into the golden book and into the history of people and units."""

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from units.roles import STANDING_BODY_ROLES


def can_grant(actor, unit) -> Verdict:
    """May the actor write an award of this unit into the golden book, or take it back?

    The standing body does, when a decision is published; an ended unit's old awards it writes too.
    """
    return _standing_body_of(actor, unit, "Chỉ cơ quan thường trực được ghi và thu hồi khen thưởng.")


def can_record_history(actor, unit) -> Verdict:
    """May the actor write down grades, initiatives and discipline of this unit and its people?"""
    return _standing_body_of(
        actor, unit, "Chỉ cơ quan thường trực được ghi xếp loại, sáng kiến và kỷ luật đã đối chiếu."
    )


def _standing_body_of(actor, unit, reason: str) -> Verdict:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_(*STANDING_BODY_ROLES):
        return refused(reason)
    if unit.valid_to is None and not unit.path.startswith(actor.scope_path):
        return refused("Đơn vị này ngoài phạm vi phụ trách.")
    return ALLOWED
