"""Sealing a counted poll: the sheet is fixed and signed, outcomes are written, the key is destroyed."""

from datetime import datetime

from django.db import transaction

from core import audit, clock
from core.errors import demand
from nominations.actions import record_outcome
from nominations.workflow import NOT_RECOMMENDED, RECOMMENDED
from reviews import permissions, rules, sheet, signing
from reviews.actions.keys import destroy_key_after_commit, destroy_left_keys
from reviews.actions.poll import demand_fresh, demand_poll_move, lock_poll
from reviews.build import build_hash
from reviews.models import Council, Poll, VoteEnvelope
from reviews.queries.seats import seat_of
from reviews.workflow import POLL


@transaction.atomic
def seal_poll(poll_id: int, *, confirmed_at: datetime | None, by) -> Poll:
    """Fix the result of a counted poll for ever and make it known; chair or secretary, freshly confirmed."""
    poll = lock_poll(poll_id)
    demand(permissions.can_lead(seat_of(by, poll.session.council_id), poll.session))
    demand_fresh(confirmed_at)
    demand_poll_move("seal", poll)
    now = clock.now()
    poll.sheet = sheet.build(
        poll,
        sealed_at=now,
        sealed_by=by.name,
        build=build_hash(),
        previous=_last_hash(poll),
    )
    signed = signing.sign(poll.sheet)
    poll.sheet_hash, poll.signature, poll.signing_key = signed.hash, signed.signature, signed.key
    poll.state = POLL.target("seal")
    poll.sealed_at, poll.sealed_by_id = now, by.user_id
    poll.save(
        update_fields=["state", "sheet", "sheet_hash", "signature", "signing_key", "sealed_at", "sealed_by"]
    )
    VoteEnvelope.objects.filter(poll=poll).delete()
    _record_outcomes(poll, by)
    passed = poll.questions.filter(passed=True).count()
    data = {"sheet": poll.sheet_hash, "questions": poll.questions.count(), "passed": passed}
    audit.record("reviews.poll_sealed", by=by, obj=poll, data=data)
    destroy_key_after_commit(poll.pk, by=by)
    transaction.on_commit(lambda: destroy_left_keys(by=by), robust=True)
    return poll


def _last_hash(poll: Poll) -> str:
    """Return the hash of the council's last sheet; the council is held, so that none is skipped."""
    council = Council.objects.select_for_update(of=("self",)).get(pk=poll.session.council_id)
    sealed = Poll.objects.filter(session__council=council, sealed_at__isnull=False)
    return sealed.order_by("-sealed_at", "-pk").values_list("sheet_hash", flat=True).first() or ""


def _record_outcomes(poll: Poll, by) -> None:
    """Tell the nominations what the council said, with the numbers as the reason."""
    members = poll.sheet["turnout"]["members"]
    for question in poll.questions.all():
        outcome = RECOMMENDED if question.passed else NOT_RECOMMENDED
        share = rules.percent(question.yes, members)
        reason = f"{question.yes}/{members} phiếu đồng ý ({share}), {poll}"
        record_outcome(question.nomination_id, outcome, by=by, reason=reason)
