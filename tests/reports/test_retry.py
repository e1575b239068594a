"""When the job of a report ends in failure everybody who reads the report is told, and may run it again."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import audit, jobs
from core.errors import NotAllowed
from core.models import Job
from reports import actions_periodic as actions
from reports.models import PeriodicReport
from reports.permissions import can_retry
from tests.reports.conftest import ISSUE, ask, client_of, key, made, printed, written

FAULT = "Có lỗi khi thực hiện. Báo quản trị hệ thống, mã việc {}."
DEED = re.compile(r"Lập lại</button>")


def job_of(report: PeriodicReport) -> Job:
    return Job.objects.get(kind=actions.JOB, key=actions.job_key(report))


@pytest.fixture
def broken(monkeypatch):
    """A function that makes the present edition with a program at fault; the report itself still waits."""

    def run(report: PeriodicReport) -> PeriodicReport:
        def fault(*args, **kwargs):
            raise ZeroDivisionError

        with monkeypatch.context() as patched:
            patched.setattr("reports.pdf.render", fault)
            assert jobs.work(job_of(report).pk)
        assert (job_of(report).status, job_of(report).error) == ("FAILED", FAULT.format(job_of(report).pk))
        report.refresh_from_db()
        return report

    return run


def page_of(client: Client, report: PeriodicReport) -> str:
    return client.get(reverse("reports:report", args=[report.pk])).text


def badges(text: str) -> list[str]:
    return re.findall(r"(Đang lập|Chưa lập được|Dự thảo|Đã phát hành)</span>", text)


@pytest.mark.parametrize("who", ["officer", "office_head", "leader", "director"])
def test_everybody_who_reads_it_is_told(world, broken, who):
    [report, *_] = actions.make_due(actions.clock.today())
    broken(report)
    client = client_of(getattr(world, who))
    text = page_of(client, report)
    assert badges(text) == ["Chưa lập được"]
    assert [text.count(words) for words in (FAULT.format(job_of(report).pk), "đang được lập")] == [1, 0]
    assert len(DEED.findall(text)) == (0 if who == "director" else 1)
    assert badges(client.get("/bao-cao/?loai=QUARTER").text) == ["Chưa lập được"]


@pytest.mark.parametrize("who", ["officer", "office_head", "leader"])
def test_whoever_may_ask_runs_it_again(world, broken, who):
    report = broken(ask(world))
    figures = report.values
    by = getattr(world, who)
    answer = client_of(by).post(reverse("reports:report_figures", args=[report.pk]), key())
    report.refresh_from_db()
    assert answer.url == reverse("core:job", args=[job_of(report).pk])
    report = printed(report)
    assert (report.state, report.edition, report.values) == ("READY", 2, figures)


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_a_report_with_its_number_is_run_again_as_it_is(world, broken, who):
    report = written(world)
    figures, at = report.values, report.gathered_at
    broken(actions.issue_report(report.pk, **ISSUE, seen_edition=2, by=world.director))
    again = printed(actions.take_figures(report.pk, by=getattr(world, who)))
    assert (again.state, again.number, again.values, again.gathered_at) == ("ISSUED", 5, figures, at)
    assert [event.name for event in audit.history(report)][-3:] == [
        "reports.report_issued",
        "reports.report_files_retried",
        "reports.report_made",
    ]


def test_button_and_address_ask_the_same(world, broken):
    report = broken(ask(world))
    for who, status in (("director", 403), ("leader", 302)):
        by = getattr(world, who)
        client = client_of(by)
        assert bool(can_retry(by, report)) == (status == 302) == bool(DEED.search(page_of(client, report)))
        answer = client.post(reverse("reports:report_figures", args=[report.pk]), key())
        assert answer.status_code == status


def test_what_is_being_made_or_is_there_is_not_run_again(world):
    report = ask(world)
    for edition in (report, made(report)):
        assert str(can_retry(world.leader, edition).reason) == (
            "Tệp của báo cáo đang được lập hoặc đã lập xong, không cần lập lại."
        )
        assert DEED.search(page_of(client_of(world.leader), edition)) is None
        with pytest.raises(NotAllowed):
            actions.take_figures(edition.pk, by=world.leader)


def test_asked_for_again_it_leads_to_its_page(world, broken):
    report = broken(ask(world))
    answer = client_of(world.officer).post(reverse("reports:report_ask"), key(period="QUARTER 2026-Q3"))
    assert answer.url == reverse("reports:report", args=[report.pk])
