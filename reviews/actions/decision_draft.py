"""Deeds of the standing body on a draft: make it, word it, take names off it."""

from django.db import transaction
from django.db.models import Max

from awards.models import AwardKind
from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from reviews import permissions_decision as permissions
from reviews import rules_decision as rules
from reviews.actions.decision_locking import (
    demand_decision_state,
    lock_decision,
    lock_round,
    lock_with_line,
    reprice,
    save_decision,
)
from reviews.models import Decision, DecisionLine
from reviews.queries.decision_lines import waiting_for_award
from reviews.workflow_decision import DRAFT


@transaction.atomic
def draft_decision(round_id: int, award_id: int, session_id: int | None = None, *, by) -> Decision:
    """Draft the decision on one award for those whom a session recommended, or who need no vote.

    Names that come later join the draft that is there already. Stale when nobody waits any more.
    """
    round_ = lock_round(round_id)
    demand(permissions.can_draft(by, round_))
    ready = waiting_for_award(round_, award_id, session_id or 0)
    if not ready:
        raise Stale("Không còn ai chờ lập dự thảo ở đây. Có thể người khác vừa lập.")
    decision = _draft_of(round_, ready[0].award, session_id, by)
    last = decision.lines.aggregate(last=Max("order"))["last"] or 0
    DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, nomination=row, order=order)
        for order, row in enumerate(ready, start=last + 1)
    )
    save_decision(decision)
    reprice(decision)
    data = {
        "award": decision.award.code,
        "round": round_.code,
        "session": session_id,
        "lines": len(ready),
        "nominations": [row.pk for row in ready],
    }
    audit.record("reviews.decision_drafted", by=by, obj=decision, data=data)
    return decision


@transaction.atomic
def edit_decision(decision_id: int, *, subject: str, seen_version: int, by) -> Decision:
    """Word what the decision is about, as the public will read it."""
    decision = lock_decision(decision_id)
    demand(permissions.can_draft(by, decision.round))
    demand_decision_state(decision, DRAFT)
    subject = nfc(subject)
    if decision.version != seen_version:
        message = "Dự thảo vừa được sửa. Xem nội dung mới rồi sửa lại."
        raise Stale(message, [("Trích yếu đang có", decision.subject)], [("Trích yếu của đồng chí", subject)])
    demand_rules(rules.subject_problems(subject))
    save_decision(decision, subject=subject)
    audit.record("reviews.decision_edited", by=by, obj=decision, data={"subject": subject})
    return decision


@transaction.atomic
def take_off_name(line_id: int, *, reason: str, by) -> Decision:
    """Take a name off a draft; the nominee keeps his recommendation and may stand on a later decision."""
    decision, line = lock_with_line(line_id)
    demand(permissions.can_draft(by, decision.round))
    demand_decision_state(decision, DRAFT)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason))
    data = {"nomination": line.nomination_id, "name": line.nomination.full_name}
    line.delete()
    _renumber(decision)
    save_decision(decision)
    reprice(decision)
    audit.record("reviews.decision_name_taken_off", by=by, obj=decision, data=data, reason=reason)
    return decision


def subject_of(award, year: int) -> str:
    """Return the usual wording: a title is called one, a flag or a form of commendation is simply given."""
    is_title = award.kind == AwardKind.TITLE and not award.name.startswith("Cờ ")
    deed = "tặng danh hiệu" if is_title else "tặng"
    return f"Về việc {deed} {award.name} năm {year}"


def _draft_of(round_, award, session_id: int | None, by) -> Decision:
    """The draft that is there already for this round, award and session, or a new one."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("award", "round")
    there = found.filter(round=round_, award=award, session=session_id, state=DRAFT).order_by("pk").first()
    if there:
        return there
    now = clock.now()
    return Decision.objects.create(
        round=round_,
        award=award,
        session_id=session_id,
        commendation_type=round_.commendation_type,
        unit=round_.host,
        subject=subject_of(award, round_.year),
        drafted_at=now,
        drafted_by_id=by.user_id,
        updated_at=now,
    )


def _renumber(decision: Decision) -> None:
    """Lines stand on papers as 1, 2, 3."""
    lines = list(decision.lines.order_by("order", "pk"))
    for order, line in enumerate(lines, start=1):
        line.order = order
    DecisionLine.objects.bulk_update(lines, ["order"], batch_size=500)
