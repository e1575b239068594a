"""Deeds on periodic reports: ask, take the figures, write, issue, freeze the files."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from core import audit, clock, files, jobs
from core.audit import SYSTEM
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.excel import CONTENT_TYPE as XLSX
from core.text import nfc_lines
from core.verdict import Problem
from reports import rules_period, rules_report
from reports.actions import PDF
from reports.gather_periodic import Scope, figures
from reports.models import JOB, PeriodicReport, ReportSchedule, ReportState, job_key
from reports.periodic import TEXTS
from reports.permissions import can_ask, can_issue, can_retry, can_write
from reports.rules_period import Due, Period
from units.models import OrgUnit, UnitKind
from units.roles import STANDING_BODY_ROLES

LABELS = {name: label for name, label, _ in TEXTS}
NO_BODY = "Chưa có cơ quan thường trực nào của tỉnh. Quản trị hệ thống kiểm tra danh mục đơn vị."
#: Deeds that make a new edition, as a sentence names them to somebody who saw the one before.
_EDITED = {
    "reports.report_texts_written": "viết nhận xét, kiến nghị",
    "reports.report_figures_taken": "lấy lại số liệu",
    "reports.report_files_retried": "cho lập lại tệp",
}


@transaction.atomic
def ask(kind: str, text: str, *, by) -> PeriodicReport:
    """The report of this period, made now when there is none; asked for twice, it is the same report."""
    demand(can_ask(by))
    return ask_for(reporting_body(by), period_of(kind, text), by=by)


@transaction.atomic
def ask_for(body: OrgUnit, period: Period, *, by) -> PeriodicReport:
    """The same for a body and a period that are known; the timetable and the command ask like this."""
    OrgUnit.objects.select_for_update().get(pk=body.pk)  # two who ask at once get one report
    asked, _ = _framed(period)
    demand_rules(rules_report.ask_problems(period.label, asked.from_on, clock.today()))
    there = PeriodicReport.objects.filter(unit=body, kind=period.kind, period=period.code)
    if report := there.order_by("-revision").first():
        return report
    now = clock.now()
    report = PeriodicReport.objects.create(
        unit=body,
        kind=period.kind,
        period=period.code,
        from_on=asked.from_on,
        to_on=asked.to_on,
        due_on=asked.due_on,
        values=_values(body, period),
        gathered_at=now,
        created_at=now,
        requested_by_id=by.user_id,
    )
    audit.record(
        "reports.report_asked", by=by, obj=report, data={"kind": report.kind, "period": report.period}
    )
    _queue(report, by)
    return report


def make_due(day: date) -> list[PeriodicReport]:
    """Make what the timetable says should be there on this day; what is there already stays as it is."""
    timetable = [row.as_rule for row in ReportSchedule.objects.all()]
    made = []
    for body in provincial_bodies(day):
        there = set(PeriodicReport.objects.filter(unit=body).values_list("kind", "period"))
        for asked in rules_period.due(timetable, day):
            if (asked.period.kind, asked.period.code) not in there:
                made.append(ask_for(body, asked.period, by=SYSTEM))
    return made


@transaction.atomic
def take_figures(report_id: int, *, by) -> PeriodicReport:
    """Take the figures anew; for who may not, or of a report with its number, only try failed files again."""
    report = _locked(report_id)
    may_write = can_write(by, report)
    if not may_write and can_retry(by, report):
        _remake(report, by=by)
        audit.record("reports.report_files_retried", by=by, obj=report, data={"edition": report.edition})
        return report
    demand(may_write)
    report.values = _values(report.unit, report.as_period)
    report.gathered_at = clock.now()
    _remake(report, "values", "gathered_at", by=by)
    audit.record("reports.report_figures_taken", by=by, obj=report, data={"edition": report.edition})
    return report


@transaction.atomic
def write_texts(report_id: int, texts: dict[str, str], *, seen_edition: int, by) -> PeriodicReport:
    """Keep what a person writes in the report; Stale when somebody changed it since it was read."""
    report = _locked(report_id)
    demand(can_write(by, report))
    texts = {name: nfc_lines(texts[name]) for name in LABELS}
    if report.edition != seen_edition:
        theirs = [(label, getattr(report, name)) for name, label in LABELS.items()]
        mine = [(label, texts[name]) for name, label in LABELS.items()]
        raise Stale(f"{_edited(report)} Chép phần của mình rồi mở lại trang.", theirs, mine)
    demand_rules(rules_report.text_problems(texts, LABELS))
    for name, text in texts.items():
        setattr(report, name, text)
    _remake(report, *texts, by=by)
    audit.record("reports.report_texts_written", by=by, obj=report, data={"edition": report.edition})
    return report


@transaction.atomic
def issue_report(report_id: int, *, number: int, issued_on: date, seen_edition: int, by) -> PeriodicReport:
    """Give the report its number and date: the files are made once more with them and then never again."""
    report = _locked(report_id)
    demand(can_issue(by, report))
    if report.edition != seen_edition:
        raise Stale(f"{_edited(report)} Xem bản mới rồi phát hành.")
    if report.failure is not None:
        raise Stale("Chưa lập được tệp của báo cáo. Lập lại, xem bản mới rồi phát hành.")
    if report.state != ReportState.READY:
        raise Stale("Tệp của báo cáo đang được lập. Đợi lập xong, xem lại rồi phát hành.")
    demand_rules(
        rules_report.issue_problems(
            missing=[label for name, label, needed in TEXTS if needed and not getattr(report, name)],
            number=number,
            issued_on=issued_on,
            gathered_on=clock.local(report.gathered_at).date(),
            to_on=report.to_on,
            today=clock.today(),
        )
    )
    OrgUnit.objects.select_for_update().get(pk=report.unit_id)  # of two who give one number, one gets it
    same = PeriodicReport.objects.filter(unit=report.unit_id, number=number, issued_on__year=issued_on.year)
    if same.exists():
        words = f"Số {number} của năm {issued_on.year} đã dùng cho báo cáo khác."
        raise RuleViolation([Problem("number", "number", words)])
    report.number, report.issued_on = number, issued_on
    report.issued_by_id, report.issued_at = by.user_id, clock.now()
    _remake(report, "number", "issued_on", "issued_by", "issued_at", by=by)
    audit.record("reports.report_issued", by=by, obj=report, data={"number": number, "on": f"{issued_on}"})
    return report


def deliver(report: PeriodicReport, pdf: tuple, xlsx: tuple) -> PeriodicReport:
    """Keep the files (key and bytes) of this edition; inside the transaction that ends the job.

    Nothing when a newer edition was asked for while these files were made.
    """
    row = _locked(report.pk)
    if row.edition != report.edition or row.state in (ReportState.READY, ReportState.ISSUED):
        return row
    row.pdf = files.register(*pdf, name=file_name(row, "pdf"), content_type=PDF)
    row.xlsx = files.register(*xlsx, name=file_name(row, "xlsx"), content_type=XLSX)
    row.state = ReportState.ISSUED if row.is_signed_off else ReportState.READY
    row.made_at = clock.now()
    row.save(update_fields=["pdf", "xlsx", "state", "made_at"])
    data = {"edition": row.edition, "pdf": row.pdf.sha256, "xlsx": row.xlsx.sha256}
    audit.record("reports.report_made", by=SYSTEM, obj=row, data=data)
    return row


def file_name(report: PeriodicReport, ending: str) -> str:
    """The name of the file as it is handed out, in plain letters."""
    number = f"{report.number:02d}-" if report.is_signed_off else "du-thao-"
    return f"bao-cao-{number}{report.period.lower()}.{ending}"


# Whose report, which days -------------------------------------------------------------------------


def period_of(kind: str, text: str) -> Period:
    """The period that somebody chose; RuleViolation with the sentence when it is none."""
    try:
        return rules_period.parse(kind, text)
    except rules_period.PeriodError as error:
        raise RuleViolation([Problem("period", "period", str(error))]) from error


def reporting_body(actor) -> OrgUnit:
    """The standing body that reports: the actor's own, or the one that serves his province.

    RuleViolation with the sentence when the province has none.
    """
    if body := body_of(actor):
        return body
    raise RuleViolation([Problem("body", "", NO_BODY)])


def body_of(actor) -> OrgUnit | None:
    """The same; None when the province has none."""
    if actor.is_(*STANDING_BODY_ROLES):
        return actor.body
    return provincial_bodies(clock.today()).filter(standing_for=actor.unit_id).first()


def provincial_bodies(day: date) -> QuerySet[OrgUnit]:
    """The standing bodies of provinces on this day."""
    found = OrgUnit.objects.filter(standing_for__kind=UnitKind.PROVINCE, valid_from__lte=day)
    return found.exclude(valid_to__lte=day).select_related("standing_for", "parent").order_by("pk")


def _framed(period: Period) -> tuple[Due, ReportSchedule]:
    """The days of the period by the row in force at its end, else by the nearest: the first or the last."""
    rows = list(ReportSchedule.objects.filter(kind=period.kind).order_by("valid_from"))
    if not rows:
        words = "Chưa có lịch báo cáo. Quản trị hệ thống chạy lệnh load_reference."
        raise RuleViolation([Problem("timetable", "", words)])
    framed = [(rules_period.framed(period, row.cut_day, row.due_days), row) for row in rows]
    in_force = [(asked, row) for asked, row in framed if row.as_rule.is_in_force(asked.to_on)]
    if in_force:
        return in_force[0]
    first, last = framed[0], framed[-1]
    return first if first[0].to_on < first[1].valid_from else last


def _values(body: OrgUnit, period: Period) -> dict:
    asked, row = _framed(period)
    superior = body.standing_for or body.parent
    return {
        "frame": {
            "superior": superior.document_name if superior else "",
            "issuer": body.body_name,
            "symbol": body.symbol or "SNV",
            "place": (superior or body).place_name,
            "recipients": row.recipients,
            "legal_basis": row.legal_basis if row.confirmed else "",
        },
        "figures": figures(Scope(body, asked.from_on, asked.to_on), period, row.cut_day),
    }


def _locked(report_id: int) -> PeriodicReport:
    rows = PeriodicReport.objects.select_for_update(of=("self",))
    return rows.select_related("unit__standing_for", "unit__parent").get(pk=report_id)


def _edited(report: PeriodicReport) -> str:
    """A sentence: who made the present edition, by which deed, when."""
    deeds = [event for event in audit.history(report) if event.name in _EDITED]
    if not deeds:
        return "Trang này đã cũ."
    return f"{deeds[-1].actor_name} đã {_EDITED[deeds[-1].name]} {_at(deeds[-1].at)}."


def _at(moment: datetime) -> str:
    return f"lúc {clock.local(moment):%H:%M ngày %d/%m/%Y}"


def _remake(report: PeriodicReport, *changed: str, by) -> None:
    """Save what changed as a new edition, whose files a job makes."""
    report.edition += 1
    report.state = ReportState.PENDING
    report.save(update_fields=[*changed, "edition", "state"])
    _queue(report, by)


def _queue(report: PeriodicReport, by) -> None:
    jobs.enqueue(
        JOB,
        key=job_key(report),
        payload={"report": report.pk, "edition": report.edition},
        title=f"Lập {report}",
        owner_id=by.user_id,
    )
