"""Refusals that any view may raise, as pages."""

from django.shortcuts import render

from core import clock
from core.errors import NotAllowed, Stale


class DeedErrorMiddleware:
    """NotAllowed becomes a 403 page with its reason, Stale a 409 page that says who was faster."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

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
