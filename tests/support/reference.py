"""The reference data of `load_reference`, quickly: it runs once per process, later tests get its rows."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

_kept: list[tuple[str, list[str], list[tuple]]] = []


def fill() -> None:
    """Put the reference data into the database as it is now, without reference data."""
    if _kept:
        _put_back()
        return
    call_command("load_reference", verbosity=0)
    _kept.extend(_all_rows())


def _all_rows() -> list[tuple[str, list[str], list[tuple]]]:
    """Return (table, columns, rows) of every table of ours that holds rows, in an order that keys allow."""
    tables = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label in {"contenttypes", "auth"} or not model._meta.managed:
                continue
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            rows = cursor.fetchall()
            if rows:
                tables.append((table, [column[0] for column in cursor.description], rows))
    return tables


def _put_back() -> None:
    quote = connection.ops.quote_name
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table, columns, rows in _kept:
            names = ", ".join(quote(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
