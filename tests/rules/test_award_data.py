"""What a row of standards must hold before the engine reads it; no database."""

import pytest

from awards.rules_data import requirement_errors
from tests.rules.test_award_engine import (
    CSTDCS_3,
    FIRST,
    GOOD_1,
    LDTT,
    NOBODY,
    PROVINCIAL,
    SHARE_70,
    requirement,
)


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({}, []),
        ({"kind": "MAGIC"}, ["R: unknown kind MAGIC"]),
        ({"cuont": 2}, ["R: unknown cuont"]),
        ({"consecutive": False}, ["R: no window"]),
        ({"consecutive": False, "window": 5}, []),
    ],
)
def test_the_data_of_a_standard_is_checked(change, errors):
    assert requirement_errors([CSTDCS_3 | change]) == errors


def test_what_lacks_or_stands_twice_in_a_standard():
    assert requirement_errors([{"kind": "RATING", "code": "R", "what": "x", "grade": "GOOD"}]) == [
        *("R: no clause", "R: no confirmed", "R: no label", "R: no years")
    ]
    assert requirement_errors([GOOD_1, LDTT]) == ["R: twice"]
    bare = {"kind": "RATING", "what": "x", "grade": "GOOD", "years": 1}
    assert requirement_errors([requirement("ANY_OF", groups=[{"label": "a", "all": [bare]}])]) == []
    assert requirement_errors([requirement("ANY_OF", groups=[{"label": "a", "all": [{"kind": "X"}]}])]) == [
        "?: unknown kind X"
    ]


@pytest.mark.parametrize(
    ("asked", "errors"),
    [
        (CSTDCS_3 | {"count": 0}, ["R: count is not a number from 1"]),
        (CSTDCS_3 | {"count": "3"}, ["R: count is not a number from 1"]),
        (CSTDCS_3 | {"count": True}, ["R: count is not a number from 1"]),
        (CSTDCS_3 | {"ends": [1]}, ["R: ends"]),
        (CSTDCS_3 | {"ends": [0, -1]}, []),
        (GOOD_1 | {"grade": "BEST"}, ["R: unknown grade BEST"]),
        (PROVINCIAL | {"level": "WORLD"}, ["R: unknown level WORLD"]),
        (SHARE_70 | {"fact": "RANK_IN_GROUP"}, ["R: unknown fact RANK_IN_GROUP"]),
        (FIRST | {"fact": "LDTT_MEMBERS"}, ["R: unknown fact LDTT_MEMBERS"]),
        (SHARE_70 | {"num": 11}, ["R: num over den"]),
        (SHARE_70 | {"num": 10}, []),
        (NOBODY | {"most": -1}, ["R: most is not a number from 0"]),
        (NOBODY | {"least": 1}, ["R: either least or most"]),
        (requirement("MEMBERS", what="x", fact="LDTT_MEMBERS"), ["R: either least or most"]),
    ],
)
def test_the_values_of_a_standard_are_checked(asked, errors):
    assert requirement_errors([asked]) == errors
