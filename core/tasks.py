"""What Celery may call: both only wake the job rows."""

from celery import shared_task

from core import clock, files, jobs


@shared_task(name="core.wake")
def wake(job_id: int) -> None:
    """Do the job if it is free."""
    jobs.work(job_id, runner=jobs.CELERY)


@shared_task(name="core.tick")
def tick() -> None:
    """Every minute: queue what is due by the calendar and wake what waits or was abandoned."""
    queue_due()
    for job_id in jobs.free_ids():
        jobs.wake(job_id)


def queue_due() -> None:
    """Queue what the calendar asks for; the key is the day or a part of it: two schedulers make one job."""
    jobs.queue_periodic()
    jobs.enqueue("core.sweep_files", key=clock.today().isoformat(), payload={}, title="Dọn tệp sót")


@jobs.job("core.sweep_files")
def sweep_files(run: jobs.Run) -> None:
    """Remove files that no row names."""
    files.sweep()
