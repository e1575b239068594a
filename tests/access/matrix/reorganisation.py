"""Rows of reorganisations: ADMIN does them, AUDITOR and the office head read, for others there are none."""

from tests.access.matrix.common import NOT_ALLOWED, Row, key, only
from tests.access.matrix.relations import INSIDE, READER, WRITER
from units.models import Reorganisation
from units.queries_reorg import situation_of
from units.rules_reorg import Plan

KINDS = ("merge",)
READERS = ("admin", "auditor", "office_head")
BOTH = ("plan draft", "plan cancelled")
READ = {state: only(200, WRITER, READER) for state in ("draft", "cancelled")}
#: Given up meanwhile: 409 to whoever still presses.
DONE = {"draft": {WRITER: 302, READER: 403}, "cancelled": {WRITER: 409, READER: 403}}


def _seen(world, role, name) -> dict:
    if name == "unknown":
        return key(world, role, name)
    row = Reorganisation.objects.get(pk=world.reorganisations[name])
    return key(world, role, name) | {"seen": situation_of(Plan.read(row.plan)).seen}


def _version(world, role, name) -> dict:
    version = 2 if name == "plan cancelled" else 1
    return key(world, role, name) | {"version": version, "reason": "Chưa có văn bản"}


def _plan(world, role, name) -> dict:
    return key(world, role, name) | {
        "decree": "Nghị quyết số 12/NQ-HĐND",
        "decree_on": "01/10/2026",
        "effective_on": "01/11/2026",
        "old": "Xã Sàng Ma Sáo",
        "unit_0": "Xã Dền Sáng",
    }


def _deed(data) -> Row:
    return Row(NOT_ALLOWED, DONE, kind="reorganisations", on=BOTH, data=data)


TABLE = {
    "units:reorganisation_list": Row(
        {READERS: 200, tuple(role for role in INSIDE if role not in READERS): 403}, NOT_ALLOWED
    ),
    "units:reorganisation_new": Row(
        {"": {WRITER: 200, READER: 403}},
        {"": {WRITER: 302, READER: 403}},
        kind="reorganisation_kinds",
        on=KINDS,
        keys=("kind",),
        data=_plan,
    ),
    "units:reorganisation_detail": Row(READ, NOT_ALLOWED, kind="reorganisations", on=BOTH),
    "units:reorganisation_homes": _deed(_version),
    "units:reorganisation_confirm": _deed(_seen),
    "units:reorganisation_cancel": _deed(_version),
}
