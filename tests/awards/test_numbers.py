"""Identity numbers: kept encrypted, matched by hash, read in full for a reason; nowhere in clear."""

import logging
from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.urls import reverse

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.formkeys import FIELD, new_key
from core.models import AuditEvent
from tests.access.asking import rows
from tests.access.world import NOW, make_bare_world
from tests.awards.known import client_of, missing_from
from tests.factories.units import make_person, make_unit
from units import actions, sealing
from units.merging import plan_of
from units.models import NumberReading, Person, PersonNumber, UnitKind

pytestmark = pytest.mark.django_db

NUMBER = "010085001234"


@pytest.fixture
def world(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.at(NOW):
        world = make_bare_world()
        world.person = make_person(world.units.commune, "Lý Seo Sì")
        yield world


def write(world, number=NUMBER, *, person=None, role="editor", seen=0):
    chosen = person or world.person
    return actions.write_number(chosen.pk, number, by=world.actors[role], seen_version=seen)


def form_of(world):
    return reverse("awards:number_write", args=[world.person.pk])


def press(client, address, **values):
    return client.post(address, {FIELD: new_key()} | values, follow=True)


def test_what_is_stored_and_logged(world):
    written = write(world, "010 085 001 234")
    row = PersonNumber.objects.get()
    assert (row.person, row.last_digits, row.version, written.others) == (world.person, "234", 1, [])
    assert sealing.unseal(row.sealed) == NUMBER
    assert (row.written_at, row.written_by) == (NOW, world.users["editor"])
    event = AuditEvent.objects.get()
    assert (event.name, event.object_id, event.data) == (
        "units.number_written",
        world.person.pk,
        {"again": False},
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Ghi số căn cước, 12 chữ số."),
        ("063123456", "Đây là số chứng minh nhân dân cũ (9 chữ số). Ghi số căn cước mới, 12 chữ số."),
        ("01008500123", "Số căn cước có 12 chữ số; đồng chí vừa ghi 11 chữ số."),
        ("01008500123A", "Số căn cước chỉ gồm chữ số, không có chữ cái hay dấu."),
        ("٠١٠٠٨٥٠٠١٢٣٤", "Số căn cước chỉ gồm chữ số, không có chữ cái hay dấu."),
    ],
)
def test_a_number_has_twelve_digits(world, number, sentence):
    with pytest.raises(RuleViolation) as error:
        write(world, number)
    assert [(one.field, one.message) for one in error.value.problems] == [("number", sentence)]
    assert PersonNumber.objects.count() == 0


def test_another_number_takes_the_place_of_what_was_seen(world):
    write(world)
    with pytest.raises(Stale):
        write(world, "010085009999")
    write(world, "010085009999", seen=1)
    assert PersonNumber.objects.get().last_digits == "999"


def test_the_keys_can_be_changed(world, settings):
    write(world)
    old = (settings.ID_KEYS, settings.ID_HASH_KEYS)
    settings.ID_KEYS, settings.ID_HASH_KEYS = ["n" * 50, *old[0]], ["m" * 50, *old[1]]
    twin = make_person(world.units.commune, "Lý Seo Sì")
    assert write(world, person=twin).others == [world.person]
    call_command("reseal_numbers")
    settings.ID_KEYS, settings.ID_HASH_KEYS = ["n" * 50], ["m" * 50]
    assert [sealing.unseal(row.sealed) for row in PersonNumber.objects.all()] == [NUMBER, NUMBER]
    assert set(PersonNumber.objects.values_list("digest", flat=True)) == {sealing.digest(NUMBER)}
    settings.ID_KEYS = old[0]
    with pytest.raises(InvalidToken):
        sealing.unseal(PersonNumber.objects.first().sealed)


def test_a_changed_text_is_not_opened():
    sealed = sealing.seal(NUMBER)
    swapped = "A" if sealed[40] != "A" else "B"
    with pytest.raises(InvalidToken):
        sealing.unseal(sealed[:40] + swapped + sealed[41:])


