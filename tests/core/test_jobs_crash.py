"""kill -9 of the job process while it makes a receipt (faults 7, 8): one receipt, once, the same bytes.

The process is the embedded loop `manage.py jobs` on this test's database. Nothing in the product knows of
the test: when its lease would run out, the test moves `lease_until` into the past.
"""

import hashlib
import os
import random
import sys
import time
from datetime import timedelta

import pytest

from core import clock, files, jobs
from core.audit import SYSTEM
from core.models import AuditEvent, Job, StoredFile
from nominations.models import Evidence
from reports import reference
from reports.models import Paper, ReportSchedule
from tests.core.nursery import Nursery
from tests.core.triggers import dawdling_inserts
from tests.factories.nominations import make_accepted, make_stage
from tests.support import broker, processes

KILLS = {"short": 20}.get(os.environ.get("PROOF", "short"), 10_000)
RUN_JOBS = "tests.core.nursery.run_jobs"


@pytest.fixture
def stage(transactional_db, settings):
    """A round that takes dossiers now, and an empty storage that the processes share."""
    reference.load()
    ReportSchedule.objects.all().delete()  # the loop makes reports too when they are due; here none is
    for path in settings.FILES_ROOT.glob("*/*"):
        path.unlink()
    day = timedelta(days=1)
    return make_stage(opens_at=clock.now() - day, closes_at=clock.now() + day)


@pytest.fixture
def nursery(stage, tmp_path):
    with Nursery(tmp_path / "jobs.log") as nursery:
        yield nursery


def accept(stage) -> Job:
    event = make_accepted(stage.editor, stage.officer, stage.round, nominees=3)
    return Job.objects.get(key=f"event:{event.pk}")


def reread(row: Job) -> Job:
    row.refresh_from_db()
    return row


def end_lease(row: Job) -> None:
    """Let the time of the dead process be over."""
    Job.objects.filter(pk=row.pk, status=Job.Status.RUNNING).update(
        lease_until=clock.now() - timedelta(seconds=1)
    )


def letter_files() -> list:
    """Keys of the letters that the dossiers came with; what is stored beside them, the jobs have made."""
    return list(Evidence.objects.filter(kind="LETTER").values_list("file__key", flat=True))


def assert_made_once(rows: list[Job]) -> None:
    """Each job gave one issued paper, one file with the bytes that the paper's values give, one event."""
    papers = list(Paper.objects.select_related("file").order_by("id"))
    assert [row.status for row in map(reread, rows)] == ["DONE"] * len(rows)
    assert sorted(row.payload["object"] for row in rows) == [paper.dossier_id for paper in papers]
    assert [paper.state for paper in papers] == ["ISSUED"] * len(papers)
    assert sorted(paper.file.key for paper in papers) == sorted(row.file_key for row in rows)
    keys = sorted([*letter_files(), *(paper.file.key for paper in papers)])
    assert sorted(StoredFile.objects.values_list("key", flat=True)) == keys
    stored = files.settings.FILES_ROOT.glob("*/*")
    assert sorted(path.name for path in stored if path.suffix != ".tmp") == [key.hex for key in keys]
    for paper in papers:
        data = files.read(paper.file)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (paper.file.size, paper.file.sha256)
    events = AuditEvent.objects.filter(name="reports.paper_issued").order_by("object_id")
    assert [(event.object_id, event.actor_name) for event in events] == [
        (paper.pk, SYSTEM.name) for paper in papers
    ]


def made_again(paper: Paper) -> bytes:
    """The bytes that one more attempt gives, as a job of its own under another file key."""
    Paper.objects.filter(pk=paper.pk).update(state="RENDERING", file=None, issued_at=None)
    row = jobs.enqueue("reports.receipt", key="again", payload={"object": paper.dossier_id}, title="Lập lại")
    assert jobs.work(row.pk)
    return files.path_of(row.file_key).read_bytes()


