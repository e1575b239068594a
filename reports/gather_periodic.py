"""The figures of a periodic report: a fixed number of grouped queries, however many rows there are.

Everything here is counted within the scope of one standing body: the unit that it serves and all below it.
The result is plain values that JSON can hold; `reports.periodic` words them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from awards.models import Grant, GrantStatus, Initiative, Recipient
from campaigns.models import Campaign, CampaignReview, Participation, ReviewKind, Round
from campaigns.workflow import DRAFT as CAMPAIGN_DRAFT
from core import clock
from nominations.models import Dossier
from reports.rules_period import Period
from reviews.models import CouncilSession, Decision, DecisionLine, Poll
from reviews.workflow import CONCLUDED, SEALED
from reviews.workflow_decision import PUBLIC
from units.models import AreaFlag, AreaKind, Gender, LeaderClass, Level, Membership, OrgUnit
from units.roles import Role

_AWARD_COUNTS = ("individuals", "direct", "collectives", "households")
_DOSSIER_COUNTS = ("sent", "accepted", "returned", "refused", "withdrawn", "appraised", "on_time")
PERIODS_SHOWN = 5  # of the same kind, in the line of shares


def days_as_moments(first: date, last: date) -> tuple[datetime, datetime]:
    """The half-open stretch of time that these days, both included, cover in the province."""
    begins, ends = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    return timezone.make_aware(begins), timezone.make_aware(ends)


@dataclass(frozen=True)
class Scope:
    """Whose figures: the standing body, the unit that it serves, and the days."""

    body: OrgUnit
    from_on: date
    to_on: date

    @property
    def unit(self) -> OrgUnit:
        """The unit whose awards, campaigns and councils are counted."""
        return self.body.standing_for or self.body

    @property
    def path(self) -> str:
        """Path of that unit: everything below it counts."""
        return self.unit.path

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, both included."""
        return self.from_on, self.to_on

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The half-open stretch of time that the days cover in the province."""
        return days_as_moments(*self.days)

    def within(self, column: str) -> Q:
        """A moment in this column lies within the days."""
        first, after = self.moments
        return Q(**{f"{column}__gte": first, f"{column}__lt": after})


def grants(scope: Scope) -> QuerySet[Grant]:
    """The awards that count: decided within the days, not revoked, of units within the scope."""
    return Grant.objects.filter(
        status=GrantStatus.GRANTED, decision_on__range=scope.days, unit__path__startswith=scope.path
    )


def dossiers(scope: Scope) -> QuerySet[Dossier]:
    """The dossiers sent to the standing body."""
    return Dossier.objects.filter(standing_body=scope.body, submitted_at__isnull=False)


def figures(scope: Scope, period: Period | None = None, cut_day: int = 1) -> dict:
    """Everything that the report says in numbers; with `period` also the shares of the periods before."""
    awarded = _awarded_units(scope)
    sent = _dossiers_by_unit(scope)
    tops = _top_units(scope, awarded, sent)
    return {
        "as_of": clock.today().isoformat(),
        "from_on": scope.from_on.isoformat(),
        "to_on": scope.to_on.isoformat(),
        "cube": _cube(grants(scope)),
        "before": _before(scope),
        "shares": _shares(scope, period, cut_day) if period else [],
        "awards_by_unit": _rolled(scope, _AWARD_COUNTS, awarded, tops),
        "dossiers_by_unit": _rolled(scope, _DOSSIER_COUNTS, sent, tops),
        "campaigns": _campaigns(scope),
        "letters": _letters(scope),
        "joins": _joins(scope),
        "reviews": _reviews(scope),
        "council": _council(scope),
        "decisions": _decisions(scope),
        "initiatives": _initiatives(scope),
        "areas": _areas(scope, awarded),
        "signer": _signer(scope),
    }


# Awards -----------------------------------------------------------------------------------------


def _cube(rows: QuerySet[Grant]) -> list[dict]:
    """The awards counted by everything that a table cuts them by; all tables add up the same counts."""
    cuts = ("commendation_type", "recipient", "leader_class", "gender", "is_remote", "is_border")
    named = rows.values(*cuts, award_code=F("award__code"), name=F("award__name"), level=F("award__level"))
    counted = named.annotate(order=Min("award__order"), count=Count("pk"))
    ordered = counted.order_by("order", "award_code", "name", "level", *cuts)
    return [{"code": row.pop("award_code")} | row for row in ordered]


def _before(scope: Scope) -> dict:
    """The same days of the year before, for comparison."""
    first, last = (year_earlier(day) for day in scope.days)
    individual = Q(recipient=Recipient.INDIVIDUAL)
    return grants(Scope(scope.body, first, last)).aggregate(
        total=Count("pk"),
        individuals=Count("pk", filter=individual),
        direct=Count("pk", filter=individual & Q(leader_class=LeaderClass.DIRECT_WORKER)),
        women=Count("pk", filter=individual & Q(gender=Gender.FEMALE)),
        remote=Count("pk", filter=Q(is_remote=True)),
        border=Count("pk", filter=Q(is_border=True)),
    )


def year_earlier(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _shares(scope: Scope, period: Period, cut_day: int) -> list[dict]:
    """Of each of the last periods of this kind: individuals honoured, and direct workers among them."""
    periods = [period.before(steps) for steps in reversed(range(PERIODS_SHOWN))]
    individual = Q(recipient=Recipient.INDIVIDUAL)
    asked = {}
    for number, one in enumerate(periods):
        within = individual & Q(decision_on__range=one.days(cut_day))
        asked[f"all_{number}"] = Count("pk", filter=within)
        asked[f"direct_{number}"] = Count("pk", filter=within & Q(leader_class=LeaderClass.DIRECT_WORKER))
    whole = Scope(scope.body, periods[0].days(cut_day)[0], scope.to_on)
    found = grants(whole).aggregate(**asked)
    return [
        {"label": one.short_label, "all": found[f"all_{number}"], "direct": found[f"direct_{number}"]}
        for number, one in enumerate(periods)
    ]


def _awarded_units(scope: Scope) -> list[dict]:
    individual = Q(recipient=Recipient.INDIVIDUAL)
    counted = (
        grants(scope)
        .values(path=F("unit__path"))
        .annotate(
            individuals=Count("pk", filter=individual),
            direct=Count("pk", filter=individual & Q(leader_class=LeaderClass.DIRECT_WORKER)),
            collectives=Count("pk", filter=Q(recipient=Recipient.COLLECTIVE)),
            households=Count("pk", filter=Q(recipient=Recipient.HOUSEHOLD)),
        )
    )
    return list(counted.order_by("path"))


# Units ------------------------------------------------------------------------------------------


def _top_of(path: str, scope: Scope) -> int:
    """Key of the body directly under the scope that a unit belongs to; of the scope's own unit itself."""
    below = path.removeprefix(scope.path).split(".")[0]
    return int(below) if below else scope.unit.pk


