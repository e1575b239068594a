"""A page with one form and one deed: drawn, refused with every typed value, done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import demand
from core.http import perform
from core.verdict import Verdict


def form_page(
    request: HttpRequest,
    form,
    template: str,
    *,
    may: Verdict,
    deed: Callable,
    done: Callable[..., str],
    message: Callable[..., str] | None = None,
    context: dict | None = None,
) -> HttpResponse:
    """Answer a GET with the form, a POST with the deed; who may not is told why at once."""

    def draw(problems=(), status: int = 200) -> HttpResponse:
        form.show(problems)
        return render(request, template, {"form": form, **(context or {})}, status=status)

    demand(may)
    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    return perform(
        request, deed, done=done, again=lambda problems: draw(problems, status=422), message=message
    )
