"""Pages of sessions: list, one session, its agenda, convening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import demand
from core.http import find, number, perform, posted
from core.paging import page_by_key
from reviews import actions, permissions
from reviews.actions.session import problems_before_convening
from reviews.forms import SessionForm
from reviews.models import Council, CouncilSession
from reviews.queries import agenda, polls, seat_of
from reviews.queries.room import reach_before_opening
from reviews.queries.seats import councils_of_secretary, members_of
from reviews.views.common import find_session, poll_cards, to_session
from reviews.workflow import CONVENED, DRAFT, IN_SESSION, PREPARED


@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """List the sessions within reach, the latest first."""
    sessions = polls.for_page(CouncilSession.visible_to(request.actor))
    page = page_by_key(sessions, order="-starts_at", cursor=request.GET.get("trang", ""))
    councils = councils_of_secretary(request.actor) if request.actor else []
    return render(request, "reviews/session_list.html", {"page": page, "councils": councils})


@require_http_methods(["GET", "POST"])
def session_create(request: HttpRequest, council_pk: int) -> HttpResponse:
    """Write down a new session of a council."""
    council = find(Council.visible_to(request.actor), pk=council_pk)
    demand(permissions.can_prepare(seat_of(request.actor, council.pk), council))
    form = SessionForm(posted(request), members=members_of(council.pk))
    return _session_form(
        request,
        form,
        {"council": council},
        lambda: actions.draft_session(council.pk, **form.values(), by=request.actor),
        "reviews:agenda_edit",
    )


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a session that is being prepared."""
    session = find_session(request, pk)
    demand(permissions.can_prepare(seat_of(request.actor, session.council_id), session.council))
    form = SessionForm(posted(request), members=members_of(session.council_id), session=session)

    def deed():
        seen = form.cleaned_data["version"] or 0
        return actions.edit_session(session.pk, **form.values(), seen_version=seen, by=request.actor)

    context = {"council": session.council, "session": session}
    return _session_form(request, form, context, deed, "reviews:session_detail")


def _session_form(request, form, context, deed, next_page) -> HttpResponse:
    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        return render(request, "reviews/session_form.html", {"form": form} | context, status=status)

    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    return perform(
        request,
        deed,
        done=lambda session: reverse(next_page, args=[session.pk]),
        again=lambda problems: draw(problems, status=422),
        message=lambda session: f"Đã lưu {session}.",
    )


@require_GET
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one session."""
    return session_page(request, find_session(request, pk))


def session_page(request: HttpRequest, session: CouncilSession, problems=(), status=200) -> HttpResponse:
    """Draw the page of a session, for a reader or after a refusal."""
    seat = seat_of(request.actor, session.council_id)
    can_prepare = permissions.can_prepare(seat, session.council)
    found = polls.polls_of(session)
    attendance = polls.attendance_of(session)
    members = members_of(session.council_id)
    if can_prepare and session.state == DRAFT and not problems:
        problems = problems_before_convening(session)
    context = {
        "session": session,
        "seat": seat,
        "steps": polls.steps(session),
        "where": polls.where(session),
        "items": agenda.agenda_of(session),
        "cards": poll_cards(request.actor, seat, found),
        "attendance": attendance,
        "presence": polls.presence_counts(attendance),
        "members": members,
        "tellers": [member for member in members if member.is_teller],
        "can_prepare": can_prepare,
        "can_lead": permissions.can_lead(seat, session),
        "can_declare": permissions.can_declare(seat, session)
        and session.state in (CONVENED, IN_SESSION)
        and any(poll.state == PREPARED for poll in found),
        "reach": _reach(session, found, members, attendance),
        "problems": problems,
        "timeline": polls.timeline(session, found),
    }
    return render(request, "reviews/session_detail.html", context, status=status)


def _reach(session, found, members, attendance) -> list:
    """What is within reach before the poll opens, once the attendance is known."""
    if session.state != IN_SESSION:
        return []
    here = {row.member_id for row in attendance if row.state == "PRESENT"}
    waiting = [poll for poll in found if poll.state == PREPARED]
    return [
        (poll, reach_before_opening(poll, [m for m in members if permissions.votes_in(m, poll)], here))
        for poll in waiting
    ]


@require_http_methods(["GET", "POST"])
def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the session deliberates."""
    session = find_session(request, pk)
    demand(permissions.can_prepare(seat_of(request.actor, session.council_id), session.council))

    def draw(problems=(), status=200) -> HttpResponse:
        context = {"session": session, "rows": agenda.for_choosing(session), "problems": problems}
        return render(request, "reviews/agenda_form.html", context, status=status)

    if request.method == "GET":
        return draw()
    chosen = {number(text) for text in request.POST.getlist("nomination")}
    ordered = [row.pk for row in agenda.for_choosing(session) if row.pk in chosen]
    unknown = sorted(chosen - set(ordered))
    return perform(
        request,
        lambda: actions.set_agenda(session.pk, ordered + unknown, by=request.actor),
        done=to_session,
        again=lambda problems: draw(problems, status=422),
        message=lambda _: f"Chương trình có {len(ordered)} hồ sơ.",
    )


@require_POST
def session_convene(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the members."""
    session = find_session(request, pk)
    return perform(
        request,
        lambda: actions.convene(session.pk, by=request.actor),
        done=to_session,
        again=lambda problems: session_page(request, session, problems, status=422),
        message=lambda called: f"Đã triệu tập {called}. Chương trình và tỷ lệ thông qua đã chốt.",
    )


@require_http_methods(["GET", "POST"])
def session_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session off."""
    session = find_session(request, pk)
    demand(permissions.can_prepare(seat_of(request.actor, session.council_id), session.council))

    def draw(problems=(), status=200) -> HttpResponse:
        context = {"session": session, "problems": problems, "reason": request.POST.get("reason", "")}
        return render(request, "reviews/session_void.html", context, status=status)

    if request.method == "GET":
        return draw()
    return perform(
        request,
        lambda: actions.void_session(session.pk, reason=request.POST.get("reason", ""), by=request.actor),
        done=to_session,
        again=lambda problems: draw(problems, status=422),
        message=lambda called: f"Đã hủy {called}.",
    )
