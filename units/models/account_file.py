"""Files of accounts from Excel on their way, and what was found in each row."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import sheet_workflow as way
from core.models import StoredFile
from units.models.membership import Membership
from units.models.unit import OrgUnit
from units.roles import Role

ACCOUNT_FILE = way.way_of_a_file("lập tài khoản")
CHECK_JOB, WRITE_JOB = "units.check_accounts", "units.write_accounts"


class AccountFile(models.Model):
    """One uploaded list of accounts: checked row by row, then written as a whole or not at all."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name="lập cho đơn vị")
    is_wide = models.BooleanField("cho mọi đơn vị")
    state = models.CharField("tình trạng", max_length=10, choices=ACCOUNT_FILE.choices, default=way.UPLOADED)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    heads = models.JSONField("tiêu đề cột", default=list)
    counts = models.JSONField("số dòng theo loại", default=dict)
    written = models.PositiveIntegerField("số tài khoản đã lập", null=True)
    remarks = models.JSONField("ghi chú về tệp", default=list)
    version = models.PositiveIntegerField("lần quyết định", default=1)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc")
    checked_at = models.DateTimeField("kiểm tra xong lúc", null=True)
    accepted_as = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField("bấm lập lúc", null=True)
    done_at = models.DateTimeField("lập xong lúc", null=True)

    class Meta:
        verbose_name = "tệp tài khoản từ Excel"
        verbose_name_plural = "tệp tài khoản từ Excel"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(ACCOUNT_FILE.states)), name="account_file_state_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_as__isnull=True)
                | Q(accepted_at__isnull=False, accepted_as__isnull=False),
                name="account_file_accepted_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[way.ACCEPTED, way.WRITING, way.DONE]) | Q(accepted_at__isnull=False),
                name="account_file_written_only_if_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state=way.DONE, done_at__isnull=False, written__isnull=False)
                | ~Q(state=way.DONE) & Q(done_at__isnull=True, written__isnull=True),
                name="account_file_done_together",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-uploaded_at", "-id"], name="account_file_latest")]

    def __str__(self):
        return self.file.name

    @classmethod
    def visible_to(cls, actor):
        """ADMIN sees the files for all units, a head those for his own; who holds a lent role none."""
        if actor is None or actor.is_delegated:
            return cls.objects.none()
        if actor.is_(Role.ADMIN):
            return cls.objects.filter(is_wide=True)
        return (
            cls.objects.filter(is_wide=False, unit=actor.unit_id)
            if actor.is_(Role.HEAD)
            else cls.objects.none()
        )

    @property
    def state_row(self):
        """The state with its words and picture."""
        return ACCOUNT_FILE.state(self.state)

    @property
    def job_kind(self):
        """Which of its two jobs is at work on it, or was the last."""
        return WRITE_JOB if self.accepted_at else CHECK_JOB

    @property
    def is_running(self):
        """Whether a job is at work on it, or about to be."""
        return self.state in {way.UPLOADED, way.CHECKING, way.ACCEPTED, way.WRITING}


class AccountRowClass(models.TextChoices):
    """What the check found about a row."""

    NEW = "NEW", "Mới"
    KNOWN = "KNOWN", "Đã có"
    DUPLICATE = "DUPLICATE", "Có thể trùng"
    ERROR = "ERROR", "Lỗi"


class AccountDecision(models.TextChoices):
    """What was said about a row whose person may have an account."""

    SAME = "SAME", "Cùng một người, không lập"
    OTHER = "OTHER", "Người khác, lập tài khoản"


class AccountRow(models.Model):
    """One row: the cells as they came, the values read from them, what is to be done, the account made."""

    upload = models.ForeignKey(AccountFile, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    row_class = models.CharField("loại", max_length=9, choices=AccountRowClass)
    cells = models.JSONField("ô như trong tệp")
    values = models.JSONField("giá trị đã đọc", default=dict)
    problems = models.JSONField("cần làm gì", default=list)
    candidates = models.JSONField("tài khoản có thể trùng", default=list)
    decision = models.CharField("quyết định", max_length=5, choices=AccountDecision, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped = models.CharField("vì sao không lập", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng của tệp tài khoản"
        verbose_name_plural = "dòng của tệp tài khoản"
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="account_row_once"),
            models.CheckConstraint(
                condition=Q(row_class__in=AccountRowClass.values), name="account_row_class_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decision__in=AccountDecision.values, row_class="DUPLICATE"),
                name="account_row_decision_known",
            ),
        ]
        indexes = [models.Index(fields=["upload", "row_class", "number"], name="account_row_of_class")]

    def __str__(self):
        return f"{self.upload_id}: {self.number}"

    @classmethod
    def visible_to(cls, actor):
        """Rows of the files that the actor sees."""
        return cls.objects.filter(upload__in=AccountFile.visible_to(actor))
