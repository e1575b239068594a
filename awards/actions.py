"""Deeds on the golden book and on the history that the standards engine reads."""

import secrets
from datetime import date

from django.db import transaction

from awards import rules_grant
from awards.models import (
    AnnualRating,
    AwardType,
    CollectiveFact,
    Discipline,
    Grant,
    GrantSource,
    GrantStatus,
    Initiative,
    Recipient,
)
from awards.permissions import can_grant, can_record_history
from awards.queries import CODE_LENGTH, CODE_LETTERS
from core import audit, clock
from core.counters import next_number
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.search import words_of
from core.text import nfc, nfc_lines
from core.verdict import Problem
from units.actions import standing_person
from units.models import AreaKind, OrgUnit, Person
from units.queries import area_kinds


@transaction.atomic
def grant(
    *,
    by,
    award: AwardType,
    commendation_type: str,
    recipient: str,
    recipient_name: str,
    unit: OrgUnit,
    year: int,
    merit: str,
    decision_no: str,
    decision_on: date,
    unit_name: str = "",
    person: Person | None = None,
    collective: OrgUnit | None = None,
    position: str = "",
    leader_class: str = "",
    gender: str = "",
    is_remote: bool | None = None,
    is_border: bool | None = None,
    source: str = GrantSource.DECISION,
) -> Grant:
    """Write one award into the golden book; called in the transaction that publishes its decision.

    `unit` is the unit of the recipient as valid on the day of the decision, `collective` the unit that is the
    recipient itself. Areas that are not given are those of the unit on that day. What was decided before the
    portal is IMPORTED and gets no number in the book.
    """
    demand(can_grant(by, unit))
    recipient_name, decision_no, merit = nfc(recipient_name), nfc(decision_no), nfc_lines(merit)
    today = clock.today()
    demand_rules(
        rules_grant.grant_problems(
            recipient=recipient,
            recipients=award.recipients,
            recipient_name=recipient_name,
            year=year,
            merit=merit,
            decision_no=decision_no,
            decision_on=decision_on,
            today=today,
        )
        + _identity_problems(recipient, person, collective)
    )
    person = person and standing_person(person.pk)
    book, number = _place_in_book(source, decision_on.year)
    _refuse_twice(award, decision_no, decision_on, person, collective)
    areas = area_kinds([unit.pk], decision_on)[unit.pk] if None in (is_remote, is_border) else set()
    unit_name = nfc(unit_name or unit.name)
    written = Grant.objects.create(
        award=award,
        commendation_type=commendation_type,
        recipient=recipient,
        person=person,
        collective=collective,
        recipient_name=recipient_name,
        folded=" ".join(words_of(f"{recipient_name} {unit_name} {decision_no}")),
        position=nfc(position),
        unit=unit,
        unit_name=unit_name,
        leader_class=leader_class,
        gender=gender,
        is_remote=AreaKind.REMOTE in areas if is_remote is None else is_remote,
        is_border=AreaKind.BORDER in areas if is_border is None else is_border,
        year=year,
        merit=merit,
        decision_no=decision_no,
        decision_on=decision_on,
        code=new_codes(1)[0],
        register_year=book,
        register_no=number,
        source=source,
        granted_at=clock.now(),
    )
    data = {
        "award": award.code,
        "decision_no": decision_no,
        "decision_on": decision_on.isoformat(),
        "register": written.register_text,
        "source": source,
    }
    audit.record("awards.granted", by=by, obj=written, data=data)
    return written


@transaction.atomic
def revoke(grant_id: int, reason: str, *, by) -> Grant:
    """Take an award back; its line stays in the book and its certificate shows as revoked."""
    found = Grant.objects.select_for_update(of=("self",)).select_related("unit", "award").get(pk=grant_id)
    demand(can_grant(by, found.unit))
    if found.is_revoked:
        raise Stale(f"Khen thưởng này đã bị thu hồi ngày {clock.local(found.revoked_at):%d/%m/%Y}.")
    reason = nfc_lines(reason)
    demand_rules(rules_grant.revocation_problems(reason))
    found.status = GrantStatus.REVOKED
    found.revoked_at = clock.now()
    found.revoked_by_id = by.user_id
    found.revoked_reason = reason
    found.save(update_fields=["status", "revoked_at", "revoked_by", "revoked_reason"])
    audit.record("awards.revoked", by=by, obj=found, data={"award": found.award.code}, reason=reason)
    return found


def _identity_problems(recipient: str, person, collective) -> list[Problem]:
    """A person is an individual, a unit a collective."""
    wrong = (person is not None and recipient != Recipient.INDIVIDUAL) or (
        collective is not None and recipient != Recipient.COLLECTIVE
    )
    if wrong:
        return [
            Problem("wrong_identity", "recipient", "Đối tượng không khớp với người hoặc tập thể đã chọn.")
        ]
    return []


