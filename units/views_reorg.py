"""Pages of reorganisations: the list, one plan with all that follows from it, and its deeds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.errors import demand
from core.excel import workbook_response
from core.http import find, number, perform, posted
from core.pages import form_page
from core.paging import COUNT_LIMIT, page_by_key
from core.verdict import refused
from units import actions
from units.filters_reorg import ReorganisationFilter
from units.forms_reorg import CancelForm, ReorganisationForm
from units.models import Reorganisation
from units.permissions import can_reorganise
from units.queries_reorg import situation_of
from units.rules_reorg import ENDS, Plan, ReorgKind
from units.workflow import REORGANISATION

#: The kinds by the word in their address.
KINDS = {
    "sap-nhap": ReorgKind.MERGE,
    "chia-tach": ReorgKind.SPLIT,
    "doi-ten": ReorgKind.RENAME,
    "chuyen-cap-tren": ReorgKind.MOVE,
    "giai-the": ReorgKind.DISSOLVE,
}
HEADS = ["Việc", "Đơn vị", "Văn bản", "Ngày văn bản", "Hiệu lực từ", "Trạng thái", "Người lập", "Lập lúc"]


@require_GET
def reorganisation_list(request: HttpRequest) -> HttpResponse:
    """List the reorganisations, latest first."""
    _demand_reader(request.actor)
    rows = Reorganisation.visible_to(request.actor).select_related("created_by")
    chosen = ReorganisationFilter(request.GET, queryset=rows)
    if request.GET.get("xuat") == "xlsx":
        found = chosen.qs.order_by("-created_at", "-id")[:COUNT_LIMIT]
        return workbook_response("sap-xep-don-vi", HEADS, map(_excel_row, found))
    context = {
        "page": page_by_key(chosen.qs, order="-created_at", cursor=request.GET.get("trang", "")),
        "filter": chosen,
        "may": can_reorganise(request.actor),
        "kinds": KINDS.items(),
    }
    return render(request, "units/reorganisation_list.html", context)


@require_http_methods(["GET", "POST"])
def reorganisation_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Write down a plan; the next page shows what would follow."""
    if kind not in KINDS:
        raise Http404
    form = ReorganisationForm(posted(request), kind=KINDS[kind].name)
    return form_page(
        request,
        form,
        "units/reorganisation_form.html",
        may=can_reorganise(request.actor),
        deed=lambda: actions.draft_reorganisation(by=request.actor, plan=form.plan()),
        done=_page_of,
        message=lambda row: "Đã ghi phương án. Xem những gì sẽ thay đổi rồi xác nhận.",
        context={"kind": KINDS[kind]},
    )


@require_GET
def reorganisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan and, until it is carried out, everything that follows from it."""
    return _draw(request, _found(request, pk))


@require_POST
def reorganisation_homes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where roles and inner units go."""
    row = _found(request, pk)
    homes = {
        name: int(value)
        for name, value in request.POST.items()
        if name[:1] in ("m", "u") and name[1:].isdecimal() and value in _places(row)
    }
    version = number(request.POST.get("version", ""))
    return perform(
        request,
        lambda: actions.choose_homes(row.pk, by=request.actor, version=version, homes=homes),
        done=_page_of,
        again=lambda problems: _draw(request, row, problems=problems, status=422),
        message=lambda _: "Đã ghi nơi đến.",
    )


@require_POST
def reorganisation_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the page showed, or have it done on its day."""
    row = _found(request, pk)
    seen = request.POST.get("seen", "")
    return perform(
        request,
        lambda: actions.confirm_reorganisation(row.pk, by=request.actor, seen=seen),
        done=_page_of,
        again=lambda problems: _draw(request, row, problems=problems, status=422),
        message=lambda done: f"{done.state_row.label}: {done.subject}.",
    )


@require_POST
def reorganisation_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up what was not carried out."""
    row = _found(request, pk)
    demand(can_reorganise(request.actor))
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _draw(request, row, cancel=form, status=422)
    return perform(
        request,
        lambda: actions.cancel_reorganisation(row.pk, by=request.actor, **form.cleaned_data),
        done=_page_of,
        again=lambda problems: _draw(request, row, problems=problems, status=422),
        message=lambda _: "Đã bỏ việc sắp xếp này. Không đơn vị nào thay đổi.",
    )


def _demand_reader(actor) -> None:
    if not Reorganisation.may_read(actor):
        demand(refused("Việc sắp xếp đơn vị do quản trị hệ thống thực hiện."))


def _found(request: HttpRequest, pk: int) -> Reorganisation:
    rows = Reorganisation.visible_to(request.actor).select_related("created_by", "confirmed_by")
    return find(rows, pk=pk)


def _page_of(row: Reorganisation) -> str:
    return reverse("units:reorganisation_detail", args=[row.pk])


def _places(row: Reorganisation) -> set[str]:
    return {str(ENDS), *(str(place) for place in range(len(row.plan["successors"])))}


def _draw(
    request: HttpRequest, row: Reorganisation, *, problems=None, cancel=None, status: int = 200
) -> HttpResponse:
    open_ = REORGANISATION.allows("cancel", row.state)
    situation = situation_of(Plan.read(row.plan)) if open_ else None
    context = {
        "row": row,
        "situation": situation,
        "problems": problems if problems is not None else situation.problems if situation else [],
        "heirs": _heirs(situation) if situation else [],
        "movers": _movers(situation) if situation else [],
        "units": row.units.order_by("valid_from", "name", "pk"),
        "may": can_reorganise(request.actor),
        "may_choose": REORGANISATION.allows("schedule", row.state),
        "is_open": open_,
        "waits": row.effective_on > clock.today(),
        "cancel": cancel or CancelForm(initial={"version": row.version}),
    }
    return render(request, "units/reorganisation_detail.html", context, status=status)


def _heirs(situation) -> list[dict]:
    """The successors with their names and what is laid on them."""
    labels = dict(ReorganisationForm.area_choices)
    return [
        {
            "place": place,
            "name": situation.named[heir.unit_id].name if heir.unit_id else heir.name,
            "plan": heir,
            "is_new": heir.unit_id is None,
            "share": heir.share.replace(".", ","),
            "parent": situation.named.get(heir.parent_id),
            "areas": [labels[area] for area in heir.areas],
            "is_keeper": place == situation.plan.keeper,
        }
        for place, heir in enumerate(situation.plan.successors)
    ]


def _movers(situation) -> list[dict]:
    """The roles and inner units of the old units, each with the place chosen for it."""
    units = [
        {"key": f"u{unit.pk}", "name": unit.name, "about": unit.get_kind_display(), "may_end": False}
        for unit in situation.children
    ]
    roles = [
        {
            "key": f"m{row.pk}",
            "name": row.user.full_name,
            "about": f"{row.get_role_display()}, {row.unit.name}",
            "may_end": True,
        }
        for row in situation.memberships
        if row.unit_id in situation.plan.old
    ]
    return [mover | {"home": situation.plan.home_of(mover["key"])} for mover in [*units, *roles]]


def _excel_row(row: Reorganisation) -> list:
    return [
        row.get_kind_display(),
        row.subject,
        row.decree,
        f"{row.decree_on:%d/%m/%Y}",
        f"{row.effective_on:%d/%m/%Y}",
        row.state_row.label,
        row.created_by.full_name,
        f"{clock.local(row.created_at):%d/%m/%Y %H:%M}",
    ]
