"""The world of the access tests."""

import pytest

from core import clock
from tests.access.world import NOW, make_world


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def world(db, settings):
    """A province with every kind of object; the clock stands at `world.NOW`."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.at(NOW):
        yield make_world()
