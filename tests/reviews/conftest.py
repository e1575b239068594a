"""The clock stands inside the window of the round; keys go to a folder of the test's own."""

import pytest

from core import clock
from tests.factories.nominations import DURING
from tests.factories.reviews import make_chamber


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(DURING):
        yield


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """Return the folder of the polls' keys."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "keys"


@pytest.fixture
def chamber(db):
    """Return a council of 7 with its people."""
    return make_chamber()
