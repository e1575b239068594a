"""What holds of the standards engine for every history."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from awards.rules import GRADES, LEVELS, check
from awards.rules_collective import FACTS
from awards.rules_history import (
    MET,
    MISSING,
    UNKNOWN,
    History,
    PastAward,
    PastDiscipline,
    PastFact,
    PastInitiative,
    PastRating,
)
from tests.rules.test_award_engine import (
    ANY,
    BKT_5,
    CLEAN_2,
    CSTDCS_2,
    CSTDCS_3,
    EXCELLENT_2,
    FIRST,
    GOOD_1,
    IDEAS_2,
    JUDGE,
    LDTT,
    NEW_2,
    NOBODY,
    ONE_CSTDCS,
    PROVINCIAL,
    SHARE_70,
    TWO_IN_FIVE,
    WORKERS,
)

YEAR = 2026
EARNED = [
    CSTDCS_3,
    CSTDCS_2,
    TWO_IN_FIVE,
    LDTT,
    EXCELLENT_2,
    GOOD_1,
    IDEAS_2,
    PROVINCIAL,
    ANY,
    WORKERS,
    JUDGE,
    BKT_5,
    SHARE_70,
    SHARE_70 | {"ends": [0, -1]},
    FIRST,
    ONE_CSTDCS,
    NOBODY,
]
ALL = [*EARNED, CLEAN_2, NEW_2]

years = st.integers(2020, 2027)
texts = st.sampled_from(["QĐ 1", "QĐ 2", "QĐ 3"])
certain = st.booleans()
types = st.sampled_from(["CONG_TRANG", "DOT_XUAT", "PHONG_TRAO"])
award_rows = st.builds(
    PastAward, st.sampled_from(["CSTDCS", "CSTDT", "BKT", "LDTT"]), years, texts, types, certain
)
rating_rows = st.builds(PastRating, years, st.sampled_from(GRADES), texts, certain)
idea_rows = st.builds(PastInitiative, years, st.sampled_from(LEVELS), texts, certain)
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
discipline_rows = st.builds(PastDiscipline, days, st.none() | days, texts, certain)
fact_rows = st.builds(
    PastFact, st.sampled_from(FACTS), years, st.integers(0, 5), st.integers(5, 8), texts, certain
)
histories = st.builds(
    History,
    st.lists(award_rows, max_size=8).map(tuple),
    st.lists(rating_rows, max_size=6).map(tuple),
    st.lists(idea_rows, max_size=5).map(tuple),
    st.lists(discipline_rows, max_size=2).map(tuple),
    st.sampled_from(["", "DIRECT_WORKER", "OTHER_LEADER"]),
    st.lists(fact_rows, max_size=6).map(tuple),
)


def joined(one: History, other: History) -> History:
    return History(
        one.awards + other.awards,
        one.ratings + other.ratings,
        one.initiatives + other.initiatives,
        one.disciplines,
        one.leader_class,
        one.facts + other.facts,
    )


@given(histories, histories)
def test_more_evidence_never_turns_met_into_anything_less(history, more):
    before = [finding.status for finding in check(EARNED, history, YEAR)]
    after = [finding.status for finding in check(EARNED, joined(history, more), YEAR)]
    assert [now for was, now in zip(before, after, strict=True) if was == MET and now != MET] == []


@given(histories, st.data())
def test_the_order_of_rows_never_matters(history, data):
    def shuffled(rows):
        return tuple(data.draw(st.permutations(rows)))

    other = History(
        shuffled(history.awards),
        shuffled(history.ratings),
        shuffled(history.initiatives),
        shuffled(history.disciplines),
        history.leader_class,
        shuffled(history.facts),
    )
    assert check(ALL, other, YEAR) == check(ALL, history, YEAR)


@given(histories)
def test_a_row_twice_changes_no_status_of_a_run(history):
    runs = [CSTDCS_3, CSTDCS_2, LDTT, EXCELLENT_2, GOOD_1, CLEAN_2, NEW_2]
    twice = History(history.awards * 2, history.ratings * 2, history.initiatives * 2, history.disciplines * 2)
    once = History(history.awards, history.ratings, history.initiatives, history.disciplines)
    assert check(runs, twice, YEAR) == check(runs, once, YEAR)


@given(histories)
def test_nothing_known_is_never_missing(history):
    empty = History(leader_class=history.leader_class)
    assert MISSING not in {finding.status for finding in check(ALL, empty, YEAR)}


@given(histories)
def test_every_sentence_says_something_and_only_missing_blocks(history):
    for finding in check(ALL, history, YEAR):
        assert finding.sentence.endswith(".")
        assert finding.blocking is (finding.status == MISSING)
    assert {f.blocking for f in check(ALL, history, YEAR, confirmed=False)} == {False}


@given(histories)
def test_uncertain_rows_alone_prove_nothing(history):
    def uncertain(rows):
        return tuple(type(row)(**(row.__dict__ | {"certain": False})) for row in rows)

    doubtful = History(
        uncertain(history.awards),
        uncertain(history.ratings),
        uncertain(history.initiatives),
        facts=uncertain(history.facts),
    )
    earned = [finding for finding in check(EARNED, doubtful, YEAR) if finding.status != UNKNOWN]
    assert [(finding.status, finding.sentence) for finding in earned] == []
