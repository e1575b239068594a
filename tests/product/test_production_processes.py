"""What docker-compose.yml starts, started as plain processes: production settings, PostgreSQL, Redis, Celery.

A person logs in as through the proxy and asks for a report; a worker makes it; the proxy is told to send it.
"""

import http.client
import os
import re
import subprocess
import sys
import urllib.parse
from datetime import date

import psycopg2
import pytest
import yaml
from django.db import connection

from tests.support import processes
from tests.support.broker import environment

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.django_db]

COMMANDS = {
    name: service.get("command")
    for name, service in yaml.safe_load((processes.ROOT / "docker-compose.yml").read_text())[
        "services"
    ].items()
}
HOST, PASSWORD = "thidua.example", "mat-khau-cua-mot-lan-thu"
ACCOUNT = f"""
from core import clock
from accounts.models import User
from core.audit import SYSTEM
from units.actions import start_membership
from units.models import OrgUnit
user = User(username="thu.nghiem", full_name="Nguyễn Thử Nghiệm")
user.set_password("{PASSWORD}")
user.save()
body = OrgUnit.objects.get(code="SNV", valid_to=None)
start_membership(by=SYSTEM, user_id=user.pk, unit_id=body.pk, role="OFFICER", valid_from=clock.today())
"""


class Visitor:
    """A browser behind the proxy: keeps cookies, says https, follows where it is sent."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def ask(self, path: str, form: dict | None = None) -> tuple[int, dict, str]:
        """Return status, headers and text of one address; a redirect is followed."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "10.0.0.7",
            "Referer": f"https://{HOST}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if form is None else urllib.parse.urlencode(form)
        line.request("GET" if form is None else "POST", path, body, headers)
        answer = line.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        text = answer.read().decode("utf-8", "replace")
        if answer.status in (302, 303):
            self.place = answer.headers["Location"]
            return self.ask(self.place)
        return answer.status, dict(answer.headers), text

    def hidden(self, page: str, name: str) -> str:
        """Return the value of a hidden field of the page."""
        return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


@pytest.fixture
def database():
    """An empty database of its own in the lane's cluster; gone afterwards."""
    name = f"plain_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    values = connection.settings_dict
    admin = psycopg2.connect(host=values["HOST"], user=values["USER"], dbname="postgres")
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield f"postgres://{values['USER']}@/{values['HOST']}/{name}"
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.close()


@pytest.fixture
def env(database, redis_url, tmp_path):
    """The environment of the containers, its addresses replaced by those of this machine."""
    data = tmp_path / "data"
    data.mkdir()
    return environment(redis_url) | {
        "PORTAL_MODE": "production",
        "PORTAL_DATA_DIR": str(data),
        "DATABASE_URL": database,
        "PORTAL_SECRET_KEY": "khoa-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_SIGNING_KEY": "khoa-ky-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_ID_KEY": "khoa-so-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_ID_HASH_KEY": "khoa-bam-chi-dung-trong-mot-lan-thu-nghiem-" * 2,
        "PORTAL_ALLOWED_HOSTS": HOST,
        "PORTAL_TRUSTED_ORIGINS": f"https://{HOST}",
        "PORTAL_TRUSTED_PROXIES": "1",
        "PORTAL_NO_CLAMAV": "thử nghiệm",
    }


def run(command: list[str], env: dict) -> str:
    """Run one command of the file to its end and return what it said."""
    command = [sys.executable if word == "python" else word for word in command]
    done = subprocess.run(command, cwd=processes.ROOT, env=env, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def start(env, tmp_path):
    """Start a service of the file as a plain process; it ends with the test."""
    running = []

    def start(name: str, replaced: dict[str, str] | None = None):
        words = [(replaced or {}).get(word, word) for word in COMMANDS[name]]
        command = [sys.executable, "-m", *words]
        running.append(processes.start(command, log=tmp_path / f"{name}.log", env=env))
        return running[-1]

    yield start
    for process in running:
        processes.stop(process)


def test_a_report_is_asked_for_in_production(start, env, tmp_path):
    run(COMMANDS["migrate"], env)
    run([sys.executable, "manage.py", "shell", "-c", ACCOUNT], env)
    port = processes.free_port()
    env["PORT"] = str(port)
    web = start("web", {"0.0.0.0:8000": f"127.0.0.1:{port}"})
    worker = start("worker")
    schedule = tmp_path / "schedule"  # a folder of its own: the log of beat is called beat.log
    schedule.mkdir()
    beat = start("beat", {"/tmp/beat": str(schedule / "beat")})

    def well(name: str) -> bool:
        ended = {one: process.poll() for one, process in (("web", web), ("worker", worker), ("beat", beat))}
        words = [(tmp_path / f"{one}.log").read_text() for one, code in ended.items() if code is not None]
        assert words == []
        question = [sys.executable, "tools/health.py", name]
        answer = subprocess.run(
            question, cwd=processes.ROOT, env=env | {"TMPDIR": str(schedule)}, capture_output=True
        )
        return answer.returncode == 0

    for name in ("web", "worker", "beat"):
        processes.wait_until(lambda name=name: well(name), patience=90, what=name)
    visitor = Visitor(port)
    _, _, page = visitor.ask("/dang-nhap/")
    form = {"csrfmiddlewaretoken": visitor.hidden(page, "csrfmiddlewaretoken")}
    form |= {"login": "thu.nghiem", "password": PASSWORD}
    visitor.ask("/dang-nhap/", form)
    status, headers, page = visitor.ask("/bao-cao/")
    assert (status, visitor.place) == (200, "/viec-cua-toi/")
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    year = date.today().year
    asked = {
        "csrfmiddlewaretoken": visitor.hidden(page, "csrfmiddlewaretoken"),
        "form_key": visitor.hidden(page, "form_key"),
        "period": f"YEAR {year}",
    }
    status, _, page = visitor.ask("/bao-cao/lap/", asked)
    assert (status, visitor.place.startswith("/tien-trinh/")) == (200, True)
    job = visitor.place

    def made() -> bool:
        return "state-done" in visitor.ask(job)[2]

    processes.wait_until(made, patience=90, what="the report")
    _, _, page = visitor.ask(job)
    assert page.count("Celery") == 1
    address = re.search(r'href="(/bao-cao/\d+/)"', page)[1]
    status, headers, _ = visitor.ask(f"{address}tai-pdf/")
    sent = headers["X-Accel-Redirect"]
    assert (status, sent[:5]) == (200, "/tep/")
    stored = tmp_path / "data" / "files" / sent.removeprefix("/tep/")
    assert stored.read_bytes()[:5] == b"%PDF-"
    for file in schedule.iterdir():
        os.utime(file, (0, 0))
    assert not well("beat")
