"""Asking, writing, issuing, the timetable, and the job: each deed and each way it refuses."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from core import audit, clock, files, jobs
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import Job
from core.tasks import queue_due
from reports import actions_periodic as actions
from reports import render_periodic
from reports.models import PeriodicReport, ReportSchedule
from tests.factories.units import make_actor
from tests.reports.conftest import ISSUE, TEXTS, ask, made, printed, written
from units.models import OrgUnit, Role


def sentences(caught) -> list[str]:
    return [problem.message for problem in caught.value.problems]


def test_asked_for_twice_it_is_one_report(world):
    first, second = ask(world), ask(world, by=world.leader)
    assert first == second
    assert (first.from_on, first.to_on, first.due_on) == (
        date(2026, 6, 15),
        date(2026, 9, 14),
        date(2026, 9, 20),
    )
    assert PeriodicReport.objects.count() == Job.objects.filter(kind=actions.JOB).count() == 1
    assert [event.name for event in audit.history(first)] == ["reports.report_asked"]


@pytest.mark.parametrize("role", ["officer", "office_head", "leader"])
def test_who_may_ask(world, role):
    by = world.leader if role == "leader" else getattr(world.stage, role)
    assert ask(world, by=by).requested_by == by.user


def test_the_director_reads_and_does_not_ask(world):
    report = ask(world)
    assert list(PeriodicReport.visible_to(world.director)) == [report]
    with pytest.raises(NotAllowed):
        ask(world, period="2026-Q2", by=world.director)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.LEADER, Role.OFFICER])
def test_nobody_of_a_commune_asks_or_sees(world, role):
    ask(world)
    actor = make_actor(world.stage.province.commune, role)
    with pytest.raises(NotAllowed):
        ask(world, period="2026-Q2", by=actor)
    assert list(PeriodicReport.visible_to(actor)) == []


@pytest.mark.parametrize(
    ("kind", "period", "sentence"),
    [
        ("QUARTER", "2026-Q5", "Không có quý 5: mỗi năm có quý 1 đến quý 4."),
        (
            "QUARTER",
            "2027-Q1",
            "Kỳ quý I năm 2027 chưa bắt đầu: số liệu lấy từ ngày 15/12/2026. Chọn kỳ khác.",
        ),
    ],
)
def test_no_such_period(world, kind, period, sentence):
    with pytest.raises(RuleViolation) as caught:
        ask(world, kind, period)
    assert sentences(caught) == [sentence]
    assert PeriodicReport.objects.count() == 0


def test_without_a_timetable_it_says_what_to_run(world):
    ReportSchedule.objects.all().delete()
    with pytest.raises(RuleViolation) as caught:
        ask(world)
    assert sentences(caught) == ["Chưa có lịch báo cáo. Quản trị hệ thống chạy lệnh load_reference."]


def test_the_job_makes_both_files_and_names_its_runner(full):
    report = printed(ask(full))
    assert (report.state, report.pdf.name, report.xlsx.name) == (
        "READY",
        "bao-cao-du-thao-2026-q3.pdf",
        "bao-cao-du-thao-2026-q3.xlsx",
    )
    job = Job.objects.get(kind=actions.JOB)
    assert (job.runner, job.result_url, job.owner_id) == (
        "embedded",
        f"/bao-cao/{report.pk}/",
        full.officer.user_id,
    )
    for stored in (report.pdf, report.xlsx):
        assert hashlib.sha256(files.read(stored)).hexdigest() == stored.sha256


def test_every_try_gives_the_same_bytes(full):
    report = printed(ask(full))
    assert render_periodic.render_report(report) == files.read(report.pdf)
    assert render_periodic.report_book(report) == files.read(report.xlsx)
    with clock.at(datetime(2027, 3, 1, tzinfo=UTC)):
        assert render_periodic.report_book(report) == files.read(report.xlsx)


@pytest.mark.parametrize("by", [lambda world: world.officer, lambda world: world.office_head])
def test_texts_make_a_new_edition(world, by):
    report = written(world)
    assert (report.edition, report.state, report.limits_text) == (2, "READY", TEXTS["limits_text"])
    with pytest.raises(Stale) as caught:
        actions.write_texts(report.pk, TEXTS | {"models_text": "Bản sạch"}, seen_edition=1, by=by(world))
    assert caught.value.message == (
        f"{world.officer.name} đã viết nhận xét, kiến nghị lúc 10:00 ngày 24/11/2026. "
        "Chép phần của mình rồi mở lại trang."
    )
    assert dict(caught.value.mine)["Điển hình tiên tiến"] == "Bản sạch"


def test_files_of_an_older_edition_are_not_kept(world):
    report = ask(world)
    older = Job.objects.get(kind=actions.JOB)
    newer = actions.write_texts(report.pk, TEXTS, seen_edition=1, by=world.officer)
    assert jobs.work(older.pk)
    newer.refresh_from_db()
    assert (newer.state, newer.pdf) == ("PENDING", None)
    assert printed(newer).state == "READY"


@pytest.mark.parametrize("who", ["leader", "director"])
def test_who_does_not_write(world, who):
    report = ask(world)
    with pytest.raises(NotAllowed):
        actions.write_texts(report.pk, TEXTS, seen_edition=1, by=getattr(world, who))
    with pytest.raises(NotAllowed):
        actions.take_figures(report.pk, by=getattr(world, who))


def test_figures_are_taken_anew(full):
    report = made(ask(full))
    assert sum(row["count"] for row in report.values["figures"]["cube"]) == 8
    from awards.actions import revoke

    revoke(full.grants[0].pk, reason="Khai không đúng sự thật", by=full.director)
    fresh = made(actions.take_figures(report.pk, by=full.officer))
    assert sum(row["count"] for row in fresh.values["figures"]["cube"]) == 7


def test_issued_it_has_its_number_and_changes_no_more(world):
    report = written(world)
    issued = made(actions.issue_report(report.pk, **ISSUE, seen_edition=2, by=world.director))
    assert (issued.state, issued.number, issued.pdf.name) == ("ISSUED", 5, "bao-cao-05-2026-q3.pdf")
    for deed in (
        lambda: actions.write_texts(report.pk, TEXTS, seen_edition=3, by=world.officer),
        lambda: actions.take_figures(report.pk, by=world.officer),
        lambda: actions.issue_report(report.pk, **ISSUE, seen_edition=3, by=world.director),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert [event.name.removeprefix("reports.") for event in audit.history(report)] == [
        "report_asked",
        "report_made",
        "report_texts_written",
        "report_made",
        "report_issued",
        "report_made",
    ]


def test_a_number_is_given_once_a_year(world):
    first, second = written(world), written(world, period="2026-Q2")
    actions.issue_report(first.pk, **ISSUE, seen_edition=2, by=world.director)
    with pytest.raises(RuleViolation) as caught:
        actions.issue_report(second.pk, **ISSUE, seen_edition=2, by=world.director)
    assert sentences(caught) == ["Số 5 của năm 2026 đã dùng cho báo cáo khác."]
    assert [problem.field for problem in caught.value.problems] == ["number"]
    assert (
        actions.issue_report(second.pk, **ISSUE | {"number": 6}, seen_edition=2, by=world.director).number
        == 6
    )


def test_not_issued_as_it_was_before(world):
    report = written(world)
    made(actions.take_figures(report.pk, by=world.office_head))
    with pytest.raises(Stale) as caught:
        actions.issue_report(report.pk, **ISSUE, seen_edition=2, by=world.director)
    assert caught.value.message == (
        f"{world.office_head.name} đã lấy lại số liệu lúc 10:00 ngày 24/11/2026. Xem bản mới rồi phát hành."
    )


def test_an_edition_that_never_was_is_told_to_look_again(world):
    report = made(ask(world))
    with pytest.raises(Stale) as caught:
        actions.issue_report(report.pk, **ISSUE, seen_edition=7, by=world.director)
    assert caught.value.message == "Trang này đã cũ. Xem bản mới rồi phát hành."


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("WAITING", "Tệp của báo cáo đang được lập. Đợi lập xong, xem lại rồi phát hành."),
        ("FAILED", "Chưa lập được tệp của báo cáo. Lập lại, xem bản mới rồi phát hành."),
    ],
)
def test_not_issued_without_its_files(world, status, sentence):
    report = ask(world)
    Job.objects.filter(kind=actions.JOB).update(status=status)
    with pytest.raises(Stale) as caught:
        actions.issue_report(report.pk, **ISSUE, seen_edition=1, by=world.director)
    assert caught.value.message == sentence


def test_a_province_without_a_standing_body_is_told_so(world):
    OrgUnit.objects.filter(pk=world.body.pk).update(valid_to=date(2026, 11, 1))
    with pytest.raises(RuleViolation) as caught:
        ask(world, by=world.leader)
    assert sentences(caught) == [
        "Chưa có cơ quan thường trực nào của tỉnh. Quản trị hệ thống kiểm tra danh mục đơn vị."
    ]


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_who_does_not_issue(world, who):
    report = written(world)
    with pytest.raises(NotAllowed):
        actions.issue_report(report.pk, **ISSUE, seen_edition=2, by=getattr(world, who))


def test_not_issued_without_a_persons_texts(world):
    report = made(ask(world))
    with pytest.raises(RuleViolation) as caught:
        actions.issue_report(report.pk, **ISSUE, seen_edition=1, by=world.director)
    assert sentences(caught) == [
        "Chưa viết mục “Hạn chế, nguyên nhân”, “Phương hướng, kiến nghị”. Bấm “Viết nhận xét, kiến nghị”."
    ]


def test_not_issued_before_its_period_is_over(world):
    report = made(ask(world, period="2026-Q4"))
    report = made(actions.write_texts(report.pk, TEXTS, seen_edition=1, by=world.officer))
    assert report.is_open_period
    with pytest.raises(RuleViolation) as caught:
        actions.issue_report(report.pk, **ISSUE, seen_edition=2, by=world.director)
    assert sentences(caught) == [
        "Số liệu được lấy khi kỳ báo cáo chưa hết (hết ngày 14/12/2026). "
        "Sau ngày đó, bấm “Lấy lại số liệu” rồi phát hành."
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 25), "Ngày ban hành không thể sau hôm nay."),
        (date(2026, 11, 23), "Ngày ban hành không thể trước ngày lấy số liệu (24/11/2026)."),
    ],
)
def test_not_issued_on_a_wrong_day(world, day, sentence):
    report = written(world)
    with pytest.raises(RuleViolation) as caught:
        actions.issue_report(report.pk, number=5, issued_on=day, seen_edition=2, by=world.director)
    assert sentences(caught) == [sentence]


def test_the_timetable_makes_each_report_once(world):
    day = date(2026, 11, 24)
    assert [report.period for report in actions.make_due(day)] == ["2026-Q3", "2026-H1", "2025"]
    assert actions.make_due(day) == []
    assert [report.period for report in PeriodicReport.objects.order_by("pk")] == [
        "2026-Q3",
        "2026-H1",
        "2025",
    ]
    assert {report.requested_by for report in PeriodicReport.objects.all()} == {None}


def test_the_tick_queues_the_timetable_once_an_hour(world):
    for moment in ("2026-11-24T08:05", "2026-11-24T08:59", "2026-11-24T09:00"):
        with clock.at(datetime.fromisoformat(f"{moment}:00+07:00")):
            queue_due()
    keys = Job.objects.filter(kind="reports.due").order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["2026-11-24/8", "2026-11-24/9"]
    for job in Job.objects.filter(kind="reports.due"):
        assert jobs.work(job.pk)
    assert PeriodicReport.objects.count() == 3


def test_the_command_writes_the_pages_own_files(full, tmp_path):
    pdf, xlsx = tmp_path / "q3.pdf", tmp_path / "q3.xlsx"
    call_command("make_report", kind="quarter", period="2026-Q3", pdf=pdf, xlsx=xlsx)
    report = ask(full)
    assert pdf.read_bytes() == files.read(report.pdf)
    assert xlsx.read_bytes() == files.read(report.xlsx)
    call_command("make_report", kind="quarter", period="2026-Q3", pdf=tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()


@pytest.mark.parametrize(
    ("kind", "period", "sentence"),
    [
        ("directive", "2026", "Chưa lập được báo cáo loại “directive”. Hiện có: quarter, half, year."),
        ("month", "2026", "Không có loại báo cáo “month”. Hiện có: quarter, half, year."),
        ("half", "2026-Q1", "“2026-Q1” không phải là kỳ báo cáo 6 tháng. Viết như sau: 2026-H1."),
    ],
)
def test_the_command_says_what_is_wrong(world, tmp_path, kind, period, sentence):
    with pytest.raises(CommandError) as caught:
        call_command("make_report", kind=kind, period=period, pdf=tmp_path / "x.pdf")
    assert str(caught.value) == sentence
    assert list(tmp_path.glob("*.pdf")) == []
