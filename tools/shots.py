"""Pictures of the portal for README and user guide, into docs/huong-dan/hinh/. `make shots` calls this.

A portal of its own is started on a throw-away data folder with a fresh demo province; people log in through
headless Chromium and go to their pages by the words on them. One ballot is cast. About four minutes.
"""

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laocai_thidua.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

TARGET = ROOT / "docs" / "huong-dan" / "hinh"
LIMIT = 2_500_000  # bytes of all pictures together
FIRST_ANSWER = 600  # seconds; the demo province is built before
WIDE, NARROW = 1280, 390
MEMBERS = ("huy.nguyen.sgddt", "ha.vuong.syt", "long.phung.sxd", "linh.duong.skhcn", "nga.lo.svhttdl")


@dataclass(frozen=True)
class Shot:
    """One picture: its name, who looks ("" nobody), how he gets there, how large the window is."""

    name: str
    who: str
    go: Callable
    height: int = 900
    width: int = WIDE


def at(address: str) -> Callable:
    """Go to an address."""
    return lambda page: page.goto(address)


def first(address: str, then: str = "") -> Callable:
    """Open the first row of a list, then press the button of these words, if any."""

    def go(page) -> None:
        page.goto(address)
        follow(page, page.locator("tbody a.title").first)
        if then:
            follow(page, page.locator(".deeds").get_by_role("link", name=then, exact=True))

    return go


def session(page) -> None:
    """Open the session that is held now."""
    page.goto("/phien-hop/")
    follow(page, page.locator("tbody tr", has_text="Đang họp").first.locator("a.title"))


def follow(page, link) -> None:
    """Click a link and wait until its page is there."""
    here = page.url
    link.click()
    page.wait_for_url(lambda url: url != here)


SHOTS = [
    Shot("trang-dau", "", at("/"), 1000),
    Shot("so-vang", "", at("/vinh-danh/")),
    Shot("trang-dau-390", "", at("/"), 844, NARROW),
    Shot("viec-cua-toi", "dung.lu.muongkhuong", at("/viec-cua-toi/"), 760),
    Shot("viec-cua-toi-390", "dung.lu.muongkhuong", at("/viec-cua-toi/"), 844, NARROW),
    Shot("ho-so-dang-soan", "nhi.ma.amusung", first("/ho-so/?state=DRAFT")),
    Shot("thu-truong-duyet", "vang.ly.simacai", first("/ho-so/?state=AWAITING_SIGN_OFF")),
    Shot("tham-dinh", "hang.nguyen.snv", at("/tham-dinh/"), 760),
    Shot("tham-dinh-mot-nguoi", "hang.nguyen.snv", first("/tham-dinh/?state=ACCEPTED", "Thẩm định"), 1000),
    Shot("duyet-tham-dinh", "minh.do.snv", first("/tham-dinh/?state=APPRAISED"), 960),
    Shot("phien-hop", "minh.do.snv", session),
    Shot("quyet-dinh", "thanh.bui.snv", first("/quyet-dinh/?trang_thai=DRAFT")),
    Shot("quyet-dinh-trinh", "hoa.ly.ubnd", first("/quyet-dinh/?trang_thai=PRESENTED")),
    Shot("van-thu", "nhung.hoang.ubnd", first("/quyet-dinh/?trang_thai=PRESENTED", "Ghi số, bản đã ký"), 680),
    Shot("tong-quan", "hoa.ly.ubnd", at("/bao-cao/tong-quan/"), 1300),
]


@contextmanager
def portal() -> Iterator[str]:
    """Start a portal with a fresh demo province, and end it; the address."""
    folder = tempfile.mkdtemp(prefix="portal-shots-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = ("PORTAL_", "DATABASE_URL", "REDIS_URL", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    log = Path(folder) / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "tools/serve.py"],
            cwd=ROOT,
            env=kept | {"PORTAL_DATA_DIR": folder, "PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(process, address, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(process: subprocess.Popen, address: str, log: Path) -> None:
    """Wait for the first answer; what the portal said when it ends instead."""
    end = time.monotonic() + FIRST_ANSWER
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"Cổng không khởi động được:\n{log.read_text(encoding='utf-8')}")
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"Cổng không trả lời sau {FIRST_ANSWER} giây.")


def save(page, name: str) -> None:
    """Write what the window shows as a small PNG of 256 colours at most."""
    from PIL import Image

    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        TARGET / f"{name}.png", optimize=True
    )
    print(f"  {name}.png", flush=True)


class People:
    """Windows of people who are logged in, one for each person and width."""

    def __init__(self, browser, address: str):
        self._browser, self._address = browser, address
        self._pages: dict = {}

    def page(self, who: str, width: int, height: int):
        """Return this person's window in this size."""
        from laocai_thidua.demo.accounts import PASSWORD
        from tests.support.browser import sign_in

        if (who, width) not in self._pages:
            context = self._browser.new_context(
                base_url=self._address,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                viewport={"width": width, "height": height},
            )
            self._pages[who, width] = context.new_page()
            if who:
                sign_in(self._pages[who, width], who, PASSWORD)
        page = self._pages[who, width]
        page.set_viewport_size({"width": width, "height": height})
        return page


def take_ballot(people: People) -> None:
    """The ballot on a phone, and the receipt after it, of a member who has not voted yet."""
    from laocai_thidua.demo.accounts import PASSWORD

    for who in MEMBERS:
        page = people.page(who, NARROW, 844)
        page.goto("/viec-cua-toi/")
        task = page.get_by_role("link", name=re.compile("^Bỏ phiếu kín"))
        if task.count():
            break
    else:
        raise SystemExit("Không có phiên nào đang bỏ phiếu trong dữ liệu chạy thử.")
    follow(page, task.first)
    page.locator("article").first.scroll_into_view_if_needed()
    for button in page.get_by_role("button", name=re.compile("^Chọn đồng ý cho")).all():
        button.click()
    page.evaluate("window.scrollTo(0, 0)")
    save(page, "bo-phieu-390")
    for line in page.locator("fieldset").all():
        if not line.locator("input:checked").count():
            line.locator("input[value='1']").check(force=True)
    page.get_by_label("Mật khẩu của đồng chí").fill(PASSWORD)
    page.get_by_role("button", name="Gửi lá phiếu").click()
    page.get_by_role("heading", name="Phiếu đã được ghi nhận").wait_for()
    save(page, "bien-nhan-390")


def main() -> None:
    """Take all pictures, of a portal of one's own or of the trial portal whose address is given."""
    import django

    django.setup()
    from tests.support.browser import chromium

    TARGET.mkdir(parents=True, exist_ok=True)
    given = sys.argv[1:]
    with contextmanager(lambda: iter(given))() if given else portal() as address, chromium() as browser:
        people = People(browser, address)
        for shot in SHOTS:
            page = people.page(shot.who, shot.width, shot.height)
            try:
                shot.go(page)
            except Exception as error:
                raise SystemExit(f"Chưa chụp được {shot.name}: {error}") from error
            page.evaluate("window.scrollTo(0, 0)")
            save(page, shot.name)
        take_ballot(people)
    total = sum(picture.stat().st_size for picture in TARGET.glob("*.png"))
    print(f"{total / 1000:.0f} KB trong {TARGET.relative_to(ROOT)}")
    if total > LIMIT:
        raise SystemExit(f"Quá {LIMIT / 1000:.0f} KB: bớt chiều cao của hình trong SHOTS.")


if __name__ == "__main__":
    main()
