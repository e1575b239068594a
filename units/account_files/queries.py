"""Files of accounts for their pages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import OneTimeCode, User
from core import clock
from core.models import Job
from core.text import fold
from units.account_files.columns import ACCOUNTS
from units.models import AccountDecision, AccountFile, AccountRow, AccountRowClass

PAGE = 50
META = 240  # signs of the other cells beside the name


def for_list(files: QuerySet[AccountFile]) -> QuerySet[AccountFile]:
    """Add what a line of the list shows."""
    return files.select_related("file", "uploaded_by")


def for_page(files: QuerySet[AccountFile]) -> QuerySet[AccountFile]:
    """Add what the page of a file shows."""
    return files.select_related("file", "uploaded_by", "unit", "accepted_as__user")


def rows_to_write(found: AccountFile) -> QuerySet[AccountRow]:
    """The new rows, and those of which somebody said that the person has no account yet."""
    other = Q(row_class=AccountRowClass.DUPLICATE, decision=AccountDecision.OTHER)
    return found.rows.filter(Q(row_class=AccountRowClass.NEW) | other).order_by("number")


def undecided(found: AccountFile) -> QuerySet[AccountRow]:
    """The rows about which a person has to say something."""
    return found.rows.filter(row_class=AccountRowClass.DUPLICATE, decision="")


def without_way_in(found: AccountFile) -> QuerySet[AccountRow]:
    """The rows whose account is open, has no password yet and no code that still counts."""
    codes = OneTimeCode.objects.filter(used_at=None, ended_at=None, expires_at__gt=clock.now())
    rows = found.rows.filter(
        account__is_active=True, account__password__startswith=UNUSABLE_PASSWORD_PREFIX
    ).exclude(Exists(codes.filter(user=OuterRef("account"))))
    return rows.select_related("account").order_by("number")


def job_of(found: AccountFile) -> Job | None:
    """The job on a file that one sees, whoever asked for it: all who handle it must know its end."""
    return Job.objects.filter(kind=found.job_kind, key=str(found.pk)).first()


def rows_with_todo(found: AccountFile) -> Iterator[tuple[list, str]]:
    """The rows as they came, each with what is to be done, if anything."""
    for row in found.rows.order_by("number").iterator(chunk_size=1_000):
        yield row.cells, todo_of(row)


def todo_of(row: AccountRow) -> str:
    """Why no account was made of this row, or what has to be done so that one can be; "" when nothing."""
    if row.dropped:
        return row.dropped
    waits = row.row_class == AccountRowClass.DUPLICATE and not row.decision
    return " ".join(row.problems) if waits or row.row_class == AccountRowClass.ERROR else ""


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: its name, its other cells, whose account it may be, what is to be done."""

    row: AccountRow
    title: str
    meta: str
    accounts: list[User]
    todo: str
    chosen: str

    @property
    def field(self) -> str:
        """The name of its choice in the form."""
        return f"dong_{self.row.number}"


def lines(found: AccountFile, rows: Collection[AccountRow], typed: Mapping[int, str]) -> list[Line]:
    """The rows of a page with the accounts that may be meant: one query.

    `typed` are choices that came back with problems, by row number.
    """
    called = User.objects.in_bulk({key for row in rows for key in row.candidates})
    heads = [fold(head) if isinstance(head, str) else "" for head in found.heads]
    name = fold(ACCOUNTS.column("full_name").head)
    place = heads.index(name) if name in heads else 0
    return [_line(row, place, called, typed) for row in rows]


def _line(row: AccountRow, place: int, called: dict[int, User], typed: Mapping[int, str]) -> Line:
    title = row.cells[place] if place < len(row.cells) else None
    others = [str(cell) for spot, cell in enumerate(row.cells) if spot != place and cell not in (None, "")]
    return Line(
        row=row,
        title=str(title or "(chưa có tên)"),
        meta=" · ".join(others)[:META],
        accounts=[called[key] for key in row.candidates if key in called],
        todo=todo_of(row) or ("" if row.decision else " ".join(row.problems)),
        chosen=typed.get(row.number, row.decision),
    )
