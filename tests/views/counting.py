"""What a page asks of the database: statements that read or write rows, and how many rows it fetched.

BEGIN, COMMIT and SAVEPOINT are not counted, nor is the question what time it is: none of them touches a row.
"""

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

_WITHOUT_ROWS = re.compile(
    r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT (clock_timestamp\(\)|strftime\(.*'now'\))$)", re.I
)


@dataclass
class Asked:
    """The statements of one request, as (SQL, parameters), in their order."""

    statements: list[tuple[str, tuple]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    @property
    def twice(self) -> list[str]:
        """Statements that were sent more than once with the same parameters."""
        counts = Counter((sql, repr(params)) for sql, params in self.statements)
        return [sql for (sql, _), times in counts.items() if times > 1]

    def of(self, table: str) -> list[tuple[str, tuple]]:
        """Return the SELECTs that read first of all from this table."""
        start = re.compile(rf'^SELECT .*? FROM "{table}"', re.S)
        return [(sql, params) for sql, params in self.statements if start.match(sql)]

    def rows_fetched(self) -> int:
        """Send the SELECTs again and count what they bring."""
        total = 0
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                if sql.startswith("SELECT"):
                    cursor.execute(sql, params)
                    total += len(cursor.fetchall())
        return total


@contextmanager
def asked():
    """Collect the statements sent inside the block."""
    found = Asked()

    def listen(execute, sql, params, many, context):
        if not _WITHOUT_ROWS.match(sql):
            found.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield found


def plan(sql: str, params) -> str:
    """Return how the database would answer this SELECT."""
    word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{word} {sql}", params)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def as_if_long() -> None:
    """Have tables taken for too long to be sorted: PostgreSQL reads a short one, or a short rest, whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def plan_of_many(sql: str, params) -> str:
    """The same as `plan` for a table too long to be sorted."""
    as_if_long()
    return plan(sql, params)
