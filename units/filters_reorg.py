"""What the list of reorganisations may be filtered by; any other name in the address changes nothing."""

import django_filters

from units.models import Reorganisation
from units.rules_reorg import ReorgKind
from units.workflow import REORGANISATION


class ReorganisationFilter(django_filters.FilterSet):
    """By what is done, by state."""

    viec = django_filters.ChoiceFilter(
        field_name="kind", choices=ReorgKind.choices(), label="Việc sắp xếp", empty_label="Mọi việc"
    )
    trang_thai = django_filters.ChoiceFilter(
        field_name="state", choices=REORGANISATION.choices, label="Trạng thái", empty_label="Mọi trạng thái"
    )

    class Meta:
        model = Reorganisation
        fields: list[str] = []
