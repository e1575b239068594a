"""What a docx or xlsx must not hold: macros, passwords, programs, outside templates; how far it unpacks."""

import io
import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from core.scan_base import BOMB, DAMAGED, Refused

MAX_ENTRIES = 3_000
MAX_ENTRY = 60 * 1024 * 1024
MAX_TOTAL = 120 * 1024 * 1024
MAX_ELEMENTS = 2_000_000
MAX_CELLS = 400_000
MAX_ROW, MAX_COLUMN = 200_000, 2_000
MAX_DEPTH = 256

ENCRYPTED = "Tệp đặt mật khẩu. Bỏ mật khẩu rồi tải lên."
OLD = "Tệp đặt mật khẩu hoặc ở định dạng cũ (.doc, .xls). Lưu lại thành .docx, .xlsx hoặc PDF không mật khẩu."
MACRO = "Tệp có macro. Lưu lại thành .docx hoặc .xlsx không có macro rồi tải lên."
PROGRAM = "Tệp có tệp khác hoặc chương trình nhúng bên trong. Bỏ phần nhúng rồi tải lên."
OUTSIDE = "Tệp lấy mẫu hoặc đối tượng từ nơi khác. Ngắt liên kết rồi tải lên."
SPARSE = "Bảng tính dùng ô ở quá xa (quá nhiều dòng hoặc cột). Xóa các ô thừa rồi tải lên."
WRONG = "Nội dung tệp không đúng với đuôi tên tệp. Lưu lại đúng định dạng rồi tải lên."

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".svg", ".wdp"}
_HARMLESS = {".xml", ".rels", ".vml", ".odttf", ".fntdata", ".bin", ".txt", *_PICTURES}
_INSIDE = {".docx": "docx", ".xlsx": "xlsx"}
_BAD_LINKS = ("attachedTemplate", "oleObject", "subDocument", "frame", "package")
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    expat.ExpatError,
)


def check(path: Path, kind: str) -> None:
    """Raise Refused when the file holds what it must not; `kind` is docx or xlsx."""
    with path.open("rb") as file:
        if file.read(8) == OLE:
            raise Refused(OLD)
    try:
        _Package(kind).look_into(path)
    except _FAULTS:
        raise Refused(DAMAGED) from None


class _Package:
    """Counts over a package and over what is packed inside it."""

    def __init__(self, kind: str):
        self.kind = kind
        self.size = self.entries = self.elements = self.cells = 0

    def look_into(self, source, kind: str = "", *, inside: bool = False) -> None:
        kind = kind or self.kind
        with zipfile.ZipFile(source) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            self._check_list(entries, kind)
            for entry in entries:
                self._check_entry(package, entry, inside=inside)

    def _check_list(self, entries: list[zipfile.ZipInfo], kind: str) -> None:
        self.entries += len(entries)
        names = [entry.filename for entry in entries]
        if self.entries > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise Refused(BOMB)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(ENCRYPTED)
        if len(set(names)) != len(names) or "[Content_Types].xml" not in names:
            raise Refused(DAMAGED)
        if _MAIN[kind] not in names:
            raise Refused(WRONG)

    def _check_entry(self, package: zipfile.ZipFile, entry: zipfile.ZipInfo, *, inside: bool) -> None:
        place = PurePosixPath(entry.filename)
        lower = entry.filename.lower()
        if place.is_absolute() or ".." in place.parts or "\\" in entry.filename:
            raise Refused(DAMAGED)
        if "vbaproject" in lower or "vbadata" in lower or "macrosheets/" in lower:
            raise Refused(MACRO)
        suffix = f".{lower.rpartition('/')[2].rpartition('.')[2]}"  # "_rels/.rels" has one too
        if "activex/" in lower or (suffix == ".bin" and "embeddings/" in lower):
            raise Refused(PROGRAM)
        if suffix not in _HARMLESS and suffix not in _INSIDE:
            raise Refused(PROGRAM)
        data = self._read(package, entry)
        if suffix in {".xml", ".rels", ".vml"}:
            self._check_xml(data, lower)
        elif suffix in _INSIDE:
            self._check_inner(data, suffix, inside=inside)
        elif data.startswith((OLE, b"PK\x03\x04", b"MZ", b"\x7fELF", b"%PDF-")):
            raise Refused(PROGRAM)

    def _read(self, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """The entry, unpacked piece by piece: what the list says of its size is not believed."""
        pieces, size = [], 0
        with package.open(entry) as stream:
            while piece := stream.read(1024 * 1024):
                size += len(piece)
                self.size += len(piece)
                if size > MAX_ENTRY or self.size > MAX_TOTAL:
                    raise Refused(BOMB)
                pieces.append(piece)
        return b"".join(pieces)

    def _check_inner(self, data: bytes, suffix: str, *, inside: bool) -> None:
        """The data sheet behind a chart is a workbook in the document; one level, by the same rules."""
        if inside:
            raise Refused(PROGRAM)
        self.look_into(io.BytesIO(data), _INSIDE[suffix], inside=True)

    def _check_xml(self, data: bytes, name: str) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        is_sheet = "worksheets/" in name and name.endswith(".xml")
        depth = 0

        def doctype(*_):
            raise Refused(DAMAGED)

        def start(tag, attributes):
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
                raise Refused(BOMB)
            if is_sheet and tag == "c":
                self._check_cell(attributes.get("r", ""))
            elif tag == "Relationship":
                _check_link(attributes)
            elif tag in {"Override", "Default"}:
                if "macroenabled" in attributes.get("ContentType", "").lower():
                    raise Refused(MACRO)
            elif tag.rpartition(":")[2] == "fldSimple" and any(map(_DDE.search, attributes.values())):
                raise Refused(OUTSIDE)

        def end(_):
            nonlocal depth
            depth -= 1

        parser.StartDoctypeDeclHandler = doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(data, True)
        if b"instrText" in data and _DDE.search(data.decode("utf-8", "replace")):
            raise Refused(OUTSIDE)

    def _check_cell(self, place: str) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise Refused(SPARSE)
        found = _CELL.fullmatch(place)
        if not found:
            return
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        if column > MAX_COLUMN or int(found[2]) > MAX_ROW:
            raise Refused(SPARSE)


def _check_link(attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2]
    if kind in {"vbaProject", "wordVbaData", "xlMacrosheet"}:
        raise Refused(MACRO)
    if attributes.get("TargetMode", "").lower() == "external" and kind in _BAD_LINKS:
        raise Refused(OUTSIDE)
