"""Sessions of a council: agenda, attendance, minutes in short."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock
from nominations.models import Nomination
from reviews.models.council import Council, CouncilMember
from reviews.workflow import CONCLUDED, CONVENED, DRAFT, IN_SESSION, SESSION, VOID
from units.roles import STANDING_BODY_ROLES, Role

USER = settings.AUTH_USER_MODEL


class MeetingMode(models.TextChoices):
    """How the members meet."""

    IN_PERSON = "IN_PERSON", "Họp trực tiếp"
    ONLINE = "ONLINE", "Họp trực tuyến"
    MIXED = "MIXED", "Trực tiếp kết hợp trực tuyến"


class Presence(models.TextChoices):
    """Whether a member took part; who is absent may still vote on his own page until the poll closes."""

    PRESENT = "PRESENT", "Có mặt"
    ABSENT_REASON = "ABSENT_REASON", "Vắng mặt"
    WRITTEN = "WRITTEN", "Vắng mặt, gửi ý kiến bằng văn bản"


class CouncilSession(models.Model):
    """One meeting of a council (phiên họp)."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions", verbose_name="Hội đồng")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=16, choices=SESSION.choices, default=DRAFT)
    name = models.CharField("nội dung phiên họp", max_length=250)
    place = models.CharField("địa điểm", max_length=200)
    mode = models.CharField("hình thức họp", max_length=16, choices=MeetingMode)
    starts_at = models.DateTimeField("bắt đầu lúc")
    chair = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="chủ trì")
    secretary = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="thư ký")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(null=True)
    convened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("khai mạc lúc", null=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    opening_notes = models.TextField("diễn biến khai mạc", blank=True)
    closing_notes = models.TextField("ý kiến thảo luận", blank=True)
    conclusion = models.TextField("kết luận", blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)
    ended_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    void_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "phiên họp"
        verbose_name_plural = "phiên họp"
        indexes = [models.Index(fields=["-starts_at", "-id"], name="session_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(SESSION.states)), name="session_state_known"),
            models.UniqueConstraint(fields=["council", "year", "number"], name="session_number_once"),
            models.CheckConstraint(
                condition=Q(state=DRAFT, number=None, convened_at=None, convened_by=None)
                | Q(state=VOID)
                | Q(
                    state__in=[CONVENED, IN_SESSION, CONCLUDED],
                    number__isnull=False,
                    convened_at__isnull=False,
                    convened_by__isnull=False,
                ),
                name="session_convened_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, CONVENED, VOID], opened_at=None, opened_by=None)
                | Q(state__in=[IN_SESSION, CONCLUDED], opened_at__isnull=False, opened_by__isnull=False),
                name="session_opened_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=CONCLUDED) & Q(ended_at=None, ended_by=None)
                | Q(state=CONCLUDED, ended_at__isnull=False, ended_by__isnull=False) & ~Q(conclusion=""),
                name="session_concluded_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=VOID) & Q(voided_at=None, voided_by=None, void_reason="")
                | Q(state=VOID, voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="session_voided_together",
            ),
        ]

    def __str__(self) -> str:
        return f"phiên họp số {self.number:02d}/{self.year}" if self.number else "phiên họp đang chuẩn bị"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["CouncilSession"]:
        """Return the sessions of the councils one sits in, serves or leads; drafts to those who prepare.

        Who stood on the roster of a poll keeps the session: leaving the council changes no open poll.
        """
        if actor is None:
            return cls.objects.none()
        seats = CouncilMember.objects.current(clock.today()).filter(
            council=OuterRef("council"), user_id=actor.user_id
        )
        called = ~Q(state=DRAFT)
        mine = Q(Exists(seats.filter(is_secretary=True))) | called & Q(Exists(seats))
        rosters = cls.objects.filter(pk=OuterRef("pk"), polls__roster__member__user_id=actor.user_id)
        mine |= Q(Exists(rosters))
        if actor.is_(*STANDING_BODY_ROLES):
            mine |= Q(council__unit_id=actor.body.standing_for_id or actor.body_id)
        elif actor.is_(Role.LEADER):
            mine |= called & Q(council__unit_id=actor.unit_id)
        return cls.objects.filter(mine)

    @property
    def workflow_state(self):
        """The row of the workflow table for the present state."""
        return SESSION.state(self.state)

    @property
    def title(self) -> str:
        """The session as a heading names it."""
        text = str(self)
        return text[0].upper() + text[1:]


class AgendaItem(models.Model):
    """A nomination on the agenda of a session; on one living agenda at a time."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="agenda", verbose_name="phiên họp"
    )
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="agenda_items", verbose_name="đề nghị"
    )
    order = models.PositiveIntegerField("thứ tự")
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name = "nội dung chương trình"
        verbose_name_plural = "chương trình họp"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="agenda_order_once"),
            models.UniqueConstraint(fields=["session", "nomination"], name="agenda_nomination_once"),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(is_live=True), name="agenda_nomination_on_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination}"


class Attendance(models.Model):
    """How one member took part in one session."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="attendance", verbose_name="phiên họp"
    )
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="thành viên")
    state = models.CharField("có mặt", max_length=16, choices=Presence)
    is_online = models.BooleanField("dự trực tuyến", default=False)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)

    class Meta:
        verbose_name = "thành phần dự"
        verbose_name_plural = "thành phần dự"
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="attendance_once"),
            models.CheckConstraint(condition=Q(state__in=Presence.values), name="attendance_state_known"),
            models.CheckConstraint(
                condition=Q(state=Presence.PRESENT, reason="") | ~Q(state=Presence.PRESENT) & ~Q(reason=""),
                name="attendance_absent_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_state_display()}"
