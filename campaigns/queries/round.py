"""Lists of rounds for pages and for the apps that submit to them."""

from datetime import date, datetime

from django.db.models import Case, DateTimeField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from awards.models import AwardType
from campaigns import rules
from campaigns.models import Campaign, Round, RoundAward, RoundExtension
from campaigns.workflow import DRAFT
from units.models import Membership, OrgUnit
from units.roles import Role


def closes_at_for(round_: Round, unit: OrgUnit) -> datetime | None:
    """When the round stops taking dossiers of this unit: the round's own closing or a later one it was given.

    None for a standing round. Whoever asks "is it open" for a unit asks `rules.is_open` with this.
    """
    own = RoundExtension.objects.filter(round=round_, unit=unit).values_list("closes_at", flat=True)
    return rules.latest_closing(round_.closes_at, own)


def is_open_for(round_: Round, unit: OrgUnit, now: datetime) -> bool:
    """Whether the round takes dossiers of this unit at this moment."""
    return rules.is_open(round_.opens_at, closes_at_for(round_, unit), now)


def with_closing_for(rounds: QuerySet[Round], unit_id: int) -> QuerySet[Round]:
    """Add `closes_for_unit`; says in SQL what `closes_at_for` says."""
    own = RoundExtension.objects.filter(round=OuterRef("pk"), unit_id=unit_id).order_by("-closes_at")
    rounds = rounds.annotate(own_closing=Subquery(own.values("closes_at")[:1]))
    return rounds.annotate(
        closes_for_unit=Case(
            When(closes_at__isnull=True, then=Value(None)),
            When(own_closing__gt=F("closes_at"), then=F("own_closing")),
            default=F("closes_at"),
            output_field=DateTimeField(),
        )
    )


def within_window(
    rounds: QuerySet[Round], window: str, now: datetime, closes: str = "closes_for_unit"
) -> QuerySet[Round]:
    """Rounds whose window is in this state now; says in SQL what `rules.window_at` says.

    `closes` names the column or annotation that holds the closing.
    """
    not_closed = Q(**{f"{closes}__isnull": True}) | Q(**{f"{closes}__gt": now})
    conditions = {
        "UPCOMING": Q(opens_at__gt=now),
        "OPEN": Q(opens_at__lte=now) & not_closed,
        "CLOSED": Q(opens_at__lte=now, **{f"{closes}__lte": now}),
    }
    return rounds.filter(conditions[window])


def open_rounds(actor, now: datetime) -> QuerySet[Round]:
    """Rounds that the actor's body may submit to now, the nearest closing first, standing rounds last."""
    rounds = within_window(with_closing_for(Round.taking_from(actor), actor.body_id), "OPEN", now)
    return for_list(rounds).order_by(F("closes_for_unit").asc(nulls_last=True), "pk")


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


def rounds_of(campaign: Campaign, actor) -> list[Round]:
    """The rounds of a campaign that the actor may see."""
    return list(Round.visible_to(actor).filter(campaign=campaign).order_by("-opens_at", "-pk")[:10])


def units_of(round_: Round, day: date) -> QuerySet[OrgUnit]:
    """Units that may submit to the round on this day, by name."""
    valid = OrgUnit.objects.below(round_.host.path).filter(valid_from__lte=day).exclude(valid_to__lte=day)
    return valid.filter(kind__in=round_.submitter_kinds).order_by("name", "pk")


def extensions_of(round_: Round) -> list[RoundExtension]:
    """Every extension of a round, in the order in which they were given."""
    return list(round_.extensions.select_related("unit", "by"))


def usable_awards(day: date) -> QuerySet[AwardType]:
    """Awards that a round opening on this day may give."""
    return AwardType.objects.valid_on(day).filter(in_use=True).order_by("order", "valid_from")


def launched_campaigns_of(host_id: int) -> QuerySet[Campaign]:
    """Campaigns that a round of this host may belong to, the latest end first."""
    return Campaign.objects.filter(host_id=host_id).exclude(state=DRAFT).order_by("-period_to", "-pk")


def officers_of(standing_body: OrgUnit, day: date) -> QuerySet[Membership]:
    """Who may be in charge of a round that this body receives."""
    officers = Membership.objects.current(day).filter(
        role__in=[Role.OFFICER, Role.OFFICE_HEAD], unit__path__startswith=standing_body.path
    )
    return officers.select_related("user", "unit").order_by("user__full_name", "pk")


def _awards():
    return RoundAward.objects.select_related("award").order_by("award__order", "award__valid_from")
