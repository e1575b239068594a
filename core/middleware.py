"""Refusals that any view may raise, as pages."""

from django.shortcuts import render
from django.urls import Resolver404, resolve

from core import clock
from core.errors import NotAllowed, Stale


class DeedErrorMiddleware:
    """NotAllowed becomes a 403 page with its reason, Stale a 409 page that says who was faster.

    An address that takes only forms answers a plain look with a page too: after a log-in that interrupted
    a deed, the browser comes back to it without the form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", {"back_url": _page_above(request), "now": clock.now()}, status=405)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request, exception):
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": exception.reason, "now": clock.now()}, status=403)
        if isinstance(exception, Stale):
            context = {
                "message": exception.message,
                "theirs": exception.theirs,
                "mine": exception.mine,
                "now": clock.now(),
            }
            return render(request, "409.html", context, status=409)
        return None


def _page_above(request) -> str:
    """Return the page that a deed's address hangs on, /ho-so/7/ for /ho-so/7/gui/, or the address itself."""
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(above)
    except Resolver404:
        return request.path
    return above
