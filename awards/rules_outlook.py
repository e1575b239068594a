"""What a nominee may be put up for: where the findings of a standard leave him, and when time alone helps.

Plain values in, answers out. "When" is a promise about years only: what the portal knows stays as it is, and
from now on every year brings the title or the grade again. What people judge, and what the portal does not
know, is never promised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from awards import rules_collective
from awards.rules import check, status_of
from awards.rules_history import (
    CONG_TRANG,
    MET,
    MISSING,
    UNKNOWN,
    Finding,
    History,
    PastAward,
    PastFact,
    PastRating,
)

READY, NEARLY, TO_VERIFY, NOT_FOR = "READY", "NEARLY", "TO_VERIFY", "NOT_FOR"
#: No promise reaches further than this many years.
HORIZON = 10
HIDDEN = "Do thủ trưởng, người phụ trách của đơn vị và cơ quan thường trực đối chiếu."


@dataclass(frozen=True)
class When:
    """The first year whose round could be met.

    `keep` is what must be had again every year until then (empty: waiting is enough), `renew` the labels of
    what is met today but will be too old by then.
    """

    year: int
    keep: tuple[str, ...] = ()
    renew: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The same, for a clerk."""
        if self.keep:
            condition = f"nếu từ nay năm nào cũng giữ được {' và '.join(self.keep)}"
        else:
            condition = "khi đã qua thời gian phải chờ"
        text = f"Sớm nhất là đợt xét của năm {self.year}, {condition}."
        return f"{text} Đến khi đó cần có thêm: {'; '.join(self.renew)}." if self.renew else text


@dataclass(frozen=True)
class Outlook:
    """Where one standard leaves a nominee: its findings, and the first year if only years are missing."""

    standing: str
    findings: tuple[Finding, ...]
    when: When | None = None

    def of(self, status: str) -> list[Finding]:
        """Return the findings with this status."""
        return [finding for finding in self.findings if finding.status == status]

    @property
    def missing(self) -> list[Finding]:
        """What is certainly missing."""
        return self.of(MISSING)

    @property
    def unknown(self) -> list[Finding]:
        """What somebody has to look up or judge."""
        return self.of(UNKNOWN)

    @property
    def met(self) -> list[Finding]:
        """What is met."""
        return self.of(MET)


def outlook(
    requirements: Sequence[dict],
    history: History,
    year: int,
    *,
    confirmed: bool = True,
    sees_discipline: bool = True,
) -> Outlook:
    """Compare a standard with a history for a round of this year.

    Without `sees_discipline` nothing in the answer depends on discipline, and its requirement is to verify.
    """
    if not sees_discipline:
        history = replace(history, disciplines=())
    hidden = [one["kind"] == "NO_DISCIPLINE" and not sees_discipline for one in requirements]
    findings = tuple(
        replace(finding, status=UNKNOWN, sentence=HIDDEN) if is_hidden else finding
        for finding, is_hidden in zip(
            check(requirements, history, year, confirmed=confirmed), hidden, strict=True
        )
    )
    where = standing(findings)
    when = first_year(requirements, history, year) if where == NEARLY else None
    return Outlook(where, findings, when)


def standing(findings: Sequence[Finding]) -> str:
    """Return where these findings leave the nominee; what does not apply to him counts for nothing."""
    statuses = {finding.status for finding in findings}
    if MISSING in statuses:
        return NEARLY
    if UNKNOWN in statuses:
        return TO_VERIFY
    return READY if MET in statuses else NOT_FOR


def first_year(
    requirements: Sequence[dict], history: History, year: int, *, horizon: int = HORIZON
) -> When | None:
    """Return the first year after `year` in which all that is missing now could be met.

    None when nothing is missing, or when more than years are missing. The year itself may still bring the
    title if the portal knows nothing of it yet; what it knows is settled.
    """
    now = [(one, status_of(one, history, year)) for one in requirements]
    lacking = [one for one, status in now if status == MISSING]
    for later in range(year + 1, year + horizon + 1) if lacking else ():
        ways = [_way(one, history, year, later) for one in lacking]
        if None in ways:
            continue
        keep = dict.fromkeys(what for way in ways for what in way)
        had = [one for one, status in now if status == MET]
        renew = [one["label"] for one in had if _way(one, history, year, later) is None]
        return When(later, tuple(keep), tuple(renew))
    return None


def _way(requirement: dict, history: History, year: int, later: int) -> tuple[str, ...] | None:
    """What must be kept until `later` for the requirement to be met then; None when that is not enough."""
    if status_of(requirement, history, later) == MET:
        return ()
    if requirement["kind"] == "ANY_OF":
        return _shortest_way(requirement, history, year, later)
    kept = _kept(requirement, history, year, later)
    if kept is not None and status_of(requirement, kept, later) == MET:
        return (requirement["what"],)
    return None


def _shortest_way(requirement: dict, history: History, year: int, later: int) -> tuple[str, ...] | None:
    """The alternative that asks to keep the fewest things; each must be met as a whole."""
    ways = []
    for group in requirement["groups"]:
        parts = [_way(one, history, year, later) for one in group["all"]]
        if None not in parts:
            ways.append(tuple(dict.fromkeys(what for part in parts for what in part)))
    return min(ways, key=len, default=None)


def _kept(requirement: dict, history: History, year: int, later: int) -> History | None:
    """The history as it will be if the title or grade comes every year; None where that means nothing."""
    if requirement["kind"] in {"PREVIOUS", "SAME_YEAR"}:
        known = history.known_years | {row.year for row in history.awards if row.certain}
        kind, code = requirement.get("types", [CONG_TRANG])[0], requirement["awards"][0]
        rows = (PastAward(code, one, "", commendation_type=kind) for one in _open(known, year, later))
        return replace(history, awards=(*history.awards, *rows))
    if requirement["kind"] == "RATING":
        known = {row.year for row in history.ratings if row.certain}
        rows = (PastRating(one, requirement["grade"], "") for one in _open(known, year, later))
        return replace(history, ratings=(*history.ratings, *rows))
    if requirement["kind"] in rules_collective.KINDS:
        part, whole = _enough(requirement)
        known = {row.year for row in history.facts if row.certain and row.kind == requirement["fact"]}
        rows = (PastFact(requirement["fact"], one, part, whole, "") for one in _open(known, year, later))
        return replace(history, facts=(*history.facts, *rows))
    return None


def _enough(requirement: dict) -> tuple[int, int]:
    """A figure that meets the requirement: the place, so many of so many, or a number of members."""
    if requirement["kind"] == "SHARE":
        return requirement["num"], requirement["den"]
    if requirement["kind"] == "FIRST_IN_GROUP":
        return 1, 1
    return requirement.get("least", 0), 1


def _open(known, year: int, later: int) -> range:
    """The years up to `later` that are not settled yet."""
    return range(year + 1 if year in known else year, later + 1)
