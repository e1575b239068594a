"""What a PDF must not hold: passwords, scripts, actions that start something, files inside, many pages."""

import re
import zlib
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from core.scan_base import BOMB, DAMAGED, Refused

MAX_PAGES = 500
MAX_OBJECTS = 200_000
MAX_STREAM = 50 * 1024 * 1024
MAX_STREAMS = 150 * 1024 * 1024
MAX_PIXELS = 120_000_000

ENCRYPTED = "Tệp PDF đặt mật khẩu hoặc mã hóa. Bỏ mật khẩu rồi tải lên."
SCRIPT = "Tệp PDF có mã lệnh (JavaScript). In lại thành PDF thường rồi tải lên."
LAUNCH = "Tệp PDF có lệnh mở chương trình hoặc gửi dữ liệu. In lại thành PDF thường rồi tải lên."
EMBEDDED = "Tệp PDF có tệp khác đính kèm bên trong. Bỏ tệp đính kèm, tải từng tệp riêng."
ACTIVE = "Tệp PDF có biểu mẫu động hoặc nội dung đa phương tiện. In lại thành PDF thường rồi tải lên."
PAGES = f"Tệp PDF có hơn {MAX_PAGES} trang. Chia thành nhiều tệp rồi tải lên."
PIXELS = "Ảnh trong tệp PDF quá lớn. Quét lại ở 300 dpi trở xuống."

_BY_ACTION = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/SubmitForm": LAUNCH,
    "/ImportData": LAUNCH,
    "/GoToE": EMBEDDED,
    "/Rendition": ACTIVE,
    "/RichMediaExecute": ACTIVE,
}
_BY_KEY = {"/JS": SCRIPT, "/EF": EMBEDDED, "/XFA": ACTIVE, "/RichMediaContent": ACTIVE}
_BY_SUBTYPE = {
    "/FileAttachment": EMBEDDED,
    "/RichMedia": ACTIVE,
    "/Movie": ACTIVE,
    "/Screen": ACTIVE,
    "/3D": ACTIVE,
}
# Second net, over the bytes: what a damaged cross-reference table hides from a reader. Long names only,
# since short ones occur in compressed data by chance.
_RAW = {
    b"/JavaScript": SCRIPT,
    b"/SubmitForm": LAUNCH,
    b"/ImportData": LAUNCH,
    b"/EmbeddedFile": EMBEDDED,
    b"/FileAttachment": EMBEDDED,
    b"/RichMedia": ACTIVE,
}
_LAUNCH = re.compile(rb"/Launch[\s/>\[(<]")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError)


def check(path: Path) -> None:
    """Raise Refused when the file holds what it must not; any other exception means it is damaged."""
    data = path.read_bytes()
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        raise Refused(DAMAGED)
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
        raise Refused(DAMAGED)
    _check_bytes(data)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        raise Refused(ENCRYPTED)
    pages = reader.get_num_pages()
    if pages > MAX_PAGES:
        raise Refused(PAGES)
    if pages < 1:
        raise Refused(DAMAGED)
    _check_objects(reader)


def _check_bytes(data: bytes) -> None:
    _check_names(data)
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 1024) : found.start()]
        head = head[head.rfind(b"obj") :]
        if b"ObjStm" in _unescaped(head):
            _check_names(_inflated(data[found.end() :], MAX_STREAM))


def _check_names(data: bytes) -> None:
    plain = _unescaped(data)
    for name, reason in _RAW.items():
        if name in plain:
            raise Refused(reason)
    if _LAUNCH.search(plain):
        raise Refused(LAUNCH)


def _unescaped(data: bytes) -> bytes:
    """The names as a reader sees them: /J#61vaScript is /JavaScript."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


def _inflated(data: bytes, limit: int) -> bytes:
    try:
        engine = zlib.decompressobj()
        plain = engine.decompress(data, limit)
    except zlib.error:
        return b""  # another filter; the reader below looks at it
    if engine.unconsumed_tail:
        raise Refused(BOMB)
    return plain


def _check_objects(reader: PdfReader) -> None:
    """Look at every object that the tables name, whether a page leads to it or not."""
    packed = set(reader.xref_objStm)
    direct = {number for table in reader.xref.values() for number in table}
    if len(packed) + len(direct) > MAX_OBJECTS:
        raise Refused(DAMAGED)
    unpacked = 0
    _check_value(reader.trailer)
    for number in sorted(packed | direct):
        try:
            value = reader.get_object(number)
        except _UNREADABLE:
            if number in packed:
                raise Refused(DAMAGED) from None
            continue  # a leftover entry of the table: the bytes were searched
        _check_value(value)
        if isinstance(value, StreamObject):
            unpacked += _size(value)
            if unpacked > MAX_STREAMS:
                raise Refused(BOMB)


def _check_value(root) -> None:
    """Look through one object without following references; each of those is looked at by itself."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            _check_dictionary(value)
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list.__iter__(value)
        elif isinstance(value, IndirectObject):
            continue


def _check_dictionary(value: DictionaryObject) -> None:
    for key, reason in _BY_KEY.items():
        if key in value:
            raise Refused(reason)
    action, subtype = (_name(value, key) for key in ("/S", "/Subtype"))
    if action in _BY_ACTION:
        raise Refused(_BY_ACTION[action])
    if subtype in _BY_SUBTYPE:
        raise Refused(_BY_SUBTYPE[subtype])
    if _name(value, "/Type") == "/EmbeddedFile" or "/EmbeddedFiles" in value:
        raise Refused(EMBEDDED)


def _name(value: DictionaryObject, key: str) -> str:
    found = value.raw_get(key) if key in value else ""
    return str(found.get_object() if isinstance(found, IndirectObject) else found)


def _size(value: StreamObject) -> int:
    """How large a stream becomes; pictures are judged by their pixels instead."""
    if _name(value, "/Subtype") == "/Image":
        wide, high = int(value.get("/Width", 0)), int(value.get("/Height", 0))
        if wide * high > MAX_PIXELS:
            raise Refused(PIXELS)
        return 0
    raw = value._data if isinstance(value._data, bytes) else bytes(value._data)
    if "FlateDecode" not in str(value.get("/Filter", "")):
        return len(raw)
    engine, size, rest = zlib.decompressobj(), 0, raw
    try:
        while rest and size <= MAX_STREAM:
            size += len(engine.decompress(rest, 1024 * 1024))
            rest = engine.unconsumed_tail
    except zlib.error:
        return size  # readers show what came before the fault
    if size > MAX_STREAM:
        raise Refused(BOMB)
    return size
