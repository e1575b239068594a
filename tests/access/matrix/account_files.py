"""Rows of files of accounts: ADMIN's are ADMIN's, a head's are those of who heads the unit."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.matrix.common import NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import BOSS, INSIDE, MANAGER
from tests.access.world import World
from tests.accounts.importing import row, workbook

_MAY = ("admin", "head", "chair", "late_member")
_REST = tuple(role for role in INSIDE if role not in _MAY)
_ON = ("ours checked", "own checked", "own written")
_READ = {state: only(200, MANAGER, BOSS) for state in ("checked", "written")}


def _file(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {"file": SimpleUploadedFile("tep.xlsx", workbook(row()))}


def _deed(checked: int, written: int, data=key) -> Row:
    post = {"checked": only(checked, MANAGER, BOSS), "written": only(written, BOSS)}
    return Row(NOT_ALLOWED, post, kind="account_files", on=_ON, data=data)


TABLE = {
    "units:account_file_list": Row({_MAY: 200, _REST: 403}, NOT_ALLOWED),
    "units:account_file_upload": Row(NOT_ALLOWED, {_MAY: 302, _REST: 403}, data=_file),
    "units:account_file_template": Row({_MAY: 200, _REST: 403}, NOT_ALLOWED),
    "units:account_file": Row(_READ, NOT_ALLOWED, kind="account_files", on=_ON),
    "units:account_file_todo": Row(_READ, NOT_ALLOWED, kind="account_files", on=_ON),
    "units:account_file_decide": _deed(302, 409, typed(dong_2="", version=1)),
    "units:account_file_accept": _deed(302, 409, typed(version=1)),
    # Nothing has failed here: whoever may handle the file reads that there is nothing to run again.
    "units:account_file_run_again": _deed(409, 409),
    # The answer is the page on which the codes stand.
    "units:account_file_codes": _deed(409, 200),
}
