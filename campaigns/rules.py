"""Rules of rounds. Plain values in, answers out."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from core.verdict import Problem


def window_at(opens_at: datetime, closes_at: datetime | None, now: datetime) -> str:
    """Return UPCOMING, OPEN or CLOSED; the window is half-open, a standing round never closes."""
    if now < opens_at:
        return "UPCOMING"
    return "OPEN" if closes_at is None or now < closes_at else "CLOSED"


def is_open(opens_at: datetime, closes_at: datetime | None, now: datetime) -> bool:
    """Return whether dossiers are taken at this moment: from the opening on, up to but not at the closing."""
    return window_at(opens_at, closes_at, now) == "OPEN"


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
) -> list[Problem]:
    """Return what keeps a round from being opened with these values; `quotas` has one entry per award."""
    quotas = list(quotas)
    problems = []
    if closes_at is not None and closes_at <= opens_at:
        problems.append(
            Problem("closes_before_opening", "closes_at", "Lúc ngừng nhận phải sau lúc mở nhận hồ sơ.")
        )
    if appraise_days < 1:
        problems.append(
            Problem("no_appraise_days", "appraise_days", "Thời gian thẩm định từ 1 ngày làm việc trở lên.")
        )
    if not letter_no:
        problems.append(Problem("no_letter", "letter_no", "Ghi số công văn hướng dẫn của đợt xét."))
    if not submitter_kinds or set(submitter_kinds) - set(known_kinds):
        problems.append(
            Problem("submitters_unknown", "submitter_kinds", "Chọn ít nhất một loại đơn vị được gửi hồ sơ.")
        )
    if not quotas:
        problems.append(Problem("no_awards", "awards", "Chọn ít nhất một loại khen thưởng."))
    if any(quota is not None and quota < 1 for quota in quotas):
        problems.append(Problem("quota_below_one", "awards", "Số lượng tối đa từ 1 trở lên, hoặc để trống."))
    return problems


def campaign_problems(*, name: str, period_from: date, period_to: date) -> list[Problem]:
    """Return what keeps a campaign from being drafted with these values."""
    problems = []
    if not name:
        problems.append(Problem("no_name", "name", "Ghi tên phong trào thi đua."))
    if period_to < period_from:
        problems.append(
            Problem("period_reversed", "period_to", "Ngày kết thúc không được trước ngày bắt đầu phong trào.")
        )
    return problems


def launch_problems(*, document_no: str) -> list[Problem]:
    """Return what keeps a campaign from being launched."""
    if not document_no:
        return [Problem("no_document", "document_no", "Ghi số văn bản phát động phong trào.")]
    return []
