"""Flush tables after a test that commits, although append-only triggers refuse it.

Django empties the tables after `transactional_db` and `live_server` tests; the triggers of the audit log
would stop that. So they sleep during the flush, and only then: inside a test they are awake, and the product
has no switch for this. The cache table belongs to no model, so it is emptied here too.
"""

from django.conf import settings
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

_flush = BaseDatabaseOperations.execute_sql_flush


def install() -> None:
    """Put the wrapper in place."""
    BaseDatabaseOperations.execute_sql_flush = _flush_with_triggers_asleep


def remove() -> None:
    """Take the wrapper away again."""
    BaseDatabaseOperations.execute_sql_flush = _flush


def _flush_with_triggers_asleep(self, sql_list: list[str]) -> None:
    alias = self.connection.alias
    with transaction.atomic(using=alias), self.connection.cursor() as cursor:
        sql_list = [*_cache_statements(self.connection, cursor), *sql_list]
        if self.connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            _flush(self, sql_list)
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        _flush(self, sql_list)
        for _, sql in triggers:
            cursor.execute(sql)


def _cache_statements(connection, cursor) -> list[str]:
    tables = set(connection.introspection.table_names(cursor))
    locations = {cache.get("LOCATION") for cache in settings.CACHES.values()}
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables & locations)]
