"""Gathers history for the standards engine: a constant number of queries, however many nominees."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from awards import rules
from awards.models import (
    AnnualRating,
    AwardStandard,
    CommendationType,
    Discipline,
    Grant,
    GrantStatus,
    Initiative,
    Recipient,
)
from awards.rules_history import (
    UNKNOWN,
    Finding,
    History,
    PastAward,
    PastDiscipline,
    PastInitiative,
    PastRating,
)
from core import clock
from core.text import fold
from units.models import Person
from units.queries import lineage


@dataclass(frozen=True)
class Nominee:
    """Whom `findings_of` asks about; any object with these attributes will do.

    A person is known by `person_id`, or by name and birth date; a collective by `unit_id`.
    """

    award_id: int
    recipient: str = Recipient.INDIVIDUAL
    person_id: int | None = None
    unit_id: int | None = None
    full_name: str = ""
    birth_date: date | None = None
    leader_class: str = ""


def findings_of(nominees: Sequence, round_, *, day: date | None = None) -> list[list[Finding]]:
    """Return the findings of each nominee, in their order.

    `round_` gives `year` and `commendation_type`; `day` says which law applies (the day of acceptance, today
    without one).
    """
    day = day or clock.today()
    standards = _standards(nominees, round_.commendation_type, day)
    histories = histories_of(nominees)
    found = []
    for nominee, history in zip(nominees, histories, strict=True):
        standard = standards.get((nominee.award_id, _recipient(nominee)))
        if standard is None:
            found.append([_no_standard(round_.commendation_type)])
        else:
            found.append(
                rules.check(
                    standard.requirements,
                    replace(history, leader_class=getattr(nominee, "leader_class", "")),
                    round_.year,
                    confirmed=standard.confirmed,
                )
            )
    return found


def histories_of(nominees: Sequence) -> list[History]:
    """Return what the portal knows of each nominee: awards, grades, initiatives, discipline."""
    people, units = _people_of(nominees), _units_of(nominees)
    person_ids = {key for line in people for key in line}
    unit_ids = {key for line in units for key in line}
    rows = _rows(person_ids, unit_ids)
    return [
        _history(rows, person_line, unit_line) for person_line, unit_line in zip(people, units, strict=True)
    ]


# Who a nominee is, and was --------------------------------------------------------------------------------


def _people_of(nominees) -> list[dict[int, bool]]:
    """The persons that each nominee is, with whether that is certain.

    A person of this name and birth date in another unit is most likely the same, but somebody must compare.
    """
    names = {fold(n.full_name) for n in nominees if n.birth_date and _is_person(n)}
    births = {n.birth_date for n in nominees if n.birth_date and _is_person(n)}
    alike = defaultdict(list)
    if names:
        same = Person.objects.filter(folded__in=names, birth_date__in=births)
        for pk, folded, birth in same.values_list("pk", "folded", "birth_date"):
            alike[folded, birth].append(pk)
    lines = []
    for nominee in nominees:
        line: dict[int, bool] = {}
        if _is_person(nominee):
            if nominee.person_id:
                line[nominee.person_id] = True
            for pk in alike[fold(nominee.full_name), nominee.birth_date] if nominee.birth_date else ():
                line.setdefault(pk, False)
        lines.append(line)
    return lines


def _units_of(nominees) -> list[dict[int, bool]]:
    """The collective itself and the older units it carries on for."""
    asked = {nominee.unit_id for nominee in nominees if not _is_person(nominee) and nominee.unit_id}
    lines = lineage(asked) if asked else {}
    return [
        {}
        if _is_person(nominee)
        else {older.unit_id: older.alone for older in lines.get(nominee.unit_id, ())}
        for nominee in nominees
    ]


def _is_person(nominee) -> bool:
    return _recipient(nominee) == Recipient.INDIVIDUAL


def _recipient(nominee) -> str:
    given = getattr(nominee, "recipient", "")
    return given or (Recipient.COLLECTIVE if getattr(nominee, "unit_id", None) else Recipient.INDIVIDUAL)


# What stands in the database about them -------------------------------------------------------------------


def _rows(person_ids, unit_ids) -> dict:
    """Everything about these people and units in four queries, by (kind, "person" or "unit", key)."""
    rows = defaultdict(list)
    both = Q(person__in=person_ids) | Q(unit__in=unit_ids)
    grants = Grant.objects.filter(Q(person__in=person_ids) | Q(collective__in=unit_ids))
    for grant in grants.filter(status=GrantStatus.GRANTED).select_related("award").order_by("pk"):
        holder = ("person", grant.person_id) if grant.person_id else ("unit", grant.collective_id)
        text = (
            f"{grant.award.name} năm {grant.year}, {grant.unit_name}, "
            f"Quyết định số {grant.decision_no} ngày {grant.decision_on:%d/%m/%Y}"
        )
        rows["awards", *holder].append(
            PastAward(grant.award.code, grant.year, text, commendation_type=grant.commendation_type)
        )
    for rating in AnnualRating.objects.filter(both).order_by("pk"):
        text = f"{rating.get_grade_display()} năm {rating.year}, {rating.source}"
        rows["ratings", *_holder(rating)].append(PastRating(rating.year, rating.grade, text))
    for one in Initiative.objects.filter(person__in=person_ids).order_by("pk"):
        text = f"Sáng kiến “{one.name}” năm {one.year}, {one.get_level_display().lower()}, {one.decision_no}"
        rows["initiatives", "person", one.person_id].append(PastInitiative(one.year, one.level, text))
    for one in Discipline.objects.filter(both).order_by("pk"):
        until = f" đến ngày {one.until_on:%d/%m/%Y}" if one.until_on else ""
        text = f"{one.get_form_display()} từ ngày {one.from_on:%d/%m/%Y}{until}, {one.decision}"
        rows["disciplines", *_holder(one)].append(PastDiscipline(one.from_on, one.until_on, text))
    return rows


def _holder(row) -> tuple[str, int]:
    return ("person", row.person_id) if row.person_id else ("unit", row.unit_id)


def _history(rows: dict, people: dict[int, bool], units: dict[int, bool]) -> History:
    line = [("person", key, certain) for key, certain in people.items()]
    line += [("unit", key, certain) for key, certain in units.items()]

    def of(kind: str) -> tuple:
        return tuple(
            row if certain else replace(row, certain=False)
            for holder, key, certain in line
            for row in rows[kind, holder, key]
        )

    return History(of("awards"), of("ratings"), of("initiatives"), of("disciplines"))


# Which standard applies -----------------------------------------------------------------------------------


def _standards(nominees, commendation_type: str, day: date) -> dict:
    """The standard of each award and recipient under the law of this day; the latest row wins."""
    asked = {nominee.award_id for nominee in nominees}
    in_force = AwardStandard.objects.valid_on(day).filter(
        Q(rule_set__valid_from__lte=day)
        & (Q(rule_set__valid_to__isnull=True) | Q(rule_set__valid_to__gt=day)),
        award__in=asked,
        commendation_type=commendation_type,
    )
    return {(row.award_id, row.recipient): row for row in in_force.order_by("valid_from", "pk")}


def _no_standard(commendation_type: str) -> Finding:
    word = CommendationType(commendation_type).label.lower()
    return Finding(
        code="NO_STANDARD",
        label="Tiêu chuẩn",
        status=UNKNOWN,
        evidence=(),
        legal_basis="",
        blocking=False,
        sentence=f"Cổng chưa có tiêu chuẩn để tự đối chiếu cho khen thưởng này theo loại hình {word}. "
        "Thẩm định theo văn bản quy định.",
    )
