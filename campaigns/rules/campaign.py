"""How long a campaign is, where it stands on a day, and what keeps its deeds from being done."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal

from core.verdict import Problem

#: Classes of duration of form 0601.N (thông tư 02/2023/TT-BNV), in its order.
DURATIONS = {
    "UNDER_1": "Dưới 1 năm",
    "ONE": "1 năm",
    "FROM_1_TO_3": "Trên 1 năm đến dưới 3 năm",
    "FROM_3_TO_5": "Từ 3 năm đến dưới 5 năm",
    "FROM_5": "Từ 5 năm trở lên",
}
REPORT_DAYS = 30  # after so many days without a report the unit is asked for one
NAME_LENGTH = 250
WORD_LENGTH = 40


def duration_class(period_from: date, period_to: date) -> str:
    """Return the class of a period whose last day counts: 01/01 to 31/12 is one year."""
    end = period_to + timedelta(days=1)
    if end < _years_after(period_from, 1):
        return "UNDER_1"
    if end == _years_after(period_from, 1):
        return "ONE"
    if end < _years_after(period_from, 3):
        return "FROM_1_TO_3"
    return "FROM_3_TO_5" if end < _years_after(period_from, 5) else "FROM_5"


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


def phase_at(period_from: date, period_to: date, today: date) -> str:
    """Return UPCOMING, RUNNING or ENDED; the last day still runs."""
    if today < period_from:
        return "UPCOMING"
    return "RUNNING" if today <= period_to else "ENDED"


def review_state(*, due_on: date, held_on: date | None, is_over: bool, today: date) -> str:
    """Return HELD, NOT_HELD (the campaign closed without it), OVERDUE or DUE."""
    if held_on is not None:
        return "HELD"
    if is_over:
        return "NOT_HELD"
    return "OVERDUE" if today > due_on else "DUE"


def is_report_late(last: date, today: date) -> bool:
    """Return whether the last word of a unit is more than a month old."""
    return (today - last).days > REPORT_DAYS


def is_share(unit_word: str) -> bool:
    """Return whether numbers of this word are shares, which are averaged and not added up."""
    return unit_word.lstrip().startswith("%")


def reached_percent(reached: Decimal, registered: Decimal) -> int:
    """Return how much of what was registered is reached: 0 to 100, truncated."""
    if registered <= 0:
        return 100 if reached >= registered else 0
    return min(100, int(reached * 100 // registered))


def campaign_problems(
    *,
    name: str,
    period_from: date,
    period_to: date,
    register_until: date | None = None,
    participant_kinds: Collection[str] = (),
    known_kinds: Collection[str] = (),
    targets: Iterable[tuple[str, str]] = (),
    interim_dues: Iterable[date] = (),
    final_due: date | None = None,
) -> list[Problem]:
    """Return what keeps a campaign from being drafted with these values; targets are (text, unit word)."""
    problems = []
    if not name:
        problems.append(Problem("no_name", "name", "Ghi tên phong trào thi đua."))
    elif len(name) > NAME_LENGTH:
        text = f"Tên phong trào dài quá {NAME_LENGTH} ký tự, hãy ghi gọn lại."
        problems.append(Problem("name_too_long", "name", text))
    if period_to < period_from:
        problems.append(
            Problem("period_reversed", "period_to", "Ngày kết thúc không được trước ngày bắt đầu phong trào.")
        )
    elif register_until is not None and register_until > period_to:
        text = "Hạn đăng ký không được sau ngày kết thúc phong trào."
        problems.append(Problem("registration_after_end", "register_until", text))
    if set(participant_kinds) - set(known_kinds):
        problems.append(
            Problem("participants_unknown", "participant_kinds", "Chọn loại đơn vị có trong danh sách.")
        )
    problems += _target_problems(list(targets))
    problems += _due_problems(list(interim_dues), final_due, period_from)
    return problems


def _target_problems(targets: list[tuple[str, str]]) -> list[Problem]:
    problems = []
    for number, (text, word) in enumerate(targets, start=1):
        if not text or not word:
            sentence = f"Chỉ tiêu {number}: ghi cả nội dung và đơn vị tính, hoặc để trống cả hai."
            problems.append(Problem("target_incomplete", f"target_{number}", sentence))
        elif len(text) > NAME_LENGTH or len(word) > WORD_LENGTH:
            sentence = (
                f"Chỉ tiêu {number}: nội dung tối đa {NAME_LENGTH}, đơn vị tính tối đa {WORD_LENGTH} ký tự."
            )
            problems.append(Problem("target_too_long", f"target_{number}", sentence))
    return problems


def _due_problems(interim_dues: list[date], final_due: date | None, period_from: date) -> list[Problem]:
    problems = []
    if any(due < period_from for due in interim_dues):
        text = "Hạn sơ kết không được trước ngày bắt đầu phong trào."
        problems.append(Problem("interim_before_start", "interim_due", text))
    if len(set(interim_dues)) != len(interim_dues):
        problems.append(Problem("interim_twice", "interim_due", "Hai lần sơ kết trùng một ngày."))
    if final_due is not None and final_due < max([period_from, *interim_dues]):
        text = "Hạn tổng kết phải sau ngày bắt đầu phong trào và sau các lần sơ kết."
        problems.append(Problem("final_too_early", "final_due", text))
    return problems


def launch_problems(
    *, document_no: str, document_on: date | None = None, today: date | None = None
) -> list[Problem]:
    """Return what keeps a campaign from being launched."""
    return _document_problems(document_no, document_on, today, "Ghi số văn bản phát động phong trào.")


def review_problems(
    *,
    document_no: str,
    document_on: date,
    held_on: date,
    summary: str,
    period_from: date,
    today: date,
    next_due_on: date | None = None,
) -> list[Problem]:
    """Return what keeps a sơ kết or tổng kết from being recorded."""
    problems = _document_problems(document_no, document_on, today, "Ghi số báo cáo sơ kết, tổng kết.")
    if held_on > today:
        problems.append(
            Problem("held_later", "held_on", "Ngày tổ chức ở tương lai. Ghi khi đã tổ chức xong.")
        )
    elif held_on < period_from:
        text = "Ngày tổ chức không được trước ngày bắt đầu phong trào."
        problems.append(Problem("held_before_start", "held_on", text))
    if not summary:
        problems.append(Problem("no_summary", "summary", "Ghi kết quả tóm tắt của lần sơ kết, tổng kết."))
    if next_due_on is not None and next_due_on <= held_on:
        text = "Lần sơ kết sau phải sau ngày tổ chức lần này."
        problems.append(Problem("next_not_later", "next_due_on", text))
    return problems


def _document_problems(document_no, document_on, today, missing: str) -> list[Problem]:
    problems = []
    if not document_no:
        problems.append(Problem("no_document", "document_no", missing))
    if document_on is not None and today is not None and document_on > today:
        text = "Ngày văn bản ở tương lai. Kiểm tra lại ngày."
        problems.append(Problem("document_later", "document_on", text))
    return problems


def registration_problems(*, is_live: bool, last_day: date, today: date) -> list[Problem]:
    """Return why a campaign takes no registrations on this day."""
    if not is_live:
        return [Problem("not_live", "", "Phong trào này không còn nhận đăng ký.")]
    if today > last_day:
        text = f"Đã hết hạn đăng ký ngày {last_day:%d/%m/%Y}."
        return [Problem("registration_over", "", text)]
    return []
