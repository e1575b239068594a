"""Prize money in whole đồng."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.rules_prize import FORM, TITLE, PrizeLine, paid, prize

BASE = 2_530_000

# The whole table of the reference for 2,530,000 đồng.
TABLE = [
    ("0.1", 260_000), ("0.15", 380_000), ("0.3", 760_000), ("0.8", 2_030_000), ("1.0", 2_530_000),
    ("1.5", 3_800_000), ("2.0", 5_060_000), ("3.0", 7_590_000), ("3.5", 8_860_000), ("4.5", 11_390_000),
    ("7.5", 18_980_000), ("8.0", 20_240_000), ("9.0", 22_770_000), ("10.5", 26_570_000),
    ("12.0", 30_360_000), ("12.5", 31_630_000), ("15", 37_950_000), ("15.5", 39_220_000),
]  # fmt: skip


@pytest.mark.parametrize(("coefficient", "amount"), TABLE)
def test_the_table(coefficient, amount):
    assert prize(Decimal(coefficient), BASE) == amount


@pytest.mark.parametrize(
    ("coefficient", "base", "rounding", "amount"),
    [
        ("1", 2_340_000, 10_000, 2_340_000),
        ("1", 2_340_001, 10_000, 2_350_000),
        ("1.5", 2_340_000, 10_000, 3_510_000),
        ("0.3", BASE, 1_000, 759_000),
        ("0.3", BASE, 1, 759_000),
        ("0", BASE, 10_000, 0),
    ],
)
def test_rounding_up(coefficient, base, rounding, amount):
    assert prize(Decimal(coefficient), base, rounding) == amount


@given(st.decimals(0, 20, places=2), st.integers(1, 10_000_000))
def test_never_less_and_never_a_whole_step_more(coefficient, base):
    amount = prize(coefficient, base)
    assert isinstance(amount, int)
    assert amount % 10_000 == 0
    assert 0 <= amount - coefficient * base < 10_000


def line(kind, year, amount):
    return PrizeLine(kind, year, amount)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        ([line(TITLE, 2026, 760)], [760]),
        ([line(TITLE, 2026, 760), line(TITLE, 2026, 2530)], [0, 2530]),
        ([line(TITLE, 2026, 2530), line(TITLE, 2026, 760), line(TITLE, 2026, 7590)], [0, 0, 7590]),
        ([line(TITLE, 2025, 760), line(TITLE, 2026, 2530)], [760, 2530]),
        ([line(TITLE, 2026, 2530), line(FORM, 2026, 3800)], [2530, 3800]),
        ([line(FORM, 2026, 3800), line(FORM, 2026, 760)], [3800, 760]),
        ([line(TITLE, 2026, 760), line(TITLE, 2026, 760)], [760, 0]),
    ],
)
def test_several_awards_at_one_time(lines, expected):
    assert paid(lines) == expected
