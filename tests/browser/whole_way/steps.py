"""What every step uses: the menu, the confirmation by password, jobs, downloads and their words."""

import re
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from core import clock, jobs
from core.models import Job
from tests.browser.journey import enter
from tests.browser.people import PASSWORD
from tests.core import hostile

DESK = {"viewport": {"width": 1280, "height": 900}}
CONFIRM = "Mật khẩu của đồng chí"


def today() -> str:
    """This day as people type it."""
    return f"{clock.today():%d/%m/%Y}"


def log_in(pages, address: str, username: str) -> Page:
    """Open a browser of his own for somebody, at "Việc của tôi"."""
    page = pages.open(address, **DESK)
    enter(page, username)
    return page


def menu(page: Page, name: str) -> None:
    """Choose an entry of the side navigation."""
    page.get_by_role("navigation", name="Chức năng").get_by_role("link", name=name, exact=True).click()


def task(page: Page, words: str) -> None:
    """Open what waits under these words in "Việc của tôi"."""
    page.goto("/viec-cua-toi/")
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()


def press(page: Page, button: str, told: str | re.Pattern) -> None:
    """Press a button and read that it worked."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(told).first).to_be_visible()


def follow(page: Page, link: str) -> None:
    """Follow a link of the page itself; the last of this name, since the trail above may have one too."""
    page.get_by_role("main").get_by_role("link", name=link, exact=True).last.click()


def confirm(page: Page) -> None:
    """Give the password once more."""
    page.get_by_label(CONFIRM).fill(PASSWORD)


def choose(page: Page, label: str, name: str) -> None:
    """Choose a signed PDF for the field with this label."""
    file = {"name": name, "mimeType": "application/pdf", "buffer": hostile.pdf()}
    page.get_by_label(label).set_input_files(file)


def work() -> None:
    """Do all jobs that wait, as the loop of the portal does, and see that none failed."""
    while waiting := jobs.free_ids():
        for pk in waiting:
            assert jobs.work(pk) is True
    assert list(Job.objects.exclude(status=Job.Status.DONE).values_list("title", "error")) == []


def download(link: Locator) -> bytes:
    """Download what stands behind a link."""
    with link.page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def text_of(data: bytes) -> str:
    """The words of a PDF, with single spaces."""
    assert data.startswith(b"%PDF-")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def paper(page: Page, title: str) -> str:
    """On a list of papers, download the newest with this title and return its words."""
    row = page.get_by_role("row", name=re.compile(title)).first
    return text_of(download(row.get_by_role("link", name=re.compile("^Tải PDF"))))


def named(text: str, *names: str) -> list[str]:
    """Which of these names stand in a text."""
    return [name for name in names if name in text]
