"""Files of a dossier: the letter, evidence of the dossier or of one nominee, download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import files, uploads
from core.errors import demand
from core.http import done_before, find, perform, posted
from nominations import actions, checks, permissions, queries
from nominations.forms_deeds import EvidenceForm, LetterForm
from nominations.models import Dossier, Evidence, Nomination
from nominations.views import dossier_page


@require_http_methods(["GET", "POST"])
def dossier_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, date and signed PDF of the letter that the dossier is sent with."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    initial = {"letter_no": dossier.letter_no, "letter_on": dossier.letter_on}
    form = LetterForm(posted(request), request.FILES or None, initial=initial)
    back = reverse("nominations:dossier_detail", args=[pk])

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        context = {"form": form, "dossier": dossier, "letter": checks.letter_of(dossier), "back": back}
        return render(request, "nominations/letter_form.html", context, status=status)

    demand(permissions.can_write_letter(request.actor, dossier))
    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    taken = uploads.take(request, kinds=("pdf",), required=False)
    if taken.problems:
        return draw(taken.problems, status=422)
    values = form.cleaned_data
    return perform(
        request,
        lambda: actions.record_letter(
            pk, number=values["letter_no"], letter_on=values["letter_on"], file=taken.file, by=request.actor
        ),
        done=lambda _: back,
        again=lambda problems: draw(problems, status=422),
        message=lambda _: "Đã lưu tờ trình.",
    )


@require_http_methods(["GET", "POST"])
def evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to a dossier as a whole."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    back = reverse("nominations:dossier_detail", args=[pk])
    return _add(request, dossier, None, permissions.can_edit(request.actor, dossier), back)


@require_http_methods(["GET", "POST"])
def nomination_evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to one nominee."""
    nomination = find(Nomination.visible_to(request.actor), pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)
    nomination.dossier = dossier
    supplement = checks.open_supplements(dossier).get(pk)
    back = (
        reverse("nominations:supplement_answer", args=[supplement.pk])
        if supplement
        else reverse("nominations:nomination_detail", args=[pk])
    )
    may = permissions.can_edit_nomination(request.actor, nomination, is_asked=supplement is not None)
    return _add(request, dossier, nomination, may, back)


def _add(request, dossier: Dossier, nomination: Nomination | None, may, back: str) -> HttpResponse:
    initial = {"kind": "REPORT" if nomination else "MINUTES"}
    form = EvidenceForm(posted(request), request.FILES or None, initial=initial)
    evidence = queries.evidence_of(dossier)
    own = [file for file in evidence if file.nomination_id == (nomination.pk if nomination else None)]

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        context = {"form": form, "dossier": dossier, "nomination": nomination, "evidence": own, "back": back}
        return render(request, "nominations/evidence_form.html", context, status=status)

    demand(may)
    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    taken = uploads.take(request)
    if taken.problems:
        return draw(taken.problems, status=422)

    def keep() -> list[Evidence]:
        title = form.cleaned_data["title"] if len(taken.files) == 1 else ""
        return [
            actions.add_evidence(
                dossier.pk,
                kind=form.cleaned_data["kind"],
                title=title,
                file=file,
                nomination_id=nomination.pk if nomination else None,
                by=request.actor,
            )
            for file in taken.files
        ]

    return perform(
        request,
        keep,
        done=lambda _: back,
        again=lambda problems: draw(problems, status=422),
        message=lambda kept: f"Đã tải lên {len(kept)} tệp.",
    )


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Download a file; only one that was found clean."""
    evidence = find(Evidence.visible_to(request.actor).select_related("file"), pk=pk)
    demand(permissions.can_open(evidence))
    return files.send(evidence.file)


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of a dossier; then it is out of reach, so a second press is known by its key."""
    return done_before(request) or _press(request, pk, actions.remove_evidence, "Đã bỏ tệp khỏi hồ sơ.")


@require_POST
def evidence_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file that waits for the virus scanner checked once more."""
    return _press(request, pk, actions.ask_scan, "Đang kiểm tra lại tệp.")


def _press(request: HttpRequest, pk: int, deed, told: str) -> HttpResponse:
    evidence = find(Evidence.visible_to(request.actor), pk=pk)
    if evidence.nomination_id:
        done = reverse("nominations:nomination_detail", args=[evidence.nomination_id])
    else:
        done = reverse("nominations:dossier_detail", args=[evidence.dossier_id])
    return perform(
        request,
        lambda: deed(evidence.pk, by=request.actor),
        done=lambda _: done,
        again=lambda problems: dossier_page(request, evidence.dossier_id, problems, status=422),
        message=lambda _: told,
    )
