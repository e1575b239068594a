"""The list of rounds and the page of one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, OPENS, make_round
from tests.factories.units import make_actor, make_membership, make_province, make_unit, make_user
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LIST = "campaigns:round_list"


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER, user=make_user("Nguyễn Thị Hằng", phone="0214 3840 111"))


@pytest.fixture
def editor(client, world):
    """A client in which the commune's editor is logged in."""
    client.force_login(make_membership(world.commune).user)
    return client


def codes(response):
    return [row.code for row in response.context["page"].rows]


def test_the_list_shows_the_actor_s_rounds_latest_opening_first(editor, officer):
    make_round(officer, code="A", opens_at=OPENS - timedelta(days=1))
    make_round(officer, code="B", officer_id=officer.membership.pk)
    make_round(officer, code="C", submitter_kinds=["WARD"])
    response = editor.get(reverse(LIST))
    assert codes(response) == ["B", "A"]
    text = response.content.decode()
    assert [part in text for part in ("UBND", "Nguyễn Thị Hằng", "0214 3840 111", "Đang nhận hồ sơ")] == [
        True
    ] * 4


def test_the_list_says_what_each_window_looks_like(editor, officer):
    make_round(officer, code="soon", opens_at=NOW + timedelta(hours=1))
    make_round(officer, code="open")
    make_round(officer, code="over", closes_at=NOW)
    make_round(officer, code="standing", closes_at=None)
    rows = editor.get(reverse(LIST)).context["page"].rows
    assert {row.code: row.window.code for row in rows} == {
        "soon": "UPCOMING",
        "open": "OPEN",
        "over": "CLOSED",
        "standing": "OPEN",
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["new", "old"]),
        ({"nam": "2025"}, ["old"]),
        ({"cua_so": "OPEN"}, ["new"]),
        ({"cua_so": "CLOSED"}, ["old"]),
        ({"cua_so": "UPCOMING"}, []),
        ({"nam": "2026", "cua_so": "CLOSED"}, []),
        ({"nam": "x", "cua_so": "x"}, ["new", "old"]),
        ({"host": "0", "officer__user__username": "x"}, ["new", "old"]),
    ],
)
def test_the_list_is_filtered_by_year_and_window_alone(editor, officer, chosen, expected):
    make_round(officer, code="new")
    year = timedelta(days=365)
    make_round(officer, code="old", year=2025, opens_at=OPENS - year, closes_at=CLOSES - year)
    assert codes(editor.get(reverse(LIST), chosen)) == expected


def test_the_list_goes_page_by_page(editor, officer):
    award = make_award().pk
    for number in range(51):
        make_round(officer, code=f"{number:02d}", awards=[(award, None)])
    first = editor.get(reverse(LIST))
    second = editor.get(reverse(LIST), {"trang": first.context["page"].next_cursor})
    assert codes(first) == [f"{number:02d}" for number in range(50, 0, -1)]
    assert codes(second) == ["00"]
    assert first.context["page"].total_text == "51 kết quả"


def test_the_list_costs_the_same_for_one_round_and_for_three(editor, officer):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            response = editor.get(reverse(LIST))
        return len(codes(response)), len(caught)

    make_round(officer, officer_id=officer.membership.pk)
    one = queries()
    make_round(officer, officer_id=officer.membership.pk)
    make_round(officer, officer_id=officer.membership.pk)
    three = queries()
    assert (one, three) == ((1, 6), (3, 6))


def test_the_page_of_a_round(editor, officer, django_assert_num_queries):
    opened = make_round(officer, awards=[(make_award("BKT").pk, 40)], officer_id=officer.membership.pk)
    address = reverse("campaigns:round_detail", args=[opened.pk])
    with django_assert_num_queries(7):  # log-in 3, round, awards, extensions, the unit's own dossiers
        response = editor.get(address)
    context = response.context
    assert (context["round"], context["round"].window.code, context["is_open"]) == (opened, "OPEN", True)
    assert [(row.award.code, row.quota) for row in context["awards"]] == [("BKT", 40)]
    assert context["now"] == NOW
    with clock.at(CLOSES):
        context = editor.get(address).context
    assert (context["round"].window.code, context["is_open"]) == ("CLOSED", False)


def test_a_round_out_of_sight_is_not_found(editor, client, officer, world):
    hidden = make_round(officer, submitter_kinds=["WARD"])
    address = reverse("campaigns:round_detail", args=[hidden.pk])
    assert editor.get(address).status_code == 404
    ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    client.force_login(make_membership(ward).user)
    assert client.get(address).status_code == 200


def test_rounds_are_for_those_who_log_in_and_hold_a_role(client, officer):
    opened = make_round(officer)
    addresses = [reverse(LIST), reverse("campaigns:round_detail", args=[opened.pk])]
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    client.force_login(make_user())
    assert codes(client.get(addresses[0])) == []
    assert client.get(addresses[1]).status_code == 404
