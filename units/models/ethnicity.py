"""The ethnic group (dân tộc) of a person: personal data that few may read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models.person import Person
from units.models.unit import Level
from units.roles import Role

OTHER = "KHAC"


class EthnicGroup(models.Model):
    """One of the 54 groups of the official list, or "Khác"; aliases are other spellings, for files."""

    code = models.CharField("mã", max_length=16, unique=True)
    name = models.CharField("dân tộc", max_length=40)
    aliases = models.JSONField("cách ghi khác", default=list)
    order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "dân tộc"
        verbose_name_plural = "dân tộc"

    def __str__(self):
        return self.name

    @classmethod
    def visible_to(cls, actor):
        """The list is public; who belongs to which group is not."""
        return cls.objects.none() if actor is None else cls.objects.order_by("order", "pk")


class PersonEthnicity(models.Model):
    """The group of one person; nobody has a row of whom it is not known. `words`: what "Khác" means."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="ethnicity", verbose_name="cá nhân")
    group = models.ForeignKey(EthnicGroup, models.PROTECT, related_name="+", verbose_name="dân tộc")
    words = models.CharField("ghi rõ dân tộc khác", max_length=60, blank=True)
    written_at = models.DateTimeField("ghi lúc")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    #: Somebody who was written down twice belongs to one group.
    same_when = ("group_id", "words")

    class Meta:
        verbose_name = "dân tộc"
        verbose_name_plural = "dân tộc"

    def __str__(self):
        return self.words or str(self.group)

    @classmethod
    def visible_to(cls, actor):
        """For the person's own unit, or the body its office belongs to, and for the standing body above."""
        if actor is not None and actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
            return cls.objects.filter(person__unit__path__startswith=actor.scope_path)
        if actor is not None and actor.is_(Role.EDITOR, Role.HEAD):
            inner = Q(person__unit__level=Level.INNER, person__unit__parent=actor.unit_id)
            return cls.objects.filter(Q(person__unit=actor.unit_id) | inner)
        return cls.objects.none()
