"""From HTTP to a deed and back. Views hold no `try`: this module turns outcomes into pages."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core import clock, formkeys
from core.errors import RuleViolation
from core.models import FormKey
from core.verdict import Problem

logger = logging.getLogger(__name__)
access_log = logging.getLogger("portal.access")

TRIES = 3
_PASSING = {"40P01", "40001", "55P03"}  # deadlock, serialisation, lock not available


def find(queryset: QuerySet, **lookup):
    """Return the one object of a `visible_to` queryset, or raise a logged 404: out of reach is not found."""
    known = all(value.bit_length() < 64 for value in lookup.values() if isinstance(value, int))
    found = queryset.filter(**lookup).first() if known else None
    if found is None:
        access_log.warning("out of reach: %s %s", queryset.model._meta.label, lookup)
        raise Http404
    return found


def number(text: str) -> int:
    """Return the number that a form sent, or 0, which no row has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def perform(
    request: HttpRequest,
    deed: Callable,
    *,
    done: Callable[..., str],
    again: Callable[[list[Problem]], HttpResponse],
    message: Callable[..., str] | None = None,
) -> HttpResponse:
    """Do the deed of a POST in one transaction and answer.

    `deed()` calls an action; `done(result)` gives the address to go to; `message(result)` the sentence shown
    there; `again(problems)` draws the form with its problems and every typed value. The form's one-time key
    is used up by success only; a second press gets the same address. A passing lock conflict is tried three
    times, then answered with 503. NotAllowed and Stale become pages in `core.middleware`.
    """
    for attempt in range(1, TRIES + 1):
        try:
            url, result, first = _once(request, deed, done)
        except RuleViolation as violation:
            return again(violation.problems)
        except OperationalError as error:
            if not _passes(error):
                raise
            logger.warning("attempt %s of %s: %s", attempt, request.path, error)
            continue
        if first and message:
            messages.success(request, message(result))
        return redirect(url)
    return busy(request)


def posted(request: HttpRequest):
    """Return what was typed, for a form to be bound to; None on a plain look. An empty POST is typed too."""
    return request.POST if request.method == "POST" else None


def done_before(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a form that this person sent before, or None.

    For a deed that removes the object of its own address: a second press finds the key where the object
    is gone.
    """
    try:
        key = formkeys.read(request)
    except RuleViolation:
        return None
    used = FormKey.objects.filter(key=key, user_id=_owner(request)).exclude(url="").first()
    return redirect(used.url) if used else None


def _once(request: HttpRequest, deed: Callable, done: Callable[..., str]):
    key = formkeys.read(request)
    with transaction.atomic():
        before = formkeys.use(key, _owner(request))
        if before is not None:
            return before, None, False
        result = deed()
        url = done(result)
        formkeys.remember(key, url)
        return url, result, True


def _owner(request: HttpRequest) -> int:
    """Whose key it is; 0, which no user has, for a form that is sent without log-in."""
    return request.user.pk or 0


def _passes(error: OperationalError) -> bool:
    code = getattr(error.__cause__, "pgcode", None)
    return code in _PASSING or "database is locked" in str(error)


def busy(request: HttpRequest) -> HttpResponse:
    """Return the 503 page in honest words."""
    response = render(request, "503.html", {"now": clock.now()}, status=503)
    response["Retry-After"] = "5"
    return response
