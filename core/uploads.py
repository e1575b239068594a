"""Files that people send: bounded while they stream in, checked before they are kept."""

import logging
import uuid
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from core import clock, files, scan
from core.models import StoredFile
from core.text import nfc
from core.verdict import Problem

logger = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
MAX_FILES = 10
MAX_REQUEST = MAX_BYTES * MAX_FILES
NAME_LENGTH = 150
TOO_LARGE = "Tệp {name} lớn hơn 20 MB. Nén hoặc chia nhỏ rồi tải lại."
ALL_TOO_LARGE = "Các tệp gửi cùng lúc quá lớn. Mỗi tệp tối đa 20 MB, mỗi lần tối đa 10 tệp."
NONE = "Chọn tệp cần tải lên."
LONG_NAME = f"Tên tệp dài quá {NAME_LENGTH} ký tự. Đặt tên ngắn hơn rồi tải lên."
NO_ROOM = "Máy chủ chưa lưu được tệp. Chưa có gì bị ghi lại. Thử lại sau vài phút hoặc báo quản trị hệ thống."
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


class LimitedUpload(FileUploadHandler):
    """First in FILE_UPLOAD_HANDLERS: drops a file as soon as it is over the limit, before a disk fills."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Note what was dropped, for `take` to say so."""
        self.request.dropped_uploads = []
        self.is_far_too_much = content_length > MAX_REQUEST + MAX_BYTES

    def new_file(self, *args, **kwargs):
        """Count anew for each file; break off a request that is far beyond what a form can need."""
        super().new_file(*args, **kwargs)
        self.taken = 0
        if self.is_far_too_much:
            self.request.dropped_uploads.append("")
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data, start):
        """Pass the piece on while the file is within the limit."""
        self.taken += len(raw_data)
        if self.taken > MAX_BYTES:
            self.request.dropped_uploads.append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers behind this one."""
        return None


@dataclass(frozen=True)
class Incoming:
    """A checked file under its key in the store, without a row yet; left alone, the sweeper takes it away."""

    key: uuid.UUID
    data: bytes
    name: str
    content_type: str
    is_clean: bool

    def register(self) -> StoredFile:
        """Write its row, inside the transaction of the deed that keeps it."""
        return files.register(self.key, self.data, name=self.name, content_type=self.content_type)


@dataclass(frozen=True)
class Taken:
    """What came with a form: the files that may be kept, and what was wrong with the others."""

    files: list[Incoming] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> Incoming | None:
        """The only or first file."""
        return self.files[0] if self.files else None


def take(request: HttpRequest, name: str = "file", *, kinds: tuple[str, ...] = (), required=True) -> Taken:
    """Check and store the files of a form field; outside any transaction, since a check takes seconds.

    `kinds` narrows the allowed extensions. All or nothing: with a problem no file is kept.
    """
    sent = request.FILES.getlist(name)
    dropped = getattr(request, "dropped_uploads", [])
    problems = [_large(name, dropped_name) for dropped_name in dropped]
    if not sent and not dropped and required:
        problems.append(Problem("no_file", name, NONE))
    if len(sent) > MAX_FILES:
        problems.append(Problem("too_many_files", name, ALL_TOO_LARGE))
    if problems:
        return Taken(problems=problems)
    incoming = []
    for upload in sent:
        file, problem = _check(upload, name, kinds)
        incoming += [file] if file else []
        problems += [problem] if problem else []
    if problems:
        for file in incoming:
            files.path_of(file.key).unlink(missing_ok=True)
        return Taken(problems=problems)
    return Taken(files=incoming)


def safe_name(name: str) -> str:
    """Return the file name without path, control and direction marks, and none that a system reserves."""
    name = nfc(PurePath(name.replace("\\", "/")).name).strip(". ")
    if name.partition(".")[0].lower() in _RESERVED:
        name = f"tep-{name}"
    return name or f"tep-{clock.today():%d-%m-%Y}"


def _check(upload, field_name: str, kinds: tuple[str, ...]) -> tuple[Incoming | None, Problem | None]:
    name = safe_name(upload.name)
    if len(name) > NAME_LENGTH:
        return None, Problem("long_name", field_name, LONG_NAME)
    if kinds and scan.kind_of(name) not in kinds:
        wanted = ", ".join(f".{kind}" for kind in kinds)
        return None, Problem("wrong_kind", field_name, f"{name}: chỉ nhận tệp {wanted}.")
    data = upload.read()
    try:
        key = files.put(data)
        report = scan.check(files.path_of(key), name)
    except OSError:
        logger.exception("upload could not be stored")
        return None, Problem("no_room", field_name, NO_ROOM)
    if not report.is_kept:
        files.path_of(key).unlink(missing_ok=True)
        return None, Problem("file_refused", field_name, f"{name}: {report.reason}")
    return Incoming(key, data, name, report.content_type, report.verdict == scan.CLEAN), None


def _large(field_name: str, dropped_name: str) -> Problem:
    text = TOO_LARGE.format(name=safe_name(dropped_name)) if dropped_name else ALL_TOO_LARGE
    return Problem("file_too_large", field_name, text)
