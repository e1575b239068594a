"""Pages of dossiers: list, one dossier, its nominees, the queue of the standing body."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Round
from core import audit, clock
from core.errors import demand
from core.excel import workbook_response
from core.http import done_before, find, number, perform
from core.paging import page_by_key
from nominations import actions, checks, permissions, queries
from nominations.forms import DossierFilter, NominationForm
from nominations.models import Dossier, Nomination
from nominations.workflow import SUBMITTED


@require_GET
def dossier_list(request: HttpRequest) -> HttpResponse:
    """List the dossiers within reach, latest change first."""
    return _list(request, Dossier.visible_to(request.actor), "nominations/dossier_list.html", "-updated_at")


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """List what was sent to the standing body and waits to be received, oldest first."""
    demand(permissions.can_read_queue(request.actor))
    sent = Dossier.visible_to(request.actor).filter(state=SUBMITTED)
    return _list(request, sent, "nominations/queue.html", "submitted_at")


def _list(request: HttpRequest, dossiers, template: str, order: str) -> HttpResponse:
    chosen = DossierFilter(request.GET, queryset=dossiers)
    found = queries.rows(chosen.qs)
    if request.GET.get("xuat") == "xlsx":
        same_way = "-id" if order.startswith("-") else "id"
        listed = found.order_by(order, same_way)
        return workbook_response("ho-so", queries.EXPORT_HEADS, queries.export_rows(listed))
    page = page_by_key(found, order=order, cursor=request.GET.get("trang", ""))
    return render(request, template, {"page": page, "filter": chosen})


@require_POST
def dossier_create(request: HttpRequest, round_pk: int) -> HttpResponse:
    """Make a dossier for the round and open it."""
    round_ = find(Round.visible_to(request.actor), pk=round_pk)
    return perform(
        request,
        lambda: actions.create_dossier(round_.pk, by=request.actor),
        done=lambda dossier: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: render(
            request, "nominations/refused.html", {"problems": problems, "round": round_}, status=422
        ),
    )


@require_GET
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one dossier."""
    return _dossier_page(request, pk)


def _dossier_page(request: HttpRequest, pk: int, problems=(), status: int = 200) -> HttpResponse:
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    actor = request.actor
    nominations = list(dossier.nominations.select_related("award"))
    can_edit = permissions.can_edit(actor, dossier)
    if can_edit and not problems:
        problems = checks.submission_problems(dossier, nominations, request.now)
    context = {
        "dossier": dossier,
        "steps": queries.steps(dossier),
        "where": queries.where(dossier),
        "nominations": nominations,
        "problems": problems,
        "can_edit": can_edit,
        "can_submit": permissions.can_submit(actor, dossier),
        "can_accept": permissions.can_accept(actor, dossier),
        "timeline": queries.timeline(dossier),
        "officer": dossier.round.officer,
        "now": request.now,
    }
    return render(request, "nominations/dossier_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def nomination_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a nominee to a draft."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    return _nomination_form(
        request,
        dossier,
        None,
        lambda form: actions.add_nomination(dossier.pk, form.values(), by=request.actor),
        "Đã thêm {name}.",
    )


@require_http_methods(["GET", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a nominee of a draft."""
    nomination = find(Nomination.visible_to(request.actor).select_related("dossier"), pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)
    return _nomination_form(
        request,
        dossier,
        nomination,
        lambda form: actions.edit_nomination(
            nomination.pk, form.values(), seen_version=form.cleaned_data["version"] or 0, by=request.actor
        ),
        "Đã lưu phần của {name}.",
    )


def _nomination_form(request, dossier, nomination, deed, told) -> HttpResponse:
    awards = dossier.round.awards.order_by("order")
    typed = request.POST if request.method == "POST" else None
    form = NominationForm(typed, awards=awards, nomination=nomination)

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        context = {"form": form, "dossier": dossier, "nomination": nomination}
        return render(request, "nominations/nomination_form.html", context, status=status)

    if request.method == "GET":
        demand(permissions.can_edit(request.actor, dossier))
        return draw()
    if not form.is_valid():
        demand(permissions.can_edit(request.actor, dossier))
        return draw(status=422)
    one_more = nomination is None and "them_nua" in request.POST
    next_page = "nominations:nomination_add" if one_more else "nominations:dossier_detail"
    return perform(
        request,
        lambda: deed(form),
        done=lambda _: reverse(next_page, args=[dossier.pk]),
        again=lambda problems: draw(problems, status=422),
        message=lambda saved: told.format(name=saved.full_name),
    )


@require_http_methods(["GET", "POST"])
def nomination_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a nominee out of a draft."""
    if answer := done_before(request):
        return answer
    nomination = find(Nomination.visible_to(request.actor).select_related("award"), pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)

    def draw(problems=(), status=200) -> HttpResponse:
        context = {"nomination": nomination, "dossier": dossier, "problems": problems}
        return render(request, "nominations/nomination_remove.html", context, status=status)

    if request.method == "GET":
        demand(permissions.can_edit(request.actor, dossier))
        return draw()
    return perform(
        request,
        lambda: actions.remove_nomination(nomination.pk, by=request.actor),
        done=lambda _: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: draw(problems, status=422),
        message=lambda _: f"Đã bỏ {nomination.full_name} khỏi hồ sơ.",
    )


@require_POST
def dossier_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft."""
    dossier = find(Dossier.visible_to(request.actor), pk=pk)
    seen = number(request.POST.get("version", ""))
    return perform(
        request,
        lambda: actions.submit(dossier.pk, seen_version=seen, by=request.actor),
        done=lambda _: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: _dossier_page(request, pk, problems, status=422),
        message=lambda sent: (
            f"Đã gửi {clock.local(sent.submitted_at):%H:%M}: {sent} đã tới {sent.standing_body}."
        ),
    )


@require_POST
def dossier_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive a dossier and go to the page of the job that makes its receipt."""
    dossier = find(Dossier.visible_to(request.actor), pk=pk)
    return perform(
        request,
        lambda: actions.accept(dossier.pk, by=request.actor),
        done=lambda event: reverse("core:job", args=[audit.jobs_of(event)[0]]),
        again=lambda problems: _dossier_page(request, pk, problems, status=422),
        message=lambda _: f"Đã tiếp nhận {dossier}. Phiếu tiếp nhận đang được lập.",
    )