def _place_in_book(source: str, year: int) -> tuple[int | None, int | None]:
    """Year and number in the golden book, without gaps: the counter is locked until the deed is saved."""
    if source == GrantSource.IMPORTED:
        return None, None
    return year, next_number(f"awards.register.{year}")


def _refuse_twice(award, decision_no, decision_on, person, collective) -> None:
    """Raise Stale when this decision gave this award to the same person or unit already."""
    if person is None and collective is None:
        return
    same = Grant.objects.filter(
        decision_no=decision_no,
        decision_on=decision_on,
        award=award,
        person=person,
        collective=collective,
    )
    if same.exists():
        raise Stale(f"Quyết định số {decision_no} đã được ghi vào sổ vàng cho đối tượng này.")


def new_codes(number: int) -> list[str]:
    """So many verification codes that no line has yet and nobody guesses: 31 letters to the power of 12."""
    codes: set[str] = set()
    while len(codes) < number:
        codes |= {
            "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
            for _ in range(number - len(codes))
        }
        codes -= set(Grant.objects.filter(code__in=codes).values_list("code", flat=True))
    return list(codes)


# History --------------------------------------------------------------------------------------------------


@transaction.atomic
def record_rating(
    *, by, year: int, grade: str, source: str, person: Person | None = None, unit: OrgUnit | None = None
) -> AnnualRating:
    """Write down the yearly grade of a person or a unit."""
    demand(can_record_history(by, person.unit if person else unit))
    source = nfc(source)
    demand_rules(rules_grant.history_problems(year=year, text=source, today=clock.today()))
    person = person and standing_person(person.pk)
    if AnnualRating.objects.filter(person=person, unit=unit, year=year).exists():
        raise Stale(f"Xếp loại năm {year} đã được ghi.")
    written = AnnualRating.objects.create(person=person, unit=unit, year=year, grade=grade, source=source)
    audit.record("awards.rating_recorded", by=by, obj=written, data={"year": year, "grade": grade})
    return written


@transaction.atomic
def record_initiative(
    *,
    by,
    person: Person,
    name: str,
    level: str,
    year: int,
    decision_no: str,
    decision_on: date | None = None,
) -> Initiative:
    """Write down a recognised initiative of a person."""
    demand(can_record_history(by, person.unit))
    name, decision_no = nfc(name), nfc(decision_no)
    problems = rules_grant.history_problems(year=year, text=decision_no, today=clock.today())
    if not name:
        problems.append(Problem("no_name", "name", "Ghi tên sáng kiến."))
    demand_rules(problems)
    written = Initiative.objects.create(
        person=standing_person(person.pk),
        name=name,
        level=level,
        year=year,
        decision_no=decision_no,
        decision_on=decision_on,
    )
    audit.record("awards.initiative_recorded", by=by, obj=written, data={"year": year, "level": level})
    return written


@transaction.atomic
def record_discipline(
    *,
    by,
    form: str,
    from_on: date,
    decision: str,
    until_on: date | None = None,
    person: Person | None = None,
    unit: OrgUnit | None = None,
) -> Discipline:
    """Write down a disciplinary measure, or a review that is going on."""
    demand(can_record_history(by, person.unit if person else unit))
    if until_on is not None and until_on <= from_on:
        raise RuleViolation([Problem("ends_before_start", "until_on", "Ngày hết phải sau ngày bắt đầu.")])
    written = Discipline.objects.create(
        person=person and standing_person(person.pk),
        unit=unit,
        form=form,
        from_on=from_on,
        until_on=until_on,
        decision=nfc(decision),
    )
    audit.record("awards.discipline_recorded", by=by, obj=written, data={"form": form})
    return written


@transaction.atomic
def record_fact(
    *, by, unit: OrgUnit, year: int, kind: str, part: int, whole: int, source: str, group_name: str = ""
) -> CollectiveFact:
    """Write down a rank of a collective or a count of its members, with the document that states it."""
    demand(can_record_history(by, unit))
    source, group_name = nfc(source), nfc(group_name)
    demand_rules(
        rules_grant.history_problems(year=year, text=source, today=clock.today())
        + rules_grant.fact_problems(kind=kind, part=part, whole=whole, group_name=group_name)
    )
    same = CollectiveFact.objects.filter(unit=unit, year=year, kind=kind, group_name=group_name)
    if same.exists():
        raise Stale(f"Số liệu này của năm {year} đã được ghi.")
    written = CollectiveFact.objects.create(
        unit=unit, year=year, kind=kind, group_name=group_name, part=part, whole=whole, source=source
    )
    data = {"kind": kind, "year": year, "part": part, "whole": whole}
    audit.record("awards.fact_recorded", by=by, obj=written, data=data)
    return written
