"""Deeds on a poll around the voting: open, close, drop, void and repeat."""

from datetime import datetime, timedelta

from django.db import transaction

from core import audit, clock
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.verdict import Problem
from nominations.actions import reset_outcome
from nominations.workflow import DECLINED, FORWARDED, GRANTED
from reviews import permissions, rules, sealing
from reviews.actions.exclusions import copy_exclusions, exclude_known
from reviews.actions.keys import destroy_key_after_commit
from reviews.actions.session import called_off_reason, lock_session
from reviews.build import build_hash
from reviews.models import (
    AgendaItem,
    Attendance,
    Consent,
    Exclusion,
    Poll,
    Presence,
    Question,
    RosterEntry,
    VoteEnvelope,
)
from reviews.queries.meeting import attendees
from reviews.queries.polls import consents_in_force
from reviews.queries.seats import members_of, seat_of
from reviews.workflow import IN_SESSION, OPEN, POLL, PREPARED, SEALED

#: Outcomes that rest on a council's vote and end the possibility to void it.
USED = (GRANTED, DECLINED, FORWARDED)


def lock_poll(poll_id: int) -> Poll:
    """Return the poll as it stands, held until the deed is over: casting and closing wait for each other."""
    rows = Poll.objects.select_for_update(of=("self",))
    return rows.select_related("session__council", "session__chair", "replaces").get(pk=poll_id)


def _lock_with_session(poll_id: int) -> Poll:
    """Return the poll, held together with its session: deeds that need the session as it is take it first."""
    lock_session(Poll.objects.values_list("session_id", flat=True).get(pk=poll_id))
    return lock_poll(poll_id)


def demand_poll_move(name: str, poll: Poll) -> None:
    """Raise Stale when somebody has already moved the poll on."""
    if not POLL.allows(name, poll.state):
        raise Stale(f"Lần bỏ phiếu này: {poll.workflow_state.label.lower()}.")


def demand_fresh(confirmed_at: datetime | None) -> None:
    """Raise RuleViolation when the password was not given just now."""
    if not rules.is_fresh(confirmed_at, clock.now()):
        text = "Nhập mật khẩu để xác nhận chính đồng chí làm việc này."
        raise RuleViolation([Problem("password", "password", text)])


def is_teller(poll: Poll, by) -> bool:
    """Does this person stand as a teller on the poll's roster?"""
    return poll.roster.filter(member__user_id=by.user_id, is_teller=True).exists()


@transaction.atomic
def open_poll(poll_id: int, *, minutes: int, by) -> Poll:
    """Open the voting: make and rehearse the key pair, freeze roster, attendance and exclusions."""
    poll = _lock_with_session(poll_id)
    demand(permissions.can_lead(seat_of(by, poll.session.council_id), poll.session))
    demand_poll_move("open", poll)
    demand_rules(rules.window_problems(minutes))
    members = members_of(poll.session.council_id)
    voters = [member for member in members if permissions.votes_in(member, poll)]
    demand_rules(_opening_problems(poll, members, voters))
    Exclusion.objects.filter(question__poll=poll).exclude(member__in=voters).delete()
    exclude_known(poll, voters)
    _freeze_roster(poll, members, voters)
    try:
        poll.public_key = sealing.make_key(poll.pk, questions=poll.questions.count())
    except (OSError, sealing.KeyLost):
        text = "Chưa mở được bỏ phiếu: không ghi được khóa của lần bỏ phiếu. Báo quản trị hệ thống."
        raise RuleViolation([Problem("key_not_kept", "", text)]) from None
    now = clock.now()
    poll.state = POLL.target("open")
    poll.opened_at, poll.opened_by_id = now, by.user_id
    poll.closes_at = now + timedelta(minutes=minutes)
    poll.build = build_hash()
    poll.save(update_fields=["state", "public_key", "opened_at", "opened_by", "closes_at", "build"])
    data = {"roster": len(voters), "key": sealing.fingerprint(poll.public_key), "build": poll.build}
    audit.record("reviews.poll_opened", by=by, obj=poll, data=data)
    return poll


