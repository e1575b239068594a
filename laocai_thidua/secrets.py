"""Keys of the embedded mode: made once, kept in a folder that only the owner reads."""

import os
import secrets
from pathlib import Path


def own_key(folder: Path, name: str) -> str:
    """Return the key kept in `folder/name`, making it at the first call.

    Two processes that start at once end with the same key: the file is linked into place whole,
    and only the first link succeeds.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{name}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
