"""Two rows that are one human being, or two of one name that are not: what somebody decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from units.models.person import Person
from units.roles import STANDING_BODY_ROLES


class PersonMerge(models.Model):
    """One row merged into another: with what values before and after, by whom, and whether it was undone.

    `before` and `after` hold the values of the kept row that the merge changed, by field. Units are keys,
    dates are as in ISO 8601.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name="giữ lại")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="bị gộp")
    reason = models.CharField("căn cứ", max_length=300)
    before = models.JSONField("giá trị trước khi gộp", default=dict)
    after = models.JSONField("giá trị sau khi gộp", default=dict)
    merged_at = models.DateTimeField("gộp lúc")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField("lý do hoàn tác", max_length=300, blank=True)

    follows_person = False

    class Meta:
        verbose_name = "lần gộp cá nhân"
        verbose_name_plural = "lần gộp cá nhân"
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="person_merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_reason="")
                | Q(undone_at__isnull=False) & ~Q(undone_reason=""),
                name="merge_undone_together",
            ),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"

    @classmethod
    def visible_to(cls, actor):
        """For the standing body that oversees both people."""
        if actor is None or not actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.none()
        path = actor.scope_path
        return cls.objects.filter(kept__unit__path__startswith=path, gone__unit__path__startswith=path)


class MergedRow(models.Model):
    """One row that a merge moved to the kept person, or left with the other because it says the same.

    Named by model, key and field, so that rows of any app can be moved and moved back without an import.
    """

    merge = models.ForeignKey(PersonMerge, models.PROTECT, related_name="rows")
    model = models.CharField("loại", max_length=100)
    key = models.BigIntegerField("khóa")
    field = models.CharField("trường", max_length=60)
    old = models.BigIntegerField("giá trị cũ")
    stayed = models.BooleanField("ở lại vì ghi trùng", default=False)

    class Meta:
        verbose_name = "dòng đã chuyển khi gộp"
        verbose_name_plural = "dòng đã chuyển khi gộp"
        constraints = [
            models.UniqueConstraint(fields=["merge", "model", "key", "field"], name="merged_row_once")
        ]

    def __str__(self):
        return f"{self.model} {self.key}"

    @classmethod
    def visible_to(cls, actor):
        """Rows of the merges that the actor sees."""
        return cls.objects.filter(merge__in=PersonMerge.visible_to(actor))


class DifferentPeople(models.Model):
    """Two rows of one name that somebody judged to be two human beings; the older row comes first."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="judged_different")
    judged_at = models.DateTimeField("xác định lúc")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    follows_person = False

    class Meta:
        verbose_name = "hai người khác nhau"
        verbose_name_plural = "hai người khác nhau"
        constraints = [
            models.UniqueConstraint(fields=["second", "first"], name="different_people_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_people_in_order"),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"

    @classmethod
    def visible_to(cls, actor):
        """For the standing body that oversees both."""
        if actor is None or not actor.is_(*STANDING_BODY_ROLES):
            return cls.objects.none()
        path = actor.scope_path
        return cls.objects.filter(first__unit__path__startswith=path, second__unit__path__startswith=path)
