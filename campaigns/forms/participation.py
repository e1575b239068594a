"""Forms of the units that join: the registration, one report of progress."""

from crispy_forms.layout import Column, Row
from django import forms

from campaigns import rules
from campaigns.models import CampaignTarget, Participation
from core.forms import DeedForm, LinesField

_NUMBER = {"invalid": "Ghi một số, ví dụ 95 hoặc 12,5.", "min_value": "Ghi số từ 0 trở lên."}
_NUMBER |= {"max_decimal_places": "Tối đa hai số lẻ.", "max_digits": "Số quá lớn, hãy kiểm tra lại."}
_NUMBER |= {"max_whole_digits": "Số quá lớn, hãy kiểm tra lại."}


def _number_field(**kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages=_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **kwargs,
    )


class ParticipationForm(DeedForm):
    """What a unit registers: titles in words, its own number for each target."""

    titles_text = LinesField(
        label="Danh hiệu, hình thức khen thưởng đăng ký",
        required=False,
        max_length=4000,
        help_text="Ví dụ: Tập thể lao động xuất sắc; 12 cá nhân Lao động tiên tiến",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, targets: list[CampaignTarget], own: Participation | None = None, **kwargs):
        if own is not None:
            given = {
                f"target_{row.target_id}": rules.plain(row.number)
                for row in own.targets.all()
                if row.number is not None
            }
            kwargs.setdefault("initial", given | {"titles_text": own.titles_text, "version": own.version})
        super().__init__(*args, **kwargs)
        self.targets = targets
        for target in targets:
            self.fields[f"target_{target.pk}"] = _number_field(
                label=target.text, help_text=f"Đơn vị tính: {target.unit_word}. Để trống nếu không đăng ký"
            )
        self.lay_out("titles_text", *[f"target_{target.pk}" for target in targets], "version")

    def numbers(self) -> dict:
        """Return the unit's number for each target, by the target's key."""
        return {target.pk: self.cleaned_data[f"target_{target.pk}"] for target in self.targets}


class ProgressForm(DeedForm):
    """One report: a sentence, and the number reached of a target."""

    sentence = forms.CharField(
        label="Kết quả trong một câu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Việc đã làm và kết quả đến nay; nơi phát động đọc được",
        error_messages={"required": "Ghi kết quả trong một câu."},
    )
    target = forms.TypedChoiceField(
        label="Chỉ tiêu",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Chọn chỉ tiêu có trong danh sách."},
    )
    number = _number_field(label="Số đã đạt", help_text="Tính từ đầu phong trào đến nay")

    def __init__(self, *args, targets: list[CampaignTarget], **kwargs):
        super().__init__(*args, **kwargs)
        words = [(target.pk, f"{target.text} ({target.unit_word})") for target in targets]
        self.fields["target"].choices = [("", "Không gắn với chỉ tiêu nào"), *words]
        numbers = [Row(Column("target", css_class="col-md-8"), Column("number", css_class="col-md-4"))]
        if not targets:
            del self.fields["target"], self.fields["number"]
            numbers = []
        self.lay_out("sentence", *numbers)

    def values(self) -> dict:
        """Return the cleaned values, as the action takes them."""
        data = self.cleaned_data
        return {
            "sentence": data["sentence"],
            "target_id": data.get("target"),
            "number": data.get("number"),
        }
