""" "Việc của tôi": asks every app what waits."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from campaigns import queries as campaign_queries
from campaigns.models import Round
from core import clock
from core.worklist import WorkItem
from nominations.models import Dossier
from nominations.queries import waiting_for
from reviews import queries as review_queries
from reviews.queries import decision_work
from units import queries_accounts as account_queries
from units import queries_assign, queries_reorg
from units.models import Membership
from units.roles import STANDING_BODY_ROLES, Role


@dataclass(frozen=True)
class WorkList:
    """All that the page shows: items, next closings, the red button, the officer to call."""

    items: list[WorkItem]
    deadlines: list[tuple[date, str]]
    main_deed: tuple[str, str, str] | None
    officer: Membership | None


def work_list_of(actor, now) -> WorkList:
    """Return what waits for this person, the nearest deadline first, what has none last."""
    rounds = list(campaign_queries.open_rounds(actor, now))
    joinable = _not_joined(actor, rounds)
    dossiers = waiting_for(actor)
    items = [*dossiers, *map(_join, joinable), *campaign_queries.waiting_for(actor)]
    items += review_queries.waiting_for(actor) + decision_work.waiting_for(actor)
    items += account_queries.waiting_for(actor) + queries_reorg.waiting_for(actor)
    items += queries_assign.waiting_for(actor, clock.local(now).date())
    return WorkList(
        items=sorted(items, key=lambda item: item.due or date.max),
        deadlines=[
            (clock.last_day(round_.closes_for_unit), f"Hết nhận hồ sơ {round_.name}")
            for round_ in rounds
            if round_.closes_for_unit
        ],
        main_deed=_main_deed(actor, dossiers, joinable),
        officer=None
        if actor.is_(*STANDING_BODY_ROLES)
        else next((r.officer for r in rounds if r.officer), None),
    )


def _not_joined(actor, rounds: list[Round]) -> list[Round]:
    """Open rounds to which the actor's unit has no dossier yet."""
    if not actor.is_(Role.EDITOR, Role.HEAD):
        return []
    joined = set(Dossier.visible_to(actor).filter(unit_id=actor.unit_id).values_list("round_id", flat=True))
    return [round_ for round_ in rounds if round_.pk not in joined]


def _main_deed(actor, dossiers: list[WorkItem], joinable: list[Round]) -> tuple[str, str, str] | None:
    """The one red button: (words, address, icon)."""
    if joinable:
        return ("Lập hồ sơ đề nghị", reverse("campaigns:round_detail", args=[joinable[0].pk]), "plus-lg")
    if actor.is_(*STANDING_BODY_ROLES) and dossiers:
        return ("Mở hồ sơ chờ tiếp nhận", reverse("nominations:queue"), "inbox")
    return None


def _join(round_: Round) -> WorkItem:
    return WorkItem(
        title=f"Lập hồ sơ: {round_.name}",
        url=reverse("campaigns:round_detail", args=[round_.pk]),
        meta=" · ".join(row.award.name for row in round_.round_awards.all()),
        icon="calendar-check",
        due=clock.last_day(round_.closes_for_unit) if round_.closes_for_unit else None,
    )
