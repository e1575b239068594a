"""What is asked about a person when it is corrected."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms

from units.models import Gender, LeaderClass, Person

FIELDS = ("full_name", "birth_date", "gender", "position", "leader_class")


class PersonForm(forms.Form):
    """Name, birth date, gender, position and class; the rules of the deed say what is wrong with them."""

    full_name = forms.CharField(
        label="Họ và tên",
        max_length=120,
        error_messages={
            "required": "Ghi họ và tên.",
            "max_length": "Họ và tên dài quá 120 ký tự, hãy kiểm tra lại.",
        },
    )
    birth_date = forms.DateField(
        label="Ngày sinh",
        required=False,
        help_text="Ngày/tháng/năm, ví dụ 05/02/1986",
        error_messages={"invalid": "Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986."},
    )
    gender = forms.ChoiceField(
        label="Giới tính",
        required=False,
        choices=[("", "Chưa ghi"), *Gender.choices],
        error_messages={"invalid_choice": "Chọn Nam hoặc Nữ, hoặc để trống."},
    )
    position = forms.CharField(
        label="Chức vụ",
        required=False,
        max_length=160,
        error_messages={"max_length": "Chức vụ dài quá 160 ký tự, hãy ghi gọn lại."},
    )
    leader_class = forms.ChoiceField(
        label="Nhóm đối tượng thống kê",
        required=False,
        choices=[("", "Chưa chọn"), *LeaderClass.choices],
        error_messages={"invalid_choice": "Chọn một trong năm nhóm đối tượng, hoặc để trống."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, person: Person, **kwargs):
        initial = {name: getattr(person, name) for name in (*FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("full_name", css_class="col-md-8"), Column("birth_date", css_class="col-md-4")),
            Row(Column("position", css_class="col-md-8"), Column("gender", css_class="col-md-4")),
            "leader_class",
            Field("version"),
        )

    def values(self) -> dict:
        """Return the cleaned values, as the deed takes them."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        return values | {"seen_version": self.cleaned_data["version"]}

    def show(self, problems) -> None:
        """Put what was found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)