def _opening_problems(poll: Poll, members, voters) -> list[Problem]:
    problems = []
    if poll.session.state != IN_SESSION:
        problems.append(Problem("no_meeting", "", "Khai mạc phiên họp trước khi mở bỏ phiếu."))
    elif Poll.objects.filter(session=poll.session, state=OPEN).exists():
        problems.append(Problem("other_open", "", "Đang có một lần bỏ phiếu khác chưa đóng."))
    seen = dict(Attendance.objects.filter(session=poll.session).values_list("member_id", "state"))
    if poll.session.state == IN_SESSION and {member.pk for member in attendees(poll.session)} != seen.keys():
        text = "Thành phần Hội đồng đã thay đổi. Ghi lại thành phần dự họp trước khi mở bỏ phiếu."
        problems.append(Problem("roster_changed", "", text))
    tellers = sum(member.is_teller for member in members)
    if tellers < rules.TELLERS_NEEDED:
        text = f"Ban kiểm phiếu cần {rules.TELLERS_NEEDED} người, hiện có {tellers}."
        problems.append(Problem("few_tellers", "", text))
    if not voters:
        problems.append(Problem("no_members", "", "Không có ai có quyền bỏ phiếu."))
    elif poll.session.state == IN_SESSION:
        here = sum(seen.get(member.pk) == Presence.PRESENT for member in voters)
        asked = set(poll.questions.values_list("quorum_num", "quorum_den"))
        if here < (need := rules.quorum_needed(len(voters), sorted(asked))):
            text = f"Chưa đủ thành viên để bỏ phiếu: cần {need}/{len(voters)}, có mặt {here}."
            problems.append(Problem("no_quorum", "", text))
    return problems


def _freeze_roster(poll: Poll, members, voters) -> None:
    seen = {row.member_id: row for row in Attendance.objects.filter(session=poll.session)}
    voting = {member.pk for member in voters}
    kept = [member for member in members if member.pk in voting or member.is_teller]
    RosterEntry.objects.bulk_create(
        RosterEntry(
            poll=poll,
            member=member,
            order=order,
            name=member.user.full_name,
            title=member.title,
            unit_name=member.unit.body_name,
            function=member.function,
            is_voting=member.pk in voting,
            is_teller=member.is_teller,
            presence=seen[member.pk].state if member.pk in seen else Presence.PRESENT,
            is_online=seen[member.pk].is_online if member.pk in seen else False,
            absence=seen[member.pk].reason if member.pk in seen else "",
        )
        for order, member in enumerate(kept, start=1)
    )


@transaction.atomic
def close_poll(poll_id: int, *, by) -> Poll:
    """End the voting: turnout without times, names off the envelopes, envelopes written anew by receipt."""
    poll = lock_poll(poll_id)
    demand(permissions.can_close(seat_of(by, poll.session.council_id), poll, is_teller=is_teller(poll, by)))
    demand_poll_move("close", poll)
    strip_names(poll)
    poll.state = POLL.target("close")
    poll.closed_at, poll.closed_by_id = clock.now(), by.user_id
    poll.save(update_fields=["state", "closed_at", "closed_by"])
    voted = poll.roster.filter(voted=True).count()
    audit.record("reviews.poll_closed", by=by, obj=poll, data={"voted": voted})
    return poll


def strip_names(poll: Poll) -> None:
    """Write turnout in one statement and the envelopes anew: new rows, one transaction, order of receipts.

    An UPDATE in place would keep the order of voting in row ids, `ctid` or the pages of the table.
    """
    envelopes = sorted(VoteEnvelope.objects.filter(poll=poll), key=lambda envelope: envelope.receipt)
    RosterEntry.objects.filter(
        poll=poll, member_id__in=[envelope.member_id for envelope in envelopes]
    ).update(voted=True)
    VoteEnvelope.objects.filter(poll=poll).delete()
    VoteEnvelope.objects.bulk_create(
        VoteEnvelope(poll=poll, sealed=envelope.sealed, receipt=envelope.receipt) for envelope in envelopes
    )


