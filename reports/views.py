"""A paper's page and its file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core import files
from core.http import find
from reports import pdf, receipt
from reports.models import Paper, PaperKind, PaperState


@require_GET
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a paper as it is printed, with its number and its fingerprint."""
    paper = find(Paper.visible_to(request.actor).select_related("file", "dossier", "issuer"), pk=pk)
    sheet = pdf.render_html(receipt.TEMPLATE, paper.values)
    return render(request, "reports/paper_detail.html", {"paper": paper, "sheet": sheet})


@require_GET
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the issued file."""
    issued = Paper.visible_to(request.actor).filter(state=PaperState.ISSUED).select_related("file")
    return files.send(find(issued, pk=pk).file)


@require_GET
def dossier_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a dossier to its receipt, or to a 404 while there is none."""
    paper = find(Paper.visible_to(request.actor), dossier=pk, kind=PaperKind.RECEIPT)
    return redirect("reports:paper", paper.pk)
