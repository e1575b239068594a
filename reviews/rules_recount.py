"""The second counter, written apart from the first: sorts the marks and measures the runs.

It shares neither code nor way of counting with `rules_tally`; both must come to the same numbers.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def recount(ballots: Sequence[bytes], place: int, *, members: int, excluded: int) -> dict[str, int]:
    """Count question number `place` over whole ballots: yes, no, blank, invalid, recused, not_cast."""
    column = sorted(ballot[place] for ballot in ballots)
    edges = [bisect_left(column, value) for value in range(5)]
    blank, yes, no, away = (after - before for before, after in pairwise(edges))
    counted = {"yes": yes, "no": no, "blank": blank, "invalid": len(column) - edges[4], "recused": excluded}
    counted["not_cast"] = members - excluded - (len(column) - away)
    return counted
