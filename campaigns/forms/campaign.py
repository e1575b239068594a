"""Forms of campaigns: the plan, the launch, a review."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms

from campaigns.models import INVITED, Campaign, CampaignKind, CampaignScope, ReviewKind
from core.forms import DATE_HELP, DayField, DeedForm, LinesField
from units.models import UnitKind

TARGETS = 5
INTERIMS = 2


class CampaignForm(DeedForm):
    """The plan of a campaign; `plan()` gives the fields of CampaignPlan."""

    aliases = {"interim_due": "interim_1"}

    name = forms.CharField(
        label="Tên phong trào", max_length=250, error_messages={"required": "Ghi tên phong trào thi đua."}
    )
    kind = forms.ChoiceField(
        label="Hình thức",
        choices=CampaignKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn thường xuyên hoặc theo chuyên đề."},
    )
    scope = forms.ChoiceField(label="Phạm vi", choices=CampaignScope.choices, initial=CampaignScope.PROVINCE)
    theme = forms.CharField(
        label="Chủ đề", max_length=250, required=False, help_text="Khẩu hiệu của phong trào, nếu có"
    )
    purpose = LinesField(label="Mục đích, yêu cầu", missing="Ghi mục đích, yêu cầu của phong trào.")
    plan_text = LinesField(
        label="Nội dung kế hoạch",
        rows=8,
        missing="Ghi nội dung kế hoạch: việc cần làm, phân công, kinh phí, chế độ báo cáo.",
        help_text="Việc cần làm, phân công, kinh phí, hình thức khen thưởng, chế độ báo cáo",
    )
    criteria = LinesField(label="Tiêu chí đánh giá", required=False)
    participant_kinds = forms.MultipleChoiceField(
        label="Đối tượng tham gia",
        choices=[(kind, UnitKind(kind).label) for kind in INVITED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một loại đơn vị tham gia."},
    )
    period_from = DayField(label="Từ ngày", missing="Ghi ngày bắt đầu.")
    period_to = DayField(label="Đến hết ngày", missing="Ghi ngày kết thúc.")
    register_until = DayField(
        label="Nhận đăng ký đến hết ngày", required=False, help_text="Để trống: đến hết phong trào"
    )
    final_due = DayField(label="Hạn tổng kết", missing="Ghi hạn tổng kết.", help_text=DATE_HELP)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, campaign: Campaign | None = None, **kwargs):
        targets = list(campaign.targets.all()) if campaign else []
        reviews = list(campaign.reviews.all()) if campaign else []
        interims = [review.due_on for review in reviews if review.kind == ReviewKind.INTERIM]
        if campaign is not None:
            kwargs.setdefault("initial", _initial(campaign, targets, interims, reviews))
        super().__init__(*args, **kwargs)
        self.target_numbers = range(1, max(TARGETS, len(targets) + 1) + 1)
        self.interim_numbers = range(1, max(INTERIMS, len(interims) + 1) + 1)
        for number in self.target_numbers:
            self.fields[f"target_{number}"] = forms.CharField(
                label=f"Chỉ tiêu {number}", max_length=250, required=False
            )
            self.fields[f"word_{number}"] = forms.CharField(
                label=f"Đơn vị tính {number}", max_length=40, required=False
            )
        for number in self.interim_numbers:
            self.fields[f"interim_{number}"] = DayField(
                label=f"Hạn sơ kết lần {number}", required=False, help_text="Để trống nếu không có"
            )
        self.lay_out(*self._rows())

    def _rows(self):
        targets = [
            Row(
                Column(f"target_{number}", css_class="col-md-9"),
                Column(f"word_{number}", css_class="col-md-3"),
            )
            for number in self.target_numbers
        ]
        dues = [Column(f"interim_{number}", css_class="col-md-4") for number in self.interim_numbers]
        return [
            Fieldset(
                "Phong trào",
                "name",
                "theme",
                Row(
                    Column("kind", css_class="inline-radios col-md-7"), Column("scope", css_class="col-md-5")
                ),
                "purpose",
                "plan_text",
                "criteria",
            ),
            Fieldset(
                "Thời gian và đối tượng",
                Row(
                    Column("period_from", css_class="col-md-4"),
                    Column("period_to", css_class="col-md-4"),
                    Column("register_until", css_class="col-md-4"),
                ),
                Row(*dues, Column("final_due", css_class="col-md-4")),
                Row(Column("participant_kinds", css_class="inline-radios")),
            ),
            Fieldset("Chỉ tiêu bằng số", *targets),
            "version",
        ]

    def plan(self) -> dict:
        """Return the cleaned values, as the actions take them."""
        data = self.cleaned_data
        pairs = [(data[f"target_{n}"], data[f"word_{n}"]) for n in self.target_numbers]
        dues = [data[f"interim_{n}"] for n in self.interim_numbers]
        names = ["name", "kind", "scope", "theme", "purpose", "plan_text", "criteria", "participant_kinds"]
        names += ["period_from", "period_to", "register_until", "final_due"]
        return {
            **{name: data[name] for name in names},
            "targets": [pair for pair in pairs if any(pair)],
            "interim_dues": [due for due in dues if due],
        }


def _initial(campaign: Campaign, targets, interims, reviews) -> dict:
    names = ["name", "kind", "scope", "theme", "purpose", "plan_text", "criteria", "participant_kinds"]
    names += ["period_from", "period_to", "register_until", "version"]
    values = {name: getattr(campaign, name) for name in names}
    for number, target in enumerate(targets, start=1):
        values |= {f"target_{number}": target.text, f"word_{number}": target.unit_word}
    values |= {f"interim_{number}": due for number, due in enumerate(interims, start=1)}
    values["final_due"] = next((r.due_on for r in reviews if r.kind == ReviewKind.FINAL), None)
    return values


class LaunchForm(DeedForm):
    """The document that launches a campaign."""

    document_no = forms.CharField(
        label="Số văn bản phát động",
        max_length=64,
        help_text="Ví dụ: 45/KH-UBND",
        error_messages={"required": "Ghi số văn bản phát động phong trào."},
    )
    document_on = DayField(label="Ngày văn bản", missing="Ghi ngày của văn bản phát động.")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out(Row(Column("document_no", css_class="col-md-7"), Column("document_on")), "version")

    def values(self) -> dict:
        """Return the cleaned values, as the action takes them."""
        data = self.cleaned_data
        return {
            "document_no": data["document_no"],
            "document_on": data["document_on"],
            "seen_version": data["version"] or 0,
        }


class ReviewForm(DeedForm):
    """A sơ kết or tổng kết that was held."""

    held_on = DayField(label="Ngày tổ chức", missing="Ghi ngày tổ chức.")
    document_no = forms.CharField(
        label="Số báo cáo",
        max_length=64,
        help_text="Ví dụ: 212/BC-UBND",
        error_messages={"required": "Ghi số báo cáo sơ kết, tổng kết."},
    )
    document_on = DayField(label="Ngày báo cáo", missing="Ghi ngày của báo cáo.")
    summary = LinesField(
        label="Kết quả tóm tắt",
        rows=8,
        missing="Ghi kết quả tóm tắt của lần sơ kết, tổng kết.",
        help_text="Kết quả chính, hạn chế, bài học; hiện trên trang công khai của phong trào",
    )
    next_due_on = DayField(label="Hạn sơ kết lần sau", required=False, help_text="Để trống nếu không dự kiến")

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        if kind == ReviewKind.FINAL:
            del self.fields["next_due_on"]
        self.lay_out(
            Row(
                Column("held_on", css_class="col-md-4"),
                Column("document_no", css_class="col-md-4"),
                Column("document_on", css_class="col-md-4"),
            ),
            "summary",
            *([] if kind == ReviewKind.FINAL else [Row(Column("next_due_on", css_class="col-md-4"))]),
        )
