"""Pages of what the portal knows: units and people, their honours, and what they may be put up for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from awards import queries_people as queries
from awards.filters_people import PAST, PersonFilter, UnitFilter
from awards.forms_people import PersonForm
from awards.permissions import can_read_discipline, can_read_history
from awards.queries_doubles import with_last_merge
from core import clock
from core.errors import demand
from core.excel import workbook_response
from core.http import find, perform, posted
from core.paging import COUNT_LIMIT, page_by_key
from units import actions
from units.models import Person, PersonMerge
from units.permissions import (
    can_add_unit,
    can_add_units,
    can_assign_people,
    can_correct_unit,
    can_edit_person,
    can_find_doubles,
    can_handle_number,
    can_reorganise,
    can_see_ethnicity,
    can_transfer,
)
from units.queries_stays import stays_of
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES


@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """List the units in force, or those that were merged; public data for everybody who has logged in."""
    past = request.GET.get("tinh_trang") == PAST
    listed = queries.units_listed(_today(request), past=past)
    parents = queries.parent_choices(past=past)
    chosen = UnitFilter(request.GET, queryset=listed, parents=parents)
    if request.GET.get("xuat") == "xlsx":
        units = chosen.qs.order_by("name", "id")[:COUNT_LIMIT]
        return workbook_response("don-vi", queries.UNIT_HEADS, queries.unit_rows(units))
    page = page_by_key(chosen.qs, order="name", cursor=request.GET.get("trang", ""))
    context = {
        "page": page,
        "filter": chosen,
        "past": past,
        "sees_people": _sees_people(request.actor),
        "may_add": can_add_units(request.actor),
        "may_reorganise": can_reorganise(request.actor),
    }
    return render(request, "awards/unit_list.html", context)


@require_GET
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one unit: what it is called and since when, what it carries on for, its honours.

    What it may be put up for, and its grades, are for those who read its people.
    """
    unit = find(queries.all_units(), pk=pk)
    actor, day = request.actor, _today(request)
    reads_history = can_read_history(actor, unit)
    sees_discipline = can_read_discipline(actor, unit)
    known = queries.known_of_unit(
        unit, day, actor, with_history=bool(reads_history), with_discipline=bool(sees_discipline)
    )
    context = {
        "unit": unit,
        "day": day,
        "known": known,
        "has_ended": unit.valid_to is not None and unit.valid_to <= day,
        "reads_history": reads_history,
        "is_own": actor is not None and actor.is_(*UNIT_ROLES) and unit.pk == actor.unit_id,
        "sees_discipline": sees_discipline,
        "may_assign": can_assign_people(actor),
        "may_correct": can_correct_unit(actor, unit),
        "may_add": unit.valid_to is None and can_add_unit(actor, unit),
    }
    return render(request, "awards/unit_detail.html", context)


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """List the people within reach by name."""
    people = queries.people_listed(Person.visible_to(request.actor).standing())
    chosen = PersonFilter(request.GET, queryset=people, units=queries.all_units())
    if request.GET.get("xuat") == "xlsx":
        found = chosen.qs.order_by("full_name", "id")[:COUNT_LIMIT]
        return workbook_response("ca-nhan", queries.PERSON_HEADS, queries.person_rows(found))
    page = page_by_key(chosen.qs, order="full_name", cursor=request.GET.get("trang", ""))
    context = {
        "page": page,
        "filter": chosen,
        "export_limit": COUNT_LIMIT,
        "sees_people": _sees_people(request.actor),
        "finds_doubles": can_find_doubles(request.actor),
    }
    return render(request, "awards/person_list.html", context)


@require_GET
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person within reach, and what this person may be put up for this year.

    A row that was merged into another says so, and leads there if that is within reach too.
    """
    people = with_last_merge(Person.visible_to(request.actor), PersonMerge.visible_to(request.actor))
    person = find(people.select_related("unit__parent", "number", "ethnicity__group"), pk=pk)
    if person.merged_into_id:
        kept = Person.visible_to(request.actor).filter(pk=person.merged_into_id).first()
        return render(request, "awards/person_merged.html", {"person": person, "kept": kept})
    sees_discipline = can_read_discipline(request.actor, person.unit)
    day = _today(request)
    context = {
        "person": person,
        "day": day,
        "known": queries.known_of_person(person, day, with_discipline=bool(sees_discipline)),
        "sees_discipline": sees_discipline,
        "stays": stays_of(person),
        "may_edit": can_edit_person(request.actor, person),
        "may_transfer": can_transfer(request.actor, person),
        "sees_ethnicity": can_see_ethnicity(request.actor, person),
        "handles_number": can_handle_number(request.actor, person),
    }
    return render(request, "awards/person_detail.html", context)


@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written about a person."""
    people = Person.visible_to(request.actor).standing().select_related("unit")
    person = find(people, pk=pk)
    demand(can_edit_person(request.actor, person))
    sees = can_see_ethnicity(request.actor, person)
    ethnicity = queries.ethnicity_for(person, request.actor) if sees else None
    form = PersonForm(posted(request), person=person, ethnicity=ethnicity)

    def again(problems) -> HttpResponse:
        form.show(problems)
        status = 422 if form.is_bound else 200
        return render(request, "awards/person_form.html", {"person": person, "form": form}, status=status)

    if not form.is_bound or not form.is_valid():
        return again([])
    return perform(
        request,
        lambda: actions.edit_person(person.pk, by=request.actor, **form.values()),
        done=lambda edited: reverse("awards:person_detail", args=[edited.pk]),
        again=again,
        message=lambda edited: f"Đã lưu thông tin của {edited.full_name}.",
    )


def _today(request: HttpRequest):
    return clock.local(request.now).date()


def _sees_people(actor) -> bool:
    """Whether the list of people can hold anybody for this role."""
    return actor is not None and actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES)
