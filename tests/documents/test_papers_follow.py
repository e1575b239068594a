"""Papers follow from deeds: which, from when, in which state, and who may read them."""

import pytest
from django.db import IntegrityError, transaction

from core import audit, clock, files, jobs
from core.models import Job
from reports import actions, reference, tasks
from reports.models import Paper, PaperForm, PaperKind, PaperState
from reviews.actions import conclude
from reviews.actions import decision as decisions
from tests.documents.papers import read, text_of
from tests.factories import decisions as desks
from tests.factories import reviews as chambers
from tests.factories.nominations import DURING


@pytest.fixture(autouse=True)
def _world(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.FILES_ROOT = tmp_path / "files"
    reference.load()
    with clock.at(DURING):
        yield


def work() -> dict[str, str]:
    """Do every job that waits; kind: status, and what a failed one says."""
    for pk in jobs.free_ids():
        jobs.work(pk)
    return {row.kind: row.error or row.status for row in Job.objects.filter(kind__startswith="reports.")}


def made(kind: str, **about) -> list[tuple[str, int, bool]]:
    rows = Paper.objects.filter(kind=kind, **about).order_by("revision")
    return [(row.state, row.revision, row.is_draft) for row in rows]


def words(kind: str) -> str:
    paper = Paper.objects.filter(kind=kind).latest("revision")
    return text_of(read(files.read(paper.file)))


@pytest.fixture
def concluded():
    chamber = chambers.make_chamber()
    poll = chambers.make_sealed(chamber, (1, 1, 2))
    session = conclude(poll.session_id, conclusion="Thống nhất kết quả bỏ phiếu.", by=chamber.secretary)
    return chamber, session, poll


def test_minutes_follow_from_seal_and_conclusion(concluded):
    chamber, session, poll = concluded
    done = work()
    assert {done[kind] for kind in ("reports.minutes", "reports.count_minutes")} == {"DONE"}
    assert made(PaperKind.MINUTES, session=session) == [("ISSUED", 1, False)]
    assert made(PaperKind.COUNT_MINUTES, poll=poll) == [("ISSUED", 1, False)]
    numbers = sorted(Paper.objects.filter(number__isnull=False).values_list("number", "year"))
    assert numbers == [(1, DURING.year), (2, DURING.year)]
    text = words(PaperKind.MINUTES)
    assert text.count("7/7") == 0
    assert text.count("Triệu tập 07 thành viên Hội đồng; có mặt 07; vắng mặt 00. Tỷ lệ có mặt 100%.") == 1
    assert text.count("02 cá nhân đủ số phiếu để đề nghị khen thưởng, 01 đề nghị không đủ số phiếu.") == 1
    assert (text.count("Kính gửi"), text.count("Căn cứ")) == (0, 0)
    counted = words(PaperKind.COUNT_MINUTES)
    receipts = list(poll.receipts.values_list("receipt", flat=True))
    assert [counted.count(receipt) for receipt in receipts] == [1] * 7
    assert counted.count(poll.sheet_hash) == 1


def test_minutes_are_made_once_and_no_number_is_lost(concluded):
    _chamber, session, _poll = concluded
    with transaction.atomic():
        assert actions.prepare(PaperKind.MINUTES, session.pk).number == 1
        transaction.set_rollback(True)
    work()
    minutes = Paper.objects.filter(number__isnull=False)
    assert sorted(minutes.values_list("number", flat=True)) == [1, 2]
    first = minutes.get(kind=PaperKind.MINUTES)
    assert actions.prepare(PaperKind.MINUTES, session.pk).pk == first.pk
    assert tasks.render(first) == files.read(first.file)
    assert minutes.count() == 2


def test_letter_and_decision_follow_from_draft_to_signature():
    desk = desks.make_desk()
    decision = desks.make_decision(desk)
    assert set(work().values()) == {"DONE"}
    assert made(PaperKind.LETTER) == [("READY", 1, True)]
    assert made(PaperKind.DECISION) == [("READY", 1, True)]
    assert words(PaperKind.DECISION).count("Số: ……/QĐ-UBND") == 1
    desks.present(desk, decision)
    work()
    assert made(PaperKind.LETTER) == [("SUPERSEDED", 1, True), ("ISSUED", 2, False)]
    assert made(PaperKind.DECISION) == [("SUPERSEDED", 1, True), ("READY", 2, True)]
    assert words(PaperKind.LETTER).count("Số: 512/TTr-SNV") == 1
    decisions.strike_name(desks.line(decision, 2).pk, reason="Đang bị kiểm tra", by=desk.leader)
    work()
    assert words(PaperKind.DECISION).count("cho 02 cá nhân (có danh sách kèm theo)") == 1
    desks.sign(desk, decision)
    assert set(work().values()) == {"DONE"}
    assert made(PaperKind.LETTER) == [("SUPERSEDED", 1, True), ("ISSUED", 2, False)]
    states = ["SUPERSEDED", "SUPERSEDED", "SUPERSEDED", "ISSUED"]
    assert [state for state, _revision, _draft in made(PaperKind.DECISION)] == states
    text = words(PaperKind.DECISION)
    assert (text.count("Số: 2045/QĐ-UBND"), text.count("Trần Huy Tuấn"), text.count("TM.")) == (1, 1, 0)
    assert text.count("tại Tờ trình số 512/TTr-SNV ngày 22 tháng 11 năm 2026.") == 1


def test_certificates_follow_from_publishing_one_page_each():
    desk = desks.make_desk()
    decision = desks.make_published(desk)
    done = work()
    assert done["reports.certificate"] == "DONE"
    job = Job.objects.get(kind="reports.certificate")
    assert (job.total, job.percent) == (4, 100)
    paper = Paper.objects.get(kind=PaperKind.CERTIFICATE)
    assert (paper.state, paper.decision_id) == (PaperState.ISSUED, decision.pk)
    reader = read(files.read(paper.file))
    grants = [line.grant for line in decision.lines.order_by("order")]
    assert len(reader.pages) == len(grants)
    for page, grant in zip(reader.pages, grants, strict=True):
        text = " ".join(page.extract_text().split())
        assert (text.count(grant.recipient_name), text.count(grant.code_text)) == (1, 1)


def test_nothing_is_made_anew_when_nothing_has_changed():
    desk = desks.make_desk()
    decision = desks.make_decision(desk)
    work()
    before = list(Paper.objects.order_by("pk").values_list("pk", "revision", "file__sha256"))
    for kind in (PaperKind.LETTER, PaperKind.DECISION):
        actions.prepare(kind, decision.pk)
    assert list(Paper.objects.order_by("pk").values_list("pk", "revision", "file__sha256")) == before


def test_a_file_made_of_older_values_is_not_issued():
    desk = desks.make_desk()
    decision = desks.make_decision(desk)
    older = actions.prepare(PaperKind.DECISION, decision.pk)
    decisions.take_off_name(desks.line(decision, 2).pk, reason="Nhầm", by=desk.officer)
    newer = actions.prepare(PaperKind.DECISION, decision.pk)
    assert (newer.pk, newer.revision, newer.values == older.values) == (older.pk, 1, False)
    data = tasks.render(older)
    with transaction.atomic():
        row = actions.issue(older, files.put(data), data)
    assert (row.is_made, row.state) == (False, PaperState.RENDERING)
    data = tasks.render(newer)
    with transaction.atomic():
        row = actions.issue(newer, files.put(data), data)
    assert (row.state, row.values) == (PaperState.READY, newer.values)
    assert [event.name for event in audit.history(row)] == ["reports.draft_made"]


def test_who_reads_the_papers_of_a_decision():
    desk = desks.make_desk()
    decision = desks.make_presented(desk)
    work()
    wanted = {PaperKind.LETTER, PaperKind.DECISION}

    def seen(actor) -> set[str]:
        found = Paper.visible_to(actor).filter(decision=decision, state__in=["READY", "ISSUED"])
        return set(found.values_list("kind", flat=True))

    staff = [desk.officer, desk.office_head, desk.director, desk.leader, desk.clerk]
    assert [seen(actor) for actor in staff] == [wanted] * 5
    assert (seen(desk.stage.editor), seen(None)) == (set(), set())
    desks.publish(desk, desks.sign(desk, decision))
    work()
    assert [seen(actor) for actor in staff] == [wanted | {PaperKind.CERTIFICATE}] * 5
    assert seen(desk.stage.editor) == {PaperKind.CERTIFICATE}


def test_who_reads_minutes(concluded):
    chamber, session, _poll = concluded
    work()

    def seen(actor) -> int:
        return Paper.visible_to(actor).filter(number__isnull=False).count()

    readers = [*chamber.voting, chamber.secretary, chamber.stage.officer]
    assert [seen(actor) for actor in readers] == [2] * len(readers)
    assert (seen(chamber.stage.editor), seen(None)) == (0, 0)


@pytest.mark.parametrize("links", [{}, {"session": True, "decision": True}])
def test_a_paper_is_about_exactly_one_object(concluded, links):
    _chamber, session, _poll = concluded
    values = {
        "kind": PaperKind.MINUTES,
        "form": PaperForm.objects.get(kind=PaperKind.MINUTES),
        "issuer": session.council.unit,
        "year": 2026,
        "number": 9,
        "symbol": "09/BB-HĐTĐKT",
        "title": "Biên bản",
        "values": {},
        "created_at": DURING,
    }
    if links:
        values |= {"session": session, "poll": session.polls.get()}
    with pytest.raises(IntegrityError, match="paper_about_one_object"), transaction.atomic():
        Paper.objects.create(**values)
    assert Paper.objects.create(**values | {"session": session, "poll": None}).pk
