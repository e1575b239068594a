"""The user guide: every page for everybody, no link or picture leads nowhere, the buttons' real words."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from laocai_thidua import components, guide

pytestmark = pytest.mark.django_db

ROOT = settings.BASE_DIR
FILES = sorted(guide.FOLDER.glob("*.md"))
ROLES = ["anonymous", "editor", "officer", "leader", "auditor", "nobody"]
BUTTON = re.compile(r"\*\*«([^»]+)»\*\*")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
#: Where the words of buttons, links and fields stand.
SPOKEN = [
    *ROOT.glob("templates/**/*.html"),
    *(
        path
        for app in ("accounts", "awards", "campaigns", "nominations", "reviews", "reports", "units")
        for path in (*ROOT.glob(f"{app}/views*.py"), *ROOT.glob(f"{app}/views/*.py"))
    ),
    ROOT / "units/rules_reorg.py",  # the kinds of reorganisation are the words of their buttons
]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# Pages --------------------------------------------------------------------------------------------------


def test_the_guide_is_the_files_of_its_folder():
    assert [path.stem for path in FILES] == sorted([guide.INDEX, *guide.SLUGS])


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_everybody(world, client, as_role, role):
    visitor = client if role == "anonymous" else as_role(role)
    for slug in guide.SLUGS:
        answer = visitor.get(reverse("guide", args=[slug]))
        assert answer.status_code == 200, slug
        assert f"<h1>{guide.page(slug).title}</h1>" in answer.content.decode(), slug
    for slug in ("index", "khong-co", "nguoi-lap-ho-so-2", "HINH"):
        assert visitor.get(f"/tro-giup/{slug}/").status_code == 404, slug


def test_the_guide_has_no_page_of_another_name():
    with pytest.raises(KeyError):
        guide.page("khong-co")


def linked(answer) -> list[str]:
    """Return the pages of the guide that the index links, in its order."""
    return re.findall(r'<h3><a href="/tro-giup/([a-z-]+)/">', answer.content.decode())


def test_the_index_links_every_page_and_ones_own_first(world, client, as_role):
    assert linked(client.get("/tro-giup/")) == list(guide.SLUGS)
    by_role = {
        "editor": "nguoi-lap-ho-so",
        "officer": "chuyen-vien",
        "leader": "lanh-dao",
    }
    for role, own in by_role.items():
        answer = as_role(role).get("/tro-giup/")
        others = [slug for slug in guide.SLUGS if slug != own]
        assert linked(answer) == [own, *others], role
        assert "Dành cho vai trò của đồng chí" in answer.content.decode(), role
    assert "Dành cho vai trò của đồng chí" not in as_role("auditor").get("/tro-giup/").content.decode()


def test_a_seat_in_a_council_brings_its_pages_first():
    class Seat:
        is_secretary, is_voting, is_teller = False, True, True

    own, others = guide.ordered(None, [Seat()])
    assert [page.slug for page in own] == ["thanh-vien-hoi-dong", "ban-kiem-phieu"]
    assert sorted(page.slug for page in [*own, *others]) == sorted(guide.SLUGS)


def test_the_hints_that_other_pages_lead_to_are_there(world, client):
    page = client.get("/tro-giup/").content.decode()
    for place in ("quen-mat-khau", "lam-viec-cho-nhieu-don-vi", "dang-nhap", guide.BY_ROLE):
        assert page.count(f'id="{place}"') == 1, place
    assert "Ở bản chạy thử" in page


# Files --------------------------------------------------------------------------------------------------


def places(slug: str) -> set[str]:
    """Return the ids of a page's headings."""
    page = guide.page(slug)
    inside = re.findall(r'<h3 id="([^"]+)"', "".join(section.html for section in page.sections))
    return {*inside, *(section.id for section in page.sections)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_link_and_picture_leads_somewhere(path):
    for picture, target in LINK.findall(text_of(path)):
        if picture:
            name = target.removeprefix("hinh/")
            assert (guide.FOLDER / "hinh" / name).is_file(), target
            assert finders.find(f"huong-dan/{name}"), target
        else:
            name, _, place = target.partition("#")
            assert (guide.FOLDER / name).is_file(), target
            assert not place or place in places(name.removesuffix(".md")), target


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_headings_of_a_page_have_ids_of_their_own(path):
    headings = re.findall(r"^#{2,3} (.+)$", text_of(path), re.MULTILINE)
    assert len(places(path.stem)) == len(headings) > 2


#: A word of a button that depends: {% if is_open %}Lưu{% else %}Khai mạc{% endif %}
EITHER = re.compile(r"{% if [^%]*%}([^{]*){% else %}([^{]*){% endif %}")


def words() -> list[str]:
    """Return what templates and views say: the text of pages either way, and every string of the views."""
    said = []
    for path in SPOKEN:
        text = text_of(path)
        if path.suffix == ".py":
            found = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            said += [value for value in found if isinstance(value, str)]
        else:
            said += [text, EITHER.sub(r"\1", text), EITHER.sub(r"\2", text)]
    return said


def is_said(button: str, said: list[str]) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(button)}(?!\w)")
    return any(whole.search(text) for text in said)


