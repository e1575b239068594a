"""A member's own ballot. What is chosen here is read, sealed and forgotten in one request."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import Stale, demand
from core.http import perform
from reviews import actions, fresh, permissions
from reviews.bigform import big_form
from reviews.forms import read_choices
from reviews.models import CouncilSession
from reviews.queries import polls
from reviews.queries.ballot import ballot_groups, open_poll_of
from reviews.views.common import find_session, to_session

MOST_FIELDS = 10_000


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@big_form(MOST_FIELDS)
@sensitive_variables()
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the ballot with all questions; take it. A new one replaces the old until the poll closes."""
    session = find_session(request, pk)
    poll = open_poll_of(session)
    if poll is None:
        return _no_poll(request, session)
    entry = polls.roster_entry(poll, request.actor)
    demand(permissions.can_vote(is_voter=entry is not None and entry.is_voting))
    choices = read_choices(request.POST) if request.method == "POST" else {}

    def draw(problems=(), status=200) -> HttpResponse:
        chosen = {key: str(choice) for key, choice in choices.items()}
        groups = ballot_groups(poll, entry.member, chosen)
        context = {
            "session": session,
            "poll": poll,
            "entry": entry,
            "groups": groups,
            "to_choose": sum(group.open_lines for group in groups),
            "has_voted": polls.has_voted(poll, request.actor),
            "is_fresh": fresh.is_fresh(request),
            "problems": problems,
        }
        return render(request, "reviews/ballot.html", context, status=status)

    if request.method == "GET":
        return draw()
    if missing := fresh.problems(request):
        return draw(missing, status=422)
    return perform(
        request,
        lambda: actions.cast(poll.pk, choices, confirmed_at=fresh.confirmed_at(request), by=request.actor),
        done=lambda _: reverse("reviews:ballot_done", args=[session.pk]),
        again=lambda problems: draw(problems, status=422),
    )


def _no_poll(request: HttpRequest, session: CouncilSession) -> HttpResponse:
    if request.method == "POST":
        raise Stale("Lần bỏ phiếu đã đóng, không nhận thêm phiếu. Phiếu gửi trước đó vẫn được tính.")
    return redirect(to_session(session))


@never_cache
@require_GET
def ballot_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt of the ballot that lies in the open poll; once the poll is closed nobody can."""
    session = find_session(request, pk)
    poll = open_poll_of(session)
    receipt = polls.receipt_of(poll, request.actor) if poll else ""
    if not receipt:
        return redirect(to_session(session))
    entry = polls.roster_entry(poll, request.actor)
    lines = [line for group in ballot_groups(poll, entry.member, {}) for line in group.lines]
    context = {
        "session": session,
        "poll": poll,
        "receipt": receipt,
        "chosen": sum(not line.exclusion for line in lines),
        "excluded": sum(bool(line.exclusion) for line in lines),
    }
    return render(request, "reviews/ballot_done.html", context)
