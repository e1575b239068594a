"""What the lists of units and of people may be filtered by; any other name in the address changes nothing."""

import django_filters
from django import forms

from core.http import number
from core.search import with_words
from units.models import OrgUnit, Person, UnitKind

PAST = "cu"


def _words(label: str, example: str, method: str) -> django_filters.CharFilter:
    hint = {"type": "search", "data-placeholder": f"Ví dụ: {example}"}
    return django_filters.CharFilter(
        method=method, label=label, max_length=200, widget=forms.TextInput(attrs=hint)
    )


class UnitFilter(django_filters.FilterSet):
    """By words, kind and unit above; in force unless the old ones are asked for."""

    q = _words("Tên hoặc mã đơn vị", "Y Ty", "by_words")
    loai = django_filters.ChoiceFilter(
        field_name="kind", choices=UnitKind.choices, label="Loại đơn vị", empty_label="Mọi loại"
    )
    thuoc = django_filters.ChoiceFilter(method="by_parent", label="Trực thuộc", empty_label="Tất cả")
    tinh_trang = django_filters.ChoiceFilter(
        method="by_validity",
        choices=[(PAST, "Đã sáp nhập, thôi hoạt động")],
        label="Tình trạng",
        empty_label="Đang hoạt động",
    )

    class Meta:
        model = OrgUnit
        fields: list[str] = []

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["thuoc"].extra["choices"] = parents

    def by_words(self, units, name, value):
        """Keep the units in whose name or code every word begins a word."""
        return with_words(units, value)

    def by_parent(self, units, name, value):
        """Keep what hangs on this unit directly."""
        return units.filter(parent=number(value))

    def by_validity(self, units, name, value):
        """The view chose the units by this already."""
        return units


class PersonFilter(django_filters.FilterSet):
    """By words of the name and of the unit; `thuoc` is the key of a unit, from a link on its page."""

    q = _words("Họ và tên", "ly seo si", "by_words")
    don_vi = _words("Đơn vị", "Y Ty", "by_unit")
    thuoc = django_filters.CharFilter(method="by_key", max_length=20, widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = units

    def by_words(self, people, name, value):
        """Keep the people in whose name every word begins a word."""
        return with_words(people, value)

    def by_unit(self, people, name, value):
        """Keep the people of units in whose name or code every word begins a word."""
        return people.filter(unit__in=with_words(self.units, value).values("pk"))

    def by_key(self, people, name, value):
        """Keep the people of this unit."""
        return people.filter(unit=number(value))
