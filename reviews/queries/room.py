"""What the room screen shows: who has not voted yet, and what is within reach. Never a count."""

from dataclasses import dataclass

from reviews import rules
from reviews.models import Exclusion, Poll, Presence, RosterEntry, VoteEnvelope
from reviews.workflow import OPEN


@dataclass(frozen=True)
class ReachRow:
    """Questions that stand alike: same rule, same number of those who may vote."""

    questions: int
    voters: int
    names: str
    excluded: int
    rule: str
    code: str


@dataclass(frozen=True)
class Room:
    """All of the room screen."""

    members: int
    present: int
    online: int
    voted: int
    missing: list[RosterEntry]
    absent: list[RosterEntry]
    quorum: int
    rules: list[str]
    reach: list[ReachRow]


def room_of(poll: Poll) -> Room:
    """Return what the room sees of an opened poll."""
    roster = [entry for entry in poll.roster.order_by("order") if entry.is_voting]
    if poll.state == OPEN:
        voted = set(VoteEnvelope.objects.filter(poll=poll).values_list("member_id", flat=True))
    else:
        voted = {entry.member_id for entry in roster if entry.voted}
    here = [entry for entry in roster if entry.presence == Presence.PRESENT]
    questions = list(
        poll.questions.order_by("order").values("pk", "name", "num", "den", "quorum_num", "quorum_den")
    )
    return Room(
        members=len(roster),
        present=len(here),
        online=sum(entry.is_online for entry in here),
        voted=len(voted),
        missing=[entry for entry in here if entry.member_id not in voted],
        absent=[entry for entry in roster if entry.presence != Presence.PRESENT],
        quorum=rules.quorum_needed(len(roster), [(q["quorum_num"], q["quorum_den"]) for q in questions]),
        rules=list(dict.fromkeys(rules.rule_text(len(roster), q["num"], q["den"]) for q in questions)),
        reach=_reach(poll, roster, {entry.member_id for entry in here}, questions),
    )


def _reach(poll: Poll, roster: list[RosterEntry], present: set[int], questions: list[dict]) -> list[ReachRow]:
    away: dict[int, set[int]] = {}
    for question_id, member_id in Exclusion.objects.filter(question__poll=poll).values_list(
        "question_id", "member_id"
    ):
        away.setdefault(question_id, set()).add(member_id)
    keys = {entry.member_id for entry in roster}
    alike: dict[tuple, list[dict]] = {}
    for question in questions:
        excluded = away.get(question["pk"], set())
        found = rules.reach(
            members=len(roster),
            num=question["num"],
            den=question["den"],
            excluded=excluded,
            present=present,
            roster=keys,
        )
        rule = rules.rule_text(len(roster), question["num"], question["den"])
        alike.setdefault((rule, found.present, len(excluded), found.code), []).append(question)
    return [
        ReachRow(
            questions=len(rows),
            voters=voters,
            names=", ".join(row["name"] for row in rows) if excluded else "",
            excluded=excluded,
            rule=rule,
            code=code,
        )
        for (rule, voters, excluded, code), rows in sorted(alike.items(), key=lambda item: -item[0][1])
    ]


def reach_before_opening(poll: Poll, members, present: set[int]) -> list[ReachRow]:
    """Return the same for a poll that is about to be opened, from the members of today."""
    roster = [RosterEntry(member=member, is_voting=True) for member in members]
    questions = list(poll.questions.order_by("order").values("pk", "name", "num", "den"))
    return _reach(poll, roster, present, questions)
