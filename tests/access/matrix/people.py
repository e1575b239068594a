"""Rows of people written down twice, whom the standing body merges, and of identity numbers."""

from core import formkeys
from tests.access.matrix.common import NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import INSIDE, OFFICER, OVERSEER, OWNER, READER, WRITER
from tests.access.world import World
from units.merging import plan_of
from units.models import OrgUnit, Person

_FINDERS = ("officer", "office_head", "commune_officer")
_REST = tuple(role for role in INSIDE if role not in _FINDERS)
_PAIRS = ("own", "neighbour")
_MERGES = ("own merged", "own undone")
_COMPARE = {"": only(200, OFFICER) | only(403, READER, OVERSEER)}
_DECIDE = {"": only(302, OFFICER) | only(403, READER, OVERSEER)}


def _merge(world: World, role: str, name: str) -> dict:
    """The press after a look at the two: the hash of what was shown."""
    sent = {formkeys.FIELD: key(world, role, name)[formkeys.FIELD], "reason": "Một người"}
    if name in world.pairs:
        one, other = (Person.objects.get(pk=pk) for pk in world.pairs[name])
        sent["seen"] = plan_of(one, other).seen
    return sent


_NUMBERS = ("own", "below", "neighbour")
_HANDLE = {"": only(200, OFFICER, WRITER) | only(403, READER)}
_NUMBER = {"": only(302, OFFICER, WRITER) | only(403, READER)}


def _transfer(world: World, role: str, name: str) -> dict:
    """To an office of the person's own unit, which everybody reaches who reaches him."""
    own = world.units.neighbour if name == "neighbour" else world.units.commune
    office = OrgUnit.objects.get(parent=own, name="Tổ tiếp dân")
    typed = {"unit": office.code, "on": "01/09/2026", "document": "QĐ 12", "version": 1}
    return key(world, role, name) | typed


TABLE = {
    "awards:double_list": Row({_FINDERS: 200, _REST: 403}, NOT_ALLOWED),
    "awards:person_merge": Row(_COMPARE, _DECIDE, kind="pairs", on=_PAIRS, data=_merge, keys=("pk", "other")),
    "awards:person_differ": Row(
        NOT_ALLOWED, _DECIDE, kind="pairs", on=_PAIRS, data=key, keys=("pk", "other")
    ),
    "awards:merge_detail": Row(
        {state: only(200, OFFICER, OVERSEER) for state in ("merged", "undone")},
        NOT_ALLOWED,
        kind="merges",
        on=_MERGES,
    ),
    "awards:merge_undo": Row(
        NOT_ALLOWED,
        {
            "merged": only(302, OFFICER) | only(403, OVERSEER),
            "undone": only(409, OFFICER) | only(403, OVERSEER),
        },
        kind="merges",
        on=_MERGES,
        data=typed(reason="Hai người"),
    ),
    "awards:person_edit": Row(
        {"": only(200, WRITER) | only(403, READER)},
        {"": only(302, WRITER) | only(403, READER)},
        kind="edited",
        on=("own", "below", "neighbour"),
        data=typed(full_name="Lý Seo Sì", version=1),
    ),
    "units:person_transfer": Row(
        {"": only(200, WRITER) | only(403, READER)},
        {"": only(302, WRITER) | only(403, READER)},
        kind="transferred",
        on=("own", "neighbour"),
        data=_transfer,
    ),
    "awards:number_write": Row(
        _HANDLE, _NUMBER, kind="numbers", on=_NUMBERS, data=typed(number="010085001234", version=1)
    ),
    "awards:number_reveal": Row(
        NOT_ALLOWED, _NUMBER, kind="numbers", on=_NUMBERS, data=typed(reason="Lập tờ trình")
    ),
    "awards:number_shown": Row(
        {"": only(200, OWNER)}, NOT_ALLOWED, kind="readings", on=("editor", "officer")
    ),
}
