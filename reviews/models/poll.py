"""Polls: questions, roster, sealed envelopes, receipts.

No row here says how anybody voted. While a poll is open an envelope carries its member, so that it can be
replaced; on closing the names are stripped and the envelopes written anew, sorted by receipt. There is no
column of time on envelopes and receipts, and these two tables have no `visible_to`: no page reads them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nominations.models import Nomination
from reviews.models.council import CouncilMember, Function
from reviews.models.session import CouncilSession, Presence
from reviews.workflow import CLOSED, COUNTED, OPEN, POLL, PREPARED, SEALED, VOID

USER = settings.AUTH_USER_MODEL
COUNTS = ("yes", "no", "blank", "invalid", "recused", "not_cast")


class PollKind(models.TextChoices):
    """How a poll is held."""

    SECRET = "SECRET", "Bỏ phiếu kín"
    OPEN = "OPEN", "Biểu quyết công khai"


class VotingBody(models.TextChoices):
    """Who votes: the full council, or its chair and vice chairs."""

    COUNCIL = "COUNCIL", "Toàn thể Hội đồng"
    STANDING = "STANDING", "Thường trực Hội đồng"


class Poll(models.Model):
    """One vote on frozen questions with a frozen roster (lần bỏ phiếu)."""

    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="polls", verbose_name="phiên họp"
    )
    number = models.PositiveSmallIntegerField("lần")
    kind = models.CharField("hình thức", max_length=8, choices=PollKind, default=PollKind.SECRET)
    body = models.CharField("thành phần", max_length=8, choices=VotingBody, default=VotingBody.COUNCIL)
    state = models.CharField("trạng thái", max_length=16, choices=POLL.choices, default=PREPARED)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="thay cho lần"
    )
    public_key = models.BinaryField(default=bytes)
    opened_at = models.DateTimeField("mở lúc", null=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    closes_at = models.DateTimeField("nhận phiếu đến", null=True)
    closed_at = models.DateTimeField("đóng lúc", null=True)
    closed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField("kiểm phiếu lúc", null=True)
    sealed_at = models.DateTimeField("chốt lúc", null=True)
    sealed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField("hủy lúc", null=True)
    void_reason = models.TextField("lý do hủy", blank=True)
    key_destroyed_at = models.DateTimeField("hủy khóa lúc", null=True)
    build = models.CharField(max_length=64, blank=True)
    sheet = models.JSONField(null=True)
    sheet_hash = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    signing_key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "lần bỏ phiếu"
        verbose_name_plural = "lần bỏ phiếu"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="poll_number_once"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(state=OPEN), name="poll_open_once_in_session"
            ),
            models.CheckConstraint(condition=Q(state__in=list(POLL.states)), name="poll_state_known"),
            models.CheckConstraint(condition=Q(kind=PollKind.SECRET), name="poll_kind_built"),
            models.CheckConstraint(condition=Q(body__in=VotingBody.values), name="poll_body_known"),
            models.CheckConstraint(
                condition=Q(state=PREPARED, opened_at=None, opened_by=None, closes_at=None, build="")
                | Q(state=VOID)
                | Q(state__in=[OPEN, CLOSED, COUNTED, SEALED], opened_at__isnull=False)
                & Q(opened_by__isnull=False, closes_at__isnull=False)
                & ~Q(build=""),
                name="poll_opened_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PREPARED, OPEN], closed_at=None, closed_by=None)
                | Q(state=VOID)
                | Q(state__in=[CLOSED, COUNTED, SEALED], closed_at__isnull=False, closed_by__isnull=False),
                name="poll_closed_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PREPARED, OPEN, CLOSED], counted_at=None)
                | Q(state=VOID)
                | Q(state__in=[COUNTED, SEALED], counted_at__isnull=False),
                name="poll_counted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SEALED, VOID])
                & Q(sealed_at=None, sealed_by=None, sheet=None, sheet_hash="", signature="")
                | Q(state=VOID)
                | Q(state=SEALED, sealed_at__isnull=False, sealed_by__isnull=False, sheet__isnull=False)
                & ~Q(sheet_hash="")
                & ~Q(signature=""),
                name="poll_sealed_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=VOID) & Q(voided_at=None, void_reason="")
                | Q(state=VOID, voided_at__isnull=False) & ~Q(void_reason=""),
                name="poll_voided_together",
            ),
        ]

    def __str__(self) -> str:
        return f"lần bỏ phiếu {self.number}, {self.session}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Poll"]:
        """Return the polls of the sessions within reach."""
        return cls.objects.filter(session__in=CouncilSession.visible_to(actor))

    @property
    def workflow_state(self):
        """The row of the workflow table for the present state."""
        return POLL.state(self.state)


class Question(models.Model):
    """Whether one nominee is to be recommended: the rule and the words as they stood when convened.

    The counts stay empty until the count; pages show them only once the poll is sealed. `marks` holds the
    choices in an order that was shuffled for this question alone, so that anybody can count again.
    """

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="questions", verbose_name="lần bỏ phiếu")
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="questions", verbose_name="đề nghị"
    )
    order = models.PositiveIntegerField("thứ tự")
    name = models.CharField("tên", max_length=250)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    unit_name = models.CharField("đơn vị", max_length=200)
    award_name = models.CharField("khen thưởng", max_length=200)
    num = models.PositiveSmallIntegerField("tử số")
    den = models.PositiveSmallIntegerField("mẫu số")
    quorum_num = models.PositiveSmallIntegerField()
    quorum_den = models.PositiveSmallIntegerField()
    legal_basis = models.CharField("căn cứ", max_length=250)
    is_confirmed = models.BooleanField("quy định đã được xác nhận", default=False)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True)
    blank = models.PositiveSmallIntegerField("để trống", null=True)
    invalid = models.PositiveSmallIntegerField("không hợp lệ khác", null=True)
    recused = models.PositiveSmallIntegerField("không tham gia", null=True)
    not_cast = models.PositiveSmallIntegerField("không bỏ phiếu", null=True)
    marks = models.TextField(default="", blank=True)
    passed = models.BooleanField("đạt", null=True)

    class Meta:
        verbose_name = "câu hỏi"
        verbose_name_plural = "câu hỏi"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "order"], name="question_order_once"),
            models.UniqueConstraint(fields=["poll", "nomination"], name="question_nomination_once"),
            models.CheckConstraint(
                condition=Q(num__gt=0, den__gt=0, num__lte=models.F("den")), name="question_rule_in_order"
            ),
            models.CheckConstraint(
                condition=Q(**dict.fromkeys(COUNTS), passed=None, marks="")
                | Q(**{f"{name}__isnull": False for name in COUNTS}, passed__isnull=False),
                name="question_counted_together",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RosterEntry(models.Model):
    """One name of the roster as the poll opened; `voted` is filled on closing, without times."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="roster", verbose_name="lần bỏ phiếu")
    member = models.ForeignKey(
        CouncilMember, models.PROTECT, related_name="roster_entries", verbose_name="thành viên"
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ", max_length=160)
    unit_name = models.CharField("đơn vị", max_length=200)
    function = models.CharField("chức danh", max_length=16, choices=Function)
    is_voting = models.BooleanField("có quyền bỏ phiếu")
    is_teller = models.BooleanField("ban kiểm phiếu")
    presence = models.CharField("có mặt", max_length=16, choices=Presence)
    is_online = models.BooleanField("dự trực tuyến", default=False)
    absence = models.CharField("lý do vắng", max_length=200, blank=True)
    voted = models.BooleanField("đã bỏ phiếu", default=False)

    class Meta:
        verbose_name = "danh sách bỏ phiếu"
        verbose_name_plural = "danh sách bỏ phiếu"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "member"], name="roster_member_once"),
            models.UniqueConstraint(fields=["poll", "order"], name="roster_order_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ExclusionKind(models.TextChoices):
    """Why a member has no vote on one question."""

    OWN = "OWN", "Chính là người được đề nghị"
    RELATIVE = "RELATIVE", "Người thân của người được đề nghị"
    RECUSAL = "RECUSAL", "Đã từ chối xét hồ sơ này"


class Exclusion(models.Model):
    """A member who has no vote on one question. Fixed when the poll opens."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="exclusions", verbose_name="câu hỏi")
    member = models.ForeignKey(
        CouncilMember, models.PROTECT, related_name="exclusions", verbose_name="thành viên"
    )
    kind = models.CharField("loại", max_length=8, choices=ExclusionKind)
    reason = models.CharField("lý do", max_length=200)

    class Meta:
        verbose_name = "không tham gia bỏ phiếu"
        verbose_name_plural = "không tham gia bỏ phiếu"
        constraints = [
            models.UniqueConstraint(fields=["question", "member"], name="exclusion_once"),
            models.CheckConstraint(condition=Q(kind__in=ExclusionKind.values), name="exclusion_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"


class VoteEnvelope(models.Model):
    """A ballot sealed to the poll's public key. No time, no address, no agent.

    `member` is there only while the poll is open; the rows are gone once the count is sealed.
    """

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    member = models.ForeignKey(CouncilMember, models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()
    receipt = models.CharField(max_length=16)

    class Meta:
        verbose_name = "phong bì phiếu"
        verbose_name_plural = "phong bì phiếu"
        constraints = [
            models.UniqueConstraint(fields=["poll", "member"], name="envelope_once"),
            models.UniqueConstraint(fields=["poll", "receipt"], name="envelope_receipt_once"),
        ]

    def __str__(self) -> str:
        return self.receipt


class CountedReceipt(models.Model):
    """A receipt whose envelope was counted: proof that, never how."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="receipts")
    receipt = models.CharField(max_length=16)

    class Meta:
        verbose_name = "biên nhận đã kiểm"
        verbose_name_plural = "biên nhận đã kiểm"
        ordering = ["receipt"]
        constraints = [models.UniqueConstraint(fields=["poll", "receipt"], name="receipt_once")]

    def __str__(self) -> str:
        return self.receipt


class Consent(models.Model):
    """One of two people who must both want a deed: opening the count, voiding a poll."""

    COUNT, VOIDING = "COUNT", "VOID"

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="consents")
    deed = models.CharField(max_length=8, choices=[(COUNT, "Kiểm phiếu"), (VOIDING, "Hủy kết quả")])
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "xác nhận của hai người"
        verbose_name_plural = "xác nhận của hai người"
        constraints = [models.UniqueConstraint(fields=["poll", "deed", "member"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_deed_display()}"
