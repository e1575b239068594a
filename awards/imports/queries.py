"""Files from Excel for their pages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from awards.imports import checking, registers, writing
from awards.models import Import, ImportRow, RowClass, RowDecision
from core.models import Job
from core.text import fold
from units.models import Person

PAGE = 50
META = 240  # signs of the other cells beside the name


@dataclass(frozen=True)
class Outlook:
    """What would happen if the file were written now."""

    new: int
    decided: int
    undecided: int
    will_write: int

    @property
    def left_out(self) -> int:
        """Duplicates on which somebody decided, and of which nothing is written."""
        return self.new + self.decided - self.will_write


def for_list(imports: QuerySet[Import]) -> QuerySet[Import]:
    """Add what a line of the list shows."""
    return imports.select_related("file", "uploaded_by")


def for_page(imports: QuerySet[Import]) -> QuerySet[Import]:
    """Add what the page of a file shows."""
    return imports.select_related("file", "uploaded_by", "unit", "accepted_as__user")


def outlook(found: Import) -> Outlook:
    """Count what would be written: one query."""
    kinds = dict(
        found.rows.filter(row_class=RowClass.DUPLICATE)
        .order_by()
        .values_list("decision")
        .annotate(Count("pk"))
    )
    new = found.counts.get(RowClass.NEW, 0)
    written = sum(kinds.get(decision, 0) for decision in writing.WRITTEN_IF[found.kind])
    decided = sum(number for decision, number in kinds.items() if decision)
    return Outlook(new, decided, kinds.get("", 0), new + written)


def job_of(found: Import) -> Job | None:
    """The job on a file that one sees, whoever asked for it: all who handle it must know its end."""
    return Job.objects.filter(kind=found.job_kind, key=str(found.pk)).first()


def candidates_of(found: Import, rows: Collection[ImportRow]) -> dict[int, Person]:
    """The people whom the rows of a page may speak of: one query."""
    keys = {key for row in rows for key in row.candidates}
    if not keys:
        return {}
    people = registers.people_in_scope(found).filter(pk__in=keys).select_related("unit")
    found_people = {}
    for person in people:
        person.choice = str(person.pk)
        found_people[person.pk] = person
    return found_people


def rows_with_todo(found: Import) -> Iterator[tuple[list, str]]:
    """The rows as they came, each with what is to be done, if anything."""
    for row in found.rows.order_by("number").iterator(chunk_size=1_000):
        yield row.cells, todo_of(found, row)


def todo_of(found: Import, row: ImportRow) -> str:
    """Why this row was not written, or what has to be done so that it can be; "" when nothing."""
    if row.dropped:
        return row.dropped
    if row.row_class == RowClass.ERROR or (row.row_class == RowClass.DUPLICATE and not row.decision):
        return " ".join(row.problems)
    if row.decision == RowDecision.OTHER and RowDecision.OTHER not in writing.WRITTEN_IF[found.kind]:
        return checking.NO_PERSON
    return ""


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: its name, its other cells, whom it may speak of, what is to be done.

    `chosen` is the choice that stands or that came back: the key of a person, OTHER or "".
    """

    row: ImportRow
    title: str
    meta: str
    people: list[Person]
    todo: str
    chosen: str

    @property
    def field(self) -> str:
        """The name of its choice in the form."""
        return f"dong_{self.row.number}"


def lines(found: Import, rows: Collection[ImportRow], typed: Mapping[int, str]) -> list[Line]:
    """The rows of a page with the people whom they may speak of: one query.

    `typed` are choices that came back with problems, by row number.
    """
    called = candidates_of(found, rows)
    heads = [fold(head) if isinstance(head, str) else "" for head in found.heads]
    name = fold(found.sort.column("full_name").head)
    place = heads.index(name) if name in heads else 0
    return [_line(found, row, place, called, typed) for row in rows]


def _line(found: Import, row: ImportRow, place: int, called: dict[int, Person], typed) -> Line:
    title = row.cells[place] if place < len(row.cells) else None
    others = [str(cell) for spot, cell in enumerate(row.cells) if spot != place and cell not in (None, "")]
    people = [called[key] for key in row.candidates if key in called]
    todo = todo_of(found, row) or ("" if row.decision else " ".join(row.problems))
    chosen = typed.get(row.number, str(row.person_id) if row.person_id else row.decision)
    return Line(row, str(title or "(chưa có tên)"), " · ".join(others)[:META], people, todo, chosen)
