"""What one requirement is answered with, and how years and rows read in a sentence. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from awards.rules_history import MET, MISSING, NA, UNKNOWN

RANK = {MET: 0, UNKNOWN: 1, MISSING: 2, NA: 3}
ASK = "Nếu đã có, ghi số quyết định và đính kèm bản chụp."
PROVE = "Đính kèm quyết định hoặc giấy xác nhận."


@dataclass(frozen=True)
class Answer:
    """Status, sentence and evidence of one requirement."""

    status: str
    sentence: str
    evidence: Iterable[str] = ()


def worst(statuses: Iterable[str]) -> str:
    """Return the status that is farthest from met."""
    return max(statuses, key=RANK.__getitem__)


def listed(years: Iterable[int]) -> str:
    """Return the years in words."""
    return ", ".join(str(one) for one in years)


def span(years: range) -> str:
    """Return the first and the last of these years in words."""
    return f"năm {years[0]}" if len(years) == 1 else f"từ năm {years[0]} đến năm {years[-1]}"


def texts(rows: Iterable) -> list[str]:
    """The rows in words, by year; one that somebody has to compare first says so."""
    ordered = sorted(rows, key=lambda row: (row.year, row.text, not row.certain))
    return list(dict.fromkeys(_worded(row) for row in ordered))


def discipline_texts(rows: Iterable) -> list[str]:
    """The rows in words, by their first day."""
    ordered = sorted(rows, key=lambda row: (row.from_on, row.text, not row.certain))
    return list(dict.fromkeys(_worded(row) for row in ordered))


def _worded(row) -> str:
    return row.text if row.certain else f"{row.text} (cần đối chiếu)"
