"""Periods at their boundaries, in both ways of cutting, and what the timetable asks for."""

from datetime import date, timedelta

import pytest

from reports import rules_period as rules
from reports.rules_period import HALF, QUARTER, YEAR, Due, Period, PeriodError, Timetable, due, parse


def period(code: str) -> Period:
    kind = QUARTER if "Q" in code else HALF if "H" in code else YEAR
    return parse(kind, code)


DAYS = [
    ("2026-Q1", (date(2026, 1, 1), date(2026, 3, 31)), (date(2025, 12, 15), date(2026, 3, 14))),
    ("2026-Q2", (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 3, 15), date(2026, 6, 14))),
    ("2026-Q3", (date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 6, 15), date(2026, 9, 14))),
    ("2026-Q4", (date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 9, 15), date(2026, 12, 14))),
    ("2026-H1", (date(2026, 1, 1), date(2026, 6, 30)), (date(2025, 12, 15), date(2026, 6, 14))),
    ("2026-H2", (date(2026, 7, 1), date(2026, 12, 31)), (date(2026, 6, 15), date(2026, 12, 14))),
    ("2026", (date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 12, 15), date(2026, 12, 14))),
    ("2024-Q1", (date(2024, 1, 1), date(2024, 3, 31)), (date(2023, 12, 15), date(2024, 3, 14))),
]


@pytest.mark.parametrize(("code", "calendar", "cut"), DAYS)
def test_days_of_a_period(code, calendar, cut):
    assert (period(code).days(), period(code).days(15)) == (calendar, cut)


@pytest.mark.parametrize("cut_day", [1, 2, 15, 28])
@pytest.mark.parametrize("kind", rules.KINDS)
def test_periods_follow_each_other_without_gap_or_overlap(kind, cut_day):
    one = rules.current(kind, date(2023, 6, 1), cut_day)
    for _ in range(14):
        after = one.before(-1)
        assert after.days(cut_day)[0] - one.days(cut_day)[1] == timedelta(days=1)
        assert after.before() == one
        one = after


@pytest.mark.parametrize("cut_day", [1, 15, 28])
@pytest.mark.parametrize("kind", rules.KINDS)
def test_every_day_belongs_to_one_period(kind, cut_day):
    for number in range(800):
        day = date(2023, 11, 1) + timedelta(days=number)
        now, before = rules.current(kind, day, cut_day), rules.last(kind, day, cut_day)
        first, final = now.days(cut_day)
        assert first <= day <= final
        assert before.days(cut_day)[1] == first - timedelta(days=1)


@pytest.mark.parametrize("cut_day", [-1, 0, 29, 31])
def test_no_cut_day_that_some_month_lacks(cut_day):
    with pytest.raises(ValueError, match="No cut day"):
        period("2026").days(cut_day)


WORDS = [
    ("2026-Q1", "quý I năm 2026", "I/2026"),
    ("2026-Q4", "quý IV năm 2026", "IV/2026"),
    ("2026-H1", "6 tháng đầu năm 2026", "6T đầu 2026"),
    ("2026-H2", "6 tháng cuối năm 2026", "6T cuối 2026"),
    ("2026", "năm 2026", "2026"),
]


@pytest.mark.parametrize(("code", "label", "short"), WORDS)
def test_words_and_code(code, label, short):
    one = period(code)
    assert (one.code, one.label, one.short_label) == (code, label, short)


@pytest.mark.parametrize("text", ["2026-q3", " 2026-Q3 "])
def test_typed_loosely(text):
    assert parse(QUARTER, text) == Period(2026, 3, QUARTER)


