""" "Việc của tôi": asks every app what waits."""

from datetime import date

from django.urls import reverse

from campaigns.models import Round
from campaigns.queries import open_rounds
from core import clock
from core.worklist import WorkItem
from nominations.models import Dossier
from nominations.queries import waiting_for
from units.roles import Role


def items_of(actor, now) -> list[WorkItem]:
    """Return all that waits for this person, the nearest deadline first, what has none last."""
    items = [*waiting_for(actor), *_rounds_to_join(actor, now)]
    return sorted(items, key=lambda item: item.due or date.max)


def deadlines_of(actor, now) -> list[tuple[date, str]]:
    """Return (day, text) of the next closings that concern this person."""
    closing = [round_ for round_ in open_rounds(actor, now) if round_.closes_at]
    return [(clock.local(round_.closes_at).date(), f"Hết nhận hồ sơ {round_.name}") for round_ in closing]


def _rounds_to_join(actor, now) -> list[WorkItem]:
    """Open rounds to which the actor's unit has no dossier yet."""
    if not actor.is_(Role.EDITOR, Role.HEAD):
        return []
    joined = set(Dossier.visible_to(actor).filter(unit_id=actor.unit_id).values_list("round_id", flat=True))
    return [_join(round_) for round_ in open_rounds(actor, now) if round_.pk not in joined]


def _join(round_: Round) -> WorkItem:
    closes = round_.closes_at
    return WorkItem(
        title=f"Lập hồ sơ: {round_.name}",
        url=reverse("campaigns:round_detail", args=[round_.pk]),
        meta=" · ".join(row.award.name for row in round_.round_awards.all()),
        icon="calendar-check",
        due=clock.local(closes).date() if closes else None,
    )
