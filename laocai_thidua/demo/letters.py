"""The signed letters and decisions of the demo as small PDF files, made on this machine."""

from functools import lru_cache
from io import BytesIO

from django.utils.html import escape
from pypdf import PdfWriter

from core import files, scan
from core.uploads import Incoming
from reports import pdf

_SHEET = """<!doctype html><html lang="vi"><head><title>{title}</title>
<link rel="stylesheet" href="paper:fonts.css">
<style>@page{{size:A4;margin:20mm 20mm 20mm 30mm}}html{{font:14pt/1.4 Tinos}}h1,h2{{font-size:14pt}}
h1,h2,.dau{{text-align:center}}.ky{{text-align:right}}</style></head><body>
<p class="dau"><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</strong></p>
<p>{issuer}<br>Số: {number}</p><h1>{kind}</h1><h2>{subject}</h2><p>{text}</p>
<p class="ky"><strong>{role}</strong><br>(đã ký)<br><strong>{signer}</strong></p></body></html>"""


def letter(**words: str) -> Incoming:
    """Return a signed document as an upload that was checked; `words` are those of the sheet."""
    data = _made(tuple(sorted(words.items())))
    name = f"{words['number'].replace('/', '-')}.pdf"
    return Incoming(key=files.put(data), data=data, name=name, content_type=scan.TYPES["pdf"], is_clean=True)


@lru_cache(maxsize=256)
def _made(words: tuple[tuple[str, str], ...]) -> bytes:
    """The file; an empty sheet where this machine cannot make PDFs."""
    if pdf.problem():
        writer, out = PdfWriter(), BytesIO()
        writer.add_blank_page(width=595, height=842)
        writer.write(out)
        return out.getvalue()
    said = {name: escape(text) for name, text in words}
    sheet = _SHEET.format(title=f"{said['kind']} {said['number']}", **said)
    return pdf.to_pdf(sheet, identifier=said["number"])
