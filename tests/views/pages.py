"""Every page that the portal can show of a world: by address, with its HTML."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from core import formkeys
from tests.access.world import World

NOWHERE = "/khong-co-trang-nay/"
# Attributes that hold an address; what may stand in front of them.
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
SAFE_STARTS = ("/", "#", "?", "tel:", "mailto:", "data:image/")


def everything(world: World) -> list[tuple[str, str, dict | None]]:
    """Return (role, address, what is posted or None) of every page of a full world, refusals included."""
    own = {name.removeprefix("own "): pk for name, pk in world.dossiers.items() if name.startswith("own")}
    nomination, paper = world.nominations["own draft"], world.papers["own accepted"]
    draft, sent, accepted = own["draft"], own["sent"], own["accepted"]
    add = reverse("nominations:nomination_add", args=[draft])
    edit = reverse("nominations:nomination_edit", args=[nomination])
    remove = reverse("nominations:nomination_remove", args=[nomination])
    pages = [reverse("nominations:dossier_detail", args=[pk]) for pk in own.values()]
    rounds = [
        reverse("campaigns:round_detail", args=[world.rounds["open"]]),
        "/dot-xet/",
        "/dot-xet/?nam=2020",
    ]
    papers = [reverse("reports:paper", args=[paper])]
    jobs = [reverse("core:job", args=[world.jobs["officer"]])]
    public = ["/", "/tro-giup/", "/dang-nhap/", NOWHERE]
    work = [
        "/viec-cua-toi/",
        "/ho-so/",
        "/ho-so/?code=x",
        "/tro-giup/",
        "/doi-mat-khau/",
        "/dang-xuat/",
        NOWHERE,
    ]
    stale = {"version": 1, "form_key": formkeys.new_key()}
    return [
        *[("anonymous", page, None) for page in public],
        ("anonymous", "/dang-nhap/", {"login": "x", "password": ""}),
        *[("editor", page, None) for page in [*work, *rounds, *pages, *papers, add, edit, remove]],
        ("editor", add, {"full_name": "x"}),
        ("editor", add, {"csrf": "x"}),
        ("editor", "/doi-mat-khau/", {"oldpassword": "x"}),
        ("editor", reverse("nominations:dossier_submit", args=[draft]), {"version": 0} | stale),
        ("editor", reverse("nominations:dossier_submit", args=[sent]), stale),
        *[("officer", page, None) for page in [*work, *rounds, *pages[1:], *papers, *jobs, "/tham-dinh/"]],
        ("officer", reverse("nominations:dossier_accept", args=[accepted]), {"form_key": formkeys.new_key()}),
        *[("leader", page, None) for page in [*work, *pages, edit]],
        *[("auditor", page, None) for page in [*work, *rounds, "/tham-dinh/"]],
        *[("nobody", page, None) for page in [*work, "/tham-dinh/"]],
    ]


def show(world: World, clients: dict[str, Client], role: str, address: str, data: dict | None):
    """Ask for one page as this role."""
    if role not in clients:
        clients[role] = Client(raise_request_exception=False)
        if role != "anonymous":
            clients[role].force_login(world.users[role])
    client = clients[role]
    return client.get(address) if data is None else client.post(address, data)


class Inspection(HTMLParser):
    """What in a page could run, or escaped from where it was written: `faults`, in words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._script = tag == "script"
        if tag == "script" and "src" not in values:
            self.faults.append("an inline script")
        if tag in {"style", "iframe", "object", "embed", "base", "frame", "marquee", "applet"}:
            self.faults.append(f"an element {tag}")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.faults.append("a page that leads away by itself")
        self.faults += [f"{tag} has {name}" for name in values if name.startswith("on") or name == "style"]
        self.faults += [
            f"{tag} leads to {values[name][:40]}"
            for name in ADDRESSES & set(values)
            if values[name] and not values[name].startswith(SAFE_STARTS)
        ]
        self.faults += [
            f"{tag} leads to another host: {values[name][:40]}"
            for name in ADDRESSES & set(values)
            if values[name].startswith(("//", "/\\"))
        ]

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.faults.append(f"a script with text: {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._script = False
