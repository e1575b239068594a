"""Pages of dossiers: list, queue of the standing body, one dossier, the nominees that a unit writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.models import Recipient
from campaigns.models import Round
from core import audit, clock
from core.errors import demand
from core.excel import workbook_response
from core.http import done_before, find, perform, posted
from core.paging import page_by_key
from nominations import actions, checks, permissions, queries
from nominations.forms import CollectiveForm, DossierFilter, NominationForm, QueueFilter
from nominations.models import Dossier, EvidenceKind, Nomination
from nominations.workflow import ACCEPTED, AWAITING_SIGN_OFF, DOSSIER, DRAFT, RETURNED, WRITABLE
from units.models import OrgUnit
from units.roles import STANDING_BODY_ROLES, Role

TIMELINE = 8  # events shown at once; the earlier ones open on a press


@require_GET
def dossier_list(request: HttpRequest) -> HttpResponse:
    """List the dossiers within reach, latest change first."""
    chosen = DossierFilter(request.GET, queryset=Dossier.visible_to(request.actor))
    return _list(request, chosen, "nominations/dossier_list.html", "-updated_at")


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """List what was sent to the standing body and is not through its hands, oldest first."""
    demand(permissions.can_read_queue(request.actor))
    chosen = QueueFilter(request.GET, queryset=queries.in_queue(request.actor))
    chips = queries.queue_counts(request.actor)
    chosen.is_valid()
    order = queries.queue_order(chosen.form.cleaned_data.get("state", ""))
    return _list(request, chosen, "nominations/queue.html", order, chips=chips)


def _list(request: HttpRequest, chosen, template: str, order: str, **context) -> HttpResponse:
    found = queries.rows(chosen.qs)
    if request.GET.get("xuat") == "xlsx":
        same_way = "-id" if order.startswith("-") else "id"
        listed = found.order_by(order, same_way)
        return workbook_response("ho-so", queries.EXPORT_HEADS, queries.export_rows(listed))
    page = page_by_key(found, order=order, cursor=request.GET.get("trang", ""))
    return render(request, template, {"page": page, "filter": chosen, **context})


@require_POST
def dossier_create(request: HttpRequest, round_pk: int) -> HttpResponse:
    """Make a dossier for the round and open it."""
    round_ = find(Round.visible_to(request.actor), pk=round_pk)
    return perform(
        request,
        lambda: actions.create_dossier(round_.pk, by=request.actor),
        done=lambda dossier: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: render(
            request, "nominations/refused.html", {"problems": problems, "round": round_}, status=422
        ),
    )


# One dossier ----------------------------------------------------------------------------------------------


@require_GET
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one dossier, or its nominees as an Excel sheet."""
    if request.GET.get("xuat") == "xlsx":
        dossier = find(Dossier.visible_to(request.actor), pk=pk)
        rows = queries.nominee_rows(checks.nominations_of(dossier))
        return workbook_response(dossier.code or "ho-so", queries.NOMINEE_HEADS, rows)
    return dossier_page(request, pk)


def dossier_page(request: HttpRequest, pk: int, problems=(), status: int = 200) -> HttpResponse:
    """Draw the page of one dossier; `problems` are those that a deed has just met."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    actor, now = request.actor, request.now
    nominations = checks.nominations_of(dossier)
    evidence = queries.evidence_of(dossier)
    letter = next((file for file in evidence if file.kind == EvidenceKind.LETTER), None)
    history = audit.history(dossier)
    found = checks.findings_of(dossier, nominations)
    asked = checks.open_supplements(dossier) if dossier.state == ACCEPTED else {}
    may = _may(actor, dossier)
    if not problems and (may["edit"] or (dossier.state == AWAITING_SIGN_OFF and may["submit"])):
        # What is missing of the letter stands at its own line.
        problems = checks.sign_off_problems(dossier, nominations, now, found)
    shown = [
        [*findings, checks.report_finding(nomination, evidence)]
        for nomination, findings in zip(nominations, found, strict=True)
    ]
    told = queries.timeline(history)
    finish = checks.finish_problems(dossier, nominations, asked) if dossier.state == ACCEPTED else []
    context = {
        "dossier": dossier,
        "steps": queries.steps(dossier),
        "where": queries.where(dossier),
        "grid": queries.grid(nominations, shown, supplements=asked, can_edit=bool(may["edit"])),
        "nominations": nominations,
        "counts": _counts(nominations),
        "problems": problems,
        "letter": letter,
        "letter_problems": checks.letter_problems(dossier, letter) if _is_with_unit(dossier) else [],
        "evidence": [file for file in evidence if file.nomination_id is None and file is not letter],
        "evidence_of_nominees": sorted(
            (file for file in evidence if file.nomination_id), key=lambda file: file.nomination.order
        ),
        "may": may,
        "finish_problems": finish,
        "unconcluded": next(
            (row for row in nominations if row.outcome == "PROPOSED" and row.pk not in asked), None
        ),
        "is_with_unit": _is_with_unit(dossier),
        "reads_appraisal": actor.is_(*STANDING_BODY_ROLES),
        "timeline": told[:TIMELINE],
        "earlier": told[TIMELINE:],
        "sent_back": queries.sent_back(dossier, history),
        "officer": dossier.round.officer,
        "now": now,
        "today": clock.local(now).date(),
    }
    return render(request, "nominations/dossier_detail.html", context, status=status)


def _is_with_unit(dossier: Dossier) -> bool:
    return dossier.state in {DRAFT, RETURNED, AWAITING_SIGN_OFF}


def _counts(nominations: list[Nomination]) -> str:
    people = sum(not row.is_collective for row in nominations)
    collectives = len(nominations) - people
    parts = [f"{people} cá nhân"] if people else []
    parts += [f"{collectives} tập thể"] if collectives else []
    return ", ".join(parts)


def _may(actor, dossier: Dossier) -> dict:
    """What the buttons of the page ask: the permission, where the move starts from the present state."""

    def if_open(move: str, verdict):
        return verdict if DOSSIER.allows(move, dossier.state) else None

    returned = "_returned" if dossier.was_returned else ""
    return {
        "edit": permissions.can_edit(actor, dossier),
        "write_letter": permissions.can_write_letter(actor, dossier),
        "ask_sign_off": if_open("ask_sign_off", permissions.can_ask_sign_off(actor, dossier)),
        "take_back": if_open(f"take_back{returned}", permissions.can_ask_sign_off(actor, dossier)),
        "send_back": if_open(f"send_back{returned}", permissions.can_send_back(actor, dossier)),
        "submit": if_open("submit", permissions.can_submit(actor, dossier)),
        "recall": if_open(f"recall{returned}", permissions.can_recall(actor, dossier)),
        "withdraw": if_open("withdraw", permissions.can_withdraw(actor, dossier)),
        "accept": if_open("accept", permissions.can_accept(actor, dossier)),
        "refuse": if_open("refuse", permissions.can_refuse(actor, dossier)),
        "appraise": permissions.can_appraise(actor, dossier) if dossier.state == ACCEPTED else None,
        "answer": permissions.can_answer_supplement(actor, dossier) if dossier.state == ACCEPTED else None,
        "confirm": if_open("confirm", permissions.can_confirm(actor, dossier)),
        "is_head": actor.is_(Role.HEAD),
        "is_writable": dossier.state in WRITABLE,
    }


# The nominees that a unit writes --------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def nomination_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a person to a dossier."""
    return _add(request, pk, Recipient.INDIVIDUAL)


