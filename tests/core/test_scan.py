"""Uploaded files: hostile ones are refused with the reason, good ones pass (faults 15 to 21, 40)."""

import socket
import tempfile
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core import files, scan, scan_child, scan_image, scan_office, scan_pdf, uploads
from core.scan_base import BOMB, DAMAGED
from tests.core import hostile

JPG, PNG = "JPEG", "PNG"

HOSTILE = {
    "empty": ("trong.pdf", lambda: b"", scan.EMPTY),
    "one byte": ("mot.pdf", lambda: b"%", scan.WRONG),
    "program with two endings": ("bao-cao.pdf.exe", lambda: b"MZ" + b"\0" * 500, scan.NOT_ALLOWED),
    "program named pdf": ("bao-cao.pdf", lambda: b"MZ" + b"\0" * 500, scan.WRONG),
    "page of the web": ("a.html", lambda: b"<script>alert(1)</script>", scan.NOT_ALLOWED),
    "drawing with script": ("a.svg", lambda: b"<svg onload='x()'/>", scan.NOT_ALLOWED),
    "pdf named docx": ("a.docx", hostile.pdf, scan.WRONG),
    "docx named pdf": ("a.pdf", hostile.docx, scan.WRONG),
    "docx named xlsx": ("a.xlsx", hostile.docx, scan_office.WRONG),
    "png named jpg": ("a.jpg", lambda: hostile.picture(PNG), scan.WRONG),
    "script": ("a.pdf", hostile.with_script, scan_pdf.SCRIPT),
    "script of a page": ("a.pdf", hostile.with_script_in_page, scan_pdf.SCRIPT),
    "script among the names": ("a.pdf", hostile.with_script_in_names, scan_pdf.SCRIPT),
    "script with an escaped name": ("a.pdf", hostile.with_hidden_script, scan_pdf.SCRIPT),
    "script in an object stream": ("a.pdf", hostile.with_script_in_object_stream, scan_pdf.SCRIPT),
    "launch": ("a.pdf", hostile.with_launch, scan_pdf.LAUNCH),
    "submit": ("a.pdf", hostile.with_submit, scan_pdf.LAUNCH),
    "embedded file": ("a.pdf", hostile.with_embedded_file, scan_pdf.EMBEDDED),
    "attached file": ("a.pdf", hostile.with_attachment_note, scan_pdf.EMBEDDED),
    "rich media": ("a.pdf", hostile.with_rich_media, scan_pdf.ACTIVE),
    "living form": ("a.pdf", hostile.with_xfa, scan_pdf.ACTIVE),
    "encrypted": ("a.pdf", hostile.encrypted_pdf, scan_pdf.ENCRYPTED),
    "too many pages": ("a.pdf", lambda: hostile.pdf(501), scan_pdf.PAGES),
    "bomb in a page": ("a.pdf", hostile.with_bomb_stream, BOMB),
    "huge picture in a page": ("a.pdf", hostile.with_huge_picture, scan_pdf.PIXELS),
    "cut pdf": ("a.pdf", lambda: hostile.pdf(3)[:400], DAMAGED),
    "only a head": ("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 3000, DAMAGED),
    "60,000 x 60,000": ("a.png", lambda: hostile.png_that_claims(60_000, 60_000), scan_image.PIXELS),
    "cut jpg": ("a.jpg", lambda: hostile.picture(JPG)[:800], DAMAGED),
    "cut png": ("a.png", lambda: hostile.picture(PNG)[:60], DAMAGED),
    "macro": ("a.docx", lambda: hostile.docx({"word/vbaProject.bin": hostile.OLE}), scan_office.MACRO),
    "macro by type": ("a.docx", lambda: hostile.docx(types=hostile.MACRO_TYPE), scan_office.MACRO),
    "macro by name": ("a.docm", hostile.docx, scan.MACRO_NAME),
    "control": ("a.docx", lambda: hostile.docx({"word/activeX/activeX1.xml": "<a/>"}), scan_office.PROGRAM),
    "object": ("a.docx", lambda: hostile.docx({"word/embeddings/o.bin": hostile.OLE}), scan_office.PROGRAM),
    "program inside": ("a.docx", lambda: hostile.docx({"word/media/x.exe": b"MZ"}), scan_office.PROGRAM),
    "nested zip": (
        "a.docx",
        lambda: hostile.docx({"word/media/image1.png": hostile.docx()}),
        scan_office.PROGRAM,
    ),
    "outside template": (
        "a.docx",
        lambda: hostile.docx_linked("attachedTemplate", "http://example.org/x.dotm"),
        scan_office.OUTSIDE,
    ),
    "field that starts a program": (
        "a.docx",
        lambda: hostile.docx({"word/document.xml": hostile.DDE}),
        scan_office.OUTSIDE,
    ),
    "encrypted docx": ("a.docx", lambda: hostile.OLE, scan_office.OLD),
    "encrypted part": ("a.docx", hostile.encrypted_zip, scan_office.ENCRYPTED),
    "zip bomb": ("a.docx", hostile.zip_bomb, BOMB),
    "lying sizes": ("a.docx", hostile.lying_zip, DAMAGED),
    "billion laughs": (
        "a.docx",
        lambda: hostile.package(
            {"[Content_Types].xml": hostile.TYPES.format(more=""), "word/document.xml": hostile.LAUGHS}
        ),
        DAMAGED,
    ),
    "path out of the package": ("a.docx", lambda: hostile.docx({"../x.xml": "<a/>"}), DAMAGED),
    "too many parts": (
        "a.docx",
        lambda: hostile.docx({f"word/media/i{n}.png": b"x" for n in range(3_001)}),
        BOMB,
    ),
    "sparse table": ("a.xlsx", hostile.sparse_xlsx, scan_office.SPARSE),
    "plain zip": ("a.xlsx", lambda: hostile.package({"a.txt": "a"}), DAMAGED),
}

GOOD = {
    "one page": ("bao-cao.pdf", hostile.pdf),
    "two hundred pages": ("Báo cáo thành tích.PDF", lambda: hostile.pdf(200)),
    "links, title, outline": ("tờ trình 96.pdf", hostile.with_link),
    "signature field": ("da-ky-so.pdf", hostile.with_form_fields),
    "saved again": ("sua-lan-2.pdf", hostile.changed_later),
    "scanned": ("ban-quet.pdf", hostile.scanned_pdf),
    "docx": ("Báo cáo.docx", hostile.docx),
    "docx with picture": (
        "a.docx",
        lambda: hostile.docx({"word/media/image1.png": hostile.picture(PNG)}),
    ),
    "docx with link": ("a.docx", lambda: hostile.docx_linked("hyperlink", "https://laocai.gov.vn")),
    "docx with chart data": (
        "a.docx",
        lambda: hostile.docx({"word/embeddings/Bang.xlsx": hostile.xlsx()}),
    ),
    "docx that speaks of fields": ("a.docx", lambda: hostile.docx(text="DDE là viết tắt")),
    "xlsx": ("danh-sach.xlsx", hostile.xlsx),
    "xlsx of 5,000 rows": ("danh-sach.xlsx", lambda: hostile.xlsx(5_000)),
    "jpg": ("anh.jpg", lambda: hostile.picture(JPG)),
    "jpeg": ("ANH.JPEG", lambda: hostile.picture(JPG, (4000, 3000))),
    "grey jpg": ("anh.jpg", lambda: hostile.picture(JPG, mode="L", progressive=True)),
    "png": ("anh.png", lambda: hostile.picture(PNG)),
    "png with holes": ("dau.png", lambda: hostile.picture(PNG, mode="RGBA")),
}


def checked(tmp_path, name: str, data: bytes) -> scan.Report:
    path = tmp_path / "tep"
    path.write_bytes(data)
    return scan.check(path, name)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_the_reason(tmp_path, case):
    name, make, reason = HOSTILE[case]
    data = make()
    started = time.monotonic()
    report = checked(tmp_path, name, data)
    assert (report.verdict, report.reason) == (scan.REFUSED, reason)
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("case", GOOD)
def test_a_good_file_passes(tmp_path, case):
    name, make = GOOD[case]
    report = checked(tmp_path, name, make())
    assert report == scan.Report(scan.CLEAN, "", scan.TYPES[scan.kind_of(name)])


def test_there_are_enough_of_both():
    assert len(HOSTILE) >= 25
    assert len(GOOD) >= 15


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("while True: pass", scan.TOO_COMPLEX),
        ("x = b'0' * 4_000_000_000", scan.TOO_COMPLEX),
        ("import time; time.sleep(60)", scan.TOO_COMPLEX),
        ("raise RuntimeError('?')", DAMAGED),
    ],
)
def test_the_child_is_limited_and_the_worker_lives(tmp_path, monkeypatch, body, reason):
    """Processor time, memory and the clock end it; the parent refuses the file and goes on."""
    child = tmp_path / "child.py"
    limits = (
        "import resource\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({scan_child.MEMORY}, {scan_child.MEMORY}))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"
    )
    child.write_text(limits + body)
    monkeypatch.setattr(scan, "_CHILD", child)
    monkeypatch.setattr(scan, "SECONDS", 2)
    report = checked(tmp_path, "a.pdf", hostile.pdf())
    assert (report.verdict, report.reason) == (scan.REFUSED, reason)


