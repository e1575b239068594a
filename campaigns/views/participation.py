"""Pages of the units that join: the registration, one report of progress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from campaigns import actions, permissions, queries
from campaigns.forms import ParticipationForm, ProgressForm
from campaigns.models import Campaign
from core.http import find, posted
from core.pages import form_page


@require_http_methods(["GET", "POST"])
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the actor's unit, or change what it registered."""
    campaign, own = _own(request, pk)
    form = ParticipationForm(posted(request), targets=list(campaign.targets.all()), own=own)

    def deed():
        values = {"titles_text": form.cleaned_data["titles_text"], "numbers": form.numbers()}
        seen = form.cleaned_data["version"]
        if own is None or seen is None:
            return actions.register(campaign.pk, by=request.actor, **values)
        return actions.edit_registration(own.pk, by=request.actor, seen_version=seen, **values)

    return form_page(
        request,
        form,
        "campaigns/participation_form.html",
        may=permissions.can_join(request.actor, campaign),
        deed=deed,
        done=lambda joined: _page(campaign),
        message=lambda joined: (
            f"Đã lưu đăng ký của {joined.unit}." if own else f"{joined.unit} đã đăng ký thi đua."
        ),
        context={"campaign": campaign, "own": own},
    )


@require_http_methods(["GET", "POST"])
def progress_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down one report of progress of the actor's unit."""
    campaign, own = _own(request, pk)
    if own is None:
        raise Http404
    targets = list(campaign.targets.all())
    form = ProgressForm(posted(request), targets=targets)
    return form_page(
        request,
        form,
        "campaigns/progress_form.html",
        may=permissions.can_report(request.actor, own),
        deed=lambda: actions.add_progress(own.pk, by=request.actor, **form.values()),
        done=lambda _: _page(campaign),
        message=lambda _: f"Đã ghi tiến độ của {own.unit}.",
        context={"campaign": campaign, "own": own, "own_progress": queries.progress_of(own, limit=5)},
    )


def _own(request: HttpRequest, pk: int):
    """The campaign, and what the actor's unit registered for it."""
    campaign = find(Campaign.visible_to(request.actor).select_related("host"), pk=pk)
    return campaign, queries.own_participation(campaign, request.actor)


def _page(campaign: Campaign) -> str:
    return reverse("campaigns:campaign_detail", args=[campaign.pk])
