"""What all tests share. Markers select tests (`-m`); nothing is skipped."""

import os
import signal

import hypothesis
import pytest

from tests.support import flush

# A lane that is told to stop ends as on Ctrl+C, so that what it started is stopped too.
signal.signal(signal.SIGTERM, signal.default_int_handler)

hypothesis.settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("long", max_examples=5_000, deadline=None, database=None)
hypothesis.settings.load_profile("quick" if os.environ.get("PROOF", "short") == "short" else "long")

PLAIN = "not postgres and not redis and not browser and not product"


def pytest_configure(config: pytest.Config) -> None:
    """Without `-m`, run what needs no server and no browser."""
    if not config.option.markexpr:
        config.option.markexpr = PLAIN
    flush.install()


def pytest_unconfigure() -> None:
    """Leave Django as it was."""
    flush.remove()


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> None:
    """Fill the catalogues as `load_reference` does; commits beside `transactional_db` and `live_server`."""
    committing = {"transactional_db", "live_server"} & set(request.fixturenames)
    request.getfixturevalue("transactional_db" if committing else "db")
    from tests.support.reference import fill

    fill()


@pytest.fixture(scope="session")
def redis_url() -> str:
    """Return the address of this process's own database in the lane's Redis (marker `redis`)."""
    from tests.support.broker import redis_url

    return redis_url()


@pytest.fixture
def celery_worker(transactional_db, redis_url, settings, tmp_path):
    """Run a real Celery worker on this test's database, files and Redis; jobs queued by the test reach it."""
    from laocai_thidua.celery import app
    from tests.support import broker, processes

    worker = broker.start_worker(redis_url, tmp_path / "worker.log")
    settings.REDIS_URL = redis_url
    broker.use_broker(app, redis_url)
    yield worker
    broker.use_broker(app, "")
    processes.stop(worker)


@pytest.fixture(scope="session")
def browser():
    """Return headless Chromium, started once (marker `browser`)."""
    from tests.support.browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def pages(browser):
    """Return a `Pages`: `pages.open(address)` gives a page with a log-in of its own."""
    from tests.support.browser import Pages

    pages = Pages(browser)
    yield pages
    pages.close()
    assert pages.complaints == []


@pytest.fixture
def page(pages, live_server):
    """Return an empty page of the portal that runs inside this test."""
    return pages.open(live_server.url)
