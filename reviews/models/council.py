"""Councils and who sits in them; the only place of the council's functions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock
from units.models import OrgUnit, Person
from units.roles import STANDING_BODY_ROLES


class Function(models.TextChoices):
    """What somebody is in a council. The first three vote, the others only help."""

    CHAIR = "CHAIR", "Chủ tịch Hội đồng"
    VICE_CHAIR = "VICE_CHAIR", "Phó Chủ tịch Hội đồng"
    MEMBER = "MEMBER", "Ủy viên"
    SECRETARY = "SECRETARY", "Thư ký"
    TELLER = "TELLER", "Ban kiểm phiếu"


VOTING = (Function.CHAIR, Function.VICE_CHAIR, Function.MEMBER)
PRESIDING = (Function.CHAIR, Function.VICE_CHAIR)


class Council(models.Model):
    """Hội đồng Thi đua - Khen thưởng of a unit, set up by a decision."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="councils", verbose_name="đơn vị")
    name = models.CharField("tên Hội đồng", max_length=200)
    decision_no = models.CharField("số quyết định thành lập", max_length=64)
    decision_on = models.DateField("ngày quyết định thành lập")

    class Meta:
        verbose_name = "Hội đồng"
        verbose_name_plural = "Hội đồng"
        constraints = [models.UniqueConstraint(fields=["unit", "decision_no"], name="council_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Council"]:
        """Return the councils in which one sits today, and those one serves as standing body."""
        if actor is None:
            return cls.objects.none()
        seats = CouncilMember.objects.current(clock.today()).filter(user_id=actor.user_id)
        mine = Q(pk__in=seats.values("council"))
        if actor.is_(*STANDING_BODY_ROLES):
            mine |= Q(unit_id=actor.body.standing_for_id or actor.body_id)
        return cls.objects.filter(mine)


class CouncilMemberQuerySet(models.QuerySet):
    """Seats by date."""

    def current(self, day) -> "CouncilMemberQuerySet":
        """Seats held on this day."""
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day)))

    def voting(self) -> "CouncilMemberQuerySet":
        """Seats with a vote."""
        return self.filter(function__in=VOTING)


class CouncilMember(models.Model):
    """A seat in a council: who, as what, from when to when.

    `function` is what he is; the two marks say what he does beside it: a member may be a teller, the
    secretary may be a member.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name="Hội đồng")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="council_seats", verbose_name="tài khoản"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cá nhân"
    )
    function = models.CharField("chức danh trong Hội đồng", max_length=16, choices=Function)
    is_secretary = models.BooleanField("là thư ký", default=False)
    is_teller = models.BooleanField("thuộc ban kiểm phiếu", default=False)
    title = models.CharField("chức vụ", max_length=160)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name="đơn vị công tác")
    order = models.PositiveSmallIntegerField("thứ tự", default=100)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("thôi từ ngày", null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(valid_to__isnull=True), name="council_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(function__in=Function.values), name="council_member_function_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="council_member_period_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(function=Function.SECRETARY) | Q(is_secretary=True),
                name="council_secretary_is_marked",
            ),
            models.CheckConstraint(
                condition=~Q(function=Function.TELLER) | Q(is_teller=True), name="council_teller_is_marked"
            ),
        ]

    def __str__(self) -> str:
        return self.user.full_name

    @property
    def is_voting(self) -> bool:
        """Does this seat have a vote?"""
        return self.function in VOTING
