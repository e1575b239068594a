"""A province with an open round behind a live portal."""

import pytest

from tests.browser import people


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def province(live_server, reference) -> str:
    """Fill the portal with units, people and an open round; return its address."""
    people.settle()
    return live_server.url
