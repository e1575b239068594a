"""Pages of decisions: the list, one decision, its signed file and its letter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from awards.queries import award_choices
from core import clock, files
from core.excel import workbook_response
from core.http import find
from core.paging import page_by_key
from reviews import permissions_decision as permissions
from reviews.forms_decision import DecisionFilter
from reviews.models import Decision, DecisionLine
from reviews.queries import decision as queries
from reviews.queries.decision_lines import facts_of, groups, lines_of, merit_of
from reviews.workflow_decision import DECISION
from units.roles import Role

LINES_SHOWN = 500


@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    """List the decisions within reach, the latest change first; for officers also what waits for a draft."""
    actor = request.actor
    chosen = DecisionFilter(
        request.GET,
        queryset=Decision.visible_to(actor),
        awards=award_choices(),
        this_year=clock.today().year,
    )
    found = queries.rows(chosen.qs)
    if request.GET.get("xuat") == "xlsx":
        rows = queries.export_rows(found.order_by("-updated_at", "-id"))
        return workbook_response("quyet-dinh", queries.LIST_HEADS, rows)
    drafts = actor is not None and actor.is_(Role.OFFICER, Role.OFFICE_HEAD)
    context = {
        "page": page_by_key(found, order="-updated_at", cursor=request.GET.get("trang", "")),
        "filter": chosen,
        "groups": groups(actor.body) if drafts else [],
        "reads_states": actor is not None and permissions.reads_prizes(actor),
    }
    return render(request, "reviews/decision_list.html", context)


@require_GET
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one decision, or the names on it as an Excel sheet."""
    if request.GET.get("xuat") == "xlsx":
        decision = find_decision(request, pk)
        for_staff = permissions.reads_prizes(request.actor)
        heads = queries.LINE_HEADS + (queries.STAFF_HEADS if for_staff else [])
        rows = queries.line_rows(_lines(request, decision), for_staff=for_staff)
        return workbook_response(f"quyet-dinh-{decision.number or decision.pk}", heads, rows)
    return decision_page(request, find_decision(request, pk))


def decision_page(request: HttpRequest, decision: Decision, problems=(), status: int = 200) -> HttpResponse:
    """Draw the page of one decision, for a reader or after a refusal."""
    actor = request.actor
    lines = _lines(request, decision)
    facts = []
    if permissions.reads_facts(actor, decision):
        facts = facts_of([line.nomination for line in lines if not line.struck])
    for line in lines:
        line.merit, line.unit_name = merit_of(line.nomination), queries.unit_name_of(line.nomination)
    reads_history = permissions.reads_history(actor)
    context = {
        "decision": decision,
        "steps": queries.steps(decision),
        "where": queries.where(decision),
        "lines": lines[:LINES_SHOWN],
        "more_lines": len(lines) > LINES_SHOWN,
        "counts": queries.counts(lines),
        "total": sum(line.prize or 0 for line in lines if not line.struck),
        "facts": facts,
        "may": _may(actor, decision),
        "reads_prizes": permissions.reads_prizes(actor),
        "reads_papers": permissions.reads_prizes(actor) or _honours(actor, lines),
        "reads_history": reads_history,
        "timeline": queries.timeline(decision) if reads_history else [],
        "officer": decision.round.officer,
        "problems": problems,
    }
    return render(request, "reviews/decision_detail.html", context, status=status)


@require_GET
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the signed decision."""
    return _send(find_decision(request, pk).signed_file)


@require_GET
def decision_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the letter (tờ trình) with which it was presented; not a unit's business."""
    decision = find_decision(request, pk)
    return _send(decision.letter_file if permissions.reads_prizes(request.actor) else None)


def find_decision(request: HttpRequest, pk: int) -> Decision:
    """Return the decision within reach, or a logged 404."""
    return find(queries.for_page(Decision.visible_to(request.actor)), pk=pk)


def _lines(request: HttpRequest, decision: Decision) -> list[DecisionLine]:
    """The names that this person may read."""
    seen = set(DecisionLine.visible_to(request.actor).filter(decision=decision).values_list("pk", flat=True))
    return [line for line in lines_of(decision) if line.pk in seen]


def _honours(actor, lines: list[DecisionLine]) -> bool:
    """Does the decision name somebody of this person's unit or below?"""
    return any(line.nomination.dossier.unit.path.startswith(actor.scope_path) for line in lines)


def _send(stored) -> HttpResponse:
    if stored is None:
        raise Http404
    return files.send(stored)


def _may(actor, decision: Decision) -> dict[str, bool]:
    """What the buttons of the page ask: the permission, where the move starts from the present state."""

    def may(move: str, verdict) -> bool:
        return DECISION.allows(move, decision.state) and bool(verdict)

    return {
        "edit": may("present", permissions.can_draft(actor, decision.round)),
        "present": may("present", permissions.can_present(actor, decision)),
        "send_back": may("send_back", permissions.can_send_back(actor, decision)),
        "strike": may("sign", permissions.can_strike(actor, decision)),
        "sign": may("sign", permissions.can_sign(actor, decision)),
        "publish": may("publish", permissions.can_publish(actor, decision)),
    }
