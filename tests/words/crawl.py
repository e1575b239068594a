"""Walks the portal as a person would: links, forms sent empty, then every button once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from .english import english_left

# Links that end the walk or bring a file; the log-out is tried by itself.
NEVER = ("/dang-xuat/", "/static/", "/healthz", "/readyz")
# Hidden fields that differ each time the same form is drawn.
NEW_EACH_TIME = {"csrfmiddlewaretoken", "form_key"}
WALKS = 5  # of those that share what they have seen, so many look at pages of one shape
QUERIES_PER_PATH = 4  # of one list, so many filters and pages are looked at
_NUMBER = re.compile(r"\d+")
_TYPED = {"text", "email", "tel", "number", "date", "search", "url", "password", "file", "time"}


@dataclass
class Form:
    """A form of a page: where it sends, what it sends by itself, whether a person has to fill it in."""

    action: str
    method: str = "get"
    hidden: dict[str, str] = field(default_factory=dict)
    is_typed: bool = False
    button: tuple[str, str] = ("", "")


class _Parts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.language = ""
        self._open: Form | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "a" and values.get("href") and "download" not in values:
            self.links.append(values["href"])
        elif tag == "form":
            self._open = Form(values.get("action", ""), values.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._part_of_form(tag, values)

    def _part_of_form(self, tag: str, values: dict[str, str]) -> None:
        kind = values.get("type", "text" if tag == "input" else "submit")
        if tag == "input" and kind == "hidden":
            self._open.hidden[values.get("name", "")] = values.get("value", "")
        elif tag in {"textarea", "select"} or (tag == "input" and kind in _TYPED):
            self._open.is_typed = True
        elif tag == "button" and kind == "submit" and values.get("name"):
            self._open.button = (values["name"], values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


class Walk:
    """One person's walk. `pages` are the addresses looked at, `faults` what no reader should meet."""

    def __init__(self, client, *, alike: int = 1000, seen: Counter[str] | None = None) -> None:
        """`alike`: of pages and of forms whose addresses differ by numbers alone, so many are looked at.

        `seen`, shared by several walks, counts how many of them came by; after `WALKS` the others do not.
        """
        self.client = client
        self.alike = alike
        self.seen: Counter[str] = Counter() if seen is None else seen
        self._shapes: Counter[str] = Counter()
        self.pages: dict[str, int] = {}
        self.faults: list[str] = []
        self._paths: Counter[str] = Counter()
        self._sent: set[str] = set()
        self._buttons: list[tuple[str, Form]] = []

    def from_pages(self, *starts: str) -> Walk:
        """Follow the links from these pages, send each form that wants input empty, press each button."""
        self._follow([link for start in starts for link in self.look(start)])
        while self._buttons:
            page, form = self._buttons.pop(0)
            data = {**form.hidden, **({form.button[0]: form.button[1]} if form.button[0] else {})}
            self._follow(self.send(page, form.action, data))
        return self

    def send(self, page: str, action: str, data: dict[str, str]) -> list[str]:
        """POST to the address and look at the page that follows; returns its links."""
        address = urlsplit(urljoin(page, action or page))
        target = address.path + (f"?{address.query}" if address.query else "")
        return self._look(f"POST {target}", target, self.client.post(target, data, follow=True))

    def look(self, address: str) -> list[str]:
        """GET the address and look at the page; returns its links."""
        return self._look(address, address, self.client.get(address, follow=True))

    def fill(self, address: str, **values: str) -> list[str]:
        """Send the form of a page that is sent back to the page itself, filled with these values."""
        forms = _Parts(self.client.get(address).content.decode()).forms
        form = next(form for form in forms if urljoin(address, form.action or address) == address)
        return self.send(address, address, {**form.hidden, **values})

    def press(self, page: str, ending: str, **values) -> list[str]:
        """Send the form of a page that goes to an address with this ending, with these values."""
        forms = _Parts(self.client.get(page).content.decode()).forms
        form = next(
            form for form in forms if urlsplit(urljoin(page, form.action or page)).path.endswith(ending)
        )
        return self.send(page, form.action, {**form.hidden, **values})

    def _follow(self, waiting: list[str]) -> None:
        while waiting:
            address = waiting.pop(0)
            if self._is_new(address):
                waiting += self.look(address)

    def _is_new(self, address: str) -> bool:
        path = urlsplit(address).path
        if address in self.pages or path.startswith(NEVER) or self._paths[path] > QUERIES_PER_PATH:
            return False
        if not self._paths[path] and not self._is_rare(f"GET {path}"):
            return False  # nor is it looked at when it is named a second time
        self._paths[path] += 1
        return True

    def _is_rare(self, name: str) -> bool:
        """Whether not enough pages of this shape were looked at yet; counts this one."""
        shape = _NUMBER.sub("1", name)
        self._shapes[shape] += 1
        if self._shapes[shape] == 1:
            self.seen[shape] += 1
        return self._shapes[shape] <= self.alike and self.seen[shape] <= WALKS

    def _look(self, name: str, address: str, response) -> list[str]:
        self.pages[name] = response.status_code
        if response.status_code >= 500 or (response.status_code == 404 and not name.startswith("POST")):
            self.faults.append(f"{name}: {response.status_code}")
        if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
            return []
        html = response.content.decode()
        if not html:
            return []
        parts = _Parts(html)
        if parts.language not in {"vi", ""} or (not parts.language and "<html" in html):
            self.faults.append(f"{name}: the page does not say that it is Vietnamese")
        self.faults += [f"{name}: {found}" for found in english_left(html)]
        here = response.redirect_chain[-1][0] if response.redirect_chain else address
        self._take_forms(here, parts.forms)
        return [link for link in (_inside(here, href) for href in parts.links) if link]

    def _take_forms(self, page: str, forms: list[Form]) -> None:
        for form in forms:
            target = urlsplit(urljoin(page, form.action or page)).path
            says = sorted((name, value) for name, value in form.hidden.items() if name not in NEW_EACH_TIME)
            mark = f"{target} {says} {form.button}"
            if form.method != "post" or mark in self._sent or target.startswith(NEVER):
                continue
            self._sent.add(mark)
            if not self._is_rare(f"POST {target}"):
                continue
            if form.is_typed:
                self.send(page, form.action, form.hidden)
            else:
                self._buttons.append((page, form))


def _inside(page: str, href: str) -> str | None:
    """The address of a link within the portal, without its anchor; None for others and for exports."""
    parts = urlsplit(urljoin(f"http://testserver{page}", href))
    if parts.netloc != "testserver" or parts.scheme != "http" or "xuat" in dict(parse_qsl(parts.query)):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
