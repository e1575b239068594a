"""Letter and decision as a văn thư would check them: parts, wording, lists, the draft and the final."""

from dataclasses import replace
from datetime import date

import pytest

from reports import decision_paper, letter
from tests.documents.papers import (
    LEFT,
    MM,
    PAGE_TOP,
    RIGHT,
    letters,
    place_of,
    read,
    rules,
    runs,
    text_of,
    width_of,
)
from tests.documents.samples import DECISION, DRAFT, DRAFT_LETTER, HONOURED, LETTER, many
from tests.documents.test_papers_common import render


@pytest.fixture(scope="module")
def decision():
    return read(render(decision_paper, DECISION))


def test_the_letter_reads_exactly():
    assert text_of(read(render(letter, LETTER))) == (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc "
        "Số: 05/TTr-SNV Lào Cai, ngày 09 tháng 02 năm 2026 "
        "TỜ TRÌNH Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh "
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Lào Cai. "
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; "
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ. "
        "1. Kết quả thẩm định "
        "Thực hiện Công văn số 1456/UBND-NV ngày 10 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh, Sở Nội vụ đã "
        "tiếp nhận, thẩm định hồ sơ đề nghị khen thưởng của 12 cơ quan, đơn vị trong đợt "
        "“Xét khen thưởng tổng kết năm 2025”. "
        "Tổng số đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh: 05. Kết quả thẩm định: "
        "03 đề nghị đủ tiêu chuẩn, 01 đề nghị cần xem xét thêm, 01 đề nghị không đủ tiêu chuẩn. "
        "2. Kết quả xét của Hội đồng "
        "Phiên họp số 03 năm 2026 của Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai ngày 05 tháng 02 năm 2026 "
        "(08 thành viên có quyền bỏ phiếu) đã xét 04 đề nghị và thống nhất đề nghị khen thưởng 03 đề nghị "
        "có đủ "
        "số phiếu đồng ý theo quy định. "
        "3. Đề nghị "
        "Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh Lào Cai xem xét, quyết định tặng Bằng khen của "
        "Chủ "
        "tịch Ủy ban nhân dân tỉnh cho 01 tập thể, 02 cá nhân (có danh sách kèm theo)./. "
        "(Hồ sơ trình kèm: dự thảo Quyết định, biên bản họp Hội đồng, biên bản kiểm phiếu, hồ sơ đề nghị "
        "khen "
        "thưởng.) "
        "Nơi nhận: - Như trên; - Lưu: VT, SNV. GIÁM ĐỐC Vừ Thị Mai "
        "DANH SÁCH Tập thể, cá nhân được đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh "
        "(Kèm theo Tờ trình số 05/TTr-SNV ngày 09 tháng 02 năm 2026 của Sở Nội vụ) "
        "STT Họ tên, tập thể Chức vụ, đơn vị Thành tích Ghi chú "
        "I. TẬP THỂ (01) "
        "1 Trường Tiểu học Y Tý Xã Y Tý Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2025 "
        "7/8 phiếu (87,50%) "
        "II. CÁ NHÂN (02) "
        "1 Giàng A Sử Trưởng thôn Sín Chải, xã Y Tý Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công "
        "tác "
        "năm 2025 7/8 phiếu (87,50%) "
        "2 Chảo Thị Hương Công chức xã Y Tý Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm "
        "2025 8/8 phiếu (100%) "
        "Danh sách gồm 01 tập thể, 02 cá nhân./."
    )


