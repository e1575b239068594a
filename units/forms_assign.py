"""The form that says to which unit people of an ended unit go."""

from django import forms

from core.forms import DeedForm

_CHOOSE = "Chọn đơn vị sẽ quản lý những người này."


class AssignForm(DeedForm):
    """One of the units that carry on for the units of all the chosen people."""

    unit = forms.TypedChoiceField(
        label="Đơn vị mới",
        coerce=int,
        error_messages={"required": _CHOOSE, "invalid_choice": "Chọn đơn vị có trong danh sách."},
    )

    def __init__(self, *args, heirs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *((heir.pk, heir.name) for heir in heirs)]
        self.lay_out("unit")
