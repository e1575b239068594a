"""The public front, "Việc của tôi" and the help page: what sees all apps."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns.queries import running_campaigns
from campaigns.views import RoundDetail
from core import clock
from laocai_thidua import worklist
from nominations.models import Dossier
from nominations.permissions import can_create
from nominations.queries import WORK_LIMIT
from units.roles import UNIT_ROLES


@require_GET
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public front: what the portal is and which campaigns are running."""
    return render(request, "laocai_thidua/home.html", {"campaigns": running_campaigns(clock.today())})


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """Short help, readable without log-in."""
    return render(request, "laocai_thidua/help.html")


@require_GET
def work_list(request: HttpRequest) -> HttpResponse:
    """The home of everyone logged in: what waits for me, what waits elsewhere, what closes soon."""
    if request.actor is None:
        return render(request, "laocai_thidua/no_role.html")
    waiting = worklist.work_list_of(request.actor, request.now)
    context = {
        "items_to_do": [item for item in waiting.items if not item.waiting_elsewhere],
        "items_elsewhere": [item for item in waiting.items if item.waiting_elsewhere],
        "deadlines": waiting.deadlines,
        "main_deed": waiting.main_deed,
        "officer": waiting.officer,
        "today": clock.local(request.now).date(),
    }
    return render(request, "laocai_thidua/work_list.html", context)


class RoundPage(RoundDetail):
    """The page of a round with what apps to its right know: may one make a dossier, and which ones exist."""

    def get_context_data(self, **kwargs):
        """Add the deed and the unit's own dossiers, for those who act for a unit."""
        context = super().get_context_data(**kwargs)
        actor = self.request.actor
        if actor.is_(*UNIT_ROLES):
            own = Dossier.visible_to(actor).filter(unit_id=actor.unit_id, round=context["round"])
            context["dossiers"] = own.select_related("unit").order_by("-updated_at", "-id")[:WORK_LIMIT]
            context["can_create"] = can_create(actor, context["round"])
        return context
