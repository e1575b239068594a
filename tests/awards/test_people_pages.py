"""The people within reach: the list, and the page of one with what he may be put up for."""

import re
from datetime import date

import pytest
from django.urls import reverse

from awards import actions
from core import clock
from core.audit import SYSTEM
from tests.access.world import MEMBERS, NOW, open_round
from tests.awards.known import client_of, exported, make_known_person, make_world, missing_from
from tests.factories.awards import make_award, make_grant, make_past_grant, make_standard
from tests.factories.nominations import make_submitted
from tests.factories.units import make_person, make_unit
from tests.views.counting import asked
from units.models import UnitKind

pytestmark = pytest.mark.django_db

LIST = "/ca-nhan/"
TOKENS = re.compile(r'value="[\w-]{36,64}"')  # of the forms, new on each drawing
#: Who sees people: of the whole province, of the commune with its school, of the commune alone.
OF_PROVINCE = {"officer", "office_head", "director", "province_leader"}
OF_COMMUNE = {"editor", "head", "leader", "commune_officer"}


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = make_world()
    with clock.at(NOW):
        yield world


def names(response):
    return [person.full_name for person in response.context["page"].rows]


def page_of(person):
    return reverse("awards:person_detail", args=[person.pk])


# The list -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", MEMBERS)
def test_each_role_lists_the_people_that_it_may_open(world, role):
    people = {
        place: make_person(getattr(world.units, place), f"Người ở {place}")
        for place in ("commune", "school", "neighbour", "department")
    }
    client = client_of(world, role)
    listed = set(names(client.get(LIST)))
    if role in OF_PROVINCE:
        expected = set(people)
    elif role in OF_COMMUNE:
        expected = {"commune", "school"}
    else:
        own = {"school_editor": "school", "neighbour_editor": "neighbour", "neighbour_leader": "neighbour"}
        own |= dict.fromkeys(("chair", "secretary", "member", "late_member"), "department")
        expected = {own[role]} if role in own else set()
    assert listed == {f"Người ở {place}" for place in expected}
    assert {place for place, one in people.items() if client.get(page_of(one)).status_code == 200} == expected
    assert {row[1] for row in exported(client.get(LIST, {"xuat": "xlsx"}))[1:]} == listed


def test_without_a_role_that_sees_people_the_page_says_so(world):
    make_person(world.units.commune)
    answer = client_of(world, "auditor").get(LIST)
    assert (answer.status_code, names(answer)) == (200, [])
    assert missing_from(answer, "Vai trò này không xem danh sách cá nhân") == []


def test_the_list_sorts_as_vietnamese_does(world):
    for name in ("Đặng Văn Á", "Dương Thị Bé", "Ân Thị Ba", "An Văn Cả"):
        make_person(world.units.commune, name)
    assert names(client_of(world, "editor").get(LIST)) == [
        "An Văn Cả",
        "Ân Thị Ba",
        "Dương Thị Bé",
        "Đặng Văn Á",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"q": "ly seo"}, ["Lý Seo Sì"]),
        ({"q": "LÝ"}, ["Lý Seo Sì"]),
        ({"q": "o"}, []),
        ({"don_vi": "a mu sung"}, ["Vàng A Dế"]),
        ({"don_vi": "truong thcs"}, []),
        ({"q": "vang", "don_vi": "y ty"}, []),
        ({"thuoc": "0"}, []),
        ({"thuoc": "khong phai so"}, []),
        ({"unit__path": "x", "birth_date": "1900-01-01"}, ["Lý Seo Sì", "Vàng A Dế"]),
    ],
)
def test_found_by_name_and_unit_without_diacritics(world, typed, expected):
    make_person(world.units.commune, "Lý Seo Sì")
    make_person(world.units.neighbour, "Vàng A Dế")
    assert names(client_of(world, "officer").get(LIST, typed)) == expected


def test_the_link_of_a_unit_s_page_keeps_its_people(world):
    make_person(world.units.commune, "Lý Seo Sì")
    make_person(world.units.school, "Vàng A Dế")
    found = client_of(world, "officer").get(LIST, {"thuoc": world.units.commune.pk})
    assert names(found) == ["Lý Seo Sì"]


def test_the_excel_file_holds_what_the_filter_found(world):
    make_person(world.units.commune, "=Lý Seo Sì", position="Trưởng thôn", gender="MALE")
    make_person(world.units.commune, "Vàng A Dế")
    rows = exported(client_of(world, "editor").get(LIST, {"q": "ly", "xuat": "xlsx"}))
    assert rows == [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Nhóm đối tượng"],
        [1, "=Lý Seo Sì", "14/03/1985", "Nam", "Trưởng thôn", "UBND xã Y Tý", None],
    ]


