"""The receipt as a văn thư would check it: order and place of its parts, fonts, page numbers, same bytes."""

import io
import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports import pdf, receipt

MM = 72 / 25.4
PAGE_TOP = 841.89
TOP_MARGIN = PAGE_TOP - 20 * MM
LEFT, RIGHT = 30 * MM, 195 * MM
ACCEPTED = datetime(2026, 2, 5, 8, 2, tzinfo=UTC)
PEOPLE = (
    ("Giàng A Sử", "Trưởng thôn Sín Chải", "Chiến sĩ thi đua cơ sở", "INDIVIDUAL"),
    ("Chảo Thị Hương", "Công chức xã Y Tý", "Lao động tiên tiến", "INDIVIDUAL"),
    ("Trường Tiểu học Y Tý", "Xã Y Tý", "Tập thể Lao động xuất sắc", "COLLECTIVE"),
)
SAMPLE = receipt.ReceiptValues(
    number=5,
    superior="Ủy ban nhân dân tỉnh Lào Cai",
    issuer="Sở Nội vụ",
    issuer_code="SNV",
    place="Lào Cai",
    accepted_at=ACCEPTED,
    unit_name="Ủy ban nhân dân xã Y Tý",
    dossier_code="HS-2026-0421",
    round_name="Xét khen thưởng công trạng năm 2025",
    nominees=tuple(
        receipt.Nominee(order, name, place, award, kind)
        for order, (name, place, award, kind) in enumerate(PEOPLE, start=1)
    ),
    sender_name="Tráng A Lử",
    sent_at=datetime(2026, 2, 4, 9, 47, tzinfo=UTC),
    receiver_name="Nguyễn Thu Hằng",
    receiver_phone="0214 3800 124",
    due_on=date(2026, 3, 12),
    working_days=20,
    legal_basis=("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
)


def render(values: dict) -> bytes:
    return pdf.render(
        receipt.TEMPLATE, values, title=values["title"], identifier="phieu-0000000005", created=ACCEPTED
    )


def with_names(*names: str) -> receipt.ReceiptValues:
    nominees = [receipt.Nominee(order, name, "Xã Y Tý", "Giấy khen") for order, name in enumerate(names, 1)]
    return replace(SAMPLE, nominees=tuple(nominees))


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def runs(page) -> list[tuple]:
    """Every run of text: (x, y, text, font, size), in points from the lower left corner."""
    found = []

    def visit(text, cm, tm, font, size):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            name = font["/BaseFont"].split("+")[1]
            found.append((x, y, text.strip("\n"), name, round(size * cm[0], 1)))

    page.extract_text(visitor_text=visit)
    return found


def place_of(page, text: str) -> tuple[float, float]:
    [place] = [(x, y) for x, y, found, _font, _size in runs(page) if found == text]
    return place


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def letters(text: str) -> str:
    return "".join(text.split())


def rules(page) -> list[tuple[float, float, float]]:
    """The horizontal rules of head and title, from top to bottom: (y, left, right)."""
    found, start = {}, [0.0, 0.0]

    def visit(operator, operands, cm, tm):
        if operator == b"m":
            start[:] = [float(value) for value in operands]
        elif operator == b"l" and start[1] == float(operands[1]) and start[1] < 240:
            left, right = sorted((start[0] * cm[0], float(operands[0]) * cm[0]))
            found.setdefault((left, right), start[1] * cm[3] + cm[5])

    page.extract_text(visitor_operand_before=visit)
    return sorted(((y, left, right) for (left, right), y in found.items()), reverse=True)


def width_of(text: str, face: str, size: float) -> float:
    font = TTFont(settings.NODE_MODULES / "@expo-google-fonts" / "tinos" / pdf.FACES[face][0])
    advances, names = font["hmtx"], font.getBestCmap()
    return sum(advances[names[ord(letter)]][0] for letter in text) * size / font["head"].unitsPerEm


@pytest.fixture(scope="module")
def sample() -> bytes:
    return render(receipt.build_values(SAMPLE))


@pytest.fixture(scope="module")
def long_receipt() -> PdfReader:
    names = [f"Đầu{order} thôn Mò Phú Chải xã Y Tý tỉnh Lào Cai Cuối{order}" for order in range(1, 61)]
    return read(render(receipt.build_values(with_names(*names))))


def test_parts_stand_in_their_order_with_their_type(sample):
    page = read(sample).pages[0]
    assert [run[2:] for run in runs(page)][:10] == [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Tinos", 12.0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", 12.0),
        ("SỞ NỘI VỤ", "Tinos-Bold", 12.0),
        ("Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", 13.0),
        ("Số: 05/PTN-SNV", "Tinos", 13.0),
        ("Lào Cai, ngày 05 tháng 02 năm 2026", "Tinos-Italic", 13.0),
        ("PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Tinos-Bold", 14.0),
        ("Hồ sơ đề nghị khen thưởng của Ủy ban nhân dân xã Y Tý", "Tinos-Bold", 13.0),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.", "Tinos-Italic", 13.0),
        ("Sở Nội vụ đã tiếp nhận hồ sơ đề nghị khen thưởng của Ủy ban nhân dân xã Y Tý,", "Tinos", 13.0),
    ]
    assert [run[2:] for run in runs(page)][-7:] == [
        ("(Đã gửi trực tuyến)", "Tinos-Italic", 12.0),
        ("(Đã tiếp nhận trực tuyến)", "Tinos-Italic", 12.0),
        ("Tráng A Lử", "Tinos-Bold", 13.0),
        ("Nguyễn Thu Hằng", "Tinos-Bold", 13.0),
        ("Nơi nhận:", "Tinos-Bold-Italic", 12.0),
        ("- Ủy ban nhân dân xã Y Tý;", "Tinos", 11.0),
        ("- Lưu: VT, SNV.", "Tinos", 11.0),
    ]


