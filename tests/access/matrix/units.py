"""Rows of units: people of ended ones are placed by the heir's editor and head and by the standing body."""

from tests.access.matrix.common import NOT_ALLOWED, Row, key
from tests.access.matrix.relations import INSIDE
from tests.access.world import World
from units.models import Person

_HEIRS = ("editor", "head", "commune_officer", "officer", "office_head")
#: Who places people elsewhere: here he finds nobody.
_ELSEWHERE = ("school_editor", "neighbour_editor", "chair", "secretary", "late_member")
_OTHERS = tuple(role for role in INSIDE if role not in _HEIRS + _ELSEWHERE)
_LOOK = {_HEIRS + _ELSEWHERE: 200, _OTHERS: 403}


def _placed(world: World, role: str, name: str) -> dict:
    person = Person.objects.get(unit=world.units_known["past"])
    tick = f"{person.pk}.{person.unit_id}"
    return key(world, role, name) | {"nguoi": tick, "unit": world.units.commune.pk}


TABLE = {
    "units:assign_list": Row(_LOOK, NOT_ALLOWED),
    "units:assign": Row(_LOOK, {_HEIRS: 302, _ELSEWHERE: 409, _OTHERS: 403}, data=_placed),
}