# One person -----------------------------------------------------------------------------------------------


def test_the_page_of_a_person(world):
    person = make_known_person(
        world, world.units.commune, position="Trưởng thôn", leader_class="DIRECT_WORKER", gender="MALE"
    )
    answer = client_of(world, "editor").get(page_of(person))
    assert answer.status_code == 200
    shown = ["Lý Seo Sì", "Trưởng thôn", "14/03/1985", "Nam", "UBND xã Y Tý", "Người trực tiếp công tác"]
    shown += ["Chiến sĩ thi đua cơ sở", "năm 2025", "Hoàn thành xuất sắc nhiệm vụ", "TB 2024/SNV"]
    shown += ["Lớp học bán trú tự quản", "Cấp tỉnh", "776/QĐ-UBND"]
    shown += ["Khiển trách", "Quyết định 15/QĐ-KL", "đến hết 29/02/2024"]
    assert missing_from(answer, *shown) == []


@pytest.mark.parametrize("role", ["neighbour_editor", "neighbour_leader", "auditor", "nobody"])
def test_a_foreign_person_is_not_there_and_that_is_logged(world, role, caplog):
    person = make_known_person(world, world.units.commune)
    client = client_of(world, role)
    pages = []
    for address in (page_of(person), "/ca-nhan/987654321/"):
        caplog.clear()
        answer = client.get(address)
        logged = [record.levelname for record in caplog.records if record.name == "portal.access"]
        pages.append((answer.status_code, logged, TOKENS.sub("value", answer.content.decode())))
    assert pages[0][:2] == (404, ["WARNING"])
    assert pages[0] == pages[1]


def test_a_revoked_award_stands_with_its_reason_and_counts_no_more(world):
    person = make_person(world.units.commune)
    grants = [make_past_grant(world.title, person, year) for year in (2024, 2025)]
    make_grant(world.title, world.units.commune, person=person, year=2026)
    client = client_of(world, "editor")
    before = client.get(page_of(person)).context["known"].prospects
    assert [award.code for award in before.ready] == ["CSTDT"]
    actions.revoke(grants[1].pk, "Khai man sáng kiến", by=world.actors["officer"])
    answer = client.get(page_of(person))
    assert missing_from(answer, "Đã thu hồi", "Khai man sáng kiến") == []
    assert [row.year for row in answer.context["known"].grants] == [2026, 2025, 2024]
    assert [award.code for award in answer.context["known"].prospects.ready] == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("editor", True),
        ("head", True),
        ("officer", True),
        ("commune_officer", True),
        ("leader", False),
        ("province_leader", False),
    ],
)
def test_discipline_is_for_the_standing_body_and_the_unit_itself(world, role, sees):
    person = make_known_person(world, world.units.commune)
    actions.record_discipline(
        by=SYSTEM, person=person, form="UNDER_REVIEW", from_on=date(2026, 10, 1), decision="Đơn số 7"
    )
    answer = client_of(world, role).get(page_of(person))
    assert answer.status_code == 200
    words = ["Đơn số 7", "Khiển trách", "Kỷ luật, xem xét", "Đang hoặc đã bị kỷ luật"]
    assert missing_from(answer, *words) == ([] if sees else words)


def test_discipline_of_a_unit_below_is_not_the_editor_s(world):
    pupil = make_known_person(world, world.units.school)
    seen = {
        role: "Quyết định 15/QĐ-KL" in client_of(world, role).get(page_of(pupil)).content.decode()
        for role in ("school_editor", "editor", "head", "officer")
    }
    assert seen == {"school_editor": True, "editor": False, "head": False, "officer": True}


def test_discipline_of_an_inner_office_is_its_body_s(world):
    office = make_unit("Văn phòng", kind=UnitKind.OFFICE, parent=world.units.commune)
    person = make_known_person(world, office)
    assert missing_from(client_of(world, "head").get(page_of(person)), "Quyết định 15/QĐ-KL") == []


# What may be put up ---------------------------------------------------------------------------------------


def prospects(world, person, role="editor"):
    return client_of(world, role).get(page_of(person)).context["known"].prospects


