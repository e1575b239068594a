"""Files for the check of uploads, built here so that none lies in the tree: hostile ones and good ones."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

VIETNAMESE = "Báo cáo thành tích của bà Hoàng Thị Diệp, y sĩ Trạm Y tế xã Y Tý"

# PDF ------------------------------------------------------------------------------------------------------


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pages(count: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    return writer


def pdf(count: int = 1) -> bytes:
    return written(pages(count))


def with_action(**entries) -> bytes:
    """Opening the file does this."""
    writer = pages()
    writer._root_object[name("OpenAction")] = writer._add_object(
        DictionaryObject({name(key): value for key, value in entries.items()})
    )
    return written(writer)


def with_script() -> bytes:
    return with_action(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))


def with_script_in_page() -> bytes:
    writer = pages()
    action = DictionaryObject({name("S"): name("JavaScript"), name("JS"): TextStringObject("this.print()")})
    writer.pages[0][name("AA")] = DictionaryObject({name("O"): action})
    return written(writer)


def with_script_in_names() -> bytes:
    writer = pages()
    script = DictionaryObject({name("S"): name("JavaScript"), name("JS"): TextStringObject("app.alert(1)")})
    tree = DictionaryObject({name("Names"): ArrayObject([TextStringObject("a"), writer._add_object(script)])})
    writer._root_object[name("Names")] = DictionaryObject({name("JavaScript"): tree})
    return written(writer)


def with_hidden_script() -> bytes:
    """The name is written with escapes, as readers allow: /J#61vaScript."""
    return with_script().replace(b"/JavaScript", b"/J#61vaScript")


def with_script_in_object_stream() -> bytes:
    """The action is packed away where no search over the bytes can see it."""
    inner = b"1 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = zlib.compress(inner)
    head = b"%PDF-1.7\n"
    objects = [
        b"2 0 obj << /Type /Catalog /Pages 3 0 R /OpenAction 1 0 R >> endobj\n",
        b"3 0 obj << /Type /Pages /Kids [4 0 R] /Count 1 >> endobj\n",
        b"4 0 obj << /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] >> endobj\n",
        b"5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >> stream\n" % len(packed)
        + packed
        + b"\nendstream endobj\n",
    ]
    body, places = head, {}
    for number, text in enumerate(objects, start=2):
        places[number] = len(body)
        body += text
    start = len(body)
    entries = bytes([0]) + struct.pack(">IH", 0, 65535)
    entries += bytes([2]) + struct.pack(">IH", 5, 0)
    for number in (2, 3, 4, 5):
        entries += bytes([1]) + struct.pack(">IH", places[number], 0)
    entries += bytes([1]) + struct.pack(">IH", start, 0)
    table = zlib.compress(entries)
    body += (
        b"6 0 obj << /Type /XRef /Size 7 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length %d >> stream\n"
    )
    body = body.replace(b"/Length %d >> stream\n", b"/Length %d >> stream\n" % len(table), 1)
    return body + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % start


def with_launch() -> bytes:
    return with_action(S=name("Launch"), F=TextStringObject("cmd.exe"))


def with_submit() -> bytes:
    return with_action(S=name("SubmitForm"), F=TextStringObject("http://example.org/"))


def with_embedded_file() -> bytes:
    writer = pages()
    writer.add_attachment("bang-luong.exe", b"MZ" + b"0" * 200)
    return written(writer)


