"""Rows of units: who writes them down and puts them right, who places the people of ended ones."""

from tests.access.matrix.common import NOT_ALLOWED, Row, key, only
from tests.access.matrix.relations import INSIDE, READER, WRITER
from tests.access.world import World
from units.models import OrgUnit, Person
from units.queries_units import NAMES, seen_of

_HEIRS = ("editor", "head", "commune_officer", "officer", "office_head")
#: Who places people elsewhere: here he finds nobody.
_ELSEWHERE = ("school_editor", "neighbour_editor", "chair", "secretary", "late_member")
_OTHERS = tuple(role for role in INSIDE if role not in _HEIRS + _ELSEWHERE)
_LOOK = {_HEIRS + _ELSEWHERE: 200, _OTHERS: 403}


def _placed(world: World, role: str, name: str) -> dict:
    person = Person.objects.get(unit=world.units_known["past"])
    tick = f"{person.pk}.{person.unit_id}"
    return key(world, role, name) | {"nguoi": tick, "unit": world.units.commune.pk}


_ADDERS = ("admin", "editor", "head", *_ELSEWHERE)
_NO_ADDERS = tuple(role for role in INSIDE if role not in _ADDERS)


def _new(world: World, role: str, name: str) -> dict:
    """An office under the actor's own unit, which ADMIN names by its code."""
    own = world.actors[role].unit if role in world.actors else world.units.commune
    names = dict.fromkeys(("name", "body_name", "document_name", "place_name"), "Tổ một cửa")
    place = {"parent": own.code if role == "admin" else own.pk, "valid_from": "01/09/2026"}
    return key(world, role, name) | names | place | {"code": "TMC", "kind": "OFFICE", "level": "INNER"}


def _same(world: World, role: str, name: str) -> dict:
    """What is there, unchanged."""
    if name == "unknown":
        return key(world, role, name)
    unit = OrgUnit.objects.get(pk=world.upkeep[name])
    shown = {field: getattr(unit, field) for field in NAMES}
    day = f"{unit.valid_from:%d/%m/%Y}"
    return key(world, role, name) | shown | {"valid_from": day, "seen": seen_of(unit)}


TABLE = {
    "units:unit_add": Row({_ADDERS: 200, _NO_ADDERS: 403}, {_ADDERS: 302, _NO_ADDERS: 403}, data=_new),
    "units:unit_correct": Row(
        {"": only(200, WRITER) | only(403, READER)},
        {"": only(302, WRITER) | only(403, READER)},
        kind="upkeep",
        on=("inner", "own"),
        data=_same,
    ),
    "units:assign_list": Row(_LOOK, NOT_ALLOWED),
    "units:assign": Row(_LOOK, {_HEIRS: 302, _ELSEWHERE: 409, _OTHERS: 403}, data=_placed),
}
