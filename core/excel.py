"""Lists as Excel files. Every cell that holds text is forced to text, so no name becomes a formula."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core import clock

# Control characters and half characters, which the format of the file cannot hold.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(heads: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """Return an .xlsx file with one sheet: the heads, then the rows. Text stays text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for row in (heads, *rows):
        sheet.append([text_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def text_cell(sheet, value) -> WriteOnlyCell:
    """A cell in which text stays text, never a formula; numbers and dates are what they are."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_UNHELD.sub("", value))
    cell.data_type = "s"
    return cell


def workbook_response(name: str, heads: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """Return the list as a download; the day stands in the file's name."""
    response = HttpResponse(workbook(heads, rows), content_type=CONTENT_TYPE)
    filename = f"{name}-{clock.today():%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response
