"""Somebody who stayed at the older Y Tý, which the commune carries on for; an office of the commune."""

from tests.access.world.people import World
from tests.factories.units import make_person, make_unit
from units.models import OrgUnit, UnitKind


def make_units(world: World) -> None:
    """Call it after `make_known`, which makes the older Y Tý."""
    make_person(OrgUnit.objects.get(pk=world.units_known["past"]), "Người còn ở đơn vị cũ")
    commune = world.units.commune
    inner = make_unit("Phòng Kinh tế", kind=UnitKind.OFFICE, parent=commune)
    world.upkeep = {"inner": inner.pk, "own": commune.pk}
