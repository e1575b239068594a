"""Hồ sơ đề nghị khen thưởng: one submission of one unit to one round."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When

from awards.models import RuleSet
from campaigns.models import Round
from nominations.workflow import (
    APPRAISED,
    AWAITING_SIGN_OFF,
    CLOSED,
    CONFIRMED,
    DOSSIER,
    DRAFT,
    QUEUE,
    REFUSED,
    RETURNED,
    SUBMITTED,
    TAKEN_IN,
    WITHDRAWN,
)
from units.models import OrgUnit, UnitKind
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

USER = settings.AUTH_USER_MODEL
_SENT = [SUBMITTED, RETURNED, REFUSED, *TAKEN_IN]
_ACCEPTANCE = ("accepted_at", "accepted_by", "receipt_body", "receipt_number", "receipt_year", "due_on")


class RefusalGround(models.TextChoices):
    """The lawful reasons for not taking a dossier in."""

    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Không đúng đối tượng"
    STANDARD_NOT_MET = "STANDARD_NOT_MET", "Không đủ tiêu chuẩn"
    INCOMPLETE = "INCOMPLETE", "Không đủ hồ sơ theo quy định"
    UNLAWFUL = "UNLAWFUL", "Có vi phạm pháp luật"


def _all_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": False for name in names})


def _none_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in names})


def _only_with(condition: Q, *names: str) -> Q:
    """These columns are filled together where the condition holds, and all empty elsewhere."""
    return (condition & _all_set(*names)) | (~condition & _none_set(*names))


def _user():
    return models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")


class Dossier(models.Model):
    """One submission of one unit to one round.

    It gets its code when it is sent; its receipt number, return date and rule set when it is accepted.
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
    letter_no = models.CharField("số tờ trình", max_length=64, blank=True)
    letter_on = models.DateField("ngày tờ trình", null=True)
    sign_off_asked_at = models.DateTimeField(null=True)
    sign_off_asked_by = _user()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = _user()
    returned_at = models.DateTimeField(null=True)
    returned_by = _user()
    returned_reason = models.TextField("lý do yêu cầu bổ sung", blank=True)
    returned_due_on = models.DateField("hạn bổ sung", null=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = _user()
    refused_ground = models.CharField("căn cứ từ chối", max_length=20, choices=RefusalGround, blank=True)
    refused_reason = models.TextField("lý do từ chối", blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = _user()
    receipt_body = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    receipt_year = models.PositiveSmallIntegerField(null=True)
    receipt_number = models.PositiveIntegerField(null=True)
    due_on = models.DateField("hẹn trả", null=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    appraised_at = models.DateTimeField(null=True)
    appraised_by = _user()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = _user()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = _user()
    withdrawn_reason = models.TextField("lý do rút", blank=True)
    closed_at = models.DateTimeField(null=True)
    # When it was sent, while it lies on the desks of the body: all of the queue is then one range of one
    # index, in the order of the page.
    queued_at = models.GeneratedField(
        expression=Case(When(state__in=QUEUE, then=F("submitted_at"))),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DOSSIER.states)), name="dossier_state_known"),
            models.CheckConstraint(
                condition=_only_with(Q(state=AWAITING_SIGN_OFF), "sign_off_asked_at", "sign_off_asked_by"),
                name="dossier_sign_off_asked",
            ),
            models.CheckConstraint(
                condition=Q(state=DRAFT, submitted_at=None, submitted_by=None)
                | Q(state__in=[AWAITING_SIGN_OFF, WITHDRAWN]) & _none_set("submitted_at", "submitted_by")
                | ~Q(state=DRAFT) & _all_set("submitted_at", "submitted_by", "code"),
                name="dossier_sent_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SENT) | (~Q(letter_no="") & Q(letter_on__isnull=False)),
                name="dossier_sent_with_letter",
            ),
            models.CheckConstraint(
                condition=Q(returned_reason="")
                & _none_set("returned_at", "returned_by", "returned_due_on")
                & ~Q(state=RETURNED)
                | ~Q(returned_reason="") & _all_set("returned_at", "returned_by", "returned_due_on"),
                name="dossier_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=REFUSED, refused_ground__in=RefusalGround.values)
                & ~Q(refused_reason="")
                & _all_set("refused_at", "refused_by")
                | ~Q(state=REFUSED)
                & Q(refused_ground="", refused_reason="")
                & _none_set("refused_at", "refused_by"),
                name="dossier_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=[*TAKEN_IN, WITHDRAWN]) & _all_set(*_ACCEPTANCE))
                | (~Q(state__in=TAKEN_IN) & _none_set(*_ACCEPTANCE)),
                name="dossier_accepted_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[APPRAISED, CONFIRMED, CLOSED])
                & _all_set("appraised_at", "appraised_by")
                | Q(state=WITHDRAWN)
                | ~Q(state__in=[APPRAISED, CONFIRMED, CLOSED]) & _none_set("appraised_at", "appraised_by"),
                name="dossier_appraised_by_and_at",
            ),
            models.CheckConstraint(
                condition=_only_with(Q(state__in=[CONFIRMED, CLOSED]), "confirmed_at", "confirmed_by"),
                name="dossier_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=_only_with(Q(state=CLOSED), "closed_at"), name="dossier_closed_at"
            ),
            models.CheckConstraint(
                condition=Q(state=WITHDRAWN)
                & ~Q(withdrawn_reason="")
                & _all_set("withdrawn_at", "withdrawn_by")
                | ~Q(state=WITHDRAWN) & Q(withdrawn_reason="") & _none_set("withdrawn_at", "withdrawn_by"),
                name="dossier_withdrawn_with_reason",
            ),
            models.UniqueConstraint(
                fields=["receipt_body", "receipt_year", "receipt_number"], name="dossier_receipt_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-updated_at", "-id"], name="dossier_of_unit"),
            models.Index(fields=["standing_body", "queued_at", "id"], name="dossier_queue_all"),
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
            return cls.objects.filter(standing_body=actor.body_id, submitted_at__isnull=False)
        return cls.objects.none()

    @property
    def workflow_state(self):
        """The row of the workflow table for the present state."""
        return DOSSIER.state(self.state)

    @property
    def was_returned(self) -> bool:
        """Whether the standing body has asked for the whole dossier to be completed."""
        return self.returned_at is not None
