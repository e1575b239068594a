"""Triggers that a test puts into its database: the database refuses or dawdles, our code is unchanged."""

from contextlib import contextmanager

from django.db import connection

NAME = "tests_trigger"


@contextmanager
def _trigger(when: str, table: str, *, postgresql: str, sqlite: str):
    """While the block runs, each such change of the table does this first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            body = f"BEGIN {postgresql} RETURN NEW; END"
            cursor.execute(f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$", None)
            cursor.execute(
                f"CREATE TRIGGER {NAME} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {NAME}()"
            )
        else:
            cursor.execute(f"CREATE TRIGGER {NAME} BEFORE {when} ON {table} BEGIN {sqlite} END")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION {NAME} CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER {NAME}")


def refusing_inserts(table: str):
    """No row can be added to the table."""
    return _trigger(
        "INSERT",
        table,
        postgresql="RAISE EXCEPTION 'the table takes nothing';",
        sqlite="SELECT RAISE(ABORT, 'the table takes nothing');",
    )


def dawdling_inserts(table: str):
    """Adding a row to the table takes some seconds."""
    return _trigger(
        "INSERT",
        table,
        postgresql="PERFORM pg_sleep(3);",
        sqlite=(
            "SELECT count(*) FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
            "WHERE x < 60000000) SELECT x FROM n);"
        ),
    )
