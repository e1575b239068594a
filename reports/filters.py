"""What the lists of reports, and the lists behind their figures, may be filtered by."""

from datetime import date

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from awards.models import AwardLevel, CommendationType, Grant, Recipient
from core.forms import DayField
from nominations.models import Dossier
from reports.gather_periodic import days_as_moments
from reports.models import PeriodicReport, ReportKind
from reports.rules_period import FIRST_YEAR, LAST_YEAR
from reports.tables import NO_CLASS, UNCLASSED
from units.models import AreaKind, Gender, LeaderClass

AREAS = {AreaKind.REMOTE: "is_remote", AreaKind.BORDER: "is_border"}
DEEDS = {
    "sent": ("Đã gửi", "submitted_at"),
    "accepted": ("Đã tiếp nhận", "accepted_at"),
    "returned": ("Yêu cầu bổ sung", "returned_at"),
    "refused": ("Từ chối tiếp nhận", "refused_at"),
    "withdrawn": ("Đơn vị đã rút", "withdrawn_at"),
    "appraised": ("Đã thẩm định", "appraised_at"),
}
#: The days of the years whose periods there are; the list behind a figure needs no others.
FIRST_DAY, LAST_DAY = date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 1, 12, 31)
_BOUNDS = f"Ghi ngày trong khoảng từ {FIRST_DAY:%d/%m/%Y} đến {LAST_DAY:%d/%m/%Y}."


class ReportFilter(django_filters.FilterSet):
    """Reports by kind."""

    loai = django_filters.ChoiceFilter(
        field_name="kind", choices=ReportKind.choices, label="Loại báo cáo", empty_label="Mọi loại"
    )

    class Meta:
        model = PeriodicReport
        fields: list[str] = []


class _DayFilter(django_filters.DateFilter):
    """A day, typed as people write it."""

    field_class = DayField

    def __init__(self, **kwargs):
        super().__init__(
            help_text="",
            validators=[MinValueValidator(FIRST_DAY, _BOUNDS), MaxValueValidator(LAST_DAY, _BOUNDS)],
            widget=forms.DateInput({"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
            **kwargs,
        )


class _Behind(django_filters.FilterSet):
    """The rows behind a figure, of one `unit` where a row of a table leads to them.

    A unit counts with everything below it, as the tables count it; the one at the top of the `scope` (a path)
    has a row for itself alone. What cannot be read leaves no row, never all of them.
    """

    def __init__(self, *args, unit, scope, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.is_alone = unit is not None and unit.path == scope

    def filter_queryset(self, queryset):
        """Narrow the rows to what was asked."""
        if self.form.errors:
            return queryset.none()
        if self.is_alone:
            queryset = queryset.filter(unit=self.unit)
        elif self.unit:
            queryset = queryset.filter(unit__path__startswith=self.unit.path)
        return super().filter_queryset(queryset)


class GrantFilter(_Behind):
    """The awards behind a figure, by everything that a table cuts them by."""

    tu = _DayFilter(field_name="decision_on", lookup_expr="gte", label="Quyết định từ ngày")
    den = _DayFilter(field_name="decision_on", lookup_expr="lte", label="Đến hết ngày")
    khen_thuong = django_filters.ChoiceFilter(
        field_name="award__code", label="Danh hiệu, hình thức", empty_label="Tất cả"
    )
    cap = django_filters.ChoiceFilter(
        field_name="award__level", choices=AwardLevel.choices, label="Cấp", empty_label="Mọi cấp"
    )
    loai_hinh = django_filters.ChoiceFilter(
        field_name="commendation_type",
        choices=CommendationType.choices,
        label="Loại hình",
        empty_label="Mọi loại hình",
    )
    doi_tuong = django_filters.ChoiceFilter(
        field_name="recipient", choices=Recipient.choices, label="Đối tượng", empty_label="Mọi đối tượng"
    )
    nhom = django_filters.ChoiceFilter(
        method="by_class",
        choices=[*LeaderClass.choices, (NO_CLASS, UNCLASSED[1])],
        label="Nhóm đối tượng",
        empty_label="Mọi nhóm",
    )
    gioi = django_filters.ChoiceFilter(
        field_name="gender", choices=Gender.choices, label="Giới tính", empty_label="Nam và nữ"
    )
    dia_ban = django_filters.ChoiceFilter(
        method="by_area",
        choices=[(kind.value, kind.label) for kind in AREAS],
        label="Địa bàn",
        empty_label="Mọi địa bàn",
    )

    class Meta:
        model = Grant
        fields: list[str] = []

    def __init__(self, *args, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["khen_thuong"].extra["choices"] = awards

    def by_class(self, grants, name, value):
        """Keep individuals of this class, or those whom nobody has classed."""
        return grants.filter(recipient=Recipient.INDIVIDUAL, leader_class="" if value == NO_CLASS else value)

    def by_area(self, grants, name, value):
        """Keep what was given to people and collectives of such an area."""
        return grants.filter(**{AREAS[value]: True})


class DossierBehindFilter(_Behind):
    """The dossiers behind a figure: which deed, and between which days it happened."""

    viec = django_filters.ChoiceFilter(
        method="by_deed",
        choices=[(code, label) for code, (label, _) in DEEDS.items()],
        label="Việc trong kỳ",
        empty_label=None,
    )
    tu = _DayFilter(method="by_days", label="Từ ngày")
    den = _DayFilter(method="by_days", label="Đến hết ngày")

    class Meta:
        model = Dossier
        fields: list[str] = []

    def by_deed(self, dossiers, name, value):
        """Keep the dossiers with which this was done."""
        return dossiers.filter(**{f"{DEEDS[value][1]}__isnull": False})

    def by_days(self, dossiers, name, value):
        """Keep those with which it was done from or until this day."""
        column = DEEDS[self.form.cleaned_data.get("viec") or "sent"][1]
        if name == "tu":
            return dossiers.filter(**{f"{column}__gte": days_as_moments(value, value)[0]})
        return dossiers.filter(**{f"{column}__lt": days_as_moments(value, value)[1]})
