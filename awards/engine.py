"""Gathers history for the standards engine: a constant number of queries, however many nominees."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from awards import rules, rules_outlook
from awards.models import (
    AnnualRating,
    AwardStandard,
    AwardType,
    CollectiveFact,
    CommendationType,
    Discipline,
    Grant,
    Initiative,
    Recipient,
)
from awards.rules_history import (
    UNKNOWN,
    Finding,
    History,
    PastAward,
    PastDiscipline,
    PastFact,
    PastInitiative,
    PastRating,
)
from core import clock
from core.text import fold
from units.models import Person
from units.queries import Ancestor, lineage

NAMESAKE = "Ghi nhận về một người cùng họ tên, ngày sinh ở đơn vị khác"


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


@dataclass(frozen=True)
class Records:
    """The rows about some people and units: awards (revoked ones too), grades, initiatives and so on."""

    grants: list[Grant] = field(default_factory=list)
    ratings: list[AnnualRating] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    disciplines: list[Discipline] = field(default_factory=list)
    facts: list[CollectiveFact] = field(default_factory=list)


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
    rows = _rows(records_of(person_ids, unit_ids))
    return [
        _history(rows, person_line, unit_line) for person_line, unit_line in zip(people, units, strict=True)
    ]


def history_of(nominee: Nominee, *, with_discipline: bool = True) -> History:
    """Return what the portal knows of one nominee, with his class; without discipline where it is hidden."""
    people, units = _people_of([nominee])[0], _units_of([nominee])[0]
    records = records_of(people, units, with_discipline=with_discipline)
    return replace(_history(_rows(records), people, units), leader_class=nominee.leader_class)


# What one nominee may be put up for -----------------------------------------------------------------------


@dataclass(frozen=True)
class AwardOutlook:
    """One award for one kind of merit: where its standard leaves the nominee; None without a standard."""

    award_id: int
    code: str
    name: str
    commendation_type: str
    legal_basis: str
    confirmed: bool
    outlook: rules_outlook.Outlook | None

    @property
    def commendation_label(self) -> str:
        """The kind of merit in words."""
        return CommendationType(self.commendation_type).label if self.commendation_type else ""


def outlook_of(
    nominee: Nominee,
    year: int,
    day: date,
    *,
    line: Sequence[Ancestor] | None = None,
    with_discipline: bool = True,
) -> tuple[list[AwardOutlook], Records]:
    """Return what the nominee may be put up for in this year, and the rows that this rests on.

    Every award of the catalogue of this day that is for such a recipient, once for each kind of merit with a
    standard, in the order of the catalogue; at most seven queries, however many awards there are. `line` are
    the older units a collective carries on for, if the caller knows them. Without `with_discipline` nothing
    returned depends on discipline.
    """
    people = _people_of([nominee])[0]
    known = None if line is None else {older.unit_id: older.alone for older in line}
    units = _units_of([nominee])[0] if known is None else known
    records = records_of(people, units, with_discipline=with_discipline)
    history = replace(_history(_rows(records), people, units), leader_class=nominee.leader_class)
    found = []
    for row in _catalogue_with_standards(_recipient(nominee), day):
        outlook = row["requirements"] and rules_outlook.outlook(
            row["requirements"],
            history,
            year,
            confirmed=row["standard_confirmed"],
            sees_discipline=with_discipline,
        )
        found.append(
            AwardOutlook(
                award_id=row["pk"],
                code=row["code"],
                name=row["name"],
                commendation_type=row["commendation_type"] or "",
                legal_basis=row["standard_basis"] or row["legal_basis"],
                confirmed=bool(row["standard_confirmed"]),
                outlook=outlook or None,
            )
        )
    return found, records


def _catalogue_with_standards(recipient: str, day: date) -> list[dict]:
    """Each award of this day with each of its standards under the law of this day, in one query.

    An award without one stands once; of several standards for one kind of merit the latest counts.
    """
    in_force = Q(standards__valid_from__lte=day) & (
        Q(standards__valid_to__isnull=True) | Q(standards__valid_to__gt=day)
    )
    now = FilteredRelation("standards", condition=in_force & Q(standards__recipient=recipient))
    columns = {
        "requirements": "now__requirements",
        "commendation_type": "now__commendation_type",
        "standard_basis": "now__legal_basis",
        "standard_confirmed": "now__confirmed",
        "law_from": "now__rule_set__valid_from",
        "law_to": "now__rule_set__valid_to",
    }
    rows = (
        AwardType.objects.valid_on(day)
        .annotate(now=now)
        .order_by("order", "pk", "now__valid_from", "now__pk")
        .values("pk", "code", "name", "recipients", "legal_basis", **_named(columns))
    )
    latest: dict[int, dict] = {}
    for row in rows:
        if recipient in row["recipients"]:
            standards = latest.setdefault(row["pk"], {"": row | dict.fromkeys(columns)})
            if row["law_from"] and row["law_from"] <= day and (not row["law_to"] or row["law_to"] > day):
                standards.pop("", None)
                standards[row["commendation_type"]] = row
    return [row for standards in latest.values() for row in standards.values()]


def _named(columns: dict[str, str]) -> dict[str, F]:
    return {name: F(column) for name, column in columns.items()}


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
        standing = same.annotate(stands=Coalesce("merged_into", "pk")).order_by("stands", "pk")
        for pk, folded, birth in standing.values_list("stands", "folded", "birth_date"):
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


def records_of(
    person_ids: Collection[int], unit_ids: Collection[int], *, with_discipline: bool = True
) -> Records:
    """Return everything about these people and units, in one query for each sort of row."""
    both = Q(person__in=person_ids) | Q(unit__in=unit_ids)
    grants = Grant.objects.filter(Q(person__in=person_ids) | Q(collective__in=unit_ids))
    return Records(
        grants=list(grants.select_related("award").order_by("pk")),
        ratings=list(AnnualRating.objects.filter(both).order_by("pk")),
        initiatives=list(Initiative.objects.filter(person__in=person_ids).order_by("pk")),
        disciplines=list(Discipline.objects.filter(both).order_by("pk")) if with_discipline else [],
        facts=list(CollectiveFact.objects.filter(unit__in=unit_ids).order_by("pk")),
    )


def _rows(records: Records) -> dict:
    """The rows as the rules read them, by (kind, "person" or "unit", key); what was revoked is no merit."""
    rows = defaultdict(list)
    for grant in records.grants:
        if grant.is_revoked:
            continue
        holder = ("person", grant.person_id) if grant.person_id else ("unit", grant.collective_id)
        text = (
            f"{grant.award.name} năm {grant.year}, {grant.unit_name}, "
            f"Quyết định số {grant.decision_no} ngày {grant.decision_on:%d/%m/%Y}"
        )
        rows["awards", *holder].append(
            PastAward(grant.award.code, grant.year, text, commendation_type=grant.commendation_type)
        )
    for rating in records.ratings:
        text = f"{rating.get_grade_display()} năm {rating.year}, {rating.source}"
        rows["ratings", *_holder(rating)].append(PastRating(rating.year, rating.grade, text))
    for one in records.initiatives:
        text = f"Sáng kiến “{one.name}” năm {one.year}, {one.get_level_display().lower()}, {one.decision_no}"
        rows["initiatives", "person", one.person_id].append(PastInitiative(one.year, one.level, text))
    for one in records.disciplines:
        last = one.until_on and one.until_on - timedelta(days=1)
        until = f" đến hết ngày {last:%d/%m/%Y}" if last else ""
        text = f"{one.get_form_display()} từ ngày {one.from_on:%d/%m/%Y}{until}, {one.decision}"
        rows["disciplines", *_holder(one)].append(PastDiscipline(one.from_on, one.until_on, text))
    for one in records.facts:
        past = PastFact(one.kind, one.year, one.part, one.whole, f"{one.text}, {one.source}")
        rows["facts", "unit", one.unit_id].append(past)
    return rows


def _holder(row) -> tuple[str, int]:
    return ("person", row.person_id) if row.person_id else ("unit", row.unit_id)


def _history(rows: dict, people: dict[int, bool], units: dict[int, bool]) -> History:
    line = [("person", key, certain) for key, certain in people.items()]
    line += [("unit", key, certain) for key, certain in units.items()]

    def of(kind: str) -> tuple:
        return tuple(
            row if certain else _to_compare(kind, holder, row)
            for holder, key, certain in line
            for row in rows[kind, holder, key]
        )

    return History(of("awards"), of("ratings"), of("initiatives"), of("disciplines"), facts=of("facts"))


def _to_compare(kind: str, holder: str, row):
    """A row that somebody has to compare first. Of a namesake it tells only what the public register shows.

    Grades, initiatives and discipline of people elsewhere are not for whoever names somebody like them.
    """
    hidden = {"text": NAMESAKE} if holder == "person" and kind != "awards" else {}
    return replace(row, certain=False, **hidden)


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