def test_the_whole_text_reads_exactly(sample):
    assert text_of(read(sample)) == (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc "
        "Số: 05/PTN-SNV Lào Cai, ngày 05 tháng 02 năm 2026 "
        "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ "
        "Hồ sơ đề nghị khen thưởng của Ủy ban nhân dân xã Y Tý "
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022. "
        "Sở Nội vụ đã tiếp nhận hồ sơ đề nghị khen thưởng của Ủy ban nhân dân xã Y Tý, "
        "gồm 03 đề nghị (02 cá nhân, 01 tập thể), cụ thể như sau: "
        "1. Đơn vị nộp hồ sơ: Ủy ban nhân dân xã Y Tý. "
        "2. Mã hồ sơ: HS-2026-0421. "
        "3. Đợt xét: Xét khen thưởng công trạng năm 2025. "
        "4. Hình thức nộp: trực tuyến; người gửi: Tráng A Lử, "
        "lúc 16 giờ 47 phút, ngày 04 tháng 02 năm 2026. "
        "5. Thời điểm tiếp nhận: 15 giờ 02 phút, ngày 05 tháng 02 năm 2026. "
        "6. Thời hạn thẩm định: 20 ngày làm việc kể từ ngày tiếp nhận hồ sơ, "
        "không tính thời gian đơn vị bổ sung hồ sơ. "
        "7. Hẹn trả kết quả thẩm định: ngày 12 tháng 3 năm 2026. "
        "8. Theo dõi hồ sơ: tại Cổng thi đua, khen thưởng tỉnh Lào Cai, mục “Hồ sơ”. "
        "9. Người tiếp nhận, liên hệ: Nguyễn Thu Hằng, điện thoại 0214 3800 124. "
        "Danh sách đề nghị khen thưởng STT Họ tên, tập thể Chức vụ, đơn vị Danh hiệu, hình thức "
        "1 Giàng A Sử Trưởng thôn Sín Chải Chiến sĩ thi đua cơ sở "
        "2 Chảo Thị Hương Công chức xã Y Tý Lao động tiên tiến "
        "3 Trường Tiểu học Y Tý Xã Y Tý Tập thể Lao động xuất sắc "
        "Danh sách có 03 đề nghị (02 cá nhân, 01 tập thể). "
        "Phiếu này xác nhận việc tiếp nhận hồ sơ, không phải là kết quả xét khen thưởng. "
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN (Đã gửi trực tuyến) (Đã tiếp nhận trực tuyến) "
        "Tráng A Lử Nguyễn Thu Hằng "
        "Nơi nhận: - Ủy ban nhân dân xã Y Tý; - Lưu: VT, SNV."
    )


