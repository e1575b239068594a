"""The names on a decision: who may be drafted, what is known of them since, what they are paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.engine import Nominee, histories_of
from awards.models import AwardKind, AwardLevel, AwardRoute, AwardType, Grant, GrantStatus, Route
from awards.queries import base_salary_on, coefficient_of
from awards.rules_prize import PrizeLine, prize
from campaigns.models import Round
from core import clock
from nominations.models import Nomination
from nominations.queries import for_decision
from nominations.workflow import FOR_COUNCIL, RECOMMENDED
from reviews.models import CouncilSession, Decision, DecisionLine, Question
from reviews.rules_decision import Due, Fact, Named, prizes
from reviews.workflow import SEALED
from units.models import OrgUnit, Person

_TO_COMPARE = " (người cùng tên, ngày sinh; cần đối chiếu)"
#: What a name may rest on where no council votes.
FOR_DECISION = (*FOR_COUNCIL, RECOMMENDED)


@dataclass(frozen=True)
class Group:
    """Nominations that wait for a decision of their own: one award of one session, or of a round."""

    round: Round
    award: AwardType
    session: CouncilSession | None
    count: int

    @property
    def session_id(self) -> int:
        """Key of the session; 0 where no council voted."""
        return self.session.pk if self.session else 0


# Who may be drafted -----------------------------------------------------------------------------------------


def waiting(source: Round | OrgUnit) -> QuerySet[Nomination]:
    """Return the nominations of a round or standing body that no living decision names, with `session_id`.

    Recommended ones, and where no council votes also those that the appraisal found qualified. Awards of the
    State are forwarded, not decided here.
    """
    day = clock.today()
    passed = Question.objects.filter(nomination=OuterRef("pk"), passed=True, poll__state=SEALED)
    named = DecisionLine.objects.filter(nomination=OuterRef("pk"), is_live=True)
    route = AwardRoute.objects.valid_on(day).filter(
        award=OuterRef("award"), commendation_type=OuterRef("dossier__round__commendation_type")
    )
    found = for_decision(source, with_council=False).annotate(
        session_id=Subquery(passed.order_by("-poll__sealed_at", "-pk").values("poll__session")[:1]),
        route=Subquery(route.order_by("-valid_from").values("route")[:1]),
    )
    found = found.filter(Q(outcome=RECOMMENDED) | Q(route=Route.NONE), ~Exists(named))
    return found.exclude(award__level=AwardLevel.STATE)


def waiting_for_award(round_: Round, award_id: int, session_id: int) -> list[Nomination]:
    """Return those of one award and session (0: no vote), collectives first, in order of their dossiers."""
    found = waiting(round_).filter(award_id=award_id)
    chosen = [row for row in found if (row.session_id or 0) == session_id]
    return sorted(chosen, key=lambda row: not row.is_collective)


def groups(source: Round | OrgUnit) -> list[Group]:
    """Return what the officer may draft now, by round, award and session."""
    counted: dict[tuple, int] = {}
    for row in waiting(source).order_by().values_list("dossier__round_id", "award_id", "session_id"):
        counted[row] = counted.get(row, 0) + 1
    rounds = Round.objects.in_bulk({key[0] for key in counted})
    awards = AwardType.objects.in_bulk({key[1] for key in counted})
    sessions = CouncilSession.objects.in_bulk({key[2] for key in counted if key[2]})
    found = [
        Group(rounds[round_id], awards[award_id], sessions.get(session_id), count)
        for (round_id, award_id, session_id), count in counted.items()
    ]
    return sorted(found, key=lambda group: (group.round.pk, group.award.order, group.session_id))


# The lines of a decision ------------------------------------------------------------------------------------


def lines_of(decision: Decision) -> list[DecisionLine]:
    """Return the names on a decision in their order, with what pages, rules and papers need of each."""
    found = DecisionLine.objects.filter(decision=decision).select_related(
        "nomination__dossier__round",
        "nomination__dossier__unit",
        "nomination__award",
        "nomination__person",
        "nomination__nominee_unit",
        "struck_by",
        "grant",
    )
    return list(found.order_by("order", "pk"))


def merit_of(nomination: Nomination) -> str:
    """Return the sentence that decision and certificate print."""
    return nomination.merit or nomination.dossier.round.default_merit


def named(decision: Decision, lines: Sequence[DecisionLine]) -> list[Named]:
    """Return the names as the rules see them: with a session behind it, a name needs its recommendation."""
    backing = FOR_DECISION if decision.session_id is None else (RECOMMENDED,)
    return [
        Named(
            name=line.nomination.full_name,
            merit=merit_of(line.nomination),
            is_struck=line.struck,
            is_backed=line.nomination.outcome in backing,
        )
        for line in lines
    ]


# What has become known since --------------------------------------------------------------------------------


def facts_of(nominations: Sequence[Nomination]) -> list[Fact]:
    """Return what has become known since each dossier was taken in, in the order of the names.

    Discipline and reviews in force since then, and the same award given since or for the same year. The
    number of queries does not depend on how many names there are.
    """
    histories = histories_of([_as_nominee(row) for row in nominations])
    granted = _granted(nominations)
    facts = []
    for nomination, history in zip(nominations, histories, strict=True):
        since = clock.local(nomination.dossier.accepted_at).date()
        texts = [
            row.text if row.certain else f"{row.text}{_TO_COMPARE}"
            for row in history.disciplines
            if row.until_on is None or row.until_on > since
        ]
        texts += [_grant_text(grant, nomination) for grant in granted.get(nomination.pk, ())]
        facts += [Fact(nomination.full_name, text) for text in dict.fromkeys(texts)]
    return facts


def _as_nominee(row: Nomination) -> Nominee:
    return Nominee(
        award_id=row.award_id,
        recipient=row.recipient,
        person_id=row.person_id,
        unit_id=row.nominee_unit_id,
        full_name=row.full_name,
        birth_date=row.birth_date,
    )


def _grant_text(grant: Grant, nomination: Nomination) -> str:
    text = (
        f"Đã được tặng {grant.award.name} năm {grant.year}, "
        f"Quyết định số {grant.decision_no} ngày {grant.decision_on:%d/%m/%Y}"
    )
    is_certain = grant.collective_id or grant.person_id == nomination.person_id
    return text if is_certain else f"{text}{_TO_COMPARE}"


def _granted(nominations: Sequence[Nomination]) -> dict[int, list[Grant]]:
    """The same award in the golden book, by key of the nomination."""
    people = _people_of(nominations)
    units = {row.nominee_unit_id for row in nominations if row.nominee_unit_id}
    holders = Q(person__in={pk for line in people.values() for pk in line}) | Q(collective__in=units)
    codes = {row.award.code for row in nominations}
    book: dict[tuple, list[Grant]] = {}
    grants = Grant.objects.filter(holders, award__code__in=codes, status=GrantStatus.GRANTED)
    for grant in grants.select_related("award").order_by("pk"):
        book.setdefault(("person", grant.person_id, grant.award.code), []).append(grant)
        book.setdefault(("unit", grant.collective_id, grant.award.code), []).append(grant)
    found = {}
    for row in nominations:
        keys = [("person", pk, row.award.code) for pk in people[row.pk]]
        keys += [("unit", row.nominee_unit_id, row.award.code)] if row.nominee_unit_id else []
        same = [grant for key in keys for grant in book.get(key, ())]
        dossier = row.dossier
        found[row.pk] = [
            grant
            for grant in same
            if grant.granted_at >= dossier.accepted_at or grant.year == dossier.round.year
        ]
    return found


def _people_of(nominations: Sequence[Nomination]) -> dict[int, list[int]]:
    """Who each nominee is in the register of people: himself, and those of his name and birth date."""
    asked = [row for row in nominations if row.birth_date]
    same = Person.objects.filter(
        folded__in={row.folded for row in asked}, birth_date__in={row.birth_date for row in asked}
    )
    alike: dict[tuple, list[int]] = {}
    standing = same.annotate(stands=Coalesce("merged_into", "pk")).order_by("stands", "pk")
    for pk, folded, birth in standing.values_list("stands", "folded", "birth_date"):
        alike.setdefault((folded, birth), []).append(pk)
    return {
        row.pk: list(
            dict.fromkeys([row.person_id] * bool(row.person_id) + alike.get((row.folded, row.birth_date), []))
        )
        for row in nominations
    }


# What they are paid -----------------------------------------------------------------------------------------


def prizes_of(decision: Decision, lines: Sequence[DecisionLine], day: date) -> dict[int, int | None]:
    """Return the prize of each line by the base salary of this day; None where unknown or struck.

    Of several titles for one year only the highest is paid: the round's other decisions are looked at too.
    """
    base = base_salary_on(day)
    rivals = []
    if decision.award.kind == AwardKind.TITLE:
        others = DecisionLine.objects.filter(
            decision__round_id=decision.round_id,
            decision__award__kind=AwardKind.TITLE,
            is_live=True,
            struck=False,
        ).exclude(decision=decision)
        rivals = list(others.select_related("decision__award", "nomination"))
    dues = []
    for line in (*(line for line in lines if not line.struck), *rivals):
        award = decision.award if line.decision_id == decision.pk else line.decision.award
        factor = coefficient_of(award, line.nomination.recipient)
        if base is None or factor is None:
            continue
        amount = prize(factor, base.amount, base.rounding)
        kind = PrizeLine(award.kind, decision.round.year, amount)
        dues.append(Due(line.pk, _recipient(line.nomination), kind))
    amounts = prizes(dues)
    return {line.pk: amounts.get(line.pk) for line in lines}


def _recipient(nomination: Nomination) -> tuple:
    """Who is paid: the same person or unit in two dossiers is one."""
    if nomination.person_id:
        return ("person", nomination.person_id)
    if nomination.nominee_unit_id:
        return ("unit", nomination.nominee_unit_id)
    return ("name", nomination.folded, nomination.birth_date)
