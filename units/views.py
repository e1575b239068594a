"""The switch of the unit one acts for."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.http import find
from units.middleware import SESSION_KEY
from units.models import Membership


@require_POST
def act_for(request):
    """Act through another of one's own memberships from now on; any other membership is not found."""
    own = [membership.pk for membership in request.memberships]
    chosen = request.POST.get("membership", "")
    membership = find(
        Membership.visible_to(request.actor).filter(pk__in=own).select_related("unit", "delegated_by"),
        pk=int(chosen) if chosen.isdecimal() else 0,
    )
    request.session[SESSION_KEY] = membership.pk
    messages.success(
        request, f"Đang làm việc cho {membership.unit.body_name}, vai trò: {membership.role_words}."
    )
    return redirect("work_list")
