"""Pages of rounds: the list, one round, and the deeds that open and extend it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from campaigns import actions, permissions, queries, rules
from campaigns.filters import RoundFilter
from campaigns.forms import ExtensionForm, RoundForm
from campaigns.models import Round
from campaigns.workflow import WINDOW
from core import clock
from core.errors import demand
from core.http import find, posted
from core.pages import form_page
from core.paging import page_by_key


class RoundList(TemplateView):
    """The rounds that concern the actor, latest opening first."""

    template_name = "campaigns/round_list.html"

    def get_context_data(self, **kwargs):
        """Give one page of rounds, each with its `window`, and the filter in force."""
        now = self.request.now
        rounds = queries.for_list(_for_actor(self.request.actor))
        chosen = RoundFilter(self.request.GET, queryset=rounds, now=now)
        page = page_by_key(chosen.qs, order="-opens_at", cursor=self.request.GET.get("trang", ""))
        for row in page.rows:
            row.window = _window(row, now)
        return super().get_context_data(
            page=page,
            filter=chosen,
            now=now,
            can_open=permissions.can_open_rounds(self.request.actor),
            **kwargs,
        )


class RoundDetail(TemplateView):
    """One round: what it gives, who may submit, until when, and whom to call."""

    template_name = "campaigns/round_detail.html"

    def get_context_data(self, **kwargs):
        """Give the round with its `window` for the actor's unit, its awards and whether it is open."""
        now, actor = self.request.now, self.request.actor
        found = find(queries.with_people(_for_actor(actor)), pk=kwargs["pk"])
        found.window = _window(found, now)
        return super().get_context_data(
            round=found,
            awards=queries.awards_of(found),
            extensions=queries.extensions_of(found),
            is_open=rules.is_open(found.opens_at, found.closes_for_unit, now),
            can_extend=permissions.can_extend_round(actor, found),
            now=now,
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def round_open(request: HttpRequest) -> HttpResponse:
    """Open a round that the officer's own body receives."""
    actor, today = request.actor, clock.today()
    may = permissions.can_open_rounds(actor)
    demand(may)
    host_id = permissions.host_id_of(actor.body)
    officers = queries.officers_of(actor.body, today)
    form = RoundForm(
        posted(request),
        campaigns=queries.launched_campaigns_of(host_id),
        officers=officers,
        awards=queries.usable_awards(today),
        initial={"year": today.year, "appraise_days": 20, "officer": actor.membership.pk},
    )
    return form_page(
        request,
        form,
        "campaigns/round_form.html",
        may=may,
        deed=lambda: actions.open_round(
            by=actor, host_id=host_id, standing_body_id=actor.body_id, **form.values()
        ),
        done=lambda opened: reverse("campaigns:round_detail", args=[opened.pk]),
        message=lambda opened: f"Đã mở đợt xét {opened.code}: {opened.name}.",
    )


@require_http_methods(["GET", "POST"])
def round_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a round take dossiers longer, from all or from one unit."""
    found = find(_for_actor(request.actor).select_related("host"), pk=pk)
    form = ExtensionForm(posted(request), units=queries.units_of(found, clock.today()))
    return form_page(
        request,
        form,
        "campaigns/round_extend.html",
        may=permissions.can_extend_round(request.actor, found),
        deed=lambda: actions.extend_round(found.pk, by=request.actor, **form.values()),
        done=lambda _: reverse("campaigns:round_detail", args=[found.pk]),
        message=lambda extension: f"Đã gia hạn cho {extension.unit or 'mọi đơn vị'}.",
        context={"round": found, "extensions": queries.extensions_of(found)},
    )


def _for_actor(actor):
    """The rounds the actor may see, each with the closing that counts for his body."""
    return queries.with_closing_for(Round.visible_to(actor), actor.body_id if actor else 0)


def _window(round_, now):
    """The state of the round's window, with its words."""
    return WINDOW.state(rules.window_at(round_.opens_at, round_.closes_for_unit, now))
