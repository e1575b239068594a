"""What is asked about a person when it is corrected."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms

from awards.queries_people import Ethnicity
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

    def __init__(self, *args, person: Person, ethnicity: Ethnicity | None = None, **kwargs):
        """`ethnicity`: what is written and what may be; None for who may not see it."""
        initial = {name: getattr(person, name) for name in (*FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.asks_ethnicity = ethnicity is not None
        if ethnicity is not None:
            self._ask_ethnicity(ethnicity)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("full_name", css_class="col-md-8"), Column("birth_date", css_class="col-md-4")),
            Row(Column("position", css_class="col-md-8"), Column("gender", css_class="col-md-4")),
            "leader_class",
            *([Row(Column("ethnicity"), Column("ethnicity_words"))] if self.asks_ethnicity else []),
            Field("version"),
        )

    def _ask_ethnicity(self, ethnicity: Ethnicity) -> None:
        self.fields["ethnicity"] = forms.ChoiceField(
            label="Dân tộc",
            required=False,
            choices=[("", "Chưa ghi"), *ethnicity.choices],
            help_text="Chỉ đơn vị của người này và cơ quan thường trực xem được",
            error_messages={"invalid_choice": "Chọn dân tộc trong danh sách, hoặc để trống."},
        )
        self.fields["ethnicity_words"] = forms.CharField(
            label="Ghi rõ dân tộc khác",
            required=False,
            max_length=60,
            help_text="Chỉ khi chọn “Khác”",
            error_messages={"max_length": "Ghi gọn lại, tối đa 60 ký tự."},
        )
        self.initial |= {"ethnicity": ethnicity.code, "ethnicity_words": ethnicity.words}

    def values(self) -> dict:
        """Return the cleaned values, as the deed takes them."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        if self.asks_ethnicity:
            values["ethnicity"] = (self.cleaned_data["ethnicity"], self.cleaned_data["ethnicity_words"])
        return values | {"seen_version": self.cleaned_data["version"]}

    def show(self, problems) -> None:
        """Put what was found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)
