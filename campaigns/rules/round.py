"""When a round takes dossiers, from whom, and what keeps it from being opened or extended."""

from collections.abc import Collection, Iterable
from datetime import datetime

from core.verdict import Problem


def window_at(opens_at: datetime, closes_at: datetime | None, now: datetime) -> str:
    """Return UPCOMING, OPEN or CLOSED; the window is half-open, a standing round never closes."""
    if now < opens_at:
        return "UPCOMING"
    return "OPEN" if closes_at is None or now < closes_at else "CLOSED"


def is_open(opens_at: datetime, closes_at: datetime | None, now: datetime) -> bool:
    """Return whether dossiers are taken at this moment: from the opening on, up to but not at the closing."""
    return window_at(opens_at, closes_at, now) == "OPEN"


def latest_closing(closes_at: datetime | None, extended: Iterable[datetime]) -> datetime | None:
    """Return the closing that counts for a unit: the round's own, or a later one given to the unit."""
    return None if closes_at is None else max([closes_at, *extended])


def may_submit(kind: str, submitter_kinds: Collection[str]) -> bool:
    """Return whether a body of this kind may submit to a round that takes these kinds."""
    return kind in submitter_kinds


def round_problems(
    *,
    opens_at: datetime,
    closes_at: datetime | None,
    appraise_days: int,
    letter_no: str,
    submitter_kinds: Collection[str],
    known_kinds: Collection[str],
    quotas: Iterable[int | None],
    unit_quotas: Iterable[int | None] = (),
    name: str = "-",
    notice_days: int | None = None,
) -> list[Problem]:
    """Return what keeps a round from being opened with these values; `quotas` has one entry per award."""
    quotas, unit_quotas = list(quotas), list(unit_quotas)
    problems = []
    if not name:
        problems.append(Problem("no_name", "name", "Ghi tên đợt xét."))
    if closes_at is not None and closes_at <= opens_at:
        problems.append(
            Problem("closes_before_opening", "closes_at", "Lúc ngừng nhận phải sau lúc mở nhận hồ sơ.")
        )
    if appraise_days < 1:
        problems.append(
            Problem("no_appraise_days", "appraise_days", "Thời gian thẩm định từ 1 ngày làm việc trở lên.")
        )
    if notice_days is not None and notice_days < 1:
        problems.append(
            Problem("no_notice_days", "notice_days", "Công khai từ 1 ngày làm việc trở lên, hoặc để trống.")
        )
    if not letter_no:
        problems.append(Problem("no_letter", "letter_no", "Ghi số công văn hướng dẫn của đợt xét."))
    if not submitter_kinds or set(submitter_kinds) - set(known_kinds):
        problems.append(
            Problem("submitters_unknown", "submitter_kinds", "Chọn ít nhất một loại đơn vị được gửi hồ sơ.")
        )
    if not quotas:
        problems.append(Problem("no_awards", "awards", "Chọn ít nhất một loại khen thưởng."))
    if any(quota is not None and quota < 1 for quota in [*quotas, *unit_quotas]):
        problems.append(Problem("quota_below_one", "awards", "Số lượng tối đa từ 1 trở lên, hoặc để trống."))
    if any(one and total and one > total for total, one in zip(quotas, unit_quotas, strict=False)):
        text = "Số lượng của mỗi đơn vị không được lớn hơn số lượng của cả đợt."
        problems.append(Problem("unit_quota_above_quota", "awards", text))
    return problems


def extension_problems(
    *, closed_at: datetime | None, closes_at: datetime, reason: str, now: datetime
) -> list[Problem]:
    """Return what keeps a window from being extended; `closed_at` is the closing that counts until now."""
    if closed_at is None:
        text = "Đợt thường trực không có hạn cuối nên không cần gia hạn."
        return [Problem("standing_round", "", text)]
    problems = []
    if closes_at <= closed_at:
        problems.append(Problem("not_later", "closes_at", "Hạn mới phải sau hạn hiện nay."))
    elif closes_at <= now:
        problems.append(Problem("in_the_past", "closes_at", "Hạn mới phải ở tương lai."))
    if not reason:
        text = "Ghi lý do gia hạn; lý do hiện cho mọi đơn vị xem đợt xét."
        problems.append(Problem("no_reason", "reason", text))
    return problems