# ClamAV ---------------------------------------------------------------------------------------------------


@pytest.fixture
def clamd(settings):
    """A scanner that answers what the test says; its socket's path must stay below 108 bytes."""
    folder = tempfile.TemporaryDirectory(dir="/tmp")
    place = f"{folder.name}/clamd.ctl"
    server = socket.socket(socket.AF_UNIX)
    server.bind(place)
    server.listen()
    settings.CLAMAV_SOCKET = place
    heard = []

    def serve(answer: bytes) -> list[bytes]:
        def work():
            line, _ = server.accept()
            with line:
                data = b""
                while not data.endswith(b"\0\0\0\0"):
                    data += line.recv(65536)
                heard.append(data)
                line.sendall(answer)

        threading.Thread(target=work, daemon=True).start()
        return heard

    yield serve
    server.close()
    folder.cleanup()


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", scan.CLEAN),
        (b"stream: Eicar-Signature FOUND\0", scan.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", scan.PENDING),
    ],
)
def test_the_virus_scanner_is_asked_where_there_is_one(tmp_path, clamd, answer, verdict):
    heard = clamd(answer)
    data = hostile.pdf()
    assert checked(tmp_path, "a.pdf", data).verdict == verdict
    assert data in heard[0]


def test_a_silent_scanner_leaves_the_file_pending(tmp_path, settings):
    """Faults 40."""
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody.ctl")
    report = checked(tmp_path, "a.pdf", hostile.pdf())
    assert (report.verdict, report.is_kept) == (scan.PENDING, True)


