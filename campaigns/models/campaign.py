"""Campaigns: the plan, its targets, and the reviews on the way and at the end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns import rules
from campaigns.workflow import CAMPAIGN, DRAFT, LIVE
from units.models import OrgUnit, UnitKind

USER = settings.AUTH_USER_MODEL

#: Whom a campaign may invite, and invites when it does not say: bodies that answer to the outside.
INVITED = [
    str(kind)
    for kind in (
        UnitKind.DEPARTMENT,
        UnitKind.COMMUNE,
        UnitKind.WARD,
        UnitKind.PARTY,
        UnitKind.MASS_ORG,
        UnitKind.SCHOOL,
        UnitKind.ENTERPRISE,
        UnitKind.OTHER,
    )
]


def _invited():
    return list(INVITED)


class CampaignKind(models.TextChoices):
    """The two forms of campaign that the law names."""

    YEARLY = "YEARLY", "Thường xuyên"
    THEMATIC = "THEMATIC", "Theo chuyên đề"


class CampaignScope(models.TextChoices):
    """How far a campaign reaches, as form 0601 counts it."""

    NATIONWIDE = "NATIONWIDE", "Toàn quốc"
    PROVINCE = "PROVINCE", "Bộ, ngành, địa phương"
    GROUP = "GROUP", "Cụm, khối thi đua"
    UNIT = "UNIT", "Cơ quan, đơn vị"


class ReviewKind(models.TextChoices):
    """Sơ kết comes as often as needed, tổng kết once."""

    INTERIM = "INTERIM", "Sơ kết"
    FINAL = "FINAL", "Tổng kết"


class Campaign(models.Model):
    """Phong trào thi đua; whether it runs, and how long it is, is computed from its period."""

    code = models.CharField("mã phong trào", max_length=32, unique=True)
    name = models.CharField("tên phong trào", max_length=250)
    kind = models.CharField("hình thức", max_length=16, choices=CampaignKind)
    scope = models.CharField("phạm vi", max_length=16, choices=CampaignScope, default=CampaignScope.PROVINCE)
    host = models.ForeignKey(OrgUnit, models.PROTECT, related_name="campaigns", verbose_name="nơi phát động")
    theme = models.CharField("chủ đề", max_length=250, blank=True)
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    plan_text = models.TextField("nội dung kế hoạch", blank=True)
    criteria = models.TextField("tiêu chí đánh giá", blank=True)
    participant_kinds = models.JSONField("đối tượng tham gia", default=_invited)
    period_from = models.DateField("từ ngày")
    period_to = models.DateField("đến hết ngày")
    register_until = models.DateField("nhận đăng ký đến hết ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=20, choices=CAMPAIGN.choices, default=DRAFT)
    document_no = models.CharField("số văn bản phát động", max_length=64, blank=True)
    document_on = models.DateField("ngày văn bản phát động", null=True, blank=True)
    launched_at = models.DateTimeField("phát động lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        indexes = [models.Index(fields=["-period_to", "-id"], name="campaign_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="campaign_period_in_order"
            ),
            models.CheckConstraint(condition=Q(state__in=list(CAMPAIGN.states)), name="campaign_state_known"),
            models.CheckConstraint(condition=Q(kind__in=CampaignKind.values), name="campaign_kind_known"),
            models.CheckConstraint(condition=Q(scope__in=CampaignScope.values), name="campaign_scope_known"),
            models.CheckConstraint(
                condition=Q(register_until__isnull=True) | Q(register_until__lte=F("period_to")),
                name="campaign_registration_in_period",
            ),
            models.CheckConstraint(
                condition=Q(state=DRAFT, launched_at__isnull=True, document_on__isnull=True, document_no="")
                | (
                    ~Q(state=DRAFT)
                    & ~Q(document_no="")
                    & Q(launched_at__isnull=False, document_on__isnull=False)
                ),
                name="campaign_launched_with_document",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_to(cls, actor):
        """Launched campaigns are public; a draft is read within the scope of its host."""
        launched = ~Q(state=DRAFT)
        if actor is None:
            return cls.objects.filter(launched)
        return cls.objects.filter(launched | Q(host__path__startswith=actor.scope_path))

    @property
    def workflow_state(self):
        """The stored state with its words."""
        return CAMPAIGN.state(self.state)

    @property
    def duration(self):
        """Class of duration of form 0601: under one year, one year, and so on."""
        return rules.duration_class(self.period_from, self.period_to)

    @property
    def duration_label(self):
        """That class in words."""
        return rules.DURATIONS[self.duration]

    @property
    def last_registration_day(self):
        """The last day on which units may register."""
        return self.register_until or self.period_to

    @property
    def is_live(self):
        """Launched, and not yet reviewed at the end: units may still report."""
        return self.state in LIVE

    @property
    def participant_labels(self):
        """The invited kinds of units in words."""
        return [UnitKind(kind).label for kind in UnitKind.values if kind in self.participant_kinds]


class CampaignTarget(models.Model):
    """One target that the plan sets (chỉ tiêu), with the word that its number is counted in."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="targets", verbose_name="phong trào thi đua"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("chỉ tiêu", max_length=250)
    unit_word = models.CharField("đơn vị tính", max_length=40)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "order"], name="campaign_target_order_once"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(unit_word=""), name="campaign_target_in_words"),
        ]

    def __str__(self):
        return self.text

    @property
    def is_share(self):
        """A share is averaged over the units, anything else added up."""
        return rules.is_share(self.unit_word)


class CampaignReview(models.Model):
    """A sơ kết or tổng kết: planned by its day, held with a document and a summary."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="reviews", verbose_name="phong trào thi đua"
    )
    kind = models.CharField("loại", max_length=8, choices=ReviewKind)
    due_on = models.DateField("hạn tổ chức")
    held_on = models.DateField("ngày tổ chức", null=True, blank=True)
    document_no = models.CharField("số báo cáo", max_length=64, blank=True)
    document_on = models.DateField("ngày báo cáo", null=True, blank=True)
    summary = models.TextField("kết quả tóm tắt", blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "sơ kết, tổng kết"
        verbose_name_plural = "sơ kết, tổng kết"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ReviewKind.values), name="campaign_review_kind_known"
            ),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(kind=ReviewKind.FINAL), name="campaign_review_final_once"
            ),
            models.UniqueConstraint(
                fields=["campaign", "due_on"],
                condition=Q(kind=ReviewKind.INTERIM, held_on__isnull=True),
                name="campaign_review_interim_planned_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    held_on__isnull=True,
                    document_no="",
                    document_on__isnull=True,
                    summary="",
                    recorded_at__isnull=True,
                    recorded_by__isnull=True,
                )
                | (
                    Q(
                        held_on__isnull=False,
                        document_on__isnull=False,
                        recorded_at__isnull=False,
                        recorded_by__isnull=False,
                    )
                    & ~Q(document_no="")
                    & ~Q(summary="")
                ),
                name="campaign_review_held_with_document",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.campaign}"
