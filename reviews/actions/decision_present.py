"""Presenting a decision for signature, giving it back, and striking names."""

from datetime import date

from django.db import transaction

from core import audit, clock
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from core.uploads import Incoming
from core.verdict import Problem
from reviews import permissions_decision as permissions
from reviews import rules_decision as rules
from reviews.actions.decision_locking import (
    demand_decision_move,
    demand_decision_state,
    lock_decision,
    lock_with_line,
    reprice,
    save_decision,
)
from reviews.models import Decision, DecisionLine
from reviews.queries.decision import unconfirmed_rules
from reviews.queries.decision_lines import facts_of, lines_of, named
from reviews.workflow_decision import DECISION, PRESENTED

PDF = "application/pdf"


@transaction.atomic
def present_decision(
    decision_id: int,
    *,
    letter_no: str,
    letter_on: date | None,
    seen_version: int,
    by,
    file: Incoming | None = None,
    facts_reason: str = "",
    seen_facts: str = "",
) -> Decision:
    """Present the decision with its letter (tờ trình). The facts are read anew first.

    Stale when the draft was changed since the page was opened: the names that are presented were seen.
    With facts, `facts_reason` says why to go on and `seen_facts` (`rules_decision.seen`) which were shown.
    """
    decision = lock_decision(decision_id)
    demand(permissions.can_present(by, decision))
    demand_decision_move("present", decision)
    if decision.version != seen_version:
        raise Stale("Dự thảo vừa được sửa. Mở lại trang, xem danh sách mới rồi trình ký.")
    letter_no, facts_reason = nfc(letter_no), nfc_lines(facts_reason)
    problems = rules.letter_problems(letter_no=letter_no, letter_on=letter_on, today=clock.today())
    lines = lines_of(decision)
    facts = demand_sound(decision, lines, facts_reason, seen_facts, problems)
    now = clock.now()
    values = {"letter_no": letter_no, "letter_on": letter_on}
    if file:
        values["letter_file"] = keep_pdf(file)
    elif (letter_no, letter_on) != (decision.letter_no, decision.letter_on):
        values["letter_file"] = None  # the file of the letter before, when it was sent back
    save_decision(
        decision,
        state=DECISION.target("present"),
        presented_at=now,
        presented_by_id=by.user_id,
        **values,
    )
    data = {
        "letter_no": letter_no,
        "letter_on": letter_on.isoformat(),
        "lines": decision.lines.filter(struck=False).count(),
        "facts": [[fact.name, fact.text] for fact in facts],
        "unconfirmed": unconfirmed_rules(decision, lines),
    }
    audit.record("reviews.decision_presented", by=by, obj=decision, data=data, reason=facts_reason)
    return decision


@transaction.atomic
def send_back_decision(decision_id: int, *, reason: str, by) -> Decision:
    """Give a presented decision back to the standing body; struck names stay struck."""
    decision = lock_decision(decision_id)
    demand(permissions.can_send_back(by, decision))
    demand_decision_move("send_back", decision)
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason))
    save_decision(
        decision,
        state=DECISION.target("send_back"),
        presented_at=None,
        presented_by=None,
        returned_at=clock.now(),
        returned_by_id=by.user_id,
        returned_reason=reason,
    )
    audit.record("reviews.decision_sent_back", by=by, obj=decision, reason=reason)
    return decision


@transaction.atomic
def strike_name(line_id: int, *, reason: str, by) -> DecisionLine:
    """The signer's office leaves one name out; it stays on record with the reason."""
    decision, line = lock_with_line(line_id)
    demand(permissions.can_strike(by, decision))
    demand_decision_state(decision, PRESENTED)
    if line.struck:
        at = clock.local(line.struck_at)
        raise Stale(f"{line.nomination} đã được {line.struck_by} gạch tên lúc {at:%H:%M ngày %d/%m/%Y}.")
    reason = nfc_lines(reason)
    demand_rules(rules.reason_problems(reason))
    _write_strike(line, struck=True, reason=reason, at=clock.now(), user_id=by.user_id)
    save_decision(decision)
    reprice(decision)
    data = {"nomination": line.nomination_id, "name": line.nomination.full_name}
    audit.record("reviews.decision_name_struck", by=by, obj=decision, data=data, reason=reason)
    return line


@transaction.atomic
def restore_name(line_id: int, *, by) -> DecisionLine:
    """Put a struck name back before the signature."""
    decision, line = lock_with_line(line_id)
    demand(permissions.can_strike(by, decision))
    demand_decision_state(decision, PRESENTED)
    if not line.struck:
        raise Stale(f"{line.nomination} không còn bị gạch tên.")
    _write_strike(line, struck=False, reason="", at=None, user_id=None)
    save_decision(decision)
    reprice(decision)
    data = {"nomination": line.nomination_id, "name": line.nomination.full_name}
    audit.record("reviews.decision_name_restored", by=by, obj=decision, data=data)
    return line


def demand_sound(
    decision: Decision, lines: list[DecisionLine], reason: str, seen_facts: str, problems=()
) -> list[rules.Fact]:
    """Refuse when a name may not go on, or when something has become known that nobody answered for.

    Returns the facts, read anew.
    """
    facts = facts_of([line.nomination for line in lines if not line.struck])
    found = [*problems, *rules.names_problems(named(decision, lines))]
    found += rules.facts_problems(facts, reason=reason, seen_facts=seen_facts)
    demand_rules(found)
    return facts


def keep_pdf(file: Incoming):
    """Write the row of a signed PDF; only one that was found clean is kept."""
    if file.content_type != PDF:
        raise RuleViolation([Problem("not_pdf", "file", "Bản đã ký phải là tệp PDF.")])
    if not file.is_clean:
        text = "Chưa kiểm tra được tệp này có mã độc hay không. Thử lại sau vài phút."
        raise RuleViolation([Problem("not_scanned", "file", text)])
    return file.register()


def _write_strike(line: DecisionLine, *, struck: bool, reason: str, at, user_id) -> None:
    line.struck, line.strike_reason, line.struck_at, line.struck_by_id = struck, reason, at, user_id
    line.save(update_fields=["struck", "strike_reason", "struck_at", "struck_by"])
