"""What the lists may be filtered by; any other name in the query string changes nothing."""

import django_filters

from campaigns.models import Campaign, CampaignKind, Round
from campaigns.queries import within_phase, within_window
from campaigns.workflow import PHASE, WINDOW
from core import clock
from units.models import Level

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


class CampaignFilter(django_filters.FilterSet):
    """By where the period stands, by form, by the level that launched it, by a year it runs in."""

    tinh_trang = django_filters.ChoiceFilter(
        method="by_phase", choices=PHASE.choices, label="Tình trạng", empty_label="Mọi tình trạng"
    )
    hinh_thuc = django_filters.ChoiceFilter(
        field_name="kind", choices=CampaignKind.choices, label="Hình thức", empty_label="Mọi hình thức"
    )
    cap = django_filters.ChoiceFilter(
        field_name="host__level", choices=Level.choices, label="Cấp phát động", empty_label="Mọi cấp"
    )
    nam = django_filters.ChoiceFilter(method="by_year", label="Năm", empty_label="Mọi năm")

    class Meta:
        model = Campaign
        fields: list[str] = []

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        years = range(today.year + 1, FIRST_YEAR - 1, -1)
        self.filters["nam"].extra["choices"] = [(year, year) for year in years]

    def by_phase(self, campaigns, name, value):
        """Keep the campaigns whose period stands so on this day."""
        return within_phase(campaigns, value, self.today)

    def by_year(self, campaigns, name, value):
        """Keep the campaigns that run on a day of this year."""
        return campaigns.filter(period_from__year__lte=value, period_to__year__gte=value)
