"""What comes of a nomination after its appraisal. Called by the council's and the decision's own deeds.

Who may vote, seal or publish was judged there; here the move and the state of the dossier are.
"""

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand_rules
from core.text import nfc_lines
from nominations import rules
from nominations.actions.locking import demand_state, lock_with_nomination, move
from nominations.models import Dossier, Nomination
from nominations.workflow import CLOSED, CONFIRMED, FINAL, OF_COUNCIL, OUTCOME


@transaction.atomic
def record_outcome(nomination_id: int, outcome: str, *, by, reason: str = "") -> Nomination:
    """Write what the council or the decision said of one nominee; the same again changes nothing.

    Closes the dossier when every nominee has a final outcome, and opens it again when one no longer has.
    Stale when the outcome may not follow the present one.
    """
    dossier, nomination = lock_with_nomination(nomination_id)
    if nomination.outcome == outcome:
        return nomination
    demand_state(dossier, CONFIRMED, CLOSED)
    if not OUTCOME.allows(outcome, nomination.outcome) or outcome in {"QUALIFIED", "NEEDS_JUDGEMENT"}:
        raise _decided(nomination)
    reason = nfc_lines(reason)
    if OUTCOME.moves[outcome].needs_reason:
        demand_rules(rules.reason_problems(reason))
    _write(dossier, nomination, outcome, reason, by)
    return nomination


@transaction.atomic
def reset_outcome(nomination_id: int, *, by, reason: str) -> Nomination:
    """Put back what the appraisal concluded, when the poll behind the council's word is void.

    Stale when the outcome is not, or no longer, the council's: what was decided since stands.
    """
    dossier, nomination = lock_with_nomination(nomination_id)
    demand_state(dossier, CONFIRMED, CLOSED)
    if nomination.outcome not in OF_COUNCIL:
        raise _decided(nomination)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason))
    _write(dossier, nomination, nomination.conclusion, reason, by)
    return nomination


def close_if_done(dossier: Dossier, *, by) -> None:
    """Close a confirmed dossier of which nobody waits for anything any more, or open it again."""
    is_done = not Nomination.objects.filter(dossier=dossier).exclude(outcome__in=FINAL).exists()
    if is_done and dossier.state == CONFIRMED:
        move("close", dossier, closed_at=clock.now())
        audit.record("nominations.dossier_closed", by=by, obj=dossier)
    elif not is_done and dossier.state == CLOSED:
        move("reopen", dossier, closed_at=None)
        audit.record("nominations.dossier_reopened", by=by, obj=dossier)


def _decided(nomination: Nomination) -> Stale:
    return Stale(f"{nomination} đã có kết quả: {nomination.outcome_state.label}.")


def _write(dossier: Dossier, nomination: Nomination, outcome: str, reason: str, by) -> None:
    nomination.outcome = outcome
    nomination.outcome_at = clock.now()
    nomination.outcome_reason = reason
    nomination.save(update_fields=["outcome", "outcome_at", "outcome_reason"])
    audit.record(
        "nominations.outcome_recorded",
        by=by,
        obj=dossier,
        data={"name": nomination.full_name, "nomination": nomination.pk, "outcome": outcome},
        reason=reason,
    )
    close_if_done(dossier, by=by)