def test_what_a_person_may_be_put_up_for(world):
    person = make_known_person(world, world.units.commune)
    found = prospects(world, person)
    assert [(award.code, award.commendation_type) for award in found.ready] == [("BKT", "CONG_TRANG")]
    assert [(award.code, award.confirmed) for award in found.nearly] == [("CSTDT", True)]
    assert [(award.code, award.commendation_type) for award in found.to_verify] == [("BKT", "DOT_XUAT")]
    assert [award.code for award in found.without_standard] == ["CSTDCS"]
    assert [finding.label for finding in found.nearly[0].outlook.missing] == ["Ba lần liên tục"]
    answer = client_of(world, "editor").get(page_of(person))
    shown = [
        "Có thể đề nghị gì?",
        "Thiếu danh hiệu CSTĐCS năm 2024",
        "Điều 22",
        "Sớm nhất là đợt xét của năm 2027, nếu từ nay năm nào cũng giữ được danh hiệu CSTĐCS.",
        "Cần xác minh",
        "Phạm vi ảnh hưởng",
        "Luật 2022, Điều 22",
        "Chưa xác nhận",
        "Đã xác nhận",
        "Cổng chưa có tiêu chuẩn để tự đối chiếu (1)",
    ]
    assert missing_from(answer, *shown) == []


def test_an_award_for_others_or_of_another_time_is_not_offered(world):
    make_award("CTDT", name="Cờ thi đua", recipients=["COLLECTIVE"])
    make_award("CU", name="Danh hiệu cũ", valid_from=date(2020, 1, 1), valid_to=date(2026, 11, 24))
    make_award("MOI", name="Danh hiệu mới", valid_from=date(2026, 11, 25))
    today = make_award("NAY", name="Danh hiệu hôm nay", valid_to=date(2026, 11, 25))
    found = prospects(world, make_person(world.units.commune))
    assert [award.award_id for award in found.without_standard] == [world.title.pk, today.pk]


def test_the_law_and_the_standard_of_the_day_count(world):
    person = make_known_person(world, world.units.commune)
    world.law.valid_to = date(2026, 11, 24)
    world.law.save()
    assert prospects(world, person).ready == []
    world.law.valid_to = date(2026, 11, 25)
    world.law.save()
    later = {"valid_from": date(2026, 11, 24), "legal_basis": "Luật mới"}
    make_standard(world.paper, world.law, [], **later)
    make_standard(world.higher, world.law, [], valid_from=date(2026, 11, 25))
    found = prospects(world, person)
    assert ([award.code for award in found.ready], [award.code for award in found.nearly]) == ([], ["CSTDT"])
    assert ("BKT", "Luật mới") in [(award.code, award.legal_basis) for award in found.without_standard]


def test_the_pages_of_a_sent_dossier_lead_to_the_person_and_the_unit(world):
    round_ = open_round(world)
    nomination = make_submitted(world.actors["editor"], round_).nominations.get()
    unit = f'href="{reverse("awards:unit_detail", args=[world.units.commune.pk])}"'
    person = f'href="{page_of(nomination.person)}"'
    for role in ("editor", "officer", "province_leader"):
        client = client_of(world, role)
        dossier = client.get(reverse("nominations:dossier_detail", args=[nomination.dossier_id]))
        one = client.get(reverse("nominations:nomination_detail", args=[nomination.pk]))
        assert (missing_from(dossier, unit), missing_from(one, unit, person)) == ([], []), role
        assert client.get(page_of(nomination.person)).status_code == 200


# What it costs --------------------------------------------------------------------------------------------


def cost(client, address):
    with asked() as statements:
        answer = client.get(address)
    assert answer.status_code == 200
    return statements


@pytest.mark.parametrize("role", ["editor", "officer", "leader"])
def test_the_page_of_a_person_costs_the_same_however_much_is_known(world, role):
    client = client_of(world, role)
    few = cost(client, page_of(make_person(world.units.commune, "Vàng A Dế", birth_date=date(1990, 1, 1))))
    person = make_known_person(world, world.units.commune)
    make_past_grant(world.title, person, 2023)
    for number in range(5):
        award = make_award(f"X{number}", recipients=["INDIVIDUAL"])
        make_standard(award, world.law, [{**JUDGED, "code": str(number)}])
    many = cost(client, page_of(person))
    print(f"{role}: {len(many)} statements")
    assert len(many) == len(few) <= 11
    assert many.twice == []


JUDGED = {"kind": "JUDGE", "what": "x", "label": "x", "clause": "Điều 1", "confirmed": True}


@pytest.mark.parametrize("role", ["editor", "officer"])
def test_the_list_costs_the_same_for_one_and_for_three(world, role):
    client = client_of(world, role)
    make_person(world.units.commune)
    one = cost(client, LIST)
    make_person(world.units.school, "Vàng A Dế")
    make_person(world.units.commune, "Lò Thị Mẩy")
    three = cost(client, LIST)
    print(f"{role}: {len(three)} statements")
    assert len(three) == len(one) <= 8
    assert three.twice == []
