"""Dossiers and the nominations inside them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models import AwardType, Recipient
from campaigns.models import Round
from nominations.workflow import ACCEPTED, DOSSIER, DRAFT, SUBMITTED
from units.models import Gender, OrgUnit, Person, UnitKind
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

USER = settings.AUTH_USER_MODEL


class Dossier(models.Model):
    """One submission of one unit to one round (hồ sơ đề nghị khen thưởng).

    It gets its code when it is sent, its receipt number and return date when it is accepted.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers", verbose_name="đợt xét")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="dossiers", verbose_name="đơn vị đề nghị")
    # Copied from the round, so that the queue of a body is one range of one index.
    standing_body = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="received_dossiers", verbose_name="cơ quan tiếp nhận"
    )
    code = models.CharField("mã hồ sơ", max_length=20, unique=True, null=True)  # noqa: DJ001 (no code yet)
    state = models.CharField("trạng thái", max_length=20, choices=DOSSIER.choices, default=DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    receipt_body = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    receipt_year = models.PositiveSmallIntegerField(null=True)
    receipt_number = models.PositiveIntegerField(null=True)
    due_on = models.DateField("hẹn trả", null=True)

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DOSSIER.states)), name="dossier_state_known"),
            models.CheckConstraint(
                condition=Q(state=DRAFT, submitted_at=None, submitted_by=None)
                | ~Q(state=DRAFT)
                & Q(submitted_at__isnull=False, submitted_by__isnull=False, code__isnull=False),
                name="dossier_sent_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[DRAFT, SUBMITTED],
                    accepted_at=None,
                    accepted_by=None,
                    receipt_body=None,
                    receipt_number=None,
                    receipt_year=None,
                    due_on=None,
                )
                | Q(
                    state=ACCEPTED,
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                    receipt_body__isnull=False,
                    receipt_number__isnull=False,
                    receipt_year__isnull=False,
                    due_on__isnull=False,
                ),
                name="dossier_accepted_together",
            ),
            models.UniqueConstraint(
                fields=["receipt_body", "receipt_year", "receipt_number"], name="dossier_receipt_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-updated_at", "-id"], name="dossier_of_unit"),
            models.Index(fields=["standing_body", "state", "submitted_at", "id"], name="dossier_queue"),
            models.Index(fields=["standing_body", "-updated_at", "-id"], name="dossier_of_body"),
            models.Index(fields=["-updated_at", "-id"], name="dossier_latest"),
        ]

    def __str__(self) -> str:
        return f"hồ sơ {self.code}" if self.code else "hồ sơ đang soạn"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Dossier"]:
        """Return the dossiers of one's unit and below; for the standing body those sent to it."""
        if actor is None:
            return cls.objects.none()
        if actor.is_(Role.LEADER) and actor.unit.kind == UnitKind.PROVINCE:
            return cls.objects.all()
        if actor.is_(*UNIT_ROLES):
            return cls.objects.filter(unit__in=actor.reach())
        if actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.filter(standing_body=actor.body_id).exclude(state=DRAFT)
        return cls.objects.none()

    @property
    def workflow_state(self):
        """The row of the workflow table for the present state."""
        return DOSSIER.state(self.state)


class Nomination(models.Model):
    """One nominee for one award inside a dossier. Its words stand as they were on sending."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="nominations", verbose_name="hồ sơ")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="nominations", verbose_name="cá nhân"
    )
    award = models.ForeignKey(
        AwardType, models.PROTECT, related_name="nominations", verbose_name="khen thưởng đề nghị"
    )
    recipient = models.CharField(
        "đối tượng", max_length=16, choices=Recipient.choices, default=Recipient.INDIVIDUAL
    )
    order = models.PositiveIntegerField("thứ tự")
    full_name = models.CharField("họ và tên", max_length=120, db_collation="tieng_viet")
    folded = models.CharField(max_length=120)
    birth_date = models.DateField("ngày sinh")
    gender = models.CharField("giới tính", max_length=8, choices=Gender.choices)
    position = models.CharField("chức vụ, công việc", max_length=160)
    is_direct_worker = models.BooleanField("người trực tiếp công tác, lao động", default=False)
    achievement = models.TextField("thành tích")
    unit_name = models.CharField("đơn vị khi gửi", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "đề nghị"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "order"], name="nomination_order_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="nomination_has_name"),
            models.CheckConstraint(
                condition=Q(recipient__in=Recipient.values), name="nomination_recipient_known"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Nomination"]:
        """Return the nominations of the dossiers within reach."""
        return cls.objects.filter(dossier__in=Dossier.visible_to(actor))
