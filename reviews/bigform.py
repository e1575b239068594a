"""A form with more fields than other forms may have: the ballot of 3,000 names.

`DATA_UPLOAD_MAX_NUMBER_FIELDS` holds for every view and is read by the check of the form's token already; so
the body is read here first, with a limit of its own, and the token checked after.
"""

from functools import wraps
from urllib.parse import parse_qsl

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

FORM = "application/x-www-form-urlencoded"


def big_form(limit: int):
    """Let the decorated view take so many fields; its token is checked as everywhere."""

    def decorate(view):
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def read_first(request: HttpRequest, *args, **kwargs):
            if request.method == "POST" and request.content_type == FORM:
                _read(request, limit)
            return protected(request, *args, **kwargs)

        return read_first

    return decorate


def _read(request: HttpRequest, limit: int) -> None:
    text = request.body.decode("utf-8", "replace")
    if text.count("&") >= limit:
        raise TooManyFieldsSent("The form has more fields than the ballot may have.")
    fields = QueryDict(mutable=True)
    for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=limit):
        fields.appendlist(name, value)
    fields._mutable = False
    request._post, request._files = fields, MultiValueDict()
