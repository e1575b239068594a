"""The demo province behind a live portal."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def province(live_server, reference) -> str:
    """Fill the portal with the demo province; return its address."""
    call_command("seed_demo", stdout=StringIO())
    return live_server.url
