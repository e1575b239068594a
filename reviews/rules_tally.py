"""The first counter: goes through the marks of one question and keeps a slate."""

from dataclasses import dataclass

from reviews.rules_ballot import BLANK, NO, RECUSED, YES


@dataclass(frozen=True)
class Tally:
    """The result of one question over all members of the roster."""

    yes: int
    no: int
    blank: int
    invalid: int
    recused: int
    not_cast: int

    @property
    def counts(self) -> tuple[int, ...]:
        """All six numbers, which together are the members."""
        return (self.yes, self.no, self.blank, self.invalid, self.recused, self.not_cast)


def tally(marks: bytes, *, members: int, excluded: int) -> Tally:
    """Count the marks of one question; `excluded` members have no vote on it, whether they came or not."""
    yes = no = blank = invalid = away = 0
    for mark in marks:
        if mark == YES:
            yes += 1
        elif mark == NO:
            no += 1
        elif mark == BLANK:
            blank += 1
        elif mark == RECUSED:
            away += 1
        else:
            invalid += 1
    not_cast = members - len(marks) - (excluded - away)
    return Tally(yes, no, blank, invalid, excluded, not_cast)
