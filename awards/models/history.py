"""What a person or unit has behind them, besides awards: yearly grades, initiatives, discipline."""

from django.db import models
from django.db.models import F, Q

from units.models import OrgUnit, Person
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES

YEARS = Q(year__gte=1945, year__lte=2100)


def _one_holder(name):
    """A person or a unit, never both, never neither."""
    return models.CheckConstraint(
        condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
        name=name,
    )


def _visible_to(model, actor):
    """Rows of the people and units that units and standing bodies reach; nobody else's business."""
    if actor is None or not actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES):
        return model.objects.none()
    return model.objects.filter(
        Q(person__unit__path__startswith=actor.scope_path) | Q(unit__path__startswith=actor.scope_path)
    )


class Grade(models.TextChoices):
    """The four yearly grades of officials and of units."""

    EXCELLENT = "EXCELLENT", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "GOOD", "Hoàn thành tốt nhiệm vụ"
    COMPLETED = "COMPLETED", "Hoàn thành nhiệm vụ"
    FAILED = "FAILED", "Không hoàn thành nhiệm vụ"


class AnnualRating(models.Model):
    """The grade that a person or unit got for one year."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name="cá nhân"
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name="tập thể"
    )
    year = models.PositiveSmallIntegerField("năm")
    grade = models.CharField("xếp loại", max_length=12, choices=Grade)
    source = models.CharField("văn bản", max_length=200)

    #: Two grades of one year for somebody who was written down twice are one fact when they agree.
    same_when = ("grade",)

    class Meta:
        verbose_name = "xếp loại hằng năm"
        verbose_name_plural = "xếp loại hằng năm"
        constraints = [
            _one_holder("rating_one_holder"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="rating_grade_known"),
            models.CheckConstraint(condition=YEARS, name="rating_year_plausible"),
            models.UniqueConstraint(fields=["person", "year"], name="rating_of_person_once"),
            models.UniqueConstraint(fields=["unit", "year"], name="rating_of_unit_once"),
        ]

    def __str__(self):
        return f"{self.person or self.unit} {self.year}: {self.get_grade_display()}"

    @classmethod
    def visible_to(cls, actor):
        """Grades of the people and units within the actor's reach."""
        return _visible_to(cls, actor)


class InitiativeLevel(models.TextChoices):
    """Who recognised an initiative, lowest first."""

    GRASSROOTS = "GRASSROOTS", "Cấp cơ sở"
    PROVINCE = "PROVINCE", "Cấp tỉnh"
    STATE = "STATE", "Toàn quốc"


class Initiative(models.Model):
    """A recognised initiative, or an accepted scientific work, of one of its authors."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="initiatives", verbose_name="cá nhân")
    name = models.CharField("tên sáng kiến", max_length=300)
    level = models.CharField("cấp công nhận", max_length=12, choices=InitiativeLevel)
    year = models.PositiveSmallIntegerField("năm")
    decision_no = models.CharField("số quyết định", max_length=60)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)

    class Meta:
        verbose_name = "sáng kiến"
        verbose_name_plural = "sáng kiến"
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=InitiativeLevel.values), name="initiative_level_known"
            ),
            models.CheckConstraint(condition=YEARS, name="initiative_year_plausible"),
            models.CheckConstraint(condition=~Q(name=""), name="initiative_has_name"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_to(cls, actor):
        """Initiatives of the people within the actor's reach."""
        return cls.objects.filter(person__in=Person.visible_to(actor))


class DisciplineForm(models.TextChoices):
    """What was imposed, or that something is still being looked into."""

    UNDER_REVIEW = "UNDER_REVIEW", "Đang bị xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh đơn thư"
    REPRIMAND = "REPRIMAND", "Khiển trách"
    WARNING = "WARNING", "Cảnh cáo"
    DEMOTION = "DEMOTION", "Hạ bậc lương, giáng chức"
    DISMISSAL = "DISMISSAL", "Cách chức"
    EXPULSION = "EXPULSION", "Buộc thôi việc"


