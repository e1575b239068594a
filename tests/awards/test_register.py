"""The public golden book: found without diacritics, filtered, paged, exported, and nothing private in it."""

from datetime import UTC, date, datetime
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards import actions, queries
from core import clock
from core.audit import SYSTEM
from tests.factories.awards import make_award, make_grant
from tests.factories.units import make_membership, make_person, make_province, make_unit
from units.models import UnitKind

pytestmark = pytest.mark.django_db

REGISTER, EXPORT = "awards:register", "awards:register_export"


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def award():
    return make_award()


def names(response):
    return [row.recipient_name for row in response.context["page"].rows]


def test_everybody_reads_it_newest_first(client, world, award):
    make_grant(award, world.commune, recipient_name="Cũ", decision_on=date(2026, 1, 5))
    make_grant(award, world.commune, recipient_name="Mới", decision_no="2931/QĐ-UBND")
    response = client.get(reverse(REGISTER))
    assert (response.status_code, names(response)) == (200, ["Mới", "Cũ"])
    text = response.content.decode()
    shown = ["Mới", "Xã Y Tý", "Bằng khen của Chủ tịch UBND tỉnh", "2931/QĐ-UBND", "20/11/2026", "2 kết quả"]
    assert [part for part in shown if part not in text] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Giàng Thị Chứ", ["Giàng Thị Chứ"]),
        ("giang thi chu", ["Giàng Thị Chứ"]),
        ("GIANG  thi", ["Giàng Thị Chứ"]),
        ("chu giang", ["Giàng Thị Chứ"]),
        ("gian", ["Giàng Thị Chứ"]),
        ("iang", []),
        ("y ty", ["Lý A Sử", "Đặng Văn Quyết", "Giàng Thị Chứ"]),
        ("Y Tý", ["Lý A Sử", "Đặng Văn Quyết", "Giàng Thị Chứ"]),
        ("ly", ["Lý A Sử"]),
        ("l", ["Lý A Sử"]),
        ("dang", ["Đặng Văn Quyết"]),
        ("đặng van", ["Đặng Văn Quyết"]),
        ("2931", ["Giàng Thị Chứ"]),
        ("2931/QĐ-UBND", ["Giàng Thị Chứ"]),
        ("giang sa pa", []),
        ("sa pa", ["Tổ xung kích"]),
        ("%", ["Tổ xung kích", "Lý A Sử", "Đặng Văn Quyết", "Giàng Thị Chứ"]),
        ("_", ["Tổ xung kích", "Lý A Sử", "Đặng Văn Quyết", "Giàng Thị Chứ"]),
        ("l_", ["Lý A Sử"]),
        ("' OR 1=1 --", []),
        ("giang:* | ly", []),
        ("a" * 200, []),
        ("", ["Tổ xung kích", "Lý A Sử", "Đặng Văn Quyết", "Giàng Thị Chứ"]),
    ],
)
def test_words_are_found_by_their_beginnings(client, world, award, typed, expected):
    make_people(world, award)
    assert names(client.get(reverse(REGISTER), {"q": typed})) == expected


def make_people(world, award):
    make_grant(award, world.commune, recipient_name="Giàng Thị Chứ", decision_no="2931/QĐ-UBND")
    make_grant(award, world.commune, recipient_name="Đặng Văn Quyết", decision_no="7/QĐ-UBND")
    make_grant(award, world.commune, recipient_name="Lý A Sử", decision_no="8/QĐ-UBND")
    ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    make_grant(award, ward, recipient="COLLECTIVE", recipient_name="Tổ xung kích", decision_no="9/QĐ-UBND")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["C", "B", "A"]),
        ({"nam": "2026"}, ["C", "B"]),
        ({"nam": "2025"}, ["A"]),
        ({"nam": "2024"}, []),
        ({"khen_thuong": "BKT"}, ["C", "A"]),
        ({"khen_thuong": "CSTDT"}, ["B"]),
        ({"loai_don_vi": "WARD"}, ["C"]),
        ({"loai_don_vi": "COMMUNE", "nam": "2026"}, ["B"]),
        ({"nam": "x", "khen_thuong": "x", "loai_don_vi": "x"}, ["C", "B", "A"]),
        ({"person": "1", "code": "x", "status": "REVOKED"}, ["C", "B", "A"]),
    ],
)
def test_it_is_filtered_by_award_year_and_kind_of_unit_alone(client, world, award, chosen, expected):
    ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    make_grant(award, world.commune, recipient_name="A", year=2025, decision_on=date(2025, 12, 31))
    title = make_award("CSTDT", name="Chiến sĩ thi đua cấp tỉnh")
    make_grant(title, world.commune, recipient_name="B", decision_on=date(2026, 1, 1))
    make_grant(award, ward, recipient_name="C")
    assert names(client.get(reverse(REGISTER), chosen)) == expected


