"""Minutes of a session and of a count, as the secretary and the tellers would check them."""

from dataclasses import replace

import pytest

from reports import count_minutes, minutes
from reports.votes import Result
from tests.documents.papers import LEFT, RIGHT, place_of, read, runs, text_of
from tests.documents.samples import COUNT, MINUTES
from tests.documents.test_papers_common import render


@pytest.fixture(scope="module")
def session():
    return read(render(minutes, MINUTES))


@pytest.fixture(scope="module")
def count():
    return read(render(count_minutes, COUNT))


def test_the_minutes_read_exactly(session):
    pages = [page.extract_text().split() for page in session.pages]
    assert [page.pop() for page in pages[1:]] == ["2", "3"]
    assert " ".join(" ".join(page) for page in pages) == (
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "HỘI ĐỒNG Độc lập - Tự do - Hạnh phúc THI ĐUA - KHEN THƯỞNG "
        "Số: 05/BB-HĐTĐKT Lào Cai, ngày 05 tháng 02 năm 2026 "
        "BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai "
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 05 tháng 02 năm 2026. "
        "Địa điểm: Phòng họp số 1, Ủy ban nhân dân tỉnh (trực tiếp kết hợp trực tuyến). "
        "Nội dung phiên họp: Xét khen thưởng tổng kết năm 2025 (phiên họp số 03 năm 2026). "
        "I. Thành phần tham dự "
        "1. Triệu tập 08 thành viên Hội đồng; có mặt 06 (trong đó dự trực tuyến 01); "
        "vắng mặt 02 (trong đó gửi ý kiến bằng văn bản 01). Tỷ lệ có mặt 75%. "
        "Thành viên có mặt STT Họ và tên Chức vụ Chức danh trong Hội đồng "
        "1 Trịnh Xuân Trường Chủ tịch Ủy ban nhân dân tỉnh Chủ tịch Hội đồng "
        "2 Vừ Thị Mai Giám đốc Sở Nội vụ Phó Chủ tịch Hội đồng "
        "3 Lù Văn Thắng Giám đốc Sở Tài chính Ủy viên "
        "4 Hoàng Thị Duyên Giám đốc Sở Y tế Ủy viên (trực tuyến) "
        "5 Sùng A Lềnh Giám đốc Sở Giáo dục và Đào tạo Ủy viên "
        "6 Phàn Thị Mẩy Giám đốc Sở Dân tộc và Tôn giáo Ủy viên "
        "Thành viên vắng mặt: "
        "- Đặng Minh Quân, Chánh Thanh tra tỉnh, Ủy viên: đi công tác tại Hà Nội; "
        "- Nông Thị Hoa, Giám đốc Sở Tư pháp, Ủy viên: nghỉ ốm; gửi ý kiến bằng văn bản. "
        "2. Chủ trì (chủ tọa): Trịnh Xuân Trường, Chủ tịch Ủy ban nhân dân tỉnh, Chủ tịch Hội đồng. "
        "3. Thư ký (người ghi biên bản): Nguyễn Thu Hằng, "
        "Trưởng phòng Thi đua, Khen thưởng, Sở Nội vụ, Thư ký. "
        "II. Nội dung 1. Khai mạc Đồng chí chủ tọa tuyên bố lý do, giới thiệu đại biểu. "
        "2. Chương trình Hội đồng xem xét 04 đề nghị (01 tập thể, 03 cá nhân), gồm: "
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh: 01 tập thể, 02 cá nhân; "
        "Chiến sĩ thi đua cấp tỉnh: 01 cá nhân. "
        "3. Báo cáo thẩm định Sở Nội vụ báo cáo kết quả thẩm định 04 đề nghị: 03 đề nghị đủ tiêu chuẩn, "
        "01 đề nghị cần Hội đồng xem xét. "
        "4. Ý kiến thảo luận Các thành viên thống nhất với báo cáo thẩm định. "
        "Đồng chí Hoàng Thị Duyên đề nghị quan tâm hơn đến người trực tiếp lao động ở thôn, bản vùng cao. "
        "III. Kết quả bỏ phiếu "
        "Lần bỏ phiếu 1 (bỏ phiếu kín, toàn thể Hội đồng): không lấy kết quả; "
        "lý do: ghi nhầm thành phần dự họp. "
        "Lần bỏ phiếu 2 (bỏ phiếu kín, toàn thể Hội đồng): tổng số thành viên 08; số phiếu phát ra 08; "
        "số phiếu thu về 08. Tỷ lệ đồng ý tính trên tổng số thành viên. "
        "STT Họ tên, tập thể Chức vụ, đơn vị Đồng ý Không đồng ý Tỷ lệ đồng ý Kết quả "
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh (cần 07/08 phiếu đồng ý) "
        "1 Trường Tiểu học Y Tý Xã Y Tý 7 0 87,50% Đạt "
        "2 Giàng A Sử Trưởng thôn Sín Chải, xã Y Tý 7 0 87,50% Đạt "
        "3 Chảo Thị Hương Công chức xã Y Tý 5 1 62,50% Không đạt "
        "Chiến sĩ thi đua cấp tỉnh (cần 07/08 phiếu đồng ý) "
        "4 Lù Văn Thắng Giám đốc Sở Tài chính 7 0 87,50% Đạt "
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh: 01 tập thể, 01 cá nhân đủ số phiếu để đề nghị khen "
        "thưởng, 01 đề nghị không đủ số phiếu. "
        "Chiến sĩ thi đua cấp tỉnh: 01 cá nhân đủ số phiếu để đề nghị khen thưởng. "
        "IV. Kết luận của chủ tọa Hội đồng thống nhất kết quả bỏ phiếu. "
        "Giao Sở Nội vụ hoàn thiện hồ sơ, trình Chủ tịch UBND tỉnh xem xét, quyết định trong tháng 02 "
        "năm 2026. "
        "Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 05 tháng 02 năm 2026./. "
        "THƯ KÝ Nguyễn Thu Hằng CHỦ TỌA Trịnh Xuân Trường "
        "Nơi nhận: - Thành viên Hội đồng; - Sở Nội vụ; - Lưu: VT, HĐTĐKT."
    )


