"""Finds rows by the beginnings of words in a folded column.

Trigrams would miss Lý, Lò, Y Tý: names of one and two letters. PostgreSQL answers from the index of words
that a migration of each such table makes; SQLite, the small way to run, reads the column.
"""

from django.db import connections, migrations
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from core.text import fold

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


def with_words(rows: QuerySet, text: str, *, column: str = "folded") -> QuerySet:
    """Return the rows in whose column every word of `text` begins a word; all rows when it holds none."""
    words = words_of(text)[:WORDS]
    if not words:
        return rows
    if connections[rows.db].vendor == "postgresql":
        return _by_index(rows, _BeginWords(F(column), Value(" & ".join(f"'{word}':*" for word in words))))
    padded = Concat(Value(" "), F(column), output_field=TextField())
    condition = Q()
    for word in words:
        condition &= Q(Contains(padded, f" {word}"))
    return rows.filter(condition)


def _by_index(rows: QuerySet, condition: _BeginWords) -> QuerySet:
    """Filter by the index of words when there are few hits, along the order of the list when there are many.

    PostgreSQL cannot guess how rare the beginning of a word is. Left alone it walks the list by date and
    builds a tsvector for each row: 8 seconds at 200,000 rows for a word that stands once.
    """
    hits = list(rows.model._default_manager.filter(condition).values_list("pk", flat=True)[: FEW + 1])
    return rows.filter(pk__in=hits) if len(hits) <= FEW else rows.filter(condition)
