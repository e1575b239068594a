"""Pages of files of accounts: the list, the template, one file with its rows, the deeds on it."""

from urllib.parse import quote, urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.codes import HOURS
from core import clock, sheet_book, uploads
from core.errors import demand
from core.excel import CONTENT_TYPE
from core.http import find, number, perform, posted
from core.models import Job
from core.paging import page_by_key
from core.sheet_workflow import CHECKED, DONE
from units.account_files import actions, checking, queries
from units.account_files.columns import ACCOUNTS, MAX_ROWS
from units.account_files.template import template
from units.models import AccountDecision, AccountFile, AccountRow, AccountRowClass
from units.permissions import can_handle_file, can_see_accounts
from units.roles import Role

#: Classes of rows as the address calls them.
CLASSES = {
    "moi": AccountRowClass.NEW,
    "da-co": AccountRowClass.KNOWN,
    "co-the-trung": AccountRowClass.DUPLICATE,
    "loi": AccountRowClass.ERROR,
}
#: The rows of which no account was made although there was to be one.
DROPPED = "khong-lap"
_FIELD = "dong_"
_LONGEST = 200  # of a cursor; ours are shorter, and the address of an answer is kept
_MAX = f"{MAX_ROWS:,}".replace(",", ".")


class FileForm(forms.Form):
    """The filled template."""

    file = forms.Field(
        label="Tệp Excel",
        required=False,
        help_text=f"Tệp .xlsx theo mẫu, tối đa {_MAX} dòng.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def show(self, problems) -> None:
        """Put what was found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


@require_GET
def file_list(request: HttpRequest) -> HttpResponse:
    """List the files of one's own scope, the newest first, with the template and the form for a new one."""
    demand(can_see_accounts(request.actor))
    return _list(request, FileForm())


@require_POST
def file_upload(request: HttpRequest) -> HttpResponse:
    """Take in a file; the page of the job shows how far its check is."""
    demand(can_see_accounts(request.actor))
    form = FileForm(posted(request))

    def again(problems) -> HttpResponse:
        form.show(problems)
        return _list(request, form, status=422)

    taken = uploads.take(request, kinds=("xlsx",))
    if taken.problems:
        return again(taken.problems)
    return perform(
        request,
        lambda: actions.upload(by=request.actor, file=taken.file),
        done=lambda found: _where(request, found),
        again=again,
        message=lambda found: "Đã nhận tệp. Cổng đang kiểm tra từng dòng; chưa có tài khoản nào được lập.",
    )


@require_GET
def file_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook, with the units and roles that the actor may name today."""
    demand(can_see_accounts(request.actor))
    actor = request.actor
    known = checking.known_for(actor.unit_id, is_wide=actor.is_(Role.ADMIN))
    return _download(template(known), sheet_book.file_name(ACCOUNTS))


@require_GET
def file_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: how many rows are what, the rows of a class, what would be made."""
    return _detail(request, _found(request, pk))


@require_GET
def file_todo(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, with a column that says what is to be done."""
    found = _found(request, pk)
    if not found.counts:
        raise Http404
    data = sheet_book.with_todo(found.heads, queries.rows_with_todo(found))
    return _download(data, sheet_book.file_name(ACCOUNTS, clock.local(request.now).date()))


@require_POST
def file_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the choices that were made on the probable duplicates of a page."""
    found = _found(request, pk)
    choices = {
        number(name.removeprefix(_FIELD)): value
        for name, value in request.POST.items()
        if name.startswith(_FIELD)
    }
    place, address = _place(request), _address_of(found)
    return perform(
        request,
        lambda: actions.decide(pk, choices, seen=_version(request), by=request.actor),
        done=lambda _: f"{address}?{urlencode(place)}" if place else address,
        again=lambda problems: _detail(request, found, problems, choices, status=422),
        message=lambda _: "Đã lưu quyết định.",
    )


@require_POST
def file_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the accounts made; the page of the job shows how far it is."""
    found = _found(request, pk)
    return perform(
        request,
        lambda: actions.accept(pk, seen=_version(request), by=request.actor),
        done=lambda accepted: _where(request, accepted),
        again=lambda problems: _detail(request, found, problems, status=422),
        message=lambda accepted: "Đang lập tài khoản. Lập xong toàn bộ thì tài khoản mới hiện ra.",
    )


@require_POST
def file_run_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the check or the writing tried again that failed."""
    found = _found(request, pk)
    return perform(
        request,
        lambda: actions.run_again(pk, by=request.actor),
        done=lambda again: _where(request, again),
        again=lambda problems: _detail(request, found, problems, status=422),
        message=lambda _: "Cổng đang làm lại việc này.",
    )


@never_cache
@require_POST
def file_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make codes for the next accounts and show them, once: they stand on this answer and nowhere else."""
    found = _found(request, pk)
    made = []

    def deed():
        made.append(actions.hand_out_codes(pk, by=request.actor))
        return found

    response = perform(
        request,
        deed,
        done=_address_of,
        again=lambda problems: _detail(request, found, problems, status=422),
    )
    if not made or response.status_code != 302:
        return response
    context = {
        "upload": found,
        "slips": made[-1],
        "hours": HOURS,
        "left": queries.without_way_in(found).count(),
    }
    return render(request, "units/account_file_codes.html", context)


def _version(request: HttpRequest) -> int:
    """The version of the decisions that the page showed; 0, which no file has, when none came."""
    return number(request.POST.get("version", ""))


def _place(request: HttpRequest) -> dict[str, str]:
    """Which rows of a file are looked at, and from where on."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen, cursor = sent.get("loai", ""), sent.get("trang", "")
    place = {"loai": chosen} if chosen in {*CLASSES, DROPPED} else {}
    return place | ({"trang": cursor} if cursor and len(quote(cursor)) <= _LONGEST else {})


def _found(request: HttpRequest, pk: int) -> AccountFile:
    return find(queries.for_page(AccountFile.visible_to(request.actor)), pk=pk)


def _address_of(found: AccountFile) -> str:
    return reverse("units:account_file", args=[found.pk])


def _where(request: HttpRequest, found: AccountFile) -> str:
    """The progress page of the job that follows, for the person who asked for it, else the file's page."""
    job = queries.job_of(found)
    own = job is not None and job.owner_id == request.user.pk
    return reverse("core:job", args=[job.pk]) if own else _address_of(found)


def _list(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    files = queries.for_list(AccountFile.visible_to(request.actor))
    page = page_by_key(files, order="-uploaded_at", cursor=request.GET.get("trang", ""), size=20)
    return render(request, "units/account_file_list.html", {"page": page, "form": form}, status=status)


def _detail(
    request: HttpRequest, found: AccountFile, problems=(), typed=None, status: int = 200
) -> HttpResponse:
    """`typed` are the choices that were sent, by row number, when they come back with problems."""
    place = _place(request)
    chosen = place.get("loai", "")
    rows = AccountRow.visible_to(request.actor).filter(upload=found)
    rows = rows.filter(row_class=CLASSES[chosen]) if chosen in CLASSES else rows
    rows = rows.exclude(dropped="") if chosen == DROPPED else rows
    page = page_by_key(rows, order="number", cursor=place.get("trang", ""), size=queries.PAGE)
    may = can_handle_file(request.actor, found)
    job = queries.job_of(found) if found.is_running else None
    to_write = queries.rows_to_write(found).count() if found.counts else 0
    chips = [(slug, kind.label, found.counts.get(kind, 0)) for slug, kind in CLASSES.items()]
    dropped = to_write - found.written if found.state == DONE else 0
    if dropped:
        chips.append((DROPPED, "Không lập", dropped))
    context = {
        "upload": found,
        "page": page,
        "lines": queries.lines(found, page.rows, typed or {}),
        "decisions": AccountDecision.choices,
        "place": place,
        "chips": chips,
        "dropped": dropped,
        "total": sum(found.counts.values()),
        "to_write": to_write,
        "undecided": queries.undecided(found).count() if found.state == CHECKED else 0,
        "no_way_in": queries.without_way_in(found).count() if found.state == DONE else 0,
        "at_once": actions.CODES_AT_ONCE,
        "job": job,
        "is_own_job": job is not None and job.owner_id == request.user.pk,
        "has_failed": job is not None and job.status == Job.Status.FAILED,
        "may": may,
        "can_decide": bool(may) and found.state == CHECKED,
        "has_choices": any(row.row_class == AccountRowClass.DUPLICATE for row in page.rows),
        "problems": problems,
    }
    return render(request, "units/account_file.html", context, status=status)


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
