"""Working days, pure. Saturday and Sunday are off, holidays are off, a made-up working day is not.

Source: Bộ luật Lao động 2019, articles 111 and 112; the days themselves are rows (core.models.Holiday).
"""

from collections.abc import Set
from datetime import date, timedelta


def is_working_day(day: date, days_off: Set[date], made_up: Set[date]) -> bool:
    """Return whether offices work on this day."""
    if day in made_up:
        return True
    return day.weekday() < 5 and day not in days_off


def add_working_days(start: date, days: int, days_off: Set[date], made_up: Set[date]) -> date:
    """Return the day that is `days` working days after `start`; `start` itself is not counted.

    Raises ValueError if `days` is negative.
    """
    if days < 0:
        raise ValueError("days must not be negative")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, days_off, made_up)
    return day


def working_days_between(start: date, end: date, days_off: Set[date], made_up: Set[date]) -> int:
    """Return how many working days lie after `start` up to and including `end`; 0 if `end` is not later."""
    span = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=n), days_off, made_up) for n in span)
