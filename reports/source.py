"""What a gatherer finds out about one paper before it is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from units.models import OrgUnit

if TYPE_CHECKING:
    from reports.models import PaperForm


@dataclass(frozen=True)
class Source:
    """The facts of one paper, read while the row it is about is held.

    `day` decides which form is in force. `build` makes the values, given that form and, for a paper of a
    `series` without gaps, its number. `made_at` is the moment that the paper names, or None for now.
    """

    issuer: OrgUnit
    day: date
    build: Callable[["PaperForm", int | None], dict]
    made_at: datetime | None = None
    series: str = ""


def place_of(*parts: str) -> str:
    """Position and unit in one cell, what is empty left out."""
    return ", ".join(filter(None, parts))
