"""Is an uploaded file harmless? Content and extension must agree; a limited child process does the parsing.

The structural check always runs. ClamAV is asked too where CLAMAV_SOCKET names it (a path, or host:port);
when it does not answer, the file stays pending: it may be kept, not opened.
"""

import json
import logging
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.scan_base import DAMAGED

logger = logging.getLogger(__name__)

CLEAN, REFUSED, INFECTED, PENDING = "CLEAN", "REFUSED", "INFECTED", "PENDING"
SECONDS = 8  # of the wall clock; the child's own processor time ends earlier
CLAMAV_SECONDS = 10
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
ALLOWED = "PDF, Word (.docx), Excel (.xlsx), ảnh .jpg hoặc .png"
NOT_ALLOWED = f"Loại tệp này không nhận. Chỉ nhận {ALLOWED}."
MACRO_NAME = "Tệp có thể chứa macro (.docm, .xlsm). Lưu lại thành .docx hoặc .xlsx rồi tải lên."
WRONG = "Nội dung tệp không đúng với đuôi tên tệp. Lưu lại đúng định dạng rồi tải lên."
EMPTY = "Tệp trống (0 byte). Chọn lại tệp có nội dung."
TOO_COMPLEX = "Tệp quá phức tạp nên không kiểm tra được. In lại thành PDF thường rồi tải lên."
VIRUS = "Tệp có mã độc nên không được nhận. Quét máy tính rồi báo cán bộ công nghệ thông tin."

_MAGIC = (
    (b"%PDF-", {"pdf"}),
    (b"PK\x03\x04", {"docx", "xlsx"}),
    (b"\xd0\xcf\x11\xe0", {"docx", "xlsx"}),  # the check of Office files says what is wrong with it
    (b"\xff\xd8\xff", {"jpg"}),
    (b"\x89PNG\r\n\x1a\n", {"png"}),
)
_CHILD = Path(__file__).with_name("scan_child.py")


@dataclass(frozen=True)
class Report:
    """What a check found: CLEAN, PENDING (kept, not opened), REFUSED or INFECTED with a Vietnamese reason."""

    verdict: str
    reason: str = ""
    content_type: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the file may be stored at all."""
        return self.verdict in {CLEAN, PENDING}


def kind_of(name: str) -> str:
    """Return the kind that the extension promises: pdf, docx, xlsx, jpg, png, or "" for any other."""
    suffix = Path(name).suffix.lower().removeprefix(".")
    return {"jpeg": "jpg"}.get(suffix, suffix) if suffix in {*TYPES, "jpeg"} else ""


def check(path: Path, name: str) -> Report:
    """Look at the file at `path`, which its sender calls `name`. Takes seconds: no transaction around it."""
    kind = kind_of(name)
    if not kind:
        macro = Path(name).suffix.lower() in {".docm", ".xlsm", ".dotm", ".xltm", ".pptm"}
        return Report(REFUSED, MACRO_NAME if macro else NOT_ALLOWED)
    if path.stat().st_size == 0:
        return Report(REFUSED, EMPTY)
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not any(start.startswith(magic) and kind in kinds for magic, kinds in _MAGIC):
        return Report(REFUSED, WRONG)
    reason = _ask_child(path, kind)
    if reason:
        return Report(REFUSED, reason)
    return Report(*_ask_clamav(path), TYPES[kind])


def _ask_child(path: Path, kind: str) -> str:
    """Return why the file is refused, or "". The child starts with nothing of this process."""
    command = [sys.executable, "-I", "-B", str(_CHILD), str(path), kind]
    try:
        done = subprocess.run(  # noqa: S603 (our own file, a random key and one of five words)
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        logger.warning("scan of %s took more than %s s", path.name, SECONDS)
        return TOO_COMPLEX
    if done.returncode == 0:
        return json.loads(done.stdout)["reason"]
    error = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    logger.warning("scan of %s ended with %s: %s", path.name, done.returncode, error)
    return TOO_COMPLEX if done.returncode < 0 or "MemoryError" in error else DAMAGED


def _ask_clamav(path: Path) -> tuple[str, str]:
    """Return the verdict of the virus scanner and its reason; CLEAN where none is set up."""
    if not settings.CLAMAV_SOCKET:
        return CLEAN, ""
    try:
        answer = _stream_to_clamav(path)
    except OSError as error:
        logger.error("virus scanner out of reach: %s", error)
        return PENDING, ""
    if answer.endswith("OK"):
        return CLEAN, ""
    if answer.endswith("FOUND"):
        logger.error("virus scanner: %s: %s", path.name, answer)
        return INFECTED, VIRUS
    logger.error("virus scanner did not understand: %s", answer)
    return PENDING, ""


def _stream_to_clamav(path: Path) -> str:
    place = settings.CLAMAV_SOCKET
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target = place
    else:
        line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        host, _, port = place.rpartition(":")
        target = (host, int(port))
    with line:
        line.settimeout(CLAMAV_SECONDS)
        line.connect(target)
        line.sendall(b"zINSTREAM\0")
        with path.open("rb") as file:
            while piece := file.read(64 * 1024):
                line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall((0).to_bytes(4, "big"))
        answer = b""
        while piece := line.recv(4096):
            answer += piece
    return answer.decode("utf-8", "replace").strip("\0\n ")
