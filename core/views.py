"""A running job's page, health, and the pages of errors."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, jobs
from core.http import find, perform
from core.models import Job


@require_GET
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is; the fragment that htmx asks for every second is the same card."""
    job = find(Job.visible_to(request.actor), pk=pk)
    template = "core/_job_status.html" if request.htmx else "core/job.html"
    response = render(request, template, {"job": job, "percent": job.percent})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed job of one's own again."""
    job = find(Job.visible_to(request.actor), pk=pk)
    return perform(
        request,
        lambda: jobs.retry(job.pk),
        done=lambda _: reverse("core:job", args=[job.pk]),
        again=lambda problems: render(
            request, "core/job.html", {"job": job, "percent": job.percent, "problems": problems}, status=422
        ),
    )


@require_GET
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Say that the database answers too: its clock is asked."""
    return JsonResponse({"clock": clock.now().isoformat(timespec="seconds")})


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400."""
    return render(request, "400.html", {"now": clock.now()}, status=400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """403 that Django itself raised."""
    return render(request, "403.html", {"reason": "", "now": clock.now()}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from an open page of the portal."""
    text = "Trang đã mở quá lâu hoặc trình duyệt chặn cookie. Quay lại, tải lại trang rồi gửi lại."
    return render(request, "403.html", {"reason": text, "now": clock.now()}, status=403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404, the same for an unknown and for a foreign address."""
    return render(request, "404.html", {"now": clock.now()}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the page needs neither database nor session."""
    return render(None, "500.html", status=500)
