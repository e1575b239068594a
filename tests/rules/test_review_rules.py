"""Thresholds, quorum, reach, freshness: whole numbers, at every boundary."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from reviews import rules
from reviews.rules_recount import recount
from reviews.rules_tally import tally

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
RULES = [(1, 2), (2, 3), (3, 4), (8, 10), (9, 10), (4, 5), (80, 100), (501, 1000), (1, 1), (1, 3)]


@pytest.mark.parametrize(("num", "den"), RULES)
def test_every_boundary_for_3_to_60_members(num, den):
    for members in range(3, 61):
        share = Fraction(num, den)
        passing = [yes for yes in range(members + 1) if Fraction(yes, members) >= share]
        assert [yes for yes in range(members + 1) if rules.passes(yes, members, num, den)] == passing
        assert rules.needed(members, num, den) == passing[0]


def test_80_percent_of_17_needs_14_not_13():
    assert rules.needed(17, 8, 10) == 14
    assert not rules.passes(13, 17, 8, 10)
    assert rules.rule_text(25, 8, 10) == "20/25 phiếu đồng ý (80%)"
    assert rules.rule_text(25, 2, 3) == "17/25 phiếu đồng ý (2/3)"


def test_percentages_are_cut_off_never_rounded():
    assert rules.percent(26, 29) == "89,65%"
    assert rules.percent(2, 3) == "66,66%"
    assert rules.percent(20, 25) == "80%"
    for members in range(3, 61):
        for yes in range(members + 1):
            shown = Decimal(rules.percent(yes, members).rstrip("%").replace(",", "."))
            exact = Fraction(yes * 100, members)
            assert Fraction(shown) <= exact < Fraction(shown) + Fraction(1, 100)


def test_the_strictest_quorum_counts():
    assert rules.quorum_needed(25, [(2, 3), (1, 2)]) == 17
    assert rules.quorum_needed(25, [(2, 3), (9, 10)]) == 23
    assert rules.quorum_needed(25, []) == 25


def reach(**change):
    values = {"members": 10, "num": 8, "den": 10, "excluded": set(), "roster": set(range(10))}
    return rules.reach(**(values | {"present": set(range(10))} | change))


def test_what_is_within_reach():
    assert (reach().needed, reach().present, reach().code) == (8, 10, "YES")
    assert reach(present=set(range(8))).code == "YES"
    assert reach(present=set(range(7))).code == "ABSENT"
    assert reach(present=set(range(8)), excluded={0}).code == "ABSENT"
    assert reach(excluded={0, 1}).code == "YES"
    assert reach(excluded={0, 1, 2}).code == "NO"
    assert reach(excluded={77}).all == 10


def meeting(**change):
    values = {"members": 25, "present": 17, "quorum": 17, "chair_present": True, "unmarked": []}
    return [problem.code for problem in rules.meeting_problems(**(values | change))]


def test_a_meeting_needs_its_quorum_its_chair_and_everybody_marked():
    assert meeting() == []
    assert meeting(present=16) == ["no_quorum"]
    assert meeting(chair_present=False) == ["chair_absent"]
    assert meeting(unmarked=["Lan"]) == ["attendance_missing"]


def convening(**change):
    values = {
        "items": 3,
        "without_route": [],
        "no_council": [],
        "held": [],
        "tellers": 3,
        "voters": 25,
        "standing": None,
    }
    return [problem.code for problem in rules.convening_problems(**(values | change))]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"items": 0}, ["empty_agenda"]),
        ({"without_route": ["Bằng khen"]}, ["no_route"]),
        ({"no_council": ["Lan"]}, ["no_council"]),
        ({"held": ["Lan"]}, ["not_ready"]),
        ({"tellers": 2}, ["few_tellers"]),
        ({"voters": 0}, ["no_members"]),
        ({"standing": 0}, ["no_standing"]),
        ({"standing": 1}, []),
    ],
)
def test_what_a_session_needs_before_it_is_convened(change, codes):
    assert convening(**change) == codes


@pytest.mark.parametrize(
    ("seconds", "is_fresh"), [(0, True), (299, True), (300, False), (301, False), (-1, False)]
)
def test_the_password_counts_for_five_minutes(seconds, is_fresh):
    assert rules.is_fresh(NOW, NOW + timedelta(seconds=seconds)) is is_fresh
    assert not rules.is_fresh(None, NOW)


def test_the_closing_moment_is_too_late():
    assert rules.is_taking(NOW, NOW - timedelta(microseconds=1))
    assert not rules.is_taking(NOW, NOW)
    assert not rules.is_taking(None, NOW)


@pytest.mark.parametrize(("minutes", "is_good"), [(0, False), (1, True), (1440, True), (1441, False)])
def test_how_long_a_poll_may_take(minutes, is_good):
    assert (rules.window_problems(minutes) == []) is is_good


def test_a_sheet_balances():
    assert rules.balances((1, 2, 3, 0, 1, 3), 10)
    assert not rules.balances((1, 2, 3, 0, 1, 3), 11)
    assert not rules.balances((11, 2, 3, 0, -2, -4), 10)


def test_the_worked_example_of_both_counters():
    ballots = [bytes([1]), bytes([1]), bytes([2]), bytes([0]), bytes([3]), bytes([9])]
    marks = b"".join(ballots)
    assert tally(marks, members=10, excluded=2).counts == (2, 1, 1, 1, 2, 3)
    assert recount(ballots, 0, members=10, excluded=2) == {
        "yes": 2,
        "no": 1,
        "blank": 1,
        "invalid": 1,
        "recused": 2,
        "not_cast": 3,
    }
