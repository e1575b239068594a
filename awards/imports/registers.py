"""What the registers hold, gathered for many rows at once: a constant number of queries for each batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING
from awards.imports.lists import AwardLine, AwardList
from awards.imports.rows import Known, PersonLine
from awards.models import (
    AnnualRating,
    AwardType,
    CommendationType,
    Grade,
    Grant,
    Import,
    Initiative,
    InitiativeLevel,
    Recipient,
)
from core import clock
from core.sheet_cells import Words
from core.text import fold
from units.models import EthnicGroup, Gender, LeaderClass, Person
from units.queries_units import unit_list

BATCH = 1_000

WORDS = Words.of(
    gender=Gender.choices,
    leader_class=LeaderClass.choices,
    recipient=[(code, Recipient(code).label) for code in (Recipient.INDIVIDUAL, Recipient.COLLECTIVE)],
    commendation_type=CommendationType.choices,
    grade=Grade.choices,
    level=InitiativeLevel.choices,
)


def known_for(unit_id: int, *, is_wide: bool) -> Known:
    """What rows are read against that somebody brings in for this unit, or for all units: three queries."""
    units = unit_list()
    only = None if is_wide else units[unit_id]
    return Known(words(), units, award_list(), clock.today(), only)


def words() -> Words:
    """All lists of allowed values; the ethnic groups are data."""
    groups = EthnicGroup.objects.order_by("order", "pk")
    return WORDS.plus("ethnicity", groups.values_list("code", "name", "aliases"))


def award_list() -> AwardList:
    """The whole catalogue."""
    fields = ("pk", "code", "name", "aliases", "recipients", "valid_from", "valid_to")
    rows = AwardType.objects.order_by("order", "pk").values_list(*fields)
    return AwardList(
        AwardLine(pk, code, name, tuple(aliases), tuple(recipients), start, end)
        for pk, code, name, aliases, recipients, start, end in rows
    )


def people_in_scope(found: Import):
    """The people with whom the rows of this file are compared: no one-unit file asks about other units."""
    return (
        Person.objects.standing()
        if found.is_wide
        else Person.objects.standing().filter(unit__path__startswith=found.unit.path)
    )


def namesakes(found: Import, names: Collection[str]) -> dict[str, list[PersonLine]]:
    """The people called so, by folded name: one query."""
    fields = ("pk", "folded", "birth_date", "unit_id")
    called = defaultdict(list)
    for row in people_in_scope(found).filter(folded__in=names).order_by("pk").values_list(*fields):
        called[row[1]].append(PersonLine(*row))
    return called


class Register:
    """What is already there about the rows of one batch; empty for people, who are compared by name."""

    def __init__(self, kind: str, rows: Iterable[dict]):
        """`rows` are values that hold `person` and `collective`, the keys of whom they speak of, or None."""
        self.kind = kind
        self._found: dict[tuple, object] = {}
        self._named: dict[tuple, list] = defaultdict(list)
        rows = list(rows)
        if rows and kind != PERSON:
            {GRANT: self._read_grants, RATING: self._read_ratings, INITIATIVE: self._read_initiatives}[kind](
                rows
            )

    def _read_grants(self, rows: list[dict]) -> None:
        of_days = Grant.objects.filter(
            decision_on__in={row["decision_on"] for row in rows}, award__in={row["award"] for row in rows}
        )
        fields = ("award_id", "decision_no", "decision_on", "person_id", "collective_id")
        about = (*fields, "recipient_name", "unit_id", "person__birth_date")
        for award, number, day, person, collective, name, unit, born in of_days.values_list(*about):
            decision = (award, fold(number), day)
            if person or collective:
                self._found[*decision, person, collective] = True
            self._named[*decision, fold(name), unit].append((person, born))

    def _read_ratings(self, rows: list[dict]) -> None:
        years = {row["year"] for row in rows}
        people = {row["person"] for row in rows} - {None}
        units = {row["collective"] for row in rows} - {None}
        about = ("year", "person_id", "unit_id", "grade")
        of_years = AnnualRating.objects.filter(year__in=years)
        for of_holders in (of_years.filter(person__in=people), of_years.filter(unit__in=units)):
            for year, person, unit, grade in of_holders.values_list(*about):
                self._found[year, person, unit] = grade

    def _read_initiatives(self, rows: list[dict]) -> None:
        people = {row["person"] for row in rows} - {None}
        for person, year, name in Initiative.objects.filter(person__in=people).values_list(
            "person_id", "year", "name"
        ):
            self._found[person, year, fold(name)] = True

    def find(self, row: dict):
        """Return what stands there about this row (the grade of a rating, else True), or None."""
        return self._found.get(self._key(row)) or self._by_name(row)

    def add(self, row: dict) -> None:
        """Count this row as there from now on."""
        if key := self._key(row):
            self._found[key] = row.get("grade") or True
        if self.kind == GRANT:
            self._named[self._name_key(row)].append((row["person"], row["birth_date"]))

    def _key(self, row: dict) -> tuple:
        if self.kind == PERSON or not (row["person"] or row["collective"]):
            return ()
        if self.kind == RATING:
            return row["year"], row["person"], row["collective"]
        if self.kind == INITIATIVE:
            return row["person"], row["year"], fold(row["name"])
        return (*self._decision(row), row["person"], row["collective"])

    def _by_name(self, row: dict) -> bool | None:
        """A line of the same decision with the same name and unit, unless birth dates tell them apart."""
        if self.kind != GRANT:
            return None
        born = row["birth_date"]
        for person, other in self._named.get(self._name_key(row), []):
            apart = person and row["person"] and person != row["person"]
            if not apart and not (born and other and born != other):
                return True
        return None

    def _decision(self, row: dict) -> tuple:
        return row["award"], fold(row["decision_no"]), row["decision_on"]

    def _name_key(self, row: dict) -> tuple:
        return (*self._decision(row), fold(row["full_name"]), row["unit"])