def _rolled(scope: Scope, names: tuple[str, ...], rows: list[dict], tops: dict[int, dict]) -> list[dict]:
    """The counts of units added up by the body they belong to: departments first, then communes by code."""
    sums: dict[int, Counter] = {}
    for row in rows:
        counts = {name: row[name] for name in names}
        sums.setdefault(_top_of(row["path"], scope), Counter()).update(counts)
    rolled = [tops[key] | {name: counter[name] for name in names} for key, counter in sums.items()]
    return sorted(rolled, key=lambda row: (_KIND_ORDER.get(row["kind"], len(_KIND_ORDER)), row["code"]))


def _top_units(scope: Scope, *lists: list[dict]) -> dict[int, dict]:
    """Name and place of the bodies directly under the scope to which the units of these lists belong."""
    keys = {_top_of(row["path"], scope) for rows in lists for row in rows}
    named = OrgUnit.objects.filter(pk__in=keys).values("name", "kind", "code", unit=F("pk"))
    return {row["unit"]: row for row in named}


_KINDS = ("PROVINCE", "DEPARTMENT", "PARTY", "MASS_ORG", "WARD", "COMMUNE", "SCHOOL", "ENTERPRISE", "OTHER")
_KIND_ORDER = {kind: place for place, kind in enumerate(_KINDS)}


def _areas(scope: Scope, awarded: list[dict]) -> dict:
    """How many communes there are, of which kind, and how many of each have somebody honoured."""
    valid = Q(valid_from__lte=scope.to_on) & (Q(valid_to=None) | Q(valid_to__gt=scope.to_on))
    communes = dict(
        OrgUnit.objects.filter(valid, level=Level.COMMUNE, path__startswith=scope.path).values_list(
            "pk", "path"
        )
    )
    kinds: dict[str, set[int]] = {str(AreaKind.REMOTE): set(), str(AreaKind.BORDER): set()}
    flags = AreaFlag.objects.filter(valid, kind__in=kinds, unit__in=list(communes))
    for unit, kind in flags.values_list("unit_id", "kind"):
        kinds[kind].add(unit)
    steps = {int(step) for row in awarded for step in row["path"].split(".") if step}
    honoured = steps & communes.keys()
    return {
        "communes": len(communes),
        "communes_awarded": len(honoured),
        "remote": len(kinds["REMOTE"]),
        "remote_awarded": len(kinds["REMOTE"] & honoured),
        "border": len(kinds["BORDER"]),
        "border_awarded": len(kinds["BORDER"] & honoured),
    }


def _signer(scope: Scope) -> str:
    """Who heads the standing body on the day of the report."""
    heads = Membership.objects.current(clock.today()).filter(unit=scope.body, role=Role.DIRECTOR)
    return heads.order_by("-valid_from", "-pk").values_list("user__full_name", flat=True).first() or ""


