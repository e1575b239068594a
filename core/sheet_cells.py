"""Heads and cells of a file from Excel: clean values, or what to do about them. Plain values in, answers out.

Nothing is guessed: what cannot be read one way only is a problem that says what to do. Cells come as
`sheet_child` gives them: text, number, None, or a pair that names what else stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.sheet_columns import DATE, TODO_HEAD, Column, Sort
from core.text import fold, nfc, nfc_lines

#: Other words that people write, by the list they belong to.
ALSO = {"gender": {"ông": "MALE", "bà": "FEMALE"}}
FORMULA = "Ô có công thức, dán giá trị"
MERGED = "Ô đang gộp với ô khác, bỏ gộp rồi điền từng ô"
BROKEN = "Ô đang báo lỗi của Excel"
ODD = "Ô chứa kiểu dữ liệu không đọc được"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Words:
    """The allowed values of each list, folded, with their codes; and as they are written."""

    codes: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, tuple[str, ...]]

    def plus(self, name: str, rows: Iterable[tuple[str, str, Iterable[str]]]) -> "Words":
        """Return these lists and one more, of (code, label, other spellings)."""
        rows = list(rows)
        codes = {fold(text): code for code, label, others in rows for text in (*others, label)}
        labels = tuple(label for _, label, _ in rows)
        return Words({**self.codes, name: codes}, {**self.labels, name: labels})

    @classmethod
    def of(cls, **choices: Iterable[tuple[str, str]]) -> "Words":
        """Take the (code, label) pairs of each list."""
        lists = {name: list(pairs) for name, pairs in choices.items()}
        codes = {
            name: {fold(label): code for code, label in pairs}
            | {fold(word): code for word, code in ALSO.get(name, {}).items()}
            for name, pairs in lists.items()
        }
        return cls(codes, {name: tuple(label for _, label in pairs) for name, pairs in lists.items()})


@dataclass
class Parsed:
    """The clean values of a row (days as they are), and what is wrong with it."""

    values: dict = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Heads:
    """Where each column stands; what is missing or stands twice; headings that are not read."""

    places: dict[str, int]
    problems: list[str]
    unused: list[str]


def read_heads(cells: list, sort: Sort) -> Heads:
    """Find the columns of this kind in the first row by their exact names, each once; few may be missing."""
    found = defaultdict(list)
    texts = [nfc(cell) if isinstance(cell, str) else "" for cell in cells]
    for place, text in enumerate(texts):
        found[fold(text)].append(place)
    wanted = {fold(column.head): column for column in sort.columns}
    places = {column.key: found[key][0] for key, column in wanted.items() if found[key]}
    missing = [column.head for column in sort.columns if column.key not in places and not column.may_lack]
    twice = [column.head for key, column in wanted.items() if len(found[key]) > 1]
    problems = [f"Thiếu cột: {', '.join(missing)}."] if missing else []
    problems += [f"Cột có hai lần: {', '.join(twice)}."] if twice else []
    unused = [text for text in texts if text and fold(text) not in {*wanted, fold(TODO_HEAD)}]
    return Heads(places, problems, unused)


class Wrong(Exception):
    """A cell cannot be read; the message says what to do."""


def text_of(column: Column, cell) -> str:
    """The cell as one line of text; one of several lines keeps them."""
    _refuse_odd(cell)
    if isinstance(cell, list):
        raise Wrong("ô đang là ngày, cần chữ hoặc số. Sửa định dạng ô.")
    text = "" if cell is None else cell if isinstance(cell, str) else _number(cell)
    text = nfc_lines(text) if column.lines else nfc(text)
    if not text and column.required:
        raise Wrong("chưa điền.")
    return text


def _refuse_odd(cell) -> None:
    if not isinstance(cell, list) or cell[0] == "d":
        return
    raise Wrong({"f": FORMULA, "m": MERGED, "e": BROKEN}.get(cell[0], ODD) + ".")


def _number(cell) -> str:
    if isinstance(cell, bool):
        raise Wrong("ô đang là đúng/sai của Excel, cần chữ hoặc số.")
    return str(cell)


def date_of(column: Column, cell) -> date | None:
    """A day: a date of Excel, or text as day/month/year with four digits of the year."""
    _refuse_odd(cell)
    if isinstance(cell, list):
        found = date.fromisoformat(cell[1])
    elif cell is None or (isinstance(cell, str) and not nfc(cell)):
        if column.required:
            raise Wrong("chưa điền.")
        return None
    else:
        found = _written_day(cell)
    if not 1900 <= found.year <= 2100:
        raise Wrong(f"năm {found.year} không hợp lý. Kiểm tra lại.")
    return found


def _written_day(cell) -> date:
    match = _DAY.fullmatch(nfc(cell)) if isinstance(cell, str) else None
    if match is None:
        shown = nfc(str(cell))[:30]
        raise Wrong(f"“{shown}” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985.")
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong(f"“{match[0]}” không có trong lịch. Ghi ngày trước, tháng sau.") from None


def word_of(column: Column, text: str, words: Words) -> str:
    if not text:
        return ""
    code = words.codes[column.words].get(fold(text))
    if code is None:
        allowed = "; ".join(words.labels[column.words])
        raise Wrong(f"“{text[:60]}” không có trong danh sách. Chọn: {allowed}.")
    return code


def to_stored(values: dict) -> dict:
    """The values as JSON holds them."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def from_stored(sort: Sort, values: dict) -> dict:
    """The values as they were read from the row."""
    days = {column.key for column in sort.columns if column.reader == DATE}
    return {
        key: date.fromisoformat(value) if key in days and value else value for key, value in values.items()
    }


def shown(cell):
    """A cell for the page and for the file that is given back: text, a number or nothing."""
    if not isinstance(cell, list):
        return cell
    if cell[0] == "d":
        year, month, day = cell[1].split("-")
        return f"{day}/{month}/{year}"
    return {"f": "(công thức)", "m": "(ô gộp)", "e": cell[-1]}.get(cell[0], "(?)")
