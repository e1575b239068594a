"""From decided rows to lines of the registers, many at once, by the rules of the single deeds."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import models

from awards.actions import new_codes
from awards.imports import checking, registers
from awards.imports import rows as reading
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING
from awards.imports.registers import Register
from awards.models import (
    AnnualRating,
    Grant,
    GrantSource,
    Import,
    ImportRow,
    Initiative,
    RowClass,
    RowDecision,
)
from core import audit, clock
from core.search import words_of
from core.sheet_cells import from_stored
from core.text import fold
from units import staying
from units.models import AreaKind, EthnicGroup, OrgUnit, Person, PersonEthnicity
from units.queries import area_kinds
from units.queries_units import unit_list

EVENTS = {
    PERSON: "units.person_added",
    GRANT: "awards.granted",
    RATING: "awards.rating_recorded",
    INITIATIVE: "awards.initiative_recorded",
}

#: The decisions on a probable duplicate after which its row is written.
WRITTEN_IF = {
    PERSON: [RowDecision.OTHER],
    GRANT: [RowDecision.OTHER, RowDecision.SAME],
    RATING: [RowDecision.SAME],
    INITIATIVE: [RowDecision.SAME],
}


def rows_to_write(found: Import) -> models.QuerySet[ImportRow]:
    """The rows that are written as things stand: the new ones and those on which somebody decided so.

    "The same person" adds nobody to the people; "another person" says of no rating whose it is.
    """
    decisions = WRITTEN_IF[found.kind]
    decided = models.Q(row_class=RowClass.DUPLICATE, decision__in=decisions)
    return found.rows.filter(models.Q(row_class=RowClass.NEW) | decided).order_by("number")


def refusals(found: Import, rows: Collection[ImportRow]) -> dict[int, str]:
    """Why the decisions on these rows, not saved yet, would write nothing, by row number.

    They are judged as the check judges rows: against the register, and against the rest of the file.
    """
    decisions = WRITTEN_IF[found.kind]
    chosen = [(row.number, _values(found, row)) for row in rows if row.decision in decisions]
    if found.kind == PERSON or not chosen:
        return {}
    register = Register(found.kind, [values for _, values in chosen])
    others = [(row.number, _values(found, row)) for row in _beside(found, rows, chosen)]
    refused = {}
    for number, values in chosen:
        text = checking.already(values, register) or checking.twice(found.kind, values, others)
        if text:
            refused[number] = text
        else:
            others.append((number, values))
    return refused


def _beside(found: Import, rows: Collection[ImportRow], chosen: list) -> models.QuerySet[ImportRow]:
    """The other rows to be written that may say the same: of the same people, or of the same decisions."""
    others = rows_to_write(found).exclude(number__in=[row.number for row in rows])
    if found.kind == GRANT:
        days = {values["decision_on"].isoformat() for _, values in chosen}
        return others.filter(values__decision_on__in=days)
    people = {values["person"] for _, values in chosen}
    return others.filter(models.Q(person__in=people) | models.Q(values__person__in=people))


def _values(found: Import, row: ImportRow) -> dict:
    values = from_stored(found.sort, row.values)
    if row.row_class == RowClass.DUPLICATE:
        values["person"] = row.person_id
    return values


def write(found: Import, *, by) -> int:
    """Write the rows and one audit event for each; must run inside the transaction of the deed.

    What came into the registers since the check is not written a second time; its row keeps the reason.
    Returns how many were written.
    """
    writer = _Writer(found, by)
    written = sum(writer.write(batch) for batch in checking.batches(rows_to_write(found).iterator()))
    ImportRow.objects.bulk_update(writer.dropped, ["dropped"], batch_size=500)
    return written


class _Writer:
    """Writes batch after batch of one file, with units and awards read once."""

    def __init__(self, found: Import, by):
        self.found, self.by, self.sort = found, by, found.sort
        self.now, self.units = clock.now(), unit_list()
        self.awards = registers.award_list()
        self.areas = {}
        self.groups = dict(EthnicGroup.objects.values_list("code", "pk"))
        self.made: set[int] = set()
        self.own = Register(found.kind, ())
        self.dropped: list[ImportRow] = []

    def write(self, batch: list[ImportRow]) -> int:
        """Write what is not there yet; return how many lines that were."""
        waiting = [(row, _values(self.found, row)) for row in batch]
        self._hold({values["unit"] for _, values in waiting})
        waiting = self._new_people(waiting) if self.found.kind == PERSON else self._not_there(waiting)
        make = {PERSON: _person, GRANT: self._grant, RATING: _rating, INITIATIVE: _initiative}[
            self.found.kind
        ]
        if self.found.kind == GRANT:
            self._read_areas([values for _, values in waiting])
        codes = iter(new_codes(len(waiting)) if self.found.kind == GRANT else ())
        lines = [make(values) for _, values in waiting]
        for line in lines:
            if isinstance(line, Grant):
                line.code, line.granted_at = next(codes), self.now
            elif isinstance(line, Person):
                line.created_at = self.now
        if not lines:
            return 0
        written = type(lines[0]).objects.bulk_create(lines, batch_size=500)
        self.made |= {line.pk for line in written}
        if self.found.kind == PERSON:
            staying.begin(written)
            self._write_ethnicities(zip(written, (values for _, values in waiting), strict=True))
        told = [self._told(values) | {"import": self.found.pk, "row": row.number} for row, values in waiting]
        audit.record_many(EVENTS[self.found.kind], by=self.by, objects=written, data=told)
        return len(written)

    def _write_ethnicities(self, people: Iterable[tuple[Person, dict]]) -> None:
        """Write the groups of new people where the file has them; the log has none of it."""
        PersonEthnicity.objects.bulk_create(
            (
                PersonEthnicity(
                    person=person,
                    group_id=self.groups[values["ethnicity"]],
                    written_at=self.now,
                    written_by_id=self.by.user_id,
                )
                for person, values in people
                if values.get("ethnicity")
            ),
            batch_size=500,
        )

    def _hold(self, units: Iterable[int]) -> None:
        """Hold the units as the single deeds do, so that nobody adds the same person meanwhile."""
        held = OrgUnit.objects.select_for_update(no_key=True).filter(pk__in=units).order_by("pk")
        list(held.values_list("pk", flat=True))

    def _new_people(self, waiting: list) -> list:
        """Leave out who was written down since the check, or may have been and nobody has decided on it."""
        called = registers.namesakes(self.found, {fold(values["full_name"]) for _, values in waiting})
        kept = []
        for row, values in waiting:
            others = [one for one in called.get(fold(values["full_name"]), ()) if one.pk not in self.made]
            match = reading.match_person(values, others)
            unseen = set(match.probable) - set(row.candidates)
            if match.sure is None and not unseen:
                kept.append((row, values))
            else:
                self._drop(row, checking.IS_KNOWN if match.sure else checking.SINCE)
        return sorted(kept, key=lambda one: fold(one[1]["full_name"]))  # as the index of names lies

    def _hold_people(self, waiting: list) -> None:
        """Hold the people whom the rows speak of; who was merged away since the check is whom he became."""
        people = {values["person"] for _, values in waiting} - {None}
        became = _held(people)
        became |= _held(set(became.values()) - people)
        for _, values in waiting:
            if values["person"]:
                values["person"] = became[values["person"]]

    def _not_there(self, waiting: list) -> list:
        self._hold_people(waiting)
        register = Register(self.found.kind, [values for _, values in waiting])
        kept = []
        for row, values in waiting:
            text = checking.OTHER_ROW if self.own.find(values) else checking.already(values, register)
            if text:
                self._drop(row, text)
            else:
                self.own.add(values)
                kept.append((row, values))
        return kept

    def _drop(self, row: ImportRow, reason: str) -> None:
        row.dropped = reason
        self.dropped.append(row)

    def _told(self, values: dict) -> dict:
        """What the log says of a line, as the single deeds do."""
        if self.found.kind == PERSON:
            return {"unit": values["unit"]}
        if self.found.kind == RATING:
            return {"year": values["year"], "grade": values["grade"]}
        if self.found.kind == INITIATIVE:
            return {"year": values["year"], "level": values["level"]}
        return {
            "award": self.awards.by_key[values["award"]].code,
            "decision_no": values["decision_no"],
            "decision_on": values["decision_on"].isoformat(),
            "register": "",
            "source": GrantSource.IMPORTED,
        }

    def _grant(self, values: dict) -> Grant:
        """A line of the golden book, without a number: what was decided before the portal gets none."""
        unit, day = self.units[values["unit"]], values["decision_on"]
        areas = self.areas[day][unit.pk]
        return Grant(
            award_id=values["award"],
            commendation_type=values["commendation_type"],
            recipient=values["recipient"],
            person_id=values["person"],
            collective_id=values["collective"],
            recipient_name=values["full_name"],
            folded=" ".join(words_of(f"{values['full_name']} {unit.name} {values['decision_no']}")),
            position=values["position"],
            unit_id=unit.pk,
            unit_name=unit.name,
            leader_class=values["leader_class"],
            gender=values["gender"],
            is_remote=AreaKind.REMOTE in areas,
            is_border=AreaKind.BORDER in areas,
            year=values["year"],
            merit=values["merit"],
            decision_no=values["decision_no"],
            decision_on=day,
            source=GrantSource.IMPORTED,
        )

    def _read_areas(self, rows: list[dict]) -> None:
        """Read the areas of the units that these rows name: one query for each day of a decision."""
        named = defaultdict(set)
        for values in rows:
            named[values["decision_on"]].add(values["unit"])
        self.areas = {day: area_kinds(units, day) for day, units in named.items()}


def _held(people: Collection[int]) -> dict[int, int]:
    """Hold these rows against merges; return by key the row that stands for each."""
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people).order_by("pk")
    return {pk: kept or pk for pk, kept in rows.values_list("pk", "merged_into")}


def _person(values: dict) -> Person:
    return Person(
        unit_id=values["unit"],
        full_name=values["full_name"],
        folded=fold(values["full_name"]),
        birth_date=values["birth_date"],
        gender=values["gender"],
        position=values["position"],
        leader_class=values["leader_class"],
    )


def _rating(values: dict) -> AnnualRating:
    return AnnualRating(
        person_id=values["person"],
        unit_id=values["collective"],
        year=values["year"],
        grade=values["grade"],
        source=values["source"],
    )


def _initiative(values: dict) -> Initiative:
    return Initiative(
        person_id=values["person"],
        name=values["name"],
        level=values["level"],
        year=values["year"],
        decision_no=values["decision_no"],
        decision_on=values["decision_on"],
    )
