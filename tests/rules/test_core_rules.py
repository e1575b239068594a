"""The pure ground: working days, text, the order of names, the workflow type. No database."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collation import sort_key
from core.text import fold, nfc, nfc_lines
from core.verdict import ALLOWED, refused
from core.workdays import add_working_days, is_working_day, working_days_between
from core.workflow import Move, State, Workflow

# --- Working days (Bộ luật Lao động 2019, articles 111 and 112) ---------------------------------------------

TET_2026 = {date(2026, 2, day) for day in (16, 17, 18, 19, 20)}
# A Saturday worked in place of a Friday on which offices are closed.
CLOSED, MADE_UP = {date(2026, 1, 2)}, {date(2026, 1, 10)}


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),  # Monday to Tuesday
        ("2026-11-20", 1, "2026-11-23"),  # Friday to Monday
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-11-23", 20, "2026-12-21"),  # four weeks
    ],
)
def test_weekends_do_not_count(start, days, due):
    assert add_working_days(date.fromisoformat(start), days, set(), set()) == date.fromisoformat(due)


@pytest.mark.parametrize(("days", "due"), [(1, "2026-02-13"), (2, "2026-02-23"), (3, "2026-02-24")])
def test_tet_does_not_count(days, due):
    assert add_working_days(date(2026, 2, 12), days, TET_2026, set()) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("days_off", "made_up", "due"),
    [
        (set(), set(), date(2026, 1, 9)),
        (CLOSED, set(), date(2026, 1, 12)),  # the closed Friday is missed ...
        (CLOSED, MADE_UP, date(2026, 1, 10)),  # ... and made up on a Saturday
    ],
)
def test_a_made_up_saturday_counts(days_off, made_up, due):
    assert add_working_days(date(2025, 12, 31), 7, days_off, made_up) == due


def test_the_count_goes_over_the_year_end():
    new_year = {date(2027, 1, 1)}
    assert add_working_days(date(2026, 12, 31), 1, new_year, set()) == date(2027, 1, 4)
    assert add_working_days(date(2026, 12, 31), 1, set(), set()) == date(2027, 1, 1)


def test_a_made_up_day_wins_over_a_holiday():
    day = date(2026, 2, 16)
    assert [is_working_day(day, set(), set()), is_working_day(day, {day}, set())] == [True, False]
    assert is_working_day(day, {day}, {day})


def test_negative_days_are_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1, set(), set())


_days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
_some = st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=12)


@given(start=st.dates(date(2026, 1, 1), date(2026, 3, 1)), days=st.integers(0, 30), off=_some, made=_some)
def test_adding_and_counting_agree(start, days, off, made):
    due = add_working_days(start, days, off, made)
    assert working_days_between(start, due, off, made) == days
    assert days == 0 or is_working_day(due, off, made)


@given(start=_days, back=st.integers(0, 400))
def test_nothing_lies_before(start, back):
    assert working_days_between(start, start - timedelta(days=back), set(), set()) == 0


# --- Text (faults 22, 23) ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Lý Seo Sì", "Lý Seo Sì"),
        (unicodedata.normalize("NFD", "Giàng A Sử"), "Giàng A Sử"),
        ("  Giàng\u00a0A\t Sử\n", "Giàng A Sử"),
        ("Già\u200bng A\ufeff Sử\u200e", "Giàng A Sử"),
        ("Gia\u200b\u0300ng", "Giàng"),  # a mark between a letter and its accent
        ("A \x00 Sử", "A Sử"),
        ("Sử\u202efdp.exe", "Sửfdp.exe"),
        ("Sử \ud800", "Sử"),
        ("Sử 😀", "Sử 😀"),
        ("\u200b\u200d ", ""),
    ],
)
def test_one_line_is_stored_in_one_form(typed, stored):
    assert nfc(typed) == stored


def test_lines_stay_and_marks_go():
    typed = "  Việc một\r\nViệc\u200b hai\rViệc\tba\x00\u202e\n\n" + unicodedata.normalize("NFD", "Hoà")
    assert nfc_lines(typed) == "Việc một\nViệc hai\nViệc ba\n\nHoà"


@pytest.mark.parametrize(
    "typed",
    [
        "Hòa Đạo",
        "Hoà Đạo",
        "hoà đạo",
        "HÒA ĐẠO",
        unicodedata.normalize("NFD", "Hoà Đạo"),
        "Hoà\u00a0Đạo",
        "  Hoà   Đạo ",
        "Ho\u200bà Đạo",
        "Hoà\u200e Đạo",
        "Hoà-Đạo.",
        "Hoà Đạo 😀",
        "Hoa Dao",
    ],
)
def test_the_folded_key_finds_the_same_name(typed):
    assert fold(typed) == "hoa dao"


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "😀", "\ud800", "...", "\u0301"])
def test_a_name_of_nothing_folds_to_nothing(typed):
    assert fold(typed) == ""


def test_other_names_stay_apart():
    names = ["Lan", "Lân A", "Lan Anh", "Đan", "Ban"]
    assert [fold(name) for name in names] == ["lan", "lan a", "lan anh", "dan", "ban"]


@given(st.text(st.characters(), max_size=30))
def test_any_text_has_one_form(text):
    for form in (nfc, nfc_lines, fold):
        once = form(text)
        assert form(once) == once
        once.encode()
        assert unicodedata.is_normalized("NFC", once)
    assert fold(nfc(text)) == fold(text)
    assert len(nfc(text)) <= len(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=30))
def test_composed_and_decomposed_are_one_text(text):
    assert nfc(unicodedata.normalize("NFD", text)) == nfc(text)


# --- The order of names ----------------------------------------------------------------------------------


def test_names_sort_as_in_a_vietnamese_dictionary():
    mixed = ["Đức", "Ơn", "An", "Ẩn", "oanh", "Oanh", "Ăn", "Dung", "Ông", "Ấn", "Án", "Dũng"]
    assert sorted(mixed, key=sort_key) == [
        "An",
        "Án",
        "Ăn",
        "Ẩn",
        "Ấn",
        "Dung",
        "Dũng",
        "Đức",
        "oanh",
        "Oanh",
        "Ông",
        "Ơn",
    ]


# --- The workflow type ------------------------------------------------------------------------------------

OPEN, SHUT = State("OPEN", "Mở", "Mở"), State("SHUT", "Đóng", "Đóng")
CLOSE = Move("close", ("OPEN",), "SHUT", "Đóng lại")


def test_a_table_allows_what_it_lists_and_nothing_else():
    door = Workflow([OPEN, SHUT], [CLOSE])
    assert [door.allows("close", code) for code in ("OPEN", "SHUT")] == [True, False]
    assert (door.target("close"), door.state("SHUT"), door.choices) == (
        "SHUT",
        SHUT,
        [("OPEN", "Mở"), ("SHUT", "Đóng")],
    )


@pytest.mark.parametrize(
    ("states", "moves", "message"),
    [
        ([OPEN, OPEN], [], "listed twice"),
        ([OPEN, SHUT], [CLOSE, CLOSE], "listed twice"),
        ([OPEN], [CLOSE], r"unknown states \['SHUT'\]"),
        ([SHUT], [CLOSE], r"unknown states \['OPEN'\]"),
    ],
)
def test_a_bad_table_is_refused(states, moves, message):
    with pytest.raises(ValueError, match=message):
        Workflow(states, moves)


def test_a_verdict_is_true_or_false_by_itself():
    no = refused("Chưa tới lượt.")
    assert (bool(ALLOWED), bool(no), no.reason) == (True, False, "Chưa tới lượt.")
