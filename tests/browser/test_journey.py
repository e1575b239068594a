"""From the open round to the receipt in the hand: the journey of a dossier on a real browser."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from core import jobs
from core.models import AuditEvent
from nominations.models import Dossier
from tests.browser import journey

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(pages, province) -> Page:
    """The clerk of Y Tý, logged in."""
    page = pages.open(province)
    journey.enter(page, journey.CLERK)
    return page


def draft(page: Page) -> str:
    """Make a dossier with one person in it; return its address."""
    journey.open_the_round(page)
    address = journey.make_the_dossier(page)
    journey.fill_in_a_person(page)
    journey.save(page)
    return address


def test_a_dossier_from_the_open_round_to_its_receipt(clerk, pages, province):
    address = draft(clerk)
    expect(clerk.get_by_role("row", name=re.compile(journey.NAME))).to_be_visible()
    journey.send(clerk)
    dossier = Dossier.objects.get(unit__name="Xã Y Tý")
    expect(clerk.get_by_role("heading", name=dossier.code)).to_be_visible()
    expect(clerk.get_by_role("button", name="Gửi hồ sơ")).to_have_count(0)

    officer = pages.open(province)
    journey.enter(officer, journey.OFFICER)
    job = journey.accept(officer)
    card = officer.get_by_role("main")
    expect(card.get_by_text("Đang chờ", exact=True)).to_be_visible()
    # The page asks by itself every second; nobody presses anything.
    row = journey.half_done(job)
    expect(card.get_by_text("Đang dàn trang")).to_be_visible()
    expect(card.get_by_role("progressbar")).to_have_js_property("value", 33)
    journey.abandon(row)
    assert jobs.work(job) is True
    officer.get_by_role("link", name="Mở phiếu tiếp nhận").click()
    expect(officer.get_by_role("heading", name=re.compile("^Phiếu tiếp nhận số"), level=1)).to_be_visible()
    expect(officer.get_by_role("article").get_by_text(journey.NAME)).to_be_visible()
    with officer.expect_download() as waiting:
        officer.get_by_role("link", name="Tải PDF").click()
    data = Path(waiting.value.path()).read_bytes()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    assert data.startswith(b"%PDF-")
    assert [
        part for part in (journey.NAME, "xã Y Tý", dossier.code, "Nguyễn Thu Hằng") if part not in text
    ] == []

    clerk.goto(address)
    clerk.get_by_role("link", name=re.compile("^Phiếu tiếp nhận số")).click()
    expect(clerk.get_by_role("link", name="Tải PDF")).to_be_visible()

    neighbour = pages.open(province)
    journey.enter(neighbour, journey.NEIGHBOUR)
    for where in (address, clerk.url, officer.url, f"{clerk.url}tai/"):
        assert neighbour.goto(where).status == 404
        expect(neighbour.get_by_role("heading", name="Không tìm thấy trang này")).to_be_visible()


def test_a_double_click_sends_once(clerk):
    """Fault 1, with the scripts of the page in force."""
    draft(clerk)
    clerk.get_by_role("button", name="Gửi hồ sơ").dblclick()
    expect(clerk.get_by_text(journey.SENT).first).to_be_visible()
    assert AuditEvent.objects.filter(name="nominations.dossier_submitted").count() == 3  # two of the demo


def test_back_and_press_again_sends_once(clerk):
    draft(clerk)
    journey.send(clerk)
    clerk.go_back()
    button = clerk.get_by_role("button", name="Gửi hồ sơ")
    if button.count():
        button.click()
    expect(clerk.get_by_text(journey.SENT).first).to_be_visible()
    assert AuditEvent.objects.filter(name="nominations.dossier_submitted").count() == 3


def test_without_scripts_the_dossier_is_sent_and_a_double_click_still_sends_once(pages, province):
    page = pages.open(province, java_script_enabled=False)
    journey.enter(page, journey.CLERK)
    address = draft(page)
    page.get_by_role("button", name="Gửi hồ sơ").dblclick()
    expect(page.get_by_text(journey.SENT).first).to_be_visible()
    assert page.url == address
    assert AuditEvent.objects.filter(name="nominations.dossier_submitted").count() == 3

    officer = pages.open(province, java_script_enabled=False)
    journey.enter(officer, journey.OFFICER)
    job = journey.accept(officer)
    assert jobs.work(job) is True
    officer.get_by_role("link", name="Tải lại").click()
    officer.get_by_role("link", name="Mở phiếu tiếp nhận").click()
    expect(officer.get_by_role("article").get_by_text(journey.NAME)).to_be_visible()


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(clerk):
    journey.open_the_round(clerk)
    journey.make_the_dossier(clerk)
    journey.fill_in_a_person(clerk)
    clerk.get_by_label("Ngày sinh").fill("31/02/1985")
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    expect(clerk.get_by_text("Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986.")).to_be_visible()
    expect(clerk.get_by_label("Họ và tên")).to_have_value(journey.NAME)
    expect(clerk.get_by_label("Ngày sinh")).to_have_value("31/02/1985")
    expect(clerk.get_by_label("Thành tích")).to_have_value(journey.ACHIEVEMENT)
    expect(clerk.get_by_role("radio", name="Nam")).to_be_checked()
    expect(clerk.get_by_role("radio", name=re.compile("^Bằng khen"))).to_be_checked()
    expect(clerk.get_by_role("checkbox", name=re.compile("trực tiếp"))).to_be_checked()


def test_typed_text_survives_a_lost_log_in(clerk):
    journey.open_the_round(clerk)
    journey.make_the_dossier(clerk)
    journey.fill_in_a_person(clerk)
    clerk.wait_for_timeout(700)  # the draft is kept 0.4 s after the last key
    clerk.context.clear_cookies()
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    expect(clerk.get_by_role("heading", name="Việc này chưa làm được")).to_be_visible()
    form = clerk.url
    journey.enter(clerk, journey.CLERK)
    clerk.goto(form)
    expect(clerk.get_by_label("Thành tích")).to_have_value(journey.ACHIEVEMENT)
    expect(clerk.get_by_text("Đã lấy lại phần nhập dở")).to_be_visible()
    journey.save(clerk)


def test_attacks_typed_by_people_do_not_run(clerk, pages, province):
    """Fault 26 in Chromium: a page that ran one of them would call `hacked`."""
    attack = '"><img src=x onerror=hacked()><script>hacked()</script>'
    ran = []
    clerk.expose_function("hacked", lambda: ran.append("clerk"))
    journey.open_the_round(clerk)
    address = journey.make_the_dossier(clerk)
    journey.fill_in_a_person(clerk, attack)
    clerk.get_by_label("Chức vụ, công việc").fill(attack)
    clerk.get_by_label("Thành tích").fill(f"</textarea>{attack}")
    journey.save(clerk, attack)
    clerk.get_by_role("link", name=re.compile("^Sửa")).click()
    expect(clerk.get_by_label("Họ và tên")).to_have_value(attack)
    clerk.goto(address)
    journey.send(clerk)
    officer = pages.open(province)
    officer.expose_function("hacked", lambda: ran.append("officer"))
    journey.enter(officer, journey.OFFICER)
    job = journey.accept(officer)
    assert jobs.work(job) is True
    officer.get_by_role("link", name="Mở phiếu tiếp nhận").click()
    expect(officer.get_by_role("article").get_by_text(attack).first).to_be_visible()
    assert ran == []
    officer.evaluate("hacked()")
    assert ran == ["officer"]


def test_the_keyboard_skips_to_the_content_and_works_the_form(clerk):
    clerk.goto("/ho-so/")
    clerk.keyboard.press("Tab")
    expect(clerk.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    clerk.keyboard.press("Enter")
    clerk.keyboard.press("Tab")
    assert clerk.evaluate("document.activeElement.closest('main') !== null") is True
    assert clerk.url.endswith("#noi-dung")

    clerk.goto("/viec-cua-toi/")
    link = clerk.get_by_role("main").get_by_role("link", name=re.compile("^Lập hồ sơ: Tổng kết"))
    link.focus()
    clerk.keyboard.press("Enter")
    button = clerk.get_by_role("button", name="Lập hồ sơ đề nghị")
    button.focus()
    assert clerk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("heading", name="Hồ sơ chưa có ai")).to_be_visible()