def test_issuer_is_left_state_is_right_line_by_line(sample):
    page = read(sample).pages[0]
    middle = (LEFT + RIGHT) / 2
    for left, right in [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 05/PTN-SNV", "Lào Cai, ngày 05 tháng 02 năm 2026"),
    ]:
        (left_x, left_y), (right_x, right_y) = place_of(page, left), place_of(page, right)
        assert (left_y == right_y, LEFT <= left_x < middle, left_x < right_x < RIGHT) == (True, True, True)
    superior, state = (place_of(page, text)[0] for text in ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", runs(page)[1][2]))
    superior_end = superior + width_of("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "paper:tinos-regular.ttf", 12)
    assert state - superior_end > 5 * MM


def test_rules_have_their_width_and_sit_under_their_line(sample):
    page = read(sample).pages[0]
    motto, issuer, subject = rules(page)
    for text, size, (rule_y, left, right), low, high in [
        ("Độc lập - Tự do - Hạnh phúc", 13, motto, 0.97, 1.03),
        ("SỞ NỘI VỤ", 12, issuer, 1 / 3, 1 / 2),
        ("Hồ sơ đề nghị khen thưởng của Ủy ban nhân dân xã Y Tý", 13, subject, 1 / 3, 1 / 2),
    ]:
        (x, y), width = place_of(page, text), width_of(text, "paper:tinos-bold.ttf", size)
        assert low <= (right - left) / width <= high
        assert abs((left + right) / 2 - (x + width / 2)) < 3
        assert 3 < y - rule_y < 12


def test_nothing_leaves_the_margins(sample, long_receipt):
    for page in [*read(sample).pages, *long_receipt.pages]:
        width, height = (float(value) for value in page.mediabox[2:])
        assert (round(width), round(height)) == (595, 842)
        body = [run for run in runs(page) if run[1] < TOP_MARGIN]
        assert [run for run in body if run[0] < LEFT - 0.1 or run[0] > RIGHT or run[1] < 20 * MM] == []


def test_page_number_is_centred_in_the_top_margin_from_page_two_on(long_receipt):
    in_margin = [[run for run in runs(page) if run[1] > TOP_MARGIN] for page in long_receipt.pages]
    count = len(long_receipt.pages)
    assert [[run[2:] for run in found] for found in in_margin] == [
        [],
        *([(str(number), "Tinos", 13.0)] for number in range(2, count + 1)),
    ]
    assert count >= 3
    x, y = in_margin[1][0][:2]
    assert abs(x + width_of("2", "paper:tinos-regular.ttf", 13) / 2 - (LEFT + RIGHT) / 2) < 0.5
    assert PAGE_TOP - 15 * MM < y < PAGE_TOP - 5 * MM


def test_sixty_nominees_flow_over_pages(long_receipt):
    pages = [letters(page.extract_text()) for page in long_receipt.pages]
    heads = [
        text.count(letters("STT Họ tên, tập thể Chức vụ, đơn vị Danh hiệu, hình thức")) for text in pages
    ]
    assert heads == [1] * len(pages)
    for order in range(1, 61):
        begins = [text.count(f"Đầu{order}thôn") for text in pages]
        ends = [text.count(f"Cuối{order}Xã") for text in pages]
        assert (begins, sum(begins)) == (ends, 1)
    assert [text.count("NGƯỜINỘPHỒSƠ") for text in pages] == [0] * (len(pages) - 1) + [1]
    assert pages[-1].count("Cuối60Xã") == 1
    assert text_of(long_receipt).count("Danh sách có 60 đề nghị (60 cá nhân).") == 1


@pytest.mark.parametrize("lines", range(8, 16))
def test_name_of_the_list_never_parts_from_its_first_row(lines):
    values = receipt.build_values(SAMPLE)
    values["facts"] += [{"label": "Dòng thêm", "value": "có", "strong": False}] * lines
    pages = [page.extract_text() for page in read(render(values)).pages]
    assert [("Danh sách đề nghị khen thưởng" in text) for text in pages] == [
        ("Giàng A Sử" in text) for text in pages
    ]


def test_only_tinos_and_every_cut_embedded(sample):
    fonts = {}
    for page in read(sample).pages:
        for font in page["/Resources"]["/Font"].values():
            [descendant] = font.get_object()["/DescendantFonts"]
            file = descendant.get_object()["/FontDescriptor"].get_object().get("/FontFile2")
            fonts[font.get_object()["/BaseFont"].split("+")[1]] = file is not None
    assert fonts == {"Tinos": True, "Tinos-Italic": True, "Tinos-Bold": True, "Tinos-Bold-Italic": True}


def test_a_letter_outside_tinos_brings_no_other_font():
    reader = read(render(receipt.build_values(with_names("Lý 漢 😀 Sán\u200b\u202e Mẩy"))))
    names = {font for page in reader.pages for _x, _y, _text, font, _size in runs(page)}
    assert names == {"Tinos", "Tinos-Italic", "Tinos-Bold", "Tinos-Bold-Italic"}
    assert text_of(reader).count("1 Lý \ufffd \ufffd Sán Mẩy Xã Y Tý Giấy khen") == 1


@pytest.mark.parametrize("face", pdf.FACES)
def test_every_vietnamese_letter_is_in_the_font(face):
    marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    vowels = [unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks]
    small = vowels + list("bcdđghklmnpqrstvxfjwz")
    wanted = {letter for word in small for letter in (word, word.upper())}
    assert (len(wanted), {len(letter) for letter in wanted}) == (2 * (72 + 21), {1})
    font = TTFont(settings.NODE_MODULES / "@expo-google-fonts" / "tinos" / pdf.FACES[face][0])
    assert {letter for letter in wanted if ord(letter) not in font.getBestCmap()} == set()


def test_names_typed_in_decomposed_form_are_printed_composed(sample):
    apart = replace(SAMPLE, sender_name=unicodedata.normalize("NFD", SAMPLE.sender_name))
    assert apart.sender_name != SAMPLE.sender_name
    assert render(receipt.build_values(apart)) == sample


def test_archival_and_tagged(sample):
    reader = read(sample)
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert ('pdfaid:part="2"' in metadata, 'pdfaid:conformance="A"' in metadata) == (True, True)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("vi", True)
    assert reader.metadata.title == "Phiếu tiếp nhận hồ sơ và hẹn trả kết quả số 05/PTN-SNV"
    assert reader.metadata.creation_date == ACCEPTED
    assert reader.trailer["/ID"][0] == "phieu-0000000005"
    tags = [thing["/S"] for thing in objects(reader) if thing.get("/Type") == "/StructElem"]
    wanted = ("/H1", "/Table", "/Caption", "/TH", "/TD")
    assert {tag: tags.count(tag) for tag in wanted} == {
        "/H1": 1,
        "/Table": 1,
        "/Caption": 1,
        "/TH": 4,
        "/TD": 12,
    }


def objects(reader: PdfReader) -> list[dict]:
    numbers = range(1, int(reader.trailer["/Size"]))
    return [thing for thing in map(reader.get_object, numbers) if isinstance(thing, dict)]


def test_no_attachment_and_no_action(sample, long_receipt):
    hostile = read(render(receipt.build_values(with_names(*HOSTILE))))
    forbidden = {
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/URI",
        "/Launch",
    }
    for reader in (read(sample), long_receipt, hostile):
        keys = {key for thing in objects(reader) for key in thing}
        assert ("/StructParents" in keys, keys & forbidden) == (True, set())
        assert [thing for thing in objects(reader) if thing.get("/Type") == "/Filespec"] == []


def test_same_values_give_the_same_bytes(sample):
    assert render(receipt.build_values(SAMPLE)) == sample
    assert render(receipt.build_values(replace(SAMPLE, number=6))) != sample


def test_same_bytes_in_another_process_from_the_stored_values(sample):
    script = (
        "import sys, json, datetime, django; django.setup(); from reports import pdf, receipt; "
        "values = json.load(sys.stdin); "
        "sys.stdout.buffer.write(pdf.render(receipt.TEMPLATE, values, title=values['title'], "
        f"identifier='phieu-0000000005', created=datetime.datetime.fromisoformat('{ACCEPTED.isoformat()}')))"
    )
    stored = json.dumps(receipt.build_values(SAMPLE)).encode()
    results = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=stored,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "laocai_thidua.settings"},
        ).stdout
        for seed in ("1", "2")
    }
    assert results == {sample}


