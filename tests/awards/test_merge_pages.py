"""People who were written down twice: the list, the comparison, what was merged."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.formkeys import FIELD, new_key
from tests.access.world import NOW
from tests.awards.known import client_of, exported, make_known_person, make_world, missing_from
from tests.factories.units import make_person
from tests.views.counting import asked
from units.actions import judge_different, merge_people
from units.merging import plan_of
from units.models import Person, PersonMerge

pytestmark = pytest.mark.django_db

LIST = "/ca-nhan/co-the-trung/"


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = make_world()
    with clock.at(NOW):
        yield world


@pytest.fixture
def pair(world):
    """Somebody with a history, and the same somebody written down once more."""
    kept = make_person(world.units.commune, "Lý Seo Sì", position="Công chức")
    return kept, make_known_person(world, world.units.commune, position="Trưởng thôn")


def compare(one, other):
    return reverse("awards:person_merge", args=[one.pk, other.pk])


def press(client, address, **values):
    return client.post(address, {FIELD: new_key()} | values)


def found(response):
    return [(row.person.pk, [one.pk for one in row.older]) for row in response.context["doubles"]]


# The list -------------------------------------------------------------------------------------------------


def test_the_list_holds_those_who_are_probably_one(world):
    here, there = world.units.commune, world.units.neighbour
    first = make_person(here, "Lý Seo Sì")
    same = make_person(there, "LÝ  SEO SÌ")
    unborn = make_person(here, "Lý Seo Sì", birth_date=None)
    make_person(there, "Lý Seo Sì", birth_date=date(1990, 1, 1))
    make_person(world.units.department, "Lý Seo Sì", birth_date=None)
    make_person(here, "Vàng A Dế")
    old, new = make_person(here, "Nguyễn Thúy Hoà"), make_person(here, "Nguyễn Thuý Hòa")
    client = client_of(world, "officer")
    assert dict(found(client.get(LIST))) == {same.pk: [first.pk], unborn.pk: [first.pk], new.pk: [old.pk]}
    assert dict(found(client_of(world, "commune_officer").get(LIST))) == {
        unborn.pk: [first.pk],
        new.pk: [old.pk],
    }
    assert found(client.get(LIST, {"q": "thuy"})) == [(new.pk, [old.pk])]
    assert [row[1:3] + row[5:7] for row in exported(client.get(LIST, {"xuat": "xlsx", "q": "ly"}))[1:]] == [
        ["Lý Seo Sì", None, "Lý Seo Sì", "14/03/1985"],
        ["LÝ SEO SÌ", "14/03/1985", "Lý Seo Sì", "14/03/1985"],
    ]
    judge_different(old.pk, new.pk, by=world.actors["officer"])
    assert found(client.get(LIST, {"q": "thuy"})) == []
    assert missing_from(client.get(LIST), compare(first, same), compare(first, unborn)) == []


def test_the_list_costs_the_same_for_one_and_for_three(world):
    client = client_of(world, "officer")
    costs = []
    for names in (["Lý Seo Sì"], ["Vàng A Dế", "Lò Thị Mẩy"]):
        for name in names:
            make_person(world.units.commune, name)
            make_person(world.units.commune, name)
        with asked() as statements:
            client.get(LIST)
        assert statements.twice == []
        costs.append(len(statements))
    print(costs)
    assert costs[0] == costs[1] <= 8


# Comparing and merging ------------------------------------------------------------------------------------


def test_the_comparison_says_what_differs_and_what_moves(world, pair):
    answer = client_of(world, "officer").get(compare(*pair))
    lines = {line.name: (line.kept, line.gone) for line in answer.context["lines"] if line.differs}
    assert lines == {"position": ("Công chức", "Trưởng thôn")}
    moved = {move.words: len(move.keys) for move in answer.context["plan"].moves}
    assert moved == {"khen thưởng đã trao": 1, "xếp loại hằng năm": 2, "sáng kiến": 1, "kỷ luật": 1}
    assert missing_from(answer, "Khen thưởng đã trao", "Xếp loại hằng năm", "Sáng kiến", "Kỷ luật") == []
    assert "checked" not in answer.content.decode()


def test_what_was_typed_stays_when_something_is_missing(world, pair):
    client, address = client_of(world, "officer"), compare(*pair)
    seen = client.get(address).context["plan"].seen
    answer = press(client, address, seen=seen, reason="Đã đối chiếu")
    assert answer.status_code == 422
    assert missing_from(answer, "Chọn giá trị đúng.", 'value="Đã đối chiếu"') == []
    answer = press(client, address, seen=seen, position="gone")
    assert missing_from(answer, "Ghi căn cứ để biết hai bản ghi là một người.") == []
    assert [line.chosen for line in answer.context["lines"] if line.differs] == ["gone"]
    assert PersonMerge.objects.count() == 0


def test_merged_and_undone_on_the_pages(world, pair):
    client, address = client_of(world, "officer"), compare(*pair)
    seen = client.get(address).context["plan"].seen
    pressed = press(client, address, seen=seen, position="gone", reason="Đã đối chiếu")
    merge = PersonMerge.objects.get()
    detail = reverse("awards:merge_detail", args=[merge.pk])
    assert (pressed.status_code, pressed["Location"]) == (302, detail)
    shown = ["Đã đối chiếu", "trước khi gộp: Công chức", "Trưởng thôn", "Xếp loại hằng năm"]
    assert missing_from(client.get(detail), *shown) == []

    kept, gone = (reverse("awards:person_detail", args=[person.pk]) for person in pair)
    for role in ("officer", "editor"):
        assert missing_from(client_of(world, role).get(gone), "Bản ghi này đã được gộp", kept) == []
    assert missing_from(client.get(kept), detail, "Lớp học bán trú tự quản") == []
    assert missing_from(client_of(world, "editor").get(kept), detail) == [detail]
    assert [person.pk for person in client.get("/ca-nhan/").context["page"].rows] == [pair[0].pk]

    undo = reverse("awards:merge_undo", args=[merge.pk])
    assert missing_from(press(client, undo), "Ghi lý do hoàn tác.") == []
    assert press(client, undo, reason="Là hai anh em")["Location"] == detail
    assert missing_from(client.get(detail), "Là hai anh em", "Đã hoàn tác") == []
    assert missing_from(client.get(gone), "Lớp học bán trú tự quản") == []
    assert press(client, undo, reason="Lần nữa").status_code == 409


def test_out_of_reach_the_kept_person_is_not_named(world):
    here, there = (
        make_person(world.units.commune, "Lý Seo Sì"),
        make_person(world.units.neighbour, "Lý Seo Si"),
    )
    choices = {"unit": "kept", "full_name": "kept"}
    merge_people(
        there.pk,
        here.pk,
        by=world.actors["officer"],
        choices=choices,
        reason="x",
        seen=plan_of(there, here).seen,
    )
    answer = client_of(world, "editor").get(reverse("awards:person_detail", args=[here.pk]))
    assert missing_from(answer, "ngoài phạm vi đồng chí được xem") == []
    assert "Lý Seo Si<" not in answer.content.decode()


def test_not_one_person_is_remembered(world, pair):
    client = client_of(world, "officer")
    pressed = press(client, reverse("awards:person_differ", args=[pair[0].pk, pair[1].pk]))
    assert (pressed.status_code, pressed["Location"]) == (302, LIST)
    assert found(client.get(LIST)) == []


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("head", 403), ("neighbour_editor", 404)])
def test_others_do_not_merge(world, pair, role, status):
    client = client_of(world, role)
    statuses = [client.get(compare(*pair)).status_code, press(client, compare(*pair)).status_code]
    assert statuses == [status, status]
    assert Person.objects.exclude(merged_into=None).count() == 0
