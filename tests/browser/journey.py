"""The steps of the first journey, as people take them: by labels, roles and what is written on buttons."""

import re

from playwright.sync_api import Page, expect

from core import jobs
from core.models import Job
from laocai_thidua.demo.accounts import PASSWORD
from tests.support.browser import sign_in

CLERK, NEIGHBOUR, OFFICER = "huong.chao.yty", "sin.vang.batxat", "hang.nguyen.snv"
NAME = "Giàng A Chính"
ACHIEVEMENT = "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công.\nMở 1,8 km đường vào khu sản xuất."
SENT = re.compile(r"Đã gửi \d\d:\d\d")


def enter(page: Page, username: str) -> None:
    """Log in and stand before "Việc của tôi"."""
    sign_in(page, username, PASSWORD)
    expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()


def open_the_round(page: Page) -> None:
    """Follow the open round that waits in "Việc của tôi"."""
    page.get_by_role("main").get_by_role("link", name=re.compile("^Lập hồ sơ: Tổng kết công tác năm")).click()
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
    page.get_by_role("checkbox", name=re.compile("trực tiếp")).check()
    page.get_by_label("Thành tích").fill(ACHIEVEMENT)


def save(page: Page, name: str = NAME) -> None:
    """Save the nominee and read that it worked."""
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text(f"Đã thêm {name}.")).to_be_visible()


def send(page: Page) -> None:
    """Press the red button and read when it was sent."""
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.get_by_text(SENT).first).to_be_visible()


def accept(page: Page) -> int:
    """As the officer, find the dossier of Y Tý in the queue and receive it; return the key of its job."""
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
