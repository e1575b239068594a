"""The demo province, quickly: built once per process, later tests get the rows and files of the first."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from accounts.models import User
from core import files
from core.models import StoredFile
from reviews import sealing
from tests.support.nets import APPS

_tables: list[tuple[str, list[str], list[tuple]]] = []  # quoted name, columns, rows
_files: dict = {}  # key in the store: bytes
_keys: dict[Path, bytes] = {}  # private keys of open polls


def fill() -> None:
    """Build the demo on top of the reference data, or put back what was built before."""
    if _tables:
        _put_back()
        return
    before = {table: set(rows) for table, _, rows in _rows()}
    call_command("seed_demo", stdout=StringIO())
    for table, columns, rows in _rows():
        if new := [row for row in rows if row not in before[table]]:
            _tables.append((table, columns, new))
    _files.update({row.key: files.read(row) for row in StoredFile.objects.all()})
    _keys.update({path: path.read_bytes() for path in sealing.folder().glob("*.key")})


def _rows() -> Iterator[tuple[str, list[str], list[tuple]]]:
    """Return the tables of our apps with their rows; what the database computes itself is left out."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model.__module__.split(".")[0] in APPS:
                stored = [field for field in model._meta.concrete_fields if not field.generated]
                columns = [quote(field.column) for field in stored]
                table = quote(model._meta.db_table)
                cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")
                yield table, columns, [tuple(map(_kept, row)) for row in cursor.fetchall()]


def _kept(value):
    """PostgreSQL hands bytes out as a view of its own memory."""
    return bytes(value) if isinstance(value, memoryview) else value


def _put_back() -> None:
    assert not User.objects.exists()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in _tables:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
    for key, data in _files.items():
        files.put(data, key)
    for path, secret in _keys.items():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(secret)
