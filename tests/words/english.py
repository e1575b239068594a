"""`english_left(html)`: what a reader of a page would still meet in English.

Compared are the visible text (block by block, so that inline tags cut no sentence), the title and the
attributes that are read out, with every message that Django and the packages keep in English, and with a
few words that give English away. A hit is

- a text that is nothing but a message ("Log out", "No"),
- a message of several words inside a text ("This field is required"), its placeholders matching anything,
- a single word inside a text, unless it could be a Vietnamese syllable written without marks ("in", "may").
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from . import tools

# Messages that may stand on a page as they are, each with its reason.
ALLOWED = {
    "email": "taken over into Vietnamese, beside 'thư điện tử'",
    "file": "taken over into Vietnamese, beside 'tệp'",
    "ipv4": "name of a protocol",
    "ipv6": "name of a protocol",
    "khmer": "name of a people, written so in Vietnamese law",
    "menu": "taken over into Vietnamese, beside 'danh mục'",
    **dict.fromkeys(("byte", "kb", "mb", "gb", "tb", "pb"), "unit of the size of a file"),
    **dict.fromkeys(("th", "st", "nd", "rd"), "ordinal ending; alone it is a Vietnamese abbreviation"),
}
# English that no catalogue has: plain answers of servers, and words that templates written in haste hold.
TELLTALES = (
    *("not found", "bad request", "server error", "internal server error", "method not allowed"),
    *("the requested resource", "traceback", "exception", "undefined", "null", "false", "true", "nan"),
    *(
        "please",
        "your",
        "you",
        "this",
        "that",
        "with",
        "from",
        "are",
        "is",
        "was",
        "must",
        "cannot",
        "should",
    ),
    *("of", "for", "and", "or", "does", "error", "invalid", "loading", "search", "home", "back", "close"),
    *("settings", "profile", "logout", "log out", "log in", "dashboard", "click", "required", "optional"),
)

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|button|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|label|legend|li|main|nav|ol|optgroup|option|p|pre|section|select"
    r"|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_SILENT = {"script", "style", "template"}
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_READ_OUT = {"title", "placeholder", "alt", "aria-label", "aria-description", "aria-roledescription"}
_READ_OUT |= {"aria-valuetext", "aria-placeholder", "data-confirm", "label"}
_UNSEEN_INPUTS = {"hidden", "checkbox", "radio", "password", "file"}


class _Reader(HTMLParser):
    """Collects the texts of a page: blocks of running text, single text nodes, attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._block = ""
        self._quiet: list[str] = []  # open elements inside which nothing is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if _BLOCK.fullmatch(tag):
            self._end_block()
        foreign = values.get("lang", "vi").partition("-")[0] != "vi" and tag != "html"
        if not _VOID.fullmatch(tag) and (self._quiet or tag in _SILENT or foreign):
            self._quiet.append(tag)
        if self._quiet or foreign:
            return
        self.texts += [values[name] for name in sorted(_READ_OUT & values.keys())]
        if tag == "input" and values.get("type", "text") not in _UNSEEN_INPUTS:
            self.texts.append(values.get("value", ""))
        if tag == "meta" and values.get("name") == "description":
            self.texts.append(values.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self._end_block()
        if tag in self._quiet:
            while self._quiet.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self._block += data
            self.texts.append(data)

    def close(self) -> None:
        super().close()
        self._end_block()

    def _end_block(self) -> None:
        self.texts.append(self._block)
        self._block = ""


def texts(html: str) -> list[str]:
    """The texts of a page that a reader sees or hears, without repeats, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    squeezed = (" ".join(text.split()) for text in reader.texts)
    return list(dict.fromkeys(text for text in squeezed if text))


_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oao|oay|oeo|uao|uay|uoi|uou|[aeiouy][aeiouy]|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)


def looks_vietnamese(word: str) -> bool:
    """Whether a word without marks could be a Vietnamese syllable ("in", "may", "than")."""
    return bool(_SYLLABLE.fullmatch(word))


def _plain(message: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", message).replace("&amp;", "&").split()).strip(" .:!?…").casefold()


def _english(text: str) -> bool:
    """Whether a message still holds words that are English (signs, codes and Vietnamese do not count)."""
    return bool(re.search(r"[a-z]{2}", text)) and text not in ALLOWED


@cache
def _wanted() -> tuple[frozenset[str], re.Pattern[str]]:
    """Messages to be met as a whole, and one pattern for those to be met inside a text."""
    whole: set[str] = set()
    inside: set[str] = set()
    messages = {text for key in tools.english_keys() for text in key[1:] if text} | set(TELLTALES)
    for message in messages:
        parts = [_plain(part) for part in tools.PLACEHOLDER.split(message)]
        parts = [part for part in parts if part]
        if not any(_english(part) for part in parts):
            continue
        if len(parts) == 1 and not tools.placeholders(message):
            whole.add(parts[0])
        for part in parts:
            words = re.findall(r"[^\W\d_]+", part)
            telling = [w for w in words if not looks_vietnamese(w) and w not in ALLOWED and len(w) > 1]
            if telling and (len(words) > 1 or len(parts) == 1):
                inside.add(part)
    either = "|".join(
        re.escape(part).replace(r"\ ", " ") for part in sorted(inside, key=lambda p: (-len(p), p))
    )
    return frozenset(whole), re.compile(rf"(?<![\w@/.\-])(?:{either})(?![\w@/\-]|\.\w)")


@cache  # the same words stand on many pages
def _english_of(text: str) -> tuple[str, ...]:
    whole, inside = _wanted()
    plain = _plain(text)
    hits = inside.findall(" ".join(text.casefold().split()))
    return tuple(dict.fromkeys([*([plain] if plain in whole else []), *hits]))


def english_left(html: str) -> list[str]:
    """The English of a page: 'word(s) found: the text around'. An empty list is what a page should give."""
    found = dict.fromkeys((hit, text) for text in texts(html) for hit in _english_of(text))
    return [f"{hit}: {text[:120]}" for hit, text in found]
