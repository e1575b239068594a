"""The forms of one nominee, a person or a collective, and the filters of the lists."""

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms

from awards.models import AwardType, Recipient
from core.text import fold, nfc
from nominations.actions import NomineeValues
from nominations.models import Dossier, Nomination
from nominations.rules import MERIT_LENGTH
from nominations.workflow import DOSSIER, QUEUE
from units.models import Gender, LeaderClass

UNIT_SUGGESTIONS = 200


class VisibleText(forms.CharField):
    """Text of which something can be read: invisible marks alone leave the field empty."""

    def to_python(self, value):
        """Return the text as typed, or nothing when nobody could see it."""
        text = super().to_python(value)
        return text if nfc(text) else ""


class DeedForm(forms.Form):
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


class _NomineeForm(DeedForm):
    """What persons and collectives have in common."""

    recipient = Recipient.INDIVIDUAL

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
    merit = forms.CharField(
        label="Câu ghi thành tích",
        max_length=MERIT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Câu này in trên quyết định và trên bằng.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, awards, round_, nomination: Nomination | None = None, **kwargs):
        initial = _first(round_, awards) if nomination is None else _initial(nomination)
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["award"].queryset = awards
        self.fields["award"].label_from_instance = _award_label
        if nomination is not None and nomination.dossier.accepted_at:
            self.fields["award"].disabled = True  # a supplement completes, it asks for nothing else

    def common(self) -> dict:
        """Return the cleaned values that both kinds have."""
        data = self.cleaned_data
        return {
            "award_id": data["award"].pk,
            "achievement": data["achievement"],
            "merit": data["merit"],
            "recipient": self.recipient,
        }


class NominationForm(_NomineeForm):
    """What a clerk writes about one person; `values()` is what the action takes."""

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
    leader_class = forms.ChoiceField(
        label="Nhóm đối tượng",
        choices=[("", "Chọn nhóm"), *LeaderClass.choices],
        required=False,
        help_text="Theo biểu thống kê khen thưởng.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "award",
            Row(Column("full_name", css_class="col-md-8"), Column("birth_date", css_class="col-md-4")),
            Row(
                Column("position", css_class="col-md-8"),
                Column(Field("gender", wrapper_class="inline-radios")),
            ),
            "leader_class",
            "achievement",
            "merit",
            "version",
        )

    def values(self) -> NomineeValues:
        """Return the cleaned values."""
        names = ["full_name", "birth_date", "gender", "position", "leader_class"]
        return NomineeValues(**self.common(), **{name: self.cleaned_data[name] for name in names})


class CollectiveForm(_NomineeForm):
    """What a clerk writes about one collective: a unit that is known, or one that has only a name."""

    recipient = Recipient.COLLECTIVE
    full_name = VisibleText(
        label="Tên tập thể",
        max_length=200,
        help_text="Chọn trong gợi ý nếu là đơn vị trực thuộc; phòng, tổ, thôn thì ghi tên đầy đủ.",
        error_messages={"required": "Ghi tên tập thể được đề nghị."},
        widget=forms.TextInput(attrs={"list": "don-vi", "autocomplete": "off"}),
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = units
        self.helper.layout = Layout("award", "full_name", "achievement", "merit", "version")

    def suggestions(self) -> list[str]:
        """Return the names that the field offers while one types."""
        return [unit.body_name for unit in self.units.order_by("path")[:UNIT_SUGGESTIONS]]

    def values(self) -> NomineeValues:
        """Return the cleaned values; a name that is a unit's name means that unit."""
        name = self.cleaned_data["full_name"]
        wanted = fold(name)
        alike = self.units.filter(folded__startswith=wanted) if wanted else self.units.none()
        same = [unit.pk for unit in alike[:50] if wanted in {fold(unit.body_name), fold(unit.name)}]
        return NomineeValues(
            **self.common(), full_name=name, nominee_unit_id=same[0] if len(same) == 1 else None
        )


def _award_label(award: AwardType) -> str:
    return award.name


def _first(round_, awards) -> dict:
    """What a new nominee begins with: the round's sentence, and its award where it gives only one."""
    offered = list(awards[:2])
    return {"merit": round_.default_merit} | ({"award": offered[0].pk} if len(offered) == 1 else {})


def _initial(nomination: Nomination) -> dict:
    names = [
        "full_name",
        "birth_date",
        "gender",
        "position",
        "leader_class",
        "achievement",
        "merit",
        "version",
    ]
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


class QueueFilter(django_filters.FilterSet):
    """The chips above the queue of the standing body."""

    state = django_filters.ChoiceFilter(choices=[(code, DOSSIER.state(code).label) for code in QUEUE])

    class Meta:
        model = Dossier
        fields = ["state"]
