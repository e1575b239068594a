"""A Monday inside the window, the people of one round, and a log that takes nothing."""

import pytest

from core import clock
from tests.core.triggers import refusing_inserts
from tests.factories.nominations import DURING, make_stage


@pytest.fixture
def monday():
    """The clock stands at 10:42 in the province, Monday 23/11/2026."""
    with clock.at(DURING):
        yield DURING


@pytest.fixture
def stage(db, monday):
    """A round that takes dossiers now, its editor and head, its officer."""
    return make_stage()


@pytest.fixture
def full_log(stage):
    """From here on the database takes no audit event: a deed that goes on without it would be seen."""
    with refusing_inserts("core_auditevent"):
        yield
