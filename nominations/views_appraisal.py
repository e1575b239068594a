"""Thẩm định: one nominee, several at once, and what is asked about one while the others go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.engine import histories_of
from awards.rules_history import MET, MISSING, NA
from core import clock
from core.errors import demand
from core.http import find, number, perform, posted
from nominations import actions, checks, permissions, queries
from nominations.actions.locking import demand_state
from nominations.forms_deeds import AnswerForm, ConclusionForm, ReasonForm, SupplementForm
from nominations.models import Dossier, Nomination, Recusal, Supplement
from nominations.views import dossier_page
from nominations.views_deeds import ask, press
from nominations.workflow import ACCEPTED, PROPOSED
from units.roles import STANDING_BODY_ROLES


@require_GET
def nomination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one nominee: what is said, what was found, what proves it, what came of it."""
    nomination, dossier = _found(request, pk)
    return _page(request, dossier, nomination)


@require_http_methods(["GET", "POST"])
def appraise(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one nominee to the appraiser and take his conclusion, then go to the next one without."""
    nomination, dossier = _found(request, pk)
    demand(permissions.can_read_queue(request.actor))
    initial = {
        "conclusion": nomination.conclusion,
        "reason": nomination.appraisal_reason,
        "version": nomination.version,
    }
    form = ConclusionForm(posted(request), initial=initial)
    if request.method == "GET":
        return _page(request, dossier, nomination, form)
    if not form.is_valid():
        demand(permissions.can_appraise(request.actor, dossier))
        return _page(request, dossier, nomination, form, status=422)
    values = form.cleaned_data

    def again(problems) -> HttpResponse:
        form.show(problems)
        return _page(request, dossier, nomination, form, status=422)

    return perform(
        request,
        lambda: actions.conclude(
            pk, values["conclusion"], values["reason"], seen_version=values["version"] or 0, by=request.actor
        ),
        done=lambda _: _next_address(dossier, nomination),
        again=again,
        message=lambda saved: f"{saved.full_name}: {saved.outcome_state.label.lower()}.",
    )


def _found(request: HttpRequest, pk: int) -> tuple[Nomination, Dossier]:
    visible = Nomination.visible_to(request.actor)
    needed = visible.select_related("award", "nominee_unit", "appraised_by", "person__unit")
    nomination = find(needed, pk=pk)
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=nomination.dossier_id)
    nomination.dossier = dossier
    return nomination, dossier


def _page(request, dossier, nomination, form=None, status: int = 200) -> HttpResponse:
    actor = request.actor
    everybody = checks.nominations_of(dossier)
    place = next(n for n, row in enumerate(everybody) if row.pk == nomination.pk)
    evidence = queries.evidence_of(dossier)
    findings = [
        *checks.findings_of(dossier, [nomination])[0],
        checks.report_finding(nomination, evidence),
    ]
    supplements = queries.supplements_of(nomination)
    open_supplement = next((row for row in supplements if row.is_open), None)
    recusals = list(Recusal.visible_to(actor).filter(nomination=nomination).select_related("user"))
    is_recused = any(row.user_id == actor.user_id for row in recusals)
    concludes = dossier.state == ACCEPTED and form is not None
    may_edit = permissions.can_edit_nomination(actor, nomination, is_asked=open_supplement is not None)
    name = "nominations:appraise" if form is not None else "nominations:nomination_detail"
    context = {
        "dossier": dossier,
        "nomination": nomination,
        "findings": findings,
        "summary": _summary(findings),
        "sees_person": nomination.person is not None
        and nomination.person.unit.path.startswith(actor.scope_path),
        "history": histories_of(checks.asked_of(dossier, [nomination]))[0]
        if actor.is_(*STANDING_BODY_ROLES)
        else None,
        "evidence": [file for file in evidence if file.nomination_id == nomination.pk],
        "evidence_of_dossier": [file for file in evidence if file.nomination_id is None],
        "supplements": supplements,
        "open_supplement": open_supplement,
        "recusals": recusals,
        "form": form if concludes else None,
        "verdict": permissions.can_conclude(actor, dossier, is_recused=is_recused) if concludes else None,
        "may_edit": may_edit,
        "is_appraisal": form is not None,
        "place": place + 1,
        "total": len(everybody),
        "concluded": sum(row.outcome != PROPOSED for row in everybody),
        "previous": reverse(name, args=[everybody[place - 1].pk]) if place else "",
        "next": reverse(name, args=[everybody[place + 1].pk]) if place + 1 < len(everybody) else "",
        "following": _following(everybody, place),
        "today": clock.local(request.now).date(),
    }
    return render(request, "nominations/appraise.html", context, status=status)


def _summary(findings) -> str:
    met = sum(finding.status == MET for finding in findings)
    missing = sum(finding.status == MISSING for finding in findings)
    unclear = sum(finding.status not in {MET, MISSING, NA} for finding in findings)
    parts = [f"{met} đạt"]
    parts += [f"{missing} thiếu"] if missing else []
    parts += [f"{unclear} cần xem xét"] if unclear else []
    return ", ".join(parts)


def _following(everybody: list[Nomination], place: int):
    """The next nominee without a conclusion, after this one and then from the beginning; with his number."""
    order = [*range(place + 1, len(everybody)), *range(place)]
    found = next((n for n in order if everybody[n].outcome == PROPOSED), None)
    return None if found is None else (found + 1, everybody[found])


def _next_address(dossier: Dossier, nomination: Nomination) -> str:
    everybody = checks.nominations_of(dossier)
    place = next(n for n, row in enumerate(everybody) if row.pk == nomination.pk)
    following = _following(everybody, place)
    if following is None:
        return reverse("nominations:dossier_detail", args=[dossier.pk])
    return reverse("nominations:appraise", args=[following[1].pk])


@require_http_methods(["GET", "POST"])
def dossier_qualify(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the chosen nominees, then conclude QUALIFIED for all of them at once."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    demand(permissions.can_appraise(request.actor, dossier))
    if request.method == "POST":
        ids = [number(text) for text in request.POST.getlist("chon")]
        return press(
            request,
            pk,
            lambda found: actions.conclude_many(found.pk, ids, by=request.actor),
            lambda done: f"Đã kết luận đủ tiêu chuẩn cho {len(done)} đề nghị.",
        )
    demand_state(dossier, ACCEPTED)
    ids = [number(text) for text in request.GET.getlist("chon")]
    ready, left_out = checks.ready_to_qualify(dossier, ids, user_id=request.actor.user_id)
    context = {"dossier": dossier, "ready": ready, "left_out": left_out}
    return render(request, "nominations/qualify.html", context)


# Supplements ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def supplement_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the unit to complete what is known of one nominee."""
    nomination, dossier = _found(request, pk)
    demand(permissions.can_appraise(request.actor, dossier))
    demand_state(dossier, ACCEPTED)
    return ask(
        request,
        dossier,
        SupplementForm(posted(request), label="Nội dung cần bổ sung"),
        lambda data: actions.ask_supplement(pk, reason=data["reason"], days=data["days"], by=request.actor),
        lambda asked: f"Đã yêu cầu bổ sung, hạn đến hết ngày {asked.due_on:%d/%m/%Y}.",
        title=f"Yêu cầu bổ sung cho {nomination.called}",
        text="Những người còn lại vẫn được thẩm định tiếp. Đơn vị chỉ sửa được phần của người này.",
        button="Gửi yêu cầu",
        back=reverse("nominations:appraise", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
def supplement_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked about one nominee; edit him, add files, answer."""
    supplement = find(
        Supplement.visible_to(request.actor).select_related("nomination__award", "asked_by", "answered_by"),
        pk=pk,
    )
    nomination, dossier = _found(request, supplement.nomination_id)
    form = AnswerForm(posted(request))
    may = permissions.can_answer_supplement(request.actor, dossier)

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        context = {
            "form": form,
            "supplement": supplement,
            "nomination": nomination,
            "dossier": dossier,
            "may": may,
            "is_open": supplement.is_open and dossier.state == ACCEPTED,
            "evidence": [
                file for file in queries.evidence_of(dossier) if file.nomination_id == nomination.pk
            ],
            "officer": dossier.round.officer,
            "today": clock.local(request.now).date(),
        }
        return render(request, "nominations/supplement.html", context, status=status)

    if request.method == "GET":
        return draw()
    if not form.is_valid():
        demand(may)
        return draw(status=422)
    return perform(
        request,
        lambda: actions.answer_supplement(pk, answer=form.cleaned_data["answer"], by=request.actor),
        done=lambda _: reverse("nominations:dossier_detail", args=[dossier.pk]),
        again=lambda problems: draw(problems, status=422),
        message=lambda _: f"Đã nộp bổ sung cho {nomination.called}.",
    )


@require_POST
def supplement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop waiting for an answer; the nominee is appraised by what there is."""
    supplement = find(Supplement.visible_to(request.actor).select_related("nomination"), pk=pk)
    return perform(
        request,
        lambda: actions.end_supplement(pk, by=request.actor),
        done=lambda _: reverse("nominations:appraise", args=[supplement.nomination_id]),
        again=lambda problems: dossier_page(request, supplement.nomination.dossier_id, problems, status=422),
        message=lambda _: "Đã kết thúc yêu cầu bổ sung. Thẩm định theo tài liệu đang có.",
    )


@require_http_methods(["GET", "POST"])
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare that one is close to a nominee and keeps away from him."""
    nomination, dossier = _found(request, pk)
    demand(permissions.can_recuse(request.actor, dossier, request.actor.user_id))
    return ask(
        request,
        dossier,
        ReasonForm(posted(request), label="Quan hệ với người được đề nghị"),
        lambda data: actions.recuse(
            pk, user_id=request.actor.user_id, reason=data["reason"], by=request.actor
        ),
        lambda _: "Đã khai. Người khác sẽ thẩm định đề nghị này.",
        title=f"Khai có liên quan đến {nomination.called}?",
        text="Đồng chí không kết luận về người này nữa. Việc khai được ghi vào nhật ký.",
        button="Khai có liên quan",
        back=reverse("nominations:appraise", args=[pk]),
    )
