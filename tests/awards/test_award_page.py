"""The page of one award, and the try-out: what each state of the law finds about somebody."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from tests.access.world import NOW
from tests.awards.known import (
    CLEAN,
    JUDGE,
    RATING_2,
    TITLE_3,
    client_of,
    make_known_person,
    make_world,
    missing_from,
)
from tests.factories.awards import make_award, make_rule_set, make_standard
from tests.factories.units import make_person
from tests.views.counting import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    """Under the amended law the higher title asks for two years of a grade instead of three titles."""
    world = make_world()
    new = make_rule_set("LUAT2026", name="Luật sửa đổi 2026", valid_from=date(2026, 10, 1))
    make_standard(world.higher, new, [RATING_2, CLEAN])
    return world


PAGE = reverse("awards:award_detail", args=["CSTDT"])


def statuses(response) -> list:
    return [
        (one.label, [[f.status for f in version.found.findings] for version in one.versions])
        for one in response.context["comparisons"]
    ]


def test_both_states_of_the_law_side_by_side(world):
    page = client_of(world, "editor").get(PAGE)
    [one] = page.context["comparisons"]
    assert [version.standard.rule_set.code for version in one.versions] == ["LUAT2022", "LUAT2026"]
    assert (one.label, one.is_same) == ("Công trạng, cá nhân", False)
    shown = ["Luật sửa đổi 2026", "Ba lần liên tục", "Hai năm xuất sắc", "Thử đối chiếu", "Đã xác nhận"]
    assert missing_from(page, *shown) == []


def test_a_person_is_tried_out(world):
    person = make_known_person(world, world.units.commune)
    client = client_of(world, "editor")
    found = client.get(PAGE, {"q": "ly seo"})
    assert [one.pk for one in found.context["people"]] == [person.pk]
    assert missing_from(found, f"?nguoi={person.pk}&amp;nam=2026") == []
    page = client.get(PAGE, {"nguoi": person.pk})
    assert statuses(page) == [("Công trạng, cá nhân", [["MISSING", "MET"], ["MET", "MET"]])]
    later = client.get(PAGE, {"nguoi": person.pk, "nam": "2027"})
    assert later.context["year"] == 2027
    assert client.get(PAGE, {"nguoi": person.pk, "nam": "3000"}).context["year"] == 2026


def test_a_unit_is_tried_out(world):
    page = client_of(world, "editor").get(
        reverse("awards:award_detail", args=["BKT"]), {"don_vi": world.units.commune.pk}
    )
    assert statuses(page) == [("Công trạng, tập thể", [["UNKNOWN", "MET", "UNKNOWN"]])]
    found = client_of(world, "officer").get(reverse("awards:award_detail", args=["BKT"]), {"q": "mu sung"})
    assert [unit.pk for unit in found.context["units"]] == [world.units.neighbour.pk]


def test_out_of_reach_is_not_found(world):
    stranger = make_person(world.units.neighbour, "Vàng A Tống")
    client = client_of(world, "editor")
    assert client.get(PAGE, {"nguoi": stranger.pk}).status_code == 404
    assert client.get(PAGE, {"nguoi": "x"}).status_code == 404
    assert client.get(PAGE, {"don_vi": world.units.neighbour.pk}).status_code == 404
    assert client.get(PAGE, {"q": "vang a"}).context["people"] == []
    assert client_of(world, "clerk_office").get(PAGE, {"nguoi": stranger.pk}).status_code == 404
    assert client_of(world, "auditor").get(PAGE, {"don_vi": world.units.commune.pk}).status_code == 403
    assert client.get(reverse("awards:award_detail", args=["KHONG"])).status_code == 404
    assert client_of(world, "nobody").get(PAGE).status_code == 404


def test_discipline_stays_hidden(world):
    """The leader of the province reads people, not their discipline."""
    person = make_known_person(world, world.units.commune)
    page = client_of(world, "province_leader").get(PAGE, {"nguoi": person.pk})
    assert [row[-1] for _, versions in statuses(page) for row in versions] == ["UNKNOWN", "UNKNOWN"]
    assert missing_from(page, "Kỷ luật không hiện với vai trò này.") == []


def test_it_costs_the_same_however_many_standards_there_are(world):
    person, client = make_known_person(world, world.units.commune), client_of(world, "editor")

    def cost(**query):
        with asked() as statements:
            answer = client.get(PAGE, query)
        return len(answer.context["comparisons"]), len(statements)

    one, one_tried = cost(), cost(nguoi=person.pk)
    for kind in ("DOT_XUAT", "PHONG_TRAO"):
        make_standard(world.higher, world.law, [JUDGE, TITLE_3], commendation_type=kind)
    assert (one[0], cost()) == (1, (3, one[1]))
    assert cost(nguoi=person.pk) == (3, one_tried[1])


def test_an_award_without_a_standard(world):
    make_award("KNC", name="Kỷ niệm chương")
    page = client_of(world, "editor").get(reverse("awards:award_detail", args=["KNC"]))
    assert missing_from(page, "Chưa có tiêu chuẩn để đối chiếu") == []
