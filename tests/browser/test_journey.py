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
from tests.browser import journey, people

pytestmark = pytest.mark.browser


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def clerk(pages, province) -> Page:
    """The clerk of Y Tý, logged in."""
    page = pages.open(province)
    journey.enter(page, people.CLERK)
    return page


def text_of(data: bytes) -> str:
    """Return the words of a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def events(name: str) -> int:
    """Return how often this deed was done."""
    return AuditEvent.objects.filter(name=f"nominations.{name}").count()


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_dossier_from_the_open_round_to_its_receipt(pages, province, options, scripts):
    options = options | {"java_script_enabled": scripts}
    clerk = pages.open(province, **options)
    journey.enter(clerk, people.CLERK)
    address = journey.draft(clerk)
    journey.fill_in_a_person(clerk, journey.SECOND)
    journey.save(clerk, journey.SECOND)
    journey.fill_in_a_collective(clerk)
    journey.save(clerk, journey.COLLECTIVE)
    for name in (journey.NAME, journey.SECOND, journey.COLLECTIVE):
        expect(clerk.get_by_role("row", name=re.compile(name))).to_be_visible()
    journey.attach_the_letter(clerk)
    expect(clerk.get_by_role("button", name="Duyệt và gửi")).to_have_count(0)
    journey.ask_sign_off(clerk)
    expect(clerk.get_by_role("link", name=re.compile("^Thêm"))).to_have_count(0)

    head = pages.open(province, **options)
    journey.open_to_sign(head)
    journey.send(head)
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.nominations.count()) == ("SUBMITTED", 3)
    expect(head.get_by_role("heading", name=dossier.code)).to_be_visible()
    expect(head.get_by_role("button", name="Duyệt và gửi")).to_have_count(0)

    officer = pages.open(province, **options)
    journey.enter(officer, people.OFFICER)
    job = journey.accept(officer)
    assert jobs.work(job) is True
    if scripts:  # the page asks by itself every second; without scripts one presses
        expect(officer.get_by_role("link", name="Mở phiếu tiếp nhận")).to_be_visible()
    else:
        officer.get_by_role("link", name="Tải lại").click()
    officer.get_by_role("link", name="Mở phiếu tiếp nhận").click()
    expect(officer.get_by_role("heading", name=re.compile("^Phiếu tiếp nhận hồ sơ"), level=1)).to_be_visible()
    with officer.expect_download() as waiting:
        officer.get_by_role("link", name="Tải PDF").click()
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"%PDF-")
    wanted = (journey.NAME, journey.SECOND, journey.COLLECTIVE, "xã Y Tý", dossier.code, "Nguyễn Thu Hằng")
    assert [part for part in wanted if part not in text_of(data)] == []

    clerk.goto(address)
    clerk.get_by_role("link", name=re.compile("^Phiếu tiếp nhận số")).click()
    expect(clerk.get_by_role("link", name="Tải PDF")).to_be_visible()

    neighbour = pages.open(province, **options)
    journey.enter(neighbour, people.NEIGHBOUR)
    for where in (address, clerk.url, officer.url, f"{clerk.url}tai/"):
        assert neighbour.goto(where).status == 404
        expect(neighbour.get_by_role("heading", name="Không tìm thấy trang này")).to_be_visible()


def test_the_page_of_a_job_shows_by_itself_how_far_it_is(clerk, pages, province):
    journey.draft(clerk)
    journey.attach_the_letter(clerk)
    journey.ask_sign_off(clerk)
    head = pages.open(province)
    journey.open_to_sign(head)
    journey.send(head)
    officer = pages.open(province)
    journey.enter(officer, people.OFFICER)
    job = journey.accept(officer)
    card = officer.get_by_role("main")
    expect(card.get_by_text("Đang chờ", exact=True)).to_be_visible()
    row = journey.half_done(job)
    expect(card.get_by_text("Đang dàn trang")).to_be_visible()
    expect(card.get_by_role("progressbar")).to_have_js_property("value", 33)
    journey.abandon(row)
    assert jobs.work(job) is True
    expect(officer.get_by_role("link", name="Mở phiếu tiếp nhận")).to_be_visible()


# Pressed twice (fault 1) ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_double_click_makes_one_dossier_and_one_of_each_deed(pages, province, scripts):
    page = pages.open(province, java_script_enabled=scripts)
    journey.enter(page, people.CLERK)
    journey.open_the_round(page)
    page.get_by_role("button", name="Lập hồ sơ đề nghị").dblclick()
    expect(page.get_by_role("heading", name="Hồ sơ chưa có ai")).to_be_visible()
    dossier = Dossier.objects.get()
    assert page.url == f"{province}/ho-so/{dossier.pk}/"
    journey.fill_in_a_person(page)
    page.get_by_role("button", name="Lưu", exact=True).dblclick()
    expect(page.get_by_role("row", name=re.compile(journey.NAME))).to_have_count(1)
    journey.attach_the_letter(page)
    page.get_by_role("button", name="Trình thủ trưởng duyệt").dblclick()
    expect(page.get_by_role("button", name="Lấy lại để sửa")).to_be_visible()
    head = pages.open(province, java_script_enabled=scripts)
    journey.open_to_sign(head)
    head.get_by_role("button", name="Duyệt và gửi").dblclick()
    expect(head.get_by_role("button", name="Lấy lại hồ sơ")).to_be_visible()
    names = ("dossier_created", "nomination_added", "sign_off_asked", "dossier_submitted")
    assert {name: events(name) for name in names} == dict.fromkeys(names, 1)
    assert head.url == page.url == f"{province}/ho-so/{dossier.pk}/"


FIVE_TIMES = """form => Promise.all([1, 2, 3, 4, 5].map(async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, {method: "POST", body});
    return [answer.status, answer.url, (await answer.text()).includes("Hồ sơ chưa có ai")];
}))"""


def test_one_form_posted_five_times_at_once_makes_one_dossier_and_shows_one_page(clerk, province):
    journey.open_the_round(clerk)
    form = clerk.locator("form", has=clerk.get_by_role("button", name="Lập hồ sơ đề nghị"))
    answers = form.evaluate(FIVE_TIMES)
    dossier = Dossier.objects.get()
    assert answers == [[200, f"{province}/ho-so/{dossier.pk}/", True]] * 5
    assert events("dossier_created") == 1


def test_back_and_press_again_sends_once(clerk, pages, province):
    journey.draft(clerk)
    journey.attach_the_letter(clerk)
    journey.ask_sign_off(clerk)
    head = pages.open(province)
    journey.open_to_sign(head)
    journey.send(head)
    head.go_back()
    button = head.get_by_role("button", name="Duyệt và gửi")
    if button.count():
        button.click()
    expect(head.get_by_role("button", name="Lấy lại hồ sơ")).to_be_visible()
    assert events("dossier_submitted") == 1


# Typed text -----------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(clerk):
    journey.open_the_round(clerk)
    journey.make_the_dossier(clerk)
    journey.fill_in_a_person(clerk)
    clerk.get_by_label("Ngày sinh").fill("31/02/1985")
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    expect(clerk.get_by_text("Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986.")).to_be_visible()
    expect(clerk.get_by_label("Họ và tên")).to_have_value(journey.NAME)
    expect(clerk.get_by_label("Ngày sinh")).to_have_value("31/02/1985")
    expect(clerk.get_by_label(re.compile(r"^\s*Thành tích"))).to_have_value(journey.ACHIEVEMENT)
    expect(clerk.get_by_role("radio", name="Nam")).to_be_checked()
    expect(clerk.get_by_role("radio", name=re.compile("^Bằng khen"))).to_be_checked()
    expect(clerk.get_by_label("Nhóm đối tượng")).to_have_value("DIRECT_WORKER")
    expect(clerk.get_by_label("Câu ghi thành tích")).to_have_value(journey.MERIT)


def test_typed_text_survives_a_lost_log_in(clerk):
    journey.open_the_round(clerk)
    journey.make_the_dossier(clerk)
    journey.fill_in_a_person(clerk)
    clerk.wait_for_timeout(700)  # the draft is kept 0.4 s after the last key
    clerk.context.clear_cookies()
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    expect(clerk.get_by_role("heading", name="Việc này chưa làm được")).to_be_visible()
    form = clerk.url
    journey.enter(clerk, people.CLERK)
    clerk.goto(form)
    expect(clerk.get_by_label(re.compile(r"^\s*Thành tích"))).to_have_value(journey.ACHIEVEMENT)
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
    clerk.get_by_label(re.compile(r"^\s*Thành tích")).fill(f"</textarea>{attack}")
    journey.save(clerk, attack)
    clerk.get_by_role("table").get_by_role("link", name=attack, exact=True).click()
    expect(clerk.get_by_label("Họ và tên")).to_have_value(attack)
    clerk.goto(address)
    journey.attach_the_letter(clerk)
    journey.ask_sign_off(clerk)
    head = pages.open(province)
    head.expose_function("hacked", lambda: ran.append("head"))
    journey.open_to_sign(head)
    journey.send(head)
    officer = pages.open(province)
    officer.expose_function("hacked", lambda: ran.append("officer"))
    journey.enter(officer, people.OFFICER)
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
    link = clerk.get_by_role("main").get_by_role("link", name=re.compile(f"^Lập hồ sơ: {people.ROUND}"))
    link.focus()
    clerk.keyboard.press("Enter")
    button = clerk.get_by_role("button", name="Lập hồ sơ đề nghị")
    button.focus()
    assert clerk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("heading", name="Hồ sơ chưa có ai")).to_be_visible()
