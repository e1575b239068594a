"""What the list of rounds may be filtered by; any other name in the query string changes nothing."""

import django_filters

from campaigns.models import Round
from campaigns.queries import within_window
from campaigns.workflow import WINDOW
from core import clock

FIRST_YEAR = 2020


class RoundFilter(django_filters.FilterSet):
    """By year of the round and by what its window looks like now."""

    nam = django_filters.ChoiceFilter(field_name="year", label="Năm xét", empty_label="Mọi năm")
    cua_so = django_filters.ChoiceFilter(
        method="by_window", choices=WINDOW.choices, label="Tình trạng", empty_label="Mọi tình trạng"
    )

    class Meta:
        model = Round
        fields: list[str] = []

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        years = range(clock.local(now).year + 1, FIRST_YEAR - 1, -1)
        self.filters["nam"].extra["choices"] = [(year, year) for year in years]

    def by_window(self, rounds, name, value):
        """Keep the rounds whose window is in this state."""
        return within_window(rounds, value, self.now)
