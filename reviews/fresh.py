"""Fresh authentication: the password once more before voting, counting, sealing and signing.

Good for a few minutes (`rules.FRESH_MINUTES`) of one log-in. The password comes with the form of the deed
itself, so that nothing else in that form has to be kept while somebody proves who he is. The moment is the
database's, and what the session keeps of it says nothing about the deed.
"""

import time
from datetime import datetime

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from core import clock
from core.verdict import Problem
from reviews import rules

FIELD = "password"
_KEY = "password_confirmed"
_APP, _ACTION, _RATE = "account", "confirm_password", "10/5m/user"


def confirmed_at(request: HttpRequest) -> datetime | None:
    """Return when the password was last given in this log-in."""
    kept = request.session.get(_KEY) or {}
    if kept.get("user") != request.user.pk:
        return None
    return datetime.fromisoformat(kept["at"])


def is_fresh(request: HttpRequest) -> bool:
    """Return whether the form may do without the password."""
    return rules.is_fresh(confirmed_at(request), clock.now())


@sensitive_variables("password")
def problems(request: HttpRequest) -> list[Problem]:
    """Take the password of this form, if one was given, and say what is missing. Call it before the deed.

    It runs outside the deed's transaction: checking a password is slow on purpose. Only failures are counted.
    """
    password = request.POST.get(FIELD, "")
    if not password:
        if is_fresh(request):
            return []
        return [Problem("password", FIELD, "Nhập mật khẩu để xác nhận chính đồng chí làm việc này.")]
    if _failed_too_often(request):
        return [Problem("password", FIELD, "Nhập sai quá nhiều lần. Đợi 5 phút rồi thử lại.")]
    if not request.user.check_password(password):
        ratelimit.consume(request, app=_APP, action=_ACTION, config={_ACTION: _RATE}, user=request.user)
        return [Problem("password", FIELD, "Mật khẩu chưa đúng. Nhập lại.")]
    request.session[_KEY] = {"user": request.user.pk, "at": clock.now().isoformat()}
    return []


def _failed_too_often(request: HttpRequest) -> bool:
    """Whether the failures of the last minutes fill the limit; one read, no write."""
    rate = ratelimit.parse_rate(_RATE)
    key = ratelimit.get_cache_key(request, app=_APP, action=_ACTION, rate=rate, user=request.user)
    allowed, _ = ratelimit.apply_rate(cache.get(key, []), time.time(), rate, dry_run=True)
    return not allowed
