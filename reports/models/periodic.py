"""Periodic reports (báo cáo định kỳ) and the timetable they follow."""

from django.conf import settings
from django.db import models
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from core import clock
from core.models import Job, StoredFile
from core.workflow import State
from reports import rules_period
from reports.models.paper import STATES as PAPER_STATES
from units.models import OrgUnit, UnitKind
from units.roles import STANDING_BODY_ROLES, Role

USER = settings.AUTH_USER_MODEL
JOB = "reports.periodic"  # the kind of job that makes the files
FAILED = "FAILED"  # shown of a report that waits for its files while their job has ended in failure


class ReportKind(models.TextChoices):
    """How long a period is."""

    QUARTER = "QUARTER", "Báo cáo quý"
    HALF = "HALF", "Báo cáo 6 tháng"
    YEAR = "YEAR", "Báo cáo năm"


class ReportState(models.TextChoices):
    """Where a report stands; ISSUED is frozen with its number."""

    PENDING = "PENDING", "Đang lập"
    READY = "READY", "Dự thảo"
    ISSUED = "ISSUED", "Đã phát hành"


REPORT_STATES = {
    ReportState.PENDING: State("PENDING", "Đang lập", "Đang lập", "info", "hourglass-split"),
    ReportState.READY: State("READY", "Dự thảo", "Dự thảo", "info", "pencil-square"),
    FAILED: PAPER_STATES["FAILED"],
    ReportState.ISSUED: PAPER_STATES["ISSUED"],
}


class ReportSchedule(models.Model):
    """One dated row of the timetable: how figures are cut, when the report is due, who gets it."""

    kind = models.CharField("loại báo cáo", max_length=8, choices=ReportKind)
    part = models.PositiveSmallIntegerField("kỳ trong năm", null=True, blank=True)
    cut_day = models.PositiveSmallIntegerField("ngày bắt đầu lấy số liệu trong tháng")
    due_days = models.PositiveSmallIntegerField("hạn gửi, số ngày sau khi chốt số liệu")
    recipients = models.JSONField("nơi nhận", default=list)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=250)
    confirmed = models.BooleanField("đã được xác nhận", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lịch báo cáo"
        verbose_name_plural = "lịch báo cáo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="report_schedule_kind_from"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_schedule_kind"),
            models.CheckConstraint(
                condition=Q(cut_day__gte=1, cut_day__lte=rules_period.LAST_CUT_DAY),
                name="report_schedule_cut_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="report_schedule_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {self.valid_from:%d/%m/%Y}"

    @property
    def as_rule(self) -> rules_period.Timetable:
        """The row as the rules take it."""
        return rules_period.Timetable(
            self.kind, self.cut_day, self.due_days, self.valid_from, self.valid_to, self.part
        )


class PeriodicReport(models.Model):
    """The report of one standing body about one period; asked for twice, it is one report.

    `values` are the figures as they were at `gathered_at`; the four texts are a person's. Every change before
    the issue is a new `edition` with files of its own. Issued, it has number and date and changes no more.
    """

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="periodic_reports", verbose_name="cơ quan báo cáo"
    )
    kind = models.CharField("loại báo cáo", max_length=8, choices=ReportKind)
    period = models.CharField("kỳ báo cáo", max_length=8)
    revision = models.PositiveSmallIntegerField("lần ban hành", default=1)
    from_on = models.DateField("số liệu từ ngày")
    to_on = models.DateField("số liệu đến hết ngày")
    due_on = models.DateField("hạn gửi")
    state = models.CharField("tình trạng", max_length=8, choices=ReportState, default=ReportState.PENDING)
    edition = models.PositiveIntegerField("lần lập", default=1)
    values = models.JSONField("số liệu")
    gathered_at = models.DateTimeField("chốt số liệu lúc")
    leading_text = models.TextField("công tác lãnh đạo, chỉ đạo", blank=True)
    models_text = models.TextField("điển hình tiên tiến", blank=True)
    limits_text = models.TextField("hạn chế, nguyên nhân", blank=True)
    proposals_text = models.TextField("phương hướng, kiến nghị", blank=True)
    pdf = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    xlsx = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("yêu cầu lúc")
    made_at = models.DateTimeField("lập xong lúc", null=True)
    number = models.PositiveIntegerField("số", null=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issued_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField("phát hành lúc", null=True)

    class Meta:
        verbose_name = "báo cáo định kỳ"
        verbose_name_plural = "báo cáo định kỳ"
        indexes = [models.Index(fields=["unit", "-to_on", "-id"], name="report_latest_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "period", "revision"], name="report_once_per_period"
            ),
            models.UniqueConstraint(fields=["unit", "number", "issued_on"], name="report_number_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="report_days_in_order"),
            models.CheckConstraint(
                condition=Q(state="PENDING")
                | Q(pdf__isnull=False, xlsx__isnull=False, made_at__isnull=False),
                name="report_made_has_files",
            ),
            models.CheckConstraint(
                condition=Q(number=None, issued_on=None, issued_by=None, issued_at=None) & ~Q(state="ISSUED")
                | Q(number__gt=0, issued_on__isnull=False, issued_by__isnull=False, issued_at__isnull=False)
                & ~Q(state="READY"),
                name="report_issued_together",
            ),
        ]

    def __str__(self) -> str:
        return f"báo cáo {self.label}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["PeriodicReport"]:
        """Return the reports of one's standing body; its province's leader reads them too."""
        if actor is None:
            return cls.objects.none()
        if actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.filter(unit_id=actor.body_id)
        if actor.is_(Role.LEADER) and actor.unit.kind == UnitKind.PROVINCE:
            return cls.objects.filter(unit__standing_for_id=actor.unit_id)
        return cls.objects.none()

    @classmethod
    def with_failure(cls, reports: models.QuerySet["PeriodicReport"]) -> models.QuerySet["PeriodicReport"]:
        """Let `failure` of each be read along, for lists and pages."""
        key = Concat(Cast(OuterRef("pk"), CharField()), Value("/"), Cast(OuterRef("edition"), CharField()))
        failed = Job.objects.filter(kind=JOB, key=key, status=Job.Status.FAILED)
        return reports.annotate(failure_read=Subquery(failed.values("error")[:1]))

    @property
    def failure(self) -> str | None:
        """What the job said that ended in failure while the report waits for its files; else None."""
        if self.state != ReportState.PENDING:
            return None
        if "failure_read" in self.__dict__:
            return self.failure_read
        failed = Job.objects.filter(kind=JOB, key=job_key(self), status=Job.Status.FAILED)
        return failed.values_list("error", flat=True).first()

    @property
    def state_row(self) -> State:
        """The words and the mark of the present state."""
        return REPORT_STATES[self.state if self.failure is None else FAILED]

    @property
    def as_period(self) -> rules_period.Period:
        """The period as the rules take it."""
        return rules_period.parse(self.kind, self.period)

    @property
    def label(self) -> str:
        """The period in words: "quý III năm 2026"."""
        return self.as_period.label

    @property
    def title(self) -> str:
        """The report as a heading names it."""
        return f"Báo cáo {self.label}"

    @property
    def is_signed_off(self) -> bool:
        """Whether it has its number: from then on it changes no more."""
        return self.number is not None

    @property
    def is_open_period(self) -> bool:
        """Whether its figures were taken before its period was over."""
        return clock.local(self.gathered_at).date() <= self.to_on


def job_key(report: PeriodicReport) -> str:
    """The key of the job that makes the files of the present edition."""
    return f"{report.pk}/{report.edition}"
