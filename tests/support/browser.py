"""A person's browser: headless Chromium of the system, in Vietnamese, in the province's time."""

import re
import shutil
from contextlib import contextmanager

from playwright.sync_api import Page, expect, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PATIENCE = 10_000  # milliseconds


@contextmanager
def chromium():
    """Start the browser and end it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing; `make test` installs it or says how."
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Pages:
    """Opens pages, each with a log-in of its own, and hears what the browser complains about."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self.complaints: list[str] = []

    def open(self, address: str, **options) -> Page:
        """Return an empty page whose addresses start at `address`; options as of Playwright's new_context."""
        context = self._browser.new_context(
            **{"base_url": str(address), "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | options
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._hear)
        return page

    def _hear(self, message) -> None:
        # A page that rightly answers 403 or 404 is no complaint; a broken policy or script is.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def close(self) -> None:
        """Close everything that was opened."""
        for context in self._contexts:
            context.close()


def sign_in(page: Page, username: str, password: str) -> None:
    """Log in as a person does, by the labels of the form."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile(r"/dang-nhap/"))
