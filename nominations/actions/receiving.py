"""What the standing body does with a dossier that was sent: accept, return to be completed, refuse."""

from django.db import transaction

from core import audit, clock
from core.calendar import due_after
from core.counters import next_number
from core.errors import demand, demand_rules
from core.models import AuditEvent
from core.text import nfc_lines
from core.verdict import Problem
from nominations import checks, permissions, rules
from nominations.actions.locking import demand_move, lock, move
from nominations.models import Dossier, Nomination, RefusalGround


@transaction.atomic
def accept(dossier_id: int, *, by) -> AuditEvent:
    """Receive a sent dossier: number of the receipt without gaps, return date in working days.

    The rule set of this day and what it finds about each nominee are kept for ever. Returns the event,
    whose jobs make the receipt (phiếu tiếp nhận).
    """
    dossier = lock(dossier_id)
    demand(permissions.can_accept(by, dossier))
    demand_move("accept", dossier)
    now = clock.now()
    day = clock.local(now).date()
    nominations = checks.nominations_of(dossier)
    for nomination, found in zip(nominations, checks.findings_now(dossier, nominations), strict=True):
        nomination.findings = [finding.as_dict() for finding in found]
    Nomination.objects.bulk_update(nominations, ["findings"])
    body_id = dossier.standing_body_id
    move(
        "accept",
        dossier,
        accepted_at=now,
        accepted_by_id=by.user_id,
        receipt_body_id=body_id,
        receipt_year=day.year,
        receipt_number=next_number(f"receipt-{body_id}-{day.year}"),
        due_on=due_after(day, dossier.round.appraise_days),
        rule_set=checks.rule_set_on(day),
    )
    return audit.record(
        "nominations.dossier_accepted",
        by=by,
        obj=dossier,
        data={
            "code": dossier.code,
            "receipt": dossier.receipt_number,
            "due_on": dossier.due_on.isoformat(),
            "rule_set": dossier.rule_set.code if dossier.rule_set else "",
        },
    )


@transaction.atomic
def return_for_supplement(dossier_id: int, *, reason: str, days: int, by) -> Dossier:
    """Ask the unit to complete a dossier as a whole before it is accepted, by a day of its own."""
    dossier = lock(dossier_id)
    demand(permissions.can_return(by, dossier))
    demand_move("return_for_supplement", dossier)
    reason = nfc_lines(reason)
    demand_rules(rules.supplement_problems(reason=reason, days=days, is_asked=False))
    now = clock.now()
    due_on = due_after(clock.local(now).date(), days)
    move(
        "return_for_supplement",
        dossier,
        returned_at=now,
        returned_by_id=by.user_id,
        returned_reason=reason,
        returned_due_on=due_on,
    )
    audit.record(
        "nominations.dossier_returned",
        by=by,
        obj=dossier,
        data={"due_on": due_on.isoformat()},
        reason=reason,
    )
    return dossier


@transaction.atomic
def refuse(dossier_id: int, *, ground: str, reason: str, by) -> Dossier:
    """Do not take a dossier in, for a lawful ground and with the facts."""
    dossier = lock(dossier_id)
    demand(permissions.can_refuse(by, dossier))
    demand_move("refuse", dossier)
    reason = nfc_lines(reason)
    problems = rules.reason_problems(reason, text="Ghi cụ thể vì sao không tiếp nhận.")
    if ground not in RefusalGround.values:
        problems.append(Problem("no_ground", "ground", "Chọn căn cứ từ chối."))
    demand_rules(problems)
    now = clock.now()
    move(
        "refuse",
        dossier,
        refused_at=now,
        refused_by_id=by.user_id,
        refused_ground=ground,
        refused_reason=reason,
    )
    audit.record("nominations.dossier_refused", by=by, obj=dossier, data={"ground": ground}, reason=reason)
    return dossier
