"""Somebody who stayed at the older Y Tý, which the commune of today carries on for."""

from tests.access.world.people import World
from tests.factories.units import make_person
from units.models import OrgUnit


def make_left_behind(world: World) -> None:
    """Call it after `make_known`, which makes that unit."""
    make_person(OrgUnit.objects.get(pk=world.units_known["past"]), "Người còn ở đơn vị cũ")
