"""Finds rows by the beginnings of words in a folded column.

Trigrams would miss Lý, Lò, Y Tý: names of one and two letters. PostgreSQL answers from the index of words
that a migration of each such table makes. SQLite, the small way to run, reads the column, but for tables with
a `fts_index` of their own.
"""

from django.db import connections, migrations
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat, Least, StrIndex
from django.db.models.lookups import GreaterThan

from core.text import fold

NEWEST = 2_000  # rows of a list that are looked at first
PAGE = 51  # hits among them that make the list itself the quickest way to a page
WORDS = 8  # of what somebody typed; more would only cost
FEW = 10_000  # hits that are sorted at once; above, walking the list finds a page of them soon


class _BeginWords(Func):
    """`to_tsvector(column) @@ to_tsquery(words)`, written as the index of words is."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = ") @@ to_tsquery('simple'::regconfig, "
    output_field = BooleanField()


def words_of(text: str) -> list[str]:
    """The folded words of a text, as both databases tell them apart."""
    return fold(text).replace("_", " ").split()


def words_index(table: str) -> migrations.RunPython:
    """The operation of a migration that makes the index of words over the folded column of a table."""

    def create(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple'::regconfig, folded))"
            )

    def drop(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {table}_words")

    return migrations.RunPython(create, drop)


def fts_index(table: str) -> migrations.RunPython:
    """The operation that gives SQLite an index of the beginnings of words, kept by triggers.

    A later migration that changes the table makes it anew there, without triggers: it ends with this again.
    """
    name = f"{table}_fts"
    put = f"INSERT INTO {name} (rowid, folded) VALUES (new.id, new.folded);"  # noqa: S608 - a table of ours
    take = f"INSERT INTO {name} ({name}, rowid, folded) VALUES ('delete', old.id, old.folded);"  # noqa: S608

    def create(apps, schema_editor):
        if schema_editor.connection.vendor != "sqlite":
            return
        drop(apps, schema_editor)
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"folded, content='{table}', content_rowid='id', prefix='1 2 3', detail='none')"
        )
        schema_editor.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608
        schema_editor.execute(f"CREATE TRIGGER {name}_i AFTER INSERT ON {table} BEGIN {put} END")
        schema_editor.execute(f"CREATE TRIGGER {name}_d AFTER DELETE ON {table} BEGIN {take} END")
        schema_editor.execute(
            f"CREATE TRIGGER {name}_u AFTER UPDATE OF folded ON {table} BEGIN {take} {put} END"
        )

    def drop(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for letter in "idu":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{letter}")
            schema_editor.execute(f"DROP TABLE IF EXISTS {name}")

    return migrations.RunPython(create, drop)


def begins_in(folded: str, words: list[str]) -> bool:
    """Whether every word begins a word of this folded text."""
    return all(f" {word}" in f" {folded}" for word in words)


def in_list(rows: QuerySet, text: str, *, order: str) -> tuple[QuerySet, bool]:
    """Return what `with_words` returns for a long list that has a `fts_index`, and whether it is long too.

    `order` is the indexed order of the list. A word that fills a page from the newest rows is found by
    walking the list, whatever its length: asked by its index, "Lý" would bring a tenth of the book.
    """
    words = words_of(text)[:WORDS]
    if not words:
        return rows, False
    newest = rows.select_related(None).order_by(order, f"{order[0]}id").values_list("folded", flat=True)
    seen = list(newest[:NEWEST])
    is_long = len(seen) == NEWEST
    if not is_long or sum(begins_in(folded, words) for folded in seen) >= PAGE:
        return rows.filter(_by_reading("folded", words)), is_long
    # What stands in most lines narrows nothing, and its index is the longest to read.
    telling = [word for word in words if sum(begins_in(folded, [word]) for folded in seen) < NEWEST / 2]
    by_index = _by_fts if connections[rows.db].vendor == "sqlite" else _by_gin
    return _few_or_many(rows, by_index(rows, telling or words), _by_reading("folded", words)), False


def with_words(rows: QuerySet, text: str, *, column: str = "folded") -> QuerySet:
    """Return the rows in whose column every word of `text` begins a word; all rows when it holds none."""
    words = words_of(text)[:WORDS]
    if not words:
        return rows
    if connections[rows.db].vendor == "postgresql":
        return _few_or_many(rows, _by_gin(rows, words, column), _by_reading(column, words))
    return rows.filter(_by_reading(column, words))


def _by_reading(column: str, words: list[str]) -> GreaterThan:
    """One comparison for all words: of several PostgreSQL believes that hardly a row meets them all."""
    padded = Concat(Value(" "), F(column), output_field=TextField())
    places = [StrIndex(padded, Value(f" {word}")) for word in words]
    return GreaterThan(places[0] if len(places) == 1 else Least(*places), 0)


def _by_fts(rows: QuerySet, words: list[str]) -> list[int]:
    name = f"{rows.model._meta.db_table}_fts"
    asked = " AND ".join(f'"{word}"*' for word in words)
    with connections[rows.db].cursor() as cursor:
        sql = f"SELECT rowid FROM {name} WHERE {name} MATCH %s LIMIT %s"  # noqa: S608 - a table of ours
        cursor.execute(sql, [asked, FEW + 1])
        return [row[0] for row in cursor.fetchall()]


def _by_gin(rows: QuerySet, words: list[str], column: str = "folded") -> list[int]:
    condition = _BeginWords(F(column), Value(" & ".join(f"'{word}':*" for word in words)))
    found = rows.model._default_manager.filter(condition).values_list("pk", flat=True)
    return list(found[: FEW + 1])


def _few_or_many(rows: QuerySet, hits: list[int], condition: GreaterThan) -> QuerySet:
    """Filter by the hits of an index when they are few, along the order of the list when they are many.

    PostgreSQL cannot guess how rare the beginning of a word is. Left alone it walks the list by date and
    builds a tsvector for each row: 8 seconds at 200,000 rows for a word that stands once.
    """
    return rows.filter(condition, pk__in=hits) if len(hits) <= FEW else rows.filter(condition)