class Discipline(models.Model):
    """A disciplinary measure, or a review that is going on, with its period; no end means it still runs."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="disciplines", verbose_name="cá nhân"
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="disciplines", verbose_name="tập thể"
    )
    form = models.CharField("hình thức", max_length=16, choices=DisciplineForm)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("hết từ ngày", null=True, blank=True)
    decision = models.CharField("văn bản", max_length=200)

    class Meta:
        verbose_name = "kỷ luật"
        verbose_name_plural = "kỷ luật"
        constraints = [
            _one_holder("discipline_one_holder"),
            models.CheckConstraint(condition=Q(form__in=DisciplineForm.values), name="discipline_form_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="discipline_period_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.unit}: {self.get_form_display()}"

    @classmethod
    def visible_to(cls, actor):
        """Discipline of the people and units within the actor's reach."""
        return _visible_to(cls, actor)


class FactKind(models.TextChoices):
    """What a document says of a collective for one year: its rank, or how many of its members."""

    RANK_IN_GROUP = "RANK_IN_GROUP", "Thứ hạng trong cụm, khối thi đua"
    RANK_IN_CAMPAIGN = "RANK_IN_CAMPAIGN", "Thứ hạng trong phong trào thi đua theo chuyên đề"
    LDTT_MEMBERS = "LDTT_MEMBERS", "Số cá nhân đạt Lao động tiên tiến"
    COMPLETED_MEMBERS = "COMPLETED_MEMBERS", "Số cá nhân hoàn thành nhiệm vụ trở lên"
    CSTDCS_MEMBERS = "CSTDCS_MEMBERS", "Số cá nhân đạt Chiến sĩ thi đua cơ sở"
    DISCIPLINED_MEMBERS = "DISCIPLINED_MEMBERS", "Số cá nhân bị kỷ luật từ cảnh cáo trở lên"


_RANKS = (FactKind.RANK_IN_GROUP.value, FactKind.RANK_IN_CAMPAIGN.value)


class CollectiveFact(models.Model):
    """A figure about a collective that the portal cannot count itself, with the document that states it.

    `part` of `whole`: the place among so many units, or so many of all members.
    """

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="facts", verbose_name="tập thể")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("nội dung", max_length=20, choices=FactKind)
    group_name = models.CharField("cụm, khối hoặc phong trào", max_length=200, blank=True)
    part = models.PositiveIntegerField("kết quả")
    whole = models.PositiveIntegerField("trên tổng số")
    source = models.CharField("văn bản", max_length=200)

    class Meta:
        verbose_name = "kết quả của tập thể"
        verbose_name_plural = "kết quả của tập thể"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="fact_kind_known"),
            models.CheckConstraint(condition=YEARS, name="fact_year_plausible"),
            models.CheckConstraint(
                condition=Q(whole__gt=0, part__lte=F("whole"))
                & (
                    ~Q(kind__in=[FactKind.RANK_IN_GROUP, FactKind.RANK_IN_CAMPAIGN])
                    | Q(part__gt=0) & ~Q(group_name="")
                ),
                name="fact_part_of_whole",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="fact_has_source"),
            models.UniqueConstraint(fields=["unit", "year", "kind", "group_name"], name="fact_once"),
        ]

    def __str__(self):
        return f"{self.unit} {self.year}: {self.text}"

    @property
    def text(self):
        """The figure in words."""
        if self.group_name:
            return f"Xếp thứ {self.part}/{self.whole} {self.group_name} năm {self.year}"
        return f"{self.get_kind_display()}: {self.part}/{self.whole}, năm {self.year}"

    @classmethod
    def visible_to(cls, actor):
        """Figures of the units within the actor's reach."""
        if actor is None or not actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES):
            return cls.objects.none()
        return cls.objects.filter(unit__path__startswith=actor.scope_path)
