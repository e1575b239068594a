"""What the councils store: seats, sessions, polls."""

from reviews.models.council import Council, CouncilMember, Function
from reviews.models.decision import Decision, DecisionLine
from reviews.models.poll import (
    Consent,
    CountedReceipt,
    Exclusion,
    ExclusionKind,
    Poll,
    PollKind,
    Question,
    RosterEntry,
    VoteEnvelope,
    VotingBody,
)
from reviews.models.session import AgendaItem, Attendance, CouncilSession, MeetingMode, Presence

__all__ = [
    "AgendaItem",
    "Attendance",
    "Consent",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "CountedReceipt",
    "Decision",
    "DecisionLine",
    "Exclusion",
    "ExclusionKind",
    "Function",
    "MeetingMode",
    "Poll",
    "PollKind",
    "Presence",
    "Question",
    "RosterEntry",
    "VoteEnvelope",
    "VotingBody",
]
