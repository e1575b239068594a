"""Says with every request who acts: read anew each time, so that a change of role holds at once."""

from core import clock
from units.actors import Actor
from units.queries import current_memberships

SESSION_KEY = "membership_id"


class ActorMiddleware:
    """Sets `request.actor` (None without log-in or role), `request.memberships` and `request.now`.

    `request.now` is the database's time when the request came in: enough to show a page, while a deed asks
    the clock again after its lock.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor, request.memberships, request.now = None, [], None
        if request.user.is_authenticated and request.user.is_active:
            request.now = clock.now()
            request.memberships = current_memberships(request.user, clock.local(request.now).date())
            request.actor = _actor(request)
        return self.get_response(request)


def _actor(request):
    if not request.memberships:
        return None
    chosen = request.session.get(SESSION_KEY)
    membership = next((m for m in request.memberships if m.pk == chosen), request.memberships[0])
    return Actor(user=request.user, membership=membership)
