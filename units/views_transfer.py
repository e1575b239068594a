"""The page on which a person goes to another unit."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.http import find, posted
from core.pages import form_page
from units import actions
from units.forms_transfer import TransferForm
from units.models import Person
from units.permissions import can_transfer


@require_http_methods(["GET", "POST"])
def person_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a person works in another unit from a day on."""
    person = find(Person.visible_to(request.actor).standing().select_related("unit"), pk=pk)
    form = TransferForm(posted(request), person=person)
    return form_page(
        request,
        form,
        "units/person_transfer.html",
        may=can_transfer(request.actor, person),
        deed=lambda: actions.transfer_person(person.pk, by=request.actor, **form.values()),
        done=lambda moved: reverse("awards:person_detail", args=[moved.pk]),
        message=lambda moved: f"Đã ghi {moved.full_name} chuyển đơn vị.",
        context={"person": person},
    )
