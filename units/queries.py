"""Lists that pages and actions read about units and roles."""

from units.models import Membership


def current_memberships(user, on):
    """The user's memberships in force on this day, with what an Actor needs, in one query."""
    own = Membership.objects.current(on).filter(user=user)
    needed = own.select_related("unit__standing_for", "unit__parent__standing_for")
    return list(needed.order_by("valid_from", "pk"))
