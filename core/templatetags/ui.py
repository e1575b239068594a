"""What templates draw with: icons, state badges, the step bar, one-time keys, Vietnamese dates."""

import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms, template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core import formkeys, icons

register = template.Library()

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SOON_DAYS = 7  # from here on a deadline is drawn in red with the days left


# Icons ------------------------------------------------------------------------------------------


def _request(context):
    """The request of a page; ``include … only`` keeps it on the context, not in it."""
    return getattr(context, "request", None) or context.get("request")


def _draw(context, name: str, css: str = "icon") -> SafeString:
    request = _request(context)
    if request is None or getattr(request, "htmx", False):
        return icons.inline(name, css)
    icons.drawing(name)  # an unknown name fails here, at its place in the template
    if not hasattr(request, "icons_used"):
        request.icons_used = {}
    request.icons_used[name] = True
    return icons.reference(name, css)


@register.simple_tag(takes_context=True)
def icon(context, name: str, css: str = "") -> SafeString:
    """``{% icon "house" %}`` or ``{% icon "house" "icon-lg" %}``: always beside a word."""
    return _draw(context, name, f"icon {css}".strip())


@register.simple_tag(takes_context=True)
def icon_sheet(context) -> SafeString:
    """The symbols of all icons used so far on this page; last thing of the base layout."""
    used = getattr(_request(context), "icons_used", None)
    if not used:
        return mark_safe("")
    symbols = format_html_join("\n", "{}", ((icons.symbol(name),) for name in used))
    return format_html(
        '<svg width="0" height="0" aria-hidden="true" class="visually-hidden">\n{}\n</svg>', symbols
    )


# States, steps, forms ---------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def state_badge(context, state, public: bool = False) -> SafeString:
    """Badge of a workflow state: shape, word and colour; ``public=True`` shows the outside label."""
    if not state:
        return mark_safe("")
    tone = f" state-{state.tone}" if state.tone else ""
    word = (public and getattr(state, "public_label", "")) or state.label
    shape = _draw(context, state.icon) if state.icon else ""
    return format_html('<span class="state{}">{}{}</span>', tone, shape, word)


@register.inclusion_tag("_components/steps.html", takes_context=True)
def steps(context, steps, where=None, due_label: str = "hẹn trả") -> dict:
    """Step bar: steps (label, when, state past|now|next) and where (holder, since, due, next_step)."""
    return {"steps": steps, "where": where, "due_label": due_label, "request": _request(context)}


@register.simple_tag
def form_key() -> SafeString:
    """Hidden one-time key: the same form sent twice does its deed once."""
    return format_html('<input type="hidden" name="{}" value="{}">', formkeys.FIELD, formkeys.new_key())


@register.filter
def blocking_count(problems) -> int:
    """How many of these problems refuse the deed; an old form key only asks for another press."""
    return sum(problem.blocking and problem.code != formkeys.FIELD for problem in problems or ())


@register.inclusion_tag("_components/field.html", takes_context=True)
def field(context, bound, label: str = "", help_text: str = "", errors=None, css: str = "") -> dict:
    """One field drawn by hand, where no crispy layout exists (log-in, filters)."""
    errors = list(bound.errors) + list(errors or [])
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        look = "form-check-input"
    elif isinstance(widget, forms.Select) and not isinstance(widget, forms.RadioSelect):
        look = "form-select"
    else:
        look = "form-control"
    attrs = {"class": f"{look} is-invalid" if errors else look}
    if isinstance(widget, forms.TextInput | forms.PasswordInput):
        attrs["placeholder"] = widget.attrs.get("data-placeholder", "")
    if errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_error"}
    elif help_text or bound.help_text:
        attrs["aria-describedby"] = f"{bound.auto_id}_helptext"
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attrs),
        "is_check": look == "form-check-input",
        "label": label or bound.label,
        "help_text": help_text or bound.help_text,
        "errors": errors,
        "css": css,
        "request": _request(context),
    }


# Dates in Vietnamese ----------------------------------------------------------------------------


