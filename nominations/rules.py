"""Is a dossier complete, may it be sent now, may an appraisal end? The sentences say what to do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.text import fold
from core.verdict import Problem

ADULT_AGE = 15  # years; Bộ luật Lao động 2019, article 3: the youngest age of an employee
MERIT_LENGTH = 500
LETTER = "to-trinh"  # where a page speaks of the letter
SUPPLEMENT_DAYS = range(1, 31)  # working days

QUALIFIED, NEEDS_JUDGEMENT, NOT_QUALIFIED = "QUALIFIED", "NEEDS_JUDGEMENT", "NOT_QUALIFIED"


@dataclass(frozen=True)
class Nominee:
    """What the rules need to know of one nomination. A collective has no birth date."""

    order: int
    full_name: str
    birth_date: date | None
    award_code: str
    achievement: str
    recipient: str = "INDIVIDUAL"
    unit_id: int | None = None
    allowed_recipients: Sequence[str] = ("INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD")
    merit: str = "-"
    leader_class: str = "-"

    @property
    def is_person(self) -> bool:
        """Whether one human being is put up."""
        return self.recipient == "INDIVIDUAL"


def nominee_problems(nominee: Nominee, *, allowed_awards: Sequence[str], today: date) -> list[Problem]:
    """Return what is wrong with one nominee; `field` names the form field."""
    problems = []
    if not fold(nominee.full_name):
        whom = "Ghi họ và tên đầy đủ của người được đề nghị."
        text = whom if nominee.is_person else "Ghi tên tập thể được đề nghị."
        problems.append(Problem("no_name", "full_name", text))
    if nominee.is_person:
        problems += _birth_problems(nominee.birth_date, today)
    if nominee.award_code not in allowed_awards:
        problems.append(
            Problem(
                "award_not_in_round",
                "award",
                "Đợt xét này không xét khen thưởng đó. Chọn loại có trong danh sách.",
            )
        )
    elif nominee.recipient not in nominee.allowed_recipients:
        whom = "cá nhân" if nominee.is_person else "tập thể"
        text = f"Khen thưởng này không tặng cho {whom}. Chọn loại khác."
        problems.append(Problem("award_not_for_recipient", "award", text))
    if not nominee.achievement.strip():
        text = "Viết thành tích: việc đã làm, kết quả, số liệu. Không gửi được khi để trống."
        problems.append(Problem("no_achievement", "achievement", text))
    if not nominee.merit.strip():
        text = "Chưa có câu ghi thành tích để in trên quyết định và bằng."
        problems.append(Problem("no_merit", "merit", text, blocking=False))
    if nominee.is_person and not nominee.leader_class:
        text = (
            "Chưa chọn nhóm đối tượng (lãnh đạo, doanh nhân, người trực tiếp công tác). "
            "Báo cáo thống kê cần mục này."
        )
        problems.append(Problem("no_leader_class", "leader_class", text, blocking=False))
    return problems


def _birth_problems(birth_date: date | None, today: date) -> list[Problem]:
    if birth_date is None:
        return [Problem("no_birth_date", "birth_date", "Ghi ngày sinh, dạng ngày/tháng/năm.")]
    if birth_date >= today:
        text = "Ngày sinh phải trước ngày hôm nay. Kiểm tra lại năm sinh."
        return [Problem("birth_in_future", "birth_date", text)]
    if _age(birth_date, today) < ADULT_AGE:
        text = f"Ngày sinh cho thấy người này chưa đủ {ADULT_AGE} tuổi. Kiểm tra lại năm sinh."
        return [Problem("too_young", "birth_date", text, blocking=False)]
    return []


def dossier_problems(
    nominees: Sequence[Nominee], *, allowed_awards: Sequence[str], today: date
) -> list[Problem]:
    """Return what keeps a dossier from being complete, in the order of its nominees."""
    if not nominees:
        return [Problem("no_nominee", "", "Hồ sơ chưa có ai. Thêm ít nhất một người trước khi gửi.")]
    problems = []
    seen: dict[tuple, int] = {}
    for nominee in nominees:
        whose = f"{'Người' if nominee.is_person else 'Đề nghị'} thứ {nominee.order}, {nominee.full_name}"
        for problem in nominee_problems(nominee, allowed_awards=allowed_awards, today=today):
            text = f"{whose}: {problem.message}"
            problems.append(Problem(problem.code, f"nominee-{nominee.order}", text, problem.blocking))
        key = (fold(nominee.full_name), nominee.birth_date, nominee.unit_id, nominee.award_code)
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


def quota_problems(awards: Sequence[tuple[str, int, int]]) -> list[Problem]:
    """Return the awards (name, how many the unit puts up, how many it may) of which there are too many."""
    return [
        Problem(
            "over_unit_quota",
            "",
            f"Mỗi đơn vị được đề nghị tối đa {limit} {name} trong đợt này; đơn vị đang đề nghị {asked}. "
            "Bỏ bớt hoặc rút bớt.",
        )
        for name, asked, limit in awards
        if asked > limit
    ]


def return_problems(*, due_on: date, today: date) -> list[Problem]:
    """Return why a dossier that was to be completed can no longer be sent again."""
    if today <= due_on:
        return []
    text = f"Hạn bổ sung là hết ngày {due_on:%d/%m/%Y}. Liên hệ chuyên viên phụ trách."
    return [Problem("return_too_late", "", text)]


def letter_problems(
    *, number: str, letter_on: date | None, has_file: bool, is_clean: bool, today: date
) -> list[Problem]:
    """Return what is missing of the letter (tờ trình) that a dossier is sent with."""
    problems = []
    if not number:
        problems.append(Problem("no_letter_no", LETTER, "Ghi số, ký hiệu của tờ trình."))
    if letter_on is None:
        problems.append(Problem("no_letter_on", LETTER, "Ghi ngày của tờ trình."))
    elif letter_on > today:
        problems.append(Problem("letter_in_future", LETTER, "Ngày tờ trình ở tương lai. Kiểm tra lại."))
    if not has_file:
        problems.append(Problem("no_letter_file", LETTER, "Tải lên bản PDF tờ trình đã ký."))
    elif not is_clean:
        text = "Bản PDF tờ trình đang chờ kiểm tra mã độc. Gửi được khi kiểm tra xong."
        problems.append(Problem("letter_not_clean", LETTER, text))
    return problems


def reason_problems(reason: str, *, field: str = "reason", text: str = "") -> list[Problem]:
    """Return the problem of a deed that needs a reason and got none."""
    if fold(reason):
        return []
    return [Problem("no_reason", field, text or "Ghi lý do.")]


# Appraisal ------------------------------------------------------------------------------------------------


def conclusion_problems(
    conclusion: str, reason: str, *, is_asked: bool, unmet: Sequence[str]
) -> list[Problem]:
    """Return why one nominee cannot be concluded like this.

    `unmet` are the confirmed conditions that the findings say are missing; overruling them needs a reason.
    """
    if is_asked:
        text = "Người này đang được yêu cầu bổ sung. Kết luận khi đơn vị đã trả lời hoặc yêu cầu đã kết thúc."
        return [Problem("supplement_open", "conclusion", text)]
    if conclusion not in {QUALIFIED, NEEDS_JUDGEMENT, NOT_QUALIFIED}:
        return [Problem("no_conclusion", "conclusion", "Chọn kết luận.")]
    if conclusion != QUALIFIED:
        return reason_problems(reason, text="Ghi lý do. Hội đồng và đơn vị đều đọc được.")
    if unmet:
        text = f"Còn điều kiện chưa đạt: {', '.join(unmet)}. Ghi lý do vì sao vẫn kết luận đủ tiêu chuẩn."
        return reason_problems(reason, text=text)
    return []


def finish_problems(*, unconcluded: Collection[str], asked: Collection[str]) -> list[Problem]:
    """Return what keeps an appraisal from being finished."""
    problems = []
    if unconcluded:
        text = f"Còn {len(unconcluded)} đề nghị chưa có kết luận: {_some(unconcluded)}."
        problems.append(Problem("not_all_concluded", "", text))
    if asked:
        text = f"Còn yêu cầu bổ sung chưa xong: {_some(asked)}."
        problems.append(Problem("supplement_open", "", text))
    return problems


def supplement_problems(*, reason: str, days: int, is_asked: bool) -> list[Problem]:
    """Return why a supplement cannot be asked for like this; `days` are working days."""
    if is_asked:
        return [Problem("already_asked", "", "Người này đang có một yêu cầu bổ sung chưa trả lời.")]
    problems = reason_problems(reason, text="Ghi rõ cần bổ sung gì.")
    if days not in SUPPLEMENT_DAYS:
        text = f"Hạn bổ sung từ {SUPPLEMENT_DAYS[0]} đến {SUPPLEMENT_DAYS[-1]} ngày làm việc."
        problems.append(Problem("days_out_of_range", "days", text))
    return problems


def _some(names: Collection[str], most: int = 5) -> str:
    names = list(names)
    rest = f" và {len(names) - most} đề nghị khác" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
