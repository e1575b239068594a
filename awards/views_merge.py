"""Pages of people who were written down twice: the list, the comparison, what was merged."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards import queries_doubles as queries
from awards.filters_people import PersonFilter
from awards.queries_people import all_units
from core.errors import demand
from core.excel import workbook_response
from core.http import find, perform
from core.paging import COUNT_LIMIT, page_by_key
from core.text import nfc
from core.verdict import Problem
from units import actions
from units.merging import FIELDS, plan_of
from units.models import Person, PersonMerge
from units.permissions import can_find_doubles, can_merge

_TYPED = 2_000  # of a reason, as it comes back; the rule refuses it long before


@require_GET
def double_list(request: HttpRequest) -> HttpResponse:
    """List the people within reach who were probably written down twice, each with whom he may be."""
    demand(can_find_doubles(request.actor))
    people = Person.visible_to(request.actor).standing()
    chosen = PersonFilter(request.GET, queryset=queries.probable_doubles(people), units=all_units())
    if request.GET.get("xuat") == "xlsx":
        found = list(chosen.qs.order_by("full_name", "id")[:COUNT_LIMIT])
        rows = queries.double_rows(people, found)
        return workbook_response("ca-nhan-co-the-trung", queries.DOUBLE_HEADS, rows)
    page = page_by_key(chosen.qs, order="full_name", cursor=request.GET.get("trang", ""))
    context = {
        "page": page,
        "filter": chosen,
        "export_limit": COUNT_LIMIT,
        "doubles": queries.with_older(people, page.rows),
    }
    return render(request, "awards/double_list.html", context)


@require_http_methods(["GET", "POST"])
def person_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare two people side by side, choose what is right, and merge the second into the first."""
    kept, gone = _two(request, pk, other)
    demand(can_merge(request.actor, kept, gone))
    if request.method == "GET":
        return _comparison(request, kept, gone)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    reason = request.POST.get("reason", "")[:_TYPED]
    return perform(
        request,
        lambda: actions.merge_people(
            kept.pk,
            gone.pk,
            by=request.actor,
            choices=typed,
            reason=reason,
            seen=request.POST.get("seen", ""),
        ),
        done=lambda merge: reverse("awards:merge_detail", args=[merge.pk]),
        again=lambda problems: _comparison(request, kept, gone, typed, reason, problems),
        message=lambda merge: "Đã gộp hai bản ghi thành một.",
    )


@require_POST
def person_differ(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Remember that the two are different people."""
    one, two = _two(request, pk, other)
    return perform(
        request,
        lambda: actions.judge_different(one.pk, two.pk, by=request.actor),
        done=lambda _: reverse("awards:double_list"),
        again=lambda problems: _comparison(request, one, two, problems=problems),
        message=lambda _: f"Đã ghi nhớ: hai bản ghi {one.full_name} là hai người khác nhau.",
    )


@require_GET
def merge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one merge: what moved, what was changed, and the form that takes it back."""
    return _merge_page(request, _merge(request, pk))


@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    merge = _merge(request, pk)
    reason = request.POST.get("reason", "")[:_TYPED]
    return perform(
        request,
        lambda: actions.undo_merge(merge.pk, by=request.actor, reason=reason),
        done=lambda undone: reverse("awards:merge_detail", args=[undone.pk]),
        again=lambda problems: _merge_page(request, merge, reason, problems),
        message=lambda _: "Đã hoàn tác: hai bản ghi tách ra như trước khi gộp.",
    )


def _two(request: HttpRequest, pk: int, other: int) -> tuple[Person, Person]:
    people = Person.visible_to(request.actor).select_related("unit__parent")
    two = find(people, pk=pk), find(people, pk=other)
    if pk == other:
        raise Http404
    return two


def _merge(request: HttpRequest, pk: int) -> PersonMerge:
    needed = ("kept__unit", "gone__unit", "merged_by", "undone_by")
    return find(PersonMerge.visible_to(request.actor).select_related(*needed), pk=pk)


def _comparison(
    request: HttpRequest,
    kept: Person,
    gone: Person,
    typed: dict[str, str] | None = None,
    reason: str = "",
    problems: list[Problem] | None = None,
) -> HttpResponse:
    plan, at_fields = plan_of(kept, gone), {}
    for problem in problems or ():
        at_fields.setdefault(problem.field, []).append(problem.message)
    context = {
        "kept": kept,
        "gone": gone,
        "plan": plan,
        "lines": queries.compared(plan, typed or {}, at_fields),
        "reason": nfc(reason),
        "reason_errors": at_fields.get("reason", []),
        "above": at_fields.get("", []) if problems else [problem.message for problem in plan.problems],
        "moved": sum(len(move.keys) for move in plan.moves),
    }
    return render(request, "awards/person_merge.html", context, status=422 if problems else 200)


def _merge_page(
    request: HttpRequest, merge: PersonMerge, reason: str = "", problems: list[Problem] | None = None
) -> HttpResponse:
    context = {
        "merge": merge,
        "kinds": queries.kinds_of(merge),
        "changed": queries.changed_values(merge),
        "others": queries.other_merges(PersonMerge.visible_to(request.actor), merge),
        "may_undo": can_merge(request.actor, merge.kept, merge.gone),
        "reason": nfc(reason),
        "problems": problems or [],
    }
    return render(request, "awards/merge_detail.html", context, status=422 if problems else 200)
