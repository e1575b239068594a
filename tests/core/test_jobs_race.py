"""Many workers, one job: one of them does it. Row locks are PostgreSQL's, so are these races."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from core import clock, jobs
from core.models import Job
from tests.core.kinds import effects, queue
from tests.support.race import errors, race, values

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 8


def test_of_two_workers_one_does_the_job():
    """On any database."""
    row = queue()
    outcomes = race(2, lambda index: jobs.work(row.pk, runner=f"w{index}"))
    assert (errors(outcomes), sorted(values(outcomes)), effects()) == ([], [False, True], 1)


@pytest.mark.postgres
@pytest.mark.parametrize("abandoned", [False, True])
def test_of_many_workers_one_claims(abandoned):
    """Faults 7, 10: 15 jobs, each wanted by all workers at once, waiting or left by a dead worker."""
    rows = [queue(str(number)) for number in range(15)]
    if abandoned:
        long_ago = clock.now() - timedelta(hours=1)
        for row in rows:
            jobs.claim(row.pk, runner="dead")
        Job.objects.update(lease_until=long_ago)
    claimed = Job.objects.filter(pk__in=[row.pk for row in rows])

    outcomes = race(WORKERS, lambda index: [jobs.work(row.pk, runner=f"w{index}") for row in rows])
    assert errors(outcomes) == []
    assert [sum(done) for done in zip(*values(outcomes), strict=True)] == [1] * 15
    assert list(claimed.values_list("status", "attempts").distinct()) == [("DONE", 1 + abandoned)]
    assert effects() == 15


@pytest.mark.postgres
def test_of_many_deeds_one_queues_the_job():
    """Faults 11: all schedulers at once make one row, and none of them fails."""

    def queue_once(index):
        with transaction.atomic():
            return jobs.enqueue("tests.count", key="2026-11-23", payload={"by": index}, title="Đếm").pk

    outcomes = race(WORKERS, queue_once)
    assert (errors(outcomes), len(set(values(outcomes))), Job.objects.count()) == ([], 1, 1)


@pytest.mark.postgres
def test_while_a_job_is_being_ended_nobody_takes_it_over():
    """The lease ran out while the result is written: the taker waits, and then finds the job done."""
    row = queue()
    slow = jobs.claim(row.pk, runner="slow")
    Job.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    delivering, go_on = threading.Event(), threading.Event()

    def deliver():
        delivering.set()
        go_on.wait(0.5)
        return jobs._handlers["tests.count"](jobs.Run(slow))()

    def run(index):
        if index == 0:
            return jobs._end_done(slow, deliver)
        delivering.wait(10)
        return jobs.work(row.pk, runner="fast")

    outcomes = race(2, run)
    assert (errors(outcomes), values(outcomes)) == ([], [True, False])
    assert (effects(), Job.objects.get().runner, Job.objects.get().attempts) == (1, "slow", 1)


@pytest.mark.postgres
def test_a_worker_whose_connection_is_cut_leaves_the_job_to_the_next():
    """Faults 12: the server ends the session while the result is written; nothing of it stays."""
    row = queue()

    def cut():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    def run(index):
        claimed = jobs.claim(row.pk, runner="cut")
        deliver = jobs._handlers["tests.count"](jobs.Run(claimed))
        return jobs._end_done(claimed, lambda: (deliver(), cut()))

    assert errors(race(1, run)) == ["OperationalError"]
    assert (effects(), Job.objects.get().status) == (0, "RUNNING")
    Job.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    assert jobs.work(row.pk)
    assert (effects(), Job.objects.get().status, Job.objects.get().attempts) == (1, "DONE", 2)