@require_http_methods(["GET", "POST"])
def nomination_add_collective(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a collective to a dossier."""
    return _add(request, pk, Recipient.COLLECTIVE)


def _add(request: HttpRequest, pk: int, recipient: str) -> HttpResponse:
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    return _nomination_form(
        request,
        dossier,
        None,
        recipient,
        lambda form: actions.add_nomination(dossier.pk, form.values(), by=request.actor),
        "Đã thêm {name}.",
    )


@require_http_methods(["GET", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a nominee of a dossier that the unit still writes, or of whom a supplement is asked."""
    nomination = find(Nomination.visible_to(request.actor).select_related("dossier"), pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)
    return _nomination_form(
        request,
        dossier,
        nomination,
        nomination.recipient,
        lambda form: actions.edit_nomination(
            nomination.pk, form.values(), seen_version=form.cleaned_data["version"] or 0, by=request.actor
        ),
        "Đã lưu phần của {name}.",
    )


def _nomination_form(request, dossier, nomination, recipient, deed, told) -> HttpResponse:
    form = _form_of(request, dossier, nomination, recipient)
    supplement = checks.open_supplements(dossier).get(nomination.pk) if nomination else None

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        context = {
            "form": form,
            "dossier": dossier,
            "nomination": nomination,
            "is_collective": recipient != Recipient.INDIVIDUAL,
            "supplement": supplement,
        }
        return render(request, "nominations/nomination_form.html", context, status=status)

    def may_write():
        if nomination is None:
            return permissions.can_edit(request.actor, dossier)
        nomination.dossier = dossier
        return permissions.can_edit_nomination(request.actor, nomination, is_asked=supplement is not None)

    if request.method == "GET":
        demand(may_write())
        return draw()
    if not form.is_valid():
        demand(may_write())
        return draw(status=422)
    one_more = nomination is None and "them_nua" in request.POST
    if supplement:
        after = reverse("nominations:supplement_answer", args=[supplement.pk])
    elif one_more:
        after = request.path
    else:
        after = reverse("nominations:dossier_detail", args=[dossier.pk])
    return perform(
        request,
        lambda: deed(form),
        done=lambda _: after,
        again=lambda problems: draw(problems, status=422),
        message=lambda saved: told.format(name=saved.full_name),
    )


def _form_of(request, dossier: Dossier, nomination: Nomination | None, recipient: str):
    given = {
        "awards": dossier.round.awards.order_by("order"),
        "round_": dossier.round,
        "nomination": nomination,
    }
    typed = posted(request)
    if recipient == Recipient.INDIVIDUAL:
        return NominationForm(typed, **given)
    units = OrgUnit.visible_to(request.actor).below(request.actor.unit.path).filter(valid_to=None)
    return CollectiveForm(typed, units=units, **given)


@require_http_methods(["GET", "POST"])
def nomination_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a nominee out of a dossier that the unit still writes."""
    if answer := done_before(request):
        return answer
    nomination = find(Nomination.visible_to(request.actor).select_related("award"), pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)

    def draw(problems=(), status=200) -> HttpResponse:
        context = {"nomination": nomination, "dossier": dossier, "problems": problems}
        return render(request, "nominations/nomination_remove.html", context, status=status)

    if request.method == "GET":
        demand(permissions.can_edit(request.actor, dossier))
        return draw()
    return perform(
        request,
        lambda: actions.remove_nomination(nomination.pk, by=request.actor),
        done=lambda _: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: draw(problems, status=422),
        message=lambda _: f"Đã bỏ {nomination.full_name} khỏi hồ sơ.",
    )
