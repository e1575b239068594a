"""Excel files: what people typed is text, numbers are numbers."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core import clock
from core.excel import workbook, workbook_response

DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@x",
    "\t=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    " =1+1",
    "'=1+1",
    "#REF!",
    "1e5",
    "001",
    "TRUE",
]


def cells(data: bytes) -> list[list[tuple]]:
    sheet = load_workbook(BytesIO(data)).active
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("place", ["head", "row"])
def test_what_people_typed_stays_text(text, place):
    """Faults 24: no cell becomes a formula, nor a number, nor an error value."""
    data = workbook([text], []) if place == "head" else workbook(["Họ tên"], [[text]])
    assert cells(data)[-1] == [(text, "s")]
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in sheet, "<f " in sheet) == (False, False)


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert cells(workbook(["Số", "Phần", "Không"], [[7, 0.5, None], [-1, -0.5, ""]])) == [
        [("Số", "s"), ("Phần", "s"), ("Không", "s")],
        [(7, "n"), (0.5, "n"), (None, "n")],
        [(-1, "n"), (-0.5, "n"), (None, "inlineStr")],
    ]


def test_vietnamese_and_emoji_come_back_whole():
    """Faults 23."""
    texts = ["Vàng Thị Lan", "Ẩn Ơn Đức", "Sử 😀", "a\nb"]
    assert cells(workbook(texts, [])) == [[(text, "s") for text in texts]]


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x0bb", "ab"), ("a\x00b", "ab"), ("a\ud800b", "ab"), ("\x1f", None)]
)
def test_what_a_sheet_cannot_hold_is_left_out(text, shown):
    """Faults 23: no error page because of one strange character in one cell."""
    assert cells(workbook(["x"], [[text]]))[-1][0][0] == shown


def test_the_download_is_named_by_day():
    with clock.at(datetime(2026, 11, 23, 17, 30, tzinfo=UTC)):
        response = workbook_response("ho-so", ["Mã"], [["HS-2026-0001"]])
    assert response["Content-Disposition"] == 'attachment; filename="ho-so-20261124.xlsx"'
    assert cells(response.content) == [[("Mã", "s")], [("HS-2026-0001", "s")]]
