"""Pages on which people whom a reorganisation left at an ended unit find their unit of today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.errors import demand
from core.excel import workbook_response
from core.http import number, perform, posted
from core.paging import COUNT_LIMIT, page_by_key
from units import actions
from units.filters_assign import AssignFilter
from units.forms_assign import AssignForm
from units.models import OrgUnit
from units.permissions import can_assign_people
from units.queries_assign import by_name, ended_with_people, unassigned

#: People placed at once: all that a page of the list shows.
TOGETHER = 50
HEADS = ["Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị cũ", "Hết hiệu lực từ", "Có thể xếp về"]


@require_GET
def assign_list(request: HttpRequest) -> HttpResponse:
    """List the people within reach who are still written down at a unit that ended."""
    demand(can_assign_people(request.actor))
    ended = ended_with_people(request.actor, _today(request))
    chosen = AssignFilter(request.GET, queryset=unassigned(ended), units=by_name(ended))
    if request.GET.get("xuat") == "xlsx":
        found = chosen.qs.order_by("full_name", "id")[:COUNT_LIMIT]
        return workbook_response("xep-nguoi", HEADS, (_excel_row(person, ended) for person in found))
    page = page_by_key(chosen.qs, order="full_name", cursor=request.GET.get("trang", ""), size=TOGETHER)
    rows = [(person, ended[person.unit_id]) for person in page.rows]
    context = {"page": page, "filter": chosen, "rows": rows, "export_limit": COUNT_LIMIT}
    return render(request, "units/assign_list.html", context)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest) -> HttpResponse:
    """Show whom one has chosen and ask for the unit; then do it for all of them at once."""
    demand(can_assign_people(request.actor))
    sent = request.POST if request.method == "POST" else request.GET
    seen = _seen(sent.getlist("nguoi")[:TOGETHER])
    ended = ended_with_people(request.actor, _today(request))
    people = [
        person
        for person in unassigned(ended).filter(pk__in=seen).order_by("full_name", "id")
        if person.unit_id == seen[person.pk]
    ]
    form = AssignForm(posted(request), heirs=_common(people, ended))

    def draw(problems=()) -> HttpResponse:
        form.show(problems)
        context = {"form": form, "people": people, "gone": len(seen) - len(people)}
        status = 422 if form.is_bound else 200
        return render(request, "units/assign.html", context, status=status)

    # Who was placed meanwhile is no field to correct: the deed says it.
    if request.method == "GET" or (not form.is_valid() and len(people) == len(seen)):
        return draw()
    return perform(
        request,
        lambda: actions.assign_people(seen, by=request.actor, unit_id=form.cleaned_data.get("unit", 0)),
        done=lambda _: reverse("units:assign_list"),
        again=draw,
        message=lambda placed: f"Đã xếp {len(placed)} người về đơn vị mới.",
    )


def _seen(values: list[str]) -> dict[int, int]:
    """Read "person.unit" off every tick."""
    pairs = [value.partition(".") for value in values]
    return {number(person): number(unit) for person, _, unit in pairs}


def _common(people, ended: dict[int, list[OrgUnit]]) -> list[OrgUnit]:
    """The units to which all of these people may go, by name."""
    shared = ended[people[0].unit_id] if people else []
    return [heir for heir in shared if all(heir in ended[person.unit_id] for person in people)]


def _today(request: HttpRequest):
    return clock.local(request.now).date()


def _excel_row(person, ended) -> list:
    return [
        person.full_name,
        f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "",
        person.position,
        person.unit.name,
        f"{person.unit.valid_to:%d/%m/%Y}",
        ", ".join(heir.name for heir in ended[person.unit_id]),
    ]
