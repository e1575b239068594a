"""Where a person has worked: one dated row for each unit."""

from django.db import models
from django.db.models import F, Q

from units.models.person import Person
from units.models.unit import OrgUnit


class Stay(models.Model):
    """A person's time in one unit; the one without an end is the present one, `Person.unit`.

    No first day: the portal does not know since when. One that ends on the day it began was never in force.
    `position` is written when the person leaves; until then his present one counts.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="stays", verbose_name="cá nhân")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="stays", verbose_name="đơn vị")
    position = models.CharField("chức vụ khi chuyển đi", max_length=160, blank=True)
    valid_from = models.DateField("về đơn vị từ ngày", null=True)
    valid_to = models.DateField("rời đơn vị từ ngày", null=True)
    document = models.CharField("văn bản", max_length=200, blank=True)

    # Those of a row that was merged away are read with the kept person's: undoing has nothing to move back.
    follows_person = False

    class Meta:
        verbose_name = "thời gian ở đơn vị"
        verbose_name_plural = "thời gian ở đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(valid_to=None), name="stay_present_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="stay_period_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.person} - {self.unit}"

    @classmethod
    def visible_to(cls, actor):
        """Of the people whom the actor reads, in whatever unit they were."""
        return cls.objects.filter(person__in=Person.visible_to(actor))
