"""A session of the council: convened, opened, voted in two polls, counted by two, sealed, concluded."""

import re

from playwright.sync_api import Locator, Page, expect

from reviews.models import Poll
from tests.browser.whole_way.people import COUNCIL_SIZE, HEROINE, MERITED, STRUCK, World
from tests.browser.whole_way.steps import CONFIRM, confirm, follow, menu, press, task, today
from tests.factories.reviews import NO, YES, vote

NAME = "Xét khen thưởng tổng kết công tác năm"
RELATION = "em dâu"
CONCLUSION = "Hội đồng đề nghị Chủ tịch UBND tỉnh khen thưởng những người đủ số phiếu."


def convene(secretary: Page) -> str:
    """As the secretary, prepare the session with what is confirmed and call the members; its address."""
    menu(secretary, "Phiên họp Hội đồng")
    follow(secretary, "Lập phiên họp")
    secretary.get_by_label("Nội dung phiên họp").fill(NAME)
    secretary.get_by_label("Ngày họp").fill(today())
    secretary.get_by_label("Giờ họp").fill("08:00")
    secretary.get_by_label("Hình thức họp").select_option(label="Trực tiếp kết hợp trực tuyến")
    secretary.get_by_label("Địa điểm").fill("Phòng họp số 1, UBND tỉnh")
    secretary.get_by_role("button", name="Lưu và chọn hồ sơ").click()
    for name in (HEROINE, STRUCK, MERITED):
        expect(secretary.get_by_role("checkbox", name=name)).to_be_checked()
    press(secretary, "Lưu chương trình", "Chương trình có 3 hồ sơ.")
    press(secretary, "Triệu tập phiên họp", re.compile("^Đã triệu tập"))
    return secretary.url


def declare(relative: Page) -> None:
    """As a member, say before the voting to whom one is close."""
    task(relative, f"Dự họp: {NAME}")
    follow(relative, "Khai báo quan hệ")
    relative.get_by_text(f"Là người thân của {HEROINE}").click()
    relative.get_by_label(f"Quan hệ với {HEROINE}").fill(RELATION)
    press(relative, "Khai báo", f"Đã ghi với hồ sơ {HEROINE}.")


def hold(secretary: Page, address: str) -> None:
    """As the secretary, write down who takes part and open the meeting."""
    secretary.goto(address)
    follow(secretary, "Khai mạc")
    last = secretary.get_by_role("listitem").filter(has_text="Lý Thị Dung")
    last.get_by_role("radio", name="Trực tuyến").check()
    secretary.get_by_label("Diễn biến khai mạc").fill("Thư ký giới thiệu đại biểu, thông qua chương trình.")
    press(secretary, "Khai mạc", "Đã ghi thành phần dự họp.")
    present = f"{COUNCIL_SIZE}/{COUNCIL_SIZE} có mặt, trong đó 1 trực tuyến"
    expect(secretary.get_by_text(present)).to_be_visible()


def card(page: Page, address: str, number: int) -> Locator:
    """The card of a poll on the page of the session."""
    page.goto(address)
    return page.get_by_role("region", name=re.compile(f"^Lần bỏ phiếu {number}:"))


def open_poll(secretary: Page, address: str, number: int) -> Poll:
    """As the secretary, open one of the two polls."""
    card(secretary, address, number).get_by_role("link", name="Mở bỏ phiếu").click()
    secretary.get_by_label("Thời gian bỏ phiếu, phút").fill("45")
    press(secretary, "Mở bỏ phiếu", re.compile("^Đã mở bỏ phiếu."))
    return Poll.objects.get(state="OPEN")


def cast(member: Page, choices: dict[str, str]) -> str:
    """As a member, choose for each name, confirm by password, send; return the receipt."""
    task(member, f"Bỏ phiếu kín: {NAME}")
    for name, choice in choices.items():
        group = member.get_by_role("group", name=f"Ý kiến của đồng chí về {name}")
        group.get_by_role("radio", name=choice, exact=True).check()
        expect(group.get_by_role("radio", name=choice, exact=True)).to_be_checked()
    if member.get_by_label(CONFIRM).count():
        confirm(member)
    member.get_by_role("button", name="Gửi lá phiếu").click()
    expect(member.get_by_role("heading", name="Phiếu đã được ghi nhận")).to_be_visible()
    receipt = member.get_by_role("main").locator("code").inner_text()
    expect(member.get_by_text("Không ai biết đồng chí đã chọn thế nào.").first).to_be_visible()
    return receipt


