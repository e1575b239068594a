"""The figures of the leaders' overview: this year up to today beside the same days of last year.

Each query counts both years at once, so the page costs the same however much there is to count.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from awards.models import Grant, GrantStatus
from campaigns.models import Campaign, Participation
from campaigns.workflow import DRAFT
from core import clock
from nominations.models import Dossier
from reports.gather_periodic import Scope, year_earlier
from reviews.models import CouncilSession
from reviews.workflow import CONCLUDED
from units.models import Level, OrgUnit


@dataclass
class Overview:
    """Counts of both years, (now, then), and of each commune; `cube` holds rows with `now` and `then`."""

    this: Scope
    last: Scope
    cube: list[dict]
    dossiers: dict[str, tuple[int, int]]
    months: dict[int, dict[int, int]]
    campaigns: tuple[int, int]
    units: tuple[int, int]
    sessions: tuple[int, int]
    communes: list[dict] = field(default_factory=list)

    def awards(self, matches=lambda row: True) -> tuple[int, int]:
        """How many awards of both years match."""
        mine = [row for row in self.cube if matches(row)]
        return sum(row["now"] for row in mine), sum(row["then"] for row in mine)


def overview(body: OrgUnit, day: date) -> Overview:
    """Count this year up to this day, and last year up to the same day."""
    this = Scope(body, date(day.year, 1, 1), day)
    last = Scope(body, date(day.year - 1, 1, 1), year_earlier(day))
    by_unit = _dossiers(this, last)
    return Overview(
        this=this,
        last=last,
        cube=_cube(this, last),
        dossiers={
            name: (sum(row[f"{name}_now"] for row in by_unit), sum(row[f"{name}_then"] for row in by_unit))
            for name in ("sent", "appraised", "on_time")
        },
        months=_months(this, last),
        campaigns=_both(_campaigns(this), _running(this.to_on), _running(last.to_on)),
        units=_both(
            Participation.objects.filter(campaign__host__path__startswith=this.path),
            this.within("registered_at"),
            last.within("registered_at"),
            column="unit",
        ),
        sessions=_both(
            CouncilSession.objects.filter(state=CONCLUDED, council__unit=this.unit),
            this.within("ended_at"),
            last.within("ended_at"),
        ),
        communes=_communes(this, by_unit),
    )


def _both(rows, now: Q, then: Q, column: str = "pk") -> tuple[int, int]:
    counted = rows.filter(now | then).aggregate(
        now=Count(column, filter=now, distinct=True), then=Count(column, filter=then, distinct=True)
    )
    return counted["now"], counted["then"]


def _running(day: date) -> Q:
    return Q(period_from__lte=day, period_to__gte=day, document_on__lte=day)


def _campaigns(scope: Scope):
    return Campaign.objects.filter(host__path__startswith=scope.path).exclude(state=DRAFT)


def _cube(this: Scope, last: Scope) -> list[dict]:
    now, then = Q(decision_on__range=this.days), Q(decision_on__range=last.days)
    rows = Grant.objects.filter(now | then, status=GrantStatus.GRANTED, unit__path__startswith=this.path)
    cuts = ("commendation_type", "recipient", "leader_class", "gender", "is_remote", "is_border")
    counted = rows.values(*cuts, level=F("award__level"))
    return list(counted.annotate(now=Count("pk", filter=now), then=Count("pk", filter=then)).order_by())


def _dossiers(this: Scope, last: Scope) -> list[dict]:
    on_time = Q(appraised_at__date__lte=F("due_on"))
    counts, any_move = {}, Q()
    for scope, name in ((this, "now"), (last, "then")):
        sent, appraised = scope.within("submitted_at"), scope.within("appraised_at")
        counts[f"sent_{name}"] = Count("pk", filter=sent)
        counts[f"appraised_{name}"] = Count("pk", filter=appraised)
        counts[f"on_time_{name}"] = Count("pk", filter=appraised & on_time)
        any_move |= sent | appraised
    rows = Dossier.objects.filter(any_move, standing_body=this.body)
    return list(rows.values(path=F("unit__path")).annotate(**counts).order_by("path"))


def _months(this: Scope, last: Scope) -> dict[int, dict[int, int]]:
    """Dossiers sent, by year and month."""
    within = this.within("submitted_at") | last.within("submitted_at")
    rows = Dossier.objects.filter(within, standing_body=this.body).annotate(month=TruncMonth("submitted_at"))
    months: dict[int, dict[int, int]] = {this.to_on.year: {}, last.to_on.year: {}}
    for row in rows.values("month").annotate(count=Count("pk")).order_by("month"):
        month = clock.local(row["month"])
        months[month.year][month.month] = row["count"]
    return months


def _communes(this: Scope, by_unit: list[dict]) -> list[dict]:
    """Every commune of today with the dossiers that it and the units below it sent this year."""
    valid = Q(valid_from__lte=this.to_on) & (Q(valid_to=None) | Q(valid_to__gt=this.to_on))
    rows = list(
        OrgUnit.objects.filter(valid, level=Level.COMMUNE, path__startswith=this.path)
        .order_by("name", "pk")
        .values("pk", "code", "name", "path")
    )
    keys, sent = {row["pk"] for row in rows}, Counter()
    for row in by_unit:
        for step in row["path"].split("."):
            if step and int(step) in keys:
                sent[int(step)] += row["sent_now"]
    return [row | {"sent": sent[row["pk"]]} for row in rows]
