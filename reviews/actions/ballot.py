"""Casting a ballot. What was chosen is sealed here at once and goes nowhere else."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from reviews import permissions, rules, rules_ballot, sealing
from reviews.actions.poll import demand_fresh, lock_poll
from reviews.models import Exclusion, VoteEnvelope
from reviews.workflow import OPEN


@sensitive_variables("choices", "ballot")
@transaction.atomic
def cast(poll_id: int, choices: Mapping[int, int], *, confirmed_at: datetime | None, by) -> str:
    """Seal a member's choices (question: YES, NO or BLANK) and return the receipt.

    Casting again replaces the ballot until the poll closes. The end of the window is judged by the
    database's clock after the poll's row is held; so whatever was accepted is counted.
    """
    poll = lock_poll(poll_id)
    entry = poll.roster.filter(member__user_id=by.user_id, is_voting=True).first()
    demand(permissions.can_vote(is_voter=entry is not None))
    demand_fresh(confirmed_at)
    if poll.state != OPEN or not rules.is_taking(poll.closes_at, clock.now()):
        raise Stale("Lần bỏ phiếu đã đóng, không nhận thêm phiếu.")
    questions = list(poll.questions.order_by("order").values_list("pk", flat=True))
    away = Exclusion.objects.filter(question__poll=poll, member_id=entry.member_id)
    excluded = frozenset(away.values_list("question_id", flat=True))
    demand_rules(rules_ballot.ballot_problems(choices, questions=questions, excluded=excluded))
    ballot = rules_ballot.encode(choices, questions=questions, excluded=excluded)
    envelope = sealing.seal(ballot, bytes(poll.public_key), poll_id=poll.pk, questions=len(questions))
    receipt = sealing.receipt(envelope)
    VoteEnvelope.objects.bulk_create(  # one statement that writes or replaces
        [VoteEnvelope(poll=poll, member_id=entry.member_id, sealed=envelope, receipt=receipt)],
        update_conflicts=True,
        unique_fields=["poll", "member"],
        update_fields=["sealed", "receipt"],
    )
    audit.record("reviews.vote_cast", by=by, obj=poll, data={"member": entry.member_id})
    return receipt
