"""Thẩm định: conclude about each nominee, finish, confirm or send back."""

from collections.abc import Collection

from django.db import transaction

from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale, demand, demand_rules
from core.text import nfc_lines
from core.verdict import Problem
from nominations import checks, permissions, rules
from nominations.actions.locking import (
    demand_move,
    demand_state,
    hour,
    lock,
    lock_with_nomination,
    move,
)
from nominations.actions.nominees import is_asked, told_of
from nominations.actions.outcomes import close_if_done
from nominations.models import Dossier, Nomination, Recusal
from nominations.workflow import ACCEPTED, CONCLUSIONS, OUTCOME, PROPOSED, QUALIFIED

_CONCLUDED = [
    "outcome",
    "outcome_at",
    "outcome_reason",
    "conclusion",
    "appraisal_reason",
    "appraised_at",
    "appraised_by",
    "version",
]


@transaction.atomic
def conclude(nomination_id: int, conclusion: str, reason: str, *, seen_version: int, by) -> Nomination:
    """Say whether one nominee meets the standard. Stale when a colleague or the unit was there meanwhile."""
    dossier, nomination = lock_with_nomination(nomination_id)
    demand(permissions.can_conclude(by, dossier, is_recused=_is_recused(by, nomination)))
    demand_state(dossier, ACCEPTED)
    if nomination.version != seen_version:
        raise _concluded_meanwhile(nomination, conclusion, reason)
    reason = nfc_lines(reason)
    demand_rules(
        rules.conclusion_problems(
            conclusion, reason, is_asked=is_asked(nomination), unmet=checks.unmet(nomination)
        )
    )
    _write(nomination, conclusion, reason, by)
    nomination.save(update_fields=_CONCLUDED)
    audit.record(
        "nominations.nomination_concluded",
        by=by,
        obj=dossier,
        data=told_of(nomination) | {"conclusion": conclusion},
        reason=reason,
    )
    return nomination


@transaction.atomic
def conclude_many(dossier_id: int, nomination_ids: Collection[int], *, by) -> list[Nomination]:
    """Conclude QUALIFIED for all of these, none of whom has an open question; all of them or nobody."""
    dossier = lock(dossier_id)
    demand(permissions.can_appraise(by, dossier))
    demand_state(dossier, ACCEPTED)
    chosen, left_out = checks.ready_to_qualify(dossier, nomination_ids, user_id=by.user_id)
    if left_out or len(chosen) != len(set(nomination_ids)) or not chosen:
        names = ", ".join(f"{nomination} ({why})" for nomination, why in left_out)
        text = f"Danh sách vừa thay đổi: {names}." if names else "Chọn ít nhất một người trong hồ sơ này."
        raise RuleViolation([Problem("not_ready", "", text)])
    for nomination in chosen:
        _write(nomination, QUALIFIED, "", by)
    Nomination.objects.bulk_update(chosen, _CONCLUDED)
    audit.record(
        "nominations.nominations_qualified",
        by=by,
        obj=dossier,
        data={
            "count": len(chosen),
            "names": [nomination.full_name for nomination in chosen],
            "nominations": [nomination.pk for nomination in chosen],
        },
    )
    return chosen


@transaction.atomic
def finish_appraisal(dossier_id: int, *, by) -> Dossier:
    """Hand an appraisal to the head of office; every nominee is concluded and nothing is asked any more."""
    dossier = lock(dossier_id)
    demand(permissions.can_appraise(by, dossier))
    demand_move("finish_appraisal", dossier)
    demand_rules(checks.finish_problems(dossier))
    move("finish_appraisal", dossier, appraised_at=clock.now(), appraised_by_id=by.user_id)
    audit.record("nominations.appraisal_finished", by=by, obj=dossier)
    return dossier


