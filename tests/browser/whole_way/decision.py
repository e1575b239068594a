"""Decisions: drafted, presented, a name struck, numbered, published; certificates that anybody verifies."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.whole_way.people import LEADER_NAME
from tests.browser.whole_way.steps import (
    CONFIRM,
    choose,
    confirm,
    follow,
    menu,
    paper,
    press,
    task,
    today,
    work,
)

STRIKE = "Đang chờ xác minh đơn phản ánh, xét vào đợt sau."
CODE = re.compile(r"Mã xác minh: ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")


@dataclass(frozen=True)
class Case:
    """One decision of the way: its award, its letter and number, who is honoured, who is struck."""

    award: str
    letter_no: str
    number: int
    awarded: tuple[str, ...]
    struck: tuple[str, ...] = ()

    @property
    def document_no(self) -> str:
        """As the register cites it."""
        return f"{self.number}/QĐ-UBND"


def draft(officer: Page, case: Case) -> str:
    """As the officer, draft the decision from the sealed result; return its address."""
    task(officer, f"Lập dự thảo quyết định: {case.award}")
    for name in (*case.awarded, *case.struck):
        expect(officer.get_by_role("listitem").filter(has_text=name)).to_be_visible()
    press(officer, "Lập dự thảo", re.compile("^Đã lập dự thảo"))
    work()
    return officer.url


def papers(page: Page, address: str) -> None:
    """Go from a decision to its papers."""
    page.goto(address)
    page.get_by_role("link", name=re.compile("^Tờ trình, quyết định.* do cổng lập$")).click()


def present(office_head: Page, case: Case, address: str) -> None:
    """As the head of office, present it with the letter."""
    office_head.goto(address)
    follow(office_head, "Trình ký")
    office_head.get_by_label("Số, ký hiệu tờ trình").fill(case.letter_no)
    office_head.get_by_label("Ngày tờ trình").fill(today())
    choose(office_head, "Tờ trình đã ký (PDF)", "to-trinh.pdf")
    press(office_head, "Trình ký", re.compile("^Đã trình"))


def strike(leader: Page, name: str) -> None:
    """As the leader of the province, strike a name with the reason."""
    task(leader, "Xem, ký:")
    leader.get_by_role("link", name=f"Gạch tên {name}").click()
    leader.get_by_label("Lý do").fill(STRIKE)
    press(leader, "Gạch tên", f"Đã gạch tên {name}.")
    expect(leader.get_by_text(STRIKE).first).to_be_visible()


def number(filing_clerk: Page, case: Case) -> None:
    """As the clerk of the signer's office, enter number, date, signer and the signed file."""
    menu(filing_clerk, "Quyết định")
    filing_clerk.get_by_role("row", name=re.compile(case.award)).get_by_role("link").click()
    follow(filing_clerk, "Ghi số, bản đã ký")
    filing_clerk.get_by_label("Số quyết định").fill(str(case.number))
    filing_clerk.get_by_label("Ngày ký").fill(today())
    filing_clerk.get_by_label("Người ký", exact=True).select_option(label=LEADER_NAME)
    filing_clerk.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    choose(filing_clerk, "Bản PDF đã ký, đóng dấu", f"qd-{case.number}.pdf")
    if filing_clerk.get_by_label(CONFIRM).count():
        confirm(filing_clerk)
    press(filing_clerk, "Ghi số và lưu bản đã ký", re.compile("^Đã ghi"))


def publish(officer: Page, case: Case, address: str) -> None:
    """As the officer, publish it."""
    officer.goto(address)
    follow(officer, "Công bố")
    facts = officer.get_by_label("Lý do vẫn tiếp tục")
    assert facts.is_visible() is False
    press(officer, "Công bố", re.compile("^Đã công bố"))
    work()


def codes(page: Page, address: str, title: str) -> list[str]:
    """Read the codes of the certificates of a decision out of their PDF."""
    papers(page, address)
    return CODE.findall(paper(page, title))


def search(visitor: Page, words: str) -> list[str]:
    """Without a log-in, search the register; the numbers of the decisions found."""
    visitor.goto("/vinh-danh/")
    visitor.get_by_label("Họ tên, tập thể, đơn vị hoặc số quyết định").fill(words)
    visitor.get_by_role("button", name="Tìm", exact=True).click()
    expect(visitor).to_have_url(re.compile(r"\?q="))
    found = visitor.get_by_role("row").filter(has=visitor.get_by_role("rowheader"))
    return [row.get_by_role("cell").nth(1).inner_text() for row in found.all()]


def verify(visitor: Page, code: str, name: str, case: Case) -> None:
    """Without a log-in, type the code of a certificate and read that it is real."""
    visitor.goto("/xac-minh/")
    visitor.get_by_label("Mã xác minh").fill(code)
    visitor.get_by_role("button", name="Xác minh").click()
    expect(visitor.get_by_role("heading", name="Khen thưởng có thật và đang có hiệu lực")).to_be_visible()
    day = f"{clock.today():%d/%m/%Y}"
    for words in (name, case.award, f"{case.document_no} ngày {day}", code):
        expect(visitor.get_by_text(words, exact=True).first).to_be_visible()
