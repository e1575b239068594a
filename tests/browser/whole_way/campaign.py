"""A campaign: drafted, launched, joined, reported on, read by the public; and the round under it."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.whole_way.steps import follow, menu, press, task, today

NAME = "Lào Cai thi đua làm đường thôn bản"
THEME = "Mỗi nhà một ngày công, mỗi thôn một con đường"
FIRST, SECOND = "Đường thôn được cứng hóa", "Hộ hiến đất làm đường"
SENTENCE = "Đã đổ bê tông 3,5 km đường thôn Mò Phú Chải."
TITLES = "Tập thể lao động xuất sắc; 12 cá nhân Lao động tiên tiến"
DOCUMENT = "45/KH-UBND"
TITLE, MERIT = "Chiến sĩ thi đua cấp tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
ROUND = "Xét khen thưởng tổng kết công tác năm"


def launch(officer: Page) -> str:
    """As the officer, write the plan down and launch it; return the address of the campaign."""
    year = clock.today().year
    menu(officer, "Phong trào thi đua")
    follow(officer, "Soạn phong trào")
    officer.get_by_label("Tên phong trào").fill(NAME)
    officer.get_by_label("Chủ đề").fill(THEME)
    officer.get_by_role("radio", name="Thường xuyên").check()
    officer.get_by_label("Phạm vi").select_option(label="Bộ, ngành, địa phương")
    officer.get_by_label("Mục đích, yêu cầu").fill("Khơi dậy sức dân trong xây dựng nông thôn mới.")
    officer.get_by_label("Nội dung kế hoạch").fill("Thôn họp bàn, xã góp xi măng, hộ góp công.")
    officer.get_by_label("Tiêu chí đánh giá").fill("Số km được cứng hóa; số hộ hiến đất.")
    officer.get_by_label("Từ ngày").fill(f"01/01/{year}")
    officer.get_by_label(re.compile(r"^\s*Đến hết ngày")).fill(f"31/12/{year}")
    officer.get_by_label("Hạn sơ kết lần 1").fill(f"31/12/{year}")
    officer.get_by_label("Hạn tổng kết").fill(f"15/01/{year + 1}")
    for kind in ("Sở, ban, ngành", "Xã", "Phường"):
        officer.get_by_role("checkbox", name=kind, exact=True).check()
    for number, (text, word) in enumerate([(FIRST, "km"), (SECOND, "hộ")], start=1):
        officer.get_by_label(f"Chỉ tiêu {number}").fill(text)
        officer.get_by_label(f"Đơn vị tính {number}").fill(word)
    press(officer, "Lưu bản nháp", re.compile("^Đã lưu bản nháp"))
    address = officer.url
    follow(officer, "Phát động")
    officer.get_by_label("Số văn bản phát động").fill(DOCUMENT)
    officer.get_by_label("Ngày văn bản").fill(today())
    press(officer, "Phát động", f"Đã phát động theo {DOCUMENT}.")
    return address


def join(clerk: Page) -> None:
    """As the clerk, register the commune's titles and numbers, then report the first progress."""
    menu(clerk, "Phong trào thi đua")
    follow(clerk, NAME)
    follow(clerk, "Đăng ký tham gia")
    clerk.get_by_label("Danh hiệu, hình thức khen thưởng đăng ký").fill(TITLES)
    clerk.get_by_label(FIRST).fill("5")
    clerk.get_by_label(SECOND).fill("40")
    press(clerk, "Đăng ký", "UBND xã Y Tý đã đăng ký thi đua.")
    follow(clerk, "Ghi tiến độ")
    clerk.get_by_label("Kết quả trong một câu").fill(SENTENCE)
    clerk.get_by_label("Chỉ tiêu").select_option(label=f"{FIRST} (km)")
    clerk.get_by_label("Số đã đạt").fill("3,5")
    press(clerk, "Ghi tiến độ", "Đã ghi tiến độ của UBND xã Y Tý.")
    expect(clerk.get_by_text(SENTENCE)).to_be_visible()


def read_by_everybody(visitor: Page, address: str) -> None:
    """Without a log-in, read plan, document, targets, what a unit registered and what it has reached."""
    visitor.goto("/")
    visitor.get_by_role("link", name=NAME).first.click()
    expect(visitor).to_have_url(address)
    for words in (THEME, DOCUMENT, "Số km được cứng hóa"):
        expect(visitor.get_by_text(words).first).to_be_visible()
    row = visitor.get_by_role("row", name=re.compile(f"1. {FIRST}"))
    assert row.get_by_role("cell").all_inner_texts() == ["1", "1", "5", "3,5", "70%"]
    joined = visitor.get_by_role("row", name=re.compile("UBND xã Y Tý"))
    expect(joined.get_by_text(f"{FIRST}: 5 km, đã đạt 3,5")).to_be_visible()
    expect(joined.get_by_text(f"{SECOND}: 40 hộ")).to_be_visible()
    expect(visitor.get_by_text(SENTENCE)).to_have_count(0)  # names of people may stand in it


def open_round(officer: Page) -> None:
    """As the officer, open the year-end round of the campaign for two awards, with numbers and a window."""
    menu(officer, "Đợt xét khen thưởng")
    follow(officer, "Mở đợt xét")
    officer.get_by_label("Tên đợt xét").fill(ROUND)
    officer.get_by_label("Loại hình khen thưởng").select_option(label="Công trạng")
    officer.get_by_label("Phong trào thi đua").select_option(label=NAME)
    officer.get_by_label("Số công văn hướng dẫn").fill("1502/SNV-TĐKT")
    officer.get_by_label("Ngày công văn").fill(today())
    officer.get_by_label("Nhận hồ sơ từ ngày").fill(today())
    officer.get_by_label("Nhận đến ngày").fill(f"{clock.today() + timedelta(days=20):%d/%m/%Y}")
    officer.get_by_label("Đến giờ").fill("17:00")
    officer.get_by_label("Thời gian thẩm định").fill("20")
    for award, quota, of_unit in ((TITLE, "30", "3"), (MERIT, "120", "5")):
        officer.get_by_role("checkbox", name=award, exact=True).check()
        officer.get_by_label(f"Tối đa cả đợt, {award}").fill(quota)
        officer.get_by_label(f"Tối đa mỗi đơn vị, {award}").fill(of_unit)
    officer.get_by_role("checkbox", name="Xã", exact=True).check()
    press(officer, "Mở đợt xét", re.compile("^Đã mở đợt xét DX-"))
    for words in ("Đang nhận hồ sơ", "tối đa 30", "mỗi đơn vị 3", "tối đa 120", NAME):
        expect(officer.get_by_text(words).first).to_be_visible()


def open_the_dossier(clerk: Page) -> str:
    """As the clerk, find the round in "Việc của tôi" and make the dossier; return its address."""
    task(clerk, f"Lập hồ sơ: {ROUND}")
    press(clerk, "Lập hồ sơ đề nghị", "Hồ sơ chưa có ai")
    return clerk.url
