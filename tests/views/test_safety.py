"""No page holds anything that could run, whatever people have typed (fault 26), and all are told so."""

from html import unescape

import pytest
from django.db import models

from accounts.models import User
from awards.models import AwardType
from campaigns.models import Campaign, Round
from core import clock
from core.models import Job
from nominations.models import Dossier, Nomination
from reports.models import Paper
from tests.access.world import NOW, make_world
from tests.views.pages import Inspection, everything, show
from units.models import OrgUnit

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</textarea></title></svg><svg onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a><style>*{}</style>",
    "{{ 7|add:7 }}{% debug %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
# Text that people write, of whatever model a page shows.
WRITTEN = {
    AwardType: ["name", "standard_text", "legal_basis", "decided_by"],
    Campaign: ["name", "document_no"],
    Dossier: [],
    Job: ["title", "note", "error", "result_label"],
    Nomination: ["full_name", "position", "achievement", "unit_name"],
    OrgUnit: ["name", "body_name", "document_name", "place_name", "phone"],
    Paper: ["title", "symbol"],
    Round: ["name", "letter_no", "default_merit"],
    User: ["full_name", "phone"],
}


@pytest.fixture
def world(db):
    with clock.at(NOW):
        yield make_world()


def plant(attack: str) -> int:
    """Write the attack into every text of every row, past all forms; return how many fields hold it."""
    planted = 0
    for model, names in WRITTEN.items():
        for name in names:
            field = model._meta.get_field(name)
            limit = field.max_length if isinstance(field, models.CharField) else None
            planted += model.objects.update(**{name: attack[:limit]}) > 0
    values = Paper.objects.first().values
    spoiled = {key: attack if isinstance(value, str) else value for key, value in values.items()}
    spoiled["nominees"] = [dict.fromkeys(row, attack) | {"order": 1} for row in values["nominees"]]
    Paper.objects.update(values=spoiled)
    return planted


def test_the_net_catches():
    sample = (
        "<script>a()</script><script src='/x.js'></script><style>*{}</style><p style='x' onclick='y'>"
        "<a href='javascript:x'></a><a href='//evil.example'></a><iframe></iframe><a href='/ho-so/'></a>"
        "<meta http-equiv='refresh' content='0;url=//evil.example'>"
    )
    assert Inspection(sample).faults == [
        "an inline script",
        "a script with text: a()",
        "an element style",
        "p has style",
        "p has onclick",
        "a leads to javascript:x",
        "a leads to another host: //evil.example",
        "an element iframe",
        "a page that leads away by itself",
    ]
    assert Inspection("<script src='/x.js'></script><img src='data:image/png;base64,x'>").faults == []


def inspect(world, planted: str = "") -> tuple[list[str], int, int]:
    """Look at every page; return the faults, the number of pages, and of those that show the planted text."""
    faults, clients, pages, showing = [], {}, 0, 0
    for role, address, data in everything(world):
        response = show(world, clients, role, address, data)
        html = response.content.decode()
        pages += "</html>" in html
        showing += bool(planted) and planted in unescape(html)
        if response.status_code >= 500:
            faults.append(f"{role} {address}: {response.status_code}")
        faults += [f"{role} {address}: {fault}" for fault in Inspection(html).faults]
    return faults, pages, showing


def test_no_page_holds_inline_script_or_style(world):
    faults, pages, _ = inspect(world)
    assert faults == []
    assert pages > 60


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_people_type_is_text_on_every_page(world, attack):
    fields = sum(len(names) for names in WRITTEN.values())
    assert plant(attack) == fields - 2  # this world has no campaign
    faults, pages, showing = inspect(world, attack[:30])
    assert faults == []
    assert pages > 60
    assert showing > 30


def test_what_is_typed_into_forms_and_filters_comes_back_as_text(world, client):
    for attack in ATTACKS:
        client.force_login(world.users["editor"])
        add = f"/ho-so/{world.dossiers['own draft']}/them-nguoi/"
        names = ["award", "full_name", "birth_date", "gender", "position", "achievement", "version"]
        pages = [
            client.post(add, dict.fromkeys(names, attack)),
            client.get("/ho-so/", {"code": attack, "state": attack, "trang": "", attack: attack}),
            client.get("/dot-xet/", {"nam": attack, "cua_so": attack}),
            client.get("/khong-co/" + attack),
        ]
        client.logout()
        pages.append(client.post("/dang-nhap/", {"login": attack, "password": attack, "next": attack}))
        pages.append(client.get("/dang-nhap/", {"next": attack}))
        assert [page.status_code for page in pages] == [422, 200, 200, 404, 200, 200]
        assert [Inspection(page.content.decode()).faults for page in pages] == [[]] * 6
        assert attack in unescape(pages[0].content.decode())


def policy_of(response) -> dict[str, str]:
    parts = response.get("Content-Security-Policy", "").split(";")
    return dict(part.strip().split(" ", 1) for part in parts if part.strip())


def test_every_answer_carries_the_strict_policy(world):
    clients, wrong = {}, []
    for role, address, data in everything(world):
        response = show(world, clients, role, address, data)
        headers = {
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }
        found = {name: response.get(name) for name in headers}
        if policy_of(response) != POLICY or found != headers:
            wrong.append(f"{role} {address}: {policy_of(response)} {found}")
    assert wrong == []


def test_a_downloaded_file_runs_nothing_and_is_kept_nowhere(world, client):
    client.force_login(world.users["editor"])
    response = client.get(f"/van-ban/{world.papers['own accepted']}/tai/")
    code = Dossier.objects.get(pk=world.dossiers["own accepted"]).code
    names = [
        "Content-Type",
        "Content-Disposition",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Cache-Control",
    ]
    assert [response.get(name) for name in names] == [
        "application/pdf",
        f'attachment; filename="phieu-tiep-nhan-01-{code}.pdf"',
        "sandbox",
        "nosniff",
        "private, no-store",
    ]
    assert response.getvalue() == b"%PDF-1.7 trial"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world, client):
    client.post("/dang-nhap/", {"login": "editor", "password": "mat-khau-thu-nghiem"})
    client.get("/viec-cua-toi/")
    cookies = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert cookies == {"sessionid": (True, "Lax"), "csrftoken": (True, "Lax")}