WRONG = [
    (QUARTER, "", "Chưa nêu kỳ báo cáo quý. Viết như sau: 2026-Q3."),
    (QUARTER, "2026", "“2026” không phải là kỳ báo cáo quý. Viết như sau: 2026-Q3."),
    (QUARTER, "2026-H1", "“2026-H1” không phải là kỳ báo cáo quý. Viết như sau: 2026-Q3."),
    (QUARTER, "2026-Q0", "Không có quý 0: mỗi năm có quý 1 đến quý 4."),
    (QUARTER, "2026-Q5", "Không có quý 5: mỗi năm có quý 1 đến quý 4."),
    (QUARTER, "2026-Q٣", "“2026-Q٣” không phải là kỳ báo cáo quý. Viết như sau: 2026-Q3."),
    (HALF, "2026-Q1", "“2026-Q1” không phải là kỳ báo cáo 6 tháng. Viết như sau: 2026-H1."),
    (HALF, "2026-H0", "Không có kỳ 0: viết H1 cho 6 tháng đầu năm, H2 cho 6 tháng cuối năm."),
    (HALF, "2026-H3", "Không có kỳ 3: viết H1 cho 6 tháng đầu năm, H2 cho 6 tháng cuối năm."),
    (YEAR, "2026-Q1", "“2026-Q1” không phải là kỳ báo cáo năm. Viết như sau: 2026."),
    (YEAR, "26", "“26” không phải là kỳ báo cáo năm. Viết như sau: 2026."),
    (YEAR, "2000", "Năm 2000 ngoài khoảng từ 2001 đến 2099."),
    (YEAR, "2100", "Năm 2100 ngoài khoảng từ 2001 đến 2099."),
    ("DIRECTIVE", "2026", "Loại báo cáo này chưa có. Hiện lập được báo cáo quý, 6 tháng và năm."),
]


@pytest.mark.parametrize(("kind", "text", "sentence"), WRONG)
def test_what_is_no_period_is_refused_in_a_sentence(kind, text, sentence):
    with pytest.raises(PeriodError) as caught:
        parse(kind, text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("text", ["2001", "2099"])
def test_the_outermost_years_are_there(text):
    assert parse(YEAR, text).code == text


SINCE = date(2025, 7, 1)
QUARTERLY = Timetable(QUARTER, 15, 6, SINCE)
FIRST_HALF = Timetable(HALF, 15, 31, SINCE, part=1)
YEARLY = Timetable(YEAR, 15, 6, SINCE)


def asked(row: Timetable, day: date) -> list[tuple[str, date]]:
    return [(found.period.code, found.due_on) for found in due([row], day)]


TIMES = [
    (QUARTERLY, date(2026, 9, 14), [("2026-Q2", date(2026, 6, 20))]),
    (QUARTERLY, date(2026, 9, 15), [("2026-Q3", date(2026, 9, 20))]),
    (QUARTERLY, date(2026, 12, 14), [("2026-Q3", date(2026, 9, 20))]),
    (QUARTERLY, date(2026, 12, 15), [("2026-Q4", date(2026, 12, 20))]),
    (FIRST_HALF, date(2026, 6, 14), []),
    (FIRST_HALF, date(2026, 6, 15), [("2026-H1", date(2026, 7, 15))]),
    (FIRST_HALF, date(2026, 12, 15), [("2026-H1", date(2026, 7, 15))]),
    (FIRST_HALF, date(2027, 6, 14), [("2026-H1", date(2026, 7, 15))]),
    (FIRST_HALF, date(2027, 6, 15), [("2027-H1", date(2027, 7, 15))]),
    (YEARLY, date(2025, 12, 14), []),
    (YEARLY, date(2025, 12, 15), [("2025", date(2025, 12, 20))]),
    (YEARLY, date(2026, 12, 14), [("2025", date(2025, 12, 20))]),
    (YEARLY, date(2026, 12, 15), [("2026", date(2026, 12, 20))]),
]


@pytest.mark.parametrize(("row", "day", "expected"), TIMES)
def test_what_the_timetable_asks_for(row, day, expected):
    assert asked(row, day) == expected


def test_a_row_counts_from_its_first_day_up_to_the_day_before_it_ends():
    last_day = date(2026, 9, 14)
    begins = Timetable(QUARTER, 15, 6, last_day)
    late = Timetable(QUARTER, 15, 6, last_day + timedelta(days=1))
    ended = Timetable(QUARTER, 15, 6, SINCE, last_day)
    still = Timetable(QUARTER, 15, 6, SINCE, last_day + timedelta(days=1))
    day = date(2026, 10, 1)
    found = [bool(due([row], day)) for row in (begins, late, ended, still)]
    assert found == [True, False, False, True]


def test_all_rows_together_give_one_report_each():
    found = due([QUARTERLY, FIRST_HALF, YEARLY], date(2026, 11, 24))
    assert found == [
        Due(period("2026-Q3"), date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 20)),
        Due(period("2026-H1"), date(2025, 12, 15), date(2026, 6, 14), date(2026, 7, 15)),
        Due(period("2025"), date(2024, 12, 15), date(2025, 12, 14), date(2025, 12, 20)),
    ]
