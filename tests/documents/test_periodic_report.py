"""The periodic report as a văn thư would check it: parts, words, fonts, numbers, the same bytes."""

import io
import json
import re
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from reports import book, pdf, periodic, tables
from reports.rules_period import QUARTER, parse
from tests.documents.papers import HOSTILE, MM, TOP_MARGIN, letters, objects, read, runs, text_of

MADE = datetime(2026, 9, 16, 2, tzinfo=UTC)
PERIOD = parse(QUARTER, "2026-Q3")
TEXTS = {
    "leading_text": "Tham mưu ban hành Kế hoạch số 45/KH-UBND.\nTổ chức tập huấn cho 99 xã, phường.",
    "models_text": "Mô hình “Bản sạch” tại xã Y Tý.",
    "limits_text": "Một số đơn vị gửi hồ sơ muộn.",
    "proposals_text": "Tiếp tục tập huấn nghiệp vụ.",
}
FORBIDDEN = {"/EmbeddedFiles", "/EF", "/AF", "/JS", "/JavaScript", "/AA", "/OpenAction", "/URI", "/Launch"}


def awards(code, name, count, **change) -> dict:
    row = {"code": code, "name": name, "level": "PROVINCE", "order": 1, "count": count, "gender": "FEMALE"}
    row |= {"commendation_type": "CONG_TRANG", "recipient": "INDIVIDUAL", "leader_class": "DIRECT_WORKER"}
    return row | {"is_remote": False, "is_border": False} | change


def values(*, name="Sở Y tế", **change) -> dict:
    """The figures of a quarter as they are stored."""
    bkt = "Bằng khen của Chủ tịch UBND tỉnh"
    figures = {
        "as_of": "2026-09-16",
        "from_on": "2026-06-15",
        "to_on": "2026-09-14",
        "cube": [
            awards("BKT", bkt, 1204, is_border=True),
            awards("BKT", bkt, 6, leader_class="OTHER_LEADER", gender="MALE"),
            awards("BKT", bkt, 3, recipient="COLLECTIVE", leader_class="", gender=""),
        ],
        "before": {"total": 0, "individuals": 0, "direct": 0, "women": 0, "remote": 0, "border": 0},
        "shares": [
            {"label": "II/2026", "all": 0, "direct": 0},
            {"label": "III/2026", "all": 1210, "direct": 1204},
        ],
        "awards_by_unit": [
            {"unit": 7, "name": name, "kind": "DEPARTMENT", "individuals": 1210, "direct": 1204}
            | {"collectives": 3, "households": 0}
        ],
        "dossiers_by_unit": [
            {"unit": 7, "name": name, "kind": "DEPARTMENT", "sent": 12, "accepted": 11, "returned": 2}
            | {"refused": 1, "withdrawn": 0, "appraised": 10, "on_time": 9}
        ],
        "campaigns": [],
        "letters": ["số 1502/SNV-TĐKT ngày 20/08/2026"],
        "joins": {"registrations": 0, "units": 0},
        "reviews": {"interim": 0, "final": 0, "late": 0},
        "council": {"sessions": [], "polls": 0, "questions": 0},
        "decisions": {"published": 2, "struck": 1},
        "initiatives": [],
        "areas": {"communes": 99, "communes_awarded": 80, "remote": 0, "remote_awarded": 0}
        | {"border": 9, "border_awarded": 8},
        "signer": "Vũ Thị Thanh",
    }
    frame = {
        "superior": "Ủy ban nhân dân tỉnh Lào Cai",
        "issuer": "Sở Nội vụ",
        "symbol": "SNV",
        "place": "Lào Cai",
        "recipients": ["Ban Thường vụ Tỉnh ủy", "Bộ Nội vụ"],
        "legal_basis": "",
    }
    return {"frame": frame, "figures": figures | change}


def words(stored=None, texts=TEXTS, **issued) -> dict:
    return periodic.build_values(PERIOD, stored or values(), texts, **issued)


def render(built: dict) -> bytes:
    return pdf.render(periodic.TEMPLATE, built, title=built["title"], identifier="bao-cao/1/1", created=MADE)


@pytest.fixture(scope="module")
def draft() -> bytes:
    return render(words())


@pytest.fixture(scope="module")
def issued() -> bytes:
    return render(words(number=5, day=date(2026, 9, 18)))


