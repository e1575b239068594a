"""Stories are told in order of time; the dates of the demo hold on every day of the year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock
from laocai_thidua.demo.diary import Days, at, play

EIGHT = datetime(2026, 11, 23, 1, tzinfo=UTC)


def hours(*offsets):
    """Moments so many hours after eight in the morning."""
    return [EIGHT + timedelta(hours=offset) for offset in offsets]


def story(told: list, name: str, *offsets):
    """Tells its name and the hour at each of its moments."""
    for moment in hours(*offsets):
        yield moment
        told.append((name, clock.now()))


def test_stories_go_on_side_by_side_in_order_of_time():
    told = []
    play([story(told, "a", 0, 3, 3), story(told, "b", 1, 3), story(told, "empty")])
    assert told == list(zip("abaab", hours(0, 1, 3, 3, 3), strict=True))


def test_a_story_that_goes_back_is_refused():
    told = []
    with pytest.raises(ValueError, match="goes back"):
        play([story(told, "a", 2, 1)])
    assert told == [("a", hours(2)[0])]


def test_a_time_of_day_is_that_of_the_province():
    assert at(date(2026, 11, 23), 8) == EIGHT


@pytest.mark.django_db
def test_dates_hold_on_every_day_of_two_years(reference):
    for number in range(0, 731, 3):
        today = date(2026, 9, 1) + timedelta(days=number)
        days = Days(today)
        first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        last = first - timedelta(days=1)
        assert date(last.year, last.month, 1) <= days.signed <= date(last.year, last.month, 8)
        assert days.begins < days.before(days.session, 53) < days.session < days.signed < today
        assert days.year <= today.year
        assert days.office(1) < today <= days.after(today, 1) - timedelta(days=1)
    assert [Days(date(2026, 11, 24)).office(ago) for ago in (0, 1, 2)] == [
        date(2026, 11, 24),
        date(2026, 11, 23),
        date(2026, 11, 20),
    ]
