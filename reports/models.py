"""Official documents (văn bản) and the forms they follow."""

from django.db import models
from django.db.models import F, Q

from core.models import StoredFile
from core.workflow import State
from nominations.models import Dossier
from units.models import OrgUnit


class PaperKind(models.TextChoices):
    """What a paper is."""

    RECEIPT = "RECEIPT", "Phiếu tiếp nhận"


class PaperState(models.TextChoices):
    """Where a paper stands; ISSUED is frozen, a correction supersedes it."""

    PENDING = "PENDING", "Chờ lập"
    RENDERING = "RENDERING", "Đang lập"
    READY = "READY", "Đã lập"
    FAILED = "FAILED", "Chưa lập được"
    ISSUED = "ISSUED", "Đã phát hành"
    SUPERSEDED = "SUPERSEDED", "Đã thay thế"


STATES = {
    PaperState.PENDING: State("PENDING", "Chờ lập", "Chờ lập", "", "hourglass-split"),
    PaperState.RENDERING: State("RENDERING", "Đang lập", "Đang lập", "info", "hourglass-split"),
    PaperState.READY: State("READY", "Đã lập", "Đã lập", "info", "file-earmark-text"),
    PaperState.FAILED: State("FAILED", "Chưa lập được", "Chưa lập được", "stop", "exclamation-circle"),
    PaperState.ISSUED: State("ISSUED", "Đã phát hành", "Đã phát hành", "done", "check-circle"),
    PaperState.SUPERSEDED: State("SUPERSEDED", "Đã thay thế", "Đã thay thế", "warn", "arrow-repeat"),
}


class PaperForm(models.Model):
    """How a kind of paper is called, numbered and founded in law, from one day to another."""

    kind = models.CharField("loại văn bản", max_length=16, choices=PaperKind.choices)
    symbol = models.CharField("ký hiệu loại", max_length=16)
    name = models.CharField("tên loại", max_length=200)
    legal_basis = models.JSONField("căn cứ")
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True)
    confirmed = models.BooleanField("đã được xác nhận", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="paper_form_kind_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="paper_form_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """One official document. Its values and its file are frozen once it is issued."""

    kind = models.CharField(max_length=16, choices=PaperKind.choices)
    form = models.ForeignKey(PaperForm, models.PROTECT, related_name="papers")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    issuer = models.ForeignKey(OrgUnit, models.PROTECT, related_name="papers")
    symbol = models.CharField("số, ký hiệu", max_length=40)
    title = models.CharField(max_length=250)
    state = models.CharField(max_length=16, choices=PaperState.choices, default=PaperState.PENDING)
    values = models.JSONField()
    created_at = models.DateTimeField()
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="paper")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "dossier"], name="paper_once_per_dossier"),
            models.CheckConstraint(condition=Q(state__in=PaperState.values), name="paper_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["ISSUED", "SUPERSEDED"])
                | Q(file__isnull=False, issued_at__isnull=False),
                name="paper_issued_has_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Paper"]:
        """Return the papers of the dossiers within reach."""
        return cls.objects.filter(dossier__in=Dossier.visible_to(actor))

    @property
    def is_frozen(self) -> bool:
        """Was it issued? Then neither its values nor its file change any more."""
        return self.state in {PaperState.ISSUED, PaperState.SUPERSEDED}

    @property
    def state_row(self) -> State:
        """The words and the mark of the present state."""
        return STATES[self.state]
