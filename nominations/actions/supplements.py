"""What is asked about one nominee, and what the unit answers, while the others go on."""

from django.db import transaction

from core import audit, clock
from core.calendar import due_after
from core.errors import Stale, demand, demand_rules
from core.text import nfc_lines
from nominations import permissions, rules
from nominations.actions.appraisal import forget_conclusion
from nominations.actions.locking import demand_state, hour, lock_with_nomination
from nominations.actions.nominees import is_asked, told_of
from nominations.models import Dossier, Supplement
from nominations.workflow import ACCEPTED


@transaction.atomic
def ask_supplement(nomination_id: int, *, reason: str, days: int, by) -> Supplement:
    """Ask the unit to complete what is known of one nominee, by so many working days from today.

    What was concluded about him falls away; the other nominees are not touched.
    """
    dossier, nomination = lock_with_nomination(nomination_id)
    demand(permissions.can_appraise(by, dossier))
    demand_state(dossier, ACCEPTED)
    reason = nfc_lines(reason)
    demand_rules(rules.supplement_problems(reason=reason, days=days, is_asked=is_asked(nomination)))
    now = clock.now()
    supplement = Supplement.objects.create(
        nomination=nomination,
        reason=reason,
        due_on=due_after(clock.local(now).date(), days),
        asked_by_id=by.user_id,
        asked_at=now,
    )
    forget_conclusion(nomination)
    audit.record(
        "nominations.supplement_asked",
        by=by,
        obj=dossier,
        data=told_of(nomination) | {"due_on": supplement.due_on.isoformat()},
        reason=reason,
    )
    return supplement


@transaction.atomic
def answer_supplement(supplement_id: int, *, answer: str, by) -> Supplement:
    """Say what was completed and give the nominee back to the officer; late answers still count."""
    dossier, supplement = _lock(supplement_id)
    demand(permissions.can_answer_supplement(by, dossier))
    demand_state(dossier, ACCEPTED)
    _demand_open(supplement)
    answer = nfc_lines(answer)
    demand_rules(
        rules.reason_problems(
            answer, field="answer", text="Ghi đã bổ sung gì, hoặc vì sao không bổ sung được."
        )
    )
    supplement.answer = answer
    supplement.answered_at = clock.now()
    supplement.answered_by_id = by.user_id
    supplement.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(
        "nominations.supplement_answered",
        by=by,
        obj=dossier,
        data=told_of(supplement.nomination),
        reason=answer,
    )
    return supplement


@transaction.atomic
def end_supplement(supplement_id: int, *, by) -> Supplement:
    """Stop waiting: the nominee is appraised by what there is."""
    dossier, supplement = _lock(supplement_id)
    demand(permissions.can_appraise(by, dossier))
    demand_state(dossier, ACCEPTED)
    _demand_open(supplement)
    supplement.ended_at = clock.now()
    supplement.ended_by_id = by.user_id
    supplement.save(update_fields=["ended_at", "ended_by"])
    audit.record("nominations.supplement_ended", by=by, obj=dossier, data=told_of(supplement.nomination))
    return supplement


def _lock(supplement_id: int) -> tuple[Dossier, Supplement]:
    found = Supplement.objects.filter(pk=supplement_id).select_related("answered_by", "ended_by")
    dossier, nomination = lock_with_nomination(found.values_list("nomination_id", flat=True).get())
    supplement = found.get()
    supplement.nomination = nomination
    return dossier, supplement


def _demand_open(supplement: Supplement) -> None:
    if supplement.answered_at:
        raise Stale(
            f"{supplement.answered_by} đã trả lời yêu cầu bổ sung này lúc {hour(supplement.answered_at)}."
        )
    if supplement.ended_at:
        raise Stale(f"{supplement.ended_by} đã kết thúc yêu cầu bổ sung này lúc {hour(supplement.ended_at)}.")