def test_same_bytes_on_a_machine_without_harfbuzz_subset(monkeypatch):
    import weasyprint.pdf.fonts

    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    results = []
    for moment in (datetime(2026, 2, 5, tzinfo=UTC), datetime(2027, 8, 9, tzinfo=UTC)):
        with time_machine.travel(moment):
            results.append(render(receipt.build_values(SAMPLE)))
    assert results[0] == results[1]


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    '"><link rel=attachment href=file:///etc/passwd>',
    "{{ 1 }}{% include 'x' %}",
    "<style>@import url(http://127.0.0.1:9/x)</style>",
    "&lt;b&gt; &amp; &#x41;",
)


def test_hostile_names_are_inert_text(monkeypatch):
    opened = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: opened.append(address))
    reader = read(render(receipt.build_values(with_names(*HOSTILE))))
    rows = "".join(f"{order}{letters(name)}XãYTýGiấykhen" for order, name in enumerate(HOSTILE, start=1))
    head = letters("STT Họ tên, tập thể Chức vụ, đơn vị Danh hiệu, hình thức")
    table = letters(text_of(reader).replace("STT Họ", "\0STT Họ", 1)).split("\0")[1]
    page_break = f"2{head}"
    assert table.replace(page_break, "").split("Danhsáchcó")[0] == head + rows
    assert opened == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a",
        "/etc/passwd",
        "../static/css/paper.css",
        "paper.css",
        "paper:",
        "paper:../settings.py",
        "paper:paper.css?x",
        "data:text/html,<p>",
        "data:text/css,p{}",
        "",
    ],
)
def test_fetcher_refuses(address):
    with pytest.raises(pdf.RefusedSource):
        pdf.fetcher()(address)


