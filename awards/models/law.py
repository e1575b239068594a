"""The law as dated rows: rule sets, standards, routes with their vote rule, base salary.

`valid_to` is the first day on which a row no longer counts. What the province has not confirmed carries
`confirmed` False: it may warn, never block.
"""

from django.db import models
from django.db.models import F, Q

from awards.models.catalogue import AwardType, CommendationType, Recipient
from awards.rules_prize import ROUNDING

_PERIOD = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


class DatedQuerySet(models.QuerySet):
    """Rows by date."""

    def valid_on(self, day):
        """Rows in force on this day."""
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day)))


class Dated(models.Model):
    """What every row of the law has: its period, its legal basis, and whether it is confirmed."""

    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=250)
    confirmed = models.BooleanField("đã được xác nhận", default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor):
        """Everybody who acts for a unit reads the law."""
        return cls.objects.none() if actor is None else cls.objects.all()


class RuleSet(Dated):
    """One state of the law. A dossier keeps the one in force when it was accepted, for ever."""

    code = models.CharField("mã", max_length=16, unique=True)
    name = models.CharField("tên", max_length=200)

    class Meta:
        verbose_name = "bộ quy tắc"
        verbose_name_plural = "bộ quy tắc"
        constraints = [models.CheckConstraint(condition=_PERIOD, name="rule_set_period_in_order")]

    def __str__(self):
        return self.name


class AwardStandard(Dated):
    """What must be met for an award, as data for `awards.rules`; one row per kind of merit and recipient."""

    award = models.ForeignKey(AwardType, models.PROTECT, related_name="standards", verbose_name="khen thưởng")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="standards", verbose_name="bộ quy tắc")
    commendation_type = models.CharField("loại hình", max_length=16, choices=CommendationType)
    recipient = models.CharField("đối tượng", max_length=16, choices=Recipient)
    requirements = models.JSONField("các điều kiện")

    class Meta:
        verbose_name = "tiêu chuẩn"
        verbose_name_plural = "tiêu chuẩn"
        constraints = [
            models.UniqueConstraint(
                fields=["award", "rule_set", "commendation_type", "recipient", "valid_from"],
                name="standard_once",
            ),
            models.CheckConstraint(condition=_PERIOD, name="standard_period_in_order"),
            models.CheckConstraint(
                condition=Q(commendation_type__in=CommendationType.values), name="standard_type_known"
            ),
            models.CheckConstraint(
                condition=Q(recipient__in=Recipient.values), name="standard_recipient_known"
            ),
        ]

    def __str__(self):
        return f"{self.award} - {self.get_commendation_type_display()} - {self.get_recipient_display()}"


class Route(models.TextChoices):
    """Who deliberates between appraisal and decision."""

    COUNCIL = "COUNCIL", "Hội đồng Thi đua - Khen thưởng"
    STANDING = "STANDING", "Thường trực Hội đồng"
    NONE = "NONE", "Không qua Hội đồng"


_VOTE = ("num", "den", "quorum_num", "quorum_den")


class AwardRoute(Dated):
    """The way of an award: who votes, secretly or openly, and how many must agree.

    A vote passes if and only if `den * yes >= num * members`; it may be held if and only if
    `quorum_den * present >= quorum_num * members`.
    """

    award = models.ForeignKey(AwardType, models.PROTECT, related_name="routes", verbose_name="khen thưởng")
    commendation_type = models.CharField("loại hình", max_length=16, choices=CommendationType)
    route = models.CharField("tuyến", max_length=16, choices=Route)
    is_secret = models.BooleanField("bỏ phiếu kín", default=False)
    num = models.PositiveSmallIntegerField("tử số tỷ lệ đồng ý", null=True, blank=True)
    den = models.PositiveSmallIntegerField("mẫu số tỷ lệ đồng ý", null=True, blank=True)
    quorum_num = models.PositiveSmallIntegerField("tử số tỷ lệ dự họp", null=True, blank=True)
    quorum_den = models.PositiveSmallIntegerField("mẫu số tỷ lệ dự họp", null=True, blank=True)

    class Meta:
        verbose_name = "tuyến xét"
        verbose_name_plural = "tuyến xét"
        constraints = [
            models.UniqueConstraint(fields=["award", "commendation_type", "valid_from"], name="route_once"),
            models.CheckConstraint(condition=_PERIOD, name="route_period_in_order"),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="route_known"),
            models.CheckConstraint(
                condition=Q(commendation_type__in=CommendationType.values), name="route_type_known"
            ),
            models.CheckConstraint(
                condition=Q(route=Route.NONE, is_secret=False, **dict.fromkeys(_VOTE))
                | ~Q(route=Route.NONE)
                & Q(**{f"{name}__isnull": False for name in _VOTE})  # a CHECK passes what is NULL
                & Q(num__gt=0, den__gte=F("num"), quorum_num__gt=0, quorum_den__gte=F("quorum_num")),
                name="route_has_vote_rule",
            ),
        ]

    def __str__(self):
        return f"{self.award} - {self.get_commendation_type_display()}: {self.get_route_display()}"

    @property
    def has_vote(self):
        """Whether anybody votes on this way."""
        return self.route != Route.NONE

    @property
    def vote_text(self):
        """The vote rule in words; empty where nobody votes."""
        if not self.has_vote:
            return ""
        form = "bỏ phiếu kín" if self.is_secret else "biểu quyết"
        return (
            f"{form}, đạt khi ít nhất {self.num}/{self.den} tổng số thành viên đồng ý, "
            f"họp khi có ít nhất {self.quorum_num}/{self.quorum_den} số thành viên"
        )


class BaseSalary(Dated):
    """Lương cơ sở: the amount in đồng that the coefficient of an award multiplies.

    A prize is rounded up to whole `rounding` đồng.
    """

    amount = models.PositiveIntegerField("mức lương cơ sở (đồng)")
    rounding = models.PositiveIntegerField("làm tròn lên (đồng)", default=ROUNDING)

    class Meta:
        verbose_name = "lương cơ sở"
        verbose_name_plural = "lương cơ sở"
        constraints = [
            models.UniqueConstraint(fields=["valid_from"], name="base_salary_once"),
            models.CheckConstraint(condition=_PERIOD, name="base_salary_period_in_order"),
            models.CheckConstraint(condition=Q(amount__gt=0, rounding__gt=0), name="base_salary_positive"),
        ]

    def __str__(self):
        return f"{self.amount:,} đồng".replace(",", ".")
