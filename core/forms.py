"""What forms of deeds share: Vietnamese dates, a crispy helper, problems at their fields."""

from datetime import datetime, time, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

DATE_HELP = "Ngày/tháng/năm, ví dụ 05/02/2027"
_INVALID_DATE = "Ghi ngày dạng ngày/tháng/năm, ví dụ 05/02/2027."


class DayField(forms.DateField):
    """A day, typed as people write it."""

    def __init__(self, *, missing: str = "Ghi ngày.", **kwargs):
        kwargs.setdefault("help_text", DATE_HELP)
        super().__init__(error_messages={"required": missing, "invalid": _INVALID_DATE}, **kwargs)


class ClockField(forms.TimeField):
    """A time of day that may stay empty."""

    def __init__(self, **kwargs):
        errors = {"invalid": "Ghi giờ dạng giờ:phút, ví dụ 17:00."}
        super().__init__(required=False, error_messages=errors, **kwargs)


class LinesField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, missing: str = "Ô này cần có nội dung.", **kwargs):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            max_length=kwargs.pop("max_length", 20_000),
            error_messages={"required": missing},
            **kwargs,
        )


def opening(day, at: time | None) -> datetime:
    """The moment a window opens: this time of the day, or its first moment."""
    return timezone.make_aware(datetime.combine(day, at or time.min))


def closing(day, at: time | None) -> datetime:
    """The moment a half-open window closes: this time, or the end of the day ("hết ngày")."""
    if at is None:
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return timezone.make_aware(datetime.combine(day, at))


class DeedForm(forms.Form):
    """A form whose problems, found by the rules, stand at their fields."""

    #: Names the rules use -> fields of this form, where they differ.
    aliases: dict[str, str] = {}

    def lay_out(self, *rows) -> None:
        """Set the crispy layout; the template draws the form tag, the token and the buttons."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*rows)

    def show(self, problems) -> None:
        """Put what the rules found at its fields, the rest above the form."""
        for problem in problems:
            name = self.aliases.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, problem.message)
