"""Pages of one person's identity number: written down, and read in full for a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import demand
from core.http import find, number, perform
from core.verdict import Problem
from units import actions, sealing
from units.models import NumberReading, Person, PersonNumber
from units.permissions import can_handle_number

_TYPED = 2_000


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def number_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the number of a person; the page shows the last three digits of the one that is there."""
    person = _person(request, pk)
    typed = request.POST.get("number", "")[:_TYPED]
    if request.method == "GET":
        return _page(request, person)
    return perform(
        request,
        lambda: actions.write_number(
            person.pk, typed, by=request.actor, seen_version=number(request.POST.get("version", ""))
        ),
        done=lambda _: reverse("awards:number_write", args=[person.pk]),
        again=lambda problems: _page(request, person, problems, typed=typed),
        message=lambda written: _told(request, written),
    )


@never_cache
@require_POST
def number_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who wants to read the whole number and why; then lead to it."""
    person = _person(request, pk)
    reason = request.POST.get("reason", "")[:_TYPED]
    return perform(
        request,
        lambda: actions.reveal_number(person.pk, by=request.actor, reason=reason),
        done=lambda reading: reverse("awards:number_shown", args=[reading.pk]),
        again=lambda problems: _page(request, person, problems, reason=reason),
    )


@never_cache
@require_GET
def number_shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole number to who asked for it, for five minutes."""
    fresh = NumberReading.visible_to(request.actor).filter(read_at__gt=request.now - actions.SHOWN_FOR)
    reading = find(fresh.select_related("person__unit", "person__number"), pk=pk)
    demand(can_handle_number(request.actor, reading.person))
    context = {
        "person": reading.person,
        "reading": reading,
        "number": sealing.unseal(reading.person.number.sealed),
    }
    return render(request, "awards/number_shown.html", context)


def _person(request: HttpRequest, pk: int) -> Person:
    person = find(Person.visible_to(request.actor).standing().select_related("unit"), pk=pk)
    demand(can_handle_number(request.actor, person))
    return person


def _page(
    request: HttpRequest,
    person: Person,
    problems: list[Problem] | None = None,
    *,
    typed: str = "",
    reason: str = "",
) -> HttpResponse:
    context = {
        "person": person,
        "known": PersonNumber.visible_to(request.actor).filter(person=person).first(),
        "typed": typed,
        "reason": reason,
        "number_errors": [one.message for one in problems or () if one.field == "number"],
        "reason_errors": [one.message for one in problems or () if one.field == "reason"],
        "above": [one.message for one in problems or () if one.field not in ("number", "reason")],
    }
    return render(request, "awards/number_form.html", context, status=422 if problems else 200)


def _told(request: HttpRequest, written) -> str:
    """What is said after saving: another holder is named only to who may read about him."""
    path = request.actor.scope_path
    named = [f"{one.full_name} ({one.unit})" for one in written.others if one.unit.path.startswith(path)]
    if named:
        return f"Đã lưu số căn cước. Số này cũng đang ghi cho {', '.join(named)}: kiểm tra xem có ghi trùng."
    if written.others:
        return "Đã lưu số căn cước. Đã có người mang số này: kiểm tra lại, hoặc hỏi cơ quan thường trực."
    return "Đã lưu số căn cước."
