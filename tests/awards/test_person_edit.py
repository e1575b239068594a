"""Correcting what is written about a person: the deed, its refusals, its page."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.formkeys import FIELD, new_key
from core.models import AuditEvent
from tests.access.world import NOW, make_bare_world
from tests.awards.known import client_of, missing_from
from tests.factories.units import make_person
from units.actions import edit_person, merge_people
from units.merging import plan_of
from units.models import Person

pytestmark = pytest.mark.django_db

VALUES = {
    "full_name": "Lý Seo Sỳ",
    "birth_date": date(1985, 3, 15),
    "gender": "MALE",
    "position": "Trưởng thôn",
    "leader_class": "DIRECT_WORKER",
}


@pytest.fixture
def world(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.at(NOW):
        world = make_bare_world()
        world.person = make_person(world.units.commune, "Lý Seo Sì")
        yield world


def edit(world, *, role="editor", seen=1, **given):
    return edit_person(world.person.pk, by=world.actors[role], seen_version=seen, **(VALUES | given))


def stored(world):
    return Person.objects.values(*VALUES, "folded", "version").get(pk=world.person.pk)


def test_what_is_written_and_logged(world):
    edit(world)
    assert stored(world) == VALUES | {"folded": "ly seo sy", "version": 2}
    event = AuditEvent.objects.get()
    assert (event.name, event.object_id) == ("units.person_edited", world.person.pk)
    assert event.data == {
        "changed": {
            "full_name": ["Lý Seo Sì", "Lý Seo Sỳ"],
            "birth_date": ["1985-03-14", "1985-03-15"],
            "gender": ["", "MALE"],
            "position": ["", "Trưởng thôn"],
            "leader_class": ["", "DIRECT_WORKER"],
        }
    }


def test_what_somebody_else_wrote_is_not_overwritten(world):
    edit(world, role="officer")
    with pytest.raises(Stale) as error:
        edit(world, position="Bí thư")
    assert ("chức vụ", "Trưởng thôn") in error.value.theirs
    assert ("chức vụ", "Bí thư") in error.value.mine
    assert stored(world)["position"] == "Trưởng thôn"


def test_a_row_that_was_merged_away_is_not_corrected(world):
    other = make_person(world.units.commune, "Lý Seo Sì")
    seen = plan_of(other, world.person).seen
    officer = world.actors["officer"]
    merge_people(other.pk, world.person.pk, by=officer, choices={}, reason="Một người", seen=seen)
    with pytest.raises(Stale):
        edit(world, seen=2)
    page = reverse("awards:person_edit", args=[world.person.pk])
    assert client_of(world, "editor").get(page).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"birth_date": date(2026, 11, 24)}, "birth_date"),
        ({"gender": "X"}, "gender"),
        ({"position": "x" * 161}, "position"),
        ({"leader_class": "X"}, "leader_class"),
    ],
)
def test_wrong_values_are_refused(world, given, field):
    with pytest.raises(RuleViolation) as error:
        edit(world, **given)
    assert [problem.field for problem in error.value.problems] == [field]
    assert stored(world)["version"] == 1


@pytest.mark.parametrize("role", ["leader", "school_editor", "neighbour_editor", "province_leader", "admin"])
def test_others_correct_nothing(world, role):
    with pytest.raises(NotAllowed):
        edit(world, role=role)


def test_the_page_keeps_what_was_typed(world):
    client, page = client_of(world, "editor"), reverse("awards:person_edit", args=[world.person.pk])
    detail = reverse("awards:person_detail", args=[world.person.pk])
    assert missing_from(client.get(detail), page) == []
    assert missing_from(client_of(world, "leader").get(detail), page) == [page]
    assert missing_from(client.get(page), 'value="Lý Seo Sì"', "14/03/1985") == []

    def press(**values):
        sent = {FIELD: new_key(), "version": "1", "full_name": "Lý Seo Sỳ"} | values
        return client.post(page, sent)

    wrong = press(birth_date="31/02/1985")
    assert wrong.status_code == 422
    shown = ["Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986.", "31/02/1985", "Lý Seo Sỳ"]
    assert missing_from(wrong, *shown) == []
    later = press(birth_date="01/01/2030")
    assert (later.status_code, missing_from(later, "Ngày sinh phải trước ngày hôm nay.")) == (422, [])
    done = press(birth_date="15/03/1985", gender="MALE", position="Trưởng thôn", leader_class="DIRECT_WORKER")
    assert (done.status_code, done["Location"]) == (302, detail)
    assert stored(world) == VALUES | {"folded": "ly seo sy", "version": 2}
    assert press(birth_date="").status_code == 409
