"""The world of the access tests: built once, and every test undoes what it did to it."""

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from core import clock
from tests.access.asking import log_in
from tests.access.world import NOW, World, make_full_world


@pytest.fixture(scope="package")
def _built(django_db_setup, django_db_blocker):
    """The world, inside a transaction that is undone when the last test of this folder has ended."""
    with tempfile.TemporaryDirectory() as folder, django_db_blocker.unblock():
        places = {"FILES_ROOT": Path(folder) / "files", "DATA_DIR": Path(folder)}
        with override_settings(**places), clock.at(NOW), transaction.atomic():
            world = make_full_world()
            log_in(world)
            yield world
            transaction.set_rollback(True)


@pytest.fixture
def world(_built, db) -> World:
    """A province with every kind of object; the clock stands at `world.NOW`."""
    return _built
