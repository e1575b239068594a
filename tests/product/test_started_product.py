"""What `make run` starts: a person does one deed in it, and when it stops nothing is left running."""

import os
import re
import signal
import subprocess

import pytest
from playwright.sync_api import expect

from tests.product.portal import Portal, environment
from tests.support import broker, processes
from tests.support.browser import sign_in

pytestmark = pytest.mark.product

CLERK = "Người phụ trách thi đua, khen thưởng"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return the data folder that the runs of this module share; the first one fills it."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def start(data, capsys):
    """Return a function that starts the portal; what still runs at the end of the test is stopped."""
    portals = []

    def start(**more: str) -> Portal:
        portals.append(Portal(data, **more))
        with capsys.disabled():
            print(f"\nfirst answer after {portals[-1].seconds:.1f} s")
        return portals[-1]

    yield start
    for portal in portals:
        processes.stop(portal.process)


def test_a_clerk_makes_a_dossier_and_the_portal_stops_cleanly(start, pages):
    portal = start()
    username, password = portal.account(CLERK)

    page = pages.open(portal.address)
    sign_in(page, username, password)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Việc của tôi")
    page.get_by_role("main").get_by_role("link", name="Lập hồ sơ: ").first.click()
    page.get_by_role("button", name="Lập hồ sơ đề nghị").click()
    expect(page).to_have_url(re.compile(r"/ho-so/\d+/$"))
    expect(page.get_by_role("main")).to_contain_text("Đang soạn", ignore_case=True)

    assert processes.stop(portal.process) == 0
    assert portal.nothing_left()


def test_a_taken_port_is_said_in_one_sentence(start, data):
    portal = start()
    second = subprocess.run(
        ["bash", "tools/run.sh"],
        cwd=processes.ROOT,
        env=environment(data, portal.port),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"Cổng {portal.port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: PORT=8001 make run\n"
    )
    assert portal.get("/healthz") == 200


@pytest.mark.parametrize("child", [("manage.py", "jobs"), ("gunicorn",)])
def test_when_one_dies_all_end(start, child):
    portal = start()
    os.kill(portal.child(*child), signal.SIGKILL)

    assert portal.process.wait(60) == 1
    assert "nên cả cổng dừng theo" in portal.words
    assert portal.nothing_left()


def test_a_killed_parent_leaves_no_child(start):
    portal = start()
    portal.process.kill()
    portal.process.wait()
    processes.wait_until(portal.nothing_left, what="the children to end")


def test_with_redis_celery_does_the_jobs(start):
    portal = start(REDIS_URL=broker.redis_url())
    for part in ("worker", "beat"):
        assert portal.child("celery", part) in portal.family
    with pytest.raises(AssertionError, match="no process"):
        portal.child("manage.py", "jobs")

    assert processes.stop(portal.process) == 0
    assert portal.nothing_left()
