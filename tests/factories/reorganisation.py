"""Plans of reorganisations, and doing them as a page would."""

from datetime import date

from units.actions import confirm_reorganisation, draft_reorganisation
from units.models import OrgUnit, Reorganisation
from units.queries_reorg import situation_of
from units.rules_reorg import Plan, Successor

DAY = date(2026, 7, 1)


def new_unit(code: str, name: str, parent: OrgUnit, **fields) -> Successor:
    """A commune to be planted, unless told otherwise."""
    values = {"kind": "COMMUNE", "level": "COMMUNE", "parent_id": parent.pk}
    return Successor(code=code, name=name, **(values | fields))


def make_plan(kind: str, *old: OrgUnit, to=(), **fields) -> Plan:
    """A plan of 01/7/2026 with a decree of the month before."""
    values = {"decree": "Nghị quyết số 12/NQ-HĐND", "decree_on": date(2026, 6, 12), "effective_on": DAY}
    return Plan(kind=kind, old=tuple(unit.pk for unit in old), successors=tuple(to), **(values | fields))


def reorganise(by, plan: Plan) -> Reorganisation:
    """Prepare it and confirm what the preview shows."""
    row = draft_reorganisation(by=by, plan=plan)
    return confirm_reorganisation(row.pk, by=by, seen=situation_of(Plan.read(row.plan)).seen)
