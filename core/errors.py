"""The refusals that a deed may raise; `core.http.perform` and the middleware turn them into pages."""

from core.verdict import Problem, Verdict


class RuleViolation(Exception):
    """The rules found problems that forbid the deed; shown at the fields."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class NotAllowed(Exception):
    """This person may not do this; `reason` is a Vietnamese sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Stale(Exception):
    """Somebody was faster. `theirs` and `mine`, (label, text) pairs, are shown side by side."""

    def __init__(self, message: str, theirs: list[tuple[str, str]] = (), mine: list[tuple[str, str]] = ()):
        super().__init__(message)
        self.message = message
        self.theirs = list(theirs)
        self.mine = list(mine)


def demand(verdict: Verdict) -> None:
    """Raise NotAllowed with the reason of a refusal; do nothing when allowed."""
    if not verdict:
        raise NotAllowed(verdict.reason)


def demand_rules(problems: list[Problem]) -> None:
    """Raise RuleViolation when one of the problems blocks."""
    if any(problem.blocking for problem in problems):
        raise RuleViolation(problems)
