"""Forms of accounts, roles and lent roles."""

from datetime import timedelta

from crispy_forms.layout import Column, Row
from django import forms

from core.forms import DayField, DeedForm, LinesField

_UNIT_LIMIT = "Chọn đơn vị có trong danh sách."
_LAST_DAY = "Ngày cuối cùng còn giữ; để trống: không hẹn ngày kết thúc"
_MAIL_HELP = "Để tự lấy lại mật khẩu qua thư; không có thì để trống"


def _text(label: str, *, needed: str = "", **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, required=bool(needed), error_messages={"required": needed}, max_length=254, **kwargs
    )


class AccountForm(DeedForm):
    """Name, telephone and e-mail of an account."""

    full_name = _text("Họ và tên", needed="Ghi họ và tên.")
    phone = _text("Điện thoại", help_text="Ví dụ 0214 3800 126")
    email = _text("Thư điện tử", help_text=_MAIL_HELP)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("full_name", _half("phone", "email"), "version")

    def values(self) -> dict:
        """Return the cleaned values, as `change_account` takes them."""
        return dict(self.cleaned_data)


class RoleForm(DeedForm):
    """A role in a unit, from when to when."""

    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=None,
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": _UNIT_LIMIT},
    )
    role = forms.ChoiceField(
        label="Vai trò", error_messages={"required": "Chọn vai trò.", "invalid_choice": "Chọn vai trò."}
    )
    valid_from = DayField(label="Giữ từ ngày", missing="Ghi ngày bắt đầu giữ vai trò.")
    last_day = DayField(label="Đến hết ngày", required=False, help_text=_LAST_DAY)

    aliases = {"valid_to": "last_day"}

    def __init__(self, *args, units, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("name", "id")
        self.fields["role"].choices = [("", "Chọn vai trò"), *((role.value, role.label) for role in roles)]
        self.lay_out(*self.rows())

    def rows(self) -> list:
        """Return the rows of the layout."""
        return [_half("unit", "role"), _half("valid_from", "last_day")]

    def values(self) -> dict:
        """Return the cleaned values, as `start_membership` takes them."""
        data = self.cleaned_data
        return {
            "unit_id": data["unit"].pk,
            "role": data["role"],
            "valid_from": data["valid_from"],
            "valid_to": _day_after(data["last_day"]),
        }


class NewAccountForm(RoleForm):
    """An account with its first role; no password is typed here."""

    full_name = _text("Họ và tên", needed="Ghi họ và tên.")
    username = _text(
        "Tên đăng nhập",
        needed="Ghi tên đăng nhập.",
        help_text="Tên, họ, nơi công tác, không dấu, cách nhau dấu chấm; ví dụ huong.chao.yty",
    )
    phone = _text("Điện thoại", help_text="Ví dụ 0214 3800 126")
    email = _text("Thư điện tử", help_text=_MAIL_HELP)

    def rows(self) -> list:
        """Return the rows of the layout: the person first, then the role."""
        return [_half("full_name", "username"), _half("phone", "email"), *super().rows()]

    def values(self) -> dict:
        """Return the cleaned values, as `open_account` takes them."""
        names = ("full_name", "username", "phone", "email")
        return super().values() | {name: self.cleaned_data[name] for name in names}


class EndForm(DeedForm):
    """The last day of a role."""

    last_day = DayField(label="Giữ đến hết ngày", missing="Ghi ngày cuối cùng giữ vai trò.")

    aliases = {"valid_to": "last_day"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("last_day")

    def values(self) -> dict:
        """Return the first day without the role, as `end_membership` takes it."""
        return {"on": _day_after(self.cleaned_data["last_day"])}


class ReasonForm(DeedForm):
    """Why a deed is done."""

    reason = LinesField(label="Lý do", rows=2, max_length=1000, missing="Ghi lý do khóa tài khoản.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("reason")


class DelegationForm(DeedForm):
    """To whom a role is lent, for how long and by which document."""

    deputy = forms.ModelChoiceField(
        label="Người được ủy quyền",
        queryset=None,
        empty_label="Chọn người trong đơn vị",
        error_messages={
            "required": "Chọn người được ủy quyền.",
            "invalid_choice": "Chọn người có trong danh sách.",
        },
    )
    valid_from = DayField(label="Từ ngày", missing="Ghi ngày bắt đầu ủy quyền.")
    last_day = DayField(label="Đến hết ngày", missing="Ghi ngày cuối cùng của ủy quyền.")
    document_no = _text(
        "Số văn bản ủy quyền", needed="Ghi số văn bản ủy quyền.", help_text="Ví dụ 12/GUQ-UBND"
    )
    document_on = DayField(label="Ngày văn bản", missing="Ghi ngày văn bản ủy quyền.")

    aliases = {"valid_to": "last_day"}

    def __init__(self, *args, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies.select_related("user", "unit").order_by(
            "user__full_name", "pk"
        )
        self.fields["deputy"].label_from_instance = _colleague
        self.lay_out("deputy", _half("valid_from", "last_day"), _half("document_no", "document_on"))

    def values(self) -> dict:
        """Return the cleaned values, as `delegate` takes them."""
        data = self.cleaned_data
        return {
            "user_id": data["deputy"].user_id,
            "valid_from": data["valid_from"],
            "valid_to": _day_after(data["last_day"]),
            "document_no": data["document_no"],
            "document_on": data["document_on"],
        }


class HandoverForm(DeedForm):
    """Who takes a role over; `seen` stands for the list that the page shows."""

    successor = _text(
        "Tên đăng nhập của người nhận",
        needed="Ghi tên đăng nhập của người nhận bàn giao.",
        help_text="Chưa có tài khoản thì lập tài khoản trước; người nhận không cần có sẵn vai trò này",
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        self.lay_out("successor", "seen")

    def clean_successor(self):
        """Return the account of this user name, among those that the actor finds."""
        found = self.accounts.filter(username=self.cleaned_data["successor"].strip().lower()).first()
        if found is None:
            raise forms.ValidationError("Không thấy tài khoản này trong phạm vi. Kiểm tra tên đăng nhập.")
        return found

    def values(self) -> dict:
        """Return the cleaned values, as `hand_over` takes them."""
        return {"successor_id": self.cleaned_data["successor"].pk, "seen": self.cleaned_data["seen"]}


def _half(left: str, right: str) -> Row:
    return Row(Column(left, css_class="col-md-6"), Column(right, css_class="col-md-6"))


def _colleague(membership) -> str:
    return f"{membership.user.full_name}, {membership.get_role_display().lower()}, {membership.unit}"


def _day_after(last_day):
    return last_day + timedelta(days=1) if last_day else None
