"""What apps on the right say about the people who work here; they register it in their `staff.py`.

`units` may not ask them: it keeps the questions, they bring the answers.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Lying:
    """Something that lies with a person when he leaves a role, and whether his successor gets it.

    What does not move belongs to the unit, unless it stays with the person himself.
    """

    label: str
    count: int
    moves: bool
    stays_with: bool = False


_guards: list[Callable[[int], str]] = []
_lying: list[Callable[..., list[Lying]]] = []
_movers: list[Callable[..., dict[str, int]]] = []


def guards_account(asked: Callable[[int], str]):
    """Register `asked(user_id)`: why only ADMIN may hand out a way into this account, or ""."""
    _guards.append(asked)
    return asked


def guard_of(user_id: int) -> str:
    """Return the first reason why only ADMIN may hand out a way into this account, or ""."""
    return next((reason for asked in _guards if (reason := asked(user_id))), "")


def lies_with(told: Callable[..., list[Lying]]):
    """Register `told(membership)`: what lies with whoever holds this role, or with his unit."""
    _lying.append(told)
    return told


def lying_with(membership) -> list[Lying]:
    """Return all that lies with whoever holds this role, or with his unit; what is none is left out."""
    return [one for told in _lying for one in told(membership) if one.count]


def seen_of(lying: list[Lying]) -> str:
    """Return what stands for this list, to tell whether it is still the one that a page showed."""
    told = "\n".join(f"{one.label}|{one.count}|{one.moves}" for one in lying)
    return hashlib.sha256(told.encode()).hexdigest()


def moves_to_successor(move: Callable[..., dict[str, int]]):
    """Register `move(old, new, by=)`, called inside a handover; it says what it moved, counted."""
    _movers.append(move)
    return move


def move_to_successor(old, new, *, by) -> dict[str, int]:
    """Give what is assigned to the holder of `old` to that of `new`; return what was moved, counted."""
    moved: dict[str, int] = {}
    for move in _movers:
        moved |= move(old, new, by=by)
    return moved
