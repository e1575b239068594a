"""The receipt of a received dossier: its values once, its file once, its line in the log."""

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core import clock, files, jobs
from core.audit import SYSTEM
from core.models import AuditEvent, Job, StoredFile
from nominations.actions import accept
from reports import actions, pdf, reference, tasks
from reports.models import Paper, PaperForm
from tests.core.triggers import refusing_inserts
from tests.factories.nominations import DURING, make_draft, send

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def job(stage, settings, tmp_path):
    """The job of an accepted dossier; from here on the storage is a new one, without the letter."""
    reference.load()
    sent = send(make_draft(stage.editor, stage.round, nominees=2), by=stage.head)
    event = accept(sent.pk, by=stage.officer)
    settings.FILES_ROOT = tmp_path / "of-papers"
    return Job.objects.get(key=f"event:{event.pk}")


def work(job, moment=LATER):
    with clock.at(moment):
        jobs.work(job.pk)
    job.refresh_from_db()
    return job.status


def made() -> list[StoredFile]:
    """What is stored beside the letter of the dossier."""
    return list(StoredFile.objects.filter(evidence=None).order_by("pk"))


def issued_events():
    log = AuditEvent.objects.filter(name="reports.paper_issued")
    return list(log.values_list("object_id", "actor_id", "actor_name", "data"))


def test_the_receipt_is_made_and_issued(job, stage):
    assert work(job) == "DONE"
    paper = Paper.objects.select_related("file").get()
    assert (paper.kind, paper.state, paper.dossier_id, paper.issuer_id) == (
        "RECEIPT",
        "ISSUED",
        job.payload["object"],
        stage.province.standing_body.pk,
    )
    assert (paper.created_at, paper.issued_at) == (DURING, LATER)
    data = files.read(paper.file)
    assert (paper.file.key, paper.file.sha256) == (job.file_key, hashlib.sha256(data).hexdigest())
    assert paper.file.name == "phieu-tiep-nhan-01-HS-2026-0001.pdf"
    assert (job.result_url, job.result_label) == (f"/van-ban/{paper.pk}/", "Mở phiếu tiếp nhận")
    assert issued_events() == [
        (paper.pk, None, SYSTEM.name, {"symbol": paper.symbol, "revision": 1, "sha256": paper.file.sha256})
    ]
    assert made() == [paper.file]


def test_the_values_are_of_the_acceptance(job, stage):
    """Names that change between acceptance and printing, or later, change nothing in the paper."""
    paper = actions.prepare_receipt(job.payload["object"])
    stage.officer.user.full_name = "Tên khác"
    stage.officer.user.save()
    assert actions.prepare_receipt(job.payload["object"]).values == paper.values
    assert work(job) == "DONE"
    assert Paper.objects.get().values == paper.values
    assert [signature["name"] for signature in paper.values["signatures"]] == [
        "Ly Thị Sua",
        "Nguyễn Thu Hằng",
    ]


def test_the_form_is_the_one_in_force_on_the_day(stage):
    reference.load()
    receipts = PaperForm.objects.filter(kind="RECEIPT")
    new_law = receipts.get(valid_from=date(2026, 10, 1))
    old_law = receipts.exclude(pk=new_law.pk).get()
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2030, 1, 1)]
    assert [actions.form_on("RECEIPT", day) for day in days] == [old_law, new_law, new_law]
    with pytest.raises(PaperForm.DoesNotExist):
        actions.form_on("RECEIPT", date(2025, 6, 30))


@pytest.mark.parametrize("state", ["ISSUED", "SUPERSEDED"])
def test_an_issued_paper_is_frozen(job, state):
    """A second attempt with other bytes changes neither file nor row nor log, nor does a repeated job."""
    work(job)
    Paper.objects.update(state=state)
    paper = Paper.objects.get()
    before = (list(Paper.objects.values_list()), list(StoredFile.objects.values_list()), issued_events())
    with transaction.atomic(), clock.at(LATER + timedelta(days=1)):
        kept = actions.issue(paper, uuid.uuid4(), b"other bytes")
    assert (kept, kept.state, kept.file) == (paper, state, paper.file)
    actions.mark_failed(paper)
    Job.objects.filter(pk=job.pk).update(status="WAITING", file_key=uuid.uuid4())
    assert work(job, LATER + timedelta(days=1)) == "DONE"
    after = (list(Paper.objects.values_list()), list(StoredFile.objects.values_list()), issued_events())
    assert after == before
    assert [path.name for path in files.settings.FILES_ROOT.glob("*/*")] == [paper.file.key.hex]
    assert job.result_url == f"/van-ban/{paper.pk}/"


