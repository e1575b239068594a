"""Thresholds, quorum, what is within reach, and whether a sheet balances. Whole numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from core.verdict import Problem

TELLERS_NEEDED = 3
KEYS_NEEDED = 2  # so many of the tellers open the count together
CONSENT_MINUTES = 15
FRESH_MINUTES = 5
WINDOW_MINUTES = (1, 24 * 60)


def passes(yes: int, members: int, num: int, den: int) -> bool:
    """Return whether so many yes of all members on the roster reach num/den."""
    return den * yes >= num * members


def needed(members: int, num: int, den: int) -> int:
    """Return the smallest number that `passes`: of 17 members and 80%, 14."""
    return -(-num * members // den)


def percent(yes: int, members: int) -> str:
    """Return the share of all members as people read it, cut off and never rounded: 26 of 29 is 89,65%."""
    whole, rest = divmod(yes * 10_000 // members, 100)
    return f"{whole},{rest:02d}%" if rest else f"{whole}%"


def rule_text(members: int, num: int, den: int) -> str:
    """Return the threshold in words: 20/25 phiếu đồng ý (80%)."""
    share = Fraction(num * 100, den)
    text = f"{share.numerator}%" if share.denominator == 1 else f"{num}/{den}"
    return f"{needed(members, num, den)}/{members} phiếu đồng ý ({text})"


@dataclass(frozen=True)
class Reach:
    """Whether a threshold can still be met, given who may vote."""

    needed: int
    present: int
    all: int

    @property
    def code(self) -> str:
        """YES with those present, ABSENT only if absent members vote too, NO never."""
        if self.present >= self.needed:
            return "YES"
        return "ABSENT" if self.all >= self.needed else "NO"


def reach(*, members: int, num: int, den: int, excluded: set[int], present: set[int], roster: set[int]):
    """Return the reach of one question; `excluded`, `present` and `roster` are keys of members."""
    free = roster - excluded
    return Reach(needed=needed(members, num, den), present=len(free & present), all=len(free))


def quorum_needed(members: int, rules: Sequence[tuple[int, int]]) -> int:
    """Return how many must be present so that the strictest of these quorum rules is met."""
    return max((needed(members, num, den) for num, den in rules), default=members)


def meeting_problems(
    *, members: int, present: int, quorum: int, chair_present: bool, unmarked: Sequence[str]
) -> list[Problem]:
    """Return what keeps a meeting from being opened."""
    problems = []
    if unmarked:
        problems.append(
            Problem(
                "attendance_missing", "attendance", f"Chưa ghi có mặt hay vắng mặt: {', '.join(unmarked)}."
            )
        )
    if present < quorum:
        problems.append(
            Problem(
                "no_quorum",
                "attendance",
                f"Chưa đủ thành viên để họp: cần {quorum}/{members} người có mặt, hiện có {present}.",
            )
        )
    if not chair_present:
        problems.append(Problem("chair_absent", "chair", "Người chủ trì phải có mặt."))
    return problems


def session_problems(*, name: str, place: str, starts_at: datetime | None, now: datetime) -> list[Problem]:
    """Return what is missing in a session that is being prepared."""
    problems = []
    if not name:
        problems.append(Problem("no_name", "name", "Ghi nội dung phiên họp."))
    if not place:
        problems.append(Problem("no_place", "place", "Ghi địa điểm họp, hoặc “trực tuyến”."))
    if starts_at is None:
        problems.append(Problem("no_start", "starts_at", "Ghi ngày, giờ họp."))
    elif starts_at < now - timedelta(days=1):
        problems.append(Problem("starts_before", "starts_at", "Ngày họp đã qua. Ghi lại ngày, giờ họp."))
    return problems


def convening_problems(
    *,
    items: int,
    without_route: Sequence[str],
    no_council: Sequence[str],
    held: Sequence[str],
    tellers: int,
    voters: int,
    standing: int | None,
) -> list[Problem]:
    """Return what keeps a session from being convened. `standing` is None when nothing goes to it."""
    problems = []
    if not items:
        problems.append(Problem("empty_agenda", "agenda", "Chương trình chưa có hồ sơ nào."))
    if without_route:
        text = "Chưa có quy định tỷ lệ thông qua cho: " + "; ".join(without_route) + "."
        problems.append(Problem("no_route", "agenda", text))
    if no_council:
        text = "Không phải đưa ra Hội đồng, bỏ khỏi chương trình: " + "; ".join(no_council) + "."
        problems.append(Problem("no_council", "agenda", text))
    if held:
        text = "Hồ sơ không còn sẵn sàng để họp, bỏ khỏi chương trình: " + "; ".join(held) + "."
        problems.append(Problem("not_ready", "agenda", text))
    if not voters:
        problems.append(Problem("no_members", "", "Hội đồng chưa có thành viên nào có quyền bỏ phiếu."))
    if standing == 0:
        problems.append(Problem("no_standing", "", "Hội đồng chưa có Chủ tịch, Phó Chủ tịch."))
    if tellers < TELLERS_NEEDED:
        text = f"Ban kiểm phiếu cần {TELLERS_NEEDED} người, hiện có {tellers}."
        problems.append(Problem("few_tellers", "", text))
    return problems


def is_fresh(confirmed_at: datetime | None, now: datetime) -> bool:
    """Return whether the password was given within the last minutes."""
    return confirmed_at is not None and timedelta() <= now - confirmed_at < timedelta(minutes=FRESH_MINUTES)


def is_taking(closes_at: datetime | None, now: datetime) -> bool:
    """Return whether an open poll still takes ballots: half-open, the closing moment is too late."""
    return closes_at is not None and now < closes_at


def window_problems(minutes: int) -> list[Problem]:
    """Return what is wrong with the length of a poll."""
    least, most = WINDOW_MINUTES
    if least <= minutes <= most:
        return []
    return [Problem("window", "minutes", f"Ghi thời gian bỏ phiếu từ {least} đến {most} phút.")]


def balances(counts: Sequence[int], members: int) -> bool:
    """Return whether yes + no + blank + invalid + recused + not cast are all members, none below zero."""
    return all(count >= 0 for count in counts) and sum(counts) == members
