"""Campaigns as cards, and the figures of one: who joined, what is reached, which reviews are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from campaigns import rules
from campaigns.models import (
    Campaign,
    CampaignReview,
    CampaignTarget,
    Participation,
)
from campaigns.workflow import DRAFT, LIVE, PHASE, REVIEW
from units.models import Level, OrgUnit

NO_STEP = ("", None)


def running_campaigns(day: date) -> QuerySet[Campaign]:
    """Launched campaigns of the province that run on this day; what the public front shows."""
    launched = Campaign.objects.exclude(state=DRAFT).filter(host__level=Level.PROVINCE)
    running = launched.filter(period_from__lte=day, period_to__gte=day)
    return running.select_related("host").order_by("period_to", "pk")


def within_phase(campaigns: QuerySet[Campaign], phase: str, day: date) -> QuerySet[Campaign]:
    """Campaigns whose period stands so on this day; says in SQL what `rules.phase_at` says."""
    conditions = {
        "UPCOMING": Q(period_from__gt=day),
        "RUNNING": Q(period_from__lte=day, period_to__gte=day),
        "ENDED": Q(period_to__lt=day),
    }
    return campaigns.filter(conditions[phase])


def units_taking_part(day: date) -> int:
    """How many units have joined at least one campaign that the public front shows."""
    joined = Participation.objects.filter(campaign__in=running_campaigns(day).order_by().values("pk"))
    return joined.aggregate(units=Count("unit", distinct=True))["units"]


def with_joined(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Add what a card or a row of the list shows: host, `joined` units, planned reviews."""
    counted = Participation.objects.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    counted = counted.annotate(number=Count("pk")).values("number")
    return (
        campaigns.select_related("host")
        .annotate(joined=Coalesce(Subquery(counted), 0))
        .prefetch_related(Prefetch("reviews", queryset=CampaignReview.objects.order_by("due_on", "pk")))
    )


def for_cards(campaigns: Sequence[Campaign], day: date) -> list[Campaign]:
    """Give each campaign (of `with_joined`) its `invited` units, its `phase` and its `next_step`."""
    campaigns = list(campaigns)
    invited = invited_counts(campaigns, day)
    for campaign in campaigns:
        campaign.invited = max(invited[campaign.pk], campaign.joined)
        campaign.phase = PHASE.state(rules.phase_at(campaign.period_from, campaign.period_to, day))
        campaign.next_step, campaign.next_on = _next_step(campaign, day)
        campaign.next_days = (campaign.next_on - day).days if campaign.next_on else None
    return campaigns


def invited_counts(campaigns: Sequence[Campaign], day: date) -> dict[int, int]:
    """How many units each campaign invites on this day; one query for all of them."""
    if not campaigns:
        return {}
    paths = {f"under_{campaign.host_id}": campaign.host.path for campaign in campaigns}
    valid = OrgUnit.objects.filter(valid_from__lte=day).exclude(valid_to__lte=day).exclude(level=Level.INNER)
    counts = {name: Count("pk", filter=Q(path__startswith=path)) for name, path in paths.items()}
    rows = {row["kind"]: row for row in valid.order_by().values("kind").annotate(**counts)}
    return {
        campaign.pk: sum(
            rows[kind][f"under_{campaign.host_id}"] for kind in campaign.participant_kinds if kind in rows
        )
        for campaign in campaigns
    }


def _next_step(campaign: Campaign, day: date) -> tuple[str, date | None]:
    if not campaign.is_live:
        return NO_STEP
    pending = [review for review in campaign.reviews.all() if review.held_on is None]
    if pending:
        return f"Hạn {pending[0].get_kind_display().lower()}", pending[0].due_on
    if day <= campaign.last_registration_day:
        return "Nhận đăng ký đến", campaign.last_registration_day
    return NO_STEP


@dataclass(frozen=True)
class Figure:
    """One target over all units: what they registered and what they reached (sums, or means of shares)."""

    order: int
    text: str
    unit_word: str
    is_share: bool
    registered_units: int
    reported_units: int
    registered: Decimal | None
    reached: Decimal | None

    @property
    def percent(self) -> int | None:
        """The part reached, 0 to 100, truncated; None while nothing can be compared."""
        if self.registered is None or self.reached is None:
            return None
        return rules.reached_percent(self.reached, self.registered)


def progress_figures(campaign: Campaign) -> list[Figure]:
    """Return the figures of each target; only units that registered a number for it are counted."""
    counted = Q(registered__number__isnull=False)
    targets = campaign.targets.order_by("order").annotate(
        registered_units=Count("registered__number"),
        reported_units=Count("registered__reached", filter=counted),
        total=Sum("registered__number"),
        total_reached=Sum("registered__reached", filter=counted),
        mean=Avg("registered__number"),
        mean_reached=Avg("registered__reached", filter=counted),
    )
    return [_figure(target) for target in targets]


def _figure(target: CampaignTarget) -> Figure:
    means = (target.mean, target.mean_reached)
    registered, reached = means if target.is_share else (target.total, target.total_reached)
    return Figure(
        order=target.order,
        text=target.text,
        unit_word=target.unit_word,
        is_share=target.is_share,
        registered_units=target.registered_units,
        reported_units=target.reported_units,
        registered=_rounded(registered),
        reached=_rounded(reached),
    )


def _rounded(number) -> Decimal | None:
    """Two figures after the comma, cut off and not rounded up; SQLite gives means as floats."""
    if number is None:
        return None
    return Decimal(str(number)).quantize(Decimal("0.01"), rounding="ROUND_DOWN")


def reviews_of(campaign: Campaign, day: date) -> list[CampaignReview]:
    """The sơ kết and tổng kết of a campaign, each with its `state` on this day."""
    reviews = list(campaign.reviews.all())
    is_over = campaign.state not in LIVE and campaign.state != DRAFT
    for review in reviews:
        code = rules.review_state(due_on=review.due_on, held_on=review.held_on, is_over=is_over, today=day)
        review.state = REVIEW.state(code)
    return reviews
