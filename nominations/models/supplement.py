"""What is asked about one nominee while the others go on, and who stays away from one."""

from django.db import models
from django.db.models import Q

from nominations.models.dossier import USER, Dossier
from nominations.models.nomination import Nomination


class Supplement(models.Model):
    """A request to complete what is known of one nominee (yêu cầu bổ sung), with a day of its own.

    It is open until the unit answers or the officer ends it, for instance when the day has passed.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="supplements")
    reason = models.TextField("nội dung cần bổ sung")
    due_on = models.DateField("hạn bổ sung")
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="supplement_has_reason"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="supplement_answered_together",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, answered_at=None),
                name="supplement_ended_unanswered",
            ),
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(answered_at=None, ended_at=None),
                name="supplement_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Yêu cầu bổ sung cho {self.nomination}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Supplement"]:
        """Return the requests about the dossiers within reach."""
        return cls.objects.filter(nomination__dossier__in=Dossier.visible_to(actor))

    @property
    def is_open(self) -> bool:
        """Whether the unit may still answer."""
        return self.answered_at is None and self.ended_at is None


class Recusal(models.Model):
    """Somebody does not deal with a nominee, because he is close to him (từ chối xét vì có liên quan)."""

    user = models.ForeignKey(USER, models.PROTECT, related_name="recusals")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="recusals")
    reason = models.TextField("lý do")
    from_on = models.DateField("kể từ ngày")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "từ chối xét vì có liên quan"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
            models.UniqueConstraint(fields=["user", "nomination"], name="recusal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} không xét {self.nomination}"

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Recusal"]:
        """Return the recusals about the dossiers within reach."""
        return cls.objects.filter(nomination__dossier__in=Dossier.visible_to(actor))
