"""The workbook that people fill in, and the one that they get back with what is to be done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.excel import text_cell
from core.sheet_columns import DATE, TODO_HEAD, UNIT, Sort

#: The allowed values by heading, each a row of texts.
Lists = list[tuple[str, list[tuple[str, ...]]]]
DATA, HELP = "Dữ liệu", "Hướng dẫn"
_HEAD = PatternFill("solid", fgColor="E3DDD0")
_REQUIRED = PatternFill("solid", fgColor="F3D9DA")
_WRAP = Alignment(wrap_text=True, vertical="top")


def template(
    sort: Sort,
    lists: Lists,
    *,
    notes: Sequence[str],
    max_rows: int,
    widths: Mapping[str, int],
    formats: Mapping[str, str],
) -> bytes:
    """Return the empty workbook of this kind with its second sheet of explanations and allowed values."""
    book = Workbook()
    data, guide = book.active, book.create_sheet(HELP)
    data.title, shapes = DATA, {DATE: "dd/mm/yyyy", **formats}
    places = _write_guide(guide, sort, lists, notes)
    for place, column in enumerate(sort.columns, 1):
        letter = get_column_letter(place)
        head = data.cell(1, place, column.head)
        head.font, head.alignment = Font(bold=True), _WRAP
        head.fill = _REQUIRED if column.required else _HEAD
        data.column_dimensions[letter].width = widths.get(column.key, 18)
        data.column_dimensions[letter].number_format = shapes.get(column.reader, "@")
        if column.head in places and column.reader != UNIT:
            data.add_data_validation(_choice(places[column.head], f"{letter}2:{letter}{max_rows + 1}"))
    data.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def period(unit) -> str:
    """From when to when a unit is there, its last day included."""
    until = f" đến hết {unit.valid_to - timedelta(days=1):%d/%m/%Y}" if unit.valid_to else ""
    return f"từ {unit.valid_from:%d/%m/%Y}{until}"


def _write_guide(guide, sort: Sort, lists: Lists, notes: Sequence[str]) -> dict[str, str]:
    """Fill the second sheet; return where the values of each heading stand."""
    for note in notes:
        guide.append([note])
    guide.append([])
    guide.append(["Cột", "Phải điền", "Cách điền", "Ví dụ"])
    top = guide.max_row
    for column in sort.columns:
        guide.append([column.head, "Có" if column.required else "Không", column.help, column.example])
    guide.append([])
    guide.append(["Giá trị được nhận"])
    marked = [top, guide.max_row, guide.max_row + 1]
    start, place, places = guide.max_row + 2, 1, {}
    for head, rows in lists:
        guide.cell(start - 1, place, head)
        for number, row in enumerate(rows, start):
            for step, text in enumerate(row):
                _put(guide.cell(number, place + step), text)
        letter = get_column_letter(place)
        if rows:
            places[head] = f"'{HELP}'!${letter}${start}:${letter}${start + len(rows) - 1}"
        place += max((len(row) for row in rows), default=1)
    for row in marked:
        for cell in guide[row]:
            cell.font = Font(bold=True)
    for place, width in enumerate((30, 26, 44, 44, 30, 30, 30, 30), 1):
        guide.column_dimensions[get_column_letter(place)].width = width
    for row in guide.iter_rows(min_row=top, max_row=top + len(sort.columns)):
        for cell in row:
            cell.alignment = _WRAP
    return places


def _put(cell, text: str) -> None:
    """Text stays text, whatever sign a name begins with."""
    cell.value = text
    cell.data_type = "s"


def _choice(place: str, cells: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=place, allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = (
        "Chọn một giá trị trong danh sách.",
        "Giá trị khác",
        True,
    )
    rule.add(cells)
    return rule


def with_todo(heads: Sequence[str], rows: Iterable[tuple[list, str]]) -> bytes:
    """Return the rows of a file as they came, with a last column that says what is to be done."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(DATA)
    heads = [head if head is not None else "" for head in heads]
    kept = [place for place, head in enumerate(heads) if head != TODO_HEAD]
    sheet.append([*(_cell(sheet, heads[place]) for place in kept), _cell(sheet, TODO_HEAD)])
    for cells, todo in rows:
        row = [_cell(sheet, cells[place]) if place < len(cells) else None for place in kept]
        sheet.append([*row, _cell(sheet, todo)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value):
    """Text stays text; what is no text needs no cell of its own."""
    if not isinstance(value, str):
        return value
    plain = (
        value[:1] not in "=#" and value.isprintable()
    )  # openpyxl would make a formula or an error of others
    return value if plain else text_cell(sheet, value)


def file_name(sort: Sort, day: date | None = None) -> str:
    """The name of the template, or of a file that is given back on this day."""
    return f"loi-{sort.slug}-{day:%Y%m%d}.xlsx" if day else f"mau-{sort.slug}.xlsx"
