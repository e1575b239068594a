"""Small deeds on a dossier: one button, or one page that asks for a reason first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import audit, clock
from core.errors import demand
from core.http import find, number, perform, posted
from nominations import actions, permissions, queries
from nominations.actions.locking import demand_move
from nominations.forms_deeds import ReasonForm, RefuseForm, SupplementForm
from nominations.models import Dossier
from nominations.views import dossier_page
from nominations.workflow import sent_back


def press(request: HttpRequest, pk: int, deed: Callable, message: Callable) -> HttpResponse:
    """Do a deed that needs nothing but the press, and show the dossier again."""
    dossier = find(Dossier.visible_to(request.actor), pk=pk)
    return perform(
        request,
        lambda: deed(dossier),
        done=lambda _: reverse("nominations:dossier_detail", args=[pk]),
        again=lambda problems: dossier_page(request, pk, problems, status=422),
        message=message,
    )


def ask(
    request: HttpRequest, dossier: Dossier, form, deed: Callable, message: Callable, **words
) -> HttpResponse:
    """Show a form before a deed, keep what was typed, and lead back to the dossier."""
    words.setdefault("back", reverse("nominations:dossier_detail", args=[dossier.pk]))

    def draw(problems=(), status=200) -> HttpResponse:
        form.show(problems)
        return render(
            request, "nominations/deed_form.html", {"form": form, "dossier": dossier, **words}, status=status
        )

    if request.method == "GET":
        return draw()
    if not form.is_valid():
        return draw(status=422)
    return perform(
        request,
        lambda: deed(form.cleaned_data),
        done=lambda _: words["back"],
        again=lambda problems: draw(problems, status=422),
        message=message,
    )


def _asked(request: HttpRequest, pk: int, can: Callable, move: str) -> Dossier:
    """The dossier for whose deed a page asks: within reach, allowed, and in a state that lets it begin.

    A form that comes back is judged by the deed: pressed twice, it leads where the first press led.
    """
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    demand(can(request.actor, dossier))
    if request.method == "GET":
        demand_move(move, dossier)
    return dossier


# The unit -------------------------------------------------------------------------------------------------


@require_POST
def dossier_ask_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the dossier before the head of the unit."""
    seen = number(request.POST.get("version", ""))
    return press(
        request,
        pk,
        lambda dossier: actions.ask_sign_off(dossier.pk, seen_version=seen, by=request.actor),
        lambda _: "Đã trình thủ trưởng duyệt. Hồ sơ nằm ở “Việc của tôi” của thủ trưởng.",
    )


@require_POST
def dossier_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the dossier back from the head's desk."""
    return press(
        request,
        pk,
        lambda dossier: actions.take_back(dossier.pk, by=request.actor),
        lambda _: "Đã lấy lại. Sửa xong thì trình lại.",
    )


@require_http_methods(["GET", "POST"])
def dossier_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The head says what is to be changed and gives the dossier back to the writer."""
    dossier = find(queries.for_page(Dossier.visible_to(request.actor)), pk=pk)
    move = sent_back("send_back", dossier.was_returned)
    dossier = _asked(request, pk, permissions.can_send_back, move)
    return ask(
        request,
        dossier,
        ReasonForm(posted(request), label="Điều cần sửa"),
        lambda data: actions.send_back(pk, reason=data["reason"], by=request.actor),
        lambda _: "Đã trả lại người soạn.",
        title="Trả lại người soạn?",
        text="Người soạn thấy ngay điều cần sửa và trình lại được.",
        button="Trả lại",
    )


@require_POST
def dossier_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The head signs the dossier off and sends it."""
    seen = number(request.POST.get("version", ""))
    return press(
        request,
        pk,
        lambda dossier: actions.submit(dossier.pk, seen_version=seen, by=request.actor),
        lambda sent: (
            f"Đã gửi {clock.local(sent.submitted_at):%H:%M}: {sent} đã tới {sent.standing_body}. "
            "Lấy lại được cho đến khi được tiếp nhận."
        ),
    )


