"""Deeds of the meeting itself: attendance and opening, declared relations, conclusion."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from core.verdict import Problem
from reviews import permissions, rules
from reviews.actions.session import demand_session_move, lock_session
from reviews.models import (
    Attendance,
    CouncilMember,
    CouncilSession,
    Exclusion,
    ExclusionKind,
    Poll,
    Presence,
    Question,
)
from reviews.queries.meeting import attendees
from reviews.queries.seats import seat_of
from reviews.workflow import CONVENED, IN_SESSION, PREPARED, SESSION, UNFINISHED


@dataclass(frozen=True)
class Seen:
    """How one member takes part, as the secretary writes it down."""

    state: str
    is_online: bool = False
    reason: str = ""


@transaction.atomic
def open_meeting(
    session_id: int, attendance: Mapping[int, Seen], *, chair_id: int, opening_notes: str = "", by
) -> CouncilSession:
    """Open the meeting with the attendance of every member. Called again, it corrects the attendance.

    Not once a poll has been opened: its roster holds the attendance as it was.
    """
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    again = session.state == IN_SESSION
    if not again:
        demand_session_move("open", session)
    if session.polls.filter(opened_at__isnull=False).exists():
        raise Stale("Đã mở bỏ phiếu, thành phần dự họp không sửa được nữa.")
    members = attendees(session)
    seen = {member.pk: _cleaned(attendance.get(member.pk)) for member in members}
    demand_rules(_reason_problems(members, seen) + _meeting_problems(session, members, seen, chair_id))
    now = clock.now()
    Attendance.objects.filter(session=session).delete()
    Attendance.objects.bulk_create(
        Attendance(
            session=session, member_id=pk, state=mark.state, is_online=mark.is_online, reason=mark.reason
        )
        for pk, mark in seen.items()
    )
    session.chair_id = chair_id
    session.opening_notes = nfc_lines(opening_notes)
    if not again:
        session.state = SESSION.target("open")
        session.opened_at, session.opened_by_id = now, by.user_id
    session.save(update_fields=["chair", "opening_notes", "state", "opened_at", "opened_by"])
    present = sum(mark.state == Presence.PRESENT for mark in seen.values())
    event = "reviews.attendance_corrected" if again else "reviews.meeting_opened"
    audit.record(event, by=by, obj=session, data={"members": len(members), "present": present})
    return session


def _cleaned(mark: Seen | None) -> Seen | None:
    if mark is None or mark.state not in Presence.values:
        return None
    if mark.state == Presence.PRESENT:
        return Seen(mark.state, mark.is_online)
    return Seen(mark.state, False, nfc(mark.reason))


def _reason_problems(members: list[CouncilMember], seen: Mapping[int, Seen | None]) -> list[Problem]:
    return [
        Problem("no_reason", f"member-{member.pk}", f"Ghi lý do vắng mặt của {member.user.full_name}.")
        for member in members
        if (mark := seen[member.pk]) and mark.state != Presence.PRESENT and not mark.reason
    ]


def quorum_of(session: CouncilSession, members: int) -> int:
    """Return how many members must be present, by the strictest rule among the session's questions."""
    found = Question.objects.filter(poll__session=session).values_list("quorum_num", "quorum_den")
    return rules.quorum_needed(members, sorted(set(found)))


def _meeting_problems(session, members, seen, chair_id) -> list[Problem]:
    present = {pk for pk, mark in seen.items() if mark and mark.state == Presence.PRESENT}
    chair = next((member for member in members if member.pk == chair_id), None)
    problems = rules.meeting_problems(
        members=len(members),
        present=len(present),
        quorum=quorum_of(session, len(members)),
        chair_present=chair_id in present,
        unmarked=[member.user.full_name for member in members if seen[member.pk] is None],
    )
    if chair is None or not permissions.may_preside(chair):
        text = "Chủ trì phải là Chủ tịch hoặc Phó Chủ tịch Hội đồng được ủy quyền."
        problems.append(Problem("no_chair", "chair", text))
    return problems


@transaction.atomic
def declare_relation(question_id: int, *, reason: str, by) -> Exclusion:
    """Say that one is close to a nominee, before the poll opens: then one has no vote on that question."""
    question, seat = _lock_question(question_id, by)
    reason = nfc(reason)
    if not reason:
        raise RuleViolation([Problem("no_reason", "reason", "Ghi quan hệ với người được đề nghị.")])
    row, made = Exclusion.objects.get_or_create(
        question=question, member=seat, defaults={"kind": ExclusionKind.RELATIVE, "reason": reason}
    )
    if not made:
        raise Stale("Đồng chí đã không tham gia bỏ phiếu hồ sơ này.")
    data = {"question": question.pk, "member": seat.pk}
    audit.record("reviews.relation_declared", by=by, obj=question.poll, data=data, reason=reason)
    return row


@transaction.atomic
def withdraw_relation(question_id: int, *, by) -> Question:
    """Take back a relation that one has declared oneself, before the poll opens."""
    question, seat = _lock_question(question_id, by)
    mine = Exclusion.objects.filter(question=question, member=seat, kind=ExclusionKind.RELATIVE)
    if not mine.delete()[0]:
        raise Stale("Không có khai báo nào của đồng chí để bỏ.")
    data = {"question": question.pk, "member": seat.pk}
    audit.record("reviews.relation_withdrawn", by=by, obj=question.poll, data=data)
    return question


def _lock_question(question_id: int, by) -> tuple[Question, CouncilMember]:
    poll_id = Question.objects.values_list("poll_id", flat=True).get(pk=question_id)
    rows = Poll.objects.select_for_update(of=("self",)).select_related("session__council")
    poll = rows.get(pk=poll_id)
    seat = seat_of(by, poll.session.council_id)
    demand(permissions.can_declare(seat, poll.session))
    if poll.state != PREPARED or poll.session.state not in (CONVENED, IN_SESSION):
        raise Stale("Đã mở bỏ phiếu. Việc không tham gia bỏ phiếu chốt từ lúc mở.")
    question = Question.objects.get(pk=question_id)
    question.poll = poll
    if not permissions.votes_in(seat, poll):
        raise NotAllowed("Hồ sơ này do Thường trực Hội đồng bỏ phiếu, đồng chí không cần khai báo.")
    return question, seat


@transaction.atomic
def conclude(session_id: int, *, conclusion: str, closing_notes: str = "", by) -> CouncilSession:
    """End the meeting with its conclusion; every poll must be sealed, or void."""
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    demand_session_move("conclude", session)
    conclusion = nfc_lines(conclusion)
    problems = []
    if not conclusion:
        problems.append(Problem("no_conclusion", "conclusion", "Ghi kết luận của phiên họp."))
    if session.polls.filter(state__in=UNFINISHED).exists():
        text = "Còn lần bỏ phiếu chưa chốt kết quả. Chốt, hoặc ghi rõ không bỏ phiếu trong phiên này."
        problems.append(Problem("poll_unfinished", "", text))
    demand_rules(problems)
    session.state = SESSION.target("conclude")
    session.conclusion, session.closing_notes = conclusion, nfc_lines(closing_notes)
    session.ended_at, session.ended_by_id = clock.now(), by.user_id
    session.save(update_fields=["state", "conclusion", "closing_notes", "ended_at", "ended_by"])
    audit.record("reviews.session_concluded", by=by, obj=session, data={"number": session.number})
    return session
