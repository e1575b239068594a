"""Counting: two tellers open, everything is opened, shuffled and counted in one request, twice over."""

import secrets
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from core import audit, clock
from core.errors import RuleViolation, demand
from core.verdict import Problem
from reviews import permissions, rules, rules_ballot, rules_recount, rules_tally, sealing
from reviews.actions.poll import demand_fresh, demand_poll_move, is_teller, lock_poll
from reviews.models import Consent, CountedReceipt, Exclusion, Poll, Question, VoteEnvelope
from reviews.models.poll import COUNTS
from reviews.queries.polls import consents_in_force
from reviews.workflow import POLL


@transaction.atomic
def count(poll_id: int, *, confirmed_at: datetime | None, by) -> Poll:
    """Open the count as one of the tellers. The second teller within the quarter of an hour counts.

    Returns the poll; its state says whether it is counted now or still waits for a second teller.
    """
    poll = lock_poll(poll_id)
    demand(permissions.can_count(is_teller=is_teller(poll, by)))
    demand_fresh(confirmed_at)
    demand_poll_move("count", poll)
    now = clock.now()
    entry = poll.roster.get(member__user_id=by.user_id)
    Consent.objects.update_or_create(
        poll=poll, deed=Consent.COUNT, member_id=entry.member_id, defaults={"given_at": now}
    )
    tellers = sorted(consent.member_id for consent in consents_in_force(poll, Consent.COUNT, now))
    if len(tellers) < rules.KEYS_NEEDED:
        audit.record("reviews.count_consented", by=by, obj=poll, data={"member": entry.member_id})
        return poll
    poll.consents.filter(deed=Consent.COUNT).exclude(member_id__in=tellers).delete()  # too long ago
    _count(poll)
    poll.state = POLL.target("count")
    poll.counted_at = now
    poll.save(update_fields=["state", "counted_at"])
    audit.record("reviews.poll_counted", by=by, obj=poll, data={"tellers": tellers})
    return poll


def _stop(code: str, message: str) -> RuleViolation:
    return RuleViolation([Problem(code, "", message)])


@sensitive_variables()
def _count(poll: Poll) -> None:
    """Open all envelopes, shuffle each question for itself, count twice, write marks and numbers.

    What was opened lives in this function only: whole ballots are neither stored nor shown.
    """
    questions = list(poll.questions.order_by("order"))
    envelopes = list(VoteEnvelope.objects.filter(poll=poll).order_by("receipt"))
    voted = set(poll.roster.filter(voted=True).values_list("member_id", flat=True))
    if len(envelopes) != len(voted):
        raise _stop("turnout", "Số phong bì khác số người đã bỏ phiếu. Hủy kết quả và bỏ phiếu lại.")
    ballots = _open_all(poll, envelopes, len(questions))
    members = poll.roster.filter(is_voting=True).count()
    excluded = _excluded(poll)
    shuffler = secrets.SystemRandom()
    for place, question in enumerate(questions):
        away = excluded.get(question.pk, set())
        marks = [ballot[place] for ballot in ballots]
        if sum(mark == rules_ballot.RECUSED for mark in marks) != len(away & voted):
            raise _stop(
                "recused", "Có phiếu không khớp danh sách không tham gia bỏ phiếu. Hủy, bỏ phiếu lại."
            )
        shuffler.shuffle(marks)
        first = rules_tally.tally(bytes(marks), members=members, excluded=len(away))
        second = rules_recount.recount(ballots, place, members=members, excluded=len(away))
        if dict(zip(COUNTS, first.counts, strict=True)) != second:
            raise _stop("counters", "Hai lần đếm độc lập không khớp nhau. Báo quản trị hệ thống.")
        if not rules.balances(first.counts, members):
            raise _stop("balance", "Tổng các loại phiếu không bằng số thành viên. Báo quản trị hệ thống.")
        for name, number in second.items():
            setattr(question, name, number)
        question.marks = rules_ballot.written(marks)
        question.passed = rules.passes(first.yes, members, question.num, question.den)
    Question.objects.bulk_update(questions, [*COUNTS, "marks", "passed"], batch_size=100)
    CountedReceipt.objects.bulk_create(
        CountedReceipt(poll=poll, receipt=envelope.receipt) for envelope in envelopes
    )


@sensitive_variables()
def _open_all(poll: Poll, envelopes: list[VoteEnvelope], questions: int) -> list[bytes]:
    try:
        opener = sealing.Opener(poll.pk, bytes(poll.public_key), questions=questions)
        ballots = [opener.open(bytes(envelope.sealed)) for envelope in envelopes]
    except sealing.KeyLost:
        raise _stop("key_lost", "Không còn khóa để mở phiếu. Hủy lần này và bỏ phiếu lại.") from None
    except sealing.CannotOpen:
        raise _stop("damaged", "Có phong bì phiếu đã bị thay đổi. Hủy lần này và bỏ phiếu lại.") from None
    if not all(rules_ballot.is_whole(ballot, questions) for ballot in ballots):
        raise _stop("damaged", "Có phong bì phiếu đã bị thay đổi. Hủy lần này và bỏ phiếu lại.")
    return ballots


def _excluded(poll: Poll) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for question_id, member_id in Exclusion.objects.filter(question__poll=poll).values_list(
        "question_id", "member_id"
    ):
        found.setdefault(question_id, set()).add(member_id)
    return found
