"""What the lists of reports, and the lists behind their figures, may be filtered by."""

import django_filters
from django import forms

from awards.models import AwardLevel, CommendationType, Grant, Recipient
from nominations.models import Dossier
from reports.gather_periodic import days_as_moments
from reports.models import PeriodicReport, ReportKind
from units.models import AreaKind, Gender, LeaderClass

UNCLASSED = "CHUA_XEP"
AREAS = {AreaKind.REMOTE: "is_remote", AreaKind.BORDER: "is_border"}
DEEDS = {
    "sent": ("Đã gửi", "submitted_at"),
    "accepted": ("Đã tiếp nhận", "accepted_at"),
    "returned": ("Yêu cầu bổ sung", "returned_at"),
    "refused": ("Từ chối tiếp nhận", "refused_at"),
    "withdrawn": ("Đơn vị đã rút", "withdrawn_at"),
    "appraised": ("Đã thẩm định", "appraised_at"),
}
_DAY = {"type": "date"}


class ReportFilter(django_filters.FilterSet):
    """Reports by kind."""

    loai = django_filters.ChoiceFilter(
        field_name="kind", choices=ReportKind.choices, label="Loại báo cáo", empty_label="Mọi loại"
    )

    class Meta:
        model = PeriodicReport
        fields: list[str] = []


class _OfUnit(django_filters.FilterSet):
    """Rows of one unit and of everything below it; the key comes from a row of a table."""

    don_vi = django_filters.NumberFilter(method="by_unit", widget=forms.HiddenInput)

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def by_unit(self, rows, name, value):
        """Keep what belongs to the unit; nothing when there is no such unit."""
        return rows.filter(unit__path__startswith=self.unit.path) if self.unit else rows.none()


class GrantFilter(_OfUnit):
    """The awards behind a figure, by everything that a table cuts them by."""

    tu = django_filters.DateFilter(
        field_name="decision_on", lookup_expr="gte", label="Quyết định từ ngày", widget=forms.DateInput(_DAY)
    )
    den = django_filters.DateFilter(
        field_name="decision_on", lookup_expr="lte", label="Đến hết ngày", widget=forms.DateInput(_DAY)
    )
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
        choices=[*LeaderClass.choices, (UNCLASSED, "Chưa xếp nhóm")],
        label="Nhóm cá nhân",
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
        return grants.filter(recipient=Recipient.INDIVIDUAL, leader_class="" if value == UNCLASSED else value)

    def by_area(self, grants, name, value):
        """Keep what was given to people and collectives of such an area."""
        return grants.filter(**{AREAS[value]: True})


class DossierBehindFilter(_OfUnit):
    """The dossiers behind a figure: which deed, and between which days it happened."""

    viec = django_filters.ChoiceFilter(
        method="by_deed",
        choices=[(code, label) for code, (label, _) in DEEDS.items()],
        label="Việc trong kỳ",
        empty_label=None,
    )
    tu = django_filters.DateFilter(method="by_days", label="Từ ngày", widget=forms.DateInput(_DAY))
    den = django_filters.DateFilter(method="by_days", label="Đến hết ngày", widget=forms.DateInput(_DAY))

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