def _local(value):
    """A moment as it is on the wall clock of the province; anything else unchanged."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(VIETNAM)
    return value


def _day(value):
    value = _local(value)
    return value.date() if isinstance(value, datetime) else value


@register.filter(expects_localtime=False)
def vn_date(value) -> str:
    """23/11/2026. Text passes through, nothing gives nothing."""
    value = _day(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else (value or "")


@register.filter(expects_localtime=False)
def vn_short_date(value) -> str:
    """23/11."""
    value = _day(value)
    return f"{value:%d/%m}" if isinstance(value, date) else (value or "")


@register.filter(expects_localtime=False)
def vn_time(value) -> str:
    """10:42."""
    value = _local(value)
    return f"{value:%H:%M}" if isinstance(value, datetime | time) else (value or "")


@register.filter(expects_localtime=False)
def vn_datetime(value) -> str:
    """10:42 ngày 23/11/2026."""
    value = _local(value)
    if isinstance(value, datetime):
        return f"{value:%H:%M} ngày {value:%d/%m/%Y}"
    return vn_date(value)


@register.filter(expects_localtime=False)
def vn_until(value) -> str:
    """The end of a half-open window as people say it: hết ngày 27/11/2026 · 17:00 ngày 30/06/2026."""
    value = _local(value)
    if isinstance(value, datetime) and value.time() == time.min:
        return f"hết ngày {value - timedelta(days=1):%d/%m/%Y}"
    return vn_datetime(value)


@register.filter
def vn_last_day(value) -> str:
    """The last day of a half-open period of days, from the day on which it is over; nothing gives nothing."""
    return vn_date(value - timedelta(days=1)) if value else ""


@register.filter(expects_localtime=False)
def vn_long_day(value) -> str:
    """Thứ Hai, 23/11/2026."""
    value = _day(value)
    if not isinstance(value, date):
        return value or ""
    return f"{WEEKDAYS[value.weekday()]}, {value:%d/%m/%Y}"


def _days_left(value, today):
    value, today = _day(value), _day(today)
    if isinstance(value, date) and isinstance(today, date):
        return (value - today).days
    return None


@register.filter(expects_localtime=False)
def due(value, today=None) -> str:
    """26/11, còn 3 ngày · 23/11, hôm nay · 21/11, quá hạn 2 ngày · 04/01/2027 when far away."""
    day, left = _day(value), _days_left(value, today)
    if left is None:
        return vn_date(value)
    shown = f"{day:%d/%m}" if day.year == _day(today).year else f"{day:%d/%m/%Y}"
    if left < 0:
        return f"{shown}, quá hạn {-left} ngày"
    if left == 0:
        return f"{shown}, hôm nay"
    return f"{shown}, còn {left} ngày" if left <= SOON_DAYS else shown


@register.filter(expects_localtime=False)
def due_soon(value, today=None) -> bool:
    """Whether the deadline is near or past, so that it is drawn in red."""
    left = _days_left(value, today)
    return left is not None and left <= SOON_DAYS


@register.filter(expects_localtime=False)
def left(value, now) -> str:
    """How long until a moment, never rounded up: 4 ngày · 5 giờ · 12 phút."""
    minutes = max(int((value - now).total_seconds() // 60), 0)
    if minutes >= 48 * 60:
        return f"{minutes // (24 * 60)} ngày"
    if minutes >= 60:
        return f"{minutes // 60} giờ"
    return f"{minutes} phút" if minutes else "chưa đến 1 phút"


@register.filter(expects_localtime=False)
def count_due_soon(items, today=None) -> int:
    """How many of these work items are due within the week or late."""
    return sum(due_soon(item.due, today) for item in items or ())


@register.filter
def initials(name) -> str:
    """Chảo Thị Hương: CH, for the round mark beside a person."""
    words = unicodedata.normalize("NFC", str(name or "")).split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def phone_link(number) -> str:
    """0214 3800 124 as an address to dial."""
    return "tel:" + "".join(c for c in str(number or "") if c.isdigit() or c == "+")
