"""A unit that joined a campaign, what it set itself, and what it reports on the way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign, CampaignTarget
from campaigns.workflow import DRAFT
from units.models import OrgUnit

USER = settings.AUTH_USER_MODEL
DIGITS = {"max_digits": 14, "decimal_places": 2}


class Participation(models.Model):
    """Đăng ký thi đua of one unit; it informs and never blocks an award (Luật 2022, Điều 7)."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="participations", verbose_name="phong trào thi đua"
    )
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="participations", verbose_name="đơn vị")
    titles_text = models.TextField("danh hiệu, hình thức đăng ký", blank=True)
    registered_at = models.DateTimeField("đăng ký lúc")
    registered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField("sửa lúc")
    #: When the unit last wrote down progress; kept by the deed that does.
    reported_at = models.DateTimeField("báo tiến độ lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "đăng ký thi đua"
        verbose_name_plural = "đăng ký thi đua"
        indexes = [models.Index(fields=["campaign", "-registered_at", "-id"], name="participation_latest")]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="participation_once"),
        ]

    def __str__(self):
        return f"{self.unit} - {self.campaign}"

    @classmethod
    def visible_to(cls, actor):
        """Who joined a launched campaign is public; what it wrote is shown by `permissions.can_follow`."""
        joined = cls.objects.exclude(campaign__state=DRAFT)
        return joined if actor is None else joined.filter(campaign__in=Campaign.visible_to(actor))


class ParticipationTarget(models.Model):
    """The number that a unit registered for a target, and the last one it reported."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="targets")
    target = models.ForeignKey(CampaignTarget, models.PROTECT, related_name="registered")
    number = models.DecimalField("số đăng ký", null=True, blank=True, **DIGITS)
    #: The latest Progress.number of this target; kept by the deed that writes it.
    reached = models.DecimalField("đã đạt", null=True, blank=True, **DIGITS)

    class Meta:
        verbose_name = "chỉ tiêu đăng ký"
        verbose_name_plural = "chỉ tiêu đăng ký"
        ordering = ["target__order"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "target"], name="participation_target_once"),
            models.CheckConstraint(
                condition=(Q(number__isnull=True) | Q(number__gte=0))
                & (Q(reached__isnull=True) | Q(reached__gte=0)),
                name="participation_target_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.target}: {self.number}"


class Progress(models.Model):
    """One report of progress: a sentence, and a number where it concerns a target. Rows are only added."""

    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="progress", verbose_name="đăng ký thi đua"
    )
    target = models.ForeignKey(
        CampaignTarget, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chỉ tiêu"
    )
    number = models.DecimalField("số đạt được", null=True, blank=True, **DIGITS)
    sentence = models.CharField("kết quả trong một câu", max_length=500)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tiến độ"
        verbose_name_plural = "tiến độ"
        indexes = [models.Index(fields=["participation", "-id"], name="progress_latest")]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="progress_has_sentence"),
            models.CheckConstraint(
                condition=Q(target__isnull=True, number__isnull=True)
                | Q(target__isnull=False, number__isnull=False, number__gte=0),
                name="progress_number_of_target",
            ),
        ]

    def __str__(self):
        return self.sentence

    @classmethod
    def visible_to(cls, actor):
        """A unit and those above it read its sentences; a standing body those of the campaigns it hosts."""
        if actor is None:
            return cls.objects.none()
        scope = actor.scope_path
        return cls.objects.filter(
            Q(participation__unit__path__startswith=scope)
            | Q(participation__unit_id=actor.body_id)
            | Q(participation__campaign__host__path__startswith=scope)
        )
