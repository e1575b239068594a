"""A real Celery worker on a real Redis does what this process queues."""

import pytest

from core import jobs
from core.models import Job
from tests.support.processes import wait_until

pytestmark = pytest.mark.redis


def test_the_worker_is_woken_by_the_queue(celery_worker):
    row = jobs.enqueue("core.sweep_files", key="a day", payload={}, title="Dọn tệp sót")
    wait_until(lambda: Job.objects.get(pk=row.pk).is_finished, what="the job")

    row.refresh_from_db()
    assert (row.status, row.runner, row.attempts) == (Job.Status.DONE, jobs.CELERY, 1)


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_the_row_waits():
    row = jobs.enqueue("core.sweep_files", key="a day", payload={}, title="Dọn tệp sót")
    assert Job.objects.get(pk=row.pk).status == Job.Status.WAITING
