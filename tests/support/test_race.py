"""`race` really lets people press at once, and leaves no connection behind."""

import pytest
from django.db import connection, transaction

from core.counters import next_number
from core.models import Counter, Holiday
from tests.support.processes import wait_until
from tests.support.race import errors, race, values


@pytest.mark.django_db(transaction=True)
def test_runners_have_connections_of_their_own_and_all_commit():
    def press(index: int) -> int:
        with transaction.atomic():
            next_number("race")
        return id(connection.connection)

    outcomes = race(5, press)
    assert errors(outcomes) == []
    assert len(set(values(outcomes))) == 5
    assert Counter.objects.get(name="race").value == 5


@pytest.mark.django_db(transaction=True)
def test_one_wins_and_the_others_are_told():
    def press(index: int) -> int:
        return Holiday.objects.create(day="2026-09-02", name=str(index), legal_basis="").pk

    outcomes = race(4, press)
    assert errors(outcomes) == ["IntegrityError"] * 3
    assert values(outcomes) == list(Holiday.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_stuck_runner_is_named():
    def wait_forever(index: int) -> None:
        if index == 1:
            gate.wait(10)

    import threading

    gate = threading.Event()
    with pytest.raises(AssertionError, match="race-1"):
        race(2, wait_forever, patience=0.5)
    gate.set()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_connection_is_left():
    def sessions() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            return cursor.fetchone()[0]

    def wait_for_one_only(whose: str) -> None:
        wait_until(lambda: sessions() == 1, patience=15, what=f"the server to see {whose} connections closed")

    wait_for_one_only("the last test's")
    assert max(values(race(20, lambda index: sessions()))) > 1
    wait_for_one_only("the runners'")
