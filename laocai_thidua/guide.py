"""The user guide: Markdown under docs/huong-dan/ made into pages, once in each process.

People read the same files on the host of the code, so a link between two files becomes a link between two
pages here. HTML inside a file is shown as text. A picture comes from the guide's own folder or not at all; a
link or picture that leads nowhere stops the page, and a test makes every page.
"""

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.text import fold
from units.roles import Role

FOLDER = settings.BASE_DIR / "docs" / "huong-dan"
PICTURES = "hinh"
INDEX = "index"
#: Of the index: the list of the other pages, which the page draws by itself, one's own first.
BY_ROLE = "theo-vai-tro"


@dataclass(frozen=True)
class Chapter:
    """A page of the guide for people of these roles, or of these seats in a council."""

    slug: str
    roles: frozenset = frozenset()
    seat: str = ""  # the attribute of a CouncilMember that says so


CHAPTERS = (
    Chapter("nguoi-lap-ho-so", frozenset({Role.EDITOR})),
    Chapter("thu-truong", frozenset({Role.HEAD})),
    Chapter("chuyen-vien", frozenset({Role.OFFICER})),
    Chapter("truong-phong", frozenset({Role.OFFICE_HEAD, Role.DIRECTOR})),
    Chapter("thu-ky-hoi-dong", seat="is_secretary"),
    Chapter("thanh-vien-hoi-dong", seat="is_voting"),
    Chapter("ban-kiem-phieu", seat="is_teller"),
    Chapter("lanh-dao", frozenset({Role.LEADER})),
    Chapter("van-thu", frozenset({Role.CLERK_OFFICE})),
    Chapter("quan-tri", frozenset({Role.ADMIN})),
)
SLUGS = tuple(chapter.slug for chapter in CHAPTERS)


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the second level."""

    id: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class Page:
    """One file of the guide: its title, the sentence under it, its sections."""

    slug: str
    title: str
    lead: str
    sections: tuple[Section, ...]


def ordered(actor, seats) -> tuple[list[Page], list[Page]]:
    """Return the pages of this person's roles and seats, and all others, both in the order of the work."""
    own, others = [], []
    for chapter in CHAPTERS:
        by_role = actor is not None and chapter.roles and actor.is_(*chapter.roles)
        by_seat = chapter.seat and any(getattr(seat, chapter.seat) for seat in seats)
        (own if by_role or by_seat else others).append(page(chapter.slug))
    return own, others


@cache
def page(slug: str) -> Page:
    """Return the page of this file; KeyError if the guide has none of this name."""
    if slug not in {INDEX, *SLUGS}:
        raise KeyError(slug)
    return make(slug, (FOLDER / f"{slug}.md").read_text(encoding="utf-8"))


def make(slug: str, text: str) -> Page:
    """Make a page from Markdown: one heading of the first level, a sentence, sections."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    _dress(tokens)
    parts = _parts(tokens)
    head = [token.content for token in parts[0] if token.type == "inline"]
    sections = (
        Section(part[0].attrGet("id"), part[1].content, mark_safe(_render(markdown, part[3:])))
        for part in parts[1:]
    )
    return Page(slug, head[0], head[1], tuple(sections))


def _render(markdown: MarkdownIt, tokens: list[Token]) -> str:
    return markdown.renderer.render(tokens, markdown.options, {})


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Cut at the headings of the second level; the first part is what stands before them."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            parts.append([])
        parts[-1].append(token)
    return parts


def heading_id(text: str) -> str:
    """Quên mật khẩu: quen-mat-khau."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _dress(tokens: list[Token]) -> None:
    """Give headings their ids, lists and tables their looks, links and pictures their addresses."""
    for place, (token, following) in enumerate(zip(tokens, [*tokens[1:], None], strict=True)):
        if token.type == "paragraph_open" and [child.type for child in following.children] == ["image"]:
            _fold(token, following, tokens[place + 2])
        elif token.type == "heading_open":
            token.attrSet("id", heading_id(following.content))
        elif token.type in {"ordered_list_open", "bullet_list_open"}:
            token.attrSet("class", "guide")
        elif token.type == "table_open":
            token.attrSet("class", "table")
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _address(child.attrGet("href")))
            elif child.type == "image":
                _place(child)


def _fold(opening: Token, inline: Token, closing: Token) -> None:
    """Show a picture on a press: with the picture a page weighs 60 kB more, too much for a slow line."""
    opening.tag = closing.tag = "details"
    opening.attrSet("class", "picture")
    words = escape(inline.children[0].content)
    inline.children.insert(0, Token("html_inline", "", 0, content=f"<summary>Xem hình: {words}</summary>"))


def _address(target: str) -> str:
    """Return the address of another page of the guide, or of a place in one."""
    name, _, place = target.partition("#")
    slug = name.removesuffix(".md")
    if name and (slug == name or slug not in {INDEX, *SLUGS}):
        raise ValueError(f"No page of the guide: {target}")
    address = reverse("help") if slug == INDEX else reverse("guide", args=[slug]) if slug else ""
    return f"{address}#{place}" if place else address


def _place(image: Token) -> None:
    """Give a picture the address under which it is served, and its size, so that nothing jumps."""
    source = image.attrGet("src")
    folder, _, name = source.partition("/")
    if folder != PICTURES or not re.fullmatch(r"[a-z0-9-]+\.png", name):
        raise ValueError(f"Not a picture of the guide: {source}")
    width, height = size_of(FOLDER / PICTURES / name)
    image.attrs |= {"src": static(f"huong-dan/{name}"), "width": width, "height": height}
    image.attrs |= {"class": "shot shot-narrow" if width < 600 else "shot", "loading": "lazy"}


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG file."""
    with picture.open("rb") as file:
        return struct.unpack(">II", file.read(24)[16:])
