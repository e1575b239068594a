"""When a periodic report may go out. Pure."""

from datetime import date

from core.verdict import Problem

LONGEST = 20_000  # letters of one text


def text_problems(texts: dict[str, str], labels: dict[str, str]) -> list[Problem]:
    """A text that is longer than a report holds."""
    return [
        Problem("long", name, f"Mục “{labels[name]}” dài quá 20.000 chữ cái. Rút gọn rồi lưu lại.")
        for name, text in texts.items()
        if len(text) > LONGEST
    ]


def issue_problems(
    *,
    missing: list[str],
    number: int,
    issued_on: date,
    gathered_on: date,
    to_on: date,
    today: date,
) -> list[Problem]:
    """What stops the issue: texts that are missing, figures of a period that was not over, a wrong date."""
    problems = []
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        problems.append(Problem("texts", "", f"Chưa viết mục {names}. Bấm “Viết nhận xét, kiến nghị”."))
    if gathered_on <= to_on:
        words = f"Số liệu được lấy khi kỳ báo cáo chưa hết (hết ngày {to_on:%d/%m/%Y})."
        problems.append(Problem("figures", "", f"{words} Sau ngày đó, bấm “Lấy lại số liệu” rồi phát hành."))
    if number < 1:
        problems.append(Problem("number", "number", "Số văn bản bắt đầu từ 1."))
    if issued_on > today:
        problems.append(Problem("future", "issued_on", "Ngày ban hành không thể sau hôm nay."))
    elif issued_on < gathered_on:
        words = f"Ngày ban hành không thể trước ngày lấy số liệu ({gathered_on:%d/%m/%Y})."
        problems.append(Problem("early", "issued_on", words))
    return problems


def ask_problems(label: str, from_on: date, today: date) -> list[Problem]:
    """A period that has not begun has no report."""
    if from_on <= today:
        return []
    words = f"Kỳ {label} chưa bắt đầu: số liệu lấy từ ngày {from_on:%d/%m/%Y}. Chọn kỳ khác."
    return [Problem("period", "period", words)]
