"""The award rounds (đợt xét) that units submit to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from awards.models import AwardType, CommendationType
from campaigns.models.campaign import Campaign
from units.models import Membership, OrgUnit

USER = settings.AUTH_USER_MODEL


class Round(models.Model):
    """Đợt xét: who may submit what to whom, and when; without a closing date it is a standing round."""

    code = models.CharField("mã đợt xét", max_length=32, unique=True)
    name = models.CharField("tên đợt xét", max_length=250)
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name="phong trào thi đua",
    )
    host = models.ForeignKey(OrgUnit, models.PROTECT, related_name="rounds", verbose_name="cấp khen thưởng")
    standing_body = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="received_rounds", verbose_name="cơ quan tiếp nhận, thẩm định"
    )
    commendation_type = models.CharField("loại hình khen thưởng", max_length=16, choices=CommendationType)
    year = models.PositiveSmallIntegerField("năm xét")
    letter_no = models.CharField("số công văn hướng dẫn", max_length=64)
    letter_on = models.DateField("ngày công văn hướng dẫn")
    opens_at = models.DateTimeField("nhận hồ sơ từ")
    closes_at = models.DateTimeField("ngừng nhận từ", null=True, blank=True)
    appraise_days = models.PositiveSmallIntegerField("số ngày làm việc thẩm định")
    notice_days = models.PositiveSmallIntegerField(
        "số ngày làm việc công khai lấy ý kiến", null=True, blank=True
    )
    submitter_kinds = models.JSONField("loại đơn vị được gửi hồ sơ")
    default_merit = models.TextField("câu ghi thành tích gợi ý", blank=True)
    officer = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds_in_charge",
        verbose_name="chuyên viên phụ trách",
    )
    awards = models.ManyToManyField(AwardType, through="RoundAward", related_name="rounds")

    class Meta:
        verbose_name = "đợt xét"
        verbose_name_plural = "đợt xét"
        indexes = [
            models.Index(fields=["-opens_at", "-id"], name="round_by_opening"),
            models.Index(fields=["year", "-opens_at", "-id"], name="round_by_year_opening"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="round_window_in_order",
            ),
            models.CheckConstraint(condition=Q(appraise_days__gt=0), name="round_appraise_days_positive"),
            models.CheckConstraint(
                condition=Q(notice_days__isnull=True) | Q(notice_days__gt=0),
                name="round_notice_days_positive",
            ),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="round_year_plausible"),
            models.CheckConstraint(
                condition=Q(commendation_type__in=CommendationType.values), name="round_type_known"
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def taking_from(cls, actor):
        """Rounds of the actor's unit or of a unit above it that take dossiers from bodies of his kind."""
        rounds = cls.objects.alias(kinds_text=Cast("submitter_kinds", TextField()))
        return rounds.filter(host__in=actor.line(), kinds_text__contains=f'"{actor.body.kind}"')

    @classmethod
    def visible_to(cls, actor):
        """Rounds open to the actor's body, and those hosted or received within his scope."""
        if actor is None:
            return cls.objects.none()
        within = Q(host__path__startswith=actor.scope_path) | Q(
            standing_body__path__startswith=actor.scope_path
        )
        return cls.objects.filter(Q(pk__in=cls.taking_from(actor).values("pk")) | within)


class RoundAward(models.Model):
    """An award that a round gives, with its number where the round limits it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="round_awards", verbose_name="đợt xét")
    award = models.ForeignKey(
        AwardType, models.PROTECT, related_name="round_awards", verbose_name="loại khen thưởng"
    )
    quota = models.PositiveIntegerField("số lượng tối đa", null=True, blank=True)
    unit_quota = models.PositiveIntegerField("số lượng tối đa mỗi đơn vị", null=True, blank=True)

    class Meta:
        verbose_name = "khen thưởng trong đợt"
        verbose_name_plural = "khen thưởng trong đợt"
        constraints = [
            models.UniqueConstraint(fields=["round", "award"], name="round_award_once"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gt=0), name="round_quota_positive"
            ),
            models.CheckConstraint(
                condition=Q(unit_quota__isnull=True) | Q(unit_quota__gt=0), name="round_unit_quota_positive"
            ),
        ]

    def __str__(self):
        return f"{self.award} - {self.round}"


class RoundExtension(models.Model):
    """A later closing, for all (then the round's own closing moved) or for one unit; the reason stays."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="extensions", verbose_name="đợt xét")
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị được gia hạn"
    )
    closed_at = models.DateTimeField("hạn trước khi gia hạn")
    closes_at = models.DateTimeField("ngừng nhận từ")
    reason = models.TextField("lý do")
    at = models.DateTimeField("gia hạn lúc")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("closed_at")), name="round_extension_is_later"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="round_extension_has_reason"),
        ]

    def __str__(self):
        return f"{self.round}: {self.unit or 'mọi đơn vị'}"
