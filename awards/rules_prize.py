"""Prize money in whole đồng. Plain values, free of Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

ROUNDING = 10_000
TITLE, FORM = "TITLE", "FORM"


def prize(coefficient: Decimal, base: int, rounding: int = ROUNDING) -> int:
    """Return coefficient times base salary, rounded up to whole `rounding` đồng."""
    steps = (Decimal(coefficient) * base / rounding).to_integral_value(rounding=ROUND_CEILING)
    return int(steps) * rounding


@dataclass(frozen=True)
class PrizeLine:
    """One award of a recipient: title or form, for the achievement of which year, with which prize."""

    kind: str
    year: int
    amount: int


def paid(lines: Sequence[PrizeLine]) -> list[int]:
    """Return what is paid for each of one recipient's awards that are decided together (general rule G12).

    Of several titles for the same year only the highest is paid, the others get 0. Titles of different years
    and every form of commendation are paid each.
    """
    highest: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.kind == TITLE:
            best = highest.setdefault(line.year, index)
            if line.amount > lines[best].amount:
                highest[line.year] = index
    return [
        line.amount if line.kind != TITLE or highest[line.year] == index else 0
        for index, line in enumerate(lines)
    ]
