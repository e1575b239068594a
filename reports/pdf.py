"""From a template and plain values to an archival PDF (PDF/A-2a). The only module that knows WeasyPrint.

What a paper may load is a closed list: our style sheet, the four cuts of Tinos, and images inside `data:`
addresses. A path, the network or any other address stops the rendering.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

APT_GET = (
    "apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
)
MISSING_PANGO = (
    "Máy chủ chưa có thư viện Pango nên chưa dựng được văn bản PDF. "
    f"Quản trị hệ thống chạy: {APT_GET} rồi khởi động lại."
)
MISSING_FONTS = (
    "Máy chủ chưa có phông chữ Tinos nên chưa dựng được văn bản PDF. "
    "Quản trị hệ thống chạy: npm ci rồi khởi động lại."
)

VARIANT = "pdf/a-2a"
FONT_SHEET = "paper:fonts.css"
SHEETS = {f"paper:{name}": name for name in ("paper.css", "paper_tables.css", "certificate.css")}
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
    return not problem()


@lru_cache(maxsize=1)
def problem() -> str:
    """Why this machine cannot make PDFs, as a Vietnamese sentence, or "". Asked once per process."""
    try:
        import weasyprint  # noqa: F401
    except OSError:  # the package is locked; what may be missing is the system library
        return MISSING_PANGO
    if not all(path.is_file() for path in _font_files().values()):
        return MISSING_FONTS
    return ""


def render_html(template: str, values: Mapping) -> SafeString:
    """The sheet of paper (one <article class="paper">) for a preview inside a page of the portal.

    The page links the sheets of `SHEETS` too. The PDF is made of the same ones.
    """
    return render_to_string(template, dict(values))


def render(
    template: str, values: Mapping, *, title: str, identifier: bytes | str, created: datetime
) -> bytes:
    """The paper as PDF/A-2a; the same input gives the same bytes on the same machine."""
    if problem():
        raise PdfUnavailable(problem())
    document = _document(template, printable(values), title, created, [FONT_SHEET, *SHEETS])
    return to_pdf(document, identifier=identifier)


def render_series(
    template: str,
    values: Mapping,
    *,
    each: str,
    size_mm: tuple[int, int],
    title: str,
    identifier: bytes | str,
    created: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """One PDF/A-2a of single sheets of this size: `values[each]` lists what differs from sheet to sheet.

    `progress(done, total)` is called after every sheet; what it raises stops the work.
    """
    if problem():
        raise PdfUnavailable(problem())
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    load, fonts = fetcher(), FontConfiguration()
    width, height = size_mm
    size = f"@page certificate{{size:{width:d}mm {height:d}mm}}"
    size += f".certificate{{font-size:{width / 36:.4f}mm;height:{height:d}mm}}"
    sources = _sources()
    sheets = [
        weasyprint.CSS(string=text, base_url="paper:", url_fetcher=load, font_config=fonts)
        for text in (*(sources[address][1].decode() for address in (FONT_SHEET, *SHEETS)), size)
    ]
    values = printable(values)
    total, pages, first = len(values[each]), [], None
    for done, one in enumerate(values[each], start=1):
        document = _document(template, {**values, each: [one]}, title, created, stylesheets=[])
        html = weasyprint.HTML(string=document, base_url="paper:", url_fetcher=load)
        laid_out = html.render(font_config=fonts, stylesheets=sheets, pdf_variant=VARIANT)
        if load.failures:
            raise load.failures[0]
        first = first or laid_out
        pages += laid_out.pages
        progress(done, total)
    identifier = identifier.encode() if isinstance(identifier, str) else identifier
    return first.copy(pages).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)


def _document(template: str, values: Mapping, title: str, created: datetime, stylesheets: list[str]) -> str:
    if created.tzinfo is None:
        raise ValueError("A paper needs a moment of creation with its time zone")
    return render_to_string(
        "reports/_document.html",
        {
            "title": printable(title),
            "created": created.astimezone(UTC).isoformat(timespec="seconds"),
            "stylesheets": stylesheets,
            "sheet": render_html(template, values),
        },
    )


def to_pdf(document: str, *, identifier: bytes | str) -> bytes:
    """A whole HTML document as PDF/A-2a, loading nothing outside the closed list."""
    load = fetcher()
    import weasyprint

    identifier = identifier.encode() if isinstance(identifier, str) else identifier
    html = weasyprint.HTML(string=document, base_url="paper:", url_fetcher=load)
    data = html.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    if load.failures:  # WeasyPrint leaves out what it could not load and goes on; a paper must not
        raise load.failures[0]
    return data


def fetcher():
    """The only way a paper loads anything: `fetcher()(address)` answers, or raises and keeps the failure."""
    if problem():
        raise PdfUnavailable(problem())
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    sources = _sources()

    class PaperFetcher(URLFetcher):
        failures: list[Exception]

        def fetch(self, url, headers=None):
            try:
                if url in sources:
                    content_type, body = sources[url]
                    return URLFetcherResponse(url, body, {"Content-Type": content_type})
                if url.lower().startswith("data:image/"):
                    return super().fetch(url, headers)
                raise RefusedSource(f"A paper may not load {url[:200]}")
            except Exception as error:
                self.failures.append(error)
                raise

    load = PaperFetcher(allowed_protocols=("data",), allow_redirects=False)
    load.failures = []
    return load


def printable(value):
    """The value, or every text inside it, as Tinos can print it: composed (NFC), nothing invisible.

    A letter that Tinos lacks becomes U+FFFD, so that no font of the machine slips into a paper. Values are
    treated, never the finished HTML: there ">" and a combining stroke would be composed to one letter.
    """
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    if not isinstance(value, str):
        return value
    seen = "".join(" " if letter in "\n\r\t\u2028\u2029" else letter for letter in value)
    seen = "".join(letter for letter in seen if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    seen = unicodedata.normalize("NFC", seen)
    return "".join(letter if ord(letter) in _tinos_letters() else UNKNOWN_LETTER for letter in seen)


def _font_files() -> dict[str, Path]:
    folder = Path(settings.NODE_MODULES) / "@expo-google-fonts" / "tinos"
    return {address: folder / file for address, (file, _style, _weight) in FACES.items()}


@lru_cache(maxsize=1)
def _sources() -> dict[str, tuple[str, bytes]]:
    """The closed list: address, content type and bytes, read once."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    faces = (
        f'@font-face{{font-family:Tinos;font-style:{style};font-weight:{weight};src:url("{address}")}}'
        for address, (_file, style, weight) in FACES.items()
    )
    fonts = {address: ("font/ttf", path.read_bytes()) for address, path in _font_files().items()}
    return {
        **{address: ("text/css", (folder / name).read_bytes()) for address, name in SHEETS.items()},
        FONT_SHEET: ("text/css", "\n".join(faces).encode()),
        **fonts,
    }


@lru_cache(maxsize=1)
def _tinos_letters() -> frozenset[int]:
    """The characters that all four cuts of Tinos can draw."""
    from fontTools.ttLib import TTFont

    letters = None
    for address in FACES:
        cut = set(TTFont(BytesIO(_sources()[address][1]), lazy=True).getBestCmap())
        letters = cut if letters is None else letters & cut
    return frozenset(letters)
