"""Units with their dates, who carries on for whom, and in what areas they lie."""

from django.db import models, transaction
from django.db.models import F, Q

from core.text import fold, nfc
from units.models.periods import period_constraint
from units.roles import Role


class UnitKind(models.TextChoices):
    """What sort of body a unit is; rounds say which kinds may submit."""

    PROVINCE = "PROVINCE", "Tỉnh"
    DEPARTMENT = "DEPARTMENT", "Sở, ban, ngành"
    COMMUNE = "COMMUNE", "Xã"
    WARD = "WARD", "Phường"
    OFFICE = "OFFICE", "Phòng, đơn vị trực thuộc"
    PARTY = "PARTY", "Cơ quan Đảng"
    MASS_ORG = "MASS_ORG", "Mặt trận Tổ quốc, đoàn thể"
    SCHOOL = "SCHOOL", "Trường học"
    ENTERPRISE = "ENTERPRISE", "Doanh nghiệp"
    OTHER = "OTHER", "Cơ quan, đơn vị khác"
    DISTRICT = "DISTRICT", "Huyện, thị xã, thành phố"
    TOWN = "TOWN", "Thị trấn"


#: Kinds that ended on 01/7/2025: old awards name such units, new rounds and forms do not offer them.
PAST_KINDS = frozenset({UnitKind.DISTRICT, UnitKind.TOWN})


class Level(models.TextChoices):
    """The level of government a unit belongs to."""

    PROVINCE = "PROVINCE", "Cấp tỉnh"
    DISTRICT = "DISTRICT", "Cấp huyện"
    COMMUNE = "COMMUNE", "Cấp xã"
    INNER = "INNER", "Trong đơn vị"


class AreaKind(models.TextChoices):
    """What the statistics and the rules of priority ask about the place of a unit."""

    REMOTE = "REMOTE", "Vùng sâu, vùng xa"
    BORDER = "BORDER", "Biên giới"
    ETHNIC_I = "ETHNIC_I", "Xã khu vực I vùng dân tộc thiểu số"
    ETHNIC_II = "ETHNIC_II", "Xã khu vực II vùng dân tộc thiểu số"
    ETHNIC_III = "ETHNIC_III", "Xã khu vực III vùng dân tộc thiểu số"


class OrgUnitQuerySet(models.QuerySet):
    """Units by place in the tree."""

    def below(self, path):
        """The unit with this path and everything under it."""
        return self.filter(path__startswith=path)


class OrgUnitManager(models.Manager.from_queryset(OrgUnitQuerySet)):
    """Creates units with the derived columns (path, folded name) filled."""

    def plant(self, **fields):
        """Create one unit under its parent; `path` is written here and nowhere else but `plant_all`."""
        return self.plant_all([self.model(**fields)])[0]

    @transaction.atomic
    def plant_all(self, units):
        """Create many units whose parents are stored already; returns them with keys and paths."""
        for unit in units:
            unit.fill_names()
        stored = self.bulk_create(units)
        for unit in stored:
            unit.path = f"{unit.parent.path if unit.parent_id else ''}{unit.pk:04d}."
        self.bulk_update(stored, ["path"])
        return stored


class OrgUnit(models.Model):
    """A unit as it is called in one period; a renamed or merged unit is another row."""

    code = models.CharField("mã đơn vị", max_length=32)
    symbol = models.CharField("ký hiệu văn bản", max_length=32, blank=True)
    name = models.CharField("tên đơn vị", max_length=200, db_collation="tieng_viet")
    body_name = models.CharField("tên cơ quan", max_length=200)
    document_name = models.CharField("tên trên văn bản", max_length=200)
    place_name = models.CharField("địa danh trên văn bản", max_length=100)
    folded = models.CharField(max_length=240, db_index=True, editable=False)
    kind = models.CharField("loại đơn vị", max_length=16, choices=UnitKind)
    level = models.CharField("cấp", max_length=16, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="đơn vị cấp trên"
    )
    path = models.CharField(max_length=255, db_index=True, default="", editable=False)
    standing_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="standing_bodies",
        verbose_name="là cơ quan thường trực của Hội đồng thuộc",
    )
    phone = models.CharField("điện thoại", max_length=32, blank=True)
    is_confirmed = models.BooleanField("đã được xác nhận", default=False)
    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)
    #: When an official put a mistype right; from then on the loaded catalogue leaves the names alone.
    corrected_at = models.DateTimeField("sửa lúc", null=True, editable=False)
    #: Of a unit that a reorganisation ended: who finishes what it left. Always one that has not ended.
    keeper = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="kept", verbose_name="đơn vị giữ hồ sơ"
    )

    objects = OrgUnitManager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["code", "kind", "valid_from"], name="unit_code_kind_from"),
            period_constraint("unit_period_in_order"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="unit_level_known"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="unit_by_name")]

    def __str__(self):
        return self.body_name

    def fill_names(self):
        """Bring the names to their stored form; those not given follow from `name`."""
        self.name = nfc(self.name)
        self.body_name = nfc(self.body_name or self.name)
        self.document_name = nfc(self.document_name or self.body_name.upper())
        self.place_name = nfc(self.place_name or self.name)
        self.folded = fold(f"{self.body_name} {self.code}")

    @classmethod
    def visible_to(cls, actor):
        """Units the actor may read: his reach, what his standing body oversees, or all of them."""
        if actor is None:
            return cls.objects.none()
        if actor.is_(Role.AUDITOR, Role.ADMIN):
            return cls.objects.all()
        return cls.objects.below(actor.scope_path)


class OrgSuccession(models.Model):
    """Which unit carries on for which older one; the history of awards follows it.

    `share` is the part of the older unit that went into the new one: 1 unless it was split.
    """

    old = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="successions", verbose_name="đơn vị trước sắp xếp"
    )
    new = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="predecessions", verbose_name="đơn vị kế thừa"
    )
    on = models.DateField("kế thừa từ ngày")
    share = models.DecimalField("phần kế thừa", max_digits=4, decimal_places=3, default=1)
    decree = models.CharField("văn bản", max_length=200)
    confirmed = models.BooleanField("đã được xác nhận", default=False)

    class Meta:
        verbose_name = "kế thừa đơn vị"
        verbose_name_plural = "kế thừa đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_of_two"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="succession_share_in_range"),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"

    @classmethod
    def visible_to(cls, actor):
        """Everybody who acts for a unit may know which unit carries on for which."""
        return cls.objects.none() if actor is None else cls.objects.all()


class AreaFlag(models.Model):
    """What kind of area a unit lies in, for a period, by a dated decision."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="area_flags", verbose_name="đơn vị")
    kind = models.CharField("loại địa bàn", max_length=16, choices=AreaKind)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=250)
    confirmed = models.BooleanField("đã được xác nhận", default=False)

    class Meta:
        verbose_name = "địa bàn của đơn vị"
        verbose_name_plural = "địa bàn của đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "valid_from"], name="area_flag_once"),
            period_constraint("area_flag_period_in_order"),
            models.CheckConstraint(condition=Q(kind__in=AreaKind.values), name="area_kind_known"),
        ]

    def __str__(self):
        return f"{self.unit} - {self.get_kind_display()}"

    @classmethod
    def visible_to(cls, actor):
        """Everybody who acts for a unit may know the areas."""
        return cls.objects.none() if actor is None else cls.objects.all()
