"""Files from Excel on their way into the registers, and what was found in each row."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.imports import columns, workflow
from awards.imports.permissions import scope_of
from core.models import StoredFile
from units.models import Membership, OrgUnit, Person

CHECK_JOB, WRITE_JOB = "awards.check_import", "awards.write_import"


class ImportKind(models.TextChoices):
    """Which register a file is for."""

    PERSON = columns.PERSON, columns.SORTS[columns.PERSON].label
    GRANT = columns.GRANT, columns.SORTS[columns.GRANT].label
    RATING = columns.RATING, columns.SORTS[columns.RATING].label
    INITIATIVE = columns.INITIATIVE, columns.SORTS[columns.INITIATIVE].label


class Import(models.Model):
    """One uploaded workbook: checked row by row, decided on, then written as a whole or not at all."""

    kind = models.CharField("loại dữ liệu", max_length=12, choices=ImportKind)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="imports", verbose_name="nhập cho đơn vị")
    is_wide = models.BooleanField("cho mọi đơn vị")
    state = models.CharField(
        "tình trạng", max_length=10, choices=workflow.IMPORT.choices, default=workflow.UPLOADED
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    heads = models.JSONField("tiêu đề cột", default=list)
    counts = models.JSONField("số dòng theo loại", default=dict)
    written = models.PositiveIntegerField("số dòng đã ghi", null=True)
    remarks = models.JSONField("ghi chú về tệp", default=list)
    version = models.PositiveIntegerField("lần quyết định", default=1)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc")
    checked_at = models.DateTimeField("kiểm tra xong lúc", null=True)
    accepted_as = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField("bấm ghi lúc", null=True)
    done_at = models.DateTimeField("ghi xong lúc", null=True)

    class Meta:
        verbose_name = "tệp nhập từ Excel"
        verbose_name_plural = "tệp nhập từ Excel"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="import_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=list(workflow.IMPORT.states)), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_as__isnull=True)
                | Q(accepted_at__isnull=False, accepted_as__isnull=False),
                name="import_accepted_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[workflow.ACCEPTED, workflow.WRITING, workflow.DONE])
                | Q(accepted_at__isnull=False),
                name="import_written_only_if_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state=workflow.DONE, done_at__isnull=False, written__isnull=False)
                | ~Q(state=workflow.DONE) & Q(done_at__isnull=True, written__isnull=True),
                name="import_done_together",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-uploaded_at", "-id"], name="import_latest")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file.name}"

    @classmethod
    def visible_to(cls, actor):
        """Those of the actor's own scope: colleagues of one office work on one list."""
        scope = scope_of(actor)
        if scope is None:
            return cls.objects.none()
        return cls.objects.filter(unit=scope.unit, is_wide=scope.is_wide)

    @property
    def state_row(self):
        """The state with its words and picture."""
        return workflow.IMPORT.state(self.state)

    @property
    def sort(self):
        """The columns of this kind."""
        return columns.SORTS[self.kind]

    @property
    def job_kind(self):
        """Which of its two jobs is at work on it, or was the last."""
        return WRITE_JOB if self.accepted_at else CHECK_JOB

    @property
    def is_running(self):
        """Whether a job is at work on it, or about to be."""
        return self.state in {workflow.UPLOADED, workflow.CHECKING, workflow.ACCEPTED, workflow.WRITING}


class RowClass(models.TextChoices):
    """What the check found about a row."""

    NEW = "NEW", "Mới"
    KNOWN = "KNOWN", "Đã có"
    DUPLICATE = "DUPLICATE", "Có thể trùng"
    ERROR = "ERROR", "Lỗi"


class RowDecision(models.TextChoices):
    """What a person said about a row that may be a duplicate."""

    SAME = "SAME", "Cùng một người"
    OTHER = "OTHER", "Người khác"


class ImportRow(models.Model):
    """One row of a file: the cells as they came, the values read from them, what is to be done."""

    upload = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    row_class = models.CharField("loại", max_length=9, choices=RowClass)
    cells = models.JSONField("ô như trong tệp")
    values = models.JSONField("giá trị đã đọc", default=dict)
    problems = models.JSONField("cần làm gì", default=list)
    candidates = models.JSONField("người có thể trùng", default=list)
    decision = models.CharField("quyết định", max_length=5, choices=RowDecision, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    dropped = models.CharField("vì sao không ghi", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng của tệp"
        verbose_name_plural = "dòng của tệp"
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="import_row_once"),
            models.CheckConstraint(condition=Q(row_class__in=RowClass.values), name="import_row_class_known"),
            models.CheckConstraint(
                condition=Q(
                    decision="", person__isnull=True, decided_by__isnull=True, decided_at__isnull=True
                )
                | Q(decision="SAME", row_class="DUPLICATE", person__isnull=False, decided_at__isnull=False)
                | Q(decision="OTHER", row_class="DUPLICATE", person__isnull=True, decided_at__isnull=False),
                name="import_row_decided_together",
            ),
        ]
        indexes = [models.Index(fields=["upload", "row_class", "number"], name="import_row_of_class")]

    def __str__(self):
        return f"{self.upload_id}: {self.number}"

    @classmethod
    def visible_to(cls, actor):
        """Rows of the files that the actor sees."""
        return cls.objects.filter(upload__in=Import.visible_to(actor))