def test_secretary_signs_left_chair_right_on_one_level(session):
    page = session.pages[-1]
    (secretary, level), (chair, same) = place_of(page, "THƯ KÝ"), place_of(page, "CHỦ TỌA")
    assert (LEFT < secretary < (LEFT + RIGHT) / 2 < chair < RIGHT, level) == (True, same)


def test_the_council_stands_left_under_its_unit(session):
    page = session.pages[0]
    left = [place_of(page, text) for text in ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG", "Số: 05/BB-HĐTĐKT")]
    assert [y for _x, y in left] == sorted((y for _x, y in left), reverse=True)
    assert {x < (LEFT + RIGHT) / 2 for x, _y in left} == {True}
    assert place_of(page, "HỘI ĐỒNG")[1] == place_of(page, "Độc lập - Tự do - Hạnh phúc")[1]


def test_the_count_says_what_was_issued_returned_and_valid(count):
    text = text_of(count)
    for part in (
        "BIÊN BẢN KIỂM PHIẾU Lần bỏ phiếu 2, phiên họp số 03 năm 2026 của Hội đồng Thi đua - Khen thưởng "
        "tỉnh Lào Cai",
        "1. Tổng số thành viên có quyền bỏ phiếu: 08. 2. Số phiếu phát ra: 08. 3. Số phiếu thu về: 08. "
        "4. Số phiếu không thu về: 00.",
        "1 Trường Tiểu học Y Tý, Xã Y Tý 7 0 7 0 1 87,50% Đạt",
        "3 Chảo Thị Hương, Công chức xã Y Tý 6 1 5 1 1 62,50% Không đạt",
        "Tổng số 04 trường hợp được bỏ phiếu: 03 trường hợp đạt, 01 trường hợp không đạt.",
        "- Lù Văn Thắng: Lù Văn Thắng (Chính là người được đề nghị).",
        "BAN KIỂM PHIẾU",
        "(Kèm theo Biên bản kiểm phiếu số 04/BB-HĐTĐKT ngày 05 tháng 02 năm 2026)",
        "Tổng số: 08 biên nhận.",
    ):
        assert (part, text.count(part)) == (part, 1)
    annex = count.pages[-1].extract_text()
    assert [annex.count(receipt) for receipt in COUNT.receipts] == [1] * 8
    assert (annex.count(COUNT.sheet_hash), text.count(COUNT.sheet_hash)) == (1, 1)


def test_the_tellers_sign_side_by_side(count):
    [page] = [page for page in count.pages if "BAN KIỂM PHIẾU" in page.extract_text()]
    names = [run for run in runs(page) if run[2] in {name for name, _title in COUNT.tellers}]
    assert [run[2] for run in names] == [name for name, _title in COUNT.tellers]
    assert len({run[1] for run in names}) == 1


def test_results_go_by_award_and_are_numbered_through():
    first, second = (Result("A", "", award, "INDIVIDUAL", 1, 2, 1, 0, passed=True) for award in "XY")
    third = replace(first, name="C")
    poll = minutes.PollResult(1, "Bỏ phiếu kín", "Toàn thể Hội đồng", 1, 1, 1, (first, second, third))
    [shown] = minutes.build_values(replace(MINUTES, polls=(poll,)))["polls"]
    orders = [(group["award"], [row["order"] for row in group["rows"]]) for group in shown["groups"]]
    assert orders == [("X", [1, 2]), ("Y", [3])]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ended_at": MINUTES.opened_at.replace(year=2025)}, "ends after"),
        ({"seats": ()}, "members and an agenda"),
        ({"conclusion": " \n"}, "has a conclusion"),
        ({"seats": (replace(MINUTES.seats[6], reason=" "),)}, "has a reason"),
        ({"number": 0}, "starts at 1"),
        (
            {"polls": (replace(MINUTES.polls[1], members=9),)},
            "do not sum to the members",
        ),
        (
            {
                "polls": (
                    replace(MINUTES.polls[1], results=(replace(MINUTES.polls[1].results[0], passed=False),)),
                )
            },
            "not what its votes say",
        ),
    ],
)
def test_minutes_that_contradict_themselves_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        minutes.build_values(replace(MINUTES, **changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"receipts": COUNT.receipts[1:]}, "one receipt"),
        ({"receipts": COUNT.receipts[::-1]}, "own order"),
        ({"issued": 7}, "No more ballots"),
        ({"closed_at": COUNT.opened_at.replace(year=2025)}, "in this order"),
        ({"tellers": ()}, "tellers and results"),
        (
            {"returned": 6, "receipts": COUNT.receipts[:6]},
            "More votes on",
        ),
    ],
)
def test_a_count_that_contradicts_itself_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        count_minutes.build_values(replace(COUNT, **changes))
