"""What the deeds and pages of entering and correcting units read."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date

from django.db.models import Min, Q

from units import reference
from units.models import PAST_KINDS, Level, Membership, OrgUnit, UnitKind
from units.models.periods import valid_on
from units.roles import Role
from units.rules_units import UnitText
from units.unit_list import UnitLine, UnitList

#: What a unit writes down below itself; its level is always that of inner units.
INNER_KINDS = (
    UnitKind.OFFICE,
    UnitKind.SCHOOL,
    UnitKind.PARTY,
    UnitKind.MASS_ORG,
    UnitKind.ENTERPRISE,
    UnitKind.OTHER,
)
NAMES = tuple(field.name for field in fields(UnitText))


def kinds_for(actor) -> list[UnitKind]:
    """The kinds of units that this person writes down."""
    if actor.is_(Role.ADMIN):
        return [kind for kind in UnitKind if kind not in PAST_KINDS | {UnitKind.PROVINCE}]
    return list(INNER_KINDS)


def levels_for(actor) -> list[Level]:
    """The levels of units that this person writes down."""
    if actor.is_(Role.ADMIN):
        return [level for level in Level if level != Level.DISTRICT]
    return [Level.INNER]


def text_of(unit: OrgUnit) -> UnitText:
    """What is written about the unit."""
    return UnitText(**{name: getattr(unit, name) for name in NAMES})


def seen_of(unit: OrgUnit) -> str:
    """The fingerprint of what a page shows of a unit: it changes with every correction and with its end."""
    shown = [asdict(text_of(unit)), unit.valid_to]
    return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()[:32]


def places_below(actor, day: date):
    """The actor's unit and those below it that are there on this day: under them he writes down others."""
    return OrgUnit.objects.below(actor.unit.path).filter(valid_on(day)).order_by("path")


def is_taken(unit: UnitText, *, but: int | None = None) -> bool:
    """Has another unit of the kind this code, now or from the same day on?"""
    beside = Q(valid_to__isnull=True) | Q(valid_from=unit.valid_from)
    return OrgUnit.objects.filter(beside, code=unit.code, kind=unit.kind).exclude(pk=but).exists()


def has_namesake(unit: UnitText, parent_id: int | None, *, but: int | None = None) -> bool:
    """Has the unit above another one of this name?"""
    rows = OrgUnit.objects.filter(parent=parent_id, name=unit.name, valid_to=None)
    return rows.exclude(pk=but).exists()


def used_from(unit: OrgUnit) -> date | None:
    """The first day on which a role or a unit below hangs on this one."""
    days = [
        Membership.objects.filter(unit=unit).aggregate(day=Min("valid_from"))["day"],
        OrgUnit.objects.filter(parent=unit).aggregate(day=Min("valid_from"))["day"],
    ]
    return min((day for day in days if day), default=None)


def comes_from_file(unit: OrgUnit) -> bool:
    """Does the catalogue that is loaded with every update know this unit?"""
    return (unit.code, unit.kind, unit.valid_from) in reference.known_keys()


def unit_list() -> UnitList:
    """All units, also those that have ended: old papers name them."""
    names = ("pk", "code", "name", "body_name", "path", "valid_from", "valid_to")
    return UnitList(UnitLine(*row) for row in OrgUnit.objects.order_by("pk").values_list(*names))
