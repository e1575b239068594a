"""Deeds on a decision: each a page that asks first, keeps what was typed and leads back to the decision."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Round
from core import clock, uploads
from core.errors import demand
from core.http import find, perform, posted
from reviews import fresh, rules_decision
from reviews import permissions_decision as permissions
from reviews.actions import decision as actions
from reviews.actions.decision_locking import demand_decision_move, demand_decision_state
from reviews.forms_decision import FactsForm, PresentForm, ReasonForm, SignForm, SubjectForm
from reviews.models import Decision, DecisionLine
from reviews.queries import decision as queries
from reviews.queries.decision_lines import facts_of, groups, lines_of, waiting_for_award
from reviews.views.decisions import decision_page, find_decision
from reviews.workflow_decision import DRAFT, PRESENTED


def _back(decision) -> str:
    return reverse("decisions:decision_detail", args=[decision.pk])


def _ask(
    request: HttpRequest,
    decision: Decision,
    form,
    deed: Callable,
    told: Callable,
    *,
    facts: list[rules_decision.Fact] | None = None,
    needs_password: bool = False,
    **words,
) -> HttpResponse:
    """Show a form before a deed and do it; `deed(values, file)` gets what was typed and the checked file."""

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        shown = {"form": form, "decision": decision, "back": _back(decision), "facts": facts}
        shown["asks_password"] = needs_password
        shown["needs_password"] = needs_password and not fresh.is_fresh(request)
        if facts is not None:
            form.show_seen(rules_decision.seen(facts))
        return render(request, "reviews/decision_form.html", shown | words, status=status)

    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    if needs_password and (missing := fresh.problems(request)):
        return draw(missing, status=422)
    file = None
    if "file" in form.fields:
        taken = uploads.take(request, kinds=("pdf",), required=needs_password)
        if taken.problems:
            return draw(taken.problems, status=422)
        file = taken.file
    return perform(
        request,
        lambda: deed(form.cleaned_data, file),
        done=lambda _: _back(decision),
        again=lambda problems: draw(problems, status=422),
        message=told,
    )


# The standing body ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def decision_draft(request: HttpRequest, round_pk: int, award_pk: int, session_pk: int) -> HttpResponse:
    """Show whom a decision would name, then draft it."""
    round_ = find(Round.visible_to(request.actor).select_related("standing_body", "host"), pk=round_pk)
    demand(permissions.can_draft(request.actor, round_))

    def draw(problems=(), status=200) -> HttpResponse:
        chosen = [
            group for group in groups(round_) if (group.award.pk, group.session_id) == (award_pk, session_pk)
        ]
        ready = waiting_for_award(round_, award_pk, session_pk)
        context = {
            "round": round_,
            "group": chosen[0] if chosen else None,
            "ready": ready,
            "facts": facts_of(ready),
            "problems": problems,
        }
        return render(request, "reviews/decision_draft.html", context, status=status)

    if request.method == "GET":
        return draw()
    return perform(
        request,
        lambda: actions.draft_decision(round_.pk, award_pk, session_pk or None, by=request.actor),
        done=_back,
        again=lambda problems: draw(problems, status=422),
        message=lambda decision: f"Đã lập dự thảo: {decision.subject}.",
    )


@require_http_methods(["GET", "POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Word what the decision is about."""
    decision = find_decision(request, pk)
    demand(permissions.can_draft(request.actor, decision.round))
    if request.method == "GET":
        demand_decision_state(decision, DRAFT)
    initial = {"subject": decision.subject, "version": decision.version}
    return _ask(
        request,
        decision,
        SubjectForm(posted(request), initial=initial),
        lambda data, _: actions.edit_decision(
            pk, subject=data["subject"], seen_version=data["version"] or 0, by=request.actor
        ),
        lambda _: "Đã lưu trích yếu.",
        title="Sửa trích yếu",
        button="Lưu",
    )


