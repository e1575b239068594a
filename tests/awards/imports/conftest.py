"""The province and the officer who brings files in."""

import pytest

from core import clock
from tests.awards.importing import BORN, NOW
from tests.factories.awards import make_award
from tests.factories.units import make_actor, make_person, make_province, make_unit, make_user
from units.models import OrgUnit, Role


@pytest.fixture(autouse=True)
def _clock(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    world = make_province()
    OrgUnit.objects.filter(pk=world.commune.pk).update(code="02701")
    world.commune.refresh_from_db()
    world.neighbour = make_unit("Xã A Mú Sung", parent=world.province, code="02686")
    make_award()
    return world


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng"))


@pytest.fixture
def namesake(world):
    return make_person(world.neighbour, "Giàng Thị Chứ", birth_date=BORN)
