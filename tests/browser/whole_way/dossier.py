"""A dossier of three nominees: written, sent, received, one completed while two go on, confirmed."""

import re

from playwright.sync_api import Page, expect

from tests.browser import journey
from tests.browser.whole_way.campaign import MERIT, ROUND, TITLE
from tests.browser.whole_way.people import BORN, HEROINE, MERITED, STRUCK
from tests.browser.whole_way.steps import choose, follow, menu, press, task, work

MET, LACKS, UNCLEAR, NOT_ASKED = "Đạt", "Thiếu", "Chưa rõ", "Không áp dụng"
POSITION = {HEROINE: "Công chức nông nghiệp", STRUCK: "Trưởng trạm Y tế", MERITED: "Trưởng thôn Mò Phú Chải"}
MERITS = {
    HEROINE: "Có thành tích xuất sắc trong phát triển nông nghiệp",
    STRUCK: "Có thành tích xuất sắc trong chăm sóc sức khỏe nhân dân",
    MERITED: "Có thành tích xuất sắc trong vận động làm đường thôn",
}
#: Who is put up for what, and what the portal finds before there is a file, in the order of the grid:
#: three titles in a row, initiative, discipline, not honoured for it yet, report, merit for the commendation.
NOMINEES = {
    HEROINE: (TITLE, "Nữ", [MET, MET, MET, MET, LACKS, NOT_ASKED]),
    STRUCK: (TITLE, "Nam", [UNCLEAR, UNCLEAR, MET, MET, LACKS, NOT_ASKED]),
    MERITED: (MERIT, "Nam", [NOT_ASKED, NOT_ASKED, MET, MET, LACKS, UNCLEAR]),
}
ASKED = "Gửi bản chụp quyết định công nhận sáng kiến cấp tỉnh."
ANSWER = "Đã tải lên quyết định công nhận sáng kiến."


def write(clerk: Page, address: str) -> None:
    """As the clerk, put three people up, read what the portal found of each, and add a file."""
    for name, (award, gender, _) in NOMINEES.items():
        clerk.get_by_role("link", name=re.compile("^Thêm người")).click()
        clerk.get_by_role("radio", name=award).check()
        clerk.get_by_label("Họ và tên").fill(name)
        clerk.get_by_label("Ngày sinh").fill(f"{BORN:%d/%m/%Y}")
        clerk.get_by_label("Chức vụ, công việc").fill(POSITION[name])
        clerk.get_by_role("radio", name=gender).check()
        clerk.get_by_label("Nhóm đối tượng").select_option(label=journey.CLASS)
        clerk.get_by_label(re.compile(r"^\s*Thành tích")).fill(journey.ACHIEVEMENT)
        clerk.get_by_label("Câu ghi thành tích").fill(MERITS[name])
        journey.save(clerk, name)
    assert {name: found(clerk, name) for name in NOMINEES} == {
        name: wanted for name, (_, _, wanted) in NOMINEES.items()
    }
    clerk.get_by_role("link", name=f"Tải tệp của {HEROINE}").click()
    clerk.get_by_label("Loại tài liệu").select_option(label="Báo cáo thành tích")
    choose(clerk, "Tệp", "bao-cao-thanh-tich.pdf")
    press(clerk, "Tải lên", "Đã tải lên 1 tệp.")
    clerk.goto(address)
    assert found(clerk, HEROINE) == [MET, MET, MET, MET, MET, NOT_ASKED]


def row_of(page: Page, name: str):
    """The line of a nominee in the grid."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{name}")))


def found(page: Page, name: str) -> list[str]:
    """What the grid says of a nominee's conditions, in words."""
    expect(row_of(page, name)).to_be_visible()
    words = row_of(page, name).get_by_role("cell").all_inner_texts()[1:-1]
    return [word.replace("–", "").strip() for word in words]


def hand_over(clerk: Page) -> None:
    """Record the letter and put the dossier before the head."""
    journey.attach_the_letter(clerk)
    journey.ask_sign_off(clerk)


def sign_off(head: Page) -> None:
    """As the head, read the dossier and send it."""
    task(head, f"Duyệt và gửi hồ sơ {ROUND}")
    for name in NOMINEES:
        expect(row_of(head, name)).to_be_visible()
    journey.send(head)


def receive(officer: Page) -> str:
    """As the officer, accept the dossier and open it from its receipt; return its address."""
    menu(officer, "Thẩm định")
    follow(officer, "UBND xã Y Tý")
    address = officer.url
    officer.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    work()
    follow(officer, "Mở phiếu tiếp nhận")
    expect(officer.get_by_role("heading", name=re.compile("^Phiếu tiếp nhận hồ sơ"), level=1)).to_be_visible()
    officer.goto(address)
    return address


def appraise_two_and_ask_about_one(officer: Page) -> None:
    """Conclude about the first, ask for more about the second, go on with the third meanwhile."""
    follow(officer, "Thẩm định")
    conclude(officer, HEROINE)
    expect(officer.get_by_role("heading", name=STRUCK, level=1)).to_be_visible()
    follow(officer, "Yêu cầu bổ sung")
    officer.get_by_label("Nội dung cần bổ sung").fill(ASKED)
    press(officer, "Gửi yêu cầu", re.compile("^Đã yêu cầu bổ sung, hạn đến hết ngày"))
    follow(officer, "Sau")
    conclude(officer, MERITED)
    expect(officer.get_by_role("button", name="Kết thúc thẩm định")).to_have_count(0)


def conclude(officer: Page, name: str) -> None:
    """Say of the nominee who stands open that he meets the standard."""
    expect(officer.get_by_role("heading", name=name, level=1)).to_be_visible()
    officer.get_by_role("radio", name="Đủ tiêu chuẩn", exact=True).check()
    officer.get_by_role("button", name=re.compile("^Lưu")).click()
    expect(officer.get_by_text(f"{name}: đủ tiêu chuẩn.")).to_be_visible()


def answer(clerk: Page) -> None:
    """As the clerk, add the file that is wanted and answer."""
    task(clerk, f"Bổ sung hồ sơ của ông {STRUCK}")
    expect(clerk.get_by_text(ASKED).first).to_be_visible()
    follow(clerk, "Tải tệp lên")
    clerk.get_by_label("Loại tài liệu").select_option(label="Quyết định công nhận sáng kiến")
    choose(clerk, "Tệp", "quyet-dinh-sang-kien.pdf")
    press(clerk, "Tải lên", "Đã tải lên 1 tệp.")
    clerk.get_by_label("Trả lời").fill(ANSWER)
    press(clerk, "Nộp bổ sung", f"Đã nộp bổ sung cho ông {STRUCK}.")


def finish(officer: Page, address: str) -> None:
    """As the officer, read the answer, conclude about the last and hand the appraisal over."""
    officer.goto(address)
    follow(officer, "Thẩm định")
    expect(officer.get_by_text(ANSWER).first).to_be_visible()
    conclude(officer, STRUCK)
    press(officer, "Kết thúc thẩm định", re.compile("^Đã kết thúc thẩm định."))


def agree(office_head: Page) -> None:
    """As the head of office, confirm the appraisal."""
    menu(office_head, "Thẩm định")
    follow(office_head, "UBND xã Y Tý")
    press(office_head, "Duyệt kết quả thẩm định", re.compile("^Đã duyệt kết quả thẩm định."))
