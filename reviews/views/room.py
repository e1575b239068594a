"""The screen of the meeting room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import clock
from reviews.queries import polls
from reviews.queries.room import room_of
from reviews.views.common import find_session
from reviews.workflow import DRAFT, PREPARED, VOID


@never_cache
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has not voted yet and what is within reach; htmx asks for the same every few seconds."""
    session = find_session(request, pk)
    held = [poll for poll in polls.polls_of(session) if poll.state not in (PREPARED, VOID)]
    poll = next((poll for poll in held if poll.state == "OPEN"), held[-1] if held else None)
    context = {
        "session": session,
        "poll": poll,
        "room": room_of(poll) if poll else None,
        "now": clock.now(),
        "is_draft": session.state == DRAFT,
    }
    template = "reviews/_room.html" if request.htmx else "reviews/room.html"
    return render(request, template, context)
