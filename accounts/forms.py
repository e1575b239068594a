"""Forms with which somebody gets into his account again."""

import uuid

from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from django import forms

from accounts.actions import set_password_by_mail
from core import jobs
from core.forms import DeedForm

LETTERS = "accounts.reset_letters"
HELP = (
    "Ít nhất 12 ký tự. Một câu ngắn chỉ mình biết thì dễ nhớ và khó đoán hơn một từ khó. "
    "Không dùng họ tên, tên đăng nhập hay mật khẩu phổ biến."
)


class ForgottenForm(ResetPasswordForm):
    """Asks for letters to an address. Whether it belongs to anybody is found out by a job, not here."""

    email = forms.EmailField(
        label="Thư điện tử",
        max_length=254,
        error_messages={
            "required": "Ghi địa chỉ thư điện tử.",
            "invalid": "Ghi địa chỉ thư điện tử dạng ten@laocai.gov.vn.",
        },
    )

    def clean_email(self) -> str:
        """Return the address as accounts keep it."""
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs) -> str:
        """Queue the letters: the same work and the same answer for every address."""
        email = self.cleaned_data["email"]
        title = "Thư đặt lại mật khẩu"
        jobs.enqueue(LETTERS, key=str(uuid.uuid4()), payload={"email": email}, title=title)
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password after a letter."""

    def save(self) -> None:
        """Set it, end all log-ins and write that down."""
        set_password_by_mail(self.user, self.cleaned_data["password1"])


class PhoneForm(DeedForm):
    """One's own telephone."""

    phone = forms.CharField(
        label="Điện thoại",
        required=False,
        max_length=254,
        help_text="Ví dụ 0214 3800 126; in cạnh tên đồng chí ở việc đồng chí phụ trách",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("phone", "version")

    def values(self) -> dict:
        """Return the cleaned values, as `change_own_phone` takes them."""
        return dict(self.cleaned_data)


class CodeForm(forms.Form):
    """User name, one-time code and the new password, twice."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Ghi tên đăng nhập."},
    )
    code = forms.CharField(
        label="Mã một lần",
        max_length=40,
        help_text="16 chữ và số người cấp mã đọc qua điện thoại; gạch nối, chữ hoa hay thường đều được",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        error_messages={"required": "Ghi mã một lần."},
    )
    password = forms.CharField(
        label="Mật khẩu mới",
        max_length=128,
        help_text=HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Ghi mật khẩu mới."},
    )
    password2 = forms.CharField(
        label="Nhập lại mật khẩu mới",
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Nhập lại mật khẩu mới."},
    )

    def clean_password2(self) -> str:
        """Refuse two passwords that differ."""
        again = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError("Hai lần nhập mật khẩu khác nhau.")
        return again

    def show(self, problems) -> None:
        """Put what was found at its fields, the rest above the form."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)

    def values(self) -> dict:
        """Return the cleaned values, as `use_code` takes them."""
        return {name: self.cleaned_data[name] for name in ("username", "code", "password")}
