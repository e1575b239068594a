"""Decisions: whom the signer honours with which award, and what became of each name on the way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models import AwardType, CommendationType, Grant
from campaigns.models import Round
from core.models import StoredFile
from nominations.models import Nomination
from reviews.models.session import CouncilSession
from reviews.workflow_decision import (
    DECISION,
    DRAFT,
    HANDED_OVER,
    NUMBERED,
    PRESENTED,
    PUBLIC,
    REVOKED,
    SIGNED,
)
from units.models import Membership, OrgUnit
from units.roles import STANDING_BODY_ROLES, Role

USER = settings.AUTH_USER_MODEL
DOCUMENT_KIND = "QĐ"
_SIGNING = ("number", "year", "signed_on", "signed_at", "signed_by", "signed_file")


def _all_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": False for name in names})


def _none_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in names})


def _user():
    return models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")


class Decision(models.Model):
    """Quyết định khen thưởng: one award for the nominees of one session, or of a round without a vote.

    The standing body drafts and presents it with its letter (tờ trình); the signer's office enters number,
    date and the signed file. Number and year belong to it for ever, also when it is revoked.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions", verbose_name="đợt xét")
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, null=True, related_name="decisions", verbose_name="phiên họp"
    )
    award = models.ForeignKey(AwardType, models.PROTECT, related_name="decisions", verbose_name="khen thưởng")
    commendation_type = models.CharField("loại hình", max_length=16, choices=CommendationType)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="decisions", verbose_name="cơ quan ban hành"
    )
    subject = models.CharField("trích yếu", max_length=300)
    state = models.CharField("trạng thái", max_length=16, choices=DECISION.choices, default=DRAFT)
    version = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField("lập lúc")
    drafted_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    letter_no = models.CharField("số tờ trình", max_length=64, blank=True)
    letter_on = models.DateField("ngày tờ trình", null=True)
    letter_file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    presented_at = models.DateTimeField("trình lúc", null=True)
    presented_by = _user()
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    returned_by = _user()
    returned_reason = models.TextField("lý do trả lại", blank=True)
    number = models.PositiveIntegerField("số", null=True)
    year = models.PositiveSmallIntegerField("năm", null=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    signed_on = models.DateField("ngày ký", null=True)
    signer = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", verbose_name="người ký"
    )
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=160, blank=True)
    signed_file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField("ghi số lúc", null=True)
    signed_by = _user()
    published_at = models.DateTimeField("công bố lúc", null=True)
    published_by = _user()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="decision_latest"),
            models.Index(fields=["state", "-signed_on", "-id"], name="decision_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DECISION.states)), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(commendation_type__in=CommendationType.values), name="decision_type_known"
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="decision_has_subject"),
            models.CheckConstraint(
                condition=Q(state=DRAFT) & _none_set("presented_at", "presented_by")
                | ~Q(state=DRAFT) & ~Q(letter_no="") & _all_set("presented_at", "presented_by", "letter_on"),
                name="decision_presented_with_letter",
            ),
            models.CheckConstraint(
                condition=Q(returned_reason="") & _none_set("returned_at", "returned_by")
                | ~Q(returned_reason="") & _all_set("returned_at", "returned_by"),
                name="decision_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NUMBERED, number__gt=0)
                & _all_set(*_SIGNING)
                & ~Q(symbol="")
                & ~Q(signer_name="")
                & ~Q(signer_title="")
                | Q(state__in=[DRAFT, PRESENTED], symbol="", signer_name="", signer_title="", signer=None)
                & _none_set(*_SIGNING),
                name="decision_signed_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, PRESENTED, SIGNED]) & _none_set("published_at", "published_by")
                | Q(state__in=[*PUBLIC, REVOKED]) & _all_set("published_at", "published_by"),
                name="decision_published_together",
            ),
            models.UniqueConstraint(fields=["unit", "year", "number"], name="decision_number_once"),
            # One that was given back may stand beside the draft of those who came later.
            models.UniqueConstraint(
                fields=["round", "award", "session"],
                condition=Q(state=DRAFT, returned_at=None, session__isnull=False),
                name="decision_draft_of_session_once",
            ),
            models.UniqueConstraint(
                fields=["round", "award"],
                condition=Q(state=DRAFT, returned_at=None, session__isnull=True),
                name="decision_draft_of_round_once",
            ),
        ]

    def __str__(self) -> str:
        return f"quyết định số {self.document_no}" if self.number else f"dự thảo quyết định {self.award}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Decision"]:
        """Return the decisions of one's standing body or unit; to units those published.

        A clerk reads what was presented to his office, and what he gave back himself.
        """
        if actor is None:
            return cls.objects.none()
        if actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.filter(round__standing_body=actor.body_id)
        if actor.is_(Role.LEADER):
            return cls.objects.filter(unit=actor.body_id)
        if actor.is_(Role.CLERK_OFFICE):
            presented = Q(state__in=HANDED_OVER) | Q(returned_by_id=actor.user_id)
            return cls.objects.filter(presented, unit=actor.body_id)
        if actor.is_(Role.EDITOR, Role.HEAD):
            return cls.objects.filter(unit__in=actor.line(), state__in=PUBLIC)
        return cls.objects.none()

    @property
    def workflow_state(self):
        """The row of the workflow table for the present state."""
        return DECISION.state(self.state)

    @property
    def document_no(self) -> str:
        """Number and symbol as papers write them, "2045/QĐ-UBND"; "" before the signature."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def title(self) -> str:
        """The decision as a heading names it."""
        text = str(self)
        return text[0].upper() + text[1:]


class DecisionLine(models.Model):
    """One nominee on a decision; struck by the signer, he stays on record with the reason.

    `prize` is in đồng: planned until the signature, then by the base salary of the day of the decision. A
    nominee stands on one living decision at a time.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines", verbose_name="quyết định")
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="decision_lines", verbose_name="đề nghị"
    )
    order = models.PositiveIntegerField("thứ tự")
    is_live = models.BooleanField(default=True)
    struck = models.BooleanField("bị gạch tên", default=False)
    strike_reason = models.TextField("lý do gạch tên", blank=True)
    struck_by = _user()
    struck_at = models.DateTimeField("gạch tên lúc", null=True)
    prize = models.PositiveBigIntegerField("tiền thưởng (đồng)", null=True)
    grant = models.OneToOneField(
        Grant, models.PROTECT, null=True, related_name="decision_line", verbose_name="dòng sổ vàng"
    )

    class Meta:
        verbose_name = "người, tập thể trong quyết định"
        verbose_name_plural = "người, tập thể trong quyết định"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "nomination"], name="decision_line_once"),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(is_live=True), name="decision_line_on_one_decision"
            ),
            models.CheckConstraint(
                condition=Q(struck=False, strike_reason="") & _none_set("struck_by", "struck_at")
                | Q(struck=True) & ~Q(strike_reason="") & _all_set("struck_by", "struck_at"),
                name="decision_line_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(struck=False) | Q(grant=None), name="decision_line_struck_or_granted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["DecisionLine"]:
        """Return the lines of the decisions within reach; struck names are for those who deal with them."""
        lines = cls.objects.filter(decision__in=Decision.visible_to(actor))
        if actor is not None and actor.is_(Role.EDITOR, Role.HEAD):
            return lines.filter(struck=False)
        return lines
