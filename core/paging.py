"""Paging by key: a page deep inside 1,000,000 rows costs what the first page costs.

No OFFSET and no full count: pages go by (sort column, id), and rows are counted up to 10,000.
"""

from dataclasses import dataclass

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import Http404

COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class Page:
    """Rows of one page, the cursors of its neighbours ("" where there is none) and how many there are."""

    rows: list
    next_cursor: str
    previous_cursor: str
    total: int
    total_text: str


def page_by_key(
    queryset: QuerySet, *, order: str, cursor: str = "", size: int = 50, many: bool = False
) -> Page:
    """Return the page of `queryset` that the cursor names, sorted by `order` and then by id.

    `order` is an indexed column that is never null, with "-" for descending. A damaged cursor is a 404.
    `many` says that counting would cost: then "more than one page" is all that is told.
    """
    column, descending = order.removeprefix("-"), order.startswith("-")
    backward, after = _read(cursor, queryset.model, column)
    falling = descending != backward
    sign = "-" if falling else ""
    rows = queryset.order_by(f"{sign}{column}", f"{sign}id")
    if after:
        rows = rows.filter(_beyond(column, *after, falling=falling))
    rows = list(rows[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    has_next, has_previous = (bool(after), more) if backward else (more, bool(after))
    if many:
        total, total_text = _uncounted(len(rows), size, is_one_page=not has_next and not has_previous)
    else:
        total = queryset.order_by().values("pk")[: COUNT_LIMIT + 1].count()
        total_text = _total_text(total)
    return Page(
        rows=rows,
        next_cursor=_write(rows[-1], column, backward=False) if rows and has_next else "",
        previous_cursor=_write(rows[0], column, backward=True) if rows and has_previous else "",
        total=total,
        total_text=total_text,
    )


def _beyond(column: str, value, pk: int, *, falling: bool) -> Q:
    """Rows after (value, pk). The first condition lets an index range be used, the second is exact."""
    way = "lt" if falling else "gt"
    return Q(**{f"{column}__{way}e": value}) & (Q(**{f"{column}__{way}": value}) | Q(**{f"id__{way}": pk}))


def _write(row: Model, column: str, *, backward: bool) -> str:
    value = row._meta.get_field(column).value_to_string(row)
    return signing.dumps([backward, value, row.pk], salt=_salt(row, column))


def _read(cursor: str, model: type[Model], column: str):
    """Take only cursors that `_write` made for this list: no other value can reach the database."""
    if not cursor:
        return False, None
    try:
        backward, value, pk = signing.loads(cursor, salt=_salt(model, column))
    except signing.BadSignature:
        raise Http404 from None
    return backward, (model._meta.get_field(column).to_python(value), pk)


def _salt(model: Model | type[Model], column: str) -> str:
    return f"core.paging {model._meta.label} {column}"


def _uncounted(shown: int, size: int, *, is_one_page: bool) -> tuple[int, str]:
    """A list that is one page is counted by it; of a longer one no more is told than was read."""
    return (shown, _total_text(shown)) if is_one_page else (size + 1, f"hơn {size} kết quả")


def _total_text(total: int) -> str:
    if total > COUNT_LIMIT:
        return "hơn 10.000 kết quả"
    return f"{total:,} kết quả".replace(",", ".")
