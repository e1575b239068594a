"""The catalogue as those who are logged in read it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards import reference
from awards.models import AwardType
from core import clock
from tests.factories.awards import make_award, make_route, make_rule_set, make_standard
from tests.factories.units import make_membership, make_province, make_user

pytestmark = pytest.mark.django_db

PAGE = "awards:catalogue"


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def editor(client):
    client.force_login(make_membership(make_province().commune).user)
    return client


def test_clause_route_prize_and_what_is_confirmed(editor):
    reference.load()
    response = editor.get(reverse(PAGE))
    text = " ".join(response.content.decode().split())
    awards = {award.code: award for award in response.context["awards"]}
    assert len(awards) == 23
    assert awards["BKT"].prizes == [("Cá nhân", 3_800_000), ("Tập thể", 7_590_000)]
    assert [route.route for route in awards["CSTDT"].routes_now] == ["COUNCIL"]
    assert {standard.rule_set.code for standard in awards["BKT"].standards_now} == {"LUAT2026"}
    shown = ["Luật Thi đua, khen thưởng số 06/2022/QH15, Điều 74", "3.800.000", "Thường trực Hội đồng"]
    shown += ["Chưa xác nhận", "Đã xác nhận", "ít nhất 8/10 tổng số thành viên", "2.530.000 đồng"]
    assert [part for part in shown if part not in text] == []


def test_only_what_applies_today(editor):
    make_award("OLD", valid_to="2026-11-24")
    make_award("NEXT", valid_from="2026-11-25")
    make_award("NOW", valid_from="2026-11-24")
    assert [award.code for award in editor.get(reverse(PAGE)).context["awards"]] == ["NOW"]


def test_it_costs_the_same_for_one_award_and_for_three(editor):
    rules = make_rule_set()

    def cost():
        with CaptureQueriesContext(connection) as caught:
            response = editor.get(reverse(PAGE))
        return len(response.context["awards"]), len(caught)

    def add(code):
        award = make_award(code)
        make_route(award)
        make_standard(award, rules, [])

    add("A")
    one = cost()
    add("B")
    add("C")
    assert (one, cost()) == ((1, 8), (3, 8))


def test_who_reads_it(client):
    make_award()
    assert client.get(reverse(PAGE)).status_code == 302
    client.force_login(make_user())
    response = client.get(reverse(PAGE))
    assert (response.status_code, response.context["awards"]) == (200, [])
    assert AwardType.objects.count() == 1
    assert client.post(reverse(PAGE)).status_code == 405