def test_two_attempts_give_the_same_bytes(job):
    """Faults 7."""
    first = jobs.claim(job.pk, runner="a")
    tasks.make(jobs.Run(first), "RECEIPT")
    path = files.path_of(job.file_key)
    data = path.read_bytes()
    with clock.at(LATER + timedelta(days=3)):
        second = jobs.claim(job.pk, runner="b")
        tasks.make(jobs.Run(second), "RECEIPT")
    assert path.read_bytes() == data
    assert (Paper.objects.count(), made(), issued_events()) == (1, [], [])


@pytest.mark.parametrize("table", ["core_auditevent", "core_storedfile"])
def test_without_its_line_in_the_log_or_its_file_nothing_is_issued(job, table):
    """The database refuses in the last transaction: the job says so, the paper is not issued."""
    with refusing_inserts(table):
        assert work(job) == "FAILED"
    assert Paper.objects.values_list("state", "file", "issued_at").get() == ("RENDERING", None, None)
    assert (made(), issued_events()) == ([], [])
    jobs.retry(job.pk)
    assert (work(job, datetime(2026, 12, 24, tzinfo=UTC)), len(issued_events())) == ("DONE", 1)


def test_a_full_disk_is_tried_again(job, settings, tmp_path):
    """Faults 14: no row and no stub; when there is room again, the receipt is made."""
    settings.FILES_ROOT = tmp_path / "not-a-folder"
    settings.FILES_ROOT.write_text("")
    assert work(job) == "WAITING"
    assert (made(), Paper.objects.get().state) == ([], "RENDERING")
    settings.FILES_ROOT = tmp_path
    assert work(job, LATER + timedelta(hours=1)) == "DONE"
    assert job.attempts == 2


def test_a_machine_that_cannot_draw_says_so_and_the_paper_waits(job, settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    pdf.problem.cache_clear()
    pdf._sources.cache_clear()
    try:
        assert work(job) == "FAILED"
        assert (job.error, Paper.objects.get().state) == (pdf.MISSING_FONTS, "FAILED")
    finally:
        settings.NODE_MODULES = settings.BASE_DIR / "node_modules"
        pdf.problem.cache_clear()
        pdf._sources.cache_clear()
    jobs.retry(job.pk)
    assert (work(job, datetime(2026, 12, 24, tzinfo=UTC)), Paper.objects.get().state) == ("DONE", "ISSUED")


def test_the_log_keeps_the_hash_of_what_was_issued(job):
    work(job)
    [(_, _, _, data)] = issued_events()
    [file] = made()
    assert data["sha256"] == hashlib.sha256(files.read(file)).hexdigest()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(name="reports.paper_issued").update(data={})


def test_what_was_written_anew_while_its_file_was_made_is_not_issued_with_that_file(job):
    """The values of the row have moved on: this file would say something else than the paper."""
    paper = actions.prepare_receipt(job.payload["object"])
    Paper.objects.update(values=paper.values | {"title": "khác"})
    with transaction.atomic():
        row = actions.issue(paper, files.put(b"old bytes"), b"old bytes")
    assert (row.state, row.file, made(), issued_events()) == ("RENDERING", None, [], [])


@pytest.mark.parametrize(
    "change",
    [
        {"state": "LOST"},
        {"state": "ISSUED", "file": None},
        {"state": "ISSUED", "issued_at": None},
        {"state": "SUPERSEDED", "file": None},
    ],
)
def test_the_database_refuses_an_impossible_paper(job, change):
    work(job)
    assert Paper.objects.update(state="SUPERSEDED") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.update(**change)


def test_a_dossier_has_one_receipt(job):
    paper = actions.prepare_receipt(job.payload["object"])
    paper.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)
