"""What a paper may load, that hostile names stay text, and that the same values give the same bytes."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings

from reports import pdf, receipt
from tests.documents.papers import (
    ACCEPTED,
    HOSTILE,
    SAMPLE,
    letters,
    objects,
    read,
    render,
    runs,
    text_of,
    with_names,
)


def test_a_letter_outside_tinos_brings_no_other_font():
    reader = read(render(receipt.build_values(with_names("Lý 漢 😀 Sán\u200b\u202e Mẩy"))))
    names = {font for page in reader.pages for _x, _y, _text, font, _size in runs(page)}
    assert names == {"Tinos", "Tinos-Italic", "Tinos-Bold", "Tinos-Bold-Italic"}
    assert text_of(reader).count("1 Lý \ufffd \ufffd Sán Mẩy Xã Y Tý Giấy khen") == 1


def test_no_attachment_and_no_action(sample, long_receipt):
    hostile = read(render(receipt.build_values(with_names(*HOSTILE))))
    forbidden = {
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/URI",
        "/Launch",
    }
    for reader in (read(sample), long_receipt, hostile):
        keys = {key for thing in objects(reader) for key in thing}
        assert ("/StructParents" in keys, keys & forbidden) == (True, set())
        assert [thing for thing in objects(reader) if thing.get("/Type") == "/Filespec"] == []


def test_same_values_give_the_same_bytes(sample):
    assert render(receipt.build_values(SAMPLE)) == sample
    assert render(receipt.build_values(replace(SAMPLE, number=6))) != sample


def test_same_bytes_in_another_process_from_the_stored_values(sample):
    script = (
        "import sys, json, datetime, django; django.setup(); from reports import pdf, receipt; "
        "values = json.load(sys.stdin); "
        "sys.stdout.buffer.write(pdf.render(receipt.TEMPLATE, values, title=values['title'], "
        f"identifier='phieu-0000000005', created=datetime.datetime.fromisoformat('{ACCEPTED.isoformat()}')))"
    )
    stored = json.dumps(receipt.build_values(SAMPLE)).encode()
    results = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=stored,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        ).stdout
        for seed in ("1",)
    }
    assert results == {sample}


def test_same_bytes_on_a_machine_without_harfbuzz_subset(monkeypatch):
    import weasyprint.pdf.fonts

    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    results = []
    for moment in (datetime(2026, 2, 5, tzinfo=UTC), datetime(2027, 8, 9, tzinfo=UTC)):
        with time_machine.travel(moment):
            results.append(render(receipt.build_values(SAMPLE)))
    assert results[0] == results[1]


def test_hostile_names_are_inert_text(monkeypatch):
    opened = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: opened.append(address))
    reader = read(render(receipt.build_values(with_names(*HOSTILE))))
    rows = "".join(f"{order}{letters(name)}XãYTýGiấykhen" for order, name in enumerate(HOSTILE, start=1))
    head = letters("STT Họ tên, tập thể Chức vụ, đơn vị Danh hiệu, hình thức")
    table = letters(text_of(reader).replace("STT Họ", "\0STT Họ", 1)).split("\0")[1]
    page_break = f"Giấykhen{head}"
    assert table.replace(page_break, "Giấykhen").split("Danhsáchcó")[0] == head + rows
    assert opened == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a",
        "/etc/passwd",
        "../static/css/paper.css",
        "paper.css",
        "paper:",
        "paper:../settings.py",
        "paper:paper.css?x",
        "data:text/html,<p>",
        "data:text/css,p{}",
        "",
    ],
)
def test_fetcher_refuses(address):
    with pytest.raises(pdf.RefusedSource):
        pdf.fetcher()(address)


def test_fetcher_serves_the_closed_list_and_data_images():
    fetch = pdf.fetcher()
    served = {address: fetch(address).read()[:4] for address in pdf.FACES}
    assert served == dict.fromkeys(pdf.FACES, b"\x00\x01\x00\x00")
    sheets = {name: fetch(address).read() for address, name in pdf.SHEETS.items()}
    assert sheets == {name: (settings.BASE_DIR / "static/css" / name).read_bytes() for name in sheets}
    assert fetch("data:image/png;base64,iVBORw==").read() == b"\x89PNG"


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/a.png">',
        '<img alt="x" src="a.png">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<link rel="stylesheet" href="/etc/passwd">',
        '<style>@import "a.css";</style>',
        '<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style><p style="font-family:x">x</p>',
        "<style>p{background:url(a.png)}</style><p>x</p>",
        '<base href="file:///etc/"><img alt="x" src="passwd">',
        '<object data="file:///etc/passwd"></object>',
        "<img alt=\"x\" src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' "
        "height='9'><image href='file:///etc/passwd' width='9' height='9'/></svg>\">",
    ],
)
def test_a_paper_that_loads_anything_else_is_not_made(markup):
    start = '<!doctype html><html lang="vi"><head><title>x</title></head><body>'
    with pytest.raises(pdf.RefusedSource):
        pdf.to_pdf(f"{start}{markup}</body></html>", identifier="x")
    assert pdf.to_pdf(f"{start}<p>x</p></body></html>", identifier="x")[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Tra\u0301ng A Lu\u031b\u0309", "Tráng A Lử"),
        ("Sán\u200b\u202e\u00ad\ufeff Mẩy\x00", "Sán Mẩy"),
        ("một\nhai\tba\u2028bốn", "một hai ba bốn"),
        ("漢 😀 \ud800", "\ufffd \ufffd "),
        ({"a": ["o\u0323", 1, None, True]}, {"a": ["ọ", 1, None, True]}),
    ],
)
def test_only_what_tinos_can_print_reaches_a_paper(typed, printed):
    assert pdf.printable(typed) == printed


def test_preview_is_the_same_sheet_and_escapes():
    sheet = pdf.render_html(receipt.TEMPLATE, receipt.build_values(with_names(HOSTILE[0])))
    assert (sheet.count('<article class="paper"'), sheet.count("<html"), sheet.count("<script")) == (1, 0, 0)
    assert sheet.count("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>") == 1


def test_without_fonts_the_portal_says_what_to_install(settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    pdf.problem.cache_clear()
    try:
        assert (pdf.available(), pdf.problem()) == (False, pdf.MISSING_FONTS)
        with pytest.raises(pdf.PdfUnavailable, match="npm ci"):
            render(receipt.build_values(SAMPLE))
    finally:
        pdf.problem.cache_clear()


def test_without_pango_the_portal_says_what_to_install():
    script = (
        "import cffi, django, datetime\n"
        "django.setup()\n"
        "def missing(self, *names): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = missing\n"
        "from reports import pdf\n"
        "print(pdf.available())\n"
        "try:\n"
        "    pdf.render('reports/receipt.html', {}, title='x', identifier='x',"
        " created=datetime.datetime.now(datetime.UTC))\n"
        "except pdf.PdfUnavailable as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=environment,
    )
    said = [line for line in done.stdout.splitlines() if line in ("True", "False", pdf.MISSING_PANGO)]
    assert said == ["False", pdf.MISSING_PANGO]
    assert pdf.available() is True
