"""People who may be put up for awards."""

from django.db import models
from django.db.models import Q

from units.models.unit import OrgUnit
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES


class Gender(models.TextChoices):
    """As forms ask for it: "Ông" or "Bà"."""

    MALE = "MALE", "Nam"
    FEMALE = "FEMALE", "Nữ"


class LeaderClass(models.TextChoices):
    """The five classes of individuals that the statistics forms 0602.N and 0603.N count."""

    PROVINCE_LEADER = "PROVINCE_LEADER", "Lãnh đạo cấp bộ, tỉnh trở lên"
    DEPARTMENT_LEADER = "DEPARTMENT_LEADER", "Lãnh đạo vụ, sở, ngành"
    ENTREPRENEUR = "ENTREPRENEUR", "Doanh nhân"
    OTHER_LEADER = "OTHER_LEADER", "Lãnh đạo khác từ phó phòng trở lên"
    DIRECT_WORKER = "DIRECT_WORKER", "Người trực tiếp công tác, lao động, học tập, chiến đấu"


class PersonQuerySet(models.QuerySet):
    """People by whether their row still stands for somebody."""

    def standing(self) -> "PersonQuerySet":
        """Those that were not merged into another row: only they are offered and found."""
        return self.filter(merged_into=None)


class Person(models.Model):
    """Somebody who may be put up for an award; most never log in."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="people", verbose_name="đơn vị")
    full_name = models.CharField("họ và tên", max_length=120, db_collation="tieng_viet")
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=8, choices=Gender, blank=True)
    position = models.CharField("chức vụ", max_length=160, blank=True)
    leader_class = models.CharField("nhóm đối tượng thống kê", max_length=20, choices=LeaderClass, blank=True)
    created_at = models.DateTimeField("thêm vào lúc", editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="đã gộp vào",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "cá nhân"
        verbose_name_plural = "cá nhân"
        constraints = [
            models.CheckConstraint(condition=Q(gender__in=["", *Gender.values]), name="person_gender_known"),
            models.CheckConstraint(condition=~Q(full_name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=Q(leader_class__in=["", *LeaderClass.values]), name="person_leader_class_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")), name="person_not_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["full_name", "id"], name="person_by_name"),
            models.Index(fields=["folded", "birth_date", "id"], name="person_by_namesakes"),
            # Of the few that were merged; an index of all would tempt a planner away from the order of names.
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged"
            ),
        ]

    def __str__(self):
        return self.full_name

    @classmethod
    def visible_to(cls, actor):
        """People of the actor's reach; a standing body sees those it oversees, other roles nobody."""
        if actor is None or not actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES):
            return cls.objects.none()
        return cls.objects.filter(unit__path__startswith=actor.scope_path)
