"""Is a dossier complete, may it be sent now? The sentences say what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.text import fold
from core.verdict import Problem

ADULT_AGE = 15  # years; Bộ luật Lao động 2019, article 3: the youngest age of an employee


@dataclass(frozen=True)
class Nominee:
    """What the rules need to know of one nomination."""

    order: int
    full_name: str
    birth_date: date
    award_code: str
    achievement: str


def nominee_problems(nominee: Nominee, *, allowed_awards: Sequence[str], today: date) -> list[Problem]:
    """Return what is wrong with one nominee; `field` names the form field."""
    problems = []
    if not fold(nominee.full_name):
        problems.append(Problem("no_name", "full_name", "Ghi họ và tên đầy đủ của người được đề nghị."))
    if nominee.birth_date >= today:
        problems.append(
            Problem(
                "birth_in_future", "birth_date", "Ngày sinh phải trước ngày hôm nay. Kiểm tra lại năm sinh."
            )
        )
    elif _age(nominee.birth_date, today) < ADULT_AGE:
        text = f"Ngày sinh cho thấy người này chưa đủ {ADULT_AGE} tuổi. Kiểm tra lại năm sinh."
        problems.append(Problem("too_young", "birth_date", text, blocking=False))
    if nominee.award_code not in allowed_awards:
        problems.append(
            Problem(
                "award_not_in_round",
                "award",
                "Đợt xét này không xét khen thưởng đó. Chọn loại có trong danh sách.",
            )
        )
    if not nominee.achievement.strip():
        text = "Viết thành tích: việc đã làm, kết quả, số liệu. Không gửi được khi để trống."
        problems.append(Problem("no_achievement", "achievement", text))
    return problems


def dossier_problems(
    nominees: Sequence[Nominee], *, allowed_awards: Sequence[str], today: date
) -> list[Problem]:
    """Return what keeps a dossier from being complete, in the order of its nominees."""
    if not nominees:
        return [Problem("no_nominee", "", "Hồ sơ chưa có ai. Thêm ít nhất một người trước khi gửi.")]
    problems = []
    seen: dict[tuple[str, date, str], int] = {}
    for nominee in nominees:
        for problem in nominee_problems(nominee, allowed_awards=allowed_awards, today=today):
            text = f"Người thứ {nominee.order}, {nominee.full_name}: {problem.message}"
            problems.append(Problem(problem.code, f"nominee-{nominee.order}", text, problem.blocking))
        key = (fold(nominee.full_name), nominee.birth_date, nominee.award_code)
        if key in seen:
            text = f"{nominee.full_name} có hai lần (số {seen[key]} và số {nominee.order}). Bỏ bớt một."
            problems.append(Problem("twice_in_dossier", f"nominee-{nominee.order}", text))
        seen.setdefault(key, nominee.order)
    return problems


def window_problems(
    *, is_open: bool, opens_text: str, closes_at: datetime | None, closes_text: str, now: datetime
) -> list[Problem]:
    """Return why the round does not take dossiers at the moment `now`."""
    if is_open:
        return []
    if closes_at is not None and now >= closes_at:
        text = (
            f"Đợt xét đã hết hạn nhận hồ sơ lúc {closes_text}. Liên hệ chuyên viên phụ trách nếu cần gia hạn."
        )
        return [Problem("window_closed", "", text)]
    return [
        Problem("window_not_open", "", f"Đợt xét chỉ nhận hồ sơ từ {opens_text}. Hồ sơ vẫn được giữ ở đây.")
    ]


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
