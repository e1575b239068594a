"""Tests that commit leave an empty database behind, and the append-only triggers awake."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from core.models import AuditEvent, Holiday
from tests.support import flush

MOMENT = "2026-11-23T03:00:00Z"
DAY = {"name": "Quốc khánh", "legal_basis": "Bộ luật Lao động"}


def write_event() -> AuditEvent:
    values = {"name": "core.tried", "at": MOMENT, "actor_name": "Hệ thống"}
    return AuditEvent.objects.create(object_type="core.job", object_id=1, **values)


def refuses(statement: str) -> bool:
    """Tell whether the append-only trigger stops the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_the_flush_empties_the_log_and_wakes_the_triggers(attempt):
    assert AuditEvent.objects.count() == 0
    write_event()
    Holiday.objects.create(day="2026-09-02", **DAY)
    assert refuses("DELETE FROM core_auditevent")

    call_command("flush", interactive=False, verbosity=0)
    assert (AuditEvent.objects.count(), Holiday.objects.count()) == (0, 0)

    write_event()
    assert refuses("DELETE FROM core_auditevent")
    assert refuses("UPDATE core_auditevent SET name = 'x'")


@pytest.mark.django_db(transaction=True)
def test_without_the_wrapper_the_triggers_refuse_the_flush():
    write_event()
    flush.remove()
    try:
        with pytest.raises(Exception, match=r"flush|append-only"):
            call_command("flush", interactive=False, verbosity=0)
    finally:
        flush.install()
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_the_cache_starts_empty(attempt):
    assert cache.get("tries") is None
    cache.set("tries", 5)
    assert cache.get("tries") == 5
