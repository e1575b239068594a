"""A small province whose clock stands, and a client for each of its roles."""

import pytest
from django.test import Client

from core import clock
from tests.access.world import NOW, make_bare_world


@pytest.fixture
def world(db):
    """Units and people; the clock stands at `NOW`."""
    with clock.at(NOW):
        yield make_bare_world()


@pytest.fixture
def as_role(world):
    """Return a function that gives a client logged in as a role of the world."""

    def logged_in(role: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(world.users[role])
        return client

    return logged_in
