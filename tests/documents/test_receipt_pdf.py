"""The receipt as a văn thư would check it: order and place of its parts, wording, fonts, page numbers."""

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from reports import pdf, receipt
from tests.documents.papers import (
    ACCEPTED,
    LEFT,
    MM,
    PAGE_TOP,
    RIGHT,
    SAMPLE,
    TOP_MARGIN,
    letters,
    objects,
    place_of,
    read,
    render,
    rules,
    runs,
    text_of,
    width_of,
)


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
    assert [run[2:] for run in runs(page)][-9:] == [
        ("NGƯỜI NỘP HỒ SƠ", "Tinos-Bold", 13.0),
        ("(Đã gửi trực tuyến)", "Tinos-Italic", 12.0),
        ("Tráng A Lử", "Tinos-Bold", 13.0),
        ("NGƯỜI TIẾP NHẬN", "Tinos-Bold", 13.0),
        ("(Đã tiếp nhận trực tuyến)", "Tinos-Italic", 12.0),
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
        "NGƯỜI NỘP HỒ SƠ (Đã gửi trực tuyến) Tráng A Lử "
        "NGƯỜI TIẾP NHẬN (Đã tiếp nhận trực tuyến) Nguyễn Thu Hằng "
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
