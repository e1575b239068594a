"""Pages of the meeting: attendance, declared relations, conclusion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.errors import demand
from core.http import number, perform
from reviews import actions, permissions
from reviews.actions.meeting import Seen, quorum_of
from reviews.forms import AttendanceRow, read_attendance
from reviews.queries import polls, seat_of
from reviews.queries.meeting import attendees, relation_groups
from reviews.views.common import find_session, to_session
from reviews.workflow import IN_SESSION


@require_http_methods(["GET", "POST"])
def meeting_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down who takes part and open the meeting, or correct it."""
    session = find_session(request, pk)
    demand(permissions.can_prepare(seat_of(request.actor, session.council_id), session.council))
    members = attendees(session)
    posted = request.method == "POST"
    if posted:
        seen = read_attendance(request.POST, members)
    else:
        kept = polls.attendance_of(session)
        seen = {row.member_id: Seen(row.state, row.is_online, row.reason) for row in kept}
    chair_id = number(request.POST.get("chair", "")) if posted else session.chair_id
    notes = request.POST.get("opening_notes", "") if posted else session.opening_notes

    def draw(problems=(), status=200) -> HttpResponse:
        context = {
            "session": session,
            "rows": [AttendanceRow(member, seen.get(member.pk)) for member in members],
            "chairs": [member for member in members if permissions.may_preside(member)],
            "chair_id": chair_id,
            "opening_notes": notes,
            "quorum": quorum_of(session, len(members)),
            "is_open": session.state == IN_SESSION,
            "problems": problems,
        }
        return render(request, "reviews/meeting_form.html", context, status=status)

    if not posted:
        return draw()
    return perform(
        request,
        lambda: actions.open_meeting(
            session.pk, seen, chair_id=chair_id, opening_notes=notes, by=request.actor
        ),
        done=to_session,
        again=lambda problems: draw(problems, status=422),
        message=lambda _: "Đã ghi thành phần dự họp.",
    )


@require_http_methods(["GET", "POST"])
def relations(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to whom on the agenda one is close, or take it back."""
    session = find_session(request, pk)
    seat = seat_of(request.actor, session.council_id)
    demand(permissions.can_declare(seat, session))

    def draw(problems=(), status=200) -> HttpResponse:
        context = {
            "session": session,
            "groups": relation_groups(session, seat),
            "problems": problems,
            "chosen": number(request.POST.get("question", "")),
            "reason": request.POST.get("reason", ""),
        }
        return render(request, "reviews/relations.html", context, status=status)

    if request.method == "GET":
        return draw()
    wanted = number(request.POST.get("question", ""))
    question = next(
        (line.question for group in relation_groups(session, seat) for line in group.lines
         if line.question.pk == wanted),
        None,
    )  # fmt: skip
    if question is None:
        return draw(status=422)

    def deed():
        if "bo" in request.POST:
            return actions.withdraw_relation(question.pk, by=request.actor)
        return actions.declare_relation(question.pk, reason=request.POST.get("reason", ""), by=request.actor)

    return perform(
        request,
        deed,
        done=lambda _: request.path,
        again=lambda problems: draw(problems, status=422),
        message=lambda _: f"Đã ghi với hồ sơ {question.name}.",
    )


@require_http_methods(["GET", "POST"])
def session_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the conclusion and end the meeting."""
    session = find_session(request, pk)
    demand(permissions.can_prepare(seat_of(request.actor, session.council_id), session.council))

    def draw(problems=(), status=200) -> HttpResponse:
        context = {
            "session": session,
            "conclusion": request.POST.get("conclusion", session.conclusion),
            "closing_notes": request.POST.get("closing_notes", session.closing_notes),
            "problems": problems,
        }
        return render(request, "reviews/conclude_form.html", context, status=status)

    if request.method == "GET":
        return draw()
    return perform(
        request,
        lambda: actions.conclude(
            session.pk,
            conclusion=request.POST.get("conclusion", ""),
            closing_notes=request.POST.get("closing_notes", ""),
            by=request.actor,
        ),
        done=to_session,
        again=lambda problems: draw(problems, status=422),
        message=lambda ended: f"Đã kết thúc {ended}.",
    )
