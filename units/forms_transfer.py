"""The form of a person's transfer to another unit."""

from crispy_forms.layout import Column, Field, Row
from django import forms

from core.forms import DayField, DeedForm
from units.forms_reorg import UnitsField


class TransferForm(DeedForm):
    """Where to, from which day, by what document, as what."""

    unit = UnitsField(label="Đơn vị mới", missing="Ghi mã hoặc tên đơn vị mới.")
    on = DayField(label="Chuyển từ ngày", missing="Ghi ngày chuyển.")
    document = forms.CharField(
        label="Căn cứ",
        max_length=200,
        help_text="Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/02/2026; chưa có thì ghi lý do",
        error_messages={
            "required": "Ghi số, ngày quyết định điều động, hoặc lý do chuyển.",
            "max_length": "Căn cứ dài quá 200 ký tự, hãy ghi gọn lại.",
        },
    )
    position = forms.CharField(
        label="Chức vụ ở đơn vị mới",
        required=False,
        max_length=160,
        help_text="Để trống nếu chưa biết",
        error_messages={"max_length": "Chức vụ dài quá 160 ký tự, hãy ghi gọn lại."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial={"version": person.version}, **kwargs)
        self.lay_out(
            Row(Column("unit", css_class="col-md-8"), Column("on", css_class="col-md-4")),
            "document",
            "position",
            Field("version"),
        )

    def values(self) -> dict:
        """What the deed takes; call it on a valid form."""
        typed = self.cleaned_data
        return {
            "unit_id": typed["unit"][0].pk,
            "on": typed["on"],
            "document": typed["document"],
            "position": typed["position"],
            "seen_version": typed["version"],
        }
