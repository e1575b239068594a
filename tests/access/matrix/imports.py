"""Rows of files from Excel: one's own office reads and handles them, others do not know of them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.imports.columns import PERSON
from tests.access.matrix.common import NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import INSIDE, OFFICER, STRANGER, WRITER, WRITERS
from tests.access.world import World
from tests.awards.importing import row, workbook

_MAY = (*WRITERS, "officer", "office_head")
_REST = tuple(role for role in INSIDE if role not in _MAY)
_ON = ("ours checked", "own checked", "own written")
_READ = {state: only(200, OFFICER, WRITER) for state in ("checked", "written")}


def _file(world: World, role: str, name: str) -> dict:
    data = workbook(PERSON, row(PERSON))
    return key(world, role, name) | {"kind": PERSON, "file": SimpleUploadedFile("tep.xlsx", data)}


def _deed(data) -> Row:
    """On a file that waits for decisions; one that was accepted is another's by now."""
    post = {"checked": only(302, OFFICER, WRITER), "written": only(409, WRITER)}
    return Row(NOT_ALLOWED, post, kind="imports", on=_ON, data=data)


TABLE = {
    "awards:import_list": Row({_MAY: 200, _REST: 403}, NOT_ALLOWED),
    "awards:import_upload": Row(NOT_ALLOWED, {_MAY: 302, _REST: 403}, data=_file),
    "awards:import_template": Row(
        {"": {OFFICER: 200, WRITER: 200, STRANGER: 403}},
        NOT_ALLOWED,
        kind="import_kinds",
        on=("people", "grants"),
        keys=("kind",),
    ),
    "awards:import_detail": Row(_READ, NOT_ALLOWED, kind="imports", on=_ON),
    "awards:import_todo": Row(_READ, NOT_ALLOWED, kind="imports", on=_ON),
    "awards:import_decide": _deed(typed(dong_2="", version=1)),
    "awards:import_accept": _deed(typed(version=1)),
    # Nothing has failed here: whoever may handle the file reads that there is nothing to run again.
    "awards:import_run_again": Row(
        NOT_ALLOWED,
        {"checked": only(409, OFFICER, WRITER), "written": only(409, WRITER)},
        kind="imports",
        on=_ON,
        data=key,
    ),
}
