"""The one door to storage: a file is whole or not there, and goes out as a download only."""

import errno
import hashlib
import os
import resource
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import clock, files
from core.models import StoredFile
from tests.core.nursery import Nursery
from tests.factories.units import make_user
from tests.support import processes

DAY = 24 * 3600
MOMENT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def held(root: Path) -> list[bytes]:
    """The contents of everything that lies in storage, drafts included."""
    return sorted(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_file_lies_under_a_random_key(root):
    first, second = files.put(b"one"), files.put(b"two")
    assert first != second
    assert [files.path_of(key).read_bytes() for key in (first, second)] == [b"one", b"two"]
    assert held(root) == [b"one", b"two"]


def test_the_same_key_again_leaves_one_file(root):
    key = uuid.uuid4()
    assert [files.put(b"one", key), files.put(b"two", key)] == [key, key]
    assert held(root) == [b"two"]


# --- Whole or nothing (faults 6, 14) ----------------------------------------------------------------------


@contextmanager
def disk_full(monkeypatch):
    """The system refuses to write on after 1,000 bytes."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def failing(owner, name):
    """This call of the system ends in "no space left"."""

    @contextmanager
    def fault(monkeypatch):
        def fail(*args, **kwargs):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            yield

    return fault


@pytest.mark.parametrize(
    "fault", [disk_full, failing(os, "fsync"), failing(Path, "rename"), failing(Path, "mkdir")]
)
@pytest.mark.parametrize("before", [None, b"the old file"])
def test_a_disk_that_fails_leaves_no_stub(root, monkeypatch, fault, before):
    key = uuid.uuid4()
    if before is not None:
        files.put(before, key)
    with fault(monkeypatch), pytest.raises(OSError, match=r"File too large|No space left"):
        files.put(b"x" * 5_000, key)
    assert held(root) == ([] if before is None else [before])
    files.put(b"x" * 5_000, key)
    assert held(root) == [b"x" * 5_000]


KILLS = {"short": 20}.get(os.environ.get("PROOF", "short"), 1_000)
SIZE = 3_000_000


@pytest.mark.django_db(transaction=True)
def test_a_writer_killed_at_any_point_leaves_a_whole_file(root, tmp_path):
    """Faults 6: kill -9 while files are written; what lies under the key is whole every time."""
    path, seen = files.path_of(uuid.UUID(int=1)), set()
    with Nursery(tmp_path / "log") as nursery:
        for turn in range(KILLS):
            path.unlink(missing_ok=True)
            writer = nursery.bear("tests.core.nursery.write_on_and_on", str(root), SIZE)
            processes.wait_until(path.exists, what="the first file")
            time.sleep(turn % 20 * 0.0015)
            nursery.kill(writer)
            data = path.read_bytes()
            seen.add((data[:1], len(data), len(set(data))))
    assert seen - {(b"A", SIZE, 1), (b"B", SIZE, 1)} == set()
    assert len(seen) > 0


# --- Rows and strays --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_key_has_one_row():
    key = files.put(b"data")
    with clock.at(MOMENT):
        row = files.register(key, b"data", name="a.pdf", content_type="application/pdf")
        again = files.register(key, b"data", name="a.pdf", content_type="application/pdf")
    assert (row.pk, StoredFile.objects.count()) == (again.pk, 1)
    assert (row.size, row.sha256, row.created_at) == (4, hashlib.sha256(b"data").hexdigest(), MOMENT)
    assert files.read(row) == b"data"


def aged(path: Path, seconds: float) -> Path:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
    return path


@pytest.mark.django_db
def test_the_sweeper_removes_strays_older_than_a_day_only(root):
    def stray(seconds):
        return aged(files.path_of(files.put(b"stray")), seconds)

    key = files.put(b"kept")
    files.register(key, b"kept", name="a.pdf", content_type="application/pdf")
    kept = [aged(files.path_of(key), 9 * DAY), stray(DAY - 60), stray(0)]
    gone = [stray(DAY + 60), stray(9 * DAY)]
    for seconds, heap in ((DAY - 60, kept), (DAY + 60, gone)):
        draft = kept[0].with_name(f"{uuid.uuid4().hex}.{uuid.uuid4().hex}.tmp")
        draft.write_bytes(b"half")
        heap.append(aged(draft, seconds))
    note = kept[0].with_name("DOC-TOI")
    note.write_text("của quản trị")
    kept.append(aged(note, 9 * DAY))

    assert files.sweep() == len(gone) == 3
    assert [path.exists() for path in kept + gone] == [True] * 5 + [False] * 3
    assert files.sweep() == 0


def test_an_empty_storage_is_swept_too(db):
    assert files.sweep() == 0


# --- Downloads ----------------------------------------------------------------------------------------------


def sent(client, name="phieu.pdf"):
    key = files.put(b"%PDF-1.7 ...")
    row = files.register(key, b"%PDF-1.7 ...", name=name, content_type="application/pdf")
    client.force_login(make_user())
    return key, client.get(f"/tep-thu/{row.pk}/")


@pytest.mark.django_db
@pytest.mark.urls("tests.core.deeds")
@pytest.mark.parametrize("behind_proxy", [False, True])
def test_a_file_goes_out_as_a_download_that_cannot_act(client, settings, behind_proxy):
    settings.FILES_ACCEL_PREFIX = "/tep/" if behind_proxy else ""
    key, response = sent(client)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content == (b"" if behind_proxy else b"%PDF-1.7 ...")
    place = f"/tep/{key.hex[:2]}/{key.hex}" if behind_proxy else None
    names = ["X-Accel-Redirect", "Content-Type", "Content-Disposition", "X-Content-Type-Options"]
    names += ["Content-Security-Policy", "Cache-Control"]
    assert [response.headers.get(name) for name in names] == [
        place,
        "application/pdf",
        'attachment; filename="phieu.pdf"',
        "nosniff",
        "sandbox",
        "private, no-store",
    ]


def test_only_production_goes_through_the_proxy(tmp_path):
    """The setting itself, read by a process in each mode."""
    code = "from laocai_thidua import settings; print(repr(settings.FILES_ACCEL_PREFIX))"
    base = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": str(tmp_path)}
    production = {
        "PORTAL_MODE": "production",
        "PORTAL_SECRET_KEY": "k" * 50,
        "PORTAL_SIGNING_KEY": "s" * 50,
        "PORTAL_ID_KEY": "i" * 50,
        "PORTAL_ID_HASH_KEY": "h" * 50,
        "PORTAL_NO_CLAMAV": "thử nghiệm",
        "PORTAL_ALLOWED_HOSTS": "thidua.example",
        "REDIS_URL": "redis://redis:6379/0",
        "DATABASE_URL": "sqlite:////nowhere/db",
    }
    answers = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=processes.ROOT, env=base | more, capture_output=True, text=True
        ).stdout.strip()
        for more in ({"PORTAL_MODE": "embedded"}, production)
    ]
    assert answers == ["''", "'/tep/'"]


@pytest.mark.django_db
@pytest.mark.urls("tests.core.deeds")
@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("phiếu số 1.pdf", "attachment; filename*=utf-8''phi%E1%BA%BFu%20s%E1%BB%91%201.pdf"),
        ("../../etc/passwd", 'attachment; filename="-..-etc-passwd"'),
        ("C:\\Windows\\x.pdf", 'attachment; filename="C-Windows-x.pdf"'),
        ('a".pdf', 'attachment; filename="a-.pdf"'),
        ("a\r\nSet-Cookie: x=1.pdf", 'attachment; filename="a Set-Cookie- x=1.pdf"'),
        ("a\x00b.pdf", 'attachment; filename="ab.pdf"'),
        ("fdp\u202efdp.exe", 'attachment; filename="fdpfdp.exe"'),
        ("\u200b..", 'attachment; filename="tep"'),
        ("đ" * 200, f"attachment; filename*=utf-8''{'%C4%91' * 200}"),
    ],
)
def test_no_name_leads_elsewhere(client, name, disposition):
    """Faults 21: the header is safe by RFC 6266, controls and turning marks are gone."""
    response = sent(client, name)[1]
    assert (response.status_code, response["Content-Disposition"]) == (200, disposition)
    assert "Set-Cookie" not in response.headers
