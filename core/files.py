"""The one door to storage. A file is whole or not there: temporary name, fsync, rename, fsync."""

import hashlib
import os
import re
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from core import clock
from core.models import StoredFile
from core.text import nfc

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
_KEY = re.compile(r"[0-9a-f]{32}")
STRAY_AFTER = 24 * 3600  # seconds; a younger file may belong to a transaction that is not over


def path_of(key: uuid.UUID) -> Path:
    """Return where the file with this key lies."""
    name = key.hex
    return settings.FILES_ROOT / name[:2] / name


def put(data: bytes, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write the bytes under the key (a new random one by default) and return it. OSError when it cannot.

    The same key again replaces the file whole: a job that is run twice leaves one file.
    """
    key = key or uuid.uuid4()
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    for folder in (path.parent, settings.FILES_ROOT):  # the second in case the first is new
        _sync_folder(folder)
    return key


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def register(key: uuid.UUID, data: bytes, *, name: str, content_type: str) -> StoredFile:
    """Write the row of a file that `put` has stored; one row per key. Its name is one that can be sent."""
    row, _ = StoredFile.objects.get_or_create(
        key=key,
        defaults={
            "name": _safe_name(name),
            "content_type": content_type,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "created_at": clock.now(),
        },
    )
    return row


def _safe_name(name: str) -> str:
    """Return the name without marks that turn or hide it, and without signs that lead elsewhere."""
    return _NOT_IN_NAMES.sub("-", nfc(name)).strip(" .") or "tep"


def read(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file."""
    return path_of(stored.key).read_bytes()


def send(stored: StoredFile) -> HttpResponse:
    """Return the file as a download. Behind the proxy only its place is named (X-Accel-Redirect)."""
    if settings.FILES_ACCEL_PREFIX:
        response = HttpResponse()
        place = path_of(stored.key).relative_to(settings.FILES_ROOT)
        response["X-Accel-Redirect"] = f"{settings.FILES_ACCEL_PREFIX}{place}"
    else:
        response = FileResponse(path_of(stored.key).open("rb"))
    response["Content-Type"] = stored.content_type
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def sweep() -> int:
    """Remove files older than a day that no row names, drafts of a crash included; returns how many.

    What does not look like a file of ours (a note of the operator, lost+found) stays.
    """
    removed, oldest = 0, time.time() - STRAY_AFTER
    for path in settings.FILES_ROOT.glob("*/*"):
        if path.stat().st_mtime >= oldest:
            continue
        is_file = _KEY.fullmatch(path.name)
        if path.suffix == ".tmp" or (is_file and not StoredFile.objects.filter(key=path.name).exists()):
            path.unlink()
            removed += 1
    return removed
