"""The page "Cần xác nhận": what waits for the province, and the two deeds on it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from awards.confirm import actions, permissions, queries
from awards.confirm.forms import DocumentForm
from awards.confirm.registry import Register, all_registers, register_of
from awards.models import Confirmation
from core.errors import demand
from core.excel import workbook_response
from core.http import access_log, find, perform
from core.paging import page_by_key

DRAFTED = "cho-duyet"


@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    """Show the rules of one register that wait: value, source, use, and the form to confirm each."""
    demand(permissions.can_read_rules(request.actor))
    if request.GET.get("xuat") == "xlsx":
        return workbook_response("can-xac-nhan", queries.HEADS, queries.export_rows())
    return _page(request, _chosen(request.GET.get("so", "")))


@require_GET
def rules_confirmed(request: HttpRequest) -> HttpResponse:
    """List what was confirmed, with its document, the newest first."""
    demand(permissions.can_read_rules(request.actor))
    found = queries.confirmed(Confirmation.visible_to(request.actor))
    if request.GET.get("xuat") == "xlsx":
        heads = ("Quy định", "Trước", "Sau", "Văn bản", "Ngày văn bản", "Người xác nhận")
        rows = (
            [
                row.name,
                _told(row.before),
                _told(row.after),
                row.document_no,
                f"{row.document_on:%d/%m/%Y}",
                row.confirmed_by.full_name,
            ]
            for row in found.order_by("-confirmed_at", "-id")
        )
        return workbook_response("da-xac-nhan", heads, rows)
    page = page_by_key(found, order="-confirmed_at", cursor=request.GET.get("trang", ""))
    for row in page.rows:
        row.changes = [
            (row.before[name], value) for name, value in row.after.items() if row.before.get(name) != value
        ]
    return render(request, "awards/confirm/confirmed.html", {"page": page})


@require_POST
def rule_draft(request: HttpRequest, register: str, pk: int) -> HttpResponse:
    """Propose how a rule is to be confirmed."""
    told = "Đã gửi đề xuất cho trưởng phòng."
    return _do(request, register, pk, permissions.can_draft_rule, actions.draft, told)


@require_POST
def rule_confirm(request: HttpRequest, register: str, pk: int) -> HttpResponse:
    """Confirm a rule as it stands, or corrected."""
    told = "Đã xác nhận. Quy định có hiệu lực trên cổng từ bây giờ."
    return _do(request, register, pk, permissions.can_confirm_rule, actions.confirm, told)


def _do(request: HttpRequest, code: str, pk: int, may: Callable, deed: Callable, told: str) -> HttpResponse:
    register = register_of(code)
    if register is None:
        access_log.warning("out of reach: register %s, row %s", code, pk)
        raise Http404
    find(register.everything(), pk=pk)
    demand(may(request.actor))
    part = request.POST.get("part", "")
    return perform(
        request,
        lambda: deed(
            code,
            pk,
            part,
            typed=request.POST.dict(),
            **DocumentForm(request.POST).values(),
            seen=request.POST.get("seen", ""),
            by=request.actor,
        ),
        done=lambda _: f"{reverse('awards:rule_list')}?{urlencode(_place(request, register))}",
        again=lambda problems: _page(
            request, register, problems=problems, refused=(pk, part), typed=request.POST, status=422
        ),
        message=lambda _: told,
    )


def _chosen(code: str) -> Register:
    """The register that the address names; else the first."""
    return register_of(code) or all_registers()[0]


def _place(request: HttpRequest, register: Register) -> dict[str, str]:
    """Which part of which list is looked at."""
    sent = request.POST if request.method == "POST" else request.GET
    place = {"so": register.code}
    if sent.get("loc") == DRAFTED:
        place["loc"] = DRAFTED
    cursor = sent.get("trang", "")
    return place | ({"trang": cursor} if cursor and len(cursor) <= 200 else {})


def _page(
    request: HttpRequest, register: Register, *, problems=(), refused=None, typed=None, status: int = 200
) -> HttpResponse:
    """`typed` are the words of the form about the item `refused` that comes back with problems."""
    place = _place(request, register)
    rows = queries.rows_with_drafts(register) if "loc" in place else register.rows()
    page = page_by_key(rows, order="id", cursor=place.get("trang", ""), size=queries.PAGE)
    actor = request.actor
    may_confirm = permissions.can_confirm_rule(actor)
    counts = queries.counts()
    context = {
        "page": page,
        "register": register,
        "lines": [
            _shown(line, problems, typed) if (line.item.pk, line.item.part) == refused else _shown(line)
            for line in queries.lines(register, page.rows)
        ],
        "counts": counts,
        "total": sum(number for _, number in counts),
        "drafted": queries.drafts().count(),
        "only_drafts": "loc" in place,
        "place": place,
        "can_confirm": may_confirm,
        "can_write": may_confirm or permissions.can_draft_rule(actor),
        "general": [one.message for one in problems if not one.field],
    }
    return render(request, "awards/confirm/list.html", context, status=status)


def _shown(line, problems=(), typed=None) -> dict:
    """A line with what its form holds: what was typed, else the draft, else the values as they stand."""
    wrong = {one.field: one.message for one in problems}
    draft = line.draft
    held = draft.after if draft else {}
    inputs = [
        {
            "field": one,
            "value": typed.get(one.name, "") if typed else held.get(one.name, one.value),
            "error": wrong.get(one.name, ""),
        }
        for one in line.item.fields
    ]
    document = {
        "no": typed.get("document_no", "") if typed else draft.document_no if draft else "",
        "on": typed.get("document_on", "") if typed else f"{draft.document_on:%d/%m/%Y}" if draft else "",
        "no_error": wrong.get("document_no", ""),
        "on_error": wrong.get("document_on", ""),
    }
    return {"line": line, "inputs": inputs, "document": document, "is_open": bool(typed)}


def _told(values: dict) -> str:
    return "; ".join(str(value) for value in values.values())
