"""What the pages of a session and of a poll read. Counts only from polls that are sealed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core import audit, clock
from reviews import rules, sealing
from reviews.models import (
    Attendance,
    Consent,
    CouncilMember,
    CouncilSession,
    Exclusion,
    Poll,
    Presence,
    VoteEnvelope,
)
from reviews.workflow import CLOSED, CONCLUDED, CONVENED, DRAFT, IN_SESSION, OPEN, SEALED, VOID


@dataclass(frozen=True)
class Step:
    """One point of the step bar."""

    label: str
    when: str
    state: str


def steps(session: CouncilSession) -> list[Step]:
    """Return the step bar of a session."""
    at = {DRAFT: 0, CONVENED: 1, IN_SESSION: 2, CONCLUDED: 4, VOID: 0}[session.state]
    points = [
        ("Chuẩn bị", _day(session.created_at)),
        ("Triệu tập", _day(session.convened_at)),
        ("Họp, bỏ phiếu", _day(session.opened_at) or f"dự kiến {_day(session.starts_at)}"),
        ("Kết thúc", _day(session.ended_at)),
    ]
    return [
        Step(label, when, "past" if place < at else "now" if place == at else "next")
        for place, (label, when) in enumerate(points)
    ]


def where(session: CouncilSession) -> dict | None:
    """Return who has the session, since when, and what comes next."""
    secretary = session.secretary.user.full_name
    found = {
        DRAFT: (session.created_at, "chọn hồ sơ, triệu tập"),
        CONVENED: (session.convened_at, "ghi thành phần dự họp, khai mạc"),
        IN_SESSION: (session.opened_at, "bỏ phiếu, chốt kết quả, kết luận"),
    }.get(session.state)
    if found is None:
        return None
    return {"holder": f"{secretary}, thư ký", "since": found[0], "due": None, "next_step": found[1]}


def _day(moment) -> str:
    return f"{clock.local(moment):%d/%m}" if moment else ""


def for_page(sessions):
    """Return sessions with what the page of one needs."""
    return sessions.select_related("council__unit", "chair__user", "secretary__user", "convened_by")


def polls_of(session: CouncilSession) -> list[Poll]:
    """Return the polls of a session in order."""
    return list(session.polls.select_related("replaces", "session__council").order_by("number"))


def roster_entry(poll: Poll, actor):
    """Return the actor's line on the frozen roster, or None."""
    if actor is None:
        return None
    return poll.roster.filter(member__user_id=actor.user_id).first()


def receipt_of(poll: Poll, actor) -> str:
    """Return the receipt of the ballot that this member has in the open poll, "" when he has none."""
    if poll.state != OPEN:
        return ""
    own = VoteEnvelope.objects.filter(poll=poll, member__user_id=actor.user_id)
    return own.values_list("receipt", flat=True).first() or ""


def has_voted(poll: Poll, actor) -> bool:
    """Return whether this member's ballot lies in the open poll."""
    return bool(receipt_of(poll, actor))


def consents_in_force(poll: Poll, deed: str, now: datetime) -> list[Consent]:
    """Return who has agreed to this deed so lately that a second one makes it happen."""
    since = now - timedelta(minutes=rules.CONSENT_MINUTES)
    given = poll.consents.filter(deed=deed, given_at__gt=since)
    return list(given.select_related("member__user"))


def waits_for_teller(poll: Poll) -> list[CouncilMember]:
    """Return the tellers who have opened the count and wait for a second one."""
    if poll.state != CLOSED:
        return []
    return [consent.member for consent in consents_in_force(poll, Consent.COUNT, clock.now())]


def wants_void(poll: Poll) -> list[Consent]:
    """Return who already wants the poll voided."""
    if poll.state == VOID:
        return []
    return consents_in_force(poll, Consent.VOIDING, clock.now())


def is_public(poll: Poll) -> bool:
    """Return whether the result of the poll may be shown: sealed, or sealed and later void."""
    return poll.state in (SEALED, VOID) and poll.sheet is not None


def turnout(poll: Poll) -> tuple[int, int]:
    """Return (voted, members) of an opened poll: from the envelopes while open, from the roster after."""
    members = poll.roster.filter(is_voting=True).count()
    if poll.state == OPEN:
        return VoteEnvelope.objects.filter(poll=poll).count(), members
    return poll.roster.filter(is_voting=True, voted=True).count(), members


def is_key_lost(poll: Poll) -> bool:
    """Return whether a poll waits for its count without a key to open it."""
    return poll.state in (OPEN, CLOSED) and not sealing.has_key(poll.pk, bytes(poll.public_key))


def attendance_of(session: CouncilSession) -> list[Attendance]:
    """Return who took part and how."""
    rows = Attendance.objects.filter(session=session).select_related("member__user", "member__unit")
    return list(rows.order_by("member__order", "member_id"))


def presence_counts(rows: list[Attendance]) -> dict[str, int]:
    """Return how many are present, online among them, absent, and gave a written opinion."""
    return {
        "present": sum(row.state == Presence.PRESENT for row in rows),
        "online": sum(row.is_online for row in rows),
        "absent": sum(row.state == Presence.ABSENT_REASON for row in rows),
        "written": sum(row.state == Presence.WRITTEN for row in rows),
    }


def exclusions_of(poll: Poll) -> list[Exclusion]:
    """Return who has no vote on which question of the poll."""
    rows = Exclusion.objects.filter(question__poll=poll).select_related("question", "member__user")
    return list(rows.order_by("question__order", "member__order"))


_TOLD = {
    "reviews.session_drafted": "{actor} lập phiên họp",
    "reviews.session_edited": "{actor} sửa phiên họp",
    "reviews.agenda_set": "{actor} xếp chương trình",
    "reviews.session_convened": "{actor} triệu tập, chốt chương trình",
    "reviews.session_voided": "{actor} hủy phiên họp",
    "reviews.meeting_opened": "{actor} ghi thành phần dự họp, khai mạc",
    "reviews.attendance_corrected": "{actor} sửa thành phần dự họp",
    "reviews.session_concluded": "{actor} ghi kết luận, kết thúc phiên họp",
    "reviews.poll_opened": "{actor} mở bỏ phiếu",
    "reviews.poll_closed": "{actor} đóng bỏ phiếu",
    "reviews.count_consented": "{actor} mở kiểm phiếu, chờ người thứ hai",
    "reviews.poll_counted": "{actor} cùng mở, kiểm phiếu",
    "reviews.poll_sealed": "{actor} chốt kết quả",
    "reviews.void_wanted": "{actor} đề nghị hủy kết quả",
    "reviews.poll_voided": "{actor} cùng đồng ý, hủy kết quả",
    "reviews.poll_dropped": "{actor} ghi không bỏ phiếu trong phiên này",
    "reviews.key_destroyed": "Khóa mở phiếu đã được hủy",
}


def timeline(session: CouncilSession, polls: list[Poll]) -> list[tuple]:
    """Return (when, sentence) of what happened, newest first. Who voted when stays in the log."""
    events = audit.history(session)
    for poll in polls:
        events += audit.history(poll)
    events.sort(key=lambda event: event.pk, reverse=True)
    return [
        (event.at, _TOLD[event.name].format(actor=event.actor_name))
        for event in events
        if event.name in _TOLD
    ]
