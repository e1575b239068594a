"""A paper's page and its file; the papers of a session and of a decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core import files
from core.http import find
from nominations.models import Dossier
from reports import pdf, queries
from reports.kinds import KINDS
from reports.models import Paper, PaperKind
from reviews.models import CouncilSession, Decision

SHEETS_SHOWN = 3  # of a series of single sheets; the file has all


@require_GET
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a paper as it is printed, with its number and its fingerprint."""
    paper = find(queries.with_objects(Paper.visible_to(request.actor)), pk=pk)
    how, values, left_out = KINDS[paper.kind], paper.values, 0
    if how.each:
        left_out = max(0, len(values[how.each]) - SHEETS_SHOWN)
        values = {**values, how.each: values[how.each][:SHEETS_SHOWN]}
    page = {
        "paper": paper,
        "sheet": pdf.render_html(how.template, values),
        "left_out": left_out,
        "trail": queries.trail(paper),
    }
    return render(request, "reports/paper_detail.html", page)


@require_GET
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the frozen file."""
    made = Paper.visible_to(request.actor).filter(file__isnull=False).select_related("file")
    return files.send(find(made, pk=pk).file)


@require_GET
def dossier_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from an accepted dossier to its receipt, or back to it while the receipt is being made."""
    dossier = find(Dossier.visible_to(request.actor), pk=pk, accepted_at__isnull=False)
    paper = Paper.visible_to(request.actor).filter(dossier=dossier, kind=PaperKind.RECEIPT).first()
    if paper is None:
        messages.info(request, "Phiếu tiếp nhận đang được lập, thường dưới một phút. Mở lại sau.")
        return redirect("nominations:dossier_detail", dossier.pk)
    return redirect("reports:paper", paper.pk)


@require_GET
def session_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """List the minutes of a session."""
    session = find(CouncilSession.visible_to(request.actor), pk=pk)
    papers = queries.papers_of_session(request.actor, session)
    page = {"papers": papers, "about": session.title, "back": "reviews:session_detail", "pk": session.pk}
    return render(request, "reports/paper_list.html", page)


@require_GET
def decision_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """List the papers of a decision, drafts and what was superseded included."""
    decision = find(Decision.visible_to(request.actor), pk=pk)
    papers = queries.papers_of_decision(request.actor, decision)
    page = {"papers": papers, "about": decision.title, "back": "decisions:decision_detail", "pk": decision.pk}
    return render(request, "reports/paper_list.html", page)
