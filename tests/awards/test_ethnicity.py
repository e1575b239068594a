"""Ethnic groups: written down and read by few, found nowhere by others."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from awards.imports import actions as imports
from awards.imports.columns import PERSON, SORTS
from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.formkeys import FIELD, new_key
from core.models import AuditEvent
from tests.access.world import NOW, make_bare_world
from tests.awards.importing import accept, checked, row, run
from tests.awards.known import client_of
from tests.factories.units import make_person
from units import actions, reference
from units.merging import plan_of
from units.models import EthnicGroup, Person, PersonEthnicity

pytestmark = pytest.mark.django_db

GROUP = "Hà Nhì"
VALUES = {
    "full_name": "Lý Seo Sì",
    "birth_date": date(1985, 3, 14),
    "gender": "",
    "position": "",
    "leader_class": "",
}


@pytest.fixture
def world(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES_ROOT = tmp_path
    with clock.at(NOW):
        world = make_bare_world()
        for order, (code, name, aliases) in enumerate(
            [("MONG", "Mông", ["H'Mông"]), ("HA_NHI", GROUP, []), ("KHAC", "Khác", [])]
        ):
            EthnicGroup.objects.create(code=code, name=name, aliases=aliases, order=order)
        world.person = make_person(world.units.commune, "Lý Seo Sì")
        yield world


def edit(world, code="HA_NHI", words="", *, role="editor", seen=1, person=None):
    person = person or world.person
    given = VALUES | {"full_name": person.full_name, "ethnicity": (code, words)}
    return actions.edit_person(person.pk, by=world.actors[role], seen_version=seen, **given)


def known():
    return list(PersonEthnicity.objects.order_by("pk").values_list("person", "group__code", "words"))


def test_the_official_list():
    reference.load()
    names = EthnicGroup.objects.order_by("order").values_list("name", flat=True)
    assert (len(names), names[0], names[7], names[54]) == (55, "Kinh", "Mông", "Khác")


def test_what_is_written_and_what_the_log_says(world):
    edit(world, "KHAC", " Pa  Dí ")
    assert known() == [(world.person.pk, "KHAC", "Pa Dí")]
    edit(world, seen=2)
    assert known() == [(world.person.pk, "HA_NHI", "")]
    edit(world, "", seen=3)
    assert known() == []
    told = [(event.name, event.data) for event in AuditEvent.objects.order_by("pk")]
    assert told == [("units.person_edited", {"changed": {}}), ("units.ethnicity_written", {})] * 3
    edit(world, "", seen=4)
    assert AuditEvent.objects.count() == 7


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("X", ""), "ethnicity"),
        (("MONG", "Pa Dí"), "ethnicity_words"),
        (("", "Pa Dí"), "ethnicity_words"),
        (("KHAC", "x" * 61), "ethnicity_words"),
    ],
)
def test_what_is_refused(world, given, field):
    with pytest.raises(RuleViolation) as error:
        edit(world, *given)
    assert [problem.field for problem in error.value.problems] == [field]
    assert known() == []


def test_who_sees_it_is_shown_what_another_wrote_meanwhile(world):
    edit(world)
    with pytest.raises(Stale) as error:
        edit(world, "MONG")
    assert (error.value.theirs[-1], error.value.mine[-1]) == (("dân tộc", GROUP), ("dân tộc", "Mông"))


SEE = {"editor": 200, "head": 200, "officer": 200, "office_head": 200, "commune_officer": 200}
OTHERS = ("leader", "director", "province_leader")


def test_who_reads_and_writes_it(world):
    edit(world)
    detail = reverse("awards:person_detail", args=[world.person.pk])
    form = reverse("awards:person_edit", args=[world.person.pk])
    shown = {role: GROUP in client_of(world, role).get(detail).content.decode() for role in (*SEE, *OTHERS)}
    assert shown == dict.fromkeys(SEE, True) | dict.fromkeys(OTHERS, False)
    asked = {role: "Dân tộc" in client_of(world, role).get(form).content.decode() for role in (*SEE, *OTHERS)}
    assert asked == shown
    seen = {role: PersonEthnicity.visible_to(actor).exists() for role, actor in world.actors.items()}
    assert {role for role, sees in seen.items() if sees} == set(SEE)


def test_the_unit_above_and_the_director_correct_the_rest_alone(world):
    below = make_person(world.units.school, "Giàng A Páo")
    edit(world, role="school_editor", person=below)
    for role in ("editor", "director"):
        with pytest.raises(NotAllowed):
            edit(world, "MONG", role=role, seen=2, person=below)
    typed = {"full_name": "Giàng A Páo", "version": 2, "ethnicity": "MONG", FIELD: new_key()}
    page = reverse("awards:person_edit", args=[below.pk])
    assert client_of(world, "editor").post(page, typed).status_code == 302
    assert known() == [(below.pk, "HA_NHI", "")]


def test_the_form_writes_it(world):
    page = reverse("awards:person_edit", args=[world.person.pk])
    typed = {"full_name": "Lý Seo Sì", "version": 1, "ethnicity": "KHAC", "ethnicity_words": "Pa Dí"}
    client = client_of(world, "editor")
    refused = client.post(page, typed | {"ethnicity": "MONG", FIELD: new_key()})
    assert (refused.status_code, "Chỉ ghi ô này khi chọn “Khác”" in refused.content.decode()) == (422, True)
    assert client.post(page, typed | {FIELD: new_key()}).status_code == 302
    assert known() == [(world.person.pk, "KHAC", "Pa Dí")]


def test_lists_and_files_have_none_of_it(world):
    edit(world)
    for role in ("officer", "editor", "leader"):
        answer = client_of(world, role).get(reverse("awards:person_list"), {"xuat": "xlsx"})
        cells = [str(cell) for line in load_workbook(BytesIO(answer.content)).active.values for cell in line]
        assert (GROUP in cells, "Lý Seo Sì" in cells) == (False, True)
        assert GROUP not in client_of(world, role).get(reverse("awards:person_list")).content.decode()


def test_a_file_brings_it_in(world):
    code = world.units.commune.code
    people = [
        row(PERSON, full_name="Một", unit=code, ethnicity="h'mông"),
        row(PERSON, full_name="Hai", unit=code, ethnicity=None),
        row(PERSON, full_name="Ba", unit=code, ethnicity="Sao Hỏa"),
    ]
    found = checked(world.actors["editor"], PERSON, *people)
    assert [one.problems for one in found.rows.order_by("number")] == [
        [],
        [],
        ["Dân tộc: “Sao Hỏa” không có trong danh sách. Chọn: Mông; Hà Nhì; Khác."],
    ]
    accept(found, world.actors["editor"])
    run(found, imports.WRITE_JOB)
    assert known() == [(Person.objects.get(full_name="Một").pk, "MONG", "")]
    assert "MONG" not in str(list(AuditEvent.objects.values_list("data", "reason")))


def test_a_file_of_an_older_template_is_taken(world):
    heads = [column.head for column in SORTS[PERSON].columns][:-1]
    cells = row(PERSON, unit=world.units.commune.code)[:-1]
    found = checked(world.actors["editor"], PERSON, cells, heads=heads)
    assert (found.counts["NEW"], found.remarks) == (1, [])


def test_a_merge_takes_it_along_and_asks_where_two_differ(world):
    other = make_person(world.units.commune, "Lý Seo Sì")
    edit(world, person=other)
    officer = world.actors["officer"]

    def plan():
        return plan_of(*(Person.objects.get(pk=one.pk) for one in (world.person, other)))

    merge = actions.merge_people(
        world.person.pk, other.pk, by=officer, choices={}, reason="Một", seen=plan().seen
    )
    assert known() == [(world.person.pk, "HA_NHI", "")]
    actions.undo_merge(merge.pk, by=officer, reason="Hai")
    assert known() == [(other.pk, "HA_NHI", "")]
    edit(world, "MONG", seen=3)
    assert [problem.code for problem in plan().problems] == ["rows_clash"]
