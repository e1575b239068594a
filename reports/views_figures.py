"""The leaders' overview, and the lists behind the figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from awards.queries import award_choices
from core import clock
from core.errors import demand
from core.excel import workbook_response
from core.paging import COUNT_LIMIT, page_by_key
from reports import permissions, queries_periodic
from reports.actions_periodic import NO_BODY, body_of
from reports.filters import DEEDS, DossierBehindFilter, GrantFilter
from reports.models import PeriodicReport

_GRANT_HEADS = (
    "STT",
    "Người, tập thể được khen",
    "Chức vụ",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Loại hình",
    "Nhóm đối tượng",
    "Số quyết định",
    "Ngày",
)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show this year up to today: figures, shares, charts and the map, each beside its list."""
    actor = request.actor
    demand(permissions.can_read_reports(actor))
    body = body_of(actor)
    if body is None:
        return render(request, "reports/overview_none.html", {"reason": NO_BODY})
    context = queries_periodic.overview_page(body, clock.local(request.now).date())
    context["latest"] = queries_periodic.latest(PeriodicReport.visible_to(actor))
    return render(request, "reports/overview.html", context)


@require_GET
def grants(request: HttpRequest) -> HttpResponse:
    """List the awards behind a figure, or hand them out as Excel; the filter stands in the address."""
    demand(permissions.can_read_reports(request.actor))
    actor = request.actor
    chosen = GrantFilter(
        request.GET,
        queryset=queries_periodic.grants_behind(actor),
        awards=award_choices(),
        unit=queries_periodic.named_unit(actor, request.GET.get("don_vi", "")),
        scope=actor.scope_path,
    )
    if _is_export(request, chosen):
        newest = chosen.qs.order_by("-decision_on", "-id")[:COUNT_LIMIT]
        rows = (_grant_row(order, grant) for order, grant in enumerate(newest.iterator(chunk_size=1_000), 1))
        return workbook_response("khen-thuong", _GRANT_HEADS, rows)
    page = page_by_key(chosen.qs, order="-decision_on", cursor=request.GET.get("trang", ""))
    context = {"page": page, "filter": chosen, "export_limit": COUNT_LIMIT}
    return render(request, "reports/grants.html", context)


def _is_export(request: HttpRequest, chosen) -> bool:
    """Whether a file is asked for; what cannot be read is answered by the page, at its field."""
    return request.GET.get("xuat") == "xlsx" and not chosen.errors


def _grant_row(order: int, grant) -> list:
    return [
        order,
        grant.recipient_name,
        grant.position,
        grant.unit_name,
        grant.award.name,
        grant.get_commendation_type_display(),
        grant.get_leader_class_display(),
        grant.decision_no,
        f"{grant.decision_on:%d/%m/%Y}",
    ]


@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers behind a figure, or hand them out as Excel."""
    demand(permissions.can_read_reports(request.actor))
    actor = request.actor
    chosen = DossierBehindFilter(
        request.GET,
        queryset=queries_periodic.dossiers_behind(actor),
        unit=queries_periodic.named_unit(actor, request.GET.get("don_vi", "")),
        scope=actor.scope_path,
    )
    if _is_export(request, chosen):
        newest = chosen.qs.order_by("-submitted_at", "-id")[:COUNT_LIMIT]
        rows = (
            [order, row.code, row.unit.body_name, row.round.name, row.workflow_state.label, _day(row)]
            for order, row in enumerate(newest.iterator(chunk_size=1_000), 1)
        )
        heads = ("STT", "Mã hồ sơ", "Đơn vị", "Đợt xét", "Trạng thái", "Gửi ngày")
        return workbook_response("ho-so-theo-bao-cao", heads, rows)
    page = page_by_key(chosen.qs, order="-submitted_at", cursor=request.GET.get("trang", ""))
    deed = DEEDS.get(request.GET.get("viec", ""), DEEDS["sent"])[0]
    context = {"page": page, "filter": chosen, "deed": deed, "export_limit": COUNT_LIMIT}
    return render(request, "reports/dossiers.html", context)


def _day(row) -> str:
    return f"{clock.local(row.submitted_at):%d/%m/%Y}"
