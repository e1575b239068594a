"""Which program this is: a hash over its own source, so that a sheet can name what counted it."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

_SUFFIXES = {".py", ".html", ".js"}


def _folders() -> list[Path]:
    """The apps, and what the pages are made of."""
    apps = [path.parent for path in settings.BASE_DIR.glob("*/apps.py")]
    return sorted([*apps, settings.BASE_DIR / "templates", settings.BASE_DIR / "static"])


@cache
def build_hash() -> str:
    """Return the SHA-256 over the names and contents of the program's files, computed once per process."""
    total = hashlib.sha256()
    for folder in _folders():
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                name = path.relative_to(settings.BASE_DIR).as_posix().encode()
                total.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
