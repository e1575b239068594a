"""What lies with people in campaigns and rounds when they leave a role."""

from campaigns.models import Round
from campaigns.queries import waiting_for
from core import audit
from units.actors import Actor
from units.staff import Lying, lies_with, moves_to_successor


@lies_with
def lying(membership) -> list[Lying]:
    """Rounds that name this person as the officer in charge, and what campaigns ask of the unit."""
    waiting = waiting_for(Actor(membership.user, membership))
    return [
        Lying(
            "đợt xét ghi tên người này phụ trách",
            Round.objects.filter(officer=membership).count(),
            moves=True,
        ),
        Lying("việc của phong trào thi đua", len(waiting), moves=False),
    ]


@moves_to_successor
def move_rounds(old, new, *, by) -> dict[str, int]:
    """Name the successor as the officer in charge of the rounds; the log keeps who it was."""
    rounds = list(Round.objects.select_for_update(of=("self",)).filter(officer=old).order_by("pk"))
    for round_ in rounds:
        round_.officer = new
        round_.save(update_fields=["officer"])
        data = {"from": old.pk, "to": new.pk}
        audit.record("campaigns.round_officer_changed", by=by, obj=round_, data=data)
    return {"rounds": len(rounds)} if rounds else {}
