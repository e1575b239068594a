"""The golden book: every award that was given, with the words of its decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models.catalogue import AwardType, CommendationType, Recipient
from awards.models.history import YEARS
from units.models import Gender, LeaderClass, OrgUnit, Person
from units.roles import STANDING_BODY_ROLES, Role


class GrantStatus(models.TextChoices):
    """Whether the award still counts."""

    GRANTED = "GRANTED", "Đã khen thưởng"
    REVOKED = "REVOKED", "Đã thu hồi"


class GrantSource(models.TextChoices):
    """How a line came into the book."""

    DECISION = "DECISION", "Quyết định ban hành trên cổng"
    IMPORTED = "IMPORTED", "Nhập từ hồ sơ trước đây"


class Grant(models.Model):
    """One award given to one recipient. Written by `awards.actions.grant` and `revoke` alone.

    Name, position, unit and areas stand as they were in the decision and do not follow later changes.
    """

    award = models.ForeignKey(AwardType, models.PROTECT, related_name="grants", verbose_name="khen thưởng")
    commendation_type = models.CharField("loại hình", max_length=16, choices=CommendationType)
    recipient = models.CharField("đối tượng", max_length=16, choices=Recipient)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name="cá nhân"
    )
    collective = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="own_grants", verbose_name="tập thể"
    )
    recipient_name = models.CharField("người, tập thể được khen", max_length=200, db_collation="tieng_viet")
    folded = models.CharField(max_length=500, editable=False)
    position = models.CharField("chức vụ", max_length=160, blank=True)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="grants", verbose_name="đơn vị khi đó")
    unit_name = models.CharField("tên đơn vị khi đó", max_length=200)
    leader_class = models.CharField("nhóm đối tượng thống kê", max_length=20, choices=LeaderClass, blank=True)
    gender = models.CharField("giới tính", max_length=8, choices=Gender, blank=True)
    is_remote = models.BooleanField("vùng sâu, vùng xa", default=False)
    is_border = models.BooleanField("biên giới", default=False)
    year = models.PositiveSmallIntegerField("năm thành tích")
    merit = models.TextField("thành tích")
    decision_no = models.CharField("số quyết định", max_length=60)
    decision_on = models.DateField("ngày quyết định")
    code = models.CharField("mã xác minh", max_length=12, unique=True)
    register_year = models.PositiveSmallIntegerField("sổ vàng năm", null=True)
    register_no = models.PositiveIntegerField("số vào sổ vàng", null=True)
    status = models.CharField("tình trạng", max_length=8, choices=GrantStatus, default=GrantStatus.GRANTED)
    source = models.CharField("nguồn", max_length=8, choices=GrantSource, default=GrantSource.DECISION)
    granted_at = models.DateTimeField("ghi sổ lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_reason = models.TextField("lý do thu hồi", blank=True)

    #: Two lines of one award in one decision for somebody who was written down twice are one fact.
    same_when = ("status",)

    class Meta:
        verbose_name = "khen thưởng đã trao"
        verbose_name_plural = "khen thưởng đã trao"
        constraints = [
            models.CheckConstraint(
                condition=Q(commendation_type__in=CommendationType.values), name="grant_type_known"
            ),
            models.CheckConstraint(condition=Q(recipient__in=Recipient.values), name="grant_recipient_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(recipient=Recipient.INDIVIDUAL),
                name="grant_person_is_individual",
            ),
            models.CheckConstraint(
                condition=Q(collective__isnull=True) | Q(recipient=Recipient.COLLECTIVE),
                name="grant_unit_is_collective",
            ),
            models.CheckConstraint(
                condition=~Q(recipient_name="") & ~Q(decision_no=""), name="grant_has_name_and_decision"
            ),
            models.CheckConstraint(condition=YEARS, name="grant_year_plausible"),
            models.CheckConstraint(
                condition=Q(
                    source=GrantSource.DECISION,
                    register_no__isnull=False,
                    register_no__gt=0,
                    register_year__isnull=False,
                )
                | Q(source=GrantSource.IMPORTED, register_no__isnull=True, register_year__isnull=True),
                name="grant_stands_in_the_book",
            ),
            models.CheckConstraint(
                condition=Q(status=GrantStatus.GRANTED, revoked_at__isnull=True, revoked_reason="")
                | Q(status=GrantStatus.REVOKED, revoked_at__isnull=False) & ~Q(revoked_reason=""),
                name="grant_revoked_together",
            ),
            models.UniqueConstraint(fields=["register_year", "register_no"], name="grant_register_no_once"),
            models.UniqueConstraint(
                fields=["decision_no", "decision_on", "award", "person"], name="grant_of_person_once"
            ),
            models.UniqueConstraint(
                fields=["decision_no", "decision_on", "award", "collective"], name="grant_of_unit_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-decision_on", "-id"], name="grant_latest"),
            models.Index(fields=["award", "-decision_on", "-id"], name="grant_latest_of_award"),
        ]

    def __str__(self):
        return f"{self.recipient_name} - {self.award}"

    @classmethod
    def visible_to(cls, actor):
        """The golden book is public; what was revoked stays readable for the standing bodies and AUDITOR."""
        if cls.sees_revoked(actor):
            return cls.objects.all()
        return cls.objects.filter(status=GrantStatus.GRANTED)

    @staticmethod
    def sees_revoked(actor) -> bool:
        """Does this person read in lists what was taken back?

        On the page of a person whoever may open it reads that too: it bears on what he may be put up for.
        """
        return actor is not None and actor.is_(Role.AUDITOR, *STANDING_BODY_ROLES)

    @property
    def is_revoked(self):
        """Whether the award was taken back."""
        return self.status == GrantStatus.REVOKED

    @property
    def code_text(self):
        """The verification code in groups of four, as certificates print it."""
        return "-".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))

    @property
    def register_text(self):
        """The number in the golden book, "1874/2026"; empty for what was imported."""
        return f"{self.register_no}/{self.register_year}" if self.register_no else ""
