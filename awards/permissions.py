"""Who may write into the golden book and into the history of people and units."""

from core.audit import SYSTEM
from core.verdict import ALLOWED, Verdict, refused
from units.models import Level
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

_NO_DISCIPLINE = "Kỷ luật chỉ do cơ quan thường trực và người phụ trách của chính đơn vị xem."


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


def can_read_discipline(actor, unit) -> Verdict:
    """May the actor read about discipline of this unit and its people?

    The standing body of the unit may, and who prepares and signs the dossiers of the unit itself; those of
    an inner office are prepared by the body it belongs to.
    """
    if actor is None:
        return refused(_NO_DISCIPLINE)
    if actor.is_(*STANDING_BODY_ROLES) and unit.path.startswith(actor.scope_path):
        return ALLOWED
    is_inner = unit.level == Level.INNER and unit.parent_id == actor.unit_id
    if actor.is_(Role.HEAD, Role.EDITOR) and (unit.pk == actor.unit_id or is_inner):
        return ALLOWED
    return refused(_NO_DISCIPLINE)


def can_read_history(actor, unit) -> Verdict:
    """May the actor read grades of this unit and what it may be put up for? Whoever reads its people may."""
    if actor and actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES) and unit.path.startswith(actor.scope_path):
        return ALLOWED
    return refused("Đơn vị này ngoài phạm vi phụ trách.")


def _standing_body_of(actor, unit, reason: str) -> Verdict:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_(*STANDING_BODY_ROLES):
        return refused(reason)
    if unit.valid_to is None and not unit.path.startswith(actor.scope_path):
        return refused("Đơn vị này ngoài phạm vi phụ trách.")
    return ALLOWED
