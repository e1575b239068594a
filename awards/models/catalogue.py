"""The catalogue of titles and commendations, as dated rows with their legal basis."""

from django.db import models
from django.db.models import F, Q


class AwardKind(models.TextChoices):
    """The two halves of the catalogue."""

    TITLE = "TITLE", "Danh hiệu thi đua"
    FORM = "FORM", "Hình thức khen thưởng"


class Recipient(models.TextChoices):
    """Whom an award may go to."""

    INDIVIDUAL = "INDIVIDUAL", "Cá nhân"
    COLLECTIVE = "COLLECTIVE", "Tập thể"
    HOUSEHOLD = "HOUSEHOLD", "Hộ gia đình"


class AwardLevel(models.TextChoices):
    """The level of the person who decides."""

    GRASSROOTS = "GRASSROOTS", "Cấp cơ sở"
    PROVINCE = "PROVINCE", "Cấp bộ, tỉnh"
    STATE = "STATE", "Cấp Nhà nước"


class CommendationType(models.TextChoices):
    """Loại hình khen thưởng: for what sort of merit."""

    CONG_TRANG = "CONG_TRANG", "Công trạng"
    DOT_XUAT = "DOT_XUAT", "Đột xuất"
    PHONG_TRAO = "PHONG_TRAO", "Phong trào thi đua"
    CONG_HIEN = "CONG_HIEN", "Quá trình cống hiến"
    NIEN_HAN = "NIEN_HAN", "Niên hạn"
    DOI_NGOAI = "DOI_NGOAI", "Đối ngoại"


class AwardTypeQuerySet(models.QuerySet):
    """The catalogue by date."""

    def valid_on(self, day):
        """Rows in force on this day; `valid_to` is the first day on which a row no longer counts."""
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day)))


class AwardType(models.Model):
    """One title or commendation as the rules of one period describe it.

    A number or standard that the province has not confirmed carries its flag and may warn, never block.
    """

    code = models.CharField("mã", max_length=16)
    name = models.CharField("tên", max_length=200)
    aliases = models.JSONField("tên tương đương", default=list, blank=True)
    kind = models.CharField("loại", max_length=8, choices=AwardKind)
    recipients = models.JSONField("đối tượng")
    level = models.CharField("cấp", max_length=16, choices=AwardLevel)
    decided_by = models.CharField("thẩm quyền quyết định", max_length=250)
    standard_text = models.TextField("tiêu chuẩn")
    is_standard_confirmed = models.BooleanField("tiêu chuẩn đã được xác nhận", default=False)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=250)
    coefficient_individual = models.DecimalField(
        "hệ số tiền thưởng cá nhân", max_digits=5, decimal_places=2, null=True, blank=True
    )
    coefficient_collective = models.DecimalField(
        "hệ số tiền thưởng tập thể", max_digits=5, decimal_places=2, null=True, blank=True
    )
    coefficient_household = models.DecimalField(
        "hệ số tiền thưởng hộ gia đình", max_digits=5, decimal_places=2, null=True, blank=True
    )
    is_coefficient_confirmed = models.BooleanField("hệ số đã được xác nhận", default=False)
    note = models.CharField("ghi chú", max_length=250, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)
    in_use = models.BooleanField("đang xét trên cổng", default=False)
    order = models.PositiveSmallIntegerField("thứ tự")

    objects = AwardTypeQuerySet.as_manager()

    class Meta:
        verbose_name = "loại khen thưởng"
        verbose_name_plural = "danh mục khen thưởng"
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="award_code_from"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="award_period_in_order",
            ),
            models.CheckConstraint(condition=Q(kind__in=AwardKind.values), name="award_kind_known"),
            models.CheckConstraint(condition=Q(level__in=AwardLevel.values), name="award_level_known"),
        ]

    def __str__(self):
        return self.name

    @property
    def recipient_labels(self):
        """The recipients in words, in the order of the catalogue."""
        return [Recipient(code).label for code in self.recipients]

    @classmethod
    def visible_to(cls, actor):
        """Everybody who acts for a unit reads the whole catalogue."""
        return cls.objects.none() if actor is None else cls.objects.all()
