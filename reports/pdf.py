"""From a template and plain values to an archival PDF (PDF/A-2a). The only module that knows WeasyPrint.

What a paper may load is a closed list: our style sheet, the four cuts of Tinos, and images inside `data:`
addresses. A path, the network or any other address stops the rendering.
"""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

APT_GET = (
    "apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
)
MISSING_PANGO = (
    f"Máy chủ chưa có thư viện Pango nên chưa dựng được văn bản PDF. Quản trị hệ thống chạy: {APT_GET}"
)
MISSING_FONTS = (
    "Máy chủ chưa có phông chữ Tinos nên chưa dựng được văn bản PDF. Quản trị hệ thống chạy: npm ci"
)

FONT_SHEET = "paper:fonts.css"
PAPER_SHEET = "paper:paper.css"
FACES = {
    "paper:tinos-regular.ttf": ("400Regular/Tinos_400Regular.ttf", "normal", 400),
    "paper:tinos-italic.ttf": ("400Regular_Italic/Tinos_400Regular_Italic.ttf", "italic", 400),
    "paper:tinos-bold.ttf": ("700Bold/Tinos_700Bold.ttf", "normal", 700),
    "paper:tinos-bold-italic.ttf": ("700Bold_Italic/Tinos_700Bold_Italic.ttf", "italic", 700),
}
UNKNOWN_LETTER = "\N{REPLACEMENT CHARACTER}"


class PdfUnavailable(RuntimeError):
    """This machine cannot make PDFs; the message says in Vietnamese what to install."""


class RefusedSource(RuntimeError):
    """A paper asked for an address outside the closed list."""


def available() -> bool:
    """Whether this machine can make PDFs: Pango loads and the fonts are installed."""
    try:
        _weasyprint()
        _sources()
    except PdfUnavailable:
        return False
    return True


def render_html(template: str, values: Mapping) -> SafeString:
    """The sheet of paper (one <article class="paper">) for a preview inside a page of the portal.

    The page links `css/paper.css`. The PDF is made of the same sheet.
    """
    return render_to_string(template, dict(values))


def render(
    template: str, values: Mapping, *, title: str, identifier: bytes | str, created: datetime
) -> bytes:
    """The paper as PDF/A-2a; the same input gives the same bytes on the same machine."""
    if created.tzinfo is None:
        raise ValueError("A paper needs a moment of creation with its time zone")
    document = render_to_string(
        "reports/_document.html",
        {
            "title": title,
            "created": created.isoformat(timespec="seconds"),
            "stylesheets": [FONT_SHEET, PAPER_SHEET],
            "sheet": render_html(template, values),
        },
    )
    return to_pdf(printable(document), identifier=identifier)


def to_pdf(document: str, *, identifier: bytes | str) -> bytes:
    """A whole HTML document as PDF/A-2a, loading nothing outside the closed list."""
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    identifier = identifier.encode() if isinstance(identifier, str) else identifier
    html = weasyprint.HTML(string=document, base_url="paper:", url_fetcher=fetcher())
    try:
        return html.write_pdf(pdf_variant="pdf/a-2a", pdf_identifier=identifier)
    except FatalURLFetchingError as error:  # a BaseException, which no job would survive
        raise RefusedSource(str(error)) from error.__cause__


def fetcher():
    """The only way a paper loads anything: `fetcher()(address)` answers or raises."""
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    sources = _sources()

    class PaperFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url in sources:
                content_type, body = sources[url]
                return URLFetcherResponse(url, body, {"Content-Type": content_type})
            if url.lower().startswith("data:image/"):
                return super().fetch(url, headers)
            raise RefusedSource(f"A paper may not load {url[:200]}")

    return PaperFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


def printable(text: str) -> str:
    """What Tinos can print: composed (NFC), without invisible characters.

    A letter that Tinos lacks becomes U+FFFD, so that no font of the machine slips into a paper.
    """
    text = unicodedata.normalize("NFC", text)
    changes = {}
    for letter in set(text) - {"\n", "\t"}:
        category = unicodedata.category(letter)
        if category in ("Zl", "Zp"):
            changes[ord(letter)] = " "
        elif category in ("Cc", "Cf", "Cs"):
            changes[ord(letter)] = None
        elif ord(letter) not in _tinos_letters():
            changes[ord(letter)] = UNKNOWN_LETTER
    return text.translate(changes)


def _weasyprint():
    try:
        import weasyprint
    except OSError as error:  # the package is locked; what may be missing is the system library
        raise PdfUnavailable(MISSING_PANGO) from error
    return weasyprint


@lru_cache(maxsize=1)
def _sources() -> dict[str, tuple[str, bytes]]:
    """The closed list: address, content type and bytes, read once."""
    folder = Path(settings.NODE_MODULES) / "@expo-google-fonts" / "tinos"
    faces = []
    sources = {PAPER_SHEET: ("text/css", (Path(settings.BASE_DIR) / "static/css/paper.css").read_bytes())}
    for address, (file, style, weight) in FACES.items():
        try:
            sources[address] = ("font/ttf", (folder / file).read_bytes())
        except FileNotFoundError as error:
            raise PdfUnavailable(MISSING_FONTS) from error
        faces.append(
            f'@font-face{{font-family:Tinos;font-style:{style};font-weight:{weight};src:url("{address}")}}'
        )
    sources[FONT_SHEET] = ("text/css", "\n".join(faces).encode())
    return sources


@lru_cache(maxsize=1)
def _tinos_letters() -> frozenset[int]:
    """The characters that all four cuts of Tinos can draw."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    letters = None
    for address in FACES:
        cut = set(TTFont(BytesIO(_sources()[address][1]), lazy=True).getBestCmap())
        letters = cut if letters is None else letters & cut
    return frozenset(letters)
