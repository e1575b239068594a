"""Addresses that only tests have: forms whose deed does what the test says, behind our middleware."""

from django.http import HttpResponse
from django.urls import include, path

from core import files, http
from core.counters import next_number
from core.models import StoredFile

#: What the deed of `/viec/` does after it has counted itself; a test puts a callable here.
deed = None


def press(request):
    """A form with one field: each deed that is saved counts "tests.deeds" up."""

    def act():
        number = next_number("tests.deeds")
        if deed is not None:
            deed()
        return number

    def again(problems):
        text = f"{request.POST.get('name', '')}: {' '.join(problem.message for problem in problems)}"
        return HttpResponse(text, status=422, content_type="text/plain")

    return http.perform(
        request,
        act,
        done=lambda number: f"/ket-qua/{number}/",
        again=again,
        message=lambda number: f"Đã ghi số {number}.",
    )


def press_crosswise(request):
    """A form whose deed counts nothing itself."""
    return http.perform(request, lambda: deed(), done=lambda _: "/ket-qua/", again=lambda problems: None)


def download(request, pk):
    """Send a stored file."""
    return files.send(StoredFile.objects.get(pk=pk))


urlpatterns = [
    path("viec/", press),
    path("viec-cheo/", press_crosswise),
    path("tep-thu/<int:pk>/", download),
    path("", include("laocai_thidua.urls")),
]
