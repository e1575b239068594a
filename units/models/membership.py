"""Who holds which role in which unit, with dates."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from units.models.periods import valid_on
from units.models.person import Person
from units.models.unit import OrgUnit
from units.roles import STANDING_BODY_ROLES, Role


class MembershipQuerySet(models.QuerySet):
    """Memberships by date."""

    def current(self, day):
        """Memberships in force on this day; a unit that has ended gives no rights any more.

        Nor does a delegation whose giver no longer holds the role himself.
        """
        lent = Q(delegated_by__isnull=True) | valid_on(day, "delegated_by__")
        return self.filter(valid_on(day), valid_on(day, "unit__")).filter(lent)

    def not_over(self, day):
        """Memberships in force on this day or later; one taken back before it began is neither."""
        lent = Q(delegated_by__isnull=True) | Q(delegated_by__valid_to__isnull=True)
        lent |= Q(delegated_by__valid_to__gt=day)
        own = Q(valid_to__isnull=True) | (Q(valid_to__gt=day) & Q(valid_to__gt=F("valid_from")))
        return self.filter(own).filter(lent)


class Membership(models.Model):
    """Who holds which role in which unit, and from when to when.

    One that ends on the day it began was never in force; that is how a mistake is taken back.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="tài khoản"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="cá nhân"
    )
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=16, choices=Role)
    valid_from = models.DateField("giữ vai trò từ ngày")
    valid_to = models.DateField("thôi giữ vai trò từ ngày", null=True, blank=True)
    delegated_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="ủy quyền của"
    )
    document_no = models.CharField("số văn bản ủy quyền", max_length=64, blank=True)
    document_on = models.DateField("ngày văn bản ủy quyền", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò trong đơn vị"
        verbose_name_plural = "vai trò trong đơn vị"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True)
                | (Q(valid_to__isnull=False, document_on__isnull=False) & ~Q(document_no="")),
                name="delegation_has_end_and_document",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_held_once",
            ),
        ]

    def __str__(self):
        return f"{self.user} - {self.get_role_display()} - {self.unit}"

    @property
    def role_words(self):
        """The role in words, and that it is lent."""
        words = self.get_role_display()
        return f"{words} (được ủy quyền)" if self.delegated_by_id else words

    @classmethod
    def visible_to(cls, actor):
        """One's own; a head and a standing body also those of their scope; ADMIN and AUDITOR all."""
        if actor is None:
            return cls.objects.none()
        if actor.is_(Role.AUDITOR, Role.ADMIN):
            return cls.objects.all()
        own = Q(user_id=actor.user_id)
        if actor.is_(Role.HEAD, *STANDING_BODY_ROLES):
            own |= Q(unit__path__startswith=actor.scope_path)
        return cls.objects.filter(own)
