"""What the province may correct in a rule, and how typed values are read; no database."""

from datetime import date

import pytest

from awards import rules_data
from awards.rules_confirm import (
    DECIMAL,
    NUMBER,
    TEXT,
    Field,
    document_problems,
    mark_of,
    read_values,
)

TODAY = date(2026, 11, 24)
RATING = {"kind": "RATING", "what": "xuất sắc", "grade": "EXCELLENT", "years": 2}
NOBODY = {"kind": "MEMBERS", "what": "bị kỷ luật", "fact": "DISCIPLINED_MEMBERS", "most": 0}
OUTER = {"code": "R", "label": "Điều kiện", "clause": "Điều 1", "confirmed": False}
EITHER = OUTER | {
    "kind": "ANY_OF",
    "groups": [
        {"label": "a", "all": [RATING]},
        {"label": "b", "all": [NOBODY, {"kind": "JUDGE", "what": "x"}]},
    ],
}
TITLES = OUTER | {"kind": "PREVIOUS", "what": "CSTĐCS", "awards": ["CSTDCS"], "count": 2, "window": 5}


def test_what_may_be_corrected():
    assert rules_data.changeable(TITLES) == [
        ("label", "Tên điều kiện", "Điều kiện", 1),
        ("count", "Số lần", 2, 1),
        ("window", "Trong số năm", 5, 1),
    ]
    assert rules_data.changeable(EITHER) == [
        ("label", "Tên điều kiện", "Điều kiện", 1),
        ("0.label", "Điều kiện 1", "a", 1),
        ("0.0.years", "Số năm (xuất sắc)", 2, 1),
        ("1.label", "Điều kiện 2", "b", 1),
        ("1.0.most", "Nhiều nhất (bị kỷ luật)", 0, 0),
    ]


def test_alternatives_are_numbered_beyond_nine():
    many = OUTER | {"kind": "ANY_OF", "groups": [{"label": str(n), "all": []} for n in range(12)]}
    assert rules_data.changeable(many)[-1] == ("11.label", "Điều kiện 12", "11", 1)


def test_a_corrected_requirement():
    """The one given stays as it was."""
    values = {"label": "Khác", "0.0.years": 3, "1.label": "c", "1.0.most": 1}
    new = rules_data.corrected(EITHER, values)
    assert (new["label"], new["groups"][0]["label"], new["groups"][1]["label"]) == ("Khác", "a", "c")
    assert (new["groups"][0]["all"][0]["years"], new["groups"][1]["all"][0]["most"]) == (3, 1)
    assert (EITHER["label"], RATING["years"], NOBODY["most"]) == ("Điều kiện", 2, 0)
    assert rules_data.corrected(TITLES, {}) == TITLES
    assert rules_data.corrected(TITLES, {"count": 3}) == TITLES | {"count": 3}


def test_in_words():
    assert rules_data.in_words(TITLES) == "CSTĐCS, số lần: 2, trong số năm: 5"
    assert rules_data.in_words(EITHER) == "(a: xuất sắc, số năm: 2) hoặc (b: bị kỷ luật, nhiều nhất: 0; x)"
    assert rules_data.in_words(OUTER | {"kind": "NO_DISCIPLINE", "years": 1}) == "Điều kiện, số năm: 1"


def test_what_was_confirmed_is_kept():
    confirmed = TITLES | {"confirmed": True, "count": 9}
    other = TITLES | {"code": "X"}
    assert rules_data.kept([TITLES, other], [confirmed]) == [confirmed, other]
    assert rules_data.kept([TITLES], [confirmed | {"confirmed": False}]) == [TITLES]
    assert rules_data.kept([TITLES | {"confirmed": True}], [confirmed]) == [TITLES | {"confirmed": True}]
    assert rules_data.kept([OUTER | {"kind": "JUDGE"}], [confirmed]) == [OUTER | {"kind": "JUDGE"}]


COUNT = Field("n", "Số lần", NUMBER, 2)
MOST = Field("n", "Nhiều nhất", NUMBER, 0, least=0)
FACTOR = Field("n", "Hệ số", DECIMAL, "1.5")
WORDS = Field("n", "Tên", TEXT, "a", longest=5)
LONG = Field("n", "Nội dung", TEXT, "a")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (COUNT, "3", 3),
        (COUNT, " 3 ", 3),
        (COUNT, "1", 1),
        (COUNT, "0", None),
        (COUNT, "", None),
        (COUNT, "-1", None),
        (COUNT, "٣", None),
        (COUNT, "1.5", None),
        (COUNT, "100000000", 100_000_000),
        (COUNT, "100000001", None),
        (MOST, "0", 0),
        (FACTOR, "1,75", "1.75"),
        (FACTOR, "1.50", "1.5"),
        (FACTOR, "0", "0"),
        (FACTOR, "0,00", "0"),
        (FACTOR, "10", "10"),
        (FACTOR, "30.0", "30"),
        (FACTOR, "999,99", "999.99"),
        (FACTOR, "1000", None),
        (FACTOR, "1,755", None),
        (FACTOR, "-1", None),
        (FACTOR, "1e3", None),
        (FACTOR, "1,2,3", None),
        (FACTOR, "NaN", None),
        (FACTOR, "", None),
        (WORDS, "abcde", "abcde"),
        (WORDS, "abcdef", None),
        (WORDS, " ", None),
        (LONG, "a" * 2_000, "a" * 2_000),
        (LONG, "a" * 2_001, None),
    ],
)
def test_values_that_were_typed(field, typed, value):
    values, problems = read_values([field], {"n": typed})
    assert values == ({} if value is None else {"n": value})
    assert [problem.field for problem in problems] == (["n"] if value is None else [])


def test_what_is_to_be_typed():
    messages = [read_values([field], {})[1][0].message for field in (COUNT, MOST, FACTOR, WORDS)]
    assert messages == [
        "Số lần: ghi số nguyên từ 1 trở lên.",
        "Nhiều nhất: ghi số nguyên từ 0 trở lên.",
        "Hệ số: ghi hệ số, nhiều nhất hai chữ số sau dấu phẩy, ví dụ 1,5.",
        "Tên: ghi nội dung, không quá 5 ký tự.",
    ]


def test_the_mark_of_what_was_seen():
    marks = {mark_of({"a": 1, "b": 2}, 0), mark_of({"b": 2, "a": 1}, 0)}
    assert len(marks) == 1
    assert len(marks | {mark_of({"a": 1, "b": 3}, 0), mark_of({"a": 1, "b": 2}, 1)}) == 3
    assert [len(mark) for mark in marks] == [16]


@pytest.mark.parametrize(
    ("number", "on", "codes"),
    [
        ("1" * 64, TODAY, []),
        ("1" * 65, TODAY, ["document_too_long"]),
        ("", TODAY, ["no_document"]),
        ("1", None, ["no_document_on"]),
        ("1", date(2026, 11, 25), ["document_in_future"]),
    ],
)
def test_the_document(number, on, codes):
    assert [problem.code for problem in document_problems(number=number, on=on, today=TODAY)] == codes