@transaction.atomic
def drop_poll(poll_id: int, *, reason: str, by) -> Poll:
    """Write down that a prepared poll is not held in this session; its nominations wait for another one.

    In the meeting alone: before it, the whole session is called off, or nothing.
    """
    poll = _lock_with_session(poll_id)
    demand(permissions.can_prepare(seat_of(by, poll.session.council_id), poll.session.council))
    if poll.session.state != IN_SESSION:
        raise Stale(f"{poll.session.title}: {poll.session.workflow_state.label.lower()}.")
    demand_poll_move("drop", poll)
    reason = called_off_reason(reason)
    _void(poll, "drop", reason)
    AgendaItem.objects.filter(
        session=poll.session, nomination__in=poll.questions.values("nomination")
    ).update(is_live=False)
    audit.record("reviews.poll_dropped", by=by, obj=poll, reason=reason)
    return poll


@transaction.atomic
def void_poll(poll_id: int, *, reason: str, confirmed_at: datetime | None, by) -> Poll:
    """Void a poll, whatever came of it: the chair and the secretary must both want it.

    The first writes the reason, the second voids; a wish lapses after `rules.CONSENT_MINUTES`. A new poll
    with the same questions, to be opened with a new key, names the old one. Returns the old poll; its state
    says whether it is void now.
    """
    poll = _lock_with_session(poll_id)
    seat = seat_of(by, poll.session.council_id)
    demand(permissions.can_lead(seat, poll.session))
    demand_fresh(confirmed_at)
    demand_poll_move("void", poll)
    if poll.session.state != IN_SESSION:
        raise Stale("Phiên họp đã kết thúc, không hủy kết quả bỏ phiếu được nữa.")
    if poll.questions.filter(nomination__outcome__in=USED).exists():
        raise Stale("Kết quả này đã được dùng để trình hoặc quyết định khen thưởng.")
    reason = called_off_reason(reason)
    now = clock.now()
    Consent.objects.update_or_create(
        poll=poll,
        deed=Consent.VOIDING,
        member=seat,
        defaults={"given_at": now, "reason": reason},
    )
    given = consents_in_force(poll, Consent.VOIDING, now)
    chair = any(row.member_id == poll.session.chair_id for row in given)
    secretary = any(row.member.is_secretary and row.member_id != poll.session.chair_id for row in given)
    if not (chair and secretary):
        audit.record("reviews.void_wanted", by=by, obj=poll, reason=reason)
        return poll
    was = poll.state
    _void(poll, "void", reason)
    VoteEnvelope.objects.filter(poll=poll).delete()
    if was == SEALED:
        for question in poll.questions.all():
            reset_outcome(question.nomination_id, by=by, reason=f"Hủy kết quả bỏ phiếu: {reason}")
    new = _repeat(poll)
    destroy_key_after_commit(poll.pk, by=by)
    audit.record("reviews.poll_voided", by=by, obj=poll, data={"was": was, "new": new.pk}, reason=reason)
    return poll


def _void(poll: Poll, move: str, reason: str) -> None:
    poll.state = POLL.target(move)
    poll.voided_at, poll.void_reason = clock.now(), reason
    poll.save(update_fields=["state", "voided_at", "void_reason"])


def _repeat(old: Poll) -> Poll:
    """Write the poll that takes the place of a void one."""
    number = Poll.objects.filter(session=old.session).count() + 1
    new = Poll.objects.create(session=old.session, number=number, body=old.body, replaces=old, state=PREPARED)
    kept = ("nomination_id", "order", "name", "position", "unit_name", "award_name", "num", "den")
    kept += ("quorum_num", "quorum_den", "legal_basis", "is_confirmed")
    Question.objects.bulk_create(
        Question(poll=new, **{name: getattr(question, name) for name in kept})
        for question in old.questions.all()
    )
    copy_exclusions(old, new)
    return new
