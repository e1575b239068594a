"""Pages of the golden book, of the check of a certificate and of the catalogue."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from awards import queries
from awards.filters import NEWEST_FIRST, RegisterFilter
from awards.models import AwardType, Grant
from core import clock
from core.excel import workbook_response
from core.paging import COUNT_LIMIT, page_by_key

_HEADS = ("STT", "Người, tập thể được khen", "Đơn vị", "Danh hiệu, hình thức", "Số quyết định", "Ngày")


@require_GET
@login_not_required
def register(request: HttpRequest) -> HttpResponse:
    """The golden book, for everybody: name, unit, award and decision, the newest first."""
    chosen = _chosen(request)
    grants, cursor = chosen.qs, request.GET.get("trang", "")
    page = page_by_key(grants, order=NEWEST_FIRST, cursor=cursor, many=chosen.finds_many)
    context = {"page": page, "filter": chosen, "export_limit": COUNT_LIMIT, "here": "register"}
    return render(request, "awards/register.html", context)


@require_GET
@login_not_required
def register_export(request: HttpRequest) -> HttpResponse:
    """What the page shows with the filter in force, as a file; at most the newest 10,000 lines."""
    grants = _chosen(request).qs.order_by(NEWEST_FIRST, "-id")[:COUNT_LIMIT]
    rows = (
        [
            number,
            grant.recipient_name,
            grant.unit_name,
            grant.award.name,
            grant.decision_no,
            f"{grant.decision_on:%d/%m/%Y}",
        ]
        for number, grant in enumerate(grants.iterator(chunk_size=1_000), 1)
    )
    return workbook_response("so-vinh-danh", _HEADS, rows)


def _chosen(request: HttpRequest) -> RegisterFilter:
    """The public lines that the query string asks for; revoked ones are nobody's honour."""
    return RegisterFilter(
        request.GET,
        queryset=queries.for_register(Grant.visible_to(None)),
        awards=queries.award_choices(),
        this_year=clock.today().year,
    )


@require_GET
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a certificate; a code that was typed leads to its page."""
    typed = "".join(char for char in request.GET.get("ma", "") if char.isalnum() or char == "-")
    if typed:
        return _not_indexed(redirect("awards:certificate", code=queries.clean_code(typed) or typed[:40]))
    return render(request, "awards/verify.html", {"here": "verify"})


@require_GET
@login_not_required
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the certificate with this code is real; one calm page for everything that is not.

    No limit slows those who guess: 31 to the power of 12 codes are more than can be tried.
    """
    grant = queries.certificate(code)
    context = {"grant": grant, "typed": code[:40], "now": clock.now(), "here": "verify"}
    response = render(request, "awards/certificate.html", context, status=200 if grant else 404)
    return _not_indexed(response)


def _not_indexed(response: HttpResponse) -> HttpResponse:
    """Search engines and other sites do not collect the codes of certificates."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """The titles and commendations of today with clause, route and what the province has confirmed."""
    day = clock.local(request.now).date()
    rule_set, base = queries.rule_set_on(day), queries.base_salary_on(day)
    context = {
        "awards": queries.catalogue(AwardType.visible_to(request.actor), day, rule_set, base),
        "rule_set": rule_set,
        "base_salary": base,
        "day": day,
    }
    return render(request, "awards/catalogue.html", context)
