"""Forms of periodic reports: which period, a person's texts, number and date."""

from crispy_forms.layout import Column, Row
from django import forms

from core.forms import DayField, DeedForm, LinesField
from reports import periodic

_HELP = {
    "leading_text": "Văn bản đã ban hành, cuộc họp, chỉ đạo chính. Công văn mở đợt xét được ghi tự động.",
    "models_text": "Mô hình, gương điển hình tiên tiến đã phát hiện, bồi dưỡng, nhân rộng.",
    "limits_text": "Cần có trước khi phát hành. Mỗi dòng là một đoạn văn.",
    "proposals_text": "Cần có trước khi phát hành. Mỗi dòng là một đoạn văn.",
}


class AskForm(DeedForm):
    """The period whose report is asked for."""

    period = forms.ChoiceField(
        label="Kỳ báo cáo",
        error_messages={"required": "Chọn kỳ báo cáo.", "invalid_choice": "Chọn một kỳ trong danh sách."},
    )

    def __init__(self, *args, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods
        self.initial["period"] = periods[0][1][1][0]  # the newest quarter that is over

    @property
    def chosen(self) -> tuple[str, str]:
        """Kind and period."""
        kind, _, code = self.cleaned_data["period"].partition(" ")
        return kind, code


class TextsForm(DeedForm):
    """What figures cannot say."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report, **kwargs):
        names = [name for name, _, _ in periodic.TEXTS]
        initial = {name: getattr(report, name) for name in names} | {"edition": report.edition}
        super().__init__(*args, initial=initial, **kwargs)
        for name, label, _needed in periodic.TEXTS:
            self.fields[name] = LinesField(label=label, rows=5, required=False, help_text=_HELP[name])
        self.lay_out(*names, "edition")

    @property
    def texts(self) -> dict[str, str]:
        """The four texts as typed."""
        return {name: self.cleaned_data[name] for name, _, _ in periodic.TEXTS}


class IssueForm(DeedForm):
    """Number and date of the report."""

    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=99_999,
        help_text="Số văn thư đã cấp cho báo cáo này",
        error_messages={"required": "Ghi số của báo cáo.", "invalid": "Số văn bản chỉ gồm chữ số."},
    )
    issued_on = DayField(label="Ngày ban hành", missing="Ghi ngày ban hành.")
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report, today, **kwargs):
        super().__init__(*args, initial={"edition": report.edition, "issued_on": today}, **kwargs)
        self.lay_out(Row(Column("number"), Column("issued_on")), "edition")
