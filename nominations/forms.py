"""The form of one nominee, and the filters of the lists."""

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Field, Layout, Row
from django import forms

from awards.models import AwardType
from core.text import nfc
from nominations.actions import NomineeValues
from nominations.models import Dossier, Nomination
from nominations.workflow import DOSSIER
from units.models import Gender

_REQUIRED = {"required": "Ô này cần có nội dung."}


class VisibleText(forms.CharField):
    """Text of which something can be read: invisible marks alone leave the field empty."""

    def to_python(self, value):
        """Return the text as typed, or nothing when nobody could see it."""
        text = super().to_python(value)
        return text if nfc(text) else ""


class NominationForm(forms.Form):
    """What a clerk writes about one nominee; `values()` is what the action takes."""

    full_name = VisibleText(
        label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên đầy đủ."}
    )
    birth_date = forms.DateField(
        label="Ngày sinh",
        help_text="Ngày/tháng/năm, ví dụ 05/02/1986",
        error_messages={
            "required": "Ghi ngày sinh, dạng ngày/tháng/năm.",
            "invalid": "Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986.",
        },
    )
    gender = forms.ChoiceField(
        label="Giới tính",
        choices=Gender.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nam hoặc nữ."},
    )
    position = VisibleText(
        label="Chức vụ, công việc",
        max_length=160,
        help_text="Như ghi trong quyết định, ví dụ: Trưởng thôn Mò Phú Chải",
        error_messages={"required": "Ghi chức vụ hoặc công việc đang làm."},
    )
    is_direct_worker = forms.BooleanField(label="Người trực tiếp công tác, lao động, học tập", required=False)
    award = forms.ModelChoiceField(
        label="Đề nghị tặng",
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chọn khen thưởng đề nghị.",
            "invalid_choice": "Đợt xét này không xét khen thưởng đó. Chọn loại có trong danh sách.",
        },
    )
    achievement = VisibleText(
        label="Thành tích",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Việc đã làm, kết quả, số liệu, phạm vi ảnh hưởng. Viết ngắn, đúng sự thật.",
        error_messages={"required": "Viết thành tích: việc đã làm, kết quả, số liệu."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, awards, nomination: Nomination | None = None, **kwargs):
        if nomination is not None:
            kwargs.setdefault("initial", _initial(nomination))
        super().__init__(*args, **kwargs)
        self.fields["award"].queryset = awards
        self.fields["award"].label_from_instance = _award_label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "award",
            Row(Column("full_name", css_class="col-md-8"), Column("birth_date", css_class="col-md-4")),
            Row(
                Column("position", css_class="col-md-8"),
                Column(Field("gender", wrapper_class="inline-radios")),
            ),
            Div("is_direct_worker", css_class="mb-2"),
            "achievement",
            "version",
        )

    def values(self) -> NomineeValues:
        """Return the cleaned values."""
        data = self.cleaned_data
        return NomineeValues(
            award_id=data["award"].pk,
            full_name=data["full_name"],
            birth_date=data["birth_date"],
            gender=data["gender"],
            position=data["position"],
            is_direct_worker=data["is_direct_worker"],
            achievement=data["achievement"],
        )

    def show(self, problems) -> None:
        """Put what the rules found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


def _award_label(award: AwardType) -> str:
    return award.name


def _initial(nomination: Nomination) -> dict:
    names = ["full_name", "birth_date", "gender", "position", "is_direct_worker", "achievement", "version"]
    return {**{name: getattr(nomination, name) for name in names}, "award": nomination.award_id}


class DossierFilter(django_filters.FilterSet):
    """Filters of the list of dossiers; only these names are read from the address."""

    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=DOSSIER.choices, empty_label="Mọi trạng thái"
    )
    code = django_filters.CharFilter(label="Mã hồ sơ", lookup_expr="istartswith", max_length=20)

    class Meta:
        model = Dossier
        fields = ["state", "code"]
