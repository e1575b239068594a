"""The pages of council, decisions, register, campaigns and reports in the demo province, for everybody who
works there: WCAG 2.2 A and AA, on a desk and on a phone."""

import pytest

from campaigns.models import Campaign
from core import clock
from laocai_thidua.demo.accounts import PASSWORD
from nominations.models import Dossier
from reports.actions_periodic import make_due
from reports.models import PeriodicReport
from reviews.models import CouncilSession, Decision, Poll
from tests.browser.inspector import Inspector
from tests.support import demo
from tests.support.browser import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def province(live_server, reference) -> str:
    """The demo province behind a live portal, with the reports that are due; its address."""
    demo.fill()
    make_due(clock.today())
    return live_server.url


def addresses() -> dict[str, list[str]]:
    """What each account looks at, by user name; an empty one is a visitor."""
    campaign = Campaign.objects.filter(state="LAUNCHED").earliest("pk").pk
    sealed = Poll.objects.filter(state="SEALED").earliest("pk")
    held = CouncilSession.objects.get(state="IN_SESSION").pk
    council = CouncilSession.objects.get(state="IN_SESSION").council_id
    drafted = Decision.objects.filter(state="DRAFT").earliest("pk").pk
    presented = Decision.objects.filter(state="PRESENTED").earliest("pk").pk
    published = Decision.objects.filter(state="PUBLISHED").earliest("pk").pk
    appraised = Dossier.objects.filter(state="APPRAISED").earliest("pk").pk
    report = PeriodicReport.objects.earliest("pk").pk
    return {
        "": [
            "/vinh-danh/",
            "/xac-minh/",
            "/phong-trao/",
            f"/phong-trao/{campaign}/",
            "/tro-giup/thu-truong/",
        ],
        "huong.chao.yty": [f"/phong-trao/{campaign}/", f"/phong-trao/{campaign}/dang-ky/"],
        "hang.nguyen.snv": [
            "/viec-cua-toi/",
            "/phong-trao/soan/",
            "/dot-xet/mo/",
            "/quyet-dinh/",
            f"/quyet-dinh/{drafted}/",
            "/bao-cao/",
            "/bao-cao/tong-quan/",
            "/bao-cao/khen-thuong/",
            f"/bao-cao/{report}/",
            f"/bao-cao/{report}/nhan-xet/",
        ],
        "minh.do.snv": [
            f"/ho-so/{appraised}/",
            "/phien-hop/",
            f"/phien-hop/lap/{council}/",
            f"/phien-hop/{held}/",
            f"/phien-hop/{held}/phong-hop/",
            f"/phien-hop/{sealed.session_id}/van-ban/",
        ],
        "huy.nguyen.sgddt": [
            "/viec-cua-toi/",
            f"/phien-hop/{held}/bo-phieu/",
            f"/phien-hop/{sealed.session_id}/",
        ],
        "hoa.ly.ubnd": [f"/quyet-dinh/{presented}/", "/bao-cao/tong-quan/"],
        "nhung.hoang.ubnd": [
            "/viec-cua-toi/",
            f"/quyet-dinh/{published}/",
            f"/quyet-dinh/{published}/van-ban/",
        ],
    }


def test_the_pages_of_the_demo_province(province, pages):
    inspector, found = Inspector(), {}
    for username, looked_at in addresses().items():
        page = pages.open(province)
        if username:
            sign_in(page, username, PASSWORD)
        for address in looked_at:
            found[f"{username} {address}"] = page.goto(address).status
            inspector.look(page, f"{username}{address}".strip("/").replace("/", "-"))
    assert {name: status for name, status in found.items() if status != 200} == {}
    assert inspector.faults == []
    assert len(inspector.seen) == 31
