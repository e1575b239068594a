"""Results of a vote as minutes print them: one row per name, under its award, with the share cut off."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports import wording
from reviews.rules import needed, passes, percent


@dataclass(frozen=True)
class Result:
    """What the council said about one nominee; the counts sum to all members on the roster."""

    name: str
    place: str
    award: str
    kind: str
    num: int
    den: int
    yes: int
    no: int
    invalid: int = 0
    recused: int = 0
    not_cast: int = 0
    passed: bool = False


def check_results(members: int, results: Sequence[Result]) -> None:
    """Refuse counts that do not sum to the roster, or a mark that the counts do not bear out."""
    for row in results:
        counts = (row.yes, row.no, row.invalid, row.recused, row.not_cast)
        if min(counts) < 0 or sum(counts) != members:
            raise ValueError(f"The votes on {row.name} do not sum to the members")
        if row.passed != passes(row.yes, members, row.num, row.den):
            raise ValueError(f"The result of {row.name} is not what its votes say")


def result_groups(members: int, results: Sequence[Result]) -> list[dict]:
    """The rows by award, numbered through, each award with the votes that it needed."""
    groups: dict[tuple, list[Result]] = {}
    for row in results:
        groups.setdefault((row.award, row.num, row.den), []).append(row)
    order, shown = 0, []
    for (award, num, den), rows in groups.items():
        votes = f"{wording.padded(needed(members, num, den))}/{wording.padded(members)}"
        shown.append(
            {
                "award": wording.full(award),
                "needed": f"cần {votes} phiếu đồng ý",
                "rows": [_row(order + place, row, members) for place, row in enumerate(rows, start=1)],
            }
        )
        order += len(rows)
    return shown


def _row(order: int, row: Result, members: int) -> dict:
    return {
        "order": order,
        "name": wording.clean(row.name),
        "place": wording.clean(row.place).strip(" ,"),
        "valid": row.yes + row.no,
        "invalid": row.invalid,
        "yes": row.yes,
        "no": row.no,
        "away": row.recused + row.not_cast,
        "percent": percent(row.yes, members),
        "passed": "Đạt" if row.passed else "Không đạt",
    }
