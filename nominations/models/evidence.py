"""Minh chứng: the files that prove what a dossier says."""

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from nominations.models.dossier import USER, Dossier
from nominations.models.nomination import Nomination


class EvidenceKind(models.TextChoices):
    """What a file of a dossier is."""

    LETTER = "LETTER", "Tờ trình"
    REPORT = "REPORT", "Báo cáo thành tích"
    MINUTES = "MINUTES", "Biên bản họp, kết quả bỏ phiếu"
    INITIATIVE = "INITIATIVE", "Quyết định công nhận sáng kiến"
    OTHER = "OTHER", "Tài liệu khác"


class Scan(models.TextChoices):
    """Whether a file was found harmless; only a clean one can be opened."""

    PENDING = "PENDING", "Chờ kiểm tra"
    CLEAN = "CLEAN", "Hợp lệ"
    INFECTED = "INFECTED", "Có mã độc"
    ERROR = "ERROR", "Chưa kiểm tra được"


class Evidence(models.Model):
    """One file of a dossier, or of one nominee in it. What was taken out stays on record."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="evidence", verbose_name="hồ sơ")
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, related_name="evidence", verbose_name="đề nghị"
    )
    kind = models.CharField("loại", max_length=16, choices=EvidenceKind)
    title = models.CharField("tên tài liệu", max_length=200)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="evidence")
    scan = models.CharField("kiểm tra tệp", max_length=10, choices=Scan)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "minh chứng"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(condition=Q(scan__in=Scan.values), name="evidence_scan_known"),
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.LETTER) | Q(nomination=None), name="evidence_letter_of_dossier"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(kind=EvidenceKind.LETTER, removed_at=None),
                name="evidence_one_letter",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Evidence"]:
        """Return the files, not taken out again, of the dossiers within reach."""
        return cls.objects.filter(dossier__in=Dossier.visible_to(actor), removed_at=None)

    @property
    def is_clean(self) -> bool:
        """Whether the file may be opened."""
        return self.scan == Scan.CLEAN