# Dossiers ---------------------------------------------------------------------------------------


def _dossiers_by_unit(scope: Scope) -> list[dict]:
    moved = {
        "sent": scope.within("submitted_at"),
        "accepted": scope.within("accepted_at"),
        "returned": scope.within("returned_at"),
        "refused": scope.within("refused_at"),
        "withdrawn": scope.within("withdrawn_at"),
        "appraised": scope.within("appraised_at"),
        "on_time": scope.within("appraised_at") & Q(appraised_at__date__lte=F("due_on")),
    }
    any_move = Q()
    for condition in moved.values():
        any_move |= condition
    counted = dossiers(scope).filter(any_move).values(path=F("unit__path"))
    counts = {name: Count("pk", filter=condition) for name, condition in moved.items()}
    return list(counted.annotate(**counts).order_by("path"))


# Campaigns --------------------------------------------------------------------------------------


def _campaigns(scope: Scope) -> list[dict]:
    """The campaigns launched within the days, or that run in them: names, kind, scope, who launched."""
    launched = Campaign.objects.filter(
        Q(document_on__range=scope.days)
        | Q(period_from__lte=scope.to_on, period_to__gte=scope.from_on, document_on__lte=scope.to_on),
        host__path__startswith=scope.path,
    ).exclude(state=CAMPAIGN_DRAFT)
    joined = Count("participations", filter=Q(participations__registered_at__lt=scope.moments[1]))
    rows = launched.annotate(joined=joined, host_level=F("host__level"), host_name=F("host__name"))
    return [
        {
            "campaign": row.pk,
            "name": row.name,
            "kind": row.kind,
            "scope": row.scope,
            "host": row.host_name,
            "host_level": row.host_level,
            "document_no": row.document_no,
            "document_on": row.document_on.isoformat(),
            "is_new": scope.from_on <= row.document_on <= scope.to_on,
            "joined": row.joined,
        }
        for row in rows.order_by("document_on", "pk")
    ]


def _letters(scope: Scope) -> list[str]:
    """The letters that opened rounds within the days, as a sentence names them."""
    guiding = Round.objects.filter(letter_on__range=scope.days, standing_body=scope.body)
    named = guiding.order_by("letter_on", "pk").values_list("letter_no", "letter_on")
    return [f"số {number} ngày {day:%d/%m/%Y}" for number, day in dict.fromkeys(named)]


def _joins(scope: Scope) -> dict:
    joined = Participation.objects.filter(
        scope.within("registered_at"), campaign__host__path__startswith=scope.path
    )
    return joined.aggregate(registrations=Count("pk"), units=Count("unit", distinct=True))


def _reviews(scope: Scope) -> dict:
    held, late = Q(held_on__range=scope.days), Q(held_on=None, due_on__lte=scope.to_on)
    of_scope = CampaignReview.objects.filter(held | late, campaign__host__path__startswith=scope.path)
    return of_scope.exclude(campaign__state=CAMPAIGN_DRAFT).aggregate(
        interim=Count("pk", filter=held & Q(kind=ReviewKind.INTERIM)),
        final=Count("pk", filter=held & Q(kind=ReviewKind.FINAL)),
        late=Count("pk", filter=late),
    )


# Council, decisions, initiatives ----------------------------------------------------------------


def _council(scope: Scope) -> dict:
    """What the council of the scope's own unit did; those of the units below report for themselves."""
    held = CouncilSession.objects.filter(scope.within("ended_at"), state=CONCLUDED, council__unit=scope.unit)
    sessions = held.annotate(items=Count("agenda", filter=Q(agenda__isnull=False), distinct=True))
    polls = Poll.objects.filter(scope.within("sealed_at"), state=SEALED, session__council__unit=scope.unit)
    return {
        "sessions": [
            {
                "session": row.pk,
                "title": row.title,
                "name": row.name,
                "day": clock.local(row.ended_at).date().isoformat(),
                "items": row.items,
            }
            for row in sessions.order_by("ended_at", "pk")
        ],
    } | polls.aggregate(polls=Count("pk", distinct=True), questions=Count("questions"))


def _decisions(scope: Scope) -> dict:
    within = Decision.objects.filter(unit__path__startswith=scope.path)
    struck = DecisionLine.objects.filter(
        scope.within("struck_at"), struck=True, decision__unit__path__startswith=scope.path
    )
    published = within.filter(scope.within("published_at"), state__in=PUBLIC)
    return published.aggregate(published=Count("pk")) | struck.aggregate(struck=Count("pk"))


def _initiatives(scope: Scope) -> list[dict]:
    found = Initiative.objects.filter(
        decision_on__range=scope.days, person__unit__path__startswith=scope.path
    )
    direct = Q(person__leader_class=LeaderClass.DIRECT_WORKER)
    counted = found.values("level").annotate(count=Count("pk"), direct=Count("pk", filter=direct))
    return list(counted.order_by("level"))
