"""Jobs with a broker, and without the one that should be there (faults 9, 10)."""

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest

from core import clock, files, jobs
from core.models import AuditEvent, Job
from core.tasks import tick
from reports import reference
from reports.models import Paper
from tests.factories.nominations import make_accepted, make_stage
from tests.support import broker, processes

PATIENCE = 15.0  # seconds that a deed may take although the broker is away


@pytest.fixture
def stage(transactional_db):
    reference.load()
    day = timedelta(days=1)
    return make_stage(opens_at=clock.now() - day, closes_at=clock.now() + day)


@contextmanager
def no_broker(settings):
    """The settings name a Redis, but nobody listens there."""
    from laocai_thidua.celery import app

    settings.REDIS_URL = f"redis://127.0.0.1:{processes.free_port()}/0"
    broker.use_broker(app, settings.REDIS_URL)
    try:
        yield
    finally:
        broker.use_broker(app, "")
        settings.REDIS_URL = ""


def accept(stage) -> Job:
    event = make_accepted(stage.editor, stage.officer, stage.round)
    return Job.objects.get(key=f"event:{event.pk}")


def issued() -> list[tuple]:
    """(state, size of the file) of each paper."""
    papers = Paper.objects.select_related("file").order_by("id")
    return [(paper.state, len(files.read(paper.file)) > 10_000) for paper in papers]


def events() -> int:
    return AuditEvent.objects.filter(name="reports.paper_issued").count()


def test_with_redis_down_dossiers_are_sent_and_received_and_the_work_waits(stage, settings):
    """Faults 9."""
    with no_broker(settings):
        start = time.monotonic()
        row = accept(stage)  # made, filled, sent, received: four deeds, one of which wakes a worker
        assert time.monotonic() - start < PATIENCE
        assert (row.status, row.attempts, issued()) == ("WAITING", 0, [])
        tick()
        ticked = Job.objects.exclude(pk=row.pk).order_by("pk")
        assert {job.kind for job in ticked} == {"core.sweep_files", "reports.due", "units.reorganise_due"}
        assert jobs.free_ids() == [row.pk, *(job.pk for job in ticked)]
    assert jobs.work(row.pk)
    assert (issued(), events()) == ([("ISSUED", True)], 1)


@pytest.mark.redis
def test_a_celery_worker_makes_the_receipt(stage, celery_worker):
    """Woken by the deed itself, after its commit."""
    row = accept(stage)
    processes.wait_until(lambda: Job.objects.get(pk=row.pk).is_finished, what="the receipt")
    row.refresh_from_db()
    assert (row.status, row.runner, row.attempts, row.error) == ("DONE", jobs.CELERY, 1, "")
    assert (issued(), events()) == ([("ISSUED", True)], 1)


@pytest.mark.redis
def test_when_redis_is_back_every_job_runs_once(stage, celery_worker, redis_url, settings):
    """Faults 10: queued without a broker; the next minute tick wakes them, twice over, to one effect each."""
    from laocai_thidua.celery import app

    with no_broker(settings):
        rows = [accept(stage) for _ in range(3)]
        assert {Job.objects.get(pk=row.pk).status for row in rows} == {"WAITING"}
    settings.REDIS_URL = redis_url
    broker.use_broker(app, redis_url)
    tick()
    tick()
    processes.wait_until(lambda: not Job.objects.exclude(status="DONE").exists(), what="all jobs")
    assert list(Job.objects.values_list("attempts", "runner").distinct()) == [(1, jobs.CELERY)]
    assert (issued(), events()) == ([("ISSUED", True)] * 3, 3)


@pytest.mark.redis
def test_a_job_that_is_woken_many_times_is_done_once(stage, celery_worker):
    """Repeated deliveries change nothing."""
    row = accept(stage)
    for _ in range(5):
        jobs.wake(row.pk)
    last = jobs.enqueue("core.sweep_files", key="last", payload={}, title="Dọn tệp sót")
    processes.wait_until(lambda: Job.objects.get(pk=last.pk).is_finished, what="the last in the queue")
    row.refresh_from_db()
    assert (row.status, row.attempts, issued(), events()) == ("DONE", 1, [("ISSUED", True)], 1)
