"""The page of one award: its standards under every state of the law, and a try-out on somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from awards import tryout
from awards.models import AwardType, Recipient
from awards.permissions import can_read_discipline, can_read_history
from awards.rules_grant import FIRST_YEAR
from core import clock
from core.errors import demand
from core.http import find, number
from units.models import OrgUnit, Person

_WORDS_LENGTH = 200


@require_GET
def award_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show the standards of an award side by side; of whoever is chosen, what each of them finds."""
    actor, day = request.actor, clock.local(request.now).date()
    find(AwardType.visible_to(actor), code=code)
    award = tryout.award_of(AwardType.visible_to(actor), code, day)
    target = _target(request)
    sees_discipline = bool(target) and bool(can_read_discipline(actor, _unit_of(target)))
    asked = number(request.GET.get("nam", ""))
    year = asked if FIRST_YEAR <= asked <= day.year + 1 else day.year
    words = request.GET.get("q", "").strip()[:_WORDS_LENGTH]
    takes_people = Recipient.INDIVIDUAL in award.recipients
    takes_units = Recipient.COLLECTIVE in award.recipients
    context = {
        "award": award,
        "day": day,
        "year": year,
        "words": words,
        "target": target,
        "is_unit": isinstance(target, OrgUnit),
        "sees_discipline": sees_discipline,
        "comparisons": tryout.comparisons(award, target, year, with_discipline=sees_discipline),
        "people": tryout.people_named(Person.visible_to(actor), words) if words and takes_people else [],
        "units": tryout.units_named(_units(actor), words) if words and takes_units else [],
    }
    return render(request, "awards/award_detail.html", context)


def _target(request: HttpRequest) -> Person | OrgUnit | None:
    """The person or unit that the address names; out of reach is not found."""
    if person := request.GET.get("nguoi"):
        return find(Person.visible_to(request.actor).select_related("unit"), pk=number(person))
    if unit := request.GET.get("don_vi"):
        found = find(_units(request.actor), pk=number(unit))
        demand(can_read_history(request.actor, found))
        return found
    return None


def _units(actor):
    return OrgUnit.visible_to(actor).filter(valid_to=None).select_related("parent")


def _unit_of(target: Person | OrgUnit) -> OrgUnit:
    return target if isinstance(target, OrgUnit) else target.unit
