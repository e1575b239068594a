"""Jobs that are queued of themselves: once in each part of the day."""

from datetime import datetime

import pytest

from core import clock, jobs
from core.models import Job


@pytest.fixture
def _timetable():
    handlers, timetable = dict(jobs._handlers), dict(jobs._timetable)
    jobs._timetable.clear()
    yield
    for there, before in ((jobs._handlers, handlers), (jobs._timetable, timetable)):
        there.clear()
        there.update(before)


@pytest.mark.usefixtures("_timetable")
@pytest.mark.parametrize(
    ("hours", "keys"),
    [
        (1, ["2026-11-24/0", "2026-11-24/5", "2026-11-24/6", "2026-11-24/23", "2026-11-25/0"]),
        (6, ["2026-11-24/0", "2026-11-24/1", "2026-11-24/3", "2026-11-25/0"]),
        (24, ["2026-11-24/0", "2026-11-25/0"]),
    ],
)
def test_one_job_for_each_part_of_the_day(db, hours, keys):
    ran = []
    jobs.periodic("test.periodic", hours=hours, title="Việc định kỳ")(lambda run: ran.append(run.job_id))
    for moment in ("24T00:00", "24T05:59", "24T06:00", "24T06:01", "24T23:59", "25T00:00"):
        with clock.at(datetime.fromisoformat(f"2026-11-{moment}:00+07:00")):
            jobs.queue_periodic()
            jobs.queue_periodic()
    found = Job.objects.filter(kind="test.periodic").order_by("pk")
    assert [job.key for job in found] == keys
    assert {job.title for job in found} == {"Việc định kỳ"}
    with clock.at(datetime.fromisoformat("2026-11-25T00:00:01+07:00")):
        assert all(jobs.work(job.pk) for job in found)
    assert ran == [job.pk for job in found]


@pytest.mark.parametrize("hours", [0, 5, 25, 48])
def test_hours_must_divide_a_day(hours):
    with pytest.raises(ValueError, match="divide"):
        jobs.periodic("test.odd", hours=hours, title="x")
