"""Holding rows while a deed is done."""

from units.models import OrgUnit, Person


def lock_unit(unit_id: int) -> OrgUnit:
    """The unit, held so that two people writing into it at once go one after the other."""
    return OrgUnit.objects.select_for_update(no_key=True).get(pk=unit_id)


def lock_people(*person_ids: int) -> dict[int, Person]:
    """The people by key, held against every row that would be hung on them; always in the order of keys."""
    held = Person.objects.select_for_update(of=("self",)).select_related("unit")
    return {person.pk: person for person in held.filter(pk__in=person_ids).order_by("pk")}


def standing_person(person_id: int) -> Person:
    """The person, held while something is written about him; one merged away leads to who was kept."""
    held = Person.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    person = held.get(pk=person_id)
    return held.get(pk=person.merged_into_id) if person.merged_into_id else person
