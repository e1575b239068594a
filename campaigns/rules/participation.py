"""What a unit may register and report."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from core.verdict import Problem

SENTENCE_LENGTH = 500
LARGEST = Decimal("999999999999.99")

#: A number that a unit gives for a target: (key of the target, number or None).
Number = tuple[int, Decimal | None]


def participation_problems(*, titles_text: str, numbers: Iterable[Number], known: Collection[int]):
    """Return what keeps a registration from being saved: it says a title or a number, and only known ones."""
    numbers = list(numbers)
    problems = []
    if not titles_text and all(number is None for _, number in numbers):
        text = "Ghi danh hiệu đăng ký phấn đấu, hoặc số cho ít nhất một chỉ tiêu."
        problems.append(Problem("nothing_registered", "titles_text", text))
    for key, number in numbers:
        if key not in known:
            problems.append(Problem("target_unknown", "", "Chỉ tiêu này không thuộc phong trào."))
        elif number is not None and not _plausible(number):
            problems.append(
                Problem("number_out_of_range", f"target_{key}", "Ghi số từ 0 trở lên, tối đa hai số lẻ.")
            )
    return problems


def progress_problems(
    *, is_live: bool, sentence: str, target_id: int | None, number: Decimal | None, known: Collection[int]
) -> list[Problem]:
    """Return what keeps a report of progress from being written down."""
    problems = []
    if not is_live:
        problems.append(Problem("not_live", "", "Phong trào đã tổng kết nên không nhận thêm tiến độ."))
    if not sentence:
        problems.append(Problem("no_sentence", "sentence", "Ghi kết quả trong một câu."))
    elif len(sentence) > SENTENCE_LENGTH:
        text = f"Câu dài quá {SENTENCE_LENGTH} ký tự, hãy ghi gọn lại."
        problems.append(Problem("sentence_too_long", "sentence", text))
    if target_id is not None and target_id not in known:
        problems.append(Problem("target_unknown", "target", "Chỉ tiêu này không thuộc phong trào."))
    if number is None and target_id is not None:
        text = "Ghi số đã đạt của chỉ tiêu, hoặc bỏ chọn chỉ tiêu."
        problems.append(Problem("no_number", "number", text))
    elif number is not None and target_id is None:
        problems.append(Problem("no_target", "target", "Chọn chỉ tiêu mà số này nói đến."))
    elif number is not None and not _plausible(number):
        problems.append(Problem("number_out_of_range", "number", "Ghi số từ 0 trở lên, tối đa hai số lẻ."))
    return problems


def _plausible(number: Decimal) -> bool:
    return 0 <= number <= LARGEST and number == number.quantize(Decimal("0.01"))


def plain(number: Decimal) -> Decimal:
    """Return the number without empty decimals: 95 and not 95.00."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
