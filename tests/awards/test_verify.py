"""Whether a certificate is real."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from awards import actions
from core import clock
from core.audit import SYSTEM
from tests.factories.awards import make_award, make_grant
from tests.factories.units import make_province

pytestmark = pytest.mark.django_db

REAL, REVOKED = "Khen thưởng có thật và đang có hiệu lực", "Khen thưởng này đã bị thu hồi"
UNKNOWN = "Không tìm thấy khen thưởng với mã này"


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(datetime(2026, 11, 24, 3, 42, tzinfo=UTC)):
        yield


@pytest.fixture
def given():
    return make_grant(
        make_award(),
        make_province().commune,
        recipient_name="Giàng Thị Chứ",
        position="Trưởng thôn",
        merit="Có thành tích xuất sắc",
        decision_no="2931/QĐ-UBND",
    )


def look(client, code):
    response = client.get(reverse("awards:certificate", args=[code]))
    return response.status_code, response.content.decode()


def told(text):
    return [sentence for sentence in (REAL, REVOKED, UNKNOWN) if sentence in text]


def test_a_real_certificate(client, given):
    status, text = look(client, given.code)
    assert (status, told(text)) == (200, [REAL])
    facts = ["Giàng Thị Chứ", "Trưởng thôn, Xã Y Tý", "Bằng khen của Chủ tịch UBND tỉnh"]
    facts += ["Có thành tích xuất sắc", "2931/QĐ-UBND ngày 20/11/2026", "1/2026", given.code_text]
    assert [fact for fact in facts if fact not in text] == []
    assert "10:42 ngày 24/11/2026" in text


def test_a_revoked_one_says_so_and_no_reason(client, given):
    actions.revoke(given.pk, "Khai sai thành tích", by=SYSTEM)
    status, text = look(client, given.code)
    assert (status, told(text)) == (200, [REVOKED])
    assert "Thu hồi ngày 24/11/2026" in text
    assert [part for part in ("Khai sai", "Có thành tích xuất sắc") if part in text] == []


@pytest.mark.parametrize(
    "code", ["2" * 12, "khong-hop-le", "x", "0" * 12, "2" * 13, "%00", "<script>", "Ă" * 12, "' OR 1=1"]
)
def test_every_unknown_code_gets_the_same_calm_page(client, given, code):
    status, text = look(client, code)
    assert (status, told(text)) == (404, [UNKNOWN])
    assert "<script>" not in text.split("<main")[1]


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]} "])
def test_a_code_is_read_as_people_write_it(client, given, write):
    response = client.get(reverse("awards:verify"), {"ma": write(given.code)})
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("awards:certificate", args=[given.code]),
    )


def test_a_wrong_code_keeps_what_was_typed(client):
    response = client.get(reverse("awards:verify"), {"ma": "ab/c-12"}, follow=True)
    assert response.status_code == 404
    assert 'value="abc-12"' in response.content.decode()


def test_the_form(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("awards:verify"))
    assert response.status_code == 200
    assert 'name="ma"' in response.content.decode()
    assert client.get(reverse("awards:verify"), {"ma": " / "}).status_code == 200


def test_nobody_collects_codes(client, given):
    headers = client.get(reverse("awards:certificate", args=[given.code])).headers
    assert (headers["X-Robots-Tag"], headers["Cache-Control"]) == ("noindex", "no-store")


def test_one_query_for_a_certificate(client, given, django_assert_num_queries):
    address = reverse("awards:certificate", args=[given.code])
    with django_assert_num_queries(1):
        client.get(address)
    with django_assert_num_queries(0):
        client.get(reverse("awards:certificate", args=["khong-hop-le"]))


@pytest.mark.parametrize(("name", "args"), [("awards:verify", []), ("awards:certificate", ["x"])])
def test_only_reading(client, name, args):
    assert client.post(reverse(name, args=args)).status_code == 405
