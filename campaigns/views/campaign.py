"""Pages of campaigns: the public list and page, and the deeds of those who run them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from campaigns import actions, permissions, queries, rules
from campaigns.charts import bar_chart
from campaigns.filters import CampaignFilter
from campaigns.forms import CampaignForm, LaunchForm, ReviewForm
from campaigns.models import Campaign, ReviewKind
from core import clock
from core.excel import workbook_response
from core.http import find, posted
from core.pages import form_page
from core.paging import page_by_key

UNITS_A_PAGE = 50


@require_GET
@login_not_required
def campaign_list(request: HttpRequest) -> HttpResponse:
    """List the launched campaigns for everybody, the latest end first; hosts see their drafts too."""
    today = _today(request)
    chosen = CampaignFilter(
        request.GET, queryset=queries.with_joined(Campaign.visible_to(request.actor)), today=today
    )
    page = page_by_key(chosen.qs, order="-period_to", cursor=request.GET.get("trang", ""), size=20)
    queries.for_cards(page.rows, today)
    context = {
        "page": page,
        "filter": chosen,
        "today": today,
        "layout": _layout(request),
        "here": "campaigns",
        "can_draft": permissions.can_draft(request.actor),
    }
    return render(request, "campaigns/campaign_list.html", context)


@require_GET
@login_not_required
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one campaign: its plan, who joined, what is reached, which reviews are due. No log-in needed."""
    actor, today = request.actor, _today(request)
    campaign = find(queries.with_joined(Campaign.visible_to(actor)), pk=pk)
    can_follow = permissions.can_follow(actor, campaign)
    rows = queries.joined_rows(campaign, actor)
    if can_follow and request.GET.get("xuat") == "xlsx":
        sheet = queries.export_rows(rows.order_by("unit__name", "pk"))
        return workbook_response(f"phong-trao-{campaign.pk}", queries.EXPORT_HEADS, sheet)
    if can_follow:
        rows = queries.with_last_sentence(rows)
    page = page_by_key(rows, order="-registered_at", cursor=request.GET.get("trang", ""), size=UNITS_A_PAGE)
    figures = queries.progress_figures(campaign)
    own = queries.own_participation(campaign, actor)
    queries.for_cards([campaign], today)
    reviews = queries.reviews_of(campaign, today)
    context = {
        "campaign": campaign,
        "figures": figures,
        "chart": bar_chart([(f"Chỉ tiêu {figure.order}", figure.percent) for figure in figures]),
        "reviews": reviews,
        "overdue_kind": next((review.kind for review in reviews if review.state.code == "OVERDUE"), ""),
        "page": page,
        "own": own,
        "own_progress": queries.progress_of(own) if own else [],
        "rounds": queries.rounds_of(campaign, actor),
        "can_edit": permissions.can_edit_campaign(actor, campaign),
        "can_review": permissions.can_review(actor, campaign),
        "can_follow": can_follow,
        "can_join": permissions.can_join(actor, campaign),
        "takes_registrations": not rules.registration_problems(
            is_live=campaign.is_live, last_day=campaign.last_registration_day, today=today
        ),
        "today": today,
        "layout": _layout(request),
        "here": "campaigns",
    }
    return render(request, "campaigns/campaign_detail.html", context)


@require_http_methods(["GET", "POST"])
def campaign_draft(request: HttpRequest) -> HttpResponse:
    """Write down a new campaign of the unit whose standing body the officer works for."""
    actor = request.actor
    form = CampaignForm(posted(request))
    return form_page(
        request,
        form,
        "campaigns/campaign_form.html",
        may=permissions.can_draft(actor),
        deed=lambda: actions.draft_campaign(
            by=actor, host_id=permissions.host_id_of(actor.body), **form.plan()
        ),
        done=_page,
        message=lambda campaign: f"Đã lưu bản nháp {campaign.code}. Chưa ai ngoài cơ quan thấy.",
    )


@require_http_methods(["GET", "POST"])
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan of a draft."""
    campaign = _campaign(request, pk)
    form = CampaignForm(posted(request), campaign=campaign)
    return form_page(
        request,
        form,
        "campaigns/campaign_form.html",
        may=permissions.can_edit_campaign(request.actor, campaign),
        deed=lambda: actions.edit_campaign(
            campaign.pk, by=request.actor, seen_version=form.cleaned_data["version"] or 0, **form.plan()
        ),
        done=_page,
        message=lambda saved: f"Đã lưu kế hoạch {saved.code}.",
        context={"campaign": campaign},
    )


@require_http_methods(["GET", "POST"])
def campaign_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the launching document, then launch."""
    campaign = _campaign(request, pk)
    form = LaunchForm(posted(request), initial={"version": campaign.version})
    may = permissions.can_edit_campaign if request.method == "GET" else _can_run
    return form_page(
        request,
        form,
        "campaigns/campaign_launch.html",
        may=may(request.actor, campaign),
        deed=lambda: actions.launch_campaign(campaign.pk, by=request.actor, **form.values()),
        done=_page,
        message=lambda launched: (
            f"Đã phát động theo {launched.document_no}. Các đơn vị đăng ký được từ bây giờ."
        ),
        context={
            "campaign": campaign,
            "invited": queries.invited_counts([campaign], _today(request))[campaign.pk],
        },
    )


@require_http_methods(["GET", "POST"])
def review_record(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write down a sơ kết or tổng kết that was held."""
    campaign = _campaign(request, pk)
    form = ReviewForm(posted(request), kind=kind)
    may = permissions.can_review if request.method == "GET" else _can_run
    reviews = [review for review in queries.reviews_of(campaign, _today(request)) if review.kind == kind]
    return form_page(
        request,
        form,
        "campaigns/review_form.html",
        may=may(request.actor, campaign),
        deed=lambda: actions.record_review(campaign.pk, by=request.actor, kind=kind, **form.cleaned_data),
        done=lambda _: reverse("campaigns:campaign_detail", args=[campaign.pk]),
        message=lambda review: f"Đã ghi {review.get_kind_display().lower()} ngày {review.held_on:%d/%m/%Y}.",
        context={
            "campaign": campaign,
            "kind_label": ReviewKind(kind).label,
            "planned": next((review for review in reviews if review.held_on is None), None),
            "today": _today(request),
        },
    )


def _can_run(actor, campaign: Campaign):
    """Who comes too late with a POST is told so by the deed: somebody was faster."""
    return permissions.can_run_campaign(actor, campaign.host)


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    return find(Campaign.visible_to(request.actor).select_related("host"), pk=pk)


def _page(campaign: Campaign) -> str:
    return reverse("campaigns:campaign_detail", args=[campaign.pk])


def _today(request: HttpRequest):
    return clock.local(request.now or clock.now()).date()


def _layout(request: HttpRequest) -> str:
    """Who works here keeps the side navigation; everybody else reads the public page."""
    return "_layouts/app.html" if request.actor else "_layouts/public.html"
