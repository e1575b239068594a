"""How much comes over the line, as a browser counts it, from the portal as it runs in production.

For a commune on a slow line: at most 90 kB for the first sight of the log-in page, then 40 kB a page.
"""

import pytest
from playwright.sync_api import expect

from core import clock
from tests.browser import people as who
from tests.browser import production
from tests.factories.campaigns import make_round
from tests.factories.nominations import make_draft, make_submitted
from tests.factories.units import make_actor, make_user
from tests.support.browser import sign_in
from units.models import Role

pytestmark = pytest.mark.browser

FIRST, LATER = 90_000, 40_000


@pytest.fixture
def people(transactional_db, reference, settings):
    """A clerk of Y Tý with ten dossiers of three people each, and the officer; nobody is a demo account."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    office, commune = who.unit(who.OFFICE), who.unit(who.Y_TY)
    officer = make_actor(office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng", username="hang"))
    clerk = make_actor(commune, Role.EDITOR, user=make_user("Chảo Thị Hương", username="huong"))
    head = make_actor(commune, Role.HEAD)
    now = clock.now()
    round_ = make_round(
        officer,
        opens_at=now.replace(year=now.year - 1),
        closes_at=None,
        officer_id=officer.membership.pk,
    )
    for _ in range(9):
        make_submitted(head, round_, nominees=3)
    dossier = make_draft(clerk, round_, nominees=3)
    return {"round": round_.pk, "dossier": dossier.pk, "nomination": dossier.nominations.first().pk}


class Scale:
    """Adds up what the browser receives, headers included; what comes from its cache weighs nothing."""

    def __init__(self, page) -> None:
        self._bytes = 0
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", self._add)
        network.send("Network.enable")

    def _add(self, event: dict) -> None:
        self._bytes += event["encodedDataLength"]

    def read(self) -> int:
        """Return the bytes since the last reading."""
        weight, self._bytes = self._bytes, 0
        return int(weight)


def test_what_comes_over_the_line(people, pages, tmp_path):
    weights = {}
    with production.portal(tmp_path) as address:
        page = pages.open(address, extra_http_headers=production.HTTPS)
        scale = Scale(page)
        page.goto("/dang-nhap/", wait_until="networkidle")
        weights["log-in, first sight"] = scale.read()
        sign_in(page, "huong", who.PASSWORD)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()
        scale.read()
        for name, where in [
            ("Việc của tôi", "/viec-cua-toi/"),
            ("rounds", "/dot-xet/"),
            ("round", f"/dot-xet/{people['round']}/"),
            ("dossiers", "/ho-so/"),
            ("dossier", f"/ho-so/{people['dossier']}/"),
            ("nominee", f"/ho-so/{people['dossier']}/them-nguoi/"),
            ("collective", f"/ho-so/{people['dossier']}/them-tap-the/"),
            ("letter", f"/ho-so/{people['dossier']}/to-trinh/"),
            ("nominee, to read", f"/de-nghi/{people['nomination']}/xem/"),
            ("help", "/tro-giup/"),
            ("front", "/"),
        ]:
            page.goto(where, wait_until="networkidle")
            weights[name] = scale.read()
        sign_out_and_in(page, "hang")
        scale.read()
        page.goto("/tham-dinh/", wait_until="networkidle")
        weights["queue"] = scale.read()
        page.get_by_role("link", name="UBND xã Y Tý").first.click()
        page.wait_for_load_state("networkidle")
        weights["dossier, officer"] = scale.read()
        page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
        page.wait_for_timeout(1_500)
        weights["job, first sight and a second of it"] = scale.read()
        page.goto("about:blank")  # it would go on asking the server that ends now
    print("\n".join(f"{weight / 1000:6.1f} kB  {name}" for name, weight in weights.items()))
    first = weights.pop("log-in, first sight")
    assert 5_000 < first <= FIRST
    assert {name: weight for name, weight in weights.items() if not 500 < weight <= LATER} == {}


def sign_out_and_in(page, username: str) -> None:
    page.goto("/dang-xuat/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    sign_in(page, username, who.PASSWORD)
