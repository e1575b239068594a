"""The portal's settings for tests.

Set before the portal's own module is read: a data folder of its own for each test process (`var/` is never
touched), nothing from a developer's environment or `.env`. SQLite unless the lane names its throw-away
PostgreSQL in TEST_DATABASE_URL. Passwords get a fast hash.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _own_folder() -> Path:
    """Return the data folder of this process; the first process makes the root and removes it at the end."""
    root = os.environ.get("TEST_DATA_ROOT")
    if not root:
        root = os.environ["TEST_DATA_ROOT"] = tempfile.mkdtemp(prefix="portal-data-")
        atexit.register(shutil.rmtree, root, ignore_errors=True)
    folder = Path(root) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder.mkdir(exist_ok=True)
    return folder


_folder = _own_folder()
os.environ.update(
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_folder / 'db.sqlite3'}",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright runs an event loop beside the tests
    CLAMAV_SOCKET="",
    PORTAL_ADDRESS="",
    PORTAL_ALLOWED_HOSTS="",
    PORTAL_DATA_DIR=str(_folder),
    PORTAL_DEMO_PUBLIC="",
    PORTAL_LOG_LEVEL="WARNING",
    PORTAL_MODE="embedded",
    PORTAL_NO_CLAMAV="",
    PORTAL_SECRET_KEY="",
    PORTAL_ID_HASH_KEY="",
    PORTAL_ID_KEY="",
    PORTAL_SIGNING_KEY="",
    PORTAL_TRUSTED_ORIGINS="",
    PORTAL_TRUSTED_PROXIES="0",
    REDIS_URL="",
)

from laocai_thidua.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