def refuse_without_password(member: Page) -> None:
    """A ballot without the password is not sent, and what was chosen stays."""
    task(member, f"Bỏ phiếu kín: {NAME}")
    for name in (HEROINE, STRUCK):
        group = member.get_by_role("group", name=f"Ý kiến của đồng chí về {name}")
        group.get_by_role("radio", name="Đồng ý", exact=True).check()
    member.get_by_label(CONFIRM).fill("khong-phai-mat-khau")
    member.get_by_role("button", name="Gửi lá phiếu").click()
    expect(member.get_by_text("Lá phiếu chưa được gửi.")).to_be_visible()
    group = member.get_by_role("group", name=f"Ý kiến của đồng chí về {STRUCK}")
    expect(group.get_by_role("radio", name="Đồng ý", exact=True)).to_be_checked()


def cast_as_the_excluded(member: Page) -> str:
    """As the relative, find no choice for her and vote for the other."""
    task(member, f"Bỏ phiếu kín: {NAME}")
    expect(member.get_by_text(f"Đồng chí không bỏ phiếu hồ sơ này: {RELATION}")).to_be_visible()
    expect(member.get_by_role("group", name=f"Ý kiến của đồng chí về {HEROINE}")).to_have_count(0)
    receipt = cast(member, {STRUCK: "Đồng ý"})
    expect(member.get_by_text("1 hồ sơ không bỏ phiếu")).to_be_visible()
    return receipt


def cast_by_the_others(world: World, poll: Poll, done: set[str]) -> None:
    """The members who do not open a browser here: all for the first name, two against the last."""
    entitled = set(poll.roster.filter(is_voting=True).values_list("member__user__username", flat=True))
    questions = poll.questions.count()
    for place, username in enumerate(name for name in world.voters if name in entitled - done):
        last = NO if questions > 1 and place < 2 else YES
        vote(poll, world.actors[username], [YES] * (questions - 1) + [last])


def close_count_and_seal(secretary: Page, tellers: list[Page], address: str, number: int, told: str) -> None:
    """The secretary closes, two tellers open the count with their passwords, the secretary seals."""
    secretary.goto(address)
    follow(secretary, "Đóng bỏ phiếu")
    expect(secretary.get_by_text(told)).to_be_visible()
    press(secretary, "Đóng bỏ phiếu", re.compile("^Đã đóng bỏ phiếu."))
    expect(card(secretary, address, number).get_by_text("Xem phiếu kết quả")).to_have_count(0)
    answers = ("Đã ghi. Cần thêm một người", "Đã kiểm phiếu: hai lần đếm độc lập khớp nhau.")
    for teller, told_after in zip(tellers, answers, strict=True):
        task(teller, "Kiểm phiếu")
        if teller.get_by_label(CONFIRM).count():
            confirm(teller)
        press(teller, "Mở kiểm phiếu", re.compile(f"^{re.escape(told_after)}"))
    secretary.goto(address)
    follow(secretary, "Chốt kết quả")
    if secretary.get_by_label(CONFIRM).count():
        confirm(secretary)
    press(secretary, "Chốt kết quả", "Đã chốt kết quả bỏ phiếu.")


def read_result(page: Page, address: str, number: int, wanted: dict[str, list[str]]) -> None:
    """Read the sealed figures of a poll: yes, no, invalid, recused, not cast, share of each name."""
    card(page, address, number).get_by_role("link", name="Xem phiếu kết quả").click()
    for name, figures in wanted.items():
        row = page.get_by_role("row", name=re.compile(name))
        assert row.get_by_role("cell").all_inner_texts()[:6] == figures
        expect(row.get_by_text("Thông qua", exact=True)).to_be_visible()


def find_receipt(member: Page, receipt: str, address: str) -> None:
    """As a member, find one's receipt among the ballots that were counted."""
    card(member, address, 1).get_by_role("link", name="Xem phiếu kết quả").click()
    member.get_by_label("Mã biên nhận của đồng chí").fill(receipt)
    press(member, "Tìm", f"Phiếu {receipt} đã được kiểm.")


def conclude(secretary: Page, address: str) -> None:
    """As the secretary, write the conclusion and end the meeting."""
    secretary.goto(address)
    follow(secretary, "Kết thúc phiên họp")
    secretary.get_by_label("Ý kiến thảo luận").fill("Các thành viên nhất trí với kết quả thẩm định.")
    secretary.get_by_label("Kết luận").fill(CONCLUSION)
    press(secretary, "Kết thúc phiên họp", re.compile("^Đã kết thúc"))
