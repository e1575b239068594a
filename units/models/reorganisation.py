"""The record of a reorganisation: what was decided, by which paper, from which day, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from units.models.unit import OrgUnit
from units.roles import Role
from units.rules_reorg import ReorgKind
from units.workflow import CANCELLED, DONE, DRAFT, REORGANISATION, STUCK

USER = settings.AUTH_USER_MODEL


class Reorganisation(models.Model):
    """Sắp xếp đơn vị: a plan as values (`units.rules_reorg.Plan`) and what became of it."""

    kind = models.CharField("việc sắp xếp", max_length=12, choices=ReorgKind.choices())
    decree = models.CharField("văn bản", max_length=160)
    decree_on = models.DateField("ngày văn bản")
    effective_on = models.DateField("có hiệu lực từ ngày")
    subject = models.CharField("đơn vị", max_length=400)
    plan = models.JSONField("phương án")
    state = models.CharField("trạng thái", max_length=12, choices=REORGANISATION.choices, default=DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("lập lúc")
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField("thực hiện lúc", null=True)
    trouble = models.TextField("vì sao chưa thực hiện được", blank=True)
    units = models.ManyToManyField(OrgUnit, related_name="reorganisations", verbose_name="đơn vị liên quan")

    class Meta:
        verbose_name = "sắp xếp đơn vị"
        verbose_name_plural = "sắp xếp đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ReorgKind.values()), name="reorganisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(REORGANISATION.states)), name="reorganisation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(decree_on__lte=F("effective_on")), name="reorganisation_decree_first"
            ),
            models.CheckConstraint(
                condition=Q(state=DONE, done_at__isnull=False) | ~Q(state=DONE) & Q(done_at__isnull=True),
                name="reorganisation_done_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, CANCELLED])
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="reorganisation_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state=STUCK) & ~Q(trouble="") | ~Q(state=STUCK) & Q(trouble=""),
                name="reorganisation_stuck_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="reorganisation_latest"),
            models.Index(fields=["state", "effective_on"], name="reorganisation_due"),
        ]

    def __str__(self):
        return f"{self.get_kind_display().lower()} {self.subject}"

    @classmethod
    def visible_to(cls, actor):
        """ADMIN, AUDITOR and the office heads of the standing bodies read them."""
        return cls.objects.all() if cls.may_read(actor) else cls.objects.none()

    @staticmethod
    def may_read(actor) -> bool:
        """Are reorganisations this person's business?"""
        return actor is not None and actor.is_(Role.ADMIN, Role.AUDITOR, Role.OFFICE_HEAD)

    @property
    def state_row(self):
        """The state with its words and picture."""
        return REORGANISATION.state(self.state)
