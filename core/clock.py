"""What time it is: the database says, so that all processes agree and a wrong client clock rules nothing."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)
_SECONDS = "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"


def now() -> datetime:
    """Return the time of the database's clock, aware, in UTC.

    Inside a transaction it moves on (`clock_timestamp()`, not the start of the transaction), so a deadline
    is judged after the row lock was waited for.
    """
    if (fixed := _moment.get()) is not None:
        return fixed
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)
        cursor.execute(_SECONDS)
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def local(moment: datetime) -> datetime:
    """Return the moment in the province's time zone."""
    return timezone.localtime(moment)


def last_day(closes_at: datetime) -> date:
    """Return the last day of a half-open window: what closes at midnight is still open the day before."""
    return local(closes_at - timedelta(microseconds=1)).date()


def today() -> date:
    """Return the day in the province's time zone."""
    return local(now()).date()


@contextmanager
def at(moment: datetime):
    """Set the clock inside a block, for the demo province and for tests; RuntimeError in production."""
    if settings.PRODUCTION:
        raise RuntimeError("The clock is not set in production.")
    if moment.tzinfo is None:
        raise ValueError("The moment needs a time zone.")
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
