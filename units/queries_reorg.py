"""What a planned reorganisation meets: the units, who is in them, and what follows."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from core.verdict import Problem
from core.worklist import WorkItem
from units.consequences import Consequence, consequences_of
from units.models import (
    PAST_KINDS,
    AreaFlag,
    Membership,
    OrgUnit,
    Person,
    Reorganisation,
    Role,
    UnitKind,
)
from units.models.periods import valid_on
from units.rules_reorg import Plan, UnitFact, plan_problems
from units.workflow import SCHEDULED, STUCK

WORK_LIMIT = 20

#: Kinds that a new unit may have.
NEW_KINDS = [kind for kind in UnitKind if kind not in PAST_KINDS]


@dataclass(frozen=True)
class Situation:
    """The plan against what is there now. `seen` changes with anything that the preview shows."""

    plan: Plan
    olds: list[OrgUnit]
    below: list[OrgUnit]
    named: dict[int, OrgUnit]
    memberships: list[Membership]
    people: dict[int, int]
    flags: list[AreaFlag]
    consequences: list[Consequence]
    problems: list[Problem]

    @property
    def children(self) -> list[OrgUnit]:
        """The units directly under the old ones."""
        return [unit for unit in self.below if unit.parent_id in self.plan.old]

    @property
    def people_of_olds(self) -> int:
        """How many people the old units themselves have."""
        return sum(self.people.get(pk, 0) for pk in self.plan.old)

    @property
    def people_below(self) -> int:
        """How many people the units under the old ones have."""
        return sum(self.people.get(unit.pk, 0) for unit in self.below)

    @property
    def seen(self) -> str:
        """The fingerprint of the preview: what was seen is what is done."""
        shown = [
            self.plan.stored(),
            [[unit.pk, unit.name, str(unit.valid_to)] for unit in [*self.olds, *self.below]],
            [[row.pk, row.role, str(row.valid_to)] for row in self.memberships],
            sorted(self.people.items()),
            [[flag.unit_id, flag.kind] for flag in self.flags],
            [[line.label, line.count] for line in self.consequences],
        ]
        text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def units_called(texts: Collection[str]) -> list[OrgUnit]:
    """The units in force with one of these codes, names or names of their body; all public data."""
    named = Q(code__in=texts) | Q(name__in=texts) | Q(body_name__in=texts)
    return list(OrgUnit.objects.filter(named, valid_to=None))


def named_ids(plan: Plan) -> set[int]:
    """Keys of every unit that the plan names."""
    parents = {row.parent_id for row in plan.successors if row.parent_id}
    return {*plan.old, *parents, *(row.unit_id for row in plan.successors if row.unit_id)}


def below_of(old: Collection[OrgUnit], day) -> list[OrgUnit]:
    """The units under these that have not ended by this day, those above before those below."""
    if not old:
        return []
    under = Q()
    for unit in old:
        under |= Q(path__startswith=unit.path)
    running = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = OrgUnit.objects.filter(under, running).exclude(pk__in=[unit.pk for unit in old])
    return list(rows.order_by("path"))


def situation_of(plan: Plan) -> Situation:
    """Read what the plan meets; a few queries, however many units."""
    day = plan.effective_on
    named = OrgUnit.objects.in_bulk(named_ids(plan))
    olds = [named[pk] for pk in plan.old if pk in named]
    below = below_of(olds, day)
    ending = [unit.pk for unit in [*olds, *below]]
    memberships = list(
        Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), unit__in=ending)
        .select_related("user", "unit")
        .order_by("unit__name", "pk")
    )
    counts = Person.objects.filter(unit__in=ending).values_list("unit").annotate(n=Count("pk")).order_by()
    flags = list(AreaFlag.objects.filter(valid_on(day), unit__in=ending).order_by("kind", "unit", "pk"))
    consequences = consequences_of(ending)
    facts = _facts(named.values(), below)
    areas = {pk: {flag.kind for flag in flags if flag.unit_id == pk} for pk in plan.old}
    movers = {f"u{unit.pk}": unit.name for unit in below if unit.parent_id in plan.old}
    movers |= {
        f"m{row.pk}": f"{row.user.full_name}, {row.get_role_display().lower()}, {row.unit.name}"
        for row in memberships
        if row.unit_id in plan.old
    }
    problems = plan_problems(
        plan,
        units=facts,
        areas=areas,
        taken=_taken(plan),
        kinds=NEW_KINDS,
        movers=movers,
        below=[facts[unit.pk] for unit in below],
        needs_keeper=[line.needs_keeper for line in consequences if line.needs_keeper],
        refusals=[line.refusal for line in consequences if line.refusal],
    )
    return Situation(plan, olds, below, named, memberships, dict(counts), flags, consequences, problems)


def _facts(named, below) -> dict[int, UnitFact]:
    rows = {unit.pk: unit for unit in [*named, *below]}
    served = OrgUnit.objects.filter(standing_for=OuterRef("pk"), valid_to__isnull=True)
    pillars = OrgUnit.objects.filter(Q(standing_for__isnull=False) | Exists(served), pk__in=rows)
    pillar_ids = set(pillars.values_list("pk", flat=True))
    return {
        unit.pk: UnitFact(
            pk=unit.pk,
            name=unit.name,
            kind=unit.kind,
            level=unit.level,
            code=unit.code,
            path=unit.path,
            parent_id=unit.parent_id,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            is_pillar=unit.pk in pillar_ids,
        )
        for unit in rows.values()
    }


def _taken(plan: Plan) -> set[tuple[str, str]]:
    """(code, kind) of other units that would stand beside the new ones."""
    codes = [row.code for row in plan.successors if row.unit_id is None]
    day = plan.effective_on
    beside = Q(valid_to__isnull=True) | Q(valid_to__gt=day) | Q(valid_from=day)
    rows = OrgUnit.objects.filter(beside, code__in=codes).exclude(pk__in=plan.old)
    return set(rows.values_list("code", "kind"))


def due_ids(today: date) -> list[int]:
    """Keys of the scheduled reorganisations whose day has come, the earliest first."""
    rows = Reorganisation.objects.filter(state=SCHEDULED, effective_on__lte=today)
    return list(rows.order_by("effective_on", "pk").values_list("pk", flat=True))


def waiting_for(actor) -> list[WorkItem]:
    """What could not be carried out on its day, told to ADMIN and the office heads."""
    if not actor.is_(Role.ADMIN, Role.OFFICE_HEAD):
        return []
    rows = Reorganisation.visible_to(actor).filter(state=STUCK).order_by("effective_on", "pk")
    return [
        WorkItem(
            title=f"Chưa sắp xếp được: {row.subject}",
            url=reverse("units:reorganisation_detail", args=[row.pk]),
            meta=row.trouble.splitlines()[0],
            icon="diagram-3",
            state=row.state_row,
            due=row.effective_on,
        )
        for row in rows[:WORK_LIMIT]
    ]
