"""Pages of roles: give one, end one, lend one's own to a deputy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.http import find, perform, posted
from core.pages import form_page
from units import actions
from units import queries_accounts as queries
from units.forms import DelegationForm, EndForm, HandoverForm, RoleForm
from units.permissions import can_delegate, can_end_role, can_give_role, can_hand_over
from units.staff import lying_with, seen_of


@require_http_methods(["GET", "POST"])
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account one more role."""
    actor = request.actor
    user = find(queries.accounts_visible_to(actor), pk=pk)
    may = can_give_role(actor, actor.unit, queries.roles_for(actor)[0], user.pk)
    form = RoleForm(
        posted(request),
        units=queries.units_for(actor),
        roles=queries.roles_for(actor),
        initial={"valid_from": f"{clock.local(request.now):%d/%m/%Y}"},
    )
    return form_page(
        request,
        form,
        "units/role_form.html",
        may=may,
        deed=lambda: actions.start_membership(by=actor, user_id=user.pk, **form.values()),
        done=lambda _: reverse("units:account_detail", args=[user.pk]),
        message=lambda role: f"Đã giao vai trò {role.get_role_display()}, {role.unit}.",
        context={"account": user},
    )


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role after a day."""
    role = find(queries.roles_to_handle(request.actor).filter(delegated_by=None), pk=pk)
    form = EndForm(posted(request))
    return form_page(
        request,
        form,
        "units/role_end.html",
        may=can_end_role(request.actor, role),
        deed=lambda: actions.end_membership(role.pk, by=request.actor, **form.values()),
        done=lambda _: reverse("units:account_detail", args=[role.user_id]),
        message=lambda ended: f"Đã ghi vai trò {ended.get_role_display()}, {ended.unit} kết thúc.",
        context={"role": role, "account": role.user},
    )


@require_http_methods(["GET", "POST"])
def role_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what lies with whoever holds a role, and pass it on to a successor."""
    actor = request.actor
    role = find(queries.roles_to_handle(actor), pk=pk)
    may = can_hand_over(actor, role)
    lying = lying_with(role) if may else []
    form = HandoverForm(
        posted(request), accounts=queries.accounts_visible_to(actor), initial={"seen": seen_of(lying)}
    )
    return form_page(
        request,
        form,
        "units/role_hand_over.html",
        may=may,
        deed=lambda: actions.hand_over(role.pk, by=actor, **form.values()),
        done=lambda new: reverse("units:account_detail", args=[new.user_id]),
        message=lambda new: f"Đã bàn giao vai trò {new.get_role_display()}, {new.unit}.",
        context={"role": role, "account": role.user, "lying": lying},
    )


@require_http_methods(["GET", "POST"])
def delegation(request: HttpRequest) -> HttpResponse:
    """Lend the role in force to a deputy; below it what was lent before."""
    actor, today = request.actor, clock.local(request.now).date()
    may = can_delegate(actor)
    lent = list(queries.delegations_of(actor)) if may else []
    for row in lent:
        row.is_over = queries.is_over(row, today)
    form = DelegationForm(posted(request), deputies=queries.deputies_for(actor, today))
    return form_page(
        request,
        form,
        "units/delegation.html",
        may=may,
        deed=lambda: actions.delegate(actor.membership.pk, by=actor, **form.values()),
        done=lambda _: reverse("units:delegation"),
        message=lambda row: f"Đã ủy quyền cho {row.user.full_name}.",
        context={"lent": lent, "today": today},
    )


@require_POST
def delegation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lent role back at once."""
    actor = request.actor
    role = find(queries.delegations_to_revoke(actor), pk=pk)
    back = "units:delegation" if role.delegated_by.user_id == actor.user_id else "units:account_detail"
    return perform(
        request,
        lambda: actions.revoke_delegation(role.pk, by=actor),
        done=lambda _: reverse(back, args=[role.user_id] if back.endswith("detail") else []),
        again=lambda problems: render(request, "units/refused.html", {"problems": problems}, status=422),
        message=lambda ended: f"Đã thu hồi ủy quyền cho {ended.user.full_name}.",
    )
