"""Files of accounts as people fill them in, and the way of one through its jobs."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from core import files, jobs
from core.models import Job
from core.scan import TYPES
from core.uploads import Incoming
from units.account_files import actions
from units.account_files.columns import ACCOUNTS
from units.models import AccountFile
from units.models.account_file import CHECK_JOB, WRITE_JOB

GOOD = {
    "full_name": "Sùng A Páo",
    "username": "pao.sung.yty",
    "phone": "0214 3800 555",
    "email": "",
    "unit": "02701",
    "role": "Người phụ trách thi đua, khen thưởng",
    "valid_from": date(2026, 11, 24),
    "last_day": None,
}


def row(**cells) -> list:
    """The good row with some of its cells replaced."""
    return [(GOOD | cells)[column.key] for column in ACCOUNTS.columns]


def workbook(*rows: list) -> bytes:
    """A filled template."""
    book = Workbook()
    for cells in ([column.head for column in ACCOUNTS.columns], *rows):
        book.active.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(by, *rows: list) -> AccountFile:
    """Upload a clean file without its check."""
    data = workbook(*rows)
    incoming = Incoming(files.put(data), data, "tep.xlsx", TYPES["xlsx"], is_clean=True)
    return actions.upload(by=by, file=incoming)


def run(found: AccountFile, kind: str = CHECK_JOB) -> AccountFile:
    """Do the job of this file."""
    jobs.work(Job.objects.get(kind=kind, key=str(found.pk)).pk)
    found.refresh_from_db()
    return found


def checked(by, *rows: list) -> AccountFile:
    """A file that was uploaded and checked."""
    return run(send(by, *rows))


def written(found: AccountFile, by) -> AccountFile:
    """A checked file after it was accepted and written."""
    actions.accept(found.pk, seen=found.version, by=by)
    return run(found, WRITE_JOB)


def told(found: AccountFile) -> list[tuple[int, str, list[str]]]:
    """Number, class and words of every row."""
    return list(found.rows.order_by("number").values_list("number", "row_class", "problems"))