def with_attachment_note() -> bytes:
    writer = pages()
    note = DictionaryObject({name("Type"): name("Annot"), name("Subtype"): name("FileAttachment")})
    writer.pages[0][name("Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


def with_rich_media() -> bytes:
    writer = pages()
    note = DictionaryObject({name("Type"): name("Annot"), name("Subtype"): name("RichMedia")})
    writer.pages[0][name("Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


def with_xfa() -> bytes:
    writer = pages()
    form = DictionaryObject({name("XFA"): TextStringObject("<xdp/>"), name("Fields"): ArrayObject()})
    writer._root_object[name("AcroForm")] = form
    return written(writer)


def encrypted_pdf() -> bytes:
    writer = pages()
    writer.encrypt("mat-khau", algorithm="AES-256")
    return written(writer)


def with_bomb_stream() -> bytes:
    """A content stream of 300 KB that becomes 300 MB."""
    writer = pages()
    stream = DecodedStreamObject()
    engine = zlib.compressobj(9)
    packed = b"".join(engine.compress(b" " * 10_000_000) for _ in range(30)) + engine.flush()
    stream.set_data(packed)
    stream[name("Filter")] = name("FlateDecode")
    writer.pages[0][name("Contents")] = writer._add_object(stream)
    return written(writer)


def with_huge_picture() -> bytes:
    writer = pages()
    picture = DecodedStreamObject()
    picture.set_data(zlib.compress(b"0"))
    picture[name("Type")], picture[name("Subtype")] = name("XObject"), name("Image")
    picture[name("Width")] = picture[name("Height")] = NumberObject(60_000)
    picture[name("Filter")] = name("FlateDecode")
    writer.pages[0][name("Resources")] = DictionaryObject(
        {name("XObject"): DictionaryObject({name("I"): writer._add_object(picture)})}
    )
    return written(writer)


def with_link() -> bytes:
    writer = pages(2)
    writer.add_annotation(0, Link(rect=(0, 0, 100, 100), url="https://laocai.gov.vn"))
    writer.add_metadata({"/Title": VIETNAMESE, "/Author": "Chảo Thị Hương"})
    writer.add_outline_item("Thành tích", 0)
    return written(writer)


def with_form_fields() -> bytes:
    """A filled form without scripts, as signing tools leave it: an AcroForm with a signature field."""
    writer = pages()
    field = DictionaryObject(
        {
            name("FT"): name("Sig"),
            name("T"): TextStringObject("ChuKy1"),
            name("Type"): name("Annot"),
            name("Subtype"): name("Widget"),
        }
    )
    place = writer._add_object(field)
    writer.pages[0][name("Annots")] = ArrayObject([place])
    writer._root_object[name("AcroForm")] = DictionaryObject(
        {name("Fields"): ArrayObject([place]), name("SigFlags"): NumberObject(3)}
    )
    return written(writer)


def changed_later() -> bytes:
    """A file that was saved again on top of itself (incremental update)."""
    first = pdf()
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Title": VIETNAMESE})
    out = io.BytesIO()
    writer.write(out)
    assert len(PdfReader(io.BytesIO(out.getvalue())).pages) == 1
    return out.getvalue()


def scanned_pdf() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(out, "PDF", resolution=200)
    return out.getvalue()


# Pictures -------------------------------------------------------------------------------------------------


def picture(form: str, size=(1200, 900), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else None).save(out, form, **options)
    return out.getvalue()


def png_that_claims(wide: int, high: int) -> bytes:
    """A few bytes that say they are a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


# Office ---------------------------------------------------------------------------------------------------

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{more}</Types>'
)
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
)
_LINK = (
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/>'
)


def package(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in parts.items():
            archive.writestr(place, data)
    return out.getvalue()


def docx(more: dict[str, bytes | str] | None = None, *, types: str = "", text: str = VIETNAMESE) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES.format(more=types),
        "_rels/.rels": RELATIONS.format(links=""),
        "docProps/core.xml": "<coreProperties/>",
        "word/document.xml": DOCUMENT.format(text=text),
    }
    return package(parts | (more or {}))


def docx_linked(kind: str, target: str) -> bytes:
    links = RELATIONS.format(links=_LINK.format(kind=kind, target=target))
    return docx({"word/_rels/document.xml.rels": links})


def xlsx(rows: int = 20) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for number in range(rows):
        sheet.append([number + 1, f"Lý Seo Sì {number}", "Trưởng thôn", "Bằng khen"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sparse_xlsx() -> bytes:
    book = Workbook()
    book.active["XFD1048576"] = "xa"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zip_bomb(size: int = 400_000_000) -> bytes:
    """A document with one part that unpacks to this size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(more=""))
        archive.writestr("word/document.xml", DOCUMENT.format(text="x"))
        with archive.open("word/media/image1.bmp", "w", force_zip64=True) as part:
            for _ in range(size // 10_000_000):
                part.write(b"\0" * 10_000_000)
    return out.getvalue()


def lying_zip() -> bytes:
    """A part that says it is 100 bytes long and unpacks to 30 MB."""
    data = package(
        {
            "[Content_Types].xml": TYPES.format(more=""),
            "word/document.xml": DOCUMENT.format(text="x"),
            "word/media/image1.bmp": b"\0" * 30_000_000,
        }
    )
    return data.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 100))


def encrypted_zip() -> bytes:
    data = bytearray(docx())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    return bytes(data)


_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">{_ENTITIES}]><w:document>&a9;</w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
MACRO_TYPE = (
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
)
DDE = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    "</w:body></w:document>"
)