def test_fetcher_serves_the_closed_list_and_data_images():
    fetch = pdf.fetcher()
    served = {address: fetch(address).read()[:4] for address in pdf.FACES}
    assert served == dict.fromkeys(pdf.FACES, b"\x00\x01\x00\x00")
    assert fetch("paper:paper.css").read() == (settings.BASE_DIR / "static/css/paper.css").read_bytes()
    assert fetch("data:image/png;base64,iVBORw==").read() == b"\x89PNG"


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/a.png">',
        '<img alt="x" src="a.png">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<link rel="stylesheet" href="/etc/passwd">',
        '<style>@import "a.css";</style>',
        '<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style><p style="font-family:x">x</p>',
        "<style>p{background:url(a.png)}</style><p>x</p>",
        '<base href="file:///etc/"><img alt="x" src="passwd">',
        '<object data="file:///etc/passwd"></object>',
        "<img alt=\"x\" src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        "<image href='file:///etc/passwd' width='9' height='9'/></svg>\">",
    ],
)
def test_a_paper_that_loads_anything_else_is_not_made(markup):
    start = '<!doctype html><html lang="vi"><head><title>x</title></head><body>'
    with pytest.raises(pdf.RefusedSource):
        pdf.to_pdf(f"{start}{markup}</body></html>", identifier="x")
    assert pdf.to_pdf(f"{start}<p>x</p></body></html>", identifier="x")[:5] == b"%PDF-"


def test_preview_is_the_same_sheet_and_escapes():
    sheet = pdf.render_html(receipt.TEMPLATE, receipt.build_values(with_names(HOSTILE[0])))
    assert (sheet.count('<article class="paper"'), sheet.count("<html"), sheet.count("<script")) == (1, 0, 0)
    assert sheet.count("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>") == 1


def test_values_survive_storing_as_json():
    values = receipt.build_values(SAMPLE)
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"nominees": ()}, "at least one nominee"),
        ({"nominees": (SAMPLE.nominees[0], SAMPLE.nominees[2])}, "without a gap"),
        ({"due_on": date(2026, 2, 5)}, "due after"),
        ({"working_days": 0}, "due after"),
        ({"sent_at": datetime(2026, 2, 5, 8, 3, tzinfo=UTC)}, "accepted after"),
        ({"number": 0}, "starts at 1"),
        ({"legal_basis": ()}, "legal basis"),
        ({"issuer": ""}, "who issues"),
    ],
)
def test_a_receipt_that_contradicts_itself_is_refused(changes, message):
    assert receipt.build_values(SAMPLE)["symbol"] == "05/PTN-SNV"
    with pytest.raises(ValueError, match=message):
        receipt.build_values(replace(SAMPLE, **changes))


def test_handed_in_on_paper_is_signed_by_hand():
    values = receipt.build_values(replace(SAMPLE, hand_in="trực tiếp"))
    assert [signature["note"] for signature in values["signatures"]] == ["(Ký, ghi rõ họ tên)"] * 2


def test_accepted_after_midnight_in_vietnam_carries_the_new_day():
    night = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    values = receipt.build_values(replace(SAMPLE, accepted_at=night, due_on=date(2027, 1, 29)))
    assert values["place_date"] == "Lào Cai, ngày 01 tháng 01 năm 2027"


def test_without_pango_the_portal_says_what_to_install():
    script = (
        "import cffi, django, datetime\n"
        "django.setup()\n"
        "def missing(self, *names): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = missing\n"
        "from reports import pdf\n"
        "print(pdf.available())\n"
        "try:\n"
        "    pdf.render('reports/receipt.html', {}, title='x', identifier='x',"
        " created=datetime.datetime.now(datetime.UTC))\n"
        "except pdf.PdfUnavailable as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "laocai_thidua.settings", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=environment,
    )
    assert done.stdout.splitlines()[-2:] == ["False", pdf.MISSING_PANGO]
    assert pdf.available() is True
