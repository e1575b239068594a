"""What is asked for when a file from Excel is sent in."""

from django import forms

from awards.imports.columns import MAX_ROWS
from awards.models import ImportKind

_MAX = f"{MAX_ROWS:,}".replace(",", ".")


class UploadForm(forms.Form):
    """The kind of register and the filled template."""

    kind = forms.ChoiceField(
        label="Loại dữ liệu",
        error_messages={"required": "Chọn loại dữ liệu.", "invalid_choice": "Chọn loại dữ liệu."},
    )
    file = forms.Field(
        label="Tệp Excel",
        required=False,
        help_text=f"Tệp .xlsx theo mẫu, tối đa {_MAX} dòng.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Chọn loại"), *((kind, ImportKind(kind).label) for kind in kinds)]

    def show(self, problems) -> None:
        """Put what was found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)
