"""A POST into clean values: the session, the attendance, the ballot."""

import re
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from core import clock
from reviews.actions.meeting import Seen
from reviews.models import CouncilMember, MeetingMode, Presence
from reviews.permissions import may_preside

ONLINE = "ONLINE"
_CHOICE = re.compile(r"c(\d{1,18})")
_VALUES = {"0": 0, "1": 1, "2": 2}
_NO_CHOICE = -1


class SessionForm(forms.Form):
    """What the secretary writes about a session."""

    name = forms.CharField(
        label="Nội dung phiên họp",
        max_length=250,
        help_text="Ví dụ: Xét khen thưởng tổng kết công tác năm 2026",
        error_messages={"required": "Ghi nội dung phiên họp."},
    )
    day = forms.DateField(
        label="Ngày họp",
        help_text="Ngày/tháng/năm",
        error_messages={"required": "Ghi ngày họp.", "invalid": "Ghi ngày họp dạng ngày/tháng/năm."},
    )
    time = forms.TimeField(
        label="Giờ họp",
        help_text="Giờ:phút, ví dụ 08:00",
        error_messages={"required": "Ghi giờ họp.", "invalid": "Ghi giờ họp dạng giờ:phút, ví dụ 08:00."},
    )
    place = forms.CharField(
        label="Địa điểm", max_length=200, error_messages={"required": "Ghi địa điểm họp, hoặc “trực tuyến”."}
    )
    mode = forms.ChoiceField(label="Hình thức họp", choices=MeetingMode.choices)
    chair = forms.TypedChoiceField(label="Chủ trì", coerce=int)
    secretary = forms.TypedChoiceField(label="Thư ký", coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, members: list[CouncilMember], session=None):
        super().__init__(data, initial=_initial(session) if session else None)
        self.fields["chair"].choices = [
            (m.pk, f"{m.user.full_name}, {m.get_function_display()}") for m in members if may_preside(m)
        ]
        self.fields["secretary"].choices = [
            (m.pk, f"{m.user.full_name}, {m.title}") for m in members if m.is_secretary
        ]

    def values(self) -> dict:
        """Return what the actions take."""
        clean = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(clean["day"], clean["time"]))
        return {
            "name": clean["name"],
            "place": clean["place"],
            "mode": clean["mode"],
            "starts_at": starts_at,
            "chair_id": clean["chair"],
            "secretary_id": clean["secretary"],
        }

    def show(self, problems) -> None:
        """Show the problems of a refusal at their fields."""
        for problem in problems:
            name = {"starts_at": "day"}.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, problem.message)


def _initial(session) -> dict:
    starts = clock.local(session.starts_at)
    return {
        "name": session.name,
        "day": starts.date(),
        "time": f"{starts:%H:%M}",
        "place": session.place,
        "mode": session.mode,
        "chair": session.chair_id,
        "secretary": session.secretary_id,
        "version": session.version,
    }


class AttendanceRow:
    """One member on the attendance form, with what was chosen for him."""

    choices = [
        (Presence.PRESENT.value, "Có mặt"),
        (ONLINE, "Trực tuyến"),
        (Presence.ABSENT_REASON.value, "Vắng mặt"),
        (Presence.WRITTEN.value, "Ý kiến bằng văn bản"),
    ]

    def __init__(self, member: CouncilMember, mark: Seen | None):
        self.member = member
        self.name = f"m{member.pk}"
        self.reason_name = f"r{member.pk}"
        self.anchor = f"member-{member.pk}"
        mark = mark or Seen(Presence.PRESENT)
        self.chosen = ONLINE if mark.is_online and mark.state == Presence.PRESENT else str(mark.state)
        self.reason = mark.reason


def read_attendance(post: QueryDict, members: list[CouncilMember]) -> dict[int, Seen]:
    """Return what was chosen for each member; one without a choice is left out."""
    found = {}
    for member in members:
        state = post.get(f"m{member.pk}", "")
        reason = post.get(f"r{member.pk}", "")[:200]
        if state == ONLINE:
            found[member.pk] = Seen(Presence.PRESENT, True)
        elif state in Presence.values:
            found[member.pk] = Seen(state, False, reason)
    return found


@sensitive_variables()
def read_choices(post: QueryDict) -> dict[int, int]:
    """Return question: choice of a ballot; what is no choice, or two at once, becomes one that is refused."""
    found = {}
    for name, values in post.lists():
        if match := _CHOICE.fullmatch(name):
            distinct = set(values)
            value = distinct.pop() if len(distinct) == 1 else ""
            found[int(match[1])] = _VALUES.get(value, _NO_CHOICE)
    return found
