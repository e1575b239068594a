"""Lists that pages and actions read about units and roles."""

from units.models import Membership


def current_memberships(user, on):
    """The user's memberships in force on this day, with what an Actor needs, in one query.

    Units that have ended give no rights any more.
    """
    memberships = Membership.objects.current(on).filter(user=user, unit__valid_from__lte=on)
    memberships = memberships.exclude(unit__valid_to__lte=on)
    return list(
        memberships.select_related("unit__standing_for", "unit__parent__standing_for").order_by(
            "valid_from", "pk"
        )
    )
