"""A province with one open round, its clerk, and the officer who receives."""

import pytest
from django.test import Client

from campaigns.models import Round
from core import clock
from tests.access.world import NOW, make_bare_world, open_round


@pytest.fixture(autouse=True)
def _cheap(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db):
    """Units, people and one open round; the clock stands at `world.NOW`."""
    with clock.at(NOW):
        world = make_bare_world()
        world.rounds["open"] = open_round(world, officer_id=world.actors["officer"].membership.pk).pk
        yield world


@pytest.fixture
def round_(world) -> Round:
    return Round.objects.get(pk=world.rounds["open"])


@pytest.fixture
def as_role(world):
    """Return a function that gives a client logged in as a role of the world."""

    def logged_in(role: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(world.users[role])
        return client

    return logged_in


@pytest.fixture
def clerk(as_role) -> Client:
    return as_role("editor")


@pytest.fixture
def officer(as_role) -> Client:
    return as_role("officer")
