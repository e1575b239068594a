"""Answers of rules and permissions. Plain values, free of Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that a rule found. `message` is a Vietnamese sentence that says what to do.

    `field` names the form field it belongs to, "" the whole. Only a blocking problem refuses a deed.
    """

    code: str
    field: str
    message: str
    blocking: bool = True


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may do something, and the Vietnamese reason when not. True or false by itself."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """Return a refusal with its reason, a Vietnamese sentence."""
    return Verdict(False, reason)
