"""Deeds on councils and seats, as the decision that sets a council up says."""

from datetime import date

from django.db import transaction

from core import audit
from core.errors import RuleViolation, Stale, demand
from core.text import nfc
from core.verdict import Problem
from reviews.models import Council, CouncilMember, Function
from reviews.permissions import can_set_up
from units.models import OrgUnit


@transaction.atomic
def found_council(*, unit_id: int, name: str, decision_no: str, decision_on: date, by) -> Council:
    """Write down a council of a unit."""
    unit = OrgUnit.objects.select_for_update(no_key=True).get(pk=unit_id)
    demand(can_set_up(by, unit))
    council = Council.objects.create(
        unit=unit, name=nfc(name), decision_no=nfc(decision_no), decision_on=decision_on
    )
    audit.record(
        "reviews.council_founded", by=by, obj=council, data={"unit": unit.pk, "decision": decision_no}
    )
    return council


@transaction.atomic
def seat_member(
    council_id: int,
    *,
    user_id: int,
    function: str,
    title: str,
    unit_id: int,
    valid_from: date,
    by,
    is_secretary: bool = False,
    is_teller: bool = False,
    person_id: int | None = None,
    order: int = 100,
) -> CouncilMember:
    """Give somebody a seat in a council from this day on."""
    council = Council.objects.select_for_update(of=("self",)).select_related("unit").get(pk=council_id)
    demand(can_set_up(by, council.unit))
    if CouncilMember.objects.filter(council=council, user_id=user_id, valid_to__isnull=True).exists():
        raise Stale("Người này đã là thành viên Hội đồng.")
    member = CouncilMember.objects.create(
        council=council,
        user_id=user_id,
        person_id=person_id,
        function=function,
        is_secretary=is_secretary or function == Function.SECRETARY,
        is_teller=is_teller or function == Function.TELLER,
        title=nfc(title),
        unit_id=unit_id,
        order=order,
        valid_from=valid_from,
    )
    data = {
        "council": council.pk,
        "user": user_id,
        "function": function,
        "is_secretary": member.is_secretary,
        "is_teller": member.is_teller,
        "valid_from": valid_from.isoformat(),
    }
    audit.record("reviews.member_seated", by=by, obj=member, data=data)
    return member


@transaction.atomic
def end_seat(member_id: int, *, on: date, by) -> CouncilMember:
    """End a seat: from the day `on` it counts no more. Open polls keep their roster."""
    rows = CouncilMember.objects.select_for_update(of=("self",)).select_related("council__unit")
    member = rows.get(pk=member_id)
    demand(can_set_up(by, member.council.unit))
    if member.valid_to is not None:
        raise Stale(f"Người này đã thôi từ ngày {member.valid_to:%d/%m/%Y}.")
    if on < member.valid_from:
        message = f"Ngày thôi không được trước ngày bắt đầu {member.valid_from:%d/%m/%Y}."
        raise RuleViolation([Problem("ends_before_start", "valid_to", message)])
    member.valid_to = on
    member.save(update_fields=["valid_to"])
    audit.record("reviews.seat_ended", by=by, obj=member, data={"valid_to": on.isoformat()})
    return member
