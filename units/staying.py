"""Keeping `Person.unit` and the dated stays in step: the one place that changes a person's unit."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from units.models import OrgUnit, Person, Stay

_BATCH = 500


def begin(people: Collection[Person]) -> None:
    """Write down that people who were just added are at their unit; since when is not known."""
    Stay.objects.bulk_create((Stay(person=one, unit_id=one.unit_id) for one in people), batch_size=_BATCH)


def move(
    people: Collection[Person], to: Mapping[int, int], *, on: date, document: str, since: date | None = None
) -> None:
    """End the stays of these held people at their units on this day and begin the next ones.

    `to`: the key of the new unit by that of the old one; `since`: its first day, where that is later. Who
    came only after the day leaves on the day he came. What was written about the same human being in rows
    merged into his ends with it.
    """
    people = list(people)
    for start in range(0, len(people), _BATCH):
        batch = {person.pk: person for person in people[start : start + _BATCH]}
        came = _leave(batch, on)
        _arrive(batch, to, {pk: max(day, since or day) for pk, day in came.items()}, document)


def with_merged(people: Collection[int]) -> QuerySet:
    """The keys of these people's rows and of the rows that were merged into them."""
    return Person.objects.filter(Q(pk__in=people) | Q(merged_into__in=people)).values("pk")


def are_there(pairs: Collection[tuple[int, int]]) -> bool:
    """Has each row of these (person, unit) its present stay there, or did the unit end since?"""
    people = [person for person, _ in pairs]
    present = set(Stay.objects.filter(person__in=people, valid_to=None).values_list("person_id", "unit_id"))
    missing = {unit for person, unit in pairs if (person, unit) not in present}
    return not OrgUnit.objects.filter(pk__in=missing, valid_to=None).exists()


def _leave(people: Mapping[int, Person], on: date) -> dict[int, date]:
    """End what these people's present stays are; return the day on which each left."""
    rows = Stay.objects.filter(person__in=with_merged(people), valid_to=None)
    ended, days = [], dict.fromkeys(people, on)
    for stay in rows.select_related("person"):
        person = people.get(stay.person_id) or people[stay.person.merged_into_id]
        if stay.person_id != person.pk and stay.unit_id != person.unit_id:
            continue  # of a row merged into his, at another unit: nobody knows when that ended
        stay.valid_to, stay.position = max(stay.valid_from or on, on), person.position
        days[person.pk] = max(days[person.pk], stay.valid_to)
        ended.append(stay)
    Stay.objects.bulk_update(ended, ["valid_to", "position"])
    return days


def _arrive(
    people: Mapping[int, Person], to: Mapping[int, int], days: Mapping[int, date], document: str
) -> None:
    """Write these people down at their next unit, from their day on."""
    for person in people.values():
        person.unit_id = to[person.unit_id]
        person.version += 1
    Stay.objects.bulk_create(
        Stay(person=person, unit_id=person.unit_id, valid_from=days[person.pk], document=document)
        for person in people.values()
    )
    Person.objects.bulk_update(people.values(), ["unit", "version"])
