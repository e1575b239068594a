"""Every page of the journey is usable by all: WCAG 2.2 A and AA, on a desk and on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core import jobs
from core.models import Job
from tests.browser import journey, people
from tests.browser.inspector import WIDTHS, Inspector
from tests.factories.units import make_membership, make_user
from tests.support.browser import sign_in

pytestmark = pytest.mark.browser


def test_the_inspector_catches(page):
    inspector = Inspector()
    page.set_content(
        "<html><body><main><img src='data:,'><input><p style='color:#bbb;width:900px'>Chữ nhạt</p></main>"
    )
    inspector.look(page, "sample")
    rules = {" ".join(fault.split(": ")[:2]).removeprefix("sample at ") for fault in inspector.faults}
    names = {"color-contrast", "document-title", "html-has-lang", "image-alt", "label"}
    expected = {f"{width} {name}" for width in WIDTHS for name in names}
    assert expected - rules == set()
    assert [fault for fault in inspector.faults if "px too wide" in fault and " 390:" in fault] != []


def public_pages(inspector: Inspector, page: Page) -> None:
    for name, address in [("trang-dau", "/"), ("tro-giup", "/tro-giup/"), ("dang-nhap", "/dang-nhap/")]:
        page.goto(address)
        inspector.look(page, name)
    page.get_by_label("Tên đăng nhập").fill("ai-do")
    page.get_by_label("Mật khẩu", exact=True).fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    inspector.look(page, "dang-nhap-sai")
    page.goto("/khong-co-trang-nay/")
    inspector.look(page, "khong-tim-thay")


def clerk_pages(inspector: Inspector, page: Page) -> str:
    journey.enter(page, people.CLERK)
    inspector.look(page, "viec-cua-toi")
    page.get_by_text("Chảo Thị Hương").first.click()
    inspector.look(page, "viec-cua-toi-tai-khoan")
    lists = [("ho-so-trong", "/ho-so/"), ("dot-xet", "/dot-xet/"), ("dot-xet-loc", "/dot-xet/?nam=2020")]
    for name, address in lists:
        page.goto(address)
        inspector.look(page, name)
    page.goto("/viec-cua-toi/")
    journey.open_the_round(page)
    inspector.look(page, "dot-xet-mot")
    dossier = journey.make_the_dossier(page)
    inspector.look(page, "ho-so-moi")
    page.get_by_role("link", name=re.compile("^Thêm người")).click()
    page.get_by_role("button", name="Lưu", exact=True).click()
    inspector.look(page, "them-nguoi-thieu")
    page.goto(dossier)
    journey.fill_in_a_person(page)
    inspector.look(page, "them-nguoi")
    journey.save(page)
    inspector.look(page, "ho-so-dang-soan")
    page.get_by_role("link", name=re.compile("^Bỏ")).click()
    inspector.look(page, "bo-nguoi")
    page.goto(dossier)
    page.get_by_role("table").get_by_role("link", name=journey.NAME, exact=True).click()
    inspector.look(page, "sua-nguoi")
    page.goto(dossier)
    page.get_by_role("link", name="Thêm tập thể").click()
    inspector.look(page, "them-tap-the")
    for name, address in [("to-trinh", "to-trinh/"), ("tai-tep", "minh-chung/")]:
        page.goto(f"{dossier}{address}")
        inspector.look(page, name)
    page.goto(dossier)
    journey.attach_the_letter(page)
    journey.ask_sign_off(page)
    inspector.look(page, "ho-so-cho-duyet")
    for name, address in [("ho-so", "/ho-so/"), ("viec-da-trinh", "/viec-cua-toi/")]:
        page.goto(address)
        inspector.look(page, name)
    for name, address in [("doi-mat-khau", "/doi-mat-khau/"), ("dang-xuat", "/dang-xuat/")]:
        page.goto(address)
        inspector.look(page, name)
    page.goto(f"{dossier}gui/")
    inspector.look(page, "chua-gui-gi")
    page.goto(f"{dossier}them-nguoi/")
    inspector.look(page, "khong-duoc-phep")
    return dossier


def head_pages(inspector: Inspector, page: Page) -> None:
    journey.enter(page, people.HEAD)
    inspector.look(page, "thu-truong-viec")
    journey.open_to_sign(page)
    inspector.look(page, "thu-truong-ho-so")
    dossier = page.url
    page.goto(f"{dossier}tra-nguoi-soan/")
    inspector.look(page, "tra-nguoi-soan")
    page.goto(dossier)
    journey.send(page)
    inspector.look(page, "ho-so-da-gui")
    page.goto(f"{dossier}rut/")
    inspector.look(page, "rut-ho-so")


def officer_pages(inspector: Inspector, page: Page, late: Page) -> None:
    journey.enter(page, people.OFFICER)
    inspector.look(page, "chuyen-vien-viec")
    page.goto("/tham-dinh/")
    inspector.look(page, "tham-dinh")
    page.get_by_role("link", name="UBND xã Y Tý").click()
    inspector.look(page, "chuyen-vien-ho-so")
    dossier = page.url
    for name, address in [("yeu-cau-bo-sung-ca-ho-so", "yeu-cau-bo-sung/"), ("tu-choi", "tu-choi/")]:
        page.goto(f"{dossier}{address}")
        inspector.look(page, name)
    page.goto(dossier)
    journey.enter(late, people.OFFICE_HEAD)
    late.goto(page.url)
    job = journey.accept(page)
    inspector.look(page, "tien-trinh-cho")
    late.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    inspector.look(late, "co-nguoi-lam-truoc")
    journey.abandon(journey.half_done(job))
    page.reload()
    inspector.look(page, "tien-trinh-dang-lam")
    failed = {"status": Job.Status.FAILED, "error": "Máy chưa có Pango.", "attempts": 5}
    Job.objects.filter(pk=job).update(**failed)
    page.reload()
    inspector.look(page, "tien-trinh-chua-duoc")
    page.get_by_role("button", name="Chạy lại").click()
    assert jobs.work(job) is True
    page.reload()
    inspector.look(page, "tien-trinh-xong")
    page.get_by_role("link", name="Mở phiếu tiếp nhận").click()
    expect(page.get_by_role("link", name="Tải PDF")).to_be_visible()
    inspector.look(page, "phieu-tiep-nhan")
    page.goto("/tham-dinh/?state=APPRAISED")
    inspector.look(page, "tham-dinh-loc-trong")
    page.goto(f"{dossier}")
    inspector.look(page, "chuyen-vien-da-tiep-nhan")
    page.get_by_role("link", name="Thẩm định").last.click()
    inspector.look(page, "tham-dinh-mot-nguoi")
    page.get_by_role("link", name="Yêu cầu bổ sung").click()
    inspector.look(page, "yeu-cau-bo-sung")


def roleless_pages(inspector: Inspector, page: Page, two_roles: Page) -> None:
    make_user("Vừ A Páo", username="chua.co.vai")
    sign_in(page, "chua.co.vai", people.PASSWORD)
    inspector.look(page, "chua-co-vai-tro")
    user = make_user("Hạng Thị Dua", username="hai.vai")
    make_membership(people.unit(people.Y_TY), user=user)
    make_membership(people.unit("SNV"), "EDITOR", user=user)
    sign_in(two_roles, "hai.vai", people.PASSWORD)
    two_roles.get_by_title("Đổi đơn vị đang làm việc").click()
    inspector.look(two_roles, "doi-don-vi")


def test_all_pages_of_the_journey(province, pages):
    inspector = Inspector()
    if inspector._shots:
        Path(inspector._shots).mkdir(parents=True, exist_ok=True)
    public_pages(inspector, pages.open(province))
    clerk = pages.open(province)
    dossier = clerk_pages(inspector, clerk)
    head_pages(inspector, pages.open(province))
    officer_pages(inspector, pages.open(province), pages.open(province))
    clerk.goto(dossier)
    inspector.look(clerk, "ho-so-da-tiep-nhan")
    roleless_pages(inspector, pages.open(province), pages.open(province))
    print("\n".join(inspector.faults))
    assert inspector.faults == []
    assert len(set(inspector.seen)) == len(inspector.seen) > 35
