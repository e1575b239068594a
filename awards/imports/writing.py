"""From decided rows to lines of the registers, many at once, by the rules of the single deeds."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import models

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
from awards.queries import CODE_LENGTH, CODE_LETTERS
from awards.search import words_of
from core import audit, clock
from core.text import fold
from units.models import AreaFlag, AreaKind, OrgUnit, Person

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


def write(found: Import, *, by) -> int:
    """Write the rows and one audit event for each; must run inside the transaction of the deed.

    What came into the registers since the check is not written a second time. Returns how many were written.
    """
    writer = _Writer(found, by)
    return sum(writer.write(batch) for batch in checking.batches(rows_to_write(found).iterator()))


class _Writer:
    """Writes batch after batch of one file, with units and areas read once."""

    def __init__(self, found: Import, by):
        self.found, self.by, self.sort = found, by, found.sort
        self.now, self.units = clock.now(), registers.unit_list()
        self.awards = registers.award_list()
        self.areas = defaultdict(list)
        for unit, kind, start, end in AreaFlag.objects.values_list(
            "unit_id", "kind", "valid_from", "valid_to"
        ):
            self.areas[unit].append((kind, start, end))
        self.made: set[int] = set()

    def write(self, batch: list[ImportRow]) -> int:
        """Write what is not there yet; return how many lines that were."""
        waiting = [(row, self._values(row)) for row in batch]
        self._hold({values["unit"] for _, values in waiting})
        waiting = self._new_people(waiting) if self.found.kind == PERSON else self._not_there(waiting)
        make = {PERSON: _person, GRANT: self._grant, RATING: _rating, INITIATIVE: _initiative}[
            self.found.kind
        ]
        codes = iter(_new_codes(len(waiting)) if self.found.kind == GRANT else ())
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
        told = [self._told(values) | {"import": self.found.pk, "row": row.number} for row, values in waiting]
        audit.record_many(EVENTS[self.found.kind], by=self.by, objects=written, data=told)
        return len(written)

    def _values(self, row: ImportRow) -> dict:
        values = reading.from_stored(self.sort, row.values)
        if row.row_class == RowClass.DUPLICATE:
            values["person"] = row.person_id
        return values

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
        return sorted(kept, key=lambda one: fold(one[1]["full_name"]))  # as the index of names lies

    def _not_there(self, waiting: list) -> list:
        register = Register(self.found.kind, [values for _, values in waiting])
        kept = []
        for row, values in waiting:
            if register.find(values) is None:
                register.add(values)
                kept.append((row, values))
        return kept

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
        areas = self._areas_on(unit.pk, day)
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

    def _areas_on(self, unit: int, day: date) -> set[str]:
        return {
            kind
            for kind, start, end in self.areas.get(unit, ())
            if start <= day and (end is None or day < end)
        }


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


def _new_codes(number: int) -> list[str]:
    """So many verification codes that no line has yet."""
    codes: set[str] = set()
    while len(codes) < number:
        codes |= {_code() for _ in range(number - len(codes))}
        codes -= set(Grant.objects.filter(code__in=codes).values_list("code", flat=True))
    return list(codes)


def _code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
