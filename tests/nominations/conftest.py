import pytest

from core import clock
from tests.factories.nominations import DURING, make_stage


@pytest.fixture
def stage(db):
    """A province on a day inside the window of its round."""
    with clock.at(DURING):
        yield make_stage()
