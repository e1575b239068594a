"""The small forms of deeds: a letter, a file, a reason, a conclusion, a request to complete."""

from crispy_forms.layout import Column, Layout, Row
from django import forms

from core.scan import ALLOWED
from nominations.forms import DeedForm
from nominations.models import EvidenceKind, RefusalGround
from nominations.rules import SUPPLEMENT_DAYS
from nominations.workflow import CONCLUSIONS, OUTCOME

_ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
_DAYS = {
    "required": "Ghi số ngày làm việc.",
    "invalid": "Ghi số ngày bằng chữ số.",
}


class ManyFiles(forms.FileInput):
    """A file input for several files at once."""

    allow_multiple_selected = True


class LetterForm(DeedForm):
    """Number, date and signed PDF of the letter (tờ trình) that a dossier is sent with."""

    letter_no = forms.CharField(
        label="Số, ký hiệu tờ trình",
        max_length=64,
        help_text="Ví dụ: 96/TTr-UBND",
        error_messages={"required": "Ghi số, ký hiệu của tờ trình."},
    )
    letter_on = forms.DateField(
        label="Ngày tờ trình",
        help_text="Ngày/tháng/năm, ví dụ 09/11/2026",
        error_messages={
            "required": "Ghi ngày của tờ trình.",
            "invalid": "Ghi ngày dạng ngày/tháng/năm, ví dụ 09/11/2026.",
        },
    )
    file = forms.Field(
        label="Bản PDF đã ký",
        required=False,
        help_text="Thả tệp vào đây hoặc bấm để chọn. PDF, tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Row(Column("letter_no", css_class="col-md-7"), Column("letter_on", css_class="col-md-5")), "file"
        )


class EvidenceForm(DeedForm):
    """One or more files of a kind."""

    kind = forms.ChoiceField(
        label="Loại tài liệu",
        choices=[choice for choice in EvidenceKind.choices if choice[0] != EvidenceKind.LETTER],
        error_messages={"required": "Chọn loại tài liệu.", "invalid_choice": "Chọn loại tài liệu."},
    )
    title = forms.CharField(
        label="Tên tài liệu",
        max_length=200,
        required=False,
        help_text="Để trống thì lấy theo tên tệp.",
    )
    file = forms.Field(
        label="Tệp",
        required=False,
        help_text=f"Thả tệp vào đây hoặc bấm để chọn. {ALLOWED}; mỗi tệp tối đa 20 MB, mỗi lần 10 tệp.",
        widget=ManyFiles(attrs={"accept": _ACCEPT}),
    )


class ReasonForm(DeedForm):
    """A deed that needs a reason."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi lý do."},
    )

    def __init__(self, *args, label: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label


class RefuseForm(ReasonForm):
    """Why a dossier is not taken in: a lawful ground, and the facts."""

    ground = forms.ChoiceField(
        label="Căn cứ từ chối",
        choices=RefusalGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn căn cứ từ chối.", "invalid_choice": "Chọn căn cứ từ chối."},
    )
    field_order = ["ground", "reason"]


class SupplementForm(ReasonForm):
    """What is to be completed, and by when."""

    days = forms.IntegerField(
        label="Hạn bổ sung (ngày làm việc)",
        initial=5,
        min_value=SUPPLEMENT_DAYS[0],
        max_value=SUPPLEMENT_DAYS[-1],
        error_messages=_DAYS
        | {
            "min_value": f"Từ {SUPPLEMENT_DAYS[0]} ngày làm việc trở lên.",
            "max_value": f"Nhiều nhất {SUPPLEMENT_DAYS[-1]} ngày làm việc.",
        },
    )


class AnswerForm(DeedForm):
    """What the unit answers to a supplement."""

    answer = forms.CharField(
        label="Trả lời",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đã bổ sung gì, hoặc vì sao không bổ sung được.",
        error_messages={"required": "Ghi đã bổ sung gì, hoặc vì sao không bổ sung được."},
    )


class ConclusionForm(DeedForm):
    """What an appraiser concludes about one nominee. Drawn by hand: three large choices."""

    conclusion = forms.ChoiceField(
        label="Kết luận",
        choices=[(code, OUTCOME.state(code).label) for code in CONCLUSIONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết luận.", "invalid_choice": "Chọn kết luận."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def choices(self) -> list[tuple]:
        """Return (state, is chosen) for the radio buttons."""
        chosen = self["conclusion"].value()
        return [(OUTCOME.state(code), code == chosen) for code in CONCLUSIONS]
