"""The values that rules of awards take and give: none can be changed on the way; no database."""

from dataclasses import FrozenInstanceError, is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from awards.rules import check
from awards.rules_history import Finding, History, PastAward, PastDiscipline, PastRating
from awards.rules_words import discipline_texts, span, texts
from tests.rules.test_award_engine import GOOD_1

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = [import_module(f"awards.{path.stem}") for path in sorted((ROOT / "awards").glob("rules*.py"))]
VALUES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if is_dataclass(value) and value.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_stays_as_it_was_made(value):
    one = object.__new__(value)
    with pytest.raises(FrozenInstanceError):
        setattr(one, next(iter(value.__dataclass_fields__)), None)


def test_years_in_words():
    assert span(range(2026, 2027)) == "năm 2026"
    assert span(range(2024, 2027)) == "từ năm 2024 đến năm 2026"


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_rows_alike_the_certain_one_stands_first(turn):
    day = date(2026, 1, 1)
    awards = [PastAward("BKT", 2026, "QĐ 1", certain=certain) for certain in (True, False)]
    measures = [PastDiscipline(day, None, "QĐ 1", certain) for certain in (True, False)]
    assert texts(awards[::turn]) == ["QĐ 1", "QĐ 1 (cần đối chiếu)"]
    assert discipline_texts(measures[::turn]) == ["QĐ 1", "QĐ 1 (cần đối chiếu)"]


def test_a_finding_goes_through_json_and_back():
    told = History(ratings=(PastRating(2026, "EXCELLENT", "EXCELLENT 2026"),))
    [finding] = check([GOOD_1], told, 2026)
    assert finding.as_dict() == {
        "code": "R",
        "label": "Điều kiện",
        "status": "MET",
        "evidence": ["EXCELLENT 2026"],
        "legal_basis": "Điều 1",
        "blocking": False,
        "sentence": "Đủ hoàn thành tốt năm 2026.",
    }
    assert Finding.from_dict(finding.as_dict()) == finding
