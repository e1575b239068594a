"""The dry run: what each row of a file is. Reads only, a constant number of queries for each batch."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from awards.imports import registers
from awards.imports import rows as reading
from awards.imports.columns import GRANT, PERSON, RATING, Sort
from awards.imports.headings import read_heads
from awards.imports.registers import BATCH, Register
from awards.imports.rows import Known, Match, Parsed
from awards.models import Grade, Import, ImportRow, RowClass
from core.text import fold

IS_KNOWN = "Đã có, giữ nguyên."
UNCLEAR = "Có thể trùng với người đã có. Chọn trên trang của tệp, hoặc ghi rõ ngày sinh, đơn vị."
NO_PERSON = (
    "Chưa có người này trong danh sách cá nhân. Nhập danh sách cá nhân trước, hoặc sửa họ tên, ngày sinh."
)
NO_COLLECTIVE = "Chưa có tập thể này trong danh mục đơn vị. Ghi tên tập thể như trong danh mục."
BY_NAME = "Chưa có trong danh sách cá nhân, danh mục đơn vị: chỉ ghi theo tên trong quyết định."
OTHER_ROW = "Trùng với dòng khác của tệp, chỉ ghi một dòng."
SINCE = "Từ sau lúc kiểm tra có thêm người có thể trùng nên chưa ghi dòng này. Tải tệp lên lại để quyết định."
OTHER_GRADE = "Năm {year} đã ghi “{grade}”, khác với tệp. Kiểm tra lại; cần sửa thì báo cơ quan thường trực."


@dataclass
class Checked:
    """What a file holds: its headings and rows, or why it cannot be taken; remarks about the whole."""

    heads: list[str] = field(default_factory=list)
    rows: list[ImportRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each class."""
        found = Counter(row.row_class for row in self.rows)
        return {code: found[code] for code in RowClass.values}


def check(found: Import, rows: list[tuple[int, list]], progress: Callable[[int, int], None]) -> Checked:
    """Look at every row of the file; nothing is written."""
    sort, (first, *rest) = found.sort, rows
    heads = read_heads(first[1], sort)
    if first[0] != 1:
        heads.problems.append("Dòng đầu tiên phải là tiêu đề cột, như trong tệp mẫu.")
    if heads.problems:
        return Checked(problems=heads.problems)
    if not rest:
        return Checked(problems=["Tệp chỉ có dòng tiêu đề, chưa có dữ liệu."])
    known = registers.known_for(found.unit_id, is_wide=found.is_wide)
    parsed = {number: reading.read_row(sort, cells, heads.places, known) for number, cells in rest}
    good = [(number, one.values) for number, one in parsed.items() if not one.problems]
    for number, problem in reading.twice_in_file(sort, good).items():
        parsed[number].problems.append(problem)
    checked = Checked(heads=[_shown(cell) for cell in first[1]])
    if heads.unused:
        checked.remarks.append(f"Cột không dùng đến: {', '.join(heads.unused)[:300]}.")
    for batch in batches(rest):
        checked.rows += _check_batch(found, sort, batch, parsed, known)
        progress(len(checked.rows), len(rest))
    return checked


def batches(rows) -> Iterator[list]:
    """Cut what can be walked once into lists of BATCH."""
    walk = iter(rows)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _check_batch(found: Import, sort: Sort, batch, parsed: dict[int, Parsed], known: Known):
    good = {number: parsed[number].values for number, _ in batch if not parsed[number].problems}
    names = {fold(values["full_name"]) for values in good.values() if reading.is_individual(values)}
    called = registers.namesakes(found, names)
    matches = {}
    for number, values in good.items():
        matches[number] = match(values, called)
        values["person"] = matches[number].sure
        values["collective"] = reading.collective_of(sort, values, known)
    register = Register(sort.code, good.values())
    for number, cells in batch:
        one = parsed[number]
        row = ImportRow(upload=found, number=number, cells=[_shown(cell) for cell in cells])
        if one.problems:
            row.row_class, row.problems = RowClass.ERROR, one.problems
        else:
            row.row_class, row.problems = _judge(sort, one.values, matches[number], register)
            row.values = reading.to_stored(one.values)
            if row.row_class == RowClass.DUPLICATE:
                row.candidates = list(matches[number].probable)
        yield row


def match(values: dict, called: dict) -> Match:
    """Whom a row speaks of among the people called so; a collective is nobody."""
    if not reading.is_individual(values):
        return Match()
    return reading.match_person(values, called.get(fold(values["full_name"]), ()))


def _judge(sort: Sort, values: dict, found: Match, register: Register) -> tuple[str, list[str]]:
    """The class of a row without problems of its own, and what to do or to know."""
    if sort.code == PERSON and found.sure:
        return RowClass.KNOWN, [IS_KNOWN]
    text = already(values, register)
    if text:
        return RowClass.KNOWN if text == IS_KNOWN else RowClass.ERROR, [text]
    if found.probable:
        return RowClass.DUPLICATE, [UNCLEAR]
    if sort.code == PERSON or values["person"] or values["collective"]:
        return RowClass.NEW, []
    if sort.code == GRANT:
        return RowClass.NEW, [BY_NAME]
    return RowClass.ERROR, [NO_PERSON if reading.is_individual(values) else NO_COLLECTIVE]


def already(values: dict, register: Register) -> str:
    """What is to be said when the register has this row, or another grade for its year; "" when neither."""
    there = register.find(values)
    if register.kind == RATING and there and there != values["grade"]:
        return OTHER_GRADE.format(year=values["year"], grade=Grade(there).label)
    return IS_KNOWN if there else ""


def twice(kind: str, values: dict, others: Iterable[tuple[int, dict]]) -> str:
    """What is to be said when another row of the file says the same of the same holder; "" when none does."""
    for number, other in others:
        alone = Register(kind, ())
        alone.add(other)
        if alone.find(values):
            return reading.TWICE.format(number=number)
    return ""


def _shown(cell):
    """A cell for the page and for the file that is given back: text, a number or nothing."""
    if not isinstance(cell, list):
        return cell
    if cell[0] == "d":
        year, month, day = cell[1].split("-")
        return f"{day}/{month}/{year}"
    return {"f": "(công thức)", "m": "(ô gộp)", "e": cell[-1]}.get(cell[0], "(?)")