def test_head_and_title(issued):
    assert [run[2:] for run in runs(read(issued).pages[0])][:8] == [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Tinos", 12.0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", 12.0),
        ("SỞ NỘI VỤ", "Tinos-Bold", 12.0),
        ("Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", 13.0),
        ("Số: 05/BC-SNV", "Tinos", 13.0),
        ("Lào Cai, ngày 18 tháng 9 năm 2026", "Tinos-Italic", 13.0),
        ("BÁO CÁO", "Tinos-Bold", 14.0),
        ("Kết quả công tác thi đua, khen thưởng quý III năm 2026", "Tinos-Bold", 13.0),
    ]


def test_seven_parts_in_their_order_then_signature_and_annex(issued):
    text = text_of(read(issued))
    order = [
        "I. Công tác lãnh đạo, chỉ đạo",
        "II. Phong trào thi đua",
        "III. Công tác khen thưởng",
        "IV. Điển hình tiên tiến",
        "V. Hội đồng, bộ máy, kiểm tra, giám sát",
        "VI. Hạn chế, nguyên nhân",
        "VII. Phương hướng, kiến nghị",
        "của Sở Nội vụ./.",
        "Nơi nhận:",
        "- Ban Thường vụ Tỉnh ủy; - Bộ Nội vụ; - Lưu: VT, SNV.",
        "GIÁM ĐỐC",
        "Vũ Thị Thanh",
        "PHỤ LỤC",
        "(Kèm theo Báo cáo số 05/BC-SNV ngày 18 tháng 9 năm 2026 của Sở Nội vụ)",
        "Biểu 1. Số lượng khen thưởng cấp Nhà nước (Biểu 0602.N/BNV-TĐKT)",
        "Biểu 2. Số lượng khen thưởng cấp bộ, tỉnh (Biểu 0603.N/BNV-TĐKT)",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, [part for part, place in zip(order, places, strict=True) if place < 0]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "sentence",
    [
        "(số liệu từ ngày 15 tháng 6 năm 2026 đến ngày 14 tháng 9 năm 2026) như sau:",
        "Sở Nội vụ đã ban hành 01 công văn hướng dẫn xét khen thưởng: số 1502/SNV-TĐKT ngày 20/08/2026.",
        "Tổng số 1.213 trường hợp được khen thưởng, gồm 03 tập thể, 1.210 cá nhân. "
        "Theo loại hình: 1.213 công trạng. Cùng kỳ năm trước: 0 trường hợp.",
        "là 1.204, đạt 99,5%; nữ là 1.204, đạt 99,5%.",
        "Nhận 12 hồ sơ đề nghị khen thưởng gửi trực tuyến; tiếp nhận 11, yêu cầu bổ sung 02, từ chối 01, "
        "đơn vị rút 0 hồ sơ. Thẩm định xong 10 hồ sơ, trong đó đúng hạn 09 (90%).",
        "Đã công bố 02 quyết định khen thưởng; 01 trường hợp bị gạch tên khi trình ký.",
        "Tham mưu ban hành Kế hoạch số 45/KH-UBND.",
        "Trong kỳ Hội đồng Thi đua - Khen thưởng không họp phiên nào.",
    ],
)
def test_sentences_say_what_was_counted(issued, sentence):
    assert letters(sentence) in letters(text_of(read(issued)))


def test_what_nobody_has_written_is_said_to_be_missing():
    nothing = dict.fromkeys(TEXTS, "")
    text = text_of(read(render(words(texts=nothing))))
    assert text.count(periodic.UNWRITTEN) == 4
    assert text_of(read(render(words()))).count(periodic.UNWRITTEN) == 0


def test_a_draft_leaves_number_and_date_to_the_clerk(draft):
    text = text_of(read(draft))
    assert "Số: ……/BC-SNV" in text
    assert "Lào Cai, ngày … tháng … năm 2026" in text


def test_number_and_date_come_together():
    with pytest.raises(ValueError, match="together"):
        words(number=5)


def test_an_open_period_says_until_when():
    stored = values(as_of="2026-08-02")
    assert "tính đến ngày 02 tháng 8 năm 2026)" in words(stored)["opening"]


