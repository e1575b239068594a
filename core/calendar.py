"""The working-day calendar as the database holds it."""

from datetime import date

from core.models import Holiday
from core.workdays import add_working_days


def due_after(start: date, days: int) -> date:
    """Return the day that is `days` working days after `start`, by the holidays on record."""
    off, made_up = set(), set()
    for day, works in Holiday.objects.filter(day__gt=start).values_list("day", "is_worked"):
        (made_up if works else off).add(day)
    return add_working_days(start, days, off, made_up)
