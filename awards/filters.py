"""What the golden book may be filtered by; any other name in the query string changes nothing."""

from datetime import date

import django_filters
from django import forms

from awards.models import Grant
from core.search import in_list
from units.models import UnitKind

FIRST_YEAR = 2020
NEWEST_FIRST = "-decision_on"


class RegisterFilter(django_filters.FilterSet):
    """By words, award, kind of unit and year of the decision."""

    q = django_filters.CharFilter(
        method="by_words",
        label="Họ tên, tập thể, đơn vị hoặc số quyết định",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "data-placeholder": "Ví dụ: Nông Văn Thiệp"}),
    )
    khen_thuong = django_filters.ChoiceFilter(
        field_name="award__code", label="Danh hiệu, hình thức", empty_label="Tất cả"
    )
    loai_don_vi = django_filters.ChoiceFilter(
        field_name="unit__kind", choices=UnitKind.choices, label="Loại đơn vị", empty_label="Toàn tỉnh"
    )
    nam = django_filters.ChoiceFilter(method="by_year", label="Năm", empty_label="Mọi năm")

    class Meta:
        model = Grant
        fields: list[str] = []

    def __init__(self, *args, awards, this_year, **kwargs):
        super().__init__(*args, **kwargs)
        self.finds_many = False  # more than is worth counting; known once the lines were asked for
        self.filters["khen_thuong"].extra["choices"] = awards
        years = range(this_year, FIRST_YEAR - 1, -1)
        self.filters["nam"].extra["choices"] = [(year, year) for year in years]

    def by_words(self, grants, name, value):
        """Keep the lines in which every word begins a word of name, unit or decision number."""
        found, self.finds_many = in_list(grants, value, order=NEWEST_FIRST)
        return found

    def by_year(self, grants, name, value):
        """Keep what was decided in this year."""
        first = date(int(value), 1, 1)
        return grants.filter(decision_on__gte=first, decision_on__lt=first.replace(year=first.year + 1))
