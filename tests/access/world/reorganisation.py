"""A merger that is prepared, and one that was given up."""

from datetime import date

from tests.access.world.people import World
from tests.factories.reorganisation import make_plan, new_unit
from tests.factories.units import make_unit
from units.actions import cancel_reorganisation, draft_reorganisation


def make_reorganisations(world: World) -> None:
    """Two communes of their own, so that nobody else's reach changes."""
    units, admin = world.units, world.actors["admin"]
    old = [make_unit(name, parent=units.province) for name in ("Xã Sàng Ma Sáo", "Xã Dền Sáng")]
    new = new_unit("09001", "Xã Dền Sáng Mới", units.province)
    days = {"decree_on": date(2026, 10, 1), "effective_on": date(2026, 11, 1)}
    plan = make_plan("MERGE", *old, to=[new], **days)
    draft, given_up = (draft_reorganisation(by=admin, plan=plan) for _ in range(2))
    cancel_reorganisation(given_up.pk, by=admin, version=1, reason="Chưa có văn bản")
    world.reorganisations = {"plan draft": draft.pk, "plan cancelled": given_up.pk}
