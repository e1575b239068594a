"""Pages of one poll: open, close, count, seal, void, and its sealed sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import demand
from core.http import number, perform
from reviews import actions, fresh, permissions, rules, signing
from reviews import sheet as sheets
from reviews.models import Poll
from reviews.queries import polls, seat_of
from reviews.queries.room import reach_before_opening
from reviews.queries.seats import members_of
from reviews.views.common import find_poll, to_session
from reviews.workflow import CLOSED, COUNTED

USUAL_MINUTES = 30


def _deed(request, poll: Poll, template: str, context: dict, deed, told, *, with_password=True):
    """Answer a page with one deed: ask, demand a fresh password where one is needed, do it."""

    def draw(problems=(), status=200) -> HttpResponse:
        shown = {"poll": poll, "session": poll.session, "problems": problems}
        shown["needs_password"] = with_password and not fresh.is_fresh(request)
        return render(request, template, shown | context, status=status)

    if request.method == "GET":
        return draw()
    if with_password and (missing := fresh.problems(request)):
        return draw(missing, status=422)
    return perform(
        request,
        deed,
        done=to_session,
        again=lambda problems: draw(problems, status=422),
        message=told,
    )


@require_http_methods(["GET", "POST"])
def poll_open(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Open the voting for so many minutes."""
    poll = find_poll(request, pk, poll_pk)
    demand(permissions.can_lead(seat_of(request.actor, poll.session.council_id), poll.session))
    minutes = number(request.POST.get("minutes", "")) if request.method == "POST" else USUAL_MINUTES
    voters = [m for m in members_of(poll.session.council_id) if permissions.votes_in(m, poll)]
    here = {row.member_id for row in polls.attendance_of(poll.session) if row.state == "PRESENT"}
    context = {
        "minutes": minutes,
        "voters": voters,
        "reach": reach_before_opening(poll, voters, here),
        "exclusions": polls.exclusions_of(poll),
    }
    return _deed(
        request,
        poll,
        "reviews/poll_open.html",
        context,
        lambda: actions.open_poll(poll.pk, minutes=minutes, by=request.actor),
        lambda _: "Đã mở bỏ phiếu. Danh sách bỏ phiếu và người không tham gia đã chốt.",
        with_password=False,
    )


@require_http_methods(["GET", "POST"])
def poll_close(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """End the voting."""
    poll = find_poll(request, pk, poll_pk)
    entry = polls.roster_entry(poll, request.actor)
    seat = seat_of(request.actor, poll.session.council_id)
    demand(permissions.can_close(seat, poll, is_teller=bool(entry and entry.is_teller)))
    voted, members = polls.turnout(poll)
    return _deed(
        request,
        poll,
        "reviews/poll_close.html",
        {"voted": voted, "members": members},
        lambda: actions.close_poll(poll.pk, by=request.actor),
        lambda _: "Đã đóng bỏ phiếu. Tên đã được tách khỏi phong bì phiếu.",
        with_password=False,
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def poll_count(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Open the count as one of two tellers."""
    poll = find_poll(request, pk, poll_pk)
    entry = polls.roster_entry(poll, request.actor)
    demand(permissions.can_count(is_teller=bool(entry and entry.is_teller)))
    waiting = polls.waits_for_teller(poll)
    context = {
        "waiting": [member for member in waiting if member.user_id != request.actor.user_id],
        "is_waiting": any(member.user_id == request.actor.user_id for member in waiting),
        "key_lost": polls.is_key_lost(poll),
        "consent_minutes": rules.CONSENT_MINUTES,
    }
    return _deed(
        request,
        poll,
        "reviews/poll_count.html",
        context,
        lambda: actions.count(poll.pk, confirmed_at=fresh.confirmed_at(request), by=request.actor),
        lambda counted: (
            "Đã kiểm phiếu: hai lần đếm độc lập khớp nhau. Chờ chủ trì hoặc thư ký chốt kết quả."
            if counted.state == COUNTED
            else f"Đã ghi. Cần thêm một người của ban kiểm phiếu mở trong {rules.CONSENT_MINUTES} phút."
        ),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def poll_seal(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Fix the result and make it known."""
    poll = find_poll(request, pk, poll_pk)
    demand(permissions.can_lead(seat_of(request.actor, poll.session.council_id), poll.session))
    return _deed(
        request,
        poll,
        "reviews/poll_seal.html",
        {},
        lambda: actions.seal_poll(poll.pk, confirmed_at=fresh.confirmed_at(request), by=request.actor),
        lambda _: "Đã chốt kết quả bỏ phiếu.",
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def poll_void(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Void the poll together with the other one who must want it."""
    poll = find_poll(request, pk, poll_pk)
    demand(permissions.can_lead(seat_of(request.actor, poll.session.council_id), poll.session))
    wanted = polls.wants_void(poll)
    reason = request.POST.get("reason", wanted[0].reason if wanted else "")
    return _deed(
        request,
        poll,
        "reviews/poll_void.html",
        {"wanted": wanted, "reason": reason, "consent_minutes": rules.CONSENT_MINUTES},
        lambda: actions.void_poll(
            poll.pk, reason=reason, confirmed_at=fresh.confirmed_at(request), by=request.actor
        ),
        lambda done: (
            "Đã hủy kết quả. Một lần bỏ phiếu mới đang chờ mở."
            if done.state == "VOID"
            else "Đã ghi đề nghị hủy. Cần người chủ trì và thư ký cùng đồng ý."
        ),
    )


@require_http_methods(["GET", "POST"])
def poll_drop(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Write down that a prepared poll is not held in this session."""
    poll = find_poll(request, pk, poll_pk)
    demand(permissions.can_prepare(seat_of(request.actor, poll.session.council_id), poll.session.council))
    reason = request.POST.get("reason", "")
    return _deed(
        request,
        poll,
        "reviews/poll_drop.html",
        {"reason": reason},
        lambda: actions.drop_poll(poll.pk, reason=reason, by=request.actor),
        lambda _: "Đã ghi. Các hồ sơ chờ phiên họp khác.",
        with_password=False,
    )


@never_cache
@require_GET
def poll_detail(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Show the sealed result of a poll, and whether a receipt is on it. Before the seal: how far it is."""
    poll = find_poll(request, pk, poll_pk)
    voted, members = polls.turnout(poll)
    is_public = polls.is_public(poll)
    asked = request.GET.get("bien-nhan", "").strip().upper()[:20]
    context = {
        "poll": poll,
        "session": poll.session,
        "voted": voted,
        "members": members,
        "is_public": is_public,
        "sheet": poll.sheet if is_public else None,
        "fingerprints": signing.public_keys() if is_public else [],
        "asked": asked,
        "is_counted": is_public and asked in poll.sheet["receipts"],
        "waits_for_count": poll.state == CLOSED,
    }
    return render(request, "reviews/poll_detail.html", context)


@require_GET
def sheet(request: HttpRequest, pk: int, poll_pk: int) -> HttpResponse:
    """Hand out the sealed sheet with its signature, for `tools/verify_sheet.py`."""
    poll = find_poll(request, pk, poll_pk)
    if not polls.is_public(poll):
        raise Http404
    response = HttpResponse(
        signing.canonical(sheets.as_file(poll)), content_type="application/json; charset=utf-8"
    )
    name = f"phieu-ket-qua-{poll.session.number:02d}-{poll.session.year}-lan-{poll.number}.json"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
