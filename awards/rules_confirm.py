"""What a confirmed rule must be given with. Plain values, free of Django."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from core.verdict import Problem

NUMBER, DECIMAL, TEXT = "NUMBER", "DECIMAL", "TEXT"
DOCUMENT_NO_LENGTH = 64
LARGEST = 100_000_000


@dataclass(frozen=True)
class Field:
    """One value of a rule that may be corrected: its name, its words, what it is, how it stands now."""

    name: str
    label: str
    kind: str
    value: int | str
    least: int = 1
    longest: int = 2_000


def plain_decimal(value: Decimal) -> str:
    """Return a decimal without superfluous zeros and never as a power of ten."""
    return f"{value.normalize():f}" if value else "0"


def mark_of(values: Mapping[str, int | str], version: int) -> str:
    """Return a short mark of what a page showed: the values, and the version of the draft (0: none)."""
    told = json.dumps([dict(values), version], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def read_values(fields: list[Field], typed: Mapping[str, str]) -> tuple[dict, list[Problem]]:
    """Return the values that were typed, and what is wrong with them. Nothing is guessed for a blank."""
    values, problems = {}, []
    for field in fields:
        text = typed.get(field.name, "").strip()
        try:
            values[field.name] = _read(field, text)
        except (ValueError, InvalidOperation):
            problems.append(Problem("value", field.name, _wanted(field)))
    return values, problems


def _read(field: Field, text: str) -> int | str:
    if field.kind == NUMBER:
        value = int(text) if text.isascii() and text.isdecimal() else None
        if value is None or not field.least <= value <= LARGEST:
            raise ValueError(text)
        return value
    if field.kind == DECIMAL:
        plain = text.replace(",", ".")
        amount = Decimal(plain)
        if not plain.replace(".", "", 1).isdecimal() or amount >= 1000 or amount != round(amount, 2):
            raise ValueError(text)
        return plain_decimal(amount)
    if not text or len(text) > field.longest:
        raise ValueError(text)
    return text


def _wanted(field: Field) -> str:
    if field.kind == NUMBER:
        return f"{field.label}: ghi số nguyên từ {field.least} trở lên."
    if field.kind == DECIMAL:
        return f"{field.label}: ghi hệ số, nhiều nhất hai chữ số sau dấu phẩy, ví dụ 1,5."
    return f"{field.label}: ghi nội dung, không quá {field.longest} ký tự."


def document_problems(*, number: str, on: date | None, today: date) -> list[Problem]:
    """Return what is missing of the document in which the province says so."""
    problems = []
    if not number:
        problems.append(Problem("no_document", "document_no", "Ghi số, ký hiệu văn bản xác nhận."))
    elif len(number) > DOCUMENT_NO_LENGTH:
        text = f"Số, ký hiệu dài quá {DOCUMENT_NO_LENGTH} ký tự."
        problems.append(Problem("document_too_long", "document_no", text))
    if on is None:
        problems.append(Problem("no_document_on", "document_on", "Ghi ngày của văn bản xác nhận."))
    elif on > today:
        text = "Ngày văn bản ở tương lai. Kiểm tra lại."
        problems.append(Problem("document_in_future", "document_on", text))
    return problems
