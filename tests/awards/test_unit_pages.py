"""Units, old and new: the list for everybody who has logged in, and the page of one with its honours."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from awards import actions
from core import clock
from core.audit import SYSTEM
from tests.access.world import MEMBERS, NOW
from tests.awards.known import JUDGE, client_of, exported, make_world, missing_from
from tests.factories.awards import make_award, make_grant, make_standard
from tests.factories.units import make_succession, make_unit
from tests.views.counting import asked
from units.models import AreaFlag, OrgUnit, UnitKind

pytestmark = pytest.mark.django_db

LIST = "/don-vi/"
PAST = {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 7, 1)}
READERS = {"editor", "head", "leader", "commune_officer", "officer", "office_head", "director"}
READERS |= {"province_leader"}


@pytest.fixture
def world(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = make_world()
    with clock.at(NOW):
        yield world


@pytest.fixture
def old(world):
    """The older Y Tý and A Lù, which became the commune, and what A Lù had been before."""
    old = make_unit("Xã Y Tý", code="02701c", body_name="UBND xã Y Tý cũ", **PAST)
    alu = make_unit("Xã A Lù", code="02704", **PAST)
    older = make_unit("Xã Ngải Thầu", valid_from=date(2015, 1, 1), valid_to=date(2020, 1, 1))
    for before, after in ((old, world.units.commune), (alu, world.units.commune), (older, alu)):
        make_succession(before, after)
    return {"same": old, "alu": alu, "older": older}


def give(world, unit, **fields):
    """An award to a unit itself."""
    values = {"recipient": "COLLECTIVE", "collective": unit, "recipient_name": unit.name}
    return make_grant(world.paper, unit, **(values | fields))


def names(response):
    return [unit.name for unit in response.context["page"].rows]


def page_of(unit):
    return reverse("awards:unit_detail", args=[unit.pk])


# The list -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*MEMBERS, "nobody"])
def test_everybody_who_has_logged_in_sees_all_units(world, role):
    client = client_of(world, role)
    expected = ["Phòng Thi đua, Khen thưởng", "Sở Nội vụ", "Sở Tài chính", "Tỉnh Lào Cai"]
    expected += ["Trường THCS Y Tý", "Xã A Mú Sung", "Xã Y Tý"]
    assert names(client.get(LIST)) == expected
    statuses = {client.get(page_of(unit)).status_code for unit in OrgUnit.objects.all()}
    assert statuses == {200}


def test_without_log_in_nobody_does(world):
    for address in (LIST, page_of(world.units.commune)):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].startswith("/dang-nhap/")) == (302, True)


def test_old_units_are_found_by_their_filter(world, old):
    client = client_of(world, "editor")
    assert names(client.get(LIST, {"tinh_trang": "cu"})) == ["Xã A Lù", "Xã Ngải Thầu", "Xã Y Tý"]
    assert "Xã A Lù" not in names(client.get(LIST))


def test_in_force_means_on_this_day(world):
    make_unit("Xã hết hôm nay", valid_from=date(2025, 1, 1), valid_to=date(2026, 11, 24))
    make_unit("Xã hết ngày mai", valid_from=date(2025, 1, 1), valid_to=date(2026, 11, 25))
    make_unit("Xã có từ ngày mai", valid_from=date(2026, 11, 25))
    client = client_of(world, "editor")
    assert [name for name in names(client.get(LIST)) if "ngày mai" in name or "hôm" in name] == [
        "Xã hết ngày mai"
    ]
    assert names(client.get(LIST, {"tinh_trang": "cu"})) == ["Xã hết hôm nay"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"q": "y ty"}, ["Trường THCS Y Tý", "Xã Y Tý"]),
        ({"q": "UBND xã Y"}, ["Xã Y Tý"]),
        ({"q": "ty xa"}, ["Xã Y Tý"]),
        ({"q": "oi"}, []),
        ({"loai": "SCHOOL"}, ["Trường THCS Y Tý"]),
        ({"loai": "COMMUNE", "q": "sung"}, ["Xã A Mú Sung"]),
        ({"thuoc": "commune"}, ["Trường THCS Y Tý"]),
        ({"thuoc": "commune", "loai": "WARD"}, []),
    ],
)
def test_filters(world, typed, expected):
    if "thuoc" in typed:
        typed = typed | {"thuoc": getattr(world.units, typed["thuoc"]).pk}
    assert names(client_of(world, "editor").get(LIST, typed)) == expected


def test_only_units_that_others_hang_on_are_offered_as_above(world, old):
    client = client_of(world, "editor")
    district = make_unit("Huyện Bát Xát", kind=UnitKind.DISTRICT, code="YB-1", **PAST)
    make_unit("Xã Sàng Ma Sáo", parent=district, **PAST)

    def offered(**typed):
        return [label for _, label in client.get(LIST, typed).context["filter"].form.fields["thuoc"].choices]

    assert offered() == ["Tất cả", "Sở Nội vụ", "Tỉnh Lào Cai", "Xã Y Tý"]
    assert offered(tinh_trang="cu") == ["Tất cả", "Huyện Bát Xát (YB-1)"]


def test_the_excel_file_holds_what_the_filter_found(world, old):
    answer = client_of(world, "editor").get(LIST, {"tinh_trang": "cu", "q": "y ty", "xuat": "xlsx"})
    assert exported(answer) == [
        ["Mã", "Đơn vị", "Tên cơ quan", "Loại", "Trực thuộc", "Có hiệu lực từ", "Hết hiệu lực từ"],
        ["02701c", "Xã Y Tý", "UBND xã Y Tý cũ", "Xã", None, "01/01/2020", "01/07/2025"],
    ]


# One unit -------------------------------------------------------------------------------------------------


def test_the_page_of_a_unit(world, old):
    commune = world.units.commune
    AreaFlag.objects.create(
        unit=commune, kind="BORDER", valid_from=date(2025, 7, 1), legal_basis="Danh sách 2025"
    )
    OrgUnit.objects.filter(pk=commune.pk).update(document_name="ỦY BAN NHÂN DÂN XÃ Y TÝ")
    answer = client_of(world, "nobody").get(page_of(commune))
    shown = ["Xã Y Tý", "UBND xã Y Tý", "ỦY BAN NHÂN DÂN XÃ Y TÝ"]
    shown += ["Tỉnh Lào Cai", "từ 01/07/2025", "Biên giới", "Danh sách 2025", "Xã A Lù", "NQ 1673"]
    shown += ["trước nữa, vào Xã A Lù", "Xã Ngải Thầu"]
    assert missing_from(answer, *shown) == []


def test_the_page_of_an_old_unit_leads_to_what_carries_on(world, old):
    answer = client_of(world, "editor").get(page_of(old["alu"]))
    shown = ["thôi hoạt động từ ngày 01/07/2025", f'href="{page_of(world.units.commune)}"', "NQ 1673"]
    assert missing_from(answer, *shown) == []
    assert answer.context["known"].prospects is None


def test_honours_are_those_of_the_units_it_carries_on_for(world, old):
    commune = world.units.commune
    give(world, commune, year=2026)
    give(world, old["alu"], year=2021, decision_on=date(2021, 12, 1), source="IMPORTED")
    give(world, old["older"], year=2018, decision_on=date(2018, 12, 1), source="IMPORTED")
    give(world, world.units.neighbour, year=2025)
    for role in ("nobody", "editor"):
        known = client_of(world, role).get(page_of(commune)).context["known"]
        assert [grant.year for grant in known.grants] == [2026, 2021, 2018], role
    older = client_of(world, "nobody").get(page_of(old["alu"])).context["known"]
    assert [grant.year for grant in older.grants] == [2021, 2018]


def test_what_was_revoked_is_for_the_standing_body(world):
    grant = give(world, world.units.commune)
    actions.revoke(grant.pk, "Báo cáo sai", by=world.actors["officer"])
    seen = {
        role: len(client_of(world, role).get(page_of(world.units.commune)).context["known"].grants)
        for role in ("nobody", "editor", "officer", "auditor")
    }
    assert seen == {"nobody": 0, "editor": 0, "officer": 1, "auditor": 1}


def test_awards_of_its_people_by_year(world, old):
    commune = world.units.commune
    for year, unit in ((2026, commune), (2026, commune), (2025, commune), (2021, old["alu"])):
        make_grant(world.title, unit, year=year, decision_on=date(year, 11, 1))
    make_grant(world.title, world.units.neighbour, year=2024)
    give(world, commune, year=2023)
    revoked = make_grant(world.title, commune, year=2022)
    actions.revoke(revoked.pk, "Khai man", by=world.actors["officer"])
    years = client_of(world, "nobody").get(page_of(commune)).context["known"].years
    assert [(row.year, row.count, row.width) for row in years] == [
        (2026, 2, 100),
        (2025, 1, 50),
        (2021, 1, 50),
    ]


def test_what_a_collective_may_be_put_up_for(world):
    commune = world.units.commune
    for year in (2024, 2025):
        actions.record_rating(by=SYSTEM, unit=commune, year=year, grade="EXCELLENT", source=f"QĐ {year}")
    answer = client_of(world, "editor").get(page_of(commune))
    prospects = answer.context["known"].prospects
    assert [(award.code, award.commendation_type) for award in prospects.to_verify] == [("BKT", "CONG_TRANG")]
    assert (prospects.ready, prospects.nearly, prospects.without_standard) == ([], [], [])
    assert [finding.label for finding in prospects.to_verify[0].outlook.met] == [
        "Hai năm xuất sắc",
        "Không bị kỷ luật",
    ]
    assert missing_from(answer, "Có thể đề nghị gì?", "QĐ 2024", "Phạm vi ảnh hưởng") == []


@pytest.mark.parametrize("role", [*MEMBERS, "nobody"])
def test_grades_and_prospects_are_for_those_who_read_its_people(world, role):
    commune = world.units.commune
    actions.record_rating(by=SYSTEM, unit=commune, year=2025, grade="GOOD", source="QĐ 87/2025")
    answer = client_of(world, role).get(page_of(commune))
    private = ["Có thể đề nghị gì?", "QĐ 87/2025", "Cá nhân của đơn vị</a>"]
    assert missing_from(answer, *private) == ([] if role in READERS else private)
    assert ("Hồ sơ của đơn vị" in answer.content.decode()) is (role in {"editor", "head", "leader"})


def test_discipline_of_a_unit_shows_to_its_own_and_the_standing_body(world):
    commune = world.units.commune
    actions.record_discipline(
        by=SYSTEM, unit=commune, form="UNDER_REVIEW", from_on=date(2026, 10, 1), decision="Đơn số 7"
    )
    seen = {
        role: "Đơn số 7" in client_of(world, role).get(page_of(commune)).content.decode()
        for role in ("editor", "officer", "leader", "province_leader", "neighbour_editor", "nobody")
    }
    assert seen == dict.fromkeys(seen, False) | {"editor": True, "officer": True}


@pytest.mark.parametrize("pk", [0, 987_654_321, 10**30])
def test_a_unit_that_is_none_is_not_found(world, pk):
    assert client_of(world, "editor").get(f"/don-vi/{pk}/").status_code == 404


# What it costs --------------------------------------------------------------------------------------------


def cost(client, address):
    with asked() as statements:
        answer = client.get(address)
    assert answer.status_code == 200
    return statements


@pytest.mark.parametrize(("role", "most"), [("nobody", 8), ("leader", 11), ("editor", 12), ("officer", 12)])
def test_the_page_of_a_unit_costs_the_same_however_much_is_known(world, role, most):
    client, commune = client_of(world, role), world.units.commune
    make_succession(make_unit("Xã Y Tý", **PAST), commune)
    few = cost(client, page_of(commune))
    for number in range(3):
        make_succession(make_unit(f"Xã {number}", **PAST), commune)
        give(world, commune, year=2020 + number)
        make_grant(world.title, commune, year=2020 + number)
        award = make_award(f"X{number}")
        make_standard(award, world.law, [JUDGE], recipient="COLLECTIVE")
        AreaFlag.objects.create(unit=commune, kind="BORDER", valid_from=date(2025, 8 + number, 1))
    many = cost(client, page_of(commune))
    print(f"{role}: {len(many)} statements")
    assert len(many) == len(few) <= most
    assert many.twice == []


@pytest.mark.parametrize("role", ["editor", "officer", "nobody"])
def test_the_list_costs_the_same_for_one_and_for_three(world, role):
    client = client_of(world, role)
    one = cost(client, f"{LIST}?q=sung")
    make_unit("Xã Sùng Đô", parent=world.units.province)
    make_unit("Trường Sùng Phài", kind=UnitKind.SCHOOL, parent=world.units.neighbour)
    three = cost(client, f"{LIST}?q=sung")
    print(f"{role}: {len(three)} statements")
    assert len(three) == len(one) <= 8
    assert three.twice == []
