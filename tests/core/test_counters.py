"""Numbers without gaps, also when deeds are undone and when many press at once."""

import pytest
from django.db import transaction

from core.counters import next_number
from core.models import Counter, Holiday
from tests.support.race import errors, race, values


class Undone(Exception):
    """The deed ends without being saved."""


@pytest.mark.django_db
def test_each_series_counts_by_itself():
    given = [next_number("receipt-1-2026"), next_number("receipt-1-2026"), next_number("receipt-1-2027")]
    assert given == [1, 2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("before", [0, 3])
def test_a_deed_undone_loses_no_number(before):
    """Also the first number of a series, whose counter row is undone with it."""
    given, in_vain = [next_number("a") for _ in range(before)], []

    def deed_undone():
        in_vain.append(next_number("a"))
        raise Undone

    with pytest.raises(Undone), transaction.atomic():
        deed_undone()
    given.append(next_number("a"))
    assert (given, in_vain) == (list(range(1, before + 2)), [before + 1])


THREADS, ROUNDS = 8, 25


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "started",
    [
        pytest.param(False, marks=pytest.mark.postgres, id="the first number raced too"),
        pytest.param(True, marks=pytest.mark.postgres, id="a series that counts already"),
    ],
)
def test_numbers_of_a_race_have_no_gap_and_no_double(started):
    """Faults 37. Every third deed is undone after it took its number."""
    if started:
        Counter.objects.create(name="raced", value=0)

    def press(index: int) -> list[int]:
        kept = []
        for turn in range(ROUNDS):
            try:
                with transaction.atomic():
                    number = next_number("raced")
                    Holiday.objects.create(day=f"{2000 + number}-01-01", name=f"{index}", legal_basis="")
                    if turn % 3 == 2:
                        raise Undone
                kept.append(number)
            except Undone:
                continue
        return kept

    outcomes = race(THREADS, press)
    assert errors(outcomes) == []
    kept = sorted(number for numbers in values(outcomes) for number in numbers)
    assert kept == list(range(1, THREADS * (ROUNDS - ROUNDS // 3) + 1))
    assert [len(values(outcomes)), Holiday.objects.count()] == [THREADS, len(kept)]
    assert Counter.objects.get(name="raced").value == len(kept)


@pytest.mark.django_db(transaction=True)
def test_numbers_of_a_small_race_on_any_database():
    def press(index: int) -> int:
        with transaction.atomic():
            return next_number("raced")

    outcomes = race(5, press)
    assert (errors(outcomes), sorted(values(outcomes))) == ([], [1, 2, 3, 4, 5])
