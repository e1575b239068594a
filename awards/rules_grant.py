"""What a line of the golden book must hold. Plain values in, answers out."""

from collections.abc import Collection
from datetime import date

from awards.rules_collective import RANKS
from core.verdict import Problem

NAME_LENGTH = 200
REASON_LENGTH = 2_000
FIRST_YEAR = 1945


def grant_problems(
    *,
    recipient: str,
    recipients: Collection[str],
    recipient_name: str,
    year: int,
    merit: str,
    decision_no: str,
    decision_on: date,
    today: date,
) -> list[Problem]:
    """Return what keeps an award from being written down with these values."""
    problems = []
    if recipient not in recipients:
        text = "Khen thưởng này không dành cho đối tượng đó."
        problems.append(Problem("wrong_recipient", "recipient", text))
    if not recipient_name:
        problems.append(Problem("no_name", "recipient_name", "Ghi tên người hoặc tập thể được khen."))
    elif len(recipient_name) > NAME_LENGTH:
        text = f"Tên dài quá {NAME_LENGTH} ký tự, hãy kiểm tra lại."
        problems.append(Problem("name_too_long", "recipient_name", text))
    if not merit:
        problems.append(Problem("no_merit", "merit", "Ghi câu thành tích như trong quyết định."))
    if not decision_no:
        problems.append(Problem("no_decision", "decision_no", "Ghi số quyết định."))
    if decision_on > today:
        problems.append(Problem("decided_later", "decision_on", "Ngày quyết định ở tương lai."))
    if not FIRST_YEAR <= year <= decision_on.year:
        text = f"Năm thành tích phải từ {FIRST_YEAR} đến năm của quyết định ({decision_on.year})."
        problems.append(Problem("year_after_decision", "year", text))
    return problems


def revocation_problems(reason: str) -> list[Problem]:
    """Return what keeps an award from being taken back for this reason."""
    if not reason:
        return [Problem("no_reason", "reason", "Ghi lý do và số quyết định thu hồi.")]
    if len(reason) > REASON_LENGTH:
        return [Problem("reason_too_long", "reason", f"Lý do dài quá {REASON_LENGTH} ký tự.")]
    return []


def history_problems(*, year: int, text: str, today: date) -> list[Problem]:
    """Return what keeps a grade or an initiative from being written down."""
    problems = []
    if not FIRST_YEAR <= year <= today.year:
        text_ = f"Năm phải từ {FIRST_YEAR} đến {today.year}."
        problems.append(Problem("year_unlikely", "year", text_))
    if not text:
        problems.append(Problem("no_source", "source", "Ghi số, ngày văn bản làm căn cứ."))
    return problems


def fact_problems(*, kind: str, part: int, whole: int, group_name: str) -> list[Problem]:
    """Return what keeps a rank or a count of members of a collective from being written down."""
    problems, is_rank = [], kind in RANKS
    if whole < 1:
        problems.append(Problem("no_whole", "whole", "Ghi tổng số, từ 1 trở lên."))
    elif part > whole:
        problems.append(Problem("part_over_whole", "part", "Kết quả không thể lớn hơn tổng số."))
    if is_rank and part < 1:
        problems.append(Problem("no_rank", "part", "Ghi thứ hạng, từ 1 trở lên."))
    if is_rank and not group_name:
        problems.append(Problem("no_group", "group_name", "Ghi tên cụm, khối hoặc phong trào."))
    return problems
