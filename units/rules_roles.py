"""Rules about roles and lent roles. Plain values in, answers out."""

from collections.abc import Collection
from datetime import date, timedelta

from core.verdict import Problem

Period = tuple[date, date | None]
DOCUMENT_LENGTH = 64


def role_problems(period: Period, *, unit: Period, held: Collection[Period]) -> list[Problem]:
    """Return what keeps a role from being held in this half-open period.

    `unit`: from when to when the unit is there; `held`: periods in which the same person holds the same role
    in the same unit.
    """
    begins, ends = period
    if ends is not None and ends <= begins:
        text = f"Ngày cuối cùng không được trước ngày bắt đầu {begins:%d/%m/%Y}."
        return [Problem("ends_before_start", "valid_to", text)]
    problems = []
    if begins < unit[0] or (unit[1] is not None and begins >= unit[1]):
        text = "Đơn vị này chưa thành lập hoặc đã thôi hoạt động vào ngày bắt đầu. Chọn đơn vị khác."
        problems.append(Problem("unit_not_there", "unit", text))
    if any(_meet(period, other) for other in held):
        text = "Người này đã giữ vai trò đó trong đơn vị ở khoảng thời gian này. Xem danh sách vai trò."
        problems.append(Problem("role_held", "role", text))
    return problems


def delegation_problems(
    period: Period, *, giver: Period, today: date, document_no: str, document_on: date | None
) -> list[Problem]:
    """Return what keeps a role from being lent in this half-open period; `giver`: that of his own role."""
    begins, ends = period
    problems = []
    if begins < today:
        problems.append(Problem("begun", "valid_from", "Ủy quyền bắt đầu từ hôm nay hoặc về sau."))
    if ends is None or ends <= begins:
        problems.append(Problem("no_end", "valid_to", "Ghi ngày cuối, không trước ngày bắt đầu."))
    elif giver[1] is not None and ends > giver[1]:
        text = f"Vai trò của người ủy quyền chỉ còn đến hết ngày {giver[1] - timedelta(days=1):%d/%m/%Y}."
        problems.append(Problem("outlives", "valid_to", text))
    if not document_no:
        problems.append(Problem("no_document", "document_no", "Ghi số văn bản ủy quyền."))
    elif len(document_no) > DOCUMENT_LENGTH:
        text = f"Số văn bản dài quá {DOCUMENT_LENGTH} ký tự, hãy kiểm tra lại."
        problems.append(Problem("document_too_long", "document_no", text))
    if document_on is None:
        problems.append(Problem("no_document_day", "document_on", "Ghi ngày văn bản ủy quyền."))
    elif document_on > begins:
        text = "Ngày văn bản không được sau ngày bắt đầu ủy quyền."
        problems.append(Problem("document_later", "document_on", text))
    return problems


def _meet(one: Period, other: Period) -> bool:
    """Have two half-open periods a day in common? An empty one has none."""
    begins = max(one[0], other[0])
    ends = min((end for end in (one[1], other[1]) if end is not None), default=None)
    return ends is None or begins < ends