def test_the_decision_reads_exactly(decision):
    assert text_of(decision) == (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc "
        "Số: 204/QĐ-UBND Lào Cai, ngày 12 tháng 02 năm 2026 "
        "QUYẾT ĐỊNH Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh "
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI "
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025; "
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; "
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ; "
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 05/TTr-SNV ngày 09 tháng 02 năm 2026. "
        "QUYẾT ĐỊNH: "
        "Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 01 tập thể, 02 cá nhân "
        "(có danh sách kèm theo), đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2025. "
        "Điều 2. Tập thể, cá nhân có tên tại Điều 1 được thưởng số tiền ghi trong danh sách kèm theo; tổng "
        "số "
        "tiền thưởng là 15.190.000 đồng (Mười lăm triệu một trăm chín mươi nghìn đồng). Mức lương cơ sở để "
        "tính "
        "tiền thưởng là 2.530.000 đồng. Kinh phí chi từ quỹ thi đua, khen thưởng theo quy định hiện hành. "
        "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh; "
        "Giám đốc Sở Nội vụ; thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên tại "
        "Điều 1 "
        "chịu trách nhiệm thi hành Quyết định này./. "
        "Nơi nhận: - Như Điều 3; - Hội đồng Thi đua - Khen thưởng; - Lưu: VT, SNV. "
        "CHỦ TỊCH Trịnh Xuân Trường "
        "DANH SÁCH Tập thể, cá nhân được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh "
        "(Kèm theo Quyết định số 204/QĐ-UBND ngày 12 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Lào "
        "Cai) STT Họ tên, tập thể Chức vụ, đơn vị Tiền thưởng (đồng) "
        "I. TẬP THỂ (01) 1 Trường Tiểu học Y Tý Xã Y Tý 7.590.000 "
        "II. CÁ NHÂN (02) 1 Giàng A Sử Trưởng thôn Sín Chải, xã Y Tý 3.800.000 "
        "2 Chảo Thị Hương Công chức xã Y Tý 3.800.000 "
        "TỔNG SỐ TIỀN 15.190.000 Danh sách gồm 01 tập thể, 02 cá nhân./."
    )


def test_the_peoples_committee_stands_alone_and_bold(decision):
    head = [run[2:] for run in runs(decision.pages[0])][:5]
    assert head == [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Tinos-Bold", 12.0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", 12.0),
        ("Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", 13.0),
        ("Số: 204/QĐ-UBND", "Tinos", 13.0),
        ("Lào Cai, ngày 12 tháng 02 năm 2026", "Tinos-Italic", 13.0),
    ]


@pytest.mark.parametrize("text", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "QUYẾT ĐỊNH:"])
def test_who_decides_stands_bold_in_the_middle(decision, text):
    page = decision.pages[0]
    x, _y = place_of(page, text)
    width = width_of(text, "paper:tinos-bold.ttf", 13)
    assert abs(x + width / 2 - (LEFT + RIGHT) / 2) < 1
    assert [run[3:] for run in runs(page) if run[2] == text] == [("Tinos-Bold", 13.0)]


def test_the_signature_stands_right_of_the_recipients(decision):
    page = decision.pages[0]
    (recipients, level), (role, same) = place_of(page, "Nơi nhận:"), place_of(page, "CHỦ TỊCH")
    assert (abs(recipients - LEFT) < 1, role > (LEFT + RIGHT) / 2, abs(level - same) < 3) == (True,) * 3


def test_a_deputy_signs_in_place_of_the_chair_and_never_for_the_body():
    text = text_of(read(render(decision_paper, replace(DECISION, signer_role="Phó Chủ tịch UBND tỉnh"))))
    assert text.count("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trịnh Xuân Trường") == 1
    assert text.count("TM.") == 0


def test_a_draft_leaves_number_date_and_name_to_the_pen():
    text = text_of(read(render(decision_paper, DRAFT)))
    assert text.count("Số: ……/QĐ-UBND Lào Cai, ngày … tháng … năm 2026") == 1
    assert text.count("tại Tờ trình số ……/TTr-SNV ngày … tháng … năm 2026.") == 1
    assert text.count("(Kèm theo Quyết định số ……/QĐ-UBND ngày … tháng … năm 2026") == 1
    assert text.count("Trịnh Xuân Trường") == 0
    text = text_of(read(render(letter, DRAFT_LETTER)))
    assert text.count("Số: ……/TTr-SNV Lào Cai, ngày … tháng … năm 2026") == 1


