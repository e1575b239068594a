"""Periods of reports and what the timetable says is due. Pure: no Django, no database, no clock.

A period is written as "2026-Q3", "2026-H1" or "2026". Its figures run from one cut day to the next: with
the cut day 15, those of the third quarter from 15 June to 14 September; with 1, the calendar quarter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

QUARTER, HALF, YEAR = "QUARTER", "HALF", "YEAR"
KINDS = (QUARTER, HALF, YEAR)
KIND_LABELS = {QUARTER: "Quý", HALF: "6 tháng", YEAR: "Năm"}
FIRST_YEAR, LAST_YEAR = 2000, 2100
LAST_CUT_DAY = 28  # of every month

_MONTHS = {QUARTER: 3, HALF: 6, YEAR: 12}
_LETTER = {QUARTER: "Q", HALF: "H", YEAR: ""}
_EXAMPLE = {QUARTER: "2026-Q3", HALF: "2026-H1", YEAR: "2026"}
_WRITTEN = re.compile(r"(\d{4})(?:-([QH])(\d))?", re.ASCII)
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_HALVES = {1: "6 tháng đầu năm", 2: "6 tháng cuối năm"}


class PeriodError(ValueError):
    """The text names no period; the message says in Vietnamese how one is written."""


@dataclass(frozen=True, order=True)
class Period:
    """A quarter, half or whole year; `part` counts within the year, 1 for a whole one."""

    year: int
    part: int
    kind: str

    @property
    def code(self) -> str:
        """As it is stored and typed: "2026-Q3", "2026-H1", "2026"."""
        letter = _LETTER[self.kind]
        return f"{self.year}-{letter}{self.part}" if letter else str(self.year)

    @property
    def label(self) -> str:
        """As a sentence names it: "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026"."""
        if self.kind == QUARTER:
            return f"quý {_ROMAN[self.part]} năm {self.year}"
        return f"{_HALVES[self.part]} {self.year}" if self.kind == HALF else f"năm {self.year}"

    @property
    def short_label(self) -> str:
        """As an axis names it: "III/2026", "6T đầu 2026", "2026"."""
        if self.kind == QUARTER:
            return f"{_ROMAN[self.part]}/{self.year}"
        if self.kind == HALF:
            return f"6T {'đầu' if self.part == 1 else 'cuối'} {self.year}"
        return str(self.year)

    def before(self, steps: int = 1) -> "Period":
        """The period so many steps earlier (later when negative)."""
        parts = 12 // _MONTHS[self.kind]
        place = self.year * parts + self.part - 1 - steps
        return Period(place // parts, place % parts + 1, self.kind)

    def days(self, cut_day: int = 1) -> tuple[date, date]:
        """The first and the last day whose figures belong to the period."""
        if not 1 <= cut_day <= LAST_CUT_DAY:
            raise ValueError(f"No cut day: {cut_day}")
        months = _MONTHS[self.kind]
        first = self.year * 12 + (self.part - 1) * months - (cut_day > 1)
        return _day(first, cut_day), _day(first + months, cut_day) - timedelta(days=1)


def _day(month: int, day: int) -> date:
    """The day of a month that is counted from the year 0."""
    return date(month // 12, month % 12 + 1, day)


def parse(kind: str, text: str) -> Period:
    """The period that somebody typed; PeriodError with a sentence when it is none of this kind."""
    if kind not in KINDS:
        raise PeriodError("Loại báo cáo này chưa có. Hiện lập được báo cáo quý, 6 tháng và năm.")
    text = text.strip().upper()
    found = _WRITTEN.fullmatch(text)
    name = KIND_LABELS[kind].lower()
    if not found or (found[2] or "") != _LETTER[kind]:
        raise PeriodError(
            f"“{text[:20]}” không phải là kỳ báo cáo {name}. Viết như sau: {_EXAMPLE[kind]}."
            if text
            else f"Chưa nêu kỳ báo cáo {name}. Viết như sau: {_EXAMPLE[kind]}."
        )
    year, part = int(found[1]), int(found[3] or 1)
    if not FIRST_YEAR < year < LAST_YEAR:
        raise PeriodError(f"Năm {year} ngoài khoảng từ {FIRST_YEAR + 1} đến {LAST_YEAR - 1}.")
    if not 1 <= part <= 12 // _MONTHS[kind]:
        raise PeriodError(
            f"Không có quý {part}: mỗi năm có quý 1 đến quý 4."
            if kind == QUARTER
            else f"Không có kỳ {part}: viết H1 cho 6 tháng đầu năm, H2 cho 6 tháng cuối năm."
        )
    return Period(year, part, kind)


def current(kind: str, day: date, cut_day: int = 1) -> Period:
    """The period to whose figures this day belongs."""
    month = day.year * 12 + day.month - 1 + (cut_day > 1 and day.day >= cut_day)
    return Period(month // 12, month % 12 // _MONTHS[kind] + 1, kind)


def last(kind: str, day: date, cut_day: int = 1) -> Period:
    """The newest period whose figures are complete on this day."""
    return current(kind, day, cut_day).before()


@dataclass(frozen=True)
class Timetable:
    """One row of the timetable: which reports are made of themselves, and when they are due.

    `part` limits it to one part of the year: of the halves, only the first has a report of its own.
    `valid_to` is the first day on which the row no longer counts.
    """

    kind: str
    cut_day: int
    due_days: int
    valid_from: date
    valid_to: date | None = None
    part: int | None = None

    def is_in_force(self, day: date) -> bool:
        """Does the row count on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Due:
    """A report that the timetable asks for: its period, the days of its figures, the day to send it by."""

    period: Period
    from_on: date
    to_on: date
    due_on: date


def framed(period: Period, cut_day: int, due_days: int) -> Due:
    """The period with the days that follow from a row of the timetable."""
    from_on, to_on = period.days(cut_day)
    return Due(period, from_on, to_on, to_on + timedelta(days=due_days))


def due(timetable: Iterable[Timetable], day: date) -> list[Due]:
    """What should be there on this day: of each row the newest period that is over.

    The row must be in force on the last day of the period's figures. A portal that stood still for a while
    makes the newest report, also when its day has passed; older ones are asked for by a person.
    """
    found = []
    for row in timetable:
        period = last(row.kind, day, row.cut_day)
        if row.part is not None:
            while period.part != row.part:
                period = period.before()
        asked = framed(period, row.cut_day, row.due_days)
        if row.is_in_force(asked.to_on):
            found.append(asked)
    return found
