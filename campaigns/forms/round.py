"""Forms of rounds: open one, extend its window."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils.html import format_html

from awards.models import CommendationType
from campaigns.actions import AwardLine
from campaigns.models import INVITED
from core.forms import ClockField, DayField, DeedForm, LinesField, closing, opening
from units.models import UnitKind

_COUNT = {"invalid": "Ghi một số nguyên.", "min_value": "Ghi từ 1 trở lên, hoặc để trống."}
_KINDS = [(kind, UnitKind(kind).label) for kind in [*INVITED, UnitKind.OFFICE.value]]


class RoundForm(DeedForm):
    """Everything that opens a round; `values()` is what the action takes."""

    aliases = {"opens_at": "opens_on", "closes_at": "closes_on"}

    name = forms.CharField(
        label="Tên đợt xét", max_length=250, error_messages={"required": "Ghi tên đợt xét."}
    )
    commendation_type = forms.ChoiceField(label="Loại hình khen thưởng", choices=CommendationType.choices)
    year = forms.IntegerField(
        label="Năm xét",
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": "Ghi năm xét.",
            "invalid": "Ghi năm bằng bốn chữ số.",
            "min_value": "Ghi năm từ 2000.",
            "max_value": "Ghi năm đến 2100.",
        },
    )
    campaign = forms.ModelChoiceField(
        label="Phong trào thi đua",
        queryset=None,
        required=False,
        empty_label="Không gắn với phong trào nào",
        error_messages={"invalid_choice": "Chọn phong trào có trong danh sách."},
    )
    letter_no = forms.CharField(
        label="Số công văn hướng dẫn",
        max_length=64,
        help_text="Ví dụ: 1843/SNV-TĐKT",
        error_messages={"required": "Ghi số công văn hướng dẫn của đợt xét."},
    )
    letter_on = DayField(label="Ngày công văn", missing="Ghi ngày công văn hướng dẫn.")
    opens_on = DayField(label="Nhận hồ sơ từ ngày", missing="Ghi ngày bắt đầu nhận hồ sơ.")
    opens_time = ClockField(label="Từ giờ", help_text="Để trống: từ đầu ngày")
    closes_on = DayField(
        label="Nhận đến ngày", required=False, help_text="Để trống: đợt thường trực, không có hạn cuối"
    )
    closes_time = ClockField(label="Đến giờ", help_text="Để trống: hết ngày")
    appraise_days = forms.IntegerField(
        label="Thời gian thẩm định",
        min_value=1,
        max_value=250,
        help_text="Số ngày làm việc, tính từ khi tiếp nhận",
        error_messages={"required": "Ghi số ngày làm việc thẩm định."} | _COUNT,
    )
    notice_days = forms.IntegerField(
        label="Công khai lấy ý kiến",
        min_value=1,
        max_value=250,
        required=False,
        help_text="Số ngày làm việc; để trống nếu không công khai",
        error_messages=_COUNT,
    )
    submitter_kinds = forms.MultipleChoiceField(
        label="Đơn vị được gửi hồ sơ",
        choices=_KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một loại đơn vị được gửi hồ sơ."},
    )
    default_merit = LinesField(
        label="Câu ghi thành tích gợi ý",
        rows=2,
        required=False,
        help_text="In trên quyết định và bằng nếu hồ sơ không ghi câu khác",
    )
    officer = forms.ModelChoiceField(
        label="Chuyên viên phụ trách",
        queryset=None,
        empty_label="Chưa phân công",
        required=False,
        help_text="Tên và điện thoại hiện trên trang của đợt xét",
        error_messages={"invalid_choice": "Chọn chuyên viên có trong danh sách."},
    )

    def __init__(self, *args, campaigns, officers, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns
        self.fields["officer"].queryset = officers
        self.fields["officer"].label_from_instance = _officer_label
        self.awards = list(awards)
        for award in self.awards:
            self._add_award(award)
        self.lay_out(*self._rows())

    def _add_award(self, award) -> None:
        self.fields[f"award_{award.pk}"] = forms.BooleanField(label=award.name, required=False)
        for name, label in (("quota", "Tối đa cả đợt"), ("unit_quota", "Tối đa mỗi đơn vị")):
            self.fields[f"{name}_{award.pk}"] = forms.IntegerField(
                label=format_html('{}<span class="visually-hidden">, {}</span>', label, award.name),
                min_value=1,
                required=False,
                error_messages=_COUNT,
            )

    def _rows(self):
        awards = [
            Row(
                Column(f"award_{award.pk}", css_class="col-md-6 pt-md-4"),
                Column(f"quota_{award.pk}", css_class="col-6 col-md-3"),
                Column(f"unit_quota_{award.pk}", css_class="col-6 col-md-3"),
            )
            for award in self.awards
        ]
        return [
            Fieldset(
                "Đợt xét",
                "name",
                Row(
                    Column("commendation_type", css_class="col-md-4"),
                    Column("year", css_class="col-md-2"),
                    Column("campaign", css_class="col-md-6"),
                ),
                Row(
                    Column("letter_no", css_class="col-md-4"),
                    Column("letter_on", css_class="col-md-4"),
                    Column("officer", css_class="col-md-4"),
                ),
            ),
            Fieldset(
                "Thời gian",
                Row(
                    Column("opens_on", css_class="col-7 col-md-3"),
                    Column("opens_time", css_class="col-5 col-md-3"),
                    Column("closes_on", css_class="col-7 col-md-3"),
                    Column("closes_time", css_class="col-5 col-md-3"),
                ),
                Row(
                    Column("appraise_days", css_class="col-md-6"),
                    Column("notice_days", css_class="col-md-6"),
                ),
            ),
            Fieldset("Khen thưởng và số lượng", *awards, css_id="awards"),
            Fieldset(
                "Ai gửi, câu ghi thành tích",
                Row(Column("submitter_kinds", css_class="inline-radios")),
                "default_merit",
            ),
        ]

    def values(self) -> dict:
        """Return the cleaned values, as `open_round` takes them."""
        data = self.cleaned_data
        names = ["name", "commendation_type", "year", "letter_no", "letter_on", "appraise_days"]
        names += ["notice_days", "submitter_kinds", "default_merit"]
        closes_on = data["closes_on"]
        return {
            **{name: data[name] for name in names},
            "campaign_id": data["campaign"].pk if data["campaign"] else None,
            "officer_id": data["officer"].pk if data["officer"] else None,
            "opens_at": opening(data["opens_on"], data["opens_time"]),
            "closes_at": closing(closes_on, data["closes_time"]) if closes_on else None,
            "awards": [
                AwardLine(award.pk, data[f"quota_{award.pk}"], data[f"unit_quota_{award.pk}"])
                for award in self.awards
                if data[f"award_{award.pk}"]
            ],
        }


class ExtensionForm(DeedForm):
    """A later closing, for all or for one unit."""

    aliases = {"closes_at": "closes_on"}

    unit = forms.ModelChoiceField(
        label="Gia hạn cho",
        queryset=None,
        required=False,
        empty_label="Mọi đơn vị",
        error_messages={"invalid_choice": "Chọn đơn vị có trong danh sách."},
    )
    closes_on = DayField(label="Nhận đến ngày", missing="Ghi ngày hết hạn mới.")
    closes_time = ClockField(label="Đến giờ", help_text="Để trống: hết ngày")
    reason = LinesField(
        label="Lý do",
        missing="Ghi lý do gia hạn.",
        max_length=1000,
        help_text="Hiện trên trang của đợt xét, mọi đơn vị đọc được",
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.lay_out(
            "unit",
            Row(Column("closes_on", css_class="col-md-6"), Column("closes_time", css_class="col-md-6")),
            "reason",
        )

    def values(self) -> dict:
        """Return the cleaned values, as `extend_round` takes them."""
        data = self.cleaned_data
        return {
            "unit_id": data["unit"].pk if data["unit"] else None,
            "closes_at": closing(data["closes_on"], data["closes_time"]),
            "reason": data["reason"],
        }


def _officer_label(membership) -> str:
    return membership.user.full_name