def test_a_revoked_award_is_not_shown_to_anybody(client, world, award):
    given = make_grant(award, world.commune)
    actions.revoke(given.pk, "Khai sai", by=SYSTEM)
    assert names(client.get(reverse(REGISTER))) == []
    client.force_login(make_membership(world.office, "OFFICER").user)
    assert names(client.get(reverse(REGISTER))) == []


def test_it_goes_page_by_page(client, world, award):
    for number in range(51):
        make_grant(award, world.commune, recipient_name=f"{number:02d}")
    first = client.get(reverse(REGISTER), {"q": "y"})
    assert names(first) == [f"{number:02d}" for number in range(50, 0, -1)]
    second = client.get(reverse(REGISTER), {"q": "y", "trang": first.context["page"].next_cursor})
    assert names(second) == ["00"]
    link = urlencode({"q": "y", "trang": first.context["page"].next_cursor}).replace("&", "&amp;")
    assert f'href="?{link}"' in first.content.decode()
    assert client.get(reverse(REGISTER), {"trang": "x"}).status_code == 404


def test_it_costs_the_same_for_one_line_and_for_three(client, world, award):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            response = client.get(reverse(REGISTER), {"q": "y"})
        return len(names(response)), len(caught)

    make_grant(award, world.commune)
    one = cost()
    make_grant(award, world.commune)
    make_grant(make_award("CSTDT"), make_unit("Xã Y Lâm"))
    assert (one, cost()) == ((1, 4), (3, 4))


def cells(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_file_holds_what_the_page_shows(client, world, award):
    make_people(world, award)
    response = client.get(reverse(EXPORT), {"q": "giang"})
    assert cells(response) == [
        ["STT", "Người, tập thể được khen", "Đơn vị", "Danh hiệu, hình thức", "Số quyết định", "Ngày"],
        [1, "Giàng Thị Chứ", "Xã Y Tý", "Bằng khen của Chủ tịch UBND tỉnh", "2931/QĐ-UBND", "20/11/2026"],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="so-vinh-danh-20261124.xlsx"'
    assert len(cells(client.get(reverse(EXPORT)))) == 5


def test_a_name_becomes_no_formula(client, world, award):
    make_grant(award, world.commune, recipient_name="=1+1")
    sheet = load_workbook(BytesIO(client.get(reverse(EXPORT)).content)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_nothing_private_stands_in_public(client, world, award):
    person = make_person(world.commune, "Giàng Thị Chứ", birth_date=date(1983, 4, 17))
    given = make_grant(
        award,
        world.commune,
        person=person,
        position="Trưởng thôn Bí Mật",
        merit="Câu thành tích riêng",
        gender="FEMALE",
        leader_class="DIRECT_WORKER",
    )
    page = client.get(reverse(REGISTER)).content.decode()
    file = str(cells(client.get(reverse(EXPORT))))
    certificate = client.get(reverse("awards:certificate", args=[given.code])).content.decode()
    assert all("Giàng Thị Chứ" in text for text in (page, file, certificate))
    private = ["17/04/1983", "1983", "17-04", "người lao động", "DIRECT_WORKER", "Khai sai"]
    for text in (page, file):
        assert [part for part in [*private, given.code, "Bí Mật", "riêng"] if part in text] == []
    assert [part for part in private if part in certificate] == []


def test_latest_grants_for_the_front(world, award, django_assert_num_queries):
    for number in range(3):
        make_grant(award, world.commune, recipient_name=str(number))
    with django_assert_num_queries(1):
        rows = queries.latest_grants(2)
        assert [(row.recipient_name, row.award.name) for row in rows] == [
            ("2", "Bằng khen của Chủ tịch UBND tỉnh"),
            ("1", "Bằng khen của Chủ tịch UBND tỉnh"),
        ]


def test_an_empty_book_says_what_will_stand_here(client):
    assert "Sổ vinh danh chưa có dòng nào" in client.get(reverse(REGISTER)).content.decode()
    assert "Không tìm thấy" in client.get(reverse(REGISTER), {"q": "x"}).content.decode()


@pytest.mark.parametrize("name", [REGISTER, EXPORT])
def test_only_reading(client, name):
    assert client.post(reverse(name)).status_code == 405
