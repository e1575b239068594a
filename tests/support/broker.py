"""A real Redis and a real Celery worker beside the tests."""

import os
import sys
from pathlib import Path

from django.db import connection
from kombu import pools

from tests.support import processes


def redis_url() -> str:
    """Return the address of this test process's own database in the lane's Redis."""
    path = os.environ["TEST_REDIS_SOCKET"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"redis+socket://{path}?virtual_host={worker}"


def database_url() -> str:
    """Return the test database that this process uses now, as a DATABASE_URL for another process."""
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        return f"postgres://{values['USER']}@/{values['HOST']}/{values['NAME']}"
    return f"sqlite:///{values['NAME']}"


def environment(broker: str) -> dict[str, str]:
    """Return the environment of a portal process that shares this test's database, files and broker."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "TEST_", "COV"))
    }
    kept.update(
        DJANGO_SETTINGS_MODULE="laocai_thidua.settings",
        DATABASE_URL=database_url(),
        REDIS_URL=broker,
    )
    return kept


def start_worker(broker: str, log: Path):
    """Start a Celery worker and wait until it takes jobs."""
    arguments = [sys.executable, "-m", "celery", "-A", "laocai_thidua", "worker"]
    options = ["--concurrency", "1", "--loglevel", "info", "--without-gossip", "--without-mingle"]
    worker = processes.start([*arguments, *options], log=log, env=environment(broker))

    def ready() -> bool:
        text = log.read_text()
        assert worker.poll() is None, f"the worker ended by itself:\n{text}"
        return " ready." in text

    processes.wait_until(ready, patience=60, what="the Celery worker")
    return worker


def use_broker(app, broker: str) -> None:
    """Let this process publish to the broker, or to none when it is empty; open connections are dropped."""
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = broker or None
    pools.reset()
    app._pool = app.amqp._producer_pool = None
