"""Pages of accounts: the list, one account, and the deeds on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.codes import HOURS
from core import clock
from core.errors import demand
from core.excel import workbook_response
from core.http import find, perform, posted
from core.pages import form_page
from core.paging import COUNT_LIMIT, page_by_key
from units import actions
from units import queries_accounts as queries
from units.filters import AccountFilter
from units.forms import AccountForm, NewAccountForm, ReasonForm
from units.permissions import can_end_role, can_handle_account, can_see_accounts
from units.roles import Role
from units.staff import guard_of


@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """List the accounts that the actor looks after, by name."""
    actor = request.actor
    demand(can_see_accounts(actor))
    users = queries.accounts_visible_to(actor)
    chosen = AccountFilter(request.GET, queryset=users, actor=actor, units=queries.units_for(actor))
    if request.GET.get("xuat") == "xlsx":
        found = list(chosen.qs.order_by("full_name", "id")[:COUNT_LIMIT])
        roles = queries.roles_of(found, actor)
        return workbook_response("tai-khoan", queries.HEADS, queries.account_rows(found, roles))
    page = page_by_key(chosen.qs, order="full_name", cursor=request.GET.get("trang", ""))
    roles = queries.roles_of(page.rows, actor)
    for user in page.rows:
        user.shown_roles = roles[user.pk]
    context = {"page": page, "filter": chosen, "export_limit": COUNT_LIMIT}
    return render(request, "units/account_list.html", context)


@require_GET
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account: its roles with their dates, and what may be done with it."""
    user = find(queries.accounts_visible_to(request.actor), pk=pk)
    return render(request, "units/account_detail.html", _page_of(request, user))


def _page_of(request: HttpRequest, user) -> dict:
    actor, today = request.actor, clock.local(request.now).date()
    known = queries.known_of(user, actor, today)
    for row in known.current:
        row.can_end = not row.delegated_by_id and can_end_role(actor, row)
    return {
        "account": user,
        "known": known,
        "now": request.now,
        "today": today,
        "may": can_handle_account(actor, user.pk, queries.all_roles_of(user.pk, today), guard_of(user.pk)),
        "is_self": user.pk == actor.user_id,
    }


@never_cache
@require_http_methods(["GET", "POST"])
def account_add(request: HttpRequest) -> HttpResponse:
    """Make an account with its first role; the code is shown once, on the answer itself."""
    actor = request.actor
    may = can_see_accounts(actor)
    demand(may)
    initial = {"valid_from": f"{clock.local(request.now):%d/%m/%Y}"}
    if actor.is_(Role.HEAD):
        initial["unit"] = actor.unit_id
    form = NewAccountForm(
        posted(request), units=queries.units_for(actor), roles=queries.roles_for(actor), initial=initial
    )
    made = []

    def deed():
        made.append(actions.open_account(by=actor, **form.values()))
        return made[-1][0]

    response = form_page(request, form, "units/account_form.html", may=may, deed=deed, done=_address_of)
    return _told_once(request, *made[-1]) if made and response.status_code == 302 else response


@require_http_methods(["GET", "POST"])
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, telephone and e-mail."""
    user = find(queries.accounts_visible_to(request.actor), pk=pk)
    known = {"full_name": user.full_name, "phone": user.phone, "email": user.email, "version": user.version}
    form = AccountForm(posted(request), initial=known)
    return form_page(
        request,
        form,
        "units/account_edit.html",
        may=_may_handle(request, user),
        deed=lambda: actions.change_account(user.pk, by=request.actor, **form.values()),
        done=_address_of,
        message=lambda changed: f"Đã lưu tài khoản của {changed.full_name}.",
        context={"account": user},
    )


@require_http_methods(["GET", "POST"])
def account_disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    user = find(queries.accounts_visible_to(request.actor), pk=pk)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        "units/account_disable.html",
        may=_may_handle(request, user),
        deed=lambda: actions.disable_account(user.pk, by=request.actor, reason=form.cleaned_data["reason"]),
        done=_address_of,
        message=lambda closed: f"Đã khóa tài khoản của {closed.full_name}. Mọi phiên đăng nhập đã kết thúc.",
        context={"account": user},
    )


@require_POST
def account_enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    user = find(queries.accounts_visible_to(request.actor), pk=pk)
    return perform(
        request,
        lambda: actions.enable_account(user.pk, by=request.actor),
        done=_address_of,
        again=_again(request, user),
        message=lambda opened: f"Đã mở khóa tài khoản của {opened.full_name}.",
    )


@never_cache
@require_POST
def account_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a one-time code and show it, once: it stands on this answer and nowhere else."""
    user = find(queries.accounts_visible_to(request.actor), pk=pk)
    made = []

    def deed():
        made.append(actions.give_code(user.pk, by=request.actor))
        return user

    response = perform(request, deed, done=_address_of, again=_again(request, user))
    return _told_once(request, user, made[-1]) if made and response.status_code == 302 else response


def _told_once(request: HttpRequest, user, code: str) -> HttpResponse:
    return render(request, "units/account_code.html", {"account": user, "code": code, "hours": HOURS})


def _again(request: HttpRequest, user):
    """The page of the account with what was refused on top."""

    def draw(problems) -> HttpResponse:
        context = _page_of(request, user) | {"problems": problems}
        return render(request, "units/account_detail.html", context, status=422)

    return draw


def _may_handle(request: HttpRequest, user):
    roles = queries.all_roles_of(user.pk, clock.local(request.now).date())
    return can_handle_account(request.actor, user.pk, roles, guard_of(user.pk))


def _address_of(user) -> str:
    return reverse("units:account_detail", args=[user.pk])
