"""Files as they should not be: what is refused and in which words; what is read all the same."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from awards.imports import registers, template
from awards.imports.columns import GRANT, MAX_ROWS, PERSON, SORTS
from awards.imports.rows import Known
from core import clock, files, scan, sheet, sheet_book
from tests.awards.importing import ROWS, cells_of, checked, classes, row, run, send, texts, workbook
from tests.factories.awards import make_award
from tests.factories.units import make_actor, make_person, make_province
from tests.views.counting import asked
from units.models import OrgUnit, Role
from units.queries_units import unit_list

pytestmark = pytest.mark.django_db

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def officer(db):
    world = make_province()
    OrgUnit.objects.filter(pk=world.commune.pk).update(code="02701")
    make_award()
    return make_actor(world.office, Role.OFFICER)


def with_sheet(change) -> bytes:
    """A good workbook whose first sheet is changed as text."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(PERSON, row(PERSON)))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == SHEET else data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def scanned(data: bytes, name: str = "tep.xlsx") -> scan.Report:
    return scan.check(files.path_of(files.put(data)), name)


def refused(officer, data: bytes) -> list[str]:
    """What is said of a file that cannot be taken."""
    found = run(send(officer, PERSON, data))
    assert (found.state, found.rows.count()) == ("FAILED", 0)
    return found.remarks


def test_an_old_workbook_by_another_name_stops_at_the_scan():
    assert scanned(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).verdict == "REFUSED"
    assert scanned(workbook(PERSON, row(PERSON))).verdict == "CLEAN"


def test_a_million_empty_rows_are_nothing(officer):
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_003))
    data = with_sheet(lambda text: text.replace("</sheetData>", f"{empty}</sheetData>"))
    assert scanned(data).verdict == "CLEAN"
    assert classes(run(send(officer, PERSON, data))) == [(2, "NEW")]


def test_a_row_far_below_is_not_waited_for(officer):
    data = with_sheet(lambda text: text.replace("</sheetData>", '<row r="99999999999"/></sheetData>'))
    assert classes(run(send(officer, PERSON, data))) == [(2, "NEW")]


def test_what_the_file_says_of_its_size_is_not_believed(officer):
    for size in ("A1:A1", "A1:XFD1048576"):
        data = with_sheet(lambda text, size=size: text.replace('ref="A1:F2"', f'ref="{size}"'))
        assert classes(run(send(officer, PERSON, data))) == [(2, "NEW")]


def test_formulas_are_not_values(officer):
    found = checked(
        officer,
        PERSON,
        row(PERSON, full_name='="Giàng"&" Chứ"'),
        row(PERSON, position="=1+1"),
        row(PERSON),
    )
    assert texts(found) == [
        ["Họ và tên: Ô có công thức, dán giá trị."],
        ["Chức vụ: Ô có công thức, dán giá trị."],
        [],
    ]


def test_merged_cells_stand_for_nothing(officer):
    found = checked(
        officer,
        PERSON,
        row(PERSON),
        row(PERSON, full_name="Lý Mẩy"),
        row(PERSON, full_name="Sùng Páo"),
        change=lambda sheet: sheet.merge_cells("E2:E3"),
    )
    merged = ["Chức vụ: Ô đang gộp với ô khác, bỏ gộp rồi điền từng ô."]
    assert texts(found) == [merged, merged, []]


def test_headings_that_are_missing_are_named(officer):
    heads = ["Họ tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ"]
    data = workbook(PERSON, row(PERSON), heads=heads)
    assert refused(officer, data) == ["Thiếu cột: Họ và tên, Nhóm đối tượng."]


def test_a_title_above_the_headings(officer):
    data = workbook(PERSON, row(PERSON), change=lambda sheet: sheet.insert_rows(1))
    assert refused(officer, data) == ["Dòng đầu tiên phải là tiêu đề cột, như trong tệp mẫu."]


