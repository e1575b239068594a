"""Who may bring registers in from Excel, and for which units."""

from dataclasses import dataclass

from awards.imports.columns import GRANT, INITIATIVE, RATING
from awards.permissions import can_record_history
from core.verdict import ALLOWED, Verdict, refused
from units.models import OrgUnit, UnitKind
from units.roles import Role

_NOBODY = "Vai trò đang dùng không được nhập dữ liệu từ Excel."
_NO_GRANTS = "Khen thưởng đã có do cơ quan thường trực của tỉnh nhập."


@dataclass(frozen=True)
class Scope:
    """For whom somebody may import: all units of the province, or one's own unit alone."""

    unit: OrgUnit
    is_wide: bool


def scope_of(actor) -> Scope | None:
    """The scope of this actor; None for who may not import at all."""
    if actor is None:
        return None
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        over = actor.body.standing_for
        return Scope(over, True) if over is not None and over.kind == UnitKind.PROVINCE else None
    if actor.is_(Role.EDITOR, Role.HEAD):
        return Scope(actor.unit, False)
    return None


def may_import(actor) -> Verdict:
    """May the actor import anything? The question of the navigation."""
    return ALLOWED if scope_of(actor) else refused(_NOBODY)


def can_import(actor, kind: str) -> Verdict:
    """May the actor import files of this kind? What becomes certain evidence is the standing body's alone."""
    scope = scope_of(actor)
    if scope is None:
        return refused(_NOBODY)
    if kind == GRANT and not scope.is_wide:
        return refused(_NO_GRANTS)
    if kind in {RATING, INITIATIVE}:
        return can_record_history(actor, scope.unit)
    return ALLOWED


def can_handle(actor, found) -> Verdict:
    """May the actor decide on the rows of this import and have it written?"""
    scope = scope_of(actor)
    if scope is None or (scope.unit.pk, scope.is_wide) != (found.unit_id, found.is_wide):
        return refused("Tệp này thuộc đơn vị khác.")
    return can_import(actor, found.kind)