@transaction.atomic
def send_back_to_officer(dossier_id: int, *, reason: str, by) -> Dossier:
    """The head of office does not agree yet and says with what."""
    dossier = lock(dossier_id)
    demand(permissions.can_confirm(by, dossier))
    demand_move("send_back_to_officer", dossier)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason, text="Ghi điều cần thẩm định lại."))
    move("send_back_to_officer", dossier, appraised_at=None, appraised_by=None)
    audit.record("nominations.appraisal_sent_back", by=by, obj=dossier, reason=reason)
    return dossier


@transaction.atomic
def confirm(dossier_id: int, *, by) -> Dossier:
    """The head of office agrees: who qualified, or needs judgement, goes on to the council."""
    dossier = lock(dossier_id)
    demand(permissions.can_confirm(by, dossier))
    demand_move("confirm", dossier)
    move("confirm", dossier, confirmed_at=clock.now(), confirmed_by_id=by.user_id)
    audit.record("nominations.appraisal_confirmed", by=by, obj=dossier)
    close_if_done(dossier, by=by)
    return dossier


@transaction.atomic
def recuse(nomination_id: int, *, user_id: int, reason: str, by) -> Recusal:
    """Write down that somebody of the standing body keeps away from a nominee, from today on."""
    dossier, nomination = lock_with_nomination(nomination_id)
    demand(permissions.can_recuse(by, dossier, user_id))
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason, text="Ghi quan hệ với người được đề nghị."))
    now = clock.now()
    recusal, is_new = Recusal.objects.get_or_create(
        user_id=user_id,
        nomination=nomination,
        defaults={
            "reason": reason,
            "from_on": clock.local(now).date(),
            "declared_at": now,
            "declared_by_id": by.user_id,
        },
    )
    if not is_new:
        raise Stale(f"Đã khai có liên quan từ ngày {recusal.from_on:%d/%m/%Y}.")
    audit.record(
        "nominations.recusal_declared",
        by=by,
        obj=dossier,
        data=told_of(nomination) | {"user": user_id},
        reason=reason,
    )
    return recusal


def forget_conclusion(nomination: Nomination) -> None:
    """Put a nominee back to the beginning of his appraisal."""
    nomination.outcome, nomination.conclusion = PROPOSED, ""
    nomination.outcome_reason = nomination.appraisal_reason = ""
    nomination.outcome_at = nomination.appraised_at = nomination.appraised_by = None
    nomination.version += 1
    nomination.save(update_fields=_CONCLUDED)


def _write(nomination: Nomination, conclusion: str, reason: str, by) -> None:
    if not OUTCOME.allows(conclusion, nomination.outcome):
        raise NotAllowed(f"{nomination} đã có kết quả: {nomination.outcome_state.label}.")
    now = clock.now()
    nomination.outcome = nomination.conclusion = conclusion
    nomination.appraisal_reason = reason
    nomination.outcome_reason = ""
    nomination.outcome_at = nomination.appraised_at = now
    nomination.appraised_by_id = by.user_id
    nomination.version += 1


def _is_recused(by, nomination: Nomination) -> bool:
    return Recusal.objects.filter(user_id=by.user_id, nomination=nomination).exists()


def _concluded_meanwhile(nomination: Nomination, conclusion: str, reason: str) -> Stale:
    if not nomination.appraised_at:
        return Stale(
            f"Đơn vị vừa sửa phần của người này lúc {hour(nomination.updated_at)}. Mở lại trang để xem.",
            mine=[("Lý do", reason)],
        )
    mine = OUTCOME.state(conclusion).label if conclusion in CONCLUSIONS else ""
    return Stale(
        f"{nomination.appraised_by} đã kết luận về người này lúc {hour(nomination.appraised_at)}. "
        "Chưa có gì bị ghi đè. Mở lại trang rồi kết luận lại nếu cần.",
        theirs=[("Kết luận", nomination.conclusion_state.label), ("Lý do", nomination.appraisal_reason)],
        mine=[("Kết luận", mine), ("Lý do", reason)],
    )