def test_the_same_number_is_told_and_named_only_within_reach(world):
    stranger = make_person(world.units.neighbour, "Vàng A Dế")
    write(world, person=stranger, role="neighbour_editor")
    answer = press(client_of(world, "editor"), form_of(world), number=NUMBER, version="0")
    assert missing_from(answer, "Đã có người mang số này") == []
    assert "Vàng A Dế" not in answer.content.decode()
    answer = press(client_of(world, "officer"), form_of(world), number=NUMBER, version="1")
    assert missing_from(answer, "Số này cũng đang ghi cho Vàng A Dế") == []


@pytest.mark.parametrize(
    ("role", "of_commune", "of_office", "of_school"),
    [
        ("editor", True, True, False),
        ("head", True, True, False),
        ("officer", True, True, True),
        ("office_head", True, True, True),
        ("commune_officer", True, True, True),
        ("leader", False, False, False),
        ("director", False, False, False),
        ("province_leader", False, False, False),
        ("school_editor", False, False, True),
        ("neighbour_editor", False, False, False),
        ("admin", False, False, False),
    ],
)
def test_who_writes_and_reads_a_number(world, role, of_commune, of_office, of_school):
    office = make_unit("Văn phòng", kind=UnitKind.OFFICE, parent=world.units.commune)
    places = {world.units.commune: of_commune, office: of_office, world.units.school: of_school}
    for unit, allowed in places.items():
        person = make_person(unit)
        if allowed:
            write(world, person=person, role=role)
            actions.reveal_number(person.pk, by=world.actors[role], reason="Lập tờ trình")
        else:
            write(world, person=person, role="officer")
            with pytest.raises(NotAllowed):
                write(world, person=person, role=role, seen=1)
            with pytest.raises(NotAllowed):
                actions.reveal_number(person.pk, by=world.actors[role], reason="Lập tờ trình")


def test_read_in_full_for_a_reason_by_the_one_who_asked(world):
    write(world)
    client, reveal = client_of(world, "editor"), reverse("awards:number_reveal", args=[world.person.pk])
    assert missing_from(press(client, reveal), "Ghi lý do cần xem số đầy đủ.") == []
    shown = press(client, reveal, reason="Lập tờ trình")
    assert missing_from(shown, NUMBER, "Lập tờ trình") == []
    assert "no-store" in shown["Cache-Control"]
    address = reverse("awards:number_shown", args=[NumberReading.objects.get().pk])
    assert client_of(world, "head").get(address).status_code == 404
    event = AuditEvent.objects.get(name="units.number_read")
    assert (event.actor_id, event.reason, event.data) == (world.users["editor"].pk, "Lập tờ trình", {})
    with clock.at(NOW + timedelta(minutes=5)):
        assert client.get(address).status_code == 404


def test_the_number_stands_nowhere_in_clear(world, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_of(world, "editor")
    press(client, form_of(world), number="12", version="0")
    saved = press(client, form_of(world), number=NUMBER, version="0")
    press(client, form_of(world), number=NUMBER, version="0")
    press(client, reverse("awards:number_reveal", args=[world.person.pk]), reason="Lập tờ trình")
    pages = [saved, client.get(form_of(world)), client.get("/ca-nhan/")]
    pages.append(client.get(reverse("awards:person_detail", args=[world.person.pk])))
    seen = [page.content.decode() for page in pages] + [caplog.text, str(rows())]
    assert [NUMBER in text for text in seen] == [False] * len(seen)
    assert "ba số cuối 234" in seen[3]
    assert NUMBER not in client.get("/ca-nhan/", {"xuat": "xlsx"}).content.decode("latin-1")


def test_two_numbers_are_two_people_and_one_number_follows(world):
    other = make_person(world.units.commune, "Lý Seo Sì")
    write(world, person=other)
    assert [move.label for move in plan_of(world.person, other).moves] == ["units.personnumber"]
    write(world, "010085009999")
    (problem,) = plan_of(world.person, other).problems
    assert problem.message.startswith("Hai bản ghi có số căn cước không khớp nhau: “•••999” và “•••234”.")
    write(world, NUMBER, seen=1)
    done = actions.merge_people(
        world.person.pk,
        other.pk,
        by=world.actors["officer"],
        choices={},
        reason="Một số",
        seen=plan_of(world.person, other).seen,
    )
    assert list(done.rows.values_list("model", "stayed")) == [("units.personnumber", True)]
    assert Person.objects.get(pk=other.pk).merged_into_id == world.person.pk
