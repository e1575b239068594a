"""What the portal knows of units and people: lists, and the rows of the page of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from awards.engine import AwardOutlook, Nominee, outlook_of
from awards.models import Grant, Recipient
from awards.rules_outlook import NEARLY, NOT_FOR, READY, TO_VERIFY
from units.models import AreaFlag, EthnicGroup, OrgSuccession, OrgUnit, Person, PersonEthnicity
from units.queries import line_of, successions_around

PARENTS_SHOWN = 300
GRANTS_SHOWN = 50
YEARS_SHOWN = 12
UNIT_HEADS = ["Mã", "Đơn vị", "Tên cơ quan", "Loại", "Trực thuộc", "Có hiệu lực từ", "Hết hiệu lực từ"]
PERSON_HEADS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Nhóm đối tượng"]


# Lists ----------------------------------------------------------------------------------------------------


def all_units() -> QuerySet[OrgUnit]:
    """Every unit there is or was, with the one above it: public data, for whoever has logged in."""
    return OrgUnit.objects.select_related("parent")


def units_listed(day: date, *, past: bool) -> QuerySet[OrgUnit]:
    """Return the units in force on this day, or those that had ended by then."""
    if past:
        return all_units().filter(valid_to__lte=day)
    return all_units().filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def parent_choices(*, past: bool) -> list[tuple[str, str]]:
    """Return key and name of the units that others hang on; the code too for old ones, since names repeat."""
    below = OrgUnit.objects.filter(parent=OuterRef("pk"))
    found = OrgUnit.objects.filter(Exists(below), valid_to__isnull=not past).order_by("name", "id")
    rows = found.values_list("pk", "name", "code")[:PARENTS_SHOWN]
    return [(str(pk), f"{name} ({code})" if past else name) for pk, name, code in rows]


def people_listed(people: QuerySet[Person]) -> QuerySet[Person]:
    """Add what a line of the list shows."""
    return people.select_related("unit")


def unit_rows(units: Iterable[OrgUnit]) -> Iterator[list]:
    """Yield the Excel rows of the units."""
    for unit in units:
        yield [
            unit.code,
            unit.name,
            unit.body_name,
            unit.get_kind_display(),
            unit.parent.name if unit.parent else "",
            f"{unit.valid_from:%d/%m/%Y}",
            _day(unit.valid_to),
        ]


def person_rows(people: Iterable[Person]) -> Iterator[list]:
    """Yield the Excel rows of the people."""
    for number, person in enumerate(people, 1):
        yield [
            number,
            person.full_name,
            _day(person.birth_date),
            person.get_gender_display(),
            person.position,
            person.unit.body_name,
            person.get_leader_class_display(),
        ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


# What one may be put up for -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prospects:
    """The awards by where they leave the nominee; those without a standard of their own last."""

    year: int
    ready: list[AwardOutlook]
    nearly: list[AwardOutlook]
    to_verify: list[AwardOutlook]
    without_standard: list[AwardOutlook]

    @classmethod
    def of(cls, awards: list[AwardOutlook], year: int) -> "Prospects":
        """Sort the awards; where less is missing comes first, what is not for this nominee is left out."""
        standing = {READY: [], NEARLY: [], TO_VERIFY: [], NOT_FOR: []}
        for award in awards:
            if award.outlook:
                standing[award.outlook.standing].append(award)
        nearly = sorted(standing[NEARLY], key=lambda award: len(award.outlook.missing))
        without = [award for award in awards if not award.outlook]
        return cls(year, standing[READY], nearly, standing[TO_VERIFY], without)


@dataclass(frozen=True)
class PersonKnown:
    """What the portal knows of one person, newest first."""

    grants: list
    ratings: list
    initiatives: list
    disciplines: list
    prospects: Prospects


def known_of_person(person: Person, day: date, *, with_discipline: bool) -> PersonKnown:
    """Gather the page of a person: five queries, six with discipline."""
    nominee = Nominee(
        award_id=0,
        person_id=person.pk,
        full_name=person.full_name,
        birth_date=person.birth_date,
        leader_class=person.leader_class,
    )
    awards, records = outlook_of(nominee, day.year, day, with_discipline=with_discipline)

    def own(rows: list, when) -> list:
        return sorted((row for row in rows if row.person_id == person.pk), key=when, reverse=True)

    return PersonKnown(
        grants=own(records.grants, _when_granted),
        ratings=own(records.ratings, lambda row: row.year),
        initiatives=own(records.initiatives, lambda row: (row.year, row.pk)),
        disciplines=own(records.disciplines, lambda row: (row.from_on, row.pk)),
        prospects=Prospects.of(awards, day.year),
    )


def _when_granted(grant: Grant) -> tuple:
    return grant.year, grant.decision_on, grant.pk


@dataclass(frozen=True)
class Ethnicity:
    """What is written of a person's ethnic group, for who may see it, and the groups there are."""

    code: str
    words: str
    choices: list[tuple[str, str]]


