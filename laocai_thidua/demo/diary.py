"""When things happen in the demo province: dates relative to today, and stories told in order of time.

A story is a generator: it yields the moment of its next step and does the step when it is resumed, with the
clock set to that moment. Many stories go on side by side, so that the log of deeds, receipt numbers and
codes come in the order of their dates.
"""

import heapq
from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import clock
from core.models import Holiday
from core.workdays import is_working_day

Story = Generator[datetime, None, object]


def play(stories: Iterable[Story]) -> None:
    """Tell the stories to their ends, always the step that comes next in time."""
    waiting: list[tuple[datetime, int, Story]] = []
    for place, story in enumerate(stories):
        _wait(waiting, story, place, None)
    while waiting:
        moment, place, story = heapq.heappop(waiting)
        with clock.at(moment):
            _wait(waiting, story, place, moment)


def _wait(waiting: list, story: Story, place: int, now: datetime | None) -> None:
    moment = next(story, None)
    if moment is None:
        return
    if now is not None and moment < now:
        raise ValueError(f"Story {place} goes back from {now} to {moment}.")
    heapq.heappush(waiting, (moment, place, story))


class Days:
    """The days of the demo, counted from today; nothing in it happens on a Sunday or a holiday."""

    def __init__(self, today: date):
        self.today = today
        rows = Holiday.objects.values_list("day", "is_worked")
        self._off = {day for day, is_worked in rows if not is_worked}
        self._made_up = {day for day, is_worked in rows if is_worked}

    def office(self, days_ago: int) -> date:
        """Return the day that is so many working days before today."""
        return self.before(self.today, days_ago)

    def before(self, day: date, count: int) -> date:
        """Return the day that is so many working days before `day`."""
        while count:
            day -= timedelta(days=1)
            count -= self._is_worked(day)
        return day

    def after(self, day: date, count: int) -> date:
        """Return the day that is so many working days after `day`."""
        while count:
            day += timedelta(days=1)
            count -= self._is_worked(day)
        return day

    def on_or_before(self, day: date) -> date:
        """Return `day`, or the last working day before it."""
        while not self._is_worked(day):
            day -= timedelta(days=1)
        return day

    def _is_worked(self, day: date) -> bool:
        return is_working_day(day, self._off, self._made_up)

    @property
    def begins(self) -> date:
        """The day on which everybody gets the account; the units are those of the merger of July 2025."""
        return max(date(self.today.year - 2, 7, 15), date(2025, 7, 15))

    @property
    def year(self) -> int:
        """The year whose achievements are summed up now: the present one from July on."""
        return self.today.year if self.today.month >= 7 else self.today.year - 1

    @property
    def signed(self) -> date:
        """When the decisions of the previous calendar quarter were signed: early in its last month."""
        first = date(self.today.year, (self.today.month - 1) // 3 * 3 + 1, 1)
        return self.on_or_before((first - timedelta(days=1)).replace(day=8))

    @property
    def session(self) -> date:
        """When the council held the session behind those decisions."""
        return self.before(self.signed, 10)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the time of day in the province."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
