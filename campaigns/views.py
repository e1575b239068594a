"""Pages of rounds."""

from django.views.generic import TemplateView

from campaigns import queries, rules
from campaigns.filters import RoundFilter
from campaigns.models import Round
from campaigns.workflow import WINDOW
from core.http import find
from core.paging import page_by_key


class RoundList(TemplateView):
    """The rounds that concern the actor, latest opening first."""

    template_name = "campaigns/round_list.html"

    def get_context_data(self, **kwargs):
        """Give one page of rounds, each with its `window`, and the filter in force."""
        now = self.request.now
        chosen = RoundFilter(
            self.request.GET, queryset=queries.for_list(Round.visible_to(self.request.actor)), now=now
        )
        page = page_by_key(chosen.qs, order="-opens_at", cursor=self.request.GET.get("trang", ""))
        for row in page.rows:
            row.window = _window(row, now)
        return super().get_context_data(page=page, filter=chosen, now=now, **kwargs)


class RoundDetail(TemplateView):
    """One round: what it gives, who may submit, until when, and whom to call."""

    template_name = "campaigns/round_detail.html"

    def get_context_data(self, **kwargs):
        """Give the round with its `window`, its awards and whether it is open."""
        now = self.request.now
        found = find(queries.with_people(Round.visible_to(self.request.actor)), pk=kwargs["pk"])
        found.window = _window(found, now)
        return super().get_context_data(
            round=found,
            awards=queries.awards_of(found),
            is_open=rules.is_open(found.opens_at, found.closes_at, now),
            now=now,
            **kwargs,
        )


def _window(round_, now):
    """The state of the round's window, with its words."""
    return WINDOW.state(rules.window_at(round_.opens_at, round_.closes_at, now))