def test_files_without_rows(officer):
    assert refused(officer, workbook(PERSON)) == ["Tệp chỉ có dòng tiêu đề, chưa có dữ liệu."]
    nothing = workbook(PERSON, change=lambda sheet: sheet.delete_rows(1))
    assert refused(officer, nothing) == [sheet.EMPTY]


def test_what_is_no_workbook_inside(officer):
    data = with_sheet(lambda text: text[:200])
    assert refused(officer, data) == [sheet.UNREADABLE]


def test_more_rows_than_are_taken():
    path = files.path_of(files.put(workbook(PERSON, *[row(PERSON)] * 3)))
    assert sheet.read(path, max_rows=2).reason == "Tệp có hơn 2 dòng. Chia thành nhiều tệp rồi tải lên."
    assert len(sheet.read(path, max_rows=3).rows) == 4
    assert MAX_ROWS == 20_000


def test_rows_twice_and_other_columns(officer):
    heads = [*(column.head for column in SORTS[PERSON].columns), "Ghi chú", "Cần làm gì"]
    found = checked(
        officer,
        PERSON,
        [*row(PERSON), "x", "sửa"],
        row(PERSON),
        heads=heads,
        change=lambda s: s.insert_rows(3),
    )
    assert classes(found) == [(2, "NEW"), (4, "ERROR")]
    assert texts(found)[1] == ["Trùng với dòng 2 của tệp. Giữ một dòng."]
    assert found.remarks == ["Cột không dùng đến: Ghi chú."]


def test_the_file_comes_back_with_what_is_to_be_done(officer):
    from awards.imports import queries

    heads = [*(column.head for column in SORTS[PERSON].columns), "Cần làm gì"]
    found = checked(
        officer,
        PERSON,
        row(PERSON),
        [*row(PERSON, full_name="+1 Lý Mẩy", unit="=1"), "cũ"],
        row(PERSON, full_name="#N/A", birth_date="x"),
        heads=heads,
    )
    back = sheet_book.with_todo(found.heads, queries.rows_with_todo(found))
    lines = cells_of(back)
    assert lines[0] == heads
    assert lines[1] == ["Giàng Thị Chứ", "05/02/1985", *ROWS[PERSON][2:], None]
    assert lines[2][:4] == ["+1 Lý Mẩy", "05/02/1985", "Nữ", "(công thức)"]
    assert lines[2][7] == "Đơn vị: Ô có công thức, dán giá trị."
    assert (lines[3][0], lines[3][1]) == ("#N/A", "x")
    assert scanned(back).verdict == "CLEAN"
    again = run(send(officer, PERSON, back))
    assert [code for _, code in classes(again)] == ["NEW", "ERROR", "ERROR"]


@pytest.mark.parametrize("kind", SORTS)
def test_the_template_is_taken_and_lists_what_is_allowed(officer, kind):
    known = Known(registers.words(), unit_list(), registers.award_list(), clock.today())
    data = template.template(SORTS[kind], known)
    assert scanned(data).verdict == "CLEAN"
    first, second = cells_of(data), cells_of(data, 1)
    assert first == [[column.head for column in SORTS[kind].columns]]
    said = {cell for line in second for cell in line}
    assert {column.help for column in SORTS[kind].columns} - said == set()
    assert {"02701", "Xã Y Tý"} <= said
    if kind == GRANT:
        assert {"BKT", "Công trạng", "Tập thể"} <= said


def test_a_check_asks_the_same_for_many_rows(officer):
    commune = OrgUnit.objects.get(code="02701")
    make_person(commune, "Người 1")

    def cost(number: int) -> int:
        rows = [row(PERSON, full_name=f"Người {place}") for place in range(number)]
        found = send(officer, PERSON, workbook(PERSON, *rows))
        with asked() as statements:
            run(found)
        # The rows are kept by one INSERT for each 500, or what SQLite takes at once.
        return sum(sql.startswith("SELECT") for sql, _ in statements.statements)

    assert cost(3) == cost(300)
