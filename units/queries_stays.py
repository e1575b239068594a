"""Where a person has worked, for his page."""

from dataclasses import dataclass
from datetime import date

from units.models import OrgUnit, Person, Stay
from units.staying import with_merged


@dataclass(frozen=True)
class StayLine:
    """One unit of a person's working life; `is_unclear`: nobody knows when it ended."""

    unit: OrgUnit
    position: str
    valid_from: date | None
    valid_to: date | None
    document: str
    is_present: bool

    @property
    def is_unclear(self) -> bool:
        """Over, but nobody knows since when: it comes from a row that was merged."""
        return self.valid_to is None and not self.is_present


def stays_of(person: Person) -> list[StayLine]:
    """Return the units of a person and of the rows merged into his, the present one first: one query."""
    rows = Stay.objects.filter(person__in=with_merged([person.pk])).select_related("unit")
    lines: dict[tuple, StayLine] = {}
    for stay in sorted(rows, key=lambda row: (row.person_id != person.pk, row.pk)):
        was_in_force = stay.valid_to is None or stay.valid_from != stay.valid_to
        if was_in_force:
            lines.setdefault(_key(stay), _line(stay, person))
    return sorted(lines.values(), key=_newest_first)


def _key(stay: Stay) -> tuple:
    """One unit has one open line, however many rows said so."""
    return stay.unit_id, stay.valid_to, stay.valid_from if stay.valid_to else None


def _line(stay: Stay, person: Person) -> StayLine:
    is_present = stay.valid_to is None and stay.unit_id == person.unit_id
    position = person.position if is_present else stay.position
    return StayLine(stay.unit, position, stay.valid_from, stay.valid_to, stay.document, is_present)


def _newest_first(line: StayLine) -> tuple:
    ends = line.valid_to or date.min
    return not line.is_present, -ends.toordinal(), -(line.valid_from or date.min).toordinal(), line.unit.pk
