"""The forms of decisions: wording, letter, reason, signature, publishing; and the filter of the list."""

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from reviews.models import Decision
from reviews.rules_decision import (
    LAST_NUMBER,
    LETTER_NO_LENGTH,
    NAME_LENGTH,
    REASON_LENGTH,
    SUBJECT_LENGTH,
    TITLE_LENGTH,
)
from reviews.workflow_decision import DECISION

FIRST_YEAR = 2020
_PDF = forms.FileInput(attrs={"accept": ".pdf"})
_DATE_HELP = "Ngày/tháng/năm, ví dụ 25/11/2026"
_BAD_DATE = "Ghi ngày dạng ngày/tháng/năm, ví dụ 25/11/2026."
_ROWS = {"rows": 3}


class DecisionForm(forms.Form):
    """A form that a deed answers: what its rules found goes to the fields, the rest above the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def show(self, problems) -> None:
        """Put what the rules found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class SubjectForm(DecisionForm):
    """What the decision is about, as the public will read it."""

    subject = forms.CharField(
        label="Trích yếu",
        max_length=SUBJECT_LENGTH,
        widget=forms.Textarea(attrs=_ROWS),
        help_text="In trên quyết định và hiện ở trang công khai.",
        error_messages={"required": "Ghi trích yếu của quyết định."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(DecisionForm):
    """A deed that needs a reason."""

    reason = forms.CharField(
        label="Lý do",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs=_ROWS),
        error_messages={"required": "Ghi lý do."},
    )


class FactsForm(DecisionForm):
    """Why one goes on in spite of what has become known; the field is there when there is something."""

    facts_reason = forms.CharField(
        label="Lý do vẫn tiếp tục",
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs=_ROWS),
        help_text="Nêu vì sao thông tin trên không cản trở việc khen thưởng.",
    )
    seen_facts = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args, has_facts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_facts:
            self.fields["facts_reason"].widget = forms.HiddenInput()

    def show_seen(self, mark: str) -> None:
        """Let the form drawn again carry the mark of the facts that it now shows."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen_facts"] = mark


class PresentForm(FactsForm):
    """The letter (tờ trình) with which a decision is presented."""

    letter_no = forms.CharField(
        label="Số, ký hiệu tờ trình",
        max_length=LETTER_NO_LENGTH,
        help_text="Ví dụ: 512/TTr-SNV",
        error_messages={"required": "Ghi số, ký hiệu của tờ trình."},
    )
    letter_on = forms.DateField(
        label="Ngày tờ trình",
        help_text=_DATE_HELP,
        error_messages={"required": "Ghi ngày của tờ trình.", "invalid": _BAD_DATE},
    )
    file = forms.Field(
        label="Tờ trình đã ký (PDF)",
        required=False,
        help_text="Thả tệp vào đây hoặc bấm để chọn. PDF, tối đa 20 MB.",
        widget=_PDF,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["letter_no", "letter_on", "file"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Row(Column("letter_no", css_class="col-md-7"), Column("letter_on", css_class="col-md-5")),
            "file",
            "facts_reason",
            "seen_facts",
            "version",
        )


class SignForm(DecisionForm):
    """Number, date, signer and file, as they stand on the signed document."""

    number = forms.IntegerField(
        label="Số quyết định",
        min_value=1,
        max_value=LAST_NUMBER,
        error_messages={
            "required": "Ghi số quyết định.",
            "invalid": "Ghi số bằng chữ số.",
            "min_value": "Số từ 1 trở lên.",
            "max_value": f"Số không quá {LAST_NUMBER}.",
        },
    )
    signed_on = forms.DateField(
        label="Ngày ký",
        help_text=_DATE_HELP,
        error_messages={"required": "Ghi ngày ký quyết định.", "invalid": _BAD_DATE},
    )
    signer = forms.TypedChoiceField(label="Người ký", coerce=int, required=False, empty_value=None)
    signer_name = forms.CharField(
        label="Họ và tên người ký khác",
        max_length=NAME_LENGTH,
        required=False,
        help_text="Chỉ ghi khi người ký không có trong danh sách trên.",
    )
    signer_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=TITLE_LENGTH,
        help_text="Như trên văn bản, ví dụ: Chủ tịch; KT. Chủ tịch, Phó Chủ tịch",
        error_messages={"required": "Ghi chức vụ người ký như trên văn bản."},
    )
    file = forms.Field(
        label="Bản PDF đã ký, đóng dấu",
        required=False,
        help_text="Thả tệp vào đây hoặc bấm để chọn. PDF, tối đa 20 MB.",
        widget=_PDF,
    )

    def __init__(self, *args, leaders, next_number: int, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(leader.pk, leader.user.full_name) for leader in leaders]
        self.fields["signer"].choices = [*choices, ("", "Người khác")]
        self.fields[
            "number"
        ].help_text = f"Số tiếp theo trên cổng là {next_number}; số trên văn bản là số đúng."
        self.helper.layout = Layout(
            Row(Column("number", css_class="col-md-6"), Column("signed_on", css_class="col-md-6")),
            Row(Column("signer", css_class="col-md-6"), Column("signer_name", css_class="col-md-6")),
            "signer_title",
            "file",
        )

    def values(self) -> dict:
        """Return what the action takes beside the file."""
        data = self.cleaned_data
        return {
            "number": data["number"],
            "signed_on": data["signed_on"],
            "signer_id": data["signer"],
            "signer_name": data["signer_name"],
            "signer_title": data["signer_title"],
        }


class DecisionFilter(django_filters.FilterSet):
    """By where the decision stands, by the year of its date (of the draft, before), by award."""

    trang_thai = django_filters.ChoiceFilter(
        field_name="state", choices=DECISION.choices, label="Trạng thái", empty_label="Mọi trạng thái"
    )
    nam = django_filters.ChoiceFilter(method="by_year", label="Năm", empty_label="Mọi năm")
    khen_thuong = django_filters.ChoiceFilter(
        field_name="award__code", label="Danh hiệu, hình thức", empty_label="Tất cả"
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, *args, awards, this_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["khen_thuong"].extra["choices"] = awards
        self.filters["nam"].extra["choices"] = [(year, year) for year in range(this_year, FIRST_YEAR - 1, -1)]

    def by_year(self, decisions, name, value):
        """Keep the decisions of this year; those without a number by the year they were drafted in."""
        drafted = decisions.filter(year=None, drafted_at__year=value)
        return decisions.filter(year=value) | drafted
