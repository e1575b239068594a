"""Jobs: claim, work, lease.

`claim` is one conditional UPDATE; the work itself runs outside any transaction and renews its lease; the
end is one short transaction that first checks that the lease is still its own. Whoever dies in between
loses nothing: after the lease the row is free again, and a second run makes the same file under the same key.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from kombu.exceptions import OperationalError as BrokerError

from core import clock
from core.models import Job

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
RENEW_EVERY = 10.0  # seconds
MAX_ATTEMPTS = 5
EMBEDDED, CELERY = "embedded", "celery"

Deliver = Callable[[], "Result | None"]
_handlers: dict[str, Callable[["Run"], Deliver | None]] = {}
_timetable: dict[str, tuple[int, str]] = {}


class JobFailed(Exception):
    """The work cannot be done and another try would not help; the message is shown (Vietnamese)."""


class LeaseLost(Exception):
    """Another worker has taken the job over; this one stops without a trace."""


@dataclass(frozen=True)
class Result:
    """Where the outcome of a job is found."""

    url: str = ""
    label: str = ""


class Run:
    """One attempt at a job, as its handler sees it."""

    def __init__(self, row: Job):
        self._row = row
        self.job_id = row.pk
        self.payload = row.payload
        self.file_key = row.file_key

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Save how far the work is and renew the lease; raises LeaseLost when the job was taken over."""
        _renew(self._row, progress=done, total=total, note=note)


def job(kind: str):
    """Register the decorated `handler(run)` under this name.

    It runs outside any transaction and may return a callable, which runs inside the transaction that ends
    the job and may return a Result.
    """

    def register(handler):
        if kind in _handlers:
            raise ValueError(f"Job kind {kind} is registered twice.")
        _handlers[kind] = handler
        return handler

    return register


def periodic(kind: str, *, hours: int, title: str):
    """Register the decorated `handler(run)` as a job that is queued once in so many hours, of itself."""
    if not 1 <= hours <= 24 or 24 % hours:
        raise ValueError(f"{hours} hours do not divide a day.")

    def register(handler):
        job(kind)(handler)
        _timetable[kind] = (hours, title)
        return handler

    return register


def queue_periodic() -> None:
    """Queue what is due by the clock; the key is day and part of the day, so two schedulers make one job."""
    now = clock.local(clock.now())
    for kind, (hours, title) in _timetable.items():
        enqueue(kind, key=f"{now.date()}/{now.hour // hours}", payload={}, title=title)


def enqueue(kind: str, *, key: str, payload: dict, title: str, owner_id: int | None = None) -> Job:
    """Write the job row, once per kind and key, and wake a worker after the commit."""
    now = clock.now()
    row, created = Job.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "payload": payload,
            "title": title,
            "owner_id": owner_id,
            "created_at": now,
            "run_after": now,
        },
    )
    if created:
        transaction.on_commit(lambda: wake(row.pk))
    return row


def wake(job_id: int) -> None:
    """Tell the broker of a waiting job. Without a broker, or with it down, the row simply waits."""
    if not settings.REDIS_URL:
        return
    from core.tasks import wake as task

    try:
        task.delay(job_id)
    except (BrokerError, OSError) as error:
        logger.warning("broker out of reach, job %s waits in the database: %s", job_id, error)


def _free(now: datetime) -> Q:
    waiting = Q(status=Job.Status.WAITING, run_after__lte=now)
    abandoned = Q(status=Job.Status.RUNNING, lease_until__lt=now)
    return waiting | abandoned


def free_ids(limit: int = 100) -> list[int]:
    """Return the ids of jobs that wait or were abandoned, oldest first. Only reads."""
    return list(Job.objects.filter(_free(clock.now())).order_by("id").values_list("id", flat=True)[:limit])


def claim(job_id: int, *, runner: str) -> Job | None:
    """Take this job if it is free: one conditional UPDATE, so of many workers one wins. None otherwise."""
    now = clock.now()
    taken = Job.objects.filter(_free(now), pk=job_id).update(
        status=Job.Status.RUNNING,
        lease_token=(token := uuid.uuid4()),
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        runner=runner,
        started_at=Coalesce(F("started_at"), now),
        error="",
    )
    if not taken:
        return None
    return Job.objects.filter(pk=job_id, lease_token=token).first()


def work(job_id: int, *, runner: str = EMBEDDED) -> bool:
    """Claim the job and do it; returns whether it was this call that ended it."""
    row = claim(job_id, runner=runner)
    if row is None:
        return False
    if row.attempts > MAX_ATTEMPTS:
        return _end_failed(
            row, f"Đã thử {MAX_ATTEMPTS} lần chưa được. Báo quản trị hệ thống, mã việc {row.pk}."
        )
    try:
        with _lease_kept(row):
            deliver = _handlers[row.kind](Run(row))
        return _end_done(row, deliver)
    except LeaseLost:
        logger.info("job %s was taken over", row.pk)
        return False
    except JobFailed as error:
        return _end_failed(row, str(error))
    except (OperationalError, InterfaceError, OSError) as error:
        logger.warning("job %s will be tried again: %s", row.pk, error)
        _put_back(row)
        return False
    except Exception:
        # A fault of the program does not pass by itself: the row says so and the log has the trace. It is
        # not raised on, since one bad job must not stop the others.
        logger.exception("job %s failed", row.pk)
        return _end_failed(row, f"Có lỗi khi thực hiện. Báo quản trị hệ thống, mã việc {row.pk}.")


def retry(job_id: int) -> None:
    """Queue a failed job again."""
    failed = Job.objects.filter(pk=job_id, status=Job.Status.FAILED)
    if failed.update(
        status=Job.Status.WAITING, attempts=0, error="", finished_at=None, run_after=clock.now()
    ):
        transaction.on_commit(lambda: wake(job_id))


def _mine(row: Job):
    return Job.objects.filter(pk=row.pk, lease_token=row.lease_token, status=Job.Status.RUNNING)


def _renew(row: Job, **fields) -> None:
    if not _mine(row).update(lease_until=clock.now() + LEASE, **fields):
        raise LeaseLost


def _keep(row: Job) -> None:
    try:
        _renew(row)
    except (OperationalError, InterfaceError) as error:
        # The lease outlasts two missed renewals; the next one gets a new connection.
        logger.warning("lease of job %s not renewed this time: %s", row.pk, error)
        connection.close()


@contextmanager
def _lease_kept(row: Job):
    """Renew the lease from a second thread while a handler computes without reporting progress."""
    done = threading.Event()

    def keep():
        try:
            while not done.wait(RENEW_EVERY):
                _keep(row)
        except LeaseLost:
            logger.info("lease of job %s is gone", row.pk)
        finally:
            connection.close()

    keeper = threading.Thread(target=keep, daemon=True, name=f"lease-{row.pk}")
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _end_done(row: Job, deliver: Deliver | None) -> bool:
    with transaction.atomic():
        if not _mine(row).select_for_update().exists():
            raise LeaseLost
        result = (deliver() if deliver else None) or Result()
        _mine(row).update(
            status=Job.Status.DONE,
            progress=F("total"),
            note="",
            result_url=result.url,
            result_label=result.label,
            finished_at=clock.now(),
        )
    return True


def _end_failed(row: Job, message: str) -> bool:
    ended = _mine(row).update(status=Job.Status.FAILED, error=message, finished_at=clock.now())
    return bool(ended)


def _put_back(row: Job) -> None:
    pause = timedelta(seconds=2**row.attempts)
    _mine(row).update(status=Job.Status.WAITING, run_after=clock.now() + pause)
