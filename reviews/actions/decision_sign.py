"""The end of a decision: number, date and signed file; then publishing, which writes the golden book."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from awards.actions import grant
from core import audit, clock
from core.errors import RuleViolation, demand, demand_rules
from core.text import nfc, nfc_lines
from core.uploads import Incoming
from core.verdict import Problem
from nominations.actions import record_outcome
from nominations.models import Dossier
from nominations.workflow import DECLINED, GRANTED
from reviews import permissions_decision as permissions
from reviews import rules_decision as rules
from reviews.actions.decision_locking import (
    demand_decision_move,
    lock_decision,
    reprice,
    save_decision,
    write_prizes,
)
from reviews.actions.decision_present import demand_sound, keep_pdf
from reviews.actions.poll import demand_fresh
from reviews.models import Decision, DecisionLine
from reviews.models.decision import DOCUMENT_KIND
from reviews.queries.decision import next_number_of
from reviews.queries.decision_lines import lines_of, merit_of, named
from reviews.workflow_decision import DECISION
from units.models import Membership, OrgUnit
from units.roles import Role


@transaction.atomic
def sign_decision(
    decision_id: int,
    *,
    number: int | None,
    signed_on: date | None,
    signer_title: str,
    file: Incoming | None,
    confirmed_at: datetime | None,
    by,
    signer_id: int | None = None,
    signer_name: str = "",
) -> Decision:
    """Enter number, date, signer and the signed file, as they stand on the document; freshly confirmed.

    `signer_id` is a membership as LEADER of the issuing unit; who has none is named. Prizes become those of
    the base salary on the day of the signature.
    """
    decision = lock_decision(decision_id)
    demand(permissions.can_sign(by, decision))
    demand_fresh(confirmed_at)
    demand_decision_move("sign", decision)
    signer = _signer(decision, signer_id, signed_on)
    signer_name, signer_title = nfc(signer.user.full_name if signer else signer_name), nfc(signer_title)
    lines = lines_of(decision)
    problems = rules.signing_problems(
        number=number,
        signed_on=signed_on,
        letter_on=decision.letter_on,
        year=decision.round.year,
        today=clock.today(),
        signer_name=signer_name,
        signer_title=signer_title,
    )
    if file is None:
        problems.append(Problem("no_file", "file", "Chọn bản PDF đã ký, đóng dấu."))
    demand_rules(problems + rules.names_problems(named(decision, lines)))
    _demand_free(decision.unit_id, number, signed_on.year)
    save_decision(
        decision,
        state=DECISION.target("sign"),
        number=number,
        year=signed_on.year,
        symbol="-".join(filter(None, [DOCUMENT_KIND, decision.unit.symbol])),
        signed_on=signed_on,
        signer=signer,
        signer_name=signer_name,
        signer_title=signer_title,
        signed_file=keep_pdf(file),
        signed_at=clock.now(),
        signed_by_id=by.user_id,
    )
    write_prizes(decision, lines, signed_on)
    reprice(decision)
    data = {
        "number": number,
        "year": decision.year,
        "document_no": decision.document_no,
        "signed_on": signed_on.isoformat(),
        "signer": signer_name,
        "sha256": decision.signed_file.sha256,
    }
    audit.record("reviews.decision_signed", by=by, obj=decision, data=data)
    return decision


@transaction.atomic
def publish_decision(decision_id: int, *, by, facts_reason: str = "", seen_facts: str = "") -> Decision:
    """Publish a signed decision: the golden book gets every name that was not struck, dossiers their outcome.

    The facts are read anew first, as in `present_decision`.
    """
    decision = lock_decision(decision_id)
    demand(permissions.can_publish(by, decision))
    demand_decision_move("publish", decision)
    facts_reason = nfc_lines(facts_reason)
    lines = lines_of(decision)
    # All dossiers at once and in one order: what follows takes counters too, and two must not wait crosswise.
    dossier_ids = {line.nomination.dossier_id for line in lines}
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk__in=dossier_ids).order_by("pk"))
    lines = lines_of(decision)
    facts = demand_sound(decision, lines, facts_reason, seen_facts)
    save_decision(
        decision,
        state=DECISION.target("publish"),
        published_at=clock.now(),
        published_by_id=by.user_id,
    )
    named_in = f"Quyết định số {decision.document_no} ngày {decision.signed_on:%d/%m/%Y}"
    for line in lines:
        if line.struck:
            record_outcome(line.nomination_id, DECLINED, by=by, reason=line.strike_reason)
            continue
        line.grant = _grant(decision, line, by)
        record_outcome(line.nomination_id, GRANTED, by=by, reason=named_in)
    granted = [line for line in lines if not line.struck]
    DecisionLine.objects.bulk_update(granted, ["grant"], batch_size=500)
    data = {
        "document_no": decision.document_no,
        "grants": len(granted),
        "struck": len(lines) - len(granted),
        "facts": [[fact.name, fact.text] for fact in facts],
    }
    audit.record("reviews.decision_published", by=by, obj=decision, data=data, reason=facts_reason)
    return decision


def _grant(decision: Decision, line: DecisionLine, by):
    """Write one name into the golden book with the words that the dossier kept."""
    nomination = line.nomination
    dossier = nomination.dossier
    return grant(
        by=by,
        award=decision.award,
        commendation_type=decision.commendation_type,
        recipient=nomination.recipient,
        recipient_name=nomination.full_name,
        person=nomination.person,
        collective=nomination.nominee_unit,
        position=nomination.position,
        unit=dossier.unit,
        unit_name=nomination.unit_name or dossier.unit.body_name,
        leader_class=nomination.leader_class,
        gender=nomination.gender,
        year=decision.round.year,
        merit=merit_of(nomination),
        decision_no=decision.document_no,
        decision_on=decision.signed_on,
    )


def _signer(decision: Decision, signer_id: int | None, signed_on: date | None) -> Membership | None:
    """The leader who signed, in office on that day."""
    if not signer_id:
        return None
    leaders = Membership.objects.filter(pk=signer_id, role=Role.LEADER, unit_id=decision.unit_id)
    if signed_on:
        in_office = Q(valid_from__lte=signed_on) & (Q(valid_to=None) | Q(valid_to__gt=signed_on))
        leaders = leaders.filter(in_office)
    signer = leaders.select_related("user").first()
    if signer is None:
        text = "Người này không giữ chức vụ lãnh đạo của cơ quan ban hành vào ngày ký."
        raise RuleViolation([Problem("signer_not_in_office", "signer", text)])
    return signer


def _demand_free(unit_id: int, number: int, year: int) -> None:
    """Refuse a number that this office has given this year; the office is held, so two ask one by one."""
    OrgUnit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit_id)
    if Decision.objects.filter(unit_id=unit_id, year=year, number=number).exists():
        raise RuleViolation([rules.number_taken(number, year, next_number_of(unit_id, year))])
