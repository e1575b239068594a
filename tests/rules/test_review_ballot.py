"""A ballot in bytes, and the two counters that know nothing of each other."""

from hypothesis import given
from hypothesis import strategies as st

from reviews import rules, rules_ballot
from reviews.rules_ballot import BLANK, NO, RECUSED, YES
from reviews.rules_recount import recount
from reviews.rules_tally import tally

QUESTIONS = [11, 12, 13]
COUNTS = ("yes", "no", "blank", "invalid", "recused", "not_cast")


def codes(choices, excluded=frozenset()):
    return [p.code for p in rules_ballot.ballot_problems(choices, questions=QUESTIONS, excluded=excluded)]


def test_what_is_no_ballot():
    assert codes({11: YES, 12: NO, 13: BLANK}) == []
    assert codes({}) == []
    assert codes({14: YES}) == ["unknown_choice"]
    assert codes({11: RECUSED}) == ["unknown_choice"]
    assert codes({11: -1}) == ["unknown_choice"]
    assert codes({11: YES}, frozenset({11})) == ["excluded"]
    assert codes({12: YES}, frozenset({11})) == []


def test_the_refusal_says_nothing_about_the_choices():
    words = {
        problem.message
        for choice in (YES, NO, BLANK)
        for problem in rules_ballot.ballot_problems(
            {11: choice, 14: choice}, questions=QUESTIONS, excluded=frozenset()
        )
    }
    assert len(words) == 1


def test_one_byte_for_each_question_in_order():
    ballot = rules_ballot.encode({12: NO, 11: YES}, questions=QUESTIONS, excluded=frozenset({13}))
    assert ballot == bytes([YES, NO, RECUSED])
    assert rules_ballot.encode({}, questions=QUESTIONS, excluded=frozenset()) == bytes(3)
    assert rules_ballot.is_whole(ballot, 3)
    assert not rules_ballot.is_whole(ballot, 4)


def test_marks_are_written_with_one_sign_each():
    assert rules_ballot.written([BLANK, YES, NO, RECUSED, 4, 255]) == "0123??"


@given(
    st.integers(1, 12).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 5), min_size=width, max_size=width).map(bytes), min_size=1, max_size=40
        )
    ),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_both_counters_agree_and_balance(ballots, absent_excluded, absent):
    for place in range(len(ballots[0])):
        marks = bytes(ballot[place] for ballot in ballots)
        excluded = marks.count(RECUSED) + absent_excluded
        members = len(ballots) + absent_excluded + absent
        first = tally(marks, members=members, excluded=excluded)
        second = recount(ballots, place, members=members, excluded=excluded)
        assert dict(zip(COUNTS, first.counts, strict=True)) == second
        assert rules.balances(first.counts, members)
        assert first.not_cast == absent
        assert first.yes == marks.count(YES)
