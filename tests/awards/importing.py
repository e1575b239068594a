"""Workbooks as people fill them in, and the way of a file through its jobs."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook

from awards.imports import actions, writing
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING, SORTS
from awards.models import Import
from core import files, jobs
from core.models import Job
from core.scan import TYPES
from core.uploads import Incoming

BORN = date(1985, 2, 5)
#: One good row of each kind about the same person of the commune "02701".
ROWS = {
    PERSON: ["Giàng Thị Chứ", BORN, "Nữ", "02701", "Trưởng thôn", "Doanh nhân"],
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
    """Have it written, as the page does."""
    return actions.accept(found.pk, seen=writing.rows_to_write(found).count(), by=by)


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