def ethnicity_for(person: Person, actor) -> Ethnicity:
    """Return what the form of a person shows: two queries."""
    known = PersonEthnicity.visible_to(actor).filter(person=person).select_related("group").first()
    choices = list(EthnicGroup.visible_to(actor).values_list("code", "name"))
    return Ethnicity(known.group.code if known else "", known.words if known else "", choices)


# One unit -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class YearCount:
    """Awards of a unit's people for the achievements of one year; `width` of its bar, of 100."""

    year: int
    count: int
    width: int


@dataclass(frozen=True)
class UnitKnown:
    """What the portal knows of one unit; `ratings` and `prospects` only for its own people and above."""

    flags: list[AreaFlag]
    predecessions: list[OrgSuccession]
    successions: list[OrgSuccession]
    grants: list[Grant]
    years: list[YearCount]
    ratings: list
    prospects: Prospects | None


def known_of_unit(unit: OrgUnit, day: date, actor, *, with_history: bool, with_discipline: bool) -> UnitKnown:
    """Gather the page of a unit, with the awards of the older units it carries on for.

    Four queries, and one for each generation of mergers before the last two; with history three more, with
    discipline four.
    """
    around = successions_around(unit.pk)
    line = line_of(unit.pk, around)
    ids = [older.unit_id for older in line]
    grants, ratings, prospects = [], [], None
    if with_history and (unit.valid_to is None or unit.valid_to > day):
        nominee = Nominee(award_id=0, recipient=Recipient.COLLECTIVE, unit_id=unit.pk)
        awards, records = outlook_of(nominee, day.year, day, line=line, with_discipline=with_discipline)
        prospects, ratings = Prospects.of(awards, day.year), records.ratings
        told = Grant.sees_revoked(actor)
        grants = [grant for grant in records.grants if told or not grant.is_revoked]
    else:
        seen = Grant.visible_to(actor).filter(collective__in=ids).select_related("award")
        grants = list(seen.order_by("-year", "-decision_on", "-id")[:GRANTS_SHOWN])
    return UnitKnown(
        flags=list(AreaFlag.objects.filter(unit=unit).order_by("-valid_from", "kind")),
        predecessions=[row for row in around if row.old_id != unit.pk],
        successions=[row for row in around if row.old_id == unit.pk],
        grants=sorted(grants, key=_when_granted, reverse=True)[:GRANTS_SHOWN],
        years=_awards_by_year(ids),
        ratings=sorted(ratings, key=lambda row: row.year, reverse=True),
        prospects=prospects,
    )


def _awards_by_year(unit_ids: list[int]) -> list[YearCount]:
    """Awards in force of people of these units, by the year of the achievement, newest first."""
    grants = Grant.visible_to(None).filter(unit__in=unit_ids, recipient=Recipient.INDIVIDUAL)
    counted = grants.order_by("-year").values_list("year").annotate(count=Count("pk"))[:YEARS_SHOWN]
    counts = list(counted)
    most = max((count for _, count in counts), default=1)
    return [YearCount(year, count, max(1, count * 100 // most)) for year, count in counts]
