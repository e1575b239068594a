"""The steps of the first journey, as people take them: by labels, roles and what is written on buttons."""

import re

from playwright.sync_api import Page, expect

from core import clock, jobs
from core.models import Job
from tests.browser.people import HEAD, PASSWORD, ROUND
from tests.core import hostile
from tests.support.browser import sign_in

NAME, SECOND, COLLECTIVE = "Giàng A Chính", "Vàng Thị Lan", "Trạm Y tế xã Y Tý"
LETTER_NO = "96/TTr-UBND"
ACHIEVEMENT = "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công.\nMở 1,8 km đường vào khu sản xuất."
MERIT = "Có thành tích xuất sắc trong xây dựng nông thôn mới"
CLASS = "Người trực tiếp công tác, lao động, học tập, chiến đấu"
SENT = re.compile(r"Đã gửi \d\d:\d\d")


def enter(page: Page, username: str) -> None:
    """Log in and stand before "Việc của tôi"."""
    sign_in(page, username, PASSWORD)
    expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()


def open_the_round(page: Page) -> None:
    """Follow the open round that waits in "Việc của tôi"."""
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^Lập hồ sơ: {ROUND}")).click()
    expect(page.get_by_text("Đang nhận hồ sơ").first).to_be_visible()


def make_the_dossier(page: Page) -> str:
    """Make the dossier of the round; return the address of its page."""
    page.get_by_role("button", name="Lập hồ sơ đề nghị").click()
    expect(page.get_by_role("heading", name="Hồ sơ chưa có ai")).to_be_visible()
    return page.url


def fill_in_a_person(page: Page, name: str = NAME) -> None:
    """Write down one nominee, without saving."""
    page.get_by_role("link", name=re.compile("^Thêm người")).click()
    page.get_by_role("radio", name=re.compile("^Bằng khen")).check()
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Ngày sinh").fill("14/03/1985")
    page.get_by_label("Chức vụ, công việc").fill("Trưởng thôn Mò Phú Chải")
    page.get_by_role("radio", name="Nam").check()
    page.get_by_label("Nhóm đối tượng").select_option(label=CLASS)
    page.get_by_label(re.compile(r"^\s*Thành tích")).fill(ACHIEVEMENT)
    page.get_by_label("Câu ghi thành tích").fill(MERIT)


def fill_in_a_collective(page: Page, name: str = COLLECTIVE) -> None:
    """Write down one collective, without saving."""
    page.get_by_role("link", name="Thêm tập thể").click()
    page.get_by_role("radio", name=re.compile("^Bằng khen")).check()
    page.get_by_label("Tên tập thể").fill(name)
    page.get_by_label(re.compile(r"^\s*Thành tích")).fill("Tiêm đủ mũi cho 96% trẻ em ở ba thôn vùng cao.")
    page.get_by_label("Câu ghi thành tích").fill(MERIT)


def save(page: Page, name: str = NAME) -> None:
    """Save the nominee and read that it worked."""
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text(f"Đã thêm {name}.")).to_be_visible()


def draft(page: Page) -> str:
    """Make a dossier with one person in it; return its address."""
    open_the_round(page)
    address = make_the_dossier(page)
    fill_in_a_person(page)
    save(page)
    return address


def attach_the_letter(page: Page) -> None:
    """Enter number, date and the signed PDF of the letter."""
    page.get_by_role("link", name="Ghi số, ngày, tải bản ký tờ trình").click()
    page.get_by_label("Số, ký hiệu tờ trình").fill(LETTER_NO)
    page.get_by_label("Ngày tờ trình").fill(f"{clock.today():%d/%m/%Y}")
    file = {"name": "to-trinh-96.pdf", "mimeType": "application/pdf", "buffer": hostile.pdf()}
    page.get_by_label("Bản PDF đã ký").set_input_files(file)
    page.get_by_role("button", name="Lưu tờ trình").click()
    expect(page.get_by_text("Đã lưu tờ trình.")).to_be_visible()


def ask_sign_off(page: Page) -> None:
    """Put the dossier before the head of the unit."""
    page.get_by_role("button", name="Trình thủ trưởng duyệt").click()
    expect(page.get_by_text("Đã trình thủ trưởng duyệt.")).to_be_visible()


def open_to_sign(page: Page) -> None:
    """As the head, logged in or not yet, open the dossier that waits in "Việc của tôi"."""
    if page.url == "about:blank":
        enter(page, HEAD)
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^Duyệt và gửi hồ sơ {ROUND}")).click()
    expect(page.get_by_role("button", name="Duyệt và gửi")).to_be_visible()


def send(page: Page) -> None:
    """As the head, press the red button and read when it was sent."""
    page.get_by_role("button", name="Duyệt và gửi").click()
    expect(page.get_by_text(SENT).first).to_be_visible()


def accept(page: Page) -> int:
    """As the officer, find the dossier of Y Tý in the queue and receive it; return the key of its job."""
    menu = page.get_by_role("link", name="Mở danh mục chức năng")
    if menu.is_visible():  # on a phone
        menu.click()
    page.get_by_role("navigation", name="Chức năng").get_by_role("link", name="Thẩm định").click()
    page.get_by_role("link", name="UBND xã Y Tý").click()
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.get_by_role("heading", name=re.compile("^Lập phiếu tiếp nhận"), level=1)).to_be_visible()
    return int(page.url.rstrip("/").rpartition("/")[2])


def half_done(job_id: int) -> Job:
    """Let a worker take the job, say how far it is, and leave it."""
    row = jobs.claim(job_id, runner=jobs.EMBEDDED)
    jobs.Run(row).progress(1, 3, "Đang dàn trang")
    return row


def abandon(row: Job) -> None:
    """Let the lease of that worker run out, as after a crash."""
    Job.objects.filter(pk=row.pk).update(lease_until=row.created_at)
