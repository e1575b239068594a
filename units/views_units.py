"""Pages on which a unit is written down, or what was mistyped about one is put right."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import demand
from core.http import find, number, posted
from core.pages import form_page
from units import actions
from units.forms_units import UnitForm
from units.models import OrgUnit
from units.permissions import can_add_units, can_correct_unit, can_reorganise
from units.roles import Role


@require_http_methods(["GET", "POST"])
def unit_add(request: HttpRequest) -> HttpResponse:
    """Write down a unit; `thuoc` in the address names the unit above."""
    demand(can_add_units(request.actor))
    form = UnitForm(
        posted(request), actor=request.actor, today=clock.today(), initial={"parent": _parent(request)}
    )
    return form_page(
        request,
        form,
        "units/unit_add.html",
        may=can_add_units(request.actor),
        deed=lambda: actions.add_unit(by=request.actor, parent_id=form.parent_id(), text=form.text()),
        done=_page_of,
        message=lambda unit: f"Đã ghi {unit.name}.",
        context={"is_admin": request.actor.is_(Role.ADMIN)},
    )


@require_http_methods(["GET", "POST"])
def unit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was mistyped about a unit."""
    unit = find(OrgUnit.visible_to(request.actor).select_related("parent"), pk=pk)
    demand(can_correct_unit(request.actor, unit))
    form = UnitForm(posted(request), actor=request.actor, unit=unit)
    return form_page(
        request,
        form,
        "units/unit_correct.html",
        may=can_correct_unit(request.actor, unit),
        deed=lambda: actions.correct_unit(
            unit.pk, by=request.actor, seen=form.cleaned_data["seen"], text=form.text()
        ),
        done=_page_of,
        message=lambda unit: f"Đã sửa thông tin của {unit.name}.",
        context={"unit": unit, "may_reorganise": can_reorganise(request.actor)},
    )


def _parent(request: HttpRequest):
    """What the link from the page of a unit puts into the field: its code for ADMIN, its key for others."""
    found = OrgUnit.visible_to(request.actor).filter(pk=number(request.GET.get("thuoc", ""))).first()
    if found is None:
        return ""
    return found.code if request.actor.is_(Role.ADMIN) else found.pk


def _page_of(unit: OrgUnit) -> str:
    return reverse("awards:unit_detail", args=[unit.pk])
