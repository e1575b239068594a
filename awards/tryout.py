"""The standards of one award in every state of the law, and what each finds about somebody: for a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from awards.engine import Nominee, history_of
from awards.models import AwardStandard, AwardType, CommendationType, Recipient
from awards.rules_history import History
from awards.rules_outlook import Outlook, outlook
from core.search import with_words
from units.models import OrgUnit, Person

SHOWN = 20


@dataclass(frozen=True)
class Version:
    """One standard under one state of the law; `found` only when somebody is tried out."""

    standard: AwardStandard
    found: Outlook | None


@dataclass(frozen=True)
class Comparison:
    """The standard for one kind of merit and recipient in every state of the law, the oldest first."""

    commendation_type: str
    recipient: str
    versions: list[Version]

    @property
    def label(self) -> str:
        """Kind of merit and recipient in words."""
        return f"{CommendationType(self.commendation_type).label}, {Recipient(self.recipient).label.lower()}"

    @property
    def is_same(self) -> bool:
        """Whether every state of the law asks the same."""
        asked = [version.standard.requirements for version in self.versions]
        return len(asked) > 1 and all(one == asked[0] for one in asked)


def award_of(awards: QuerySet[AwardType], code: str, day: date) -> AwardType | None:
    """Return the award of this code as it is on this day, else its last."""
    found = awards.filter(code=code).order_by("-valid_from")
    return found.valid_on(day).first() or found.first()


def nominee_of(target: Person | OrgUnit) -> Nominee:
    """Return somebody to be tried out as the engine asks for him."""
    if isinstance(target, OrgUnit):
        return Nominee(award_id=0, recipient=Recipient.COLLECTIVE, unit_id=target.pk)
    return Nominee(
        award_id=0,
        person_id=target.pk,
        full_name=target.full_name,
        birth_date=target.birth_date,
        leader_class=target.leader_class,
    )


def comparisons(
    award: AwardType, target: Person | OrgUnit | None, year: int, *, with_discipline: bool
) -> list[Comparison]:
    """Return the standards of an award side by side; of `target`, what each finds for a round of this year.

    Without a target one query; with one at most seven more. Standards for other recipients are left out then.
    """
    rows = AwardStandard.objects.filter(award__code=award.code).select_related("rule_set")
    nominee = nominee_of(target) if target else None
    if nominee:
        rows = rows.filter(recipient=nominee.recipient)
    history = history_of(nominee, with_discipline=with_discipline) if nominee else None
    groups: dict[tuple, list[AwardStandard]] = {}
    for row in rows.order_by("rule_set__valid_from", "valid_from", "pk"):
        groups.setdefault((row.commendation_type, row.recipient), []).append(row)
    order = [*CommendationType.values, *Recipient.values]
    return [
        Comparison(*key, _versions(groups[key], history, year, with_discipline))
        for key in sorted(groups, key=lambda key: [order.index(part) for part in key])
    ]


def _versions(
    rows: Sequence[AwardStandard], history: History | None, year: int, with_discipline: bool
) -> list[Version]:
    return [
        Version(
            row,
            history
            and outlook(
                row.requirements, history, year, confirmed=row.confirmed, sees_discipline=with_discipline
            ),
        )
        for row in rows
    ]


def people_named(people: QuerySet[Person], words: str) -> list[Person]:
    """Return the first people in whose name every word begins a word."""
    return list(with_words(people.select_related("unit"), words).order_by("full_name", "pk")[:SHOWN])


def units_named(units: QuerySet[OrgUnit], words: str) -> list[OrgUnit]:
    """Return the first units in whose name or code every word begins a word."""
    return list(with_words(units, words).order_by("name", "pk")[:SHOWN])
