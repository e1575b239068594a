"""What a line of the golden book must hold."""

from datetime import date

import pytest

from awards.rules_grant import fact_problems, grant_problems, history_problems, revocation_problems

TODAY = date(2026, 11, 24)
GOOD = {
    "recipient": "INDIVIDUAL",
    "recipients": ["INDIVIDUAL"],
    "recipient_name": "Giàng Thị Chứ",
    "year": 2026,
    "merit": "Có thành tích xuất sắc",
    "decision_no": "2931/QĐ-UBND",
    "decision_on": date(2026, 11, 20),
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"recipient": "COLLECTIVE"}, [("wrong_recipient", "recipient")]),
        ({"recipient_name": ""}, [("no_name", "recipient_name")]),
        ({"recipient_name": "A" * 201}, [("name_too_long", "recipient_name")]),
        ({"recipient_name": "A" * 200}, []),
        ({"merit": ""}, [("no_merit", "merit")]),
        ({"decision_no": ""}, [("no_decision", "decision_no")]),
        ({"decision_on": date(2026, 11, 24)}, []),
        ({"decision_on": date(2026, 11, 25)}, [("decided_later", "decision_on")]),
        ({"year": 2027}, [("year_after_decision", "year")]),
        ({"year": 1945}, []),
        ({"year": 1944}, [("year_after_decision", "year")]),
    ],
)
def test_grant(change, found):
    assert [(problem.code, problem.field) for problem in grant_problems(**(GOOD | change))] == found


@pytest.mark.parametrize(
    ("reason", "found"),
    [("Khai sai", []), ("x" * 2000, []), ("", ["no_reason"]), ("x" * 2001, ["reason_too_long"])],
)
def test_revocation(reason, found):
    assert [problem.code for problem in revocation_problems(reason)] == found


@pytest.mark.parametrize(
    ("year", "text", "found"),
    [
        (2026, "QĐ 1", []),
        (1945, "QĐ 1", []),
        (2027, "QĐ 1", ["year_unlikely"]),
        (1944, "QĐ 1", ["year_unlikely"]),
        (2026, "", ["no_source"]),
    ],
)
def test_history(year, text, found):
    assert [problem.code for problem in history_problems(year=year, text=text, today=TODAY)] == found


FACT = {"kind": "LDTT_MEMBERS", "part": 14, "whole": 20, "group_name": ""}
RANK = {"kind": "RANK_IN_GROUP", "part": 1, "whole": 14, "group_name": "Cụm số 3"}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (FACT, []),
        (FACT | {"part": 20}, []),
        (FACT | {"part": 21}, ["part_over_whole"]),
        (FACT | {"part": 0, "whole": 1}, []),
        (FACT | {"part": 0, "whole": 0}, ["no_whole"]),
        (FACT | {"part": 1, "whole": 0}, ["no_whole"]),
        (RANK, []),
        (RANK | {"part": 0}, ["no_rank"]),
        (RANK | {"group_name": ""}, ["no_group"]),
        (RANK | {"kind": "RANK_IN_CAMPAIGN", "part": 0, "group_name": ""}, ["no_rank", "no_group"]),
    ],
)
def test_a_figure_about_a_collective(values, codes):
    assert [problem.code for problem in fact_problems(**values)] == codes
