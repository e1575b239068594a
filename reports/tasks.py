"""Papers that follow from deeds, by the table of kinds; periodic reports, asked for or due."""

import uuid
from functools import partial

from django.urls import reverse

from core import audit, clock, files, jobs
from reports import actions, actions_periodic, pdf, render_periodic
from reports.kinds import KINDS
from reports.models import Paper, PeriodicReport


def make(run: jobs.Run, kind: str):
    """Make the paper of this kind about the object of the event: once, the same bytes at every try."""
    paper = actions.prepare(kind, run.payload["object"])
    result = jobs.Result(url=reverse("reports:paper", args=[paper.pk]), label=KINDS[kind].link_label)
    if paper.is_made:
        return lambda: result
    run.progress(0, _steps(paper) + 1, "Đang dàn trang")
    try:
        data = render(paper, lambda done: run.progress(done, _steps(paper) + 1, "Đang dàn trang"))
    except pdf.PdfUnavailable as error:
        actions.mark_failed(paper)
        raise jobs.JobFailed(str(error)) from error
    run.progress(_steps(paper), _steps(paper) + 1, "Đang lưu tệp")
    files.put(data, key=run.file_key)

    def deliver() -> jobs.Result:
        actions.issue(paper, run.file_key, data)
        return result

    return deliver


def render(paper: Paper, progress=lambda done: None) -> bytes:
    """The file of a paper from its stored values; `progress(done)` after each sheet of a series."""
    how, values = KINDS[paper.kind], paper.values
    about = {
        "title": paper.title,
        "identifier": f"{paper.pk}/{paper.symbol}/{paper.created_at:%Y}",
        "created": paper.created_at,
    }
    if not how.each:
        return pdf.render(how.template, values, **about)
    return pdf.render_series(
        how.template,
        values,
        each=how.each,
        size_mm=(values["width_mm"], values["height_mm"]),
        progress=lambda done, _total: progress(done),
        **about,
    )


def _steps(paper: Paper) -> int:
    """How many sheets the making of a paper counts."""
    each = KINDS[paper.kind].each
    return len(paper.values[each]) if each else 1


for _kind, _how in KINDS.items():
    for _event in _how.events:
        # One event, one job: a kind that follows several deeds has one name for each.
        _name = _how.job if len(_how.events) == 1 else f"{_how.job}:{_event.partition('.')[2]}"
        audit.on(_event, kind=_name, title=_how.job_title)(partial(make, kind=_kind))


@jobs.job(actions_periodic.JOB)
def make_report(run: jobs.Run):
    """Make the files of one edition of a periodic report: the same bytes at every try."""
    report = PeriodicReport.objects.get(pk=run.payload["report"])
    result = jobs.Result(url=reverse("reports:report", args=[report.pk]), label="Mở báo cáo")
    if report.edition != run.payload["edition"]:
        return lambda: result  # a newer edition has a job of its own
    run.progress(0, 3, "Đang dàn trang")
    try:
        printed = render_periodic.render_report(report)
    except pdf.PdfUnavailable as error:
        raise jobs.JobFailed(str(error)) from error
    run.progress(1, 3, "Đang lập bảng Excel")
    listed = render_periodic.report_book(report)
    run.progress(2, 3, "Đang lưu tệp")
    second_key = uuid.uuid5(run.file_key, "xlsx")
    files.put(printed, key=run.file_key)
    files.put(listed, key=second_key)

    def deliver() -> jobs.Result:
        actions_periodic.deliver(report, (run.file_key, printed), (second_key, listed))
        return result

    return deliver


@jobs.periodic("reports.due", hours=1, title="Lập báo cáo đến kỳ")
def make_due(run: jobs.Run) -> None:
    """Make the reports that the timetable asks for today."""
    actions_periodic.make_due(clock.today())
