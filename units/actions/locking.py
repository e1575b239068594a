"""Holding rows while a deed is done."""

from units.models import OrgUnit


def lock_unit(unit_id: int) -> OrgUnit:
    """The unit, held so that two people writing into it at once go one after the other."""
    return OrgUnit.objects.select_for_update(no_key=True).get(pk=unit_id)
