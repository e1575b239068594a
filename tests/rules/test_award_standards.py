"""The standards as they are loaded, over all awards: what each history is answered with; no database."""

import csv
import json
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from awards.rules import check
from awards.rules_history import MET, MISSING, NA, UNKNOWN, History
from tests.rules.histories import history

YEAR = 2026
FOLDER = Path(__file__).parent
DATA = FOLDER.parent.parent / "awards" / "data"
TABLE = FOLDER / "standards_cases.txt"


def _requirements() -> dict:
    """The requirements by (award, type, recipient, law), as the loader makes them."""
    return {
        (row["award"], row["commendation_type"], row["recipient"], law): [
            {name: value for name, value in one.items() if name != "mark"} | {"confirmed": one["mark"] == "L"}
            for one in row["requirements"]
        ]
        for row in json.loads((DATA / "award_standards.json").read_text("utf-8"))
        for law in row["rule_sets"]
    }


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    key: tuple
    clause: str
    codes: list[str]
    told: str
    statuses: list[str]

    def __str__(self):
        return f"{'/'.join(self.key)}: {self.told}"


def _cases() -> list[Case]:
    found, heading = [], None
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("    "):
            told, _, statuses = line.strip().partition(" => ")
            found.append(Case(*heading, "" if told == "-" else told, statuses.split()))
        elif line and not line.startswith("#"):
            key, clause, codes = line.split(" | ")
            heading = (tuple(key.split()), clause, codes.split())
    return found


REQUIREMENTS, CASES = _requirements(), _cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_history_to_findings(case):
    found = check(REQUIREMENTS[case.key], history(case.told), YEAR)
    assert [(one.code, one.status) for one in found] == list(zip(case.codes, case.statuses, strict=True))
    assert case.clause in found[0].legal_basis
    assert [one.code for one in found if not one.legal_basis or not one.sentence.endswith(".")] == []


def test_the_table_covers_the_catalogue():
    with (DATA / "award_types.csv").open(encoding="utf-8", newline="") as file:
        awards = {row["code"] for row in csv.DictReader(file)}
    assert len(CASES) >= 120
    assert {case.key[0] for case in CASES} == awards
    kinds: dict[str, set] = {}
    for case in CASES:
        for one, status in zip(REQUIREMENTS[case.key], case.statuses, strict=True):
            kinds.setdefault(one["kind"], set()).add(status)
    all_three = {MET, MISSING, UNKNOWN}
    assert kinds == dict.fromkeys(kinds, all_three) | {
        "JUDGE": {UNKNOWN, NA},
        "NO_DISCIPLINE": {MET, MISSING},
    }


def test_the_whole_table_takes_less_than_two_seconds():
    begun = time.perf_counter()
    for case in CASES:
        check(REQUIREMENTS[case.key], history(case.told), YEAR)
    assert time.perf_counter() - begun < 2


def _moved(told: History, years: int) -> History:
    """The same history so many years later."""

    def later(day: date | None) -> date | None:
        return day and day.replace(year=day.year + years)

    disciplines = [
        replace(row, from_on=later(row.from_on), until_on=later(row.until_on)) for row in told.disciplines
    ]
    dated = {
        name: tuple(replace(row, year=row.year + years) for row in getattr(told, name))
        for name in ("awards", "ratings", "initiatives", "facts")
    }
    return replace(told, disciplines=tuple(disciplines), **dated)


@pytest.mark.parametrize("years", [-16, -1, 1, 3, 24])
def test_no_year_is_special(years):
    """Moved by whole years, history and round together, every answer stays what it was."""
    moved = [
        [one.status for one in check(REQUIREMENTS[case.key], _moved(history(case.told), years), YEAR + years)]
        for case in CASES
    ]
    assert moved == [case.statuses for case in CASES]


CSTDT = REQUIREMENTS["CSTDT", "CONG_TRANG", "INDIVIDUAL", "LUAT2022"]
RUN = "CSTDCS 2024-2026; GOOD 2020-2023 2027-2030; sk PROVINCE 2025"


@pytest.mark.parametrize(
    ("year", "title", "initiative"),
    [
        (2024, MISSING, MISSING),
        (2025, MISSING, MET),
        (2026, MET, MET),
        (2027, MET, MET),
        (2028, MISSING, MET),
        (2029, MISSING, MISSING),
    ],
)
def test_a_run_and_a_window_end_with_their_year(year, title, initiative):
    """A run counts in the round of its last year and in the next; an initiative for three years, or four."""
    found = check(CSTDT, history(RUN), year)
    assert [one.status for one in found[:2]] == [title, initiative]