def test_every_button_of_the_guide_exists():
    said = words()
    assert is_said("Duyệt và gửi", said)
    assert not is_said("Duyệt và gử", said)
    assert not is_said("Bấm vào đây", said)
    quoted = {(path.stem, button) for path in FILES for button in BUTTON.findall(text_of(path))}
    assert len(quoted) > 80
    assert sorted(one for one in quoted if not is_said(one[1], said)) == []


# Markdown -----------------------------------------------------------------------------------------------

HEAD = "# Trang\n\nLời đầu.\n\n## Mục\n\n"


def section(text: str) -> str:
    return str(guide.make("thu", HEAD + text).sections[0].html)


def test_html_in_a_file_is_text():
    shown = section("<script>alert(1)</script>\n\nchữ <b onclick='x()'>đậm</b>")
    assert "<script" not in shown
    assert "<b " not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("thu-truong.md", "/tro-giup/thu-truong/"),
        ("thu-truong.md#chua-dong-y", "/tro-giup/thu-truong/#chua-dong-y"),
        ("index.md", "/tro-giup/"),
        ("#muc", "#muc"),
    ],
)
def test_links_between_files_become_links_between_pages(target, address):
    assert f'<a href="{address}">x</a>' in section(f"[x]({target})")


@pytest.mark.parametrize(
    "target", ["khong-co.md", "https://example.org/", "/ho-so/", "../README.md", "hinh/x.png", "thu-truong"]
)
def test_a_link_out_of_the_guide_stops_the_page(target):
    with pytest.raises(ValueError, match="No page of the guide"):
        section(f"[x]({target})")


def test_a_picture_has_its_address_and_size():
    name = sorted((guide.FOLDER / "hinh").glob("*.png"))[0].name
    width, height = guide.size_of(guide.FOLDER / "hinh" / name)
    shown = section(f"![Trang đầu](hinh/{name})")
    for part in (
        f'src="/static/huong-dan/{name}"',
        'alt="Trang đầu"',
        f'width="{width}"',
        f'height="{height}"',
    ):
        assert part in shown


@pytest.mark.parametrize(
    "source",
    ["https://example.org/x.png", "../hinh/x.png", "hinh/../x.png", "/static/x.png", "x.png", "hinh/x.svg"],
)
def test_a_picture_from_elsewhere_stops_the_page(source):
    with pytest.raises(ValueError, match="Not a picture of the guide"):
        section(f"![x]({source})")


def test_pictures_are_few_and_small():
    pictures = list((guide.FOLDER / "hinh").glob("*.png"))
    assert {guide.size_of(picture)[0] for picture in pictures} == {390, 1280}
    assert sum(picture.stat().st_size for picture in pictures) < 2_500_000


# Components ---------------------------------------------------------------------------------------------


def test_the_page_of_components_shows_every_state_and_is_not_in_production(world, client, settings):
    address = reverse("components")
    page = client.get(address).content.decode()
    for workflow in components.states():
        for state in workflow["states"]:
            assert f"</svg>{state.label}</span>" in page, state
    for colour in components.colours():
        assert f"--{colour['name']}<" in page
    assert address not in client.get("/tro-giup/").content.decode()
    settings.PRODUCTION = True
    assert client.get(address).status_code == 404
