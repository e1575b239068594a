"""The identity number (căn cước) of a person, encrypted, and every time that somebody read it in full."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models.person import Person
from units.roles import Role


class PersonNumber(models.Model):
    """An identity number: sealed, its keyed hash to find an equal one, the three digits that are shown."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="number", verbose_name="cá nhân")
    sealed = models.TextField("số đã mã hóa")
    digest = models.CharField("dấu để so", max_length=64, db_index=True)
    last_digits = models.CharField("ba số cuối", max_length=3)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField("ghi lúc")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    #: Somebody who was written down twice has one number; two that differ are two people.
    same_when = ("digest",)

    class Meta:
        verbose_name = "số căn cước"
        verbose_name_plural = "số căn cước"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_digits__regex=r"^[0-9]{3}$") & ~Q(sealed="") & ~Q(digest=""),
                name="number_is_sealed",
            )
        ]

    def __str__(self):
        return f"•••{self.last_digits}"

    @classmethod
    def visible_to(cls, actor):
        """Numbers of the people within the reach of a role that may handle them."""
        if actor is None or not actor.is_(Role.EDITOR, Role.HEAD, Role.OFFICER, Role.OFFICE_HEAD):
            return cls.objects.none()
        return cls.objects.filter(person__unit__path__startswith=actor.scope_path)


class NumberReading(models.Model):
    """Somebody read the number of a person in full, and why; it is shown to him for a few minutes."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="number_readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField("lý do xem", max_length=300)
    read_at = models.DateTimeField("xem lúc")

    follows_person = False

    class Meta:
        verbose_name = "lần xem số căn cước"
        verbose_name_plural = "lần xem số căn cước"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="number_reading_has_reason")]

    def __str__(self):
        return f"{self.user}: {self.person}"

    @classmethod
    def visible_to(cls, actor):
        """One's own alone, of people who are still within reach."""
        if actor is None:
            return cls.objects.none()
        return cls.objects.filter(user=actor.user_id, person__in=Person.visible_to(actor))
