"""What every page's frame needs."""

from django.conf import settings
from django.http import HttpRequest

from laocai_thidua.navigation import items_for
from units.permissions import can_delegate


def frame(request: HttpRequest) -> dict:
    """Give the templates who acts, where he may go and whether this is the trial copy. No queries here."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "memberships": getattr(request, "memberships", []),
        "can_delegate": bool(can_delegate(actor)),
        "nav": items_for(actor, request.path) if actor else [],
        "is_trial": not settings.PRODUCTION,
        "support_phone": settings.SUPPORT_PHONE,
    }
