"""The demo province, quickly: built once for all processes of a run, later tests get those rows and files."""

import fcntl
import os
import pickle
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

Table = tuple[str, list[str], list[tuple]]  # quoted name, columns, rows
# Reference and demo rows, files by their key in the store, private keys of open polls by file name.
Built = tuple[list[Table], dict[str, bytes], dict[str, bytes]]


def fill() -> None:
    """Build the demo on top of the reference data, or put back what this run built before."""
    kept = Path(os.environ["TEST_DATA_ROOT"]) / "demo.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            call_command("seed_demo", stdout=StringIO())
            kept.write_bytes(pickle.dumps(_built()))
        else:
            _put_back(*pickle.loads(kept.read_bytes()))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum would: inside one transaction PostgreSQL knows no sizes


def _built() -> Built:
    stored = {row.key: files.read(row) for row in StoredFile.objects.all()}
    return list(_rows()), stored, {path.name: path.read_bytes() for path in sealing.folder().glob("*.key")}


def _rows() -> Iterator[Table]:
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


def _put_back(tables: list[Table], stored: dict[str, bytes], keys: dict[str, bytes]) -> None:
    assert not User.objects.exists()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, _, _ in reversed(tables):
            cursor.execute(f"DELETE FROM {table}")  # the same reference data, under keys of this process
        for table, columns, rows in tables:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
    for key, data in stored.items():
        files.put(data, key)
    for name, secret in keys.items():
        sealing.folder().mkdir(mode=0o700, exist_ok=True)
        (sealing.folder() / name).write_bytes(secret)
