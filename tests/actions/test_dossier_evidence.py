"""Files of a dossier: who sees them, which can be opened, and the scanner that answers late."""

import pytest

from core import clock, files, jobs, scan
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent, Job
from nominations import actions, permissions, tasks
from nominations.models import Evidence
from tests.factories.dossier_states import in_state
from tests.factories.nominations import DURING, make_draft, make_evidence, make_incoming, make_stage
from tests.factories.units import make_actor, make_unit
from units.models import Role


@pytest.fixture
def stage(db):
    with clock.at(DURING):
        yield make_stage()


def test_a_file_is_kept_with_its_hash(stage):
    draft = make_draft(stage.editor, stage.round)
    incoming = make_incoming(b"%PDF-1.7 mot", name="Báo cáo.pdf")
    nomination = draft.nominations.get()
    kept = actions.add_evidence(
        draft.pk, kind="REPORT", file=incoming, nomination_id=nomination.pk, by=stage.editor
    )
    assert (kept.title, kept.kind, kept.scan, kept.nomination, kept.uploaded_by_id) == (
        "Báo cáo",
        "REPORT",
        "CLEAN",
        nomination,
        stage.editor.user_id,
    )
    assert files.read(kept.file) == b"%PDF-1.7 mot"
    event = AuditEvent.objects.latest("id")
    assert (event.data["title"], event.data["sha256"]) == ("Báo cáo", kept.file.sha256)


@pytest.mark.parametrize(
    ("kind", "content_type", "codes"),
    [
        ("LETTER", scan.TYPES["docx"], ["letter_not_pdf"]),
        ("LETTER", scan.TYPES["pdf"], []),
        ("NOTE", scan.TYPES["pdf"], ["kind_unknown"]),
        ("OTHER", scan.TYPES["docx"], []),
    ],
)
def test_a_letter_is_a_pdf_and_a_kind_is_known(stage, kind, content_type, codes):
    draft = make_draft(stage.editor, stage.round)
    file = make_incoming(content_type=content_type)
    if codes:
        with pytest.raises(RuleViolation) as caught:
            actions.add_evidence(draft.pk, kind=kind, file=file, by=stage.editor)
        assert [problem.code for problem in caught.value.problems] == codes
    else:
        assert actions.add_evidence(draft.pk, kind=kind, file=file, by=stage.editor).kind == kind


def test_a_nominee_of_another_dossier_gets_no_file(stage):
    one, two = (make_draft(stage.editor, stage.round) for _ in range(2))
    with pytest.raises(Stale):
        make_evidence(one, by=stage.editor, nomination=two.nominations.get())
    assert Evidence.objects.count() == 0


def test_what_is_taken_out_stays_on_record(stage):
    draft = make_draft(stage.editor, stage.round)
    kept = make_evidence(draft, by=stage.editor, kind="MINUTES")
    actions.remove_evidence(kept.pk, by=stage.head)
    kept.refresh_from_db()
    assert (kept.removed_at, kept.removed_by_id) == (DURING, stage.head.user_id)
    assert list(Evidence.visible_to(stage.editor)) == []
    assert files.read(kept.file)
    with pytest.raises(Stale):
        actions.remove_evidence(kept.pk, by=stage.editor)


def test_files_go_as_far_as_their_dossier(stage):
    draft, sent = make_draft(stage.editor, stage.round), in_state(stage, "SUBMITTED")
    make_evidence(draft, by=stage.editor)
    neighbour = make_actor(make_unit("Xã A Mú Sung", parent=stage.province.province), Role.EDITOR)
    seen = {
        name: sorted(set(Evidence.visible_to(actor).values_list("dossier_id", flat=True)))
        for name, actor in {"editor": stage.editor, "officer": stage.officer, "neighbour": neighbour}.items()
    }
    assert seen == {"editor": sorted([draft.pk, sent.pk]), "officer": [sent.pk], "neighbour": []}


# The scanner that answers late (faults 40) ----------------------------------------------------------------


def pending(stage) -> Evidence:
    draft = make_draft(stage.editor, stage.round)
    return make_evidence(draft, by=stage.editor, is_clean=False)


def run_scan(monkeypatch, verdict: str) -> Job:
    monkeypatch.setattr(tasks.scan, "check", lambda path, name: scan.Report(verdict))
    job = Job.objects.get(kind="nominations.scan_evidence")
    jobs.work(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("verdict", "result", "may_open"),
    [("CLEAN", "CLEAN", True), ("INFECTED", "INFECTED", False), ("REFUSED", "ERROR", False)],
)
def test_the_job_writes_what_the_scanner_says(stage, monkeypatch, verdict, result, may_open):
    kept = pending(stage)
    assert not permissions.can_open(kept)
    assert run_scan(monkeypatch, verdict).status == "DONE"
    kept.refresh_from_db()
    assert (kept.scan, bool(permissions.can_open(kept))) == (result, may_open)
    event = AuditEvent.objects.latest("id")
    assert (event.name, event.data["scan"]) == ("nominations.evidence_scanned", result)


def test_while_the_scanner_is_silent_the_job_waits(stage, monkeypatch):
    kept = pending(stage)
    job = run_scan(monkeypatch, "PENDING")
    assert (job.status, job.attempts) == ("WAITING", 1)
    kept.refresh_from_db()
    assert kept.scan == "PENDING"


def test_one_may_ask_again_and_only_while_it_waits(stage, monkeypatch):
    kept = pending(stage)
    with clock.at(DURING.replace(hour=5)):
        actions.ask_scan(kept.pk, by=stage.editor)
    assert Job.objects.filter(kind="nominations.scan_evidence").count() == 2
    with pytest.raises(NotAllowed):
        actions.ask_scan(kept.pk, by=stage.officer)
    actions.mark_scanned(kept.pk, "CLEAN", by=stage.officer)
    with pytest.raises(Stale):
        actions.ask_scan(kept.pk, by=stage.editor)
