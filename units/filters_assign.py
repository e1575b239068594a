"""What the list of people to be placed may be filtered by; any other name in the address changes nothing."""

import django_filters
from django import forms

from core.http import number
from core.search import with_words
from units.models import Person


class AssignFilter(django_filters.FilterSet):
    """By words of the name and by the unit that ended."""

    q = django_filters.CharFilter(
        method="by_words",
        label="Họ và tên",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "data-placeholder": "Ví dụ: ly seo si"}),
    )
    don_vi = django_filters.ChoiceFilter(method="by_unit", label="Đơn vị cũ", empty_label="Mọi đơn vị cũ")

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["don_vi"].extra["choices"] = [(str(unit.pk), unit.name) for unit in units]

    def by_words(self, people, name, value):
        """Keep the people in whose name every word begins a word."""
        return with_words(people, value)

    def by_unit(self, people, name, value):
        """Keep the people of this unit."""
        return people.filter(unit=number(value))
