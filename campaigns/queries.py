"""Lists of rounds for pages and for the apps that submit to them."""

from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet

from campaigns.models import Campaign, Round, RoundAward
from campaigns.workflow import DRAFT
from units.models import Level


def running_campaigns(day: date) -> QuerySet[Campaign]:
    """Launched campaigns of the province that run on this day; what the public front shows."""
    launched = Campaign.objects.exclude(state=DRAFT).filter(host__level=Level.PROVINCE)
    running = launched.filter(period_from__lte=day, period_to__gte=day)
    return running.select_related("host").order_by("period_to", "pk")


def within_window(rounds: QuerySet[Round], window: str, now: datetime) -> QuerySet[Round]:
    """Rounds whose window is in this state now; says in SQL what `rules.window_at` says."""
    not_closed = Q(closes_at__isnull=True) | Q(closes_at__gt=now)
    conditions = {
        "UPCOMING": Q(opens_at__gt=now),
        "OPEN": Q(opens_at__lte=now) & not_closed,
        "CLOSED": Q(closes_at__lte=now),
    }
    return rounds.filter(conditions[window])


def open_rounds(actor, now: datetime) -> QuerySet[Round]:
    """Rounds that the actor's body may submit to now, the nearest closing first, standing rounds last."""
    rounds = within_window(Round.taking_from(actor), "OPEN", now)
    return for_list(rounds).order_by(F("closes_at").asc(nulls_last=True), "pk")


def with_people(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Add whom a round names: host, receiver, campaign, officer with unit and telephone."""
    return rounds.select_related("host", "standing_body", "campaign", "officer__user", "officer__unit")


def for_list(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Add what a row of a list shows: people and awards, in one query more."""
    return with_people(rounds).prefetch_related(Prefetch("round_awards", queryset=_awards()))


def awards_of(round_: Round) -> list[RoundAward]:
    """The awards of a round with their quotas, in the order of the catalogue."""
    return list(_awards().filter(round=round_))


def award_codes(round_: Round) -> list[str]:
    """Codes of the awards that a round gives, in the order of the catalogue."""
    return [row.award.code for row in awards_of(round_)]


def _awards():
    return RoundAward.objects.select_related("award").order_by("award__order", "award__valid_from")
