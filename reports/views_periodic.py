"""Pages and deeds of periodic reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, files
from core.errors import demand
from core.http import find, perform, posted
from core.pages import form_page
from core.paging import page_by_key
from reports import actions_periodic as actions
from reports import permissions, queries_periodic, render_periodic
from reports.filters import ReportFilter
from reports.forms import AskForm, IssueForm, TextsForm
from reports.models import PeriodicReport, ReportState


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports, the newest period first, with the form that asks for another one."""
    demand(permissions.can_read_reports(request.actor))
    return _list(request, _ask_form(request))


@require_POST
def report_ask(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a period; the page of the job shows how far it is."""
    actor = request.actor
    demand(permissions.can_ask(actor))
    form = _ask_form(request)
    if not form.is_valid():
        return _list(request, form, status=422)

    def again(problems) -> HttpResponse:
        form.show(problems)
        return _list(request, form, status=422)

    return perform(
        request,
        lambda: actions.ask(*form.chosen, by=actor),
        done=lambda report: _where(actor, report),
        again=again,
        message=_asked,
    )


def _ask_form(request: HttpRequest) -> AskForm:
    today = clock.local(request.now).date()
    return AskForm(posted(request), periods=queries_periodic.periods_offered(today))


def _list(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    chosen = ReportFilter(request.GET, queryset=PeriodicReport.visible_to(request.actor))
    page = page_by_key(
        queries_periodic.for_list(chosen.qs), order="-to_on", cursor=request.GET.get("trang", ""), size=20
    )
    context = {
        "page": page,
        "filter": chosen,
        "form": form,
        "can_ask": permissions.can_ask(request.actor),
        "today": clock.local(request.now).date(),
    }
    return render(request, "reports/report_list.html", context, status=status)


def _asked(report: PeriodicReport) -> str:
    if report.failure is not None:
        return f"{report.title} chưa lập được tệp. Bấm “Lập lại” để thử lần nữa."
    if report.state == ReportState.PENDING:
        return f"Đang lập {report}. Có thể rời trang, việc vẫn tiếp tục."
    return f"{report.title} đã có từ trước; đây là báo cáo đó."


def _where(actor, report: PeriodicReport) -> str:
    """The page of the job while the report is being made for this person, else the report's own."""
    job = queries_periodic.job_of(actor, report)
    if report.state == ReportState.PENDING and report.failure is None and job:
        return reverse("core:job", args=[job.pk])
    return reverse("reports:report", args=[report.pk])


@require_GET
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: its words and charts as printed, its tables with the lists behind them, its files."""
    report = _readable(request, pk)
    actor = request.actor
    context = {
        "report": report,
        "words": queries_periodic.linked_words(report, render_periodic.report_values(report)),
        "job": queries_periodic.job_of(actor, report),
        "can_write": permissions.can_write(actor, report),
        "can_issue": permissions.can_issue(actor, report),
        "can_retry": permissions.can_retry(actor, report),
        "today": clock.local(request.now).date(),
    }
    return render(request, "reports/report_detail.html", context)


@require_GET
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the report."""
    return files.send(_with_files(request, pk).pdf)


@require_GET
def report_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Download its tables."""
    return files.send(_with_files(request, pk).xlsx)


@require_http_methods(["GET", "POST"])
def report_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what figures cannot say: leadership, models, limits, proposals."""
    report = _readable(request, pk)
    form = TextsForm(posted(request), report=report)
    return form_page(
        request,
        form,
        "reports/report_texts.html",
        may=permissions.can_write(request.actor, report),
        deed=lambda: actions.write_texts(
            report.pk, form.texts, seen_edition=form.cleaned_data["edition"], by=request.actor
        ),
        done=lambda changed: reverse("reports:report", args=[changed.pk]),
        message=lambda _: "Đã lưu nhận xét, kiến nghị. Tệp PDF, Excel đang được lập lại.",
        context={"report": report},
    )


@require_http_methods(["GET", "POST"])
def report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the report its number and date."""
    report = _readable(request, pk)
    form = IssueForm(posted(request), report=report, today=clock.local(request.now).date())
    return form_page(
        request,
        form,
        "reports/report_issue.html",
        may=permissions.can_issue(request.actor, report),
        deed=lambda: actions.issue_report(
            report.pk,
            number=form.cleaned_data["number"],
            issued_on=form.cleaned_data["issued_on"],
            seen_edition=form.cleaned_data["edition"],
            by=request.actor,
        ),
        done=lambda issued: reverse("reports:report", args=[issued.pk]),
        message=lambda issued: f"Đã ghi số {issued.number:02d}. Bản phát hành đang được lập.",
        context={"report": report},
    )


@require_POST
def report_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the figures anew, or try again to make the files."""
    report = _readable(request, pk)
    return perform(
        request,
        lambda: actions.take_figures(report.pk, by=request.actor),
        done=lambda changed: _where(request.actor, changed),
        again=lambda problems: render(
            request, "reports/report_refused.html", {"report": report, "problems": problems}, status=422
        ),
    )


def _readable(request: HttpRequest, pk: int) -> PeriodicReport:
    return find(queries_periodic.for_page(PeriodicReport.visible_to(request.actor)), pk=pk)


def _with_files(request: HttpRequest, pk: int) -> PeriodicReport:
    made = PeriodicReport.visible_to(request.actor).filter(pdf__isnull=False)
    return find(queries_periodic.for_list(made), pk=pk)