def test_the_loop_makes_the_receipt_and_ends_when_told(stage, tmp_path):
    """The command itself, started as the portal starts it."""
    row, log = accept(stage), tmp_path / "log"
    loop = processes.start([sys.executable, "manage.py", "jobs"], log=log, env=broker.environment(""))
    processes.wait_until(lambda: reread(row).is_finished, what=f"the receipt; {log}")
    assert processes.stop(loop) == 0, log.read_text()
    assert_made_once([row])
    assert (row.attempts, row.runner) == (1, "embedded")


def test_killed_at_random_points_the_receipt_is_made_once(stage, nursery):
    """Faults 7. Each round kills the process while its job runs, somewhere between claim and end."""
    chance, rows, left, cut = random.Random(7), [], {}, 0
    worker = nursery.bear(RUN_JOBS)
    while cut < KILLS:
        assert len(rows) < 3 * KILLS, f"only {cut} of {len(rows)} rounds were cut in the middle"
        rows.append(row := accept(stage))
        processes.wait_until(lambda: reread(row).status != "WAITING", what="a claimed job")
        time.sleep(chance.uniform(0, 0.35))
        nursery.kill(worker)
        cut += reread(row).status == "RUNNING"
        if (path := files.path_of(row.file_key)).exists():
            left[row.pk] = path.read_bytes()
        end_lease(row)
        worker = nursery.bear(RUN_JOBS)
        processes.wait_until(lambda: reread(row).is_finished, what="the second attempt")
    nursery.kill(worker)
    assert_made_once(rows)
    assert sum(row.attempts == 2 for row in rows) == cut == KILLS
    papers = list(Paper.objects.select_related("file"))
    final = {row.pk: files.path_of(row.file_key).read_bytes() for row in rows}
    assert left == {pk: final[pk] for pk in left}
    assert made_again(papers[0]) == files.read(papers[0].file)


def test_killed_again_and_again_the_same_job_ends_after_its_last_attempt(stage, nursery):
    """Four deaths are survived; the fifth attempt makes the receipt."""
    row = accept(stage)
    for attempt in range(1, jobs.MAX_ATTEMPTS):
        worker = nursery.bear(RUN_JOBS)
        processes.wait_until(lambda n=attempt: reread(row).attempts == n, what="a claimed job")
        nursery.kill(worker)
        assert reread(row).status == "RUNNING"
        end_lease(row)
    worker = nursery.bear(RUN_JOBS)
    processes.wait_until(lambda: reread(row).is_finished, what="the last attempt")
    nursery.kill(worker)
    assert_made_once([row])
    assert row.attempts == jobs.MAX_ATTEMPTS


def test_killed_after_the_file_and_before_the_row(stage, nursery):
    """Faults 8: the file lies there, its row and the status do not; the next attempt makes no second file."""
    row = accept(stage)
    with dawdling_inserts(StoredFile._meta.db_table):
        worker = nursery.bear(RUN_JOBS)
        path = files.path_of(row.file_key)
        processes.wait_until(path.exists, what="the file")
        nursery.kill(worker)
        first = path.read_bytes()
        keys = list(StoredFile.objects.values_list("key", flat=True))
        assert (reread(row).status, keys) == ("RUNNING", letter_files())
        assert Paper.objects.values_list("state", "file").get() == ("RENDERING", None)
        end_lease(row)  # waits on PostgreSQL until the session of the dead process ends
    worker = nursery.bear(RUN_JOBS)
    processes.wait_until(lambda: reread(row).is_finished, what="the second attempt")
    nursery.kill(worker)
    assert_made_once([row])
    assert (row.attempts, path.read_bytes() == first) == (2, True)


def test_an_issued_paper_is_not_rendered_again(stage, nursery):
    """The event comes once more (a repeated delivery): same paper, same file, no second event."""
    row = accept(stage)
    assert jobs.work(row.pk)
    before = Paper.objects.values_list().get()
    Job.objects.filter(pk=row.pk).update(status=Job.Status.WAITING)
    worker = nursery.bear(RUN_JOBS)
    processes.wait_until(lambda: reread(row).is_finished, what="the repetition")
    nursery.kill(worker)
    assert Paper.objects.values_list().get() == before
    assert_made_once([row])
