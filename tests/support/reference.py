"""The reference data of `load_reference`, quickly: it runs once per process, later tests get its rows."""

from collections.abc import Iterator
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from tests.support.nets import APPS

Table = tuple[str, list[str], list[tuple]]  # quoted name, columns, rows
_kept: list[Table] = []


def fill() -> None:
    """Load the reference data. If these tables already hold rows, the command itself does it."""
    if _kept and _are_empty([table for table, _, _ in _kept]):
        _put_back()
        return
    before = {table: set(rows) for table, _, rows in _tables()}
    call_command("load_reference", verbosity=0, stdout=StringIO())
    if not _kept:
        for table, columns, rows in _tables():
            if new := [row for row in rows if row not in before.get(table, ())]:
                _kept.append((table, columns, new))


def _tables() -> Iterator[Table]:
    """Return the tables of our apps with what they hold, in an order that keys allow."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model.__module__.split(".")[0] in APPS:
                cursor.execute(f"SELECT * FROM {quote(model._meta.db_table)} ORDER BY 1")
                rows = cursor.fetchall()
                yield quote(model._meta.db_table), [column[0] for column in cursor.description], rows


def _are_empty(tables: list[str]) -> bool:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return False
    return True


def _put_back() -> None:
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in _kept:
            names = ", ".join(quote(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