def test_the_annex_counts_its_own_pages():
    reader = read(render(decision_paper, replace(DECISION, lines=many(60))))
    in_margin = [[run[2] for run in runs(page) if run[1] > PAGE_TOP - 20 * MM] for page in reader.pages]
    assert in_margin == [[], [], ["2"], ["3"], ["4"]]
    pages = [letters(page.extract_text()) for page in reader.pages]
    assert pages[1].startswith("DANHSÁCH")
    for order in range(1, 61):
        begins = [text.count(f"Đầu{order}A") for text in pages]
        assert (begins, sum(begins)) == ([text.count(f"Cuối{order}T") for text in pages], 1)
    assert text_of(reader).count("Danh sách gồm 60 cá nhân./.") == 1
    assert text_of(reader).count("TỔNG SỐ TIỀN 228.000.000") == 1


def test_different_merits_stand_in_the_list():
    lines = (*HONOURED[:2], replace(HONOURED[2], merit="Đã cứu người bị nạn"))
    text = text_of(read(render(decision_paper, replace(DECISION, lines=lines))))
    assert text.count("(có danh sách kèm theo), vì có thành tích ghi trong danh sách.") == 1
    assert text.count("2 Chảo Thị Hương Công chức xã Y Tý Đã cứu người bị nạn 3.800.000") == 1


def test_a_prize_that_is_not_known_is_a_dash_and_a_title_is_called_one():
    lines = tuple(replace(line, prize=None) for line in HONOURED)
    values = decision_paper.build_values(
        replace(DECISION, lines=lines, award="Chiến sĩ thi đua cấp tỉnh", is_title=True)
    )
    assert values["subject"] == "Về việc tặng danh hiệu Chiến sĩ thi đua cấp tỉnh"
    assert values["articles"][1]["lines"][0].startswith("Tiền thưởng kèm theo thực hiện theo quy định")
    mixed = (replace(HONOURED[0], prize=None), *HONOURED[1:])
    groups = decision_paper.build_values(replace(DECISION, lines=mixed))["groups"]
    assert [row["prize"] for group in groups for row in group["rows"]] == ["7.590.000", "-", "3.800.000"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lines": ()}, "at least one"),
        ({"number": None}, "come together"),
        ({"signed_on": None}, "come together"),
        ({"letter_symbol": ""}, "come together"),
        ({"letter_symbol": "", "letter_on": None}, "names the letter"),
        ({"legal_basis": ()}, "legal basis"),
        ({"number": 0}, "starts at 1"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        decision_paper.build_values(replace(DECISION, **changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lines": ()}, "at least one"),
        ({"symbol": ""}, "come together"),
        ({"day": None}, "come together"),
        ({"qualified": 4}, "sum to what was proposed"),
        ({"proposed": 2, "qualified": 2, "to_judge": 0, "not_qualified": 0}, "than were proposed"),
        ({"council": replace(LETTER.council, recommended=2)}, "than the council recommends"),
    ],
)
def test_a_letter_that_contradicts_itself_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        letter.build_values(replace(LETTER, **changes))


def test_small_numbers_get_their_zero():
    values = decision_paper.build_values(replace(DECISION, number=5, signed_on=date(2026, 3, 2)))
    assert (values["symbol"], values["place_date"]) == (
        "05/QĐ-UBND",
        "Lào Cai, ngày 02 tháng 3 năm 2026",
    )


@pytest.mark.parametrize("facts", [DECISION, DRAFT])
def test_the_annex_has_one_rule_between_its_heading_and_the_list(facts):
    page = read(render(decision_paper, facts)).pages[1]
    drawn = [round(y, 1) for y, _left, _right in rules(page)]
    table = max(y for y in drawn if drawn.count(y) > 1)  # the top of the table, cell by cell
    assert len([y for y in drawn if y > table]) == 1
