"""Pages of files from Excel: the list, templates, one file with its rows, the deeds on it."""

from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from awards.imports import actions, permissions, queries, registers, template
from awards.imports.columns import SLUGS, SORTS
from awards.imports.forms import UploadForm
from awards.imports.workflow import CHECKED, DONE
from awards.models import Import, ImportRow, RowClass
from core import clock, sheet_book, uploads
from core.errors import demand
from core.excel import CONTENT_TYPE
from core.http import find, number, perform, posted
from core.models import Job
from core.paging import page_by_key

#: Classes of rows as the address calls them.
CLASSES = {
    "moi": RowClass.NEW,
    "da-co": RowClass.KNOWN,
    "co-the-trung": RowClass.DUPLICATE,
    "loi": RowClass.ERROR,
}
#: The rows that were not written although they were to be.
DROPPED = "khong-ghi"
_FIELD = "dong_"
_LONGEST = 200  # of a cursor; ours are shorter, and the address of an answer is kept


@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    """List the files of one's own scope, the newest first, with the templates and the form for a new one."""
    demand(permissions.may_import(request.actor))
    return _list(request, _form(request))


@require_POST
def import_upload(request: HttpRequest) -> HttpResponse:
    """Take in a file; the page of the job shows how far its check is."""
    demand(permissions.may_import(request.actor))
    form = _form(request)

    def again(problems) -> HttpResponse:
        form.show(problems)
        return _list(request, form, status=422)

    if not form.is_valid():
        return _list(request, form, status=422)
    kind = form.cleaned_data["kind"]
    taken = uploads.take(request, kinds=("xlsx",))
    if taken.problems:
        return again(taken.problems)
    return perform(
        request,
        lambda: actions.upload(by=request.actor, kind=kind, file=taken.file),
        done=lambda found: _where(request, found),
        again=again,
        message=lambda found: "Đã nhận tệp. Cổng đang kiểm tra từng dòng; chưa có gì được ghi vào sổ.",
    )


@require_GET
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty workbook of this kind, with the values that are allowed today."""
    code = SLUGS.get(kind)
    if code is None:
        raise Http404
    demand(permissions.can_import(request.actor, code))
    scope = permissions.scope_of(request.actor)
    known = registers.known_for(scope.unit.pk, is_wide=scope.is_wide)
    return _download(template.template(SORTS[code], known), sheet_book.file_name(SORTS[code]))


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: how many rows are what, the rows of a class, what would be written."""
    return _detail(request, _found(request, pk))


@require_GET
def import_todo(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, with a column that says what is to be done."""
    found = _found(request, pk)
    if not found.counts:
        raise Http404
    data = sheet_book.with_todo(found.heads, queries.rows_with_todo(found))
    return _download(data, sheet_book.file_name(found.sort, clock.local(request.now).date()))


@require_POST
def import_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the choices that were made on the probable duplicates of a page."""
    found = _found(request, pk)
    choices = {
        number(name.removeprefix(_FIELD)): value
        for name, value in request.POST.items()
        if name.startswith(_FIELD)
    }
    place = _place(request)
    address = reverse("awards:import_detail", args=[pk])
    return perform(
        request,
        lambda: actions.decide(pk, choices, seen=_version(request), by=request.actor),
        done=lambda _: f"{address}?{urlencode(place)}" if place else address,
        again=lambda problems: _detail(request, found, problems, choices, status=422),
        message=lambda _: "Đã lưu quyết định.",
    )


@require_POST
def import_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file written into the registers; the page of the job shows how far it is."""
    found = _found(request, pk)
    return perform(
        request,
        lambda: actions.accept(pk, seen=_version(request), by=request.actor),
        done=lambda accepted: _where(request, accepted),
        again=lambda problems: _detail(request, found, problems, status=422),
        message=lambda accepted: "Đang ghi vào sổ. Ghi xong toàn bộ thì dữ liệu mới hiện ra.",
    )


@require_POST
def import_run_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the check or the writing tried again that failed."""
    found = _found(request, pk)
    return perform(
        request,
        lambda: actions.run_again(pk, by=request.actor),
        done=lambda again: _where(request, again),
        again=lambda problems: _detail(request, found, problems, status=422),
        message=lambda _: "Cổng đang làm lại việc này.",
    )


def _version(request: HttpRequest) -> int:
    """The version of the decisions that the page showed; 0, which no file has, when none came."""
    return number(request.POST.get("version", ""))


def _place(request: HttpRequest) -> dict[str, str]:
    """Which rows of a file are looked at, and from where on."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen, cursor = sent.get("loai", ""), sent.get("trang", "")
    place = {"loai": chosen} if chosen in {*CLASSES, DROPPED} else {}
    return place | ({"trang": cursor} if cursor and len(quote(cursor)) <= _LONGEST else {})


def _found(request: HttpRequest, pk: int) -> Import:
    return find(queries.for_page(Import.visible_to(request.actor)), pk=pk)


def _where(request: HttpRequest, found: Import) -> str:
    """The progress page of the job that follows, for the person who asked for it, else the file's page."""
    job = queries.job_of(found)
    if job and job.owner_id == request.user.pk:
        return reverse("core:job", args=[job.pk])
    return reverse("awards:import_detail", args=[found.pk])


def _form(request: HttpRequest) -> UploadForm:
    kinds = [kind for kind in SORTS if permissions.can_import(request.actor, kind)]
    return UploadForm(posted(request), kinds=kinds)


def _list(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    imports = queries.for_list(Import.visible_to(request.actor))
    page = page_by_key(imports, order="-uploaded_at", cursor=request.GET.get("trang", ""), size=20)
    sorts = [sort for sort in SORTS.values() if permissions.can_import(request.actor, sort.code)]
    context = {"page": page, "form": form, "sorts": sorts, "scope": permissions.scope_of(request.actor)}
    return render(request, "awards/imports/list.html", context, status=status)


def _detail(request: HttpRequest, found: Import, problems=(), typed=None, status: int = 200) -> HttpResponse:
    """`typed` are the choices that were sent, by row number, when they come back with problems."""
    place = _place(request)
    chosen = place.get("loai", "")
    rows = ImportRow.visible_to(request.actor).filter(upload=found)
    rows = rows.filter(row_class=CLASSES[chosen]) if chosen in CLASSES else rows
    rows = rows.exclude(dropped="") if chosen == DROPPED else rows
    page = page_by_key(rows, order="number", cursor=place.get("trang", ""), size=queries.PAGE)
    may = permissions.can_handle(request.actor, found)
    job = queries.job_of(found) if found.is_running else None
    outlook = queries.outlook(found) if found.counts else None
    chips = [(slug, kind.label, found.counts.get(kind, 0)) for slug, kind in CLASSES.items()]
    dropped = outlook.will_write - found.written if found.state == DONE else 0
    if dropped:
        chips.append((DROPPED, "Không ghi", dropped))
    context = {
        "import": found,
        "page": page,
        "lines": queries.lines(found, page.rows, typed or {}),
        "place": place,
        "chips": chips,
        "dropped": dropped,
        "total": sum(found.counts.values()),
        "outlook": outlook,
        "job": job,
        "is_own_job": job is not None and job.owner_id == request.user.pk,
        "has_failed": job is not None and job.status == Job.Status.FAILED,
        "can_run_again": bool(may),
        "can_decide": bool(may) and found.state == CHECKED,
        "has_choices": any(row.row_class == RowClass.DUPLICATE for row in page.rows),
        "problems": problems,
    }
    return render(request, "awards/imports/detail.html", context, status=status)


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
