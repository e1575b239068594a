"""A periodic report as an Excel file: a sheet for each table, numbers as numbers, always the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from core.excel import text_cell
from reports.tables import Table

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def workbook(title: str, tables: Sequence[Table], made_at: datetime) -> bytes:
    """The tables, each with its title, heads, rows and total."""
    book = Workbook(write_only=True)
    for order, table in enumerate(tables, start=1):
        _sheet(book, f"{order}. {table.title}", title, table)
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), made_at)


def _sheet(book: Workbook, name: str, title: str, table: Table) -> None:
    sheet = book.create_sheet(_NOT_IN_NAMES.sub(" ", name)[:31].rstrip())
    sheet.column_dimensions["A"].width = 46
    for place in range(1, len(table.heads)):
        sheet.column_dimensions[chr(ord("A") + place)].width = 16
    sheet.freeze_panes = "B4"
    form = f" ({table.form})" if table.form else ""
    sheet.append([_cell(sheet, f"{table.title}{form}", bold=True)])
    sheet.append([_cell(sheet, title)])
    sheet.append([_cell(sheet, head, bold=True, wrapped=True) for head in table.heads])
    for row in table.rows:
        sheet.append([_cell(sheet, f"{'   ' * row.depth}{row.head}"), *(_cell(sheet, c) for c in row.cells)])
    if table.total:
        sheet.append([_cell(sheet, value, bold=True) for value in (table.total.head, *table.total.cells)])
    if table.note:
        sheet.append([_cell(sheet, table.note)])


def _cell(sheet, value, *, bold: bool = False, wrapped: bool = False) -> WriteOnlyCell:
    cell = text_cell(sheet, value)
    if bold:
        cell.font = _BOLD
    if wrapped:
        cell.alignment = _WRAPPED
    return cell


def _settled(data: bytes, made_at: datetime) -> bytes:
    """The same file with the moment of the report wherever the moment of writing stands."""
    moment = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>" + moment, part)
            fresh = zipfile.ZipInfo(entry.filename, made_at.timetuple()[:6])
            fresh.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fresh, part)
    return out.getvalue()
