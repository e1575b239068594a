"""Workbooks as people fill them in, and the way of a file through its jobs."""

from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook

from awards.imports import actions
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING, SORTS
from awards.models import Import
from core import files, jobs
from core.errors import RuleViolation
from core.models import AuditEvent, Job
from core.scan import TYPES
from core.uploads import Incoming

BORN = date(1985, 2, 5)
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
#: One good row of each kind about the same person of the commune "02701".
ROWS = {
    PERSON: ["Giàng Thị Chứ", BORN, "Nữ", "02701", "Trưởng thôn", "Doanh nhân", None],
    GRANT: [
        "Cá nhân", "Giàng Thị Chứ", BORN, "Nữ", "Trưởng thôn", "Doanh nhân", "02701", "BKT", "Công trạng",
        2025, "Có thành tích xuất sắc", "12/QĐ-UBND", date(2025, 12, 20),
    ],
    RATING: ["Cá nhân", "Giàng Thị Chứ", BORN, "02701", 2025, "Hoàn thành tốt nhiệm vụ", "QĐ 87"],
    INITIATIVE: ["Giàng Thị Chứ", BORN, "02701", "Sổ tay", "Cấp cơ sở", 2025, "315/QĐ", date(2025, 11, 18)],
}  # fmt: skip


def row(kind: str, **cells) -> list:
    """The good row of this kind with some of its cells replaced."""
    found = list(ROWS[kind])
    for place, column in enumerate(SORTS[kind].columns):
        found[place] = cells.get(column.key, found[place])
    return found


def workbook(kind: str, *rows: list, heads: list | None = None, change=None) -> bytes:
    """A filled template; `change(sheet)` may spoil it."""
    book = Workbook()
    sheet = book.active
    sheet.append(heads or [column.head for column in SORTS[kind].columns])
    for cells in rows:
        sheet.append(cells)
    if change:
        change(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(by, kind: str, data: bytes, name: str = "tep.xlsx") -> Import:
    """Upload a clean file without its check."""
    incoming = Incoming(files.put(data), data, name, TYPES["xlsx"], is_clean=True)
    return actions.upload(by=by, kind=kind, file=incoming)


def run(found: Import, kind: str = actions.CHECK_JOB) -> Import:
    """Do the job of this file."""
    jobs.work(Job.objects.get(kind=kind, key=str(found.pk)).pk)
    found.refresh_from_db()
    return found


def checked(by, kind: str, *rows: list, **how) -> Import:
    """A file that was uploaded and checked."""
    return run(send(by, kind, workbook(kind, *rows, **how)))


def accept(found: Import, by) -> Import:
    """Have it written, by somebody who sees all decisions."""
    return actions.accept(found.pk, seen=version_of(found), by=by)


def decide(found: Import, choices: dict[int, str], by) -> Import:
    """Decide on rows, as somebody who sees all decisions before."""
    return actions.decide(found.pk, choices, seen=version_of(found), by=by)


def version_of(found: Import) -> int:
    """The version that a page drawn now would show."""
    return Import.objects.values_list("version", flat=True).get(pk=found.pk)


def written(found: Import, by) -> Import:
    """A checked file after it was accepted and written."""
    accept(found, by)
    return run(found, actions.WRITE_JOB)


def classes(found: Import) -> list[tuple[int, str]]:
    """Number and class of every row."""
    return list(found.rows.order_by("number").values_list("number", "row_class"))


def texts(found: Import) -> list[list[str]]:
    """What is to be done, row by row."""
    return list(found.rows.order_by("number").values_list("problems", flat=True))


def cells_of(data: bytes, sheet: int = 0) -> list[list]:
    """All values of a sheet of a workbook."""
    return [[cell.value for cell in line] for line in load_workbook(BytesIO(data)).worksheets[sheet].rows]


def logged(name: str) -> list:
    """Everything that the log keeps of the events of this name."""
    kept = ("object_id", "data", "actor_id", "actor_name", "acting_for_id", "acting_for_name", "at")
    return list(AuditEvent.objects.filter(name=name).order_by("pk").values_list(*kept))


def told(by, object_id: int, data: dict) -> tuple:
    """What the log is to keep of a deed of this actor."""
    return object_id, data, by.user_id, by.name, by.unit_id, by.unit_name, NOW


def dropped(found) -> list:
    return [(row.number, row.dropped) for row in found.rows.exclude(dropped="").order_by("number")]


def outcome(found, choice: str, officer) -> int:
    """Decide on the only row and have the file written; how many rows that were."""
    decide(found, {2: choice}, officer)
    try:
        return written(found, officer).written
    except RuleViolation:
        return 0
