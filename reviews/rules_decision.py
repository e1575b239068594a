"""What a decision must hold before each of its deeds. Plain values in, problems out."""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from awards.rules_prize import PrizeLine, paid
from core.verdict import Problem

SUBJECT_LENGTH = 300
LETTER_NO_LENGTH = 64
NAME_LENGTH = 120
TITLE_LENGTH = 160
REASON_LENGTH = 2_000
LAST_NUMBER = 99_999
NAMES_SHOWN = 5


@dataclass(frozen=True)
class Named:
    """One name on a decision, as the rules see it. `is_backed`: the vote it rests on still stands."""

    name: str
    merit: str
    is_struck: bool = False
    is_backed: bool = True


@dataclass(frozen=True)
class Fact:
    """What has become known of somebody since his dossier was taken in."""

    name: str
    text: str


def seen(facts: Sequence[Fact]) -> str:
    """Return a short mark of exactly these facts: what was shown is what somebody decides about."""
    text = "\n".join(f"{fact.name}|{fact.text}" for fact in facts)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if facts else ""


def subject_problems(subject: str) -> list[Problem]:
    """Return what is wrong with the line that says what the decision is about."""
    if not subject:
        return [Problem("no_subject", "subject", "Ghi trích yếu của quyết định.")]
    if len(subject) > SUBJECT_LENGTH:
        text = f"Trích yếu dài quá {SUBJECT_LENGTH} ký tự."
        return [Problem("subject_too_long", "subject", text)]
    return []


def reason_problems(reason: str) -> list[Problem]:
    """Return what is wrong with the reason of a deed that needs one."""
    if not reason:
        return [Problem("no_reason", "reason", "Ghi lý do.")]
    if len(reason) > REASON_LENGTH:
        return [Problem("reason_too_long", "reason", f"Lý do dài quá {REASON_LENGTH} ký tự.")]
    return []


def letter_problems(*, letter_no: str, letter_on: date | None, today: date) -> list[Problem]:
    """Return what is missing of the letter (tờ trình) with which a decision is presented."""
    problems = []
    if not letter_no:
        problems.append(Problem("no_letter_no", "letter_no", "Ghi số, ký hiệu của tờ trình."))
    elif len(letter_no) > LETTER_NO_LENGTH:
        text = f"Số, ký hiệu dài quá {LETTER_NO_LENGTH} ký tự."
        problems.append(Problem("letter_no_too_long", "letter_no", text))
    if letter_on is None:
        problems.append(Problem("no_letter_on", "letter_on", "Ghi ngày của tờ trình."))
    elif letter_on > today:
        text = "Ngày tờ trình ở tương lai. Kiểm tra lại."
        problems.append(Problem("letter_in_future", "letter_on", text))
    return problems


def names_problems(lines: Sequence[Named]) -> list[Problem]:
    """Return what keeps these names from being presented, signed or published."""
    left = [line for line in lines if not line.is_struck]
    if not left:
        return [Problem("no_names", "", "Quyết định không còn ai để khen thưởng.")]
    problems = []
    if without := [line.name for line in left if not line.merit]:
        text = f"Chưa có câu ghi thành tích: {_names(without)}. Bỏ khỏi dự thảo hoặc bổ sung ở hồ sơ."
        problems.append(Problem("no_merit", "", text))
    if unbacked := [line.name for line in left if not line.is_backed]:
        text = f"Kết quả xét không còn là “đề nghị”: {_names(unbacked)}. Bỏ những tên này khỏi quyết định."
        problems.append(Problem("not_recommended", "", text))
    return problems


def facts_problems(facts: Sequence[Fact], *, reason: str, seen_facts: str) -> list[Problem]:
    """Return what is to be said before going on in spite of these facts; nothing without facts."""
    if not facts:
        return []
    if seen_facts != seen(facts):
        text = "Có thông tin mới về người được đề nghị. Xem bên dưới rồi quyết định lại."
        return [Problem("facts_changed", "", text)]
    if not reason:
        text = "Ghi lý do tiếp tục, hoặc quay lại và bỏ tên khỏi quyết định."
        return [Problem("no_facts_reason", "facts_reason", text)]
    if len(reason) > REASON_LENGTH:
        text = f"Lý do dài quá {REASON_LENGTH} ký tự."
        return [Problem("facts_reason_too_long", "facts_reason", text)]
    return []


def signing_problems(
    *,
    number: int | None,
    signed_on: date | None,
    letter_on: date,
    year: int,
    today: date,
    signer_name: str,
    signer_title: str,
) -> list[Problem]:
    """Return what is wrong with number, date and signer; `year` is that of the achievements."""
    problems = []
    if not number or number < 1 or number > LAST_NUMBER:
        text = f"Ghi số quyết định, từ 1 đến {LAST_NUMBER}."
        problems.append(Problem("number_unlikely", "number", text))
    if signed_on is None:
        problems.append(Problem("no_signed_on", "signed_on", "Ghi ngày ký quyết định."))
    elif signed_on > today:
        problems.append(Problem("signed_in_future", "signed_on", "Ngày ký ở tương lai. Kiểm tra lại."))
    elif signed_on < letter_on:
        text = f"Ngày ký trước ngày của tờ trình ({letter_on:%d/%m/%Y}). Kiểm tra lại."
        problems.append(Problem("signed_before_letter", "signed_on", text))
    elif signed_on.year < year:
        text = f"Ngày ký trước năm thành tích ({year}). Kiểm tra lại."
        problems.append(Problem("signed_before_year", "signed_on", text))
    if not signer_name:
        problems.append(Problem("no_signer", "signer_name", "Chọn hoặc ghi họ và tên người ký."))
    elif len(signer_name) > NAME_LENGTH:
        text = f"Họ và tên dài quá {NAME_LENGTH} ký tự."
        problems.append(Problem("signer_too_long", "signer_name", text))
    if not signer_title:
        text = "Ghi chức vụ người ký như trên văn bản."
        problems.append(Problem("no_signer_title", "signer_title", text))
    elif len(signer_title) > TITLE_LENGTH:
        text = f"Chức vụ dài quá {TITLE_LENGTH} ký tự."
        problems.append(Problem("signer_title_too_long", "signer_title", text))
    return problems


def number_taken(number: int, year: int, next_free: int) -> Problem:
    """Return the problem of a number that another decision of this office and year has."""
    text = f"Số {number} năm {year} đã có quyết định khác. Số tiếp theo còn trống: {next_free}."
    return Problem("number_taken", "number", text)


@dataclass(frozen=True)
class Due:
    """One award that a recipient gets in a round; `key` tells lines apart, `recipient` people."""

    key: int
    recipient: Hashable
    line: PrizeLine


def prizes(dues: Sequence[Due]) -> dict[int, int]:
    """Return what is paid for each of these awards when they are decided together (general rule G12)."""
    by_recipient: dict[Hashable, list[Due]] = {}
    for due in sorted(dues, key=lambda due: due.key):
        by_recipient.setdefault(due.recipient, []).append(due)
    return {
        due.key: amount
        for same in by_recipient.values()
        for due, amount in zip(same, paid([due.line for due in same]), strict=True)
    }


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return f"{shown} và {more} người, tập thể khác" if more > 0 else shown