@require_POST
def dossier_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sent dossier back."""
    return press(
        request,
        pk,
        lambda dossier: actions.recall(dossier.pk, by=request.actor),
        lambda _: "Đã lấy lại hồ sơ. Sửa xong thì duyệt và gửi lại.",
    )


@require_http_methods(["GET", "POST"])
def dossier_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The head gives the dossier up."""
    dossier = _asked(request, pk, permissions.can_withdraw, "withdraw")
    return ask(
        request,
        dossier,
        ReasonForm(posted(request), label="Lý do rút"),
        lambda data: actions.withdraw(pk, reason=data["reason"], by=request.actor),
        lambda _: "Đã rút hồ sơ.",
        title="Rút hồ sơ này?",
        text="Hồ sơ không được xét nữa và không mở lại được. Nội dung vẫn được giữ để tra cứu.",
        button="Rút hồ sơ",
    )


# The standing body ----------------------------------------------------------------------------------------


@require_POST
def dossier_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive a dossier and go to the page of the job that makes its receipt."""
    dossier = find(Dossier.visible_to(request.actor), pk=pk)
    return perform(
        request,
        lambda: actions.accept(dossier.pk, by=request.actor),
        done=lambda event: reverse("core:job", args=[audit.jobs_of(event)[0]]),
        again=lambda problems: dossier_page(request, pk, problems, status=422),
        message=lambda _: f"Đã tiếp nhận {dossier}. Phiếu tiếp nhận đang được lập.",
    )


@require_http_methods(["GET", "POST"])
def dossier_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the unit to complete the dossier as a whole before it is accepted."""
    dossier = _asked(request, pk, permissions.can_return, "return_for_supplement")
    return ask(
        request,
        dossier,
        SupplementForm(posted(request), label="Nội dung cần bổ sung"),
        lambda data: actions.return_for_supplement(
            pk, reason=data["reason"], days=data["days"], by=request.actor
        ),
        lambda returned: f"Đã yêu cầu bổ sung, hạn đến hết ngày {returned.returned_due_on:%d/%m/%Y}.",
        title="Yêu cầu bổ sung cả hồ sơ?",
        text="Hồ sơ trở lại đơn vị để sửa và gửi lại. Chỉ thiếu ở một người thì tiếp nhận rồi yêu cầu riêng.",
        button="Gửi yêu cầu",
    )


@require_http_methods(["GET", "POST"])
def dossier_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not take the dossier in."""
    dossier = _asked(request, pk, permissions.can_refuse, "refuse")
    return ask(
        request,
        dossier,
        RefuseForm(posted(request), label="Cụ thể"),
        lambda data: actions.refuse(pk, ground=data["ground"], reason=data["reason"], by=request.actor),
        lambda _: "Đã từ chối tiếp nhận. Đơn vị thấy căn cứ và lý do.",
        title="Từ chối tiếp nhận hồ sơ này?",
        text="Hồ sơ kết thúc ở đây. Đơn vị đọc được căn cứ và lý do.",
        button="Từ chối tiếp nhận",
    )


@require_POST
def dossier_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the appraisal to the head of office."""
    return press(
        request,
        pk,
        lambda dossier: actions.finish_appraisal(dossier.pk, by=request.actor),
        lambda _: "Đã kết thúc thẩm định. Hồ sơ chờ trưởng phòng duyệt.",
    )


@require_POST
def dossier_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of office agrees with the appraisal."""
    return press(
        request,
        pk,
        lambda dossier: actions.confirm(dossier.pk, by=request.actor),
        lambda _: "Đã duyệt kết quả thẩm định. Hồ sơ sẵn sàng trình Hội đồng.",
    )


@require_http_methods(["GET", "POST"])
def dossier_send_back_to_officer(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of office wants something appraised again."""
    dossier = _asked(request, pk, permissions.can_confirm, "send_back_to_officer")
    return ask(
        request,
        dossier,
        ReasonForm(posted(request), label="Điều cần thẩm định lại"),
        lambda data: actions.send_back_to_officer(pk, reason=data["reason"], by=request.actor),
        lambda _: "Đã trả lại chuyên viên.",
        title="Trả lại chuyên viên?",
        text="Chuyên viên thẩm định thêm rồi trình lại. Các kết luận đã có được giữ.",
        button="Trả lại",
    )
