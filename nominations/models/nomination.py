"""Đề nghị: one nominee for one award inside a dossier."""

from django.db import models
from django.db.models import Q

from awards.models import AwardType, Recipient
from nominations.models.dossier import USER, Dossier
from nominations.workflow import NEEDS_JUDGEMENT, NOT_QUALIFIED, OUTCOME, PROPOSED
from units.models import Gender, LeaderClass, OrgUnit, Person


class Nomination(models.Model):
    """One nominee for one award inside a dossier. Its words stand as they were on sending.

    An individual has a birth date; a collective is a unit (`nominee_unit`) or, where it is no unit of the
    tree, only a name. `conclusion` keeps what the appraisal said when the council has moved the outcome on.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="nominations", verbose_name="hồ sơ")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="nominations", verbose_name="cá nhân"
    )
    nominee_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, related_name="nominations", verbose_name="tập thể"
    )
    award = models.ForeignKey(
        AwardType, models.PROTECT, related_name="nominations", verbose_name="khen thưởng đề nghị"
    )
    recipient = models.CharField(
        "đối tượng", max_length=16, choices=Recipient.choices, default=Recipient.INDIVIDUAL
    )
    order = models.PositiveIntegerField("thứ tự")
    full_name = models.CharField("tên", max_length=200, db_collation="tieng_viet")
    folded = models.CharField(max_length=200)
    birth_date = models.DateField("ngày sinh", null=True)
    gender = models.CharField("giới tính", max_length=8, choices=Gender.choices, blank=True)
    position = models.CharField("chức vụ, công việc", max_length=160, blank=True)
    leader_class = models.CharField("nhóm đối tượng", max_length=20, choices=LeaderClass.choices, blank=True)
    achievement = models.TextField("thành tích")
    merit = models.CharField("câu ghi thành tích", max_length=500, blank=True)
    unit_name = models.CharField("đơn vị khi gửi", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    findings = models.JSONField("kết quả đối chiếu tiêu chuẩn khi tiếp nhận", null=True)
    outcome = models.CharField("kết quả", max_length=20, choices=OUTCOME.choices, default=PROPOSED)
    outcome_at = models.DateTimeField(null=True)
    outcome_reason = models.TextField(blank=True)
    conclusion = models.CharField("kết luận thẩm định", max_length=20, choices=OUTCOME.choices, blank=True)
    appraisal_reason = models.TextField("lý do thẩm định", blank=True)
    appraised_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    appraised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "đề nghị"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "order"], name="nomination_order_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="nomination_has_name"),
            models.CheckConstraint(
                condition=Q(recipient__in=Recipient.values), name="nomination_recipient_known"
            ),
            models.CheckConstraint(
                condition=Q(leader_class__in=["", *LeaderClass.values]), name="nomination_class_known"
            ),
            models.CheckConstraint(
                condition=Q(recipient=Recipient.INDIVIDUAL, nominee_unit=None, birth_date__isnull=False)
                | ~Q(recipient=Recipient.INDIVIDUAL)
                & Q(person=None, birth_date=None, gender="", leader_class=""),
                name="nomination_person_or_collective",
            ),
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOME.states)), name="nomination_outcome"),
            models.CheckConstraint(
                condition=Q(outcome=PROPOSED, conclusion="", appraised_at=None, appraised_by=None)
                | ~Q(outcome=PROPOSED)
                & ~Q(conclusion="")
                & Q(appraised_at__isnull=False, appraised_by__isnull=False, outcome_at__isnull=False),
                name="nomination_appraised_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(conclusion__in=[NEEDS_JUDGEMENT, NOT_QUALIFIED]) | ~Q(appraisal_reason=""),
                name="nomination_appraised_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["outcome", "dossier"], name="nomination_by_outcome"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Nomination"]:
        """Return the nominations of the dossiers within reach."""
        return cls.objects.filter(dossier__in=Dossier.visible_to(actor))

    @property
    def is_collective(self) -> bool:
        """Whether a collective is put up, not a person."""
        return self.recipient != Recipient.INDIVIDUAL

    @property
    def outcome_state(self):
        """The row of the outcome table."""
        return OUTCOME.state(self.outcome)

    @property
    def conclusion_state(self):
        """What the appraisal concluded, as a row of the outcome table; None before."""
        return OUTCOME.state(self.conclusion) if self.conclusion else None

    @property
    def called(self) -> str:
        """How the nominee is called in a sentence: "ông Giàng A Sử", "Trạm Y tế xã Y Tý"."""
        title = {Gender.MALE: "ông ", Gender.FEMALE: "bà "}.get(self.gender, "")
        return f"{title}{self.full_name}"
