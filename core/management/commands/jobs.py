"""The embedded runner: a loop over the job table, without a broker."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from core import jobs
from core.tasks import queue_due

logger = logging.getLogger(__name__)
PAUSE = 0.3  # seconds between looks at the table
TICK = 60.0  # seconds between looks at the calendar


class Command(BaseCommand):
    """Do waiting and abandoned jobs one after the other until told to stop."""

    help = "Work off the job table (embedded mode)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="Stop when nothing waits.")

    def handle(self, *args, once: bool, **options) -> None:
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        next_tick = 0.0
        while not self.stopping:
            try:
                if time.monotonic() >= next_tick:
                    queue_due()
                    next_tick = time.monotonic() + TICK
                waiting = jobs.free_ids()
                for job_id in waiting:
                    if not self.stopping:
                        jobs.work(job_id, runner=jobs.EMBEDDED)
            except (OperationalError, InterfaceError) as error:
                # What was being done keeps its lease; when that ends it is taken up again.
                logger.warning("database out of reach: %s", error)
                close_old_connections()
                waiting = []
            if not waiting:
                if once:
                    return
                time.sleep(PAUSE)

    def _stop(self, *args) -> None:
        self.stopping = True
