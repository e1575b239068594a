"""One byte per question: what a ballot says before it is sealed. Free of the world, and of names."""

from collections.abc import Mapping, Sequence

from core.verdict import Problem

BLANK, YES, NO, RECUSED = 0, 1, 2, 3
CHOICES = (YES, NO, BLANK)


def ballot_problems(
    choices: Mapping[int, int], *, questions: Sequence[int], excluded: frozenset[int]
) -> list[Problem]:
    """Return why these choices are no ballot of this member. Says nothing about what was chosen."""
    if choices.keys() - set(questions) or any(choice not in CHOICES for choice in choices.values()):
        return [Problem("unknown_choice", "", "Lá phiếu không khớp với lần bỏ phiếu này. Mở lại lá phiếu.")]
    if choices.keys() & excluded:
        text = "Lá phiếu có hồ sơ mà đồng chí không tham gia bỏ phiếu. Mở lại lá phiếu."
        return [Problem("excluded", "", text)]
    return []


def encode(choices: Mapping[int, int], *, questions: Sequence[int], excluded: frozenset[int]) -> bytes:
    """Return the ballot, one byte per question in order; what was not chosen is blank."""
    return bytes(RECUSED if key in excluded else choices.get(key, BLANK) for key in questions)


def is_whole(ballot: bytes, questions: int) -> bool:
    """Return whether an opened ballot has one byte for every question."""
    return len(ballot) == questions


def written(marks: Sequence[int]) -> str:
    """Return shuffled marks as the sheet shows them: one sign each, ? for what is no choice."""
    return "".join(str(mark) if mark in (BLANK, YES, NO, RECUSED) else "?" for mark in marks)