@require_http_methods(["GET", "POST"])
def name_take_off(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Take a name off a draft; the line is gone then, so a second press only knows its number."""
    decision = find_decision(request, pk)
    demand(permissions.can_draft(request.actor, decision.round))
    if request.method == "GET":
        demand_decision_state(decision, DRAFT)
        _find_line(request, decision, line_pk)
    names = {row.pk: row.nomination.full_name for row in lines_of(decision)}
    name, key = names.get(line_pk, "tên này"), line_pk if line_pk in names else 0
    return _ask(
        request,
        decision,
        ReasonForm(posted(request)),
        lambda data, _: actions.take_off_name(key, reason=data["reason"], by=request.actor),
        lambda _: f"Đã bỏ {name} khỏi dự thảo.",
        title=f"Bỏ {name} khỏi dự thảo?",
        text="Kết quả xét vẫn giữ nguyên. Có thể đưa vào một quyết định khác sau này.",
        button="Bỏ khỏi dự thảo",
    )


@require_http_methods(["GET", "POST"])
def decision_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Present the decision with its letter."""
    decision = find_decision(request, pk)
    demand(permissions.can_present(request.actor, decision))
    if request.method == "GET":
        demand_decision_move("present", decision)
    facts = _facts(decision)
    initial = {
        "letter_no": decision.letter_no,
        "letter_on": decision.letter_on,
        "seen_facts": rules_decision.seen(facts),
        "version": decision.version,
    }
    form = PresentForm(posted(request), request.FILES or None, initial=initial, has_facts=bool(facts))
    return _ask(
        request,
        decision,
        form,
        lambda data, file: actions.present_decision(
            pk,
            letter_no=data["letter_no"],
            letter_on=data["letter_on"],
            file=file,
            seen_version=data["version"] or 0,
            facts_reason=data["facts_reason"],
            seen_facts=data["seen_facts"],
            by=request.actor,
        ),
        lambda _: f"Đã trình {decision.unit}. Quyết định chờ lãnh đạo ký, văn thư ghi số.",
        unconfirmed=queries.unconfirmed_rules(decision, lines_of(decision)),
        title="Trình ký quyết định này?",
        text=f"{queries.counts(lines_of(decision))}. {decision.unit} nhận được ngay; khi cần thì trả lại.",
        button="Trình ký",
        facts=facts,
    )


@require_http_methods(["GET", "POST"])
def decision_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the signed decision: names enter the golden book."""
    decision = find_decision(request, pk)
    demand(permissions.can_publish(request.actor, decision))
    if request.method == "GET":
        demand_decision_move("publish", decision)
    facts = _facts(decision)
    form = FactsForm(
        posted(request), initial={"seen_facts": rules_decision.seen(facts)}, has_facts=bool(facts)
    )
    lines = lines_of(decision)
    struck = [line for line in lines if line.struck]
    text = f"{queries.counts(lines)} được ghi vào Sổ vàng và hiện ở trang công khai."
    if struck:
        text += f" {len(struck)} tên bị gạch được báo không khen thưởng, kèm lý do."
    return _ask(
        request,
        decision,
        form,
        lambda data, _: actions.publish_decision(
            pk, facts_reason=data["facts_reason"], seen_facts=data["seen_facts"], by=request.actor
        ),
        lambda done: f"Đã công bố {done}: {queries.counts(lines)} vào Sổ vàng.",
        unconfirmed=queries.unconfirmed_rules(decision, lines),
        title=f"Công bố {decision}?",
        text=f"{text} Đã công bố thì không sửa được; sai thì đính chính hoặc thu hồi bằng văn bản.",
        button="Công bố",
        facts=facts,
    )


def _facts(decision: Decision) -> list[rules_decision.Fact]:
    return facts_of([line.nomination for line in lines_of(decision) if not line.struck])


# The signer's office --------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def decision_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a presented decision back to the standing body."""
    decision = find_decision(request, pk)
    demand(permissions.can_send_back(request.actor, decision))
    if request.method == "GET":
        demand_decision_move("send_back", decision)
    return _ask(
        request,
        decision,
        ReasonForm(posted(request)),
        lambda data, _: actions.send_back_decision(pk, reason=data["reason"], by=request.actor),
        lambda _: f"Đã trả lại {decision.round.standing_body}.",
        title="Trả lại dự thảo này?",
        text="Cơ quan trình sửa rồi trình lại. Tên đã gạch vẫn giữ.",
        button="Trả lại",
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def decision_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, date and the signed file."""
    decision = find_decision(request, pk)
    demand(permissions.can_sign(request.actor, decision))
    if request.method == "GET":
        demand_decision_move("sign", decision)
    leaders = queries.leaders_of(decision)
    next_number = queries.next_number_of(decision.unit_id, clock.today().year)
    initial = {"number": next_number, "signer": leaders[0].pk if leaders else ""}
    form = SignForm(
        posted(request),
        request.FILES or None,
        initial=initial,
        leaders=leaders,
        next_number=next_number,
    )
    return _ask(
        request,
        decision,
        form,
        lambda _, file: actions.sign_decision(
            pk,
            **form.values(),
            file=file,
            confirmed_at=fresh.confirmed_at(request),
            by=request.actor,
        ),
        lambda done: f"Đã ghi {done} ngày {done.signed_on:%d/%m/%Y}.",
        needs_password=True,
        title="Ghi số, ngày và bản đã ký",
        text="Ghi đúng như trên văn bản giấy. Số đã ghi không dùng lại cho quyết định khác.",
        button="Ghi số và lưu bản đã ký",
    )


@require_http_methods(["GET", "POST"])
def name_strike(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Leave one name out."""
    decision = find_decision(request, pk)
    demand(permissions.can_strike(request.actor, decision))
    line = _find_line(request, decision, line_pk)
    if request.method == "GET":
        demand_decision_state(decision, PRESENTED)
    return _ask(
        request,
        decision,
        ReasonForm(posted(request)),
        lambda data, _: actions.strike_name(line_pk, reason=data["reason"], by=request.actor),
        lambda _: f"Đã gạch tên {line.nomination}.",
        title=f"Gạch tên {line.nomination}?",
        text="Khi công bố, đơn vị đề nghị đọc được lý do này. Trước khi ký có thể khôi phục tên.",
        button="Gạch tên",
    )


@require_POST
def name_restore(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Put a struck name back."""
    decision = find_decision(request, pk)
    line = _find_line(request, decision, line_pk)
    return perform(
        request,
        lambda: actions.restore_name(line_pk, by=request.actor),
        done=lambda _: _back(decision),
        again=lambda problems: decision_page(request, decision, problems, status=422),
        message=lambda _: f"Đã khôi phục tên {line.nomination}.",
    )


def _find_line(request: HttpRequest, decision: Decision, line_pk: int) -> DecisionLine:
    """Return the line of this decision, or a logged 404."""
    lines = DecisionLine.visible_to(request.actor).select_related("nomination")
    return find(lines, pk=line_pk, decision_id=decision.pk)
