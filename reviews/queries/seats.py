"""Who is what in which council."""

from core import clock
from reviews.models import Council, CouncilMember


def seat_of(actor, council_id: int) -> CouncilMember | None:
    """Return what this person is in the council today, or None."""
    if actor is None:
        return None
    seats = CouncilMember.objects.current(clock.today()).select_related("user", "unit")
    return seats.filter(council_id=council_id, user_id=actor.user_id).first()


def council_roles(user) -> list[CouncilMember]:
    """Return all seats that a user holds today."""
    seats = CouncilMember.objects.current(clock.today()).filter(user=user)
    return list(seats.select_related("council", "unit"))


def members_of(council_id: int) -> list[CouncilMember]:
    """Return who sits in the council today, in the order of the decision."""
    seats = CouncilMember.objects.current(clock.today()).filter(council_id=council_id)
    return list(seats.select_related("user", "unit").order_by("order", "id"))


def councils_of_secretary(actor) -> list[Council]:
    """Return the councils whose sessions this person prepares."""
    seats = CouncilMember.objects.current(clock.today()).filter(user_id=actor.user_id, is_secretary=True)
    return [seat.council for seat in seats.select_related("council").order_by("council_id")]
