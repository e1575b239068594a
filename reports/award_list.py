"""The list of those honoured on letters and decisions: collectives first, numbered in each group."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports import wording

GROUPS = (
    ("COLLECTIVE", "Tập thể"),
    ("HOUSEHOLD", "Hộ gia đình"),
    ("INDIVIDUAL", "Cá nhân"),
)
NUMERALS = ("I", "II", "III")


@dataclass(frozen=True)
class Honoured:
    """One name of the list."""

    name: str
    place: str
    kind: str
    merit: str
    note: str = ""
    prize: int | None = None


def list_groups(lines: Sequence[Honoured]) -> list[dict]:
    """The list in its groups, empty ones left out; the heading of a group says how many it holds."""
    found = []
    for kind, word in GROUPS:
        own = [line for line in lines if line.kind == kind]
        if not own:
            continue
        found.append(
            {
                "name": f"{NUMERALS[len(found)]}. {word.upper()} ({wording.quantity(len(own))})",
                "rows": [_row(order, line) for order, line in enumerate(own, start=1)],
            }
        )
    return found


def _row(order: int, line: Honoured) -> dict:
    return {
        "order": order,
        "name": wording.clean(line.name),
        "place": wording.clean(line.place).strip(" ,"),
        "merit": wording.sentence(line.merit).rstrip("."),
        "note": wording.clean(line.note),
        "prize": "-" if line.prize is None else wording.grouped(line.prize),
    }


def total_line(lines: Sequence[Honoured]) -> str:
    """The last line under the list: "Danh sách gồm 01 tập thể, 02 cá nhân./."."""
    return wording.ended(f"Danh sách gồm {wording.counted_awarded(line.kind for line in lines)}")


def one_merit(lines: Sequence[Honoured]) -> str:
    """The sentence that all share, or "" when they differ."""
    merits = {wording.clean(line.merit).rstrip(".") for line in lines}
    return merits.pop() if len(merits) == 1 else ""


def who(lines: Sequence[Honoured]) -> str:
    """The kinds of recipient on the list in words: "tập thể, cá nhân"."""
    return ", ".join(word.lower() for kind, word in GROUPS if any(line.kind == kind for line in lines))


def heading(lines: Sequence[Honoured], deed: str) -> str:
    """What stands under DANH SÁCH: "Tập thể, cá nhân được tặng Bằng khen ..."."""
    words = who(lines)
    return f"{words[:1].upper()}{words[1:]} {deed}"
