"""The database says what time it is."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from core import clock

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 3, 42, 5, 250_000, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_time_is_the_databases_not_the_programs():
    """Faults 5: a wrong clock of the program rules nothing."""
    before = clock.now()
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert before <= clock.now() < before + 60 * SECOND
    assert clock.now().tzinfo == UTC


def test_the_time_moves_on_inside_a_transaction():
    with transaction.atomic():
        first = clock.now()
        time.sleep(0.02)
        assert first < clock.now() < first + 60 * SECOND


def test_the_time_has_parts_of_a_second():
    moments = set()
    for _ in range(5):
        moments.add(clock.now())
        time.sleep(0.003)
    assert len(moments) == 5


def test_the_clock_is_set_inside_a_block_only():
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        with clock.at(MOMENT + SECOND):
            assert clock.now() == MOMENT + SECOND
        assert clock.now() == MOMENT
    assert clock.now() != MOMENT


def test_the_clock_is_put_right_after_a_failure():
    with pytest.raises(ZeroDivisionError), clock.at(MOMENT):
        1 / 0  # noqa: B018
    assert clock.now() != MOMENT


@pytest.mark.parametrize("production", [False, True])
def test_production_refuses_to_set_the_clock(settings, production):
    settings.PRODUCTION = production
    if not production:
        with clock.at(MOMENT):
            assert clock.now() == MOMENT
        return
    with pytest.raises(RuntimeError, match="production"), clock.at(MOMENT):
        pass
    assert clock.now() != MOMENT


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.at(MOMENT.replace(tzinfo=None)):
        pass


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_days_are_cut_in_the_provinces_zone(moment, day):
    """Faults 38: 31 December 23:59 +07 is another year than in UTC one minute later."""
    with clock.at(moment):
        assert (clock.today(), clock.local(clock.now()).year) == (day, day.year)


@pytest.mark.postgres
def test_on_postgresql_the_server_agrees():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        server = cursor.fetchone()[0]
    assert abs(clock.now() - server) < SECOND