def test_a_file_with_a_script_never_reaches_the_scanner(tmp_path, settings):
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody.ctl")
    assert checked(tmp_path, "a.pdf", hostile.with_script()).verdict == scan.REFUSED


# Uploads --------------------------------------------------------------------------------------------------


def sent(*sent_files):
    """A request with these files, read by the handlers of the settings."""
    return RequestFactory().post("/", {"file": list(sent_files)})


def stored() -> set[str]:
    from django.conf import settings

    return {path.name for path in settings.FILES_ROOT.glob("*/*")}


def test_a_good_upload_is_stored_under_a_random_key(db):
    before = stored()
    taken = uploads.take(sent(SimpleUploadedFile("Báo cáo.pdf", hostile.pdf())))
    assert taken.problems == []
    assert (taken.file.name, taken.file.content_type, taken.file.is_clean) == (
        "Báo cáo.pdf",
        "application/pdf",
        True,
    )
    assert stored() - before == {taken.file.key.hex}
    row = taken.file.register()
    assert files.read(row) == taken.file.data


def test_one_bad_file_and_nothing_is_kept(db):
    before = stored()
    good, bad = SimpleUploadedFile("a.pdf", hostile.pdf()), SimpleUploadedFile("b.pdf", hostile.with_launch())
    taken = uploads.take(sent(good, bad))
    assert [(problem.code, problem.field, problem.message) for problem in taken.problems] == [
        ("file_refused", "file", f"b.pdf: {scan_pdf.LAUNCH}")
    ]
    assert taken.files == []
    assert stored() == before


def test_a_file_over_the_limit_is_dropped_while_it_streams(db, monkeypatch):
    """Faults 16: it is never whole in memory or on the disk."""
    monkeypatch.setattr(uploads, "MAX_BYTES", 100_000)
    request = sent(SimpleUploadedFile("lon.pdf", b"%PDF-" + b"0" * 200_000))
    taken = uploads.take(request)
    assert request.FILES.getlist("file") == []
    assert [problem.message for problem in taken.problems] == [uploads.TOO_LARGE.format(name="lon.pdf")]
    assert uploads.take(sent(SimpleUploadedFile("vua.pdf", hostile.pdf()))).problems == []


def test_a_request_far_over_the_limit_is_broken_off(db, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 10_000)
    monkeypatch.setattr(uploads, "MAX_REQUEST", 20_000)
    taken = uploads.take(sent(SimpleUploadedFile("lon.pdf", b"%PDF-" + b"0" * 200_000)))
    assert [problem.message for problem in taken.problems] == [uploads.ALL_TOO_LARGE]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Users\\a\\bao cao.pdf", "bao cao.pdf"),
        ("CON.pdf", "tep-CON.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("dòng\nmới\x00.pdf", "dòng mới.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
    ],
)
def test_names_are_made_harmless(given, kept):
    """Faults 21."""
    assert uploads.safe_name(given) == kept


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (("x" * 200 + ".pdf", b"%PDF-"), "long_name"),
        (("a.docx", b"PK"), "wrong_kind"),
        (("a.pdf", b""), "file_refused"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(db, upload, code):
    taken = uploads.take(sent(SimpleUploadedFile(*upload)), kinds=("pdf",))
    assert [problem.code for problem in taken.problems] == [code]


def test_no_file_is_a_problem_only_where_one_is_needed(db):
    request = RequestFactory().post("/", {"a": "b"})
    assert [problem.code for problem in uploads.take(request).problems] == ["no_file"]
    assert uploads.take(request, required=False) == uploads.Taken()


def test_a_full_disk_is_said_in_vietnamese_and_leaves_nothing(db, monkeypatch):
    """Faults 14."""

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "put", full)
    before = stored()
    taken = uploads.take(sent(SimpleUploadedFile("a.pdf", hostile.pdf())))
    assert [problem.message for problem in taken.problems] == [uploads.NO_ROOM]
    assert stored() == before
