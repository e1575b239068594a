"""What a member's own page of a poll reads: the questions and where he has no vote."""

from dataclasses import dataclass, field

from reviews.models import CouncilMember, CouncilSession, Exclusion, Poll, Question
from reviews.workflow import OPEN


@dataclass
class Line:
    """One question on a member's ballot."""

    question: Question
    field: str
    is_own_unit: bool
    has_signed: bool
    exclusion: str
    choice: str = ""


@dataclass
class Group:
    """The questions about one award."""

    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def open_lines(self) -> int:
        """How many of them the member votes on."""
        return sum(not line.exclusion for line in self.lines)


def field_name(question_id: int) -> str:
    """Return the name of the form field of a question."""
    return f"c{question_id}"


def open_poll_of(session: CouncilSession) -> Poll | None:
    """Return the poll of the session that takes ballots now."""
    polls = session.polls.filter(state=OPEN).select_related("session__council")
    return polls.first()


def ballot_groups(poll: Poll, member: CouncilMember, chosen: dict[int, str]) -> list[Group]:
    """Return the ballot of one member, by award; `chosen` is what a form that came back had."""
    away = Exclusion.objects.filter(question__poll=poll, member=member)
    excluded = {row.question_id: row.reason for row in away}
    questions = poll.questions.select_related("nomination__dossier").defer("marks").order_by("order")
    groups: dict[str, Group] = {}
    for question in questions:
        dossier = question.nomination.dossier
        groups.setdefault(question.award_name, Group(question.award_name)).lines.append(
            Line(
                question=question,
                field=field_name(question.pk),
                is_own_unit=dossier.unit_id == member.unit_id,
                has_signed=dossier.submitted_by_id == member.user_id,
                exclusion=excluded.get(question.pk, ""),
                choice=chosen.get(question.pk, ""),
            )
        )
    return list(groups.values())
