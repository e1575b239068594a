"""What the province says about a rule or number that was not confirmed: drafted, then confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models import UnitKind
from units.roles import STANDING_BODY_ROLES

USER = settings.AUTH_USER_MODEL


class ConfirmationState(models.TextChoices):
    """A draft waits for the head of the office; what was confirmed stays for ever."""

    DRAFTED = "DRAFTED", "Chờ trưởng phòng"
    CONFIRMED = "CONFIRMED", "Đã xác nhận"


class Confirmation(models.Model):
    """One rule as it stood before and as the province wants it, with the document that says so.

    `register`, `row_id` and `part` name the rule (`awards.confirm.registry`); the row itself may belong to
    any app, so nothing refers to it by key.
    """

    register = models.CharField("sổ", max_length=32)
    row_id = models.BigIntegerField("dòng")
    part = models.CharField("phần", max_length=40, blank=True)
    name = models.CharField("quy định", max_length=400)
    before = models.JSONField("trước khi xác nhận", default=dict)
    after = models.JSONField("khi xác nhận", default=dict)
    document_no = models.CharField("số, ký hiệu văn bản", max_length=64)
    document_on = models.DateField("ngày văn bản")
    state = models.CharField(
        "tình trạng", max_length=12, choices=ConfirmationState, default=ConfirmationState.DRAFTED
    )
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="người đề xuất")
    drafted_at = models.DateTimeField("đề xuất lúc")
    confirmed_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name="người xác nhận"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)

    class Meta:
        verbose_name = "xác nhận quy định"
        verbose_name_plural = "xác nhận quy định"
        constraints = [
            models.UniqueConstraint(
                fields=["register", "row_id", "part"],
                condition=Q(state=ConfirmationState.DRAFTED),
                name="one_draft_of_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ConfirmationState.values), name="confirmation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ConfirmationState.DRAFTED, confirmed_by=None, confirmed_at=None)
                | Q(
                    state=ConfirmationState.CONFIRMED,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="confirmation_together",
            ),
            models.CheckConstraint(condition=~Q(document_no=""), name="confirmation_has_document"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_to(cls, actor):
        """The province's own standing body works on the rules."""
        if actor is None or not actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.none()
        over = actor.body.standing_for
        return cls.objects.all() if over and over.kind == UnitKind.PROVINCE else cls.objects.none()