def test_an_empty_quarter_is_a_whole_report():
    stored = values(cube=[], awards_by_unit=[], dossiers_by_unit=[], shares=[], letters=[])
    text = letters(text_of(read(render(words(stored)))))
    for sentence in (
        "Trong kỳ chưa có khen thưởng được quyết định.",
        "Trong kỳ không có hồ sơ đề nghị khen thưởng được gửi đến.",
        "Trong kỳ không ban hành công văn hướng dẫn đợt xét khen thưởng mới.",
    ):
        assert letters(sentence) in text


def test_the_first_page_of_report_and_annex_have_no_number(draft):
    reader = read(draft)
    numbers = [
        [run[2] for run in runs(page) if run[1] > TOP_MARGIN and run[2].strip().isdigit()]
        for page in reader.pages
    ]
    annex = next(n for n, page in enumerate(reader.pages) if "PHỤ LỤC" in page.extract_text())
    expected = [[], *([str(n)] for n in range(2, annex + 1)), []]
    expected += [[str(n)] for n in range(2, len(reader.pages) - annex + 1)]
    assert numbers == expected
    assert float(reader.pages[0].mediabox[3]) == pytest.approx(297 * MM, abs=0.5)


def test_only_tinos_is_there_and_embedded(draft):
    fonts = {}
    for page in read(draft).pages:
        found = [page["/Resources"], *(f.get_object().get("/Resources", {}) for f in forms(page))]
        for resources in found:
            for font in resources.get("/Font", {}).values():
                [descendant] = font.get_object()["/DescendantFonts"]
                file = descendant.get_object()["/FontDescriptor"].get_object().get("/FontFile2")
                fonts[font.get_object()["/BaseFont"].split("+")[1]] = file is not None
    assert set(fonts) == {"Tinos", "Tinos-Italic", "Tinos-Bold", "Tinos-Bold-Italic"}
    assert set(fonts.values()) == {True}


def forms(page) -> list:
    return list(page["/Resources"].get("/XObject", {}).values())


def test_archival_and_without_attachments(draft):
    reader = read(draft)
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert ('pdfaid:part="2"' in metadata, 'pdfaid:conformance="A"' in metadata) == (True, True)
    assert {key for thing in objects(reader) for key in thing} & FORBIDDEN == set()


def test_charts_are_figures_with_words(draft):
    described = [thing.get("/Alt") for thing in objects(read(draft)) if thing.get("/S") == "/Figure"]
    assert described == [
        "Khen thưởng theo loại hình",
        "Cá nhân được khen theo nhóm đối tượng",
        "Tỷ lệ người lao động trực tiếp trong số cá nhân được khen",
    ]


def test_no_wrong_zero(issued):
    assert re.findall(r"ngày \d tháng|tháng 0[3-9]|[Ss]ố:? \d/|\b00\b", text_of(read(issued))) == []


def test_the_same_values_give_the_same_bytes_and_survive_storing(draft):
    built = words(json.loads(json.dumps(values())))
    assert json.loads(json.dumps(built)) == built
    assert render(built) == draft


def test_hostile_names_are_inert_text(monkeypatch):
    opened = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: opened.append(address))
    name = " ".join(HOSTILE)
    reader = read(render(words(values(name=name), TEXTS | {"limits_text": name})))
    assert letters(text_of(reader)).count(letters(pdf.printable(name))) == 3
    assert ({key for thing in objects(reader) for key in thing} & FORBIDDEN, opened) == (set(), [])


def sheets(stored: dict):
    found = tables.all_tables(stored["figures"])
    data = book.workbook("Báo cáo quý III năm 2026", found, MADE)
    return data, load_workbook(io.BytesIO(data))


def test_the_book_has_a_sheet_for_each_table_and_numbers_as_numbers():
    data, read_back = sheets(values())
    assert len(read_back.sheetnames) == len(tables.all_tables(values()["figures"])) == 13
    rows = list(read_back.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "Khen thưởng theo danh hiệu, hình thức, loại hình và đối tượng"
    assert rows[3] == ("Bằng khen của Chủ tịch UBND tỉnh", 1213, 0, 0, 0, 0, 0, 3, 0, 1210, 1213)
    assert rows[4] == ("Cộng", 1213, 0, 0, 0, 0, 0, 3, 0, 1210, 1213)
    assert sheets(values())[0] == data


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "\x01\ud800x"])
def test_the_book_holds_no_formula(name):
    _, read_back = sheets(values(name=name))
    kinds = {cell.data_type for sheet in read_back for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
