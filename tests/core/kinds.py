"""Job kinds that only tests know: what a handler does stands in the payload of its job."""

from django.db import transaction

from core import audit, jobs
from core.counters import next_number
from core.models import Counter, Job

DONE_TWICE = "tests.deed_followed_twice"
BADLY_TITLED = "tests.deed_with_bad_title"


@audit.on(DONE_TWICE, kind="tests.first_follower", title="Việc thứ nhất của {object}")
def first_follower(run):
    """Follows the event."""


@audit.on(DONE_TWICE, kind="tests.second_follower", title="Việc thứ hai")
def second_follower(run):
    """Follows the same event."""


@audit.on(BADLY_TITLED, kind="tests.never_queued", title="{object.no_such_field}")
def never_queued(run):
    """Its title cannot be made, so its event cannot be written."""


@jobs.job("tests.count")
def count(run):
    """Count an effect when delivered; before that do what the payload says."""
    steps = run.payload.get("steps", [])
    for number, note in enumerate(steps, start=1):
        run.progress(number, len(steps), note)
    fault = run.payload.get("fault")
    if fault and run.payload.get("faults", 99) >= _attempts(run):
        raise FAULTS[fault]("hỏng")

    def deliver():
        next_number("tests.effects")
        if fault := run.payload.get("fault_at_delivery"):
            raise FAULTS[fault]("hỏng lúc giao")
        return jobs.Result(url=f"/ket-qua/{run.job_id}/", label="Mở kết quả")

    return deliver


FAULTS = {"OSError": OSError, "JobFailed": jobs.JobFailed, "ValueError": ValueError}


def _attempts(run) -> int:
    return Job.objects.get(pk=run.job_id).attempts


def effects() -> int:
    """How often `count` was delivered, all jobs together."""
    return Counter.objects.filter(name="tests.effects").values_list("value", flat=True).first() or 0


def queue(key: str = "1", **payload) -> Job:
    """Queue a `tests.count` job."""
    with transaction.atomic():
        return jobs.enqueue("tests.count", key=key, payload=payload, title="Đếm")
