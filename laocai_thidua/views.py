"""The public front, "Việc của tôi" and the user guide: what sees all apps."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import change_own_phone, end_first_task
from accounts.forms import PhoneForm
from accounts.models import FirstTask
from awards.queries import latest_grants
from campaigns import queries as campaign_queries
from campaigns.views import RoundDetail
from core import clock
from core.http import posted
from core.pages import form_page
from core.verdict import ALLOWED
from laocai_thidua import components, guide, worklist
from nominations.models import Dossier
from nominations.permissions import can_create
from nominations.queries import WORK_LIMIT
from nominations.workflow import DOSSIER
from reviews.queries.decision import published
from reviews.queries.seats import council_roles
from units.roles import UNIT_ROLES

FRONT_CAMPAIGNS = 6
FRONT_GRANTS = 5
ALL_TASKS = "tat-ca"


@require_GET
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public front: the register to search, the campaigns that are running, how the portal works."""
    today = clock.local(request.now or clock.now()).date()
    running = campaign_queries.running_campaigns(today)
    shown = campaign_queries.for_cards(campaign_queries.with_joined(running)[:FRONT_CAMPAIGNS], today)
    context = {
        "campaigns": shown,
        "running_total": running.count(),
        "units_total": campaign_queries.units_taking_part(today),
        "grants": latest_grants(FRONT_GRANTS),
        "decisions": published(FRONT_GRANTS),
        "today": today,
    }
    return render(request, "laocai_thidua/home.html", context)


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """The start of the user guide, readable without log-in; who is logged in finds his own pages first."""
    seats = council_roles(request.user) if request.user.is_authenticated else []
    own, others = guide.ordered(request.actor, seats)
    context = {"page": guide.page(guide.INDEX), "by_role": guide.BY_ROLE, "own": own, "others": others}
    return render(request, "laocai_thidua/help.html", context)


@require_GET
@login_not_required
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the user guide, readable without log-in."""
    if slug not in guide.SLUGS:
        raise Http404
    return render(request, "laocai_thidua/guide.html", {"page": guide.page(slug)})


@require_GET
@login_not_required
def component_page(request: HttpRequest) -> HttpResponse:
    """Every component of the design system on one page, for those who build the portal; not in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "laocai_thidua/components.html", components.samples())


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
        "first_tasks": [FirstTask(task) for task in request.user.first_tasks],
        "today": clock.local(request.now).date(),
    }
    return render(request, "laocai_thidua/work_list.html", context)


@require_POST
def first_task(request: HttpRequest, task: str) -> HttpResponse:
    """Open what a task of the first log-in asks for, and take it off the list; `tat-ca` puts all away."""
    if task not in {*FirstTask.values, ALL_TASKS}:
        raise Http404
    end_first_task(request.user.pk, FirstTask.values if task == ALL_TASKS else [task])
    return redirect(_address_of_task(task, request.actor))


def _address_of_task(task: str, actor) -> str:
    if task == FirstTask.DETAILS:
        return reverse("own_details")
    if task == FirstTask.UNIT and actor is not None:
        return reverse("awards:unit_detail", args=[actor.unit_id])
    if task == FirstTask.GUIDE:
        own, _ = guide.ordered(actor, [])
        return reverse("guide", args=[own[0].slug]) if own else reverse("help")
    return reverse("work_list")


@require_http_methods(["GET", "POST"])
def own_details(request: HttpRequest) -> HttpResponse:
    """Let everybody see his own account and correct his telephone; the rest is for others."""
    user = request.user
    form = PhoneForm(posted(request), initial={"phone": user.phone, "version": user.version})
    return form_page(
        request,
        form,
        "laocai_thidua/own_details.html",
        may=ALLOWED,
        deed=lambda: change_own_phone(user.pk, **form.values()),
        done=lambda _: reverse("work_list"),
        message=lambda _: "Đã lưu điện thoại.",
    )


class RoundPage(RoundDetail):
    """The page of a round with what apps to its right know: may one make a dossier, and which ones exist."""

    def get_context_data(self, **kwargs):
        """Add the deed and the unit's own dossiers, or for the receiving body how many stand where."""
        context = super().get_context_data(**kwargs)
        actor = self.request.actor
        if actor.serves_as_standing_body(context["round"].standing_body_id):
            context |= _received(actor, context["round"])
        if actor.is_(*UNIT_ROLES):
            own = Dossier.visible_to(actor).filter(unit_id=actor.unit_id, round=context["round"])
            context["dossiers"] = own.select_related("unit").order_by("-updated_at", "-id")[:WORK_LIMIT]
            context["can_create"] = can_create(actor, context["round"])
        return context


def _received(actor, round_) -> dict:
    """What the receiving body sees: numbers by state in the order of the workflow, the latest dossiers."""
    dossiers = Dossier.visible_to(actor).filter(round=round_)
    counted = dict(dossiers.order_by().values_list("state").annotate(number=Count("pk")))
    latest = list(dossiers.select_related("unit").order_by("-updated_at", "-id")[: WORK_LIMIT + 1])
    return {
        "state_counts": [(state, counted[code]) for code, state in DOSSIER.states.items() if code in counted],
        "dossier_total": sum(counted.values()),
        "received": latest[:WORK_LIMIT],
        "more_received": len(latest) > WORK_LIMIT,
    }
