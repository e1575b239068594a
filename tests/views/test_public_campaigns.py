"""/phong-trao/ without log-in: launched campaigns alone, their figures, and nothing that a clerk wrote."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns import actions
from core import clock
from tests.factories.campaigns import make_campaign, make_draft_campaign, make_participation
from tests.factories.units import make_actor, make_province, make_unit
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 2, 3, tzinfo=UTC)
LIST = reverse("campaigns:campaign_list")
SECRET = "Bà Sùng Thị Mỷ ở Ngải Trồ"


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER)


def page_of(campaign):
    return reverse("campaigns:campaign_detail", args=[campaign.pk])


def as_(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def codes(client, **asked):
    return [row.code for row in client.get(LIST, asked).context["page"].rows]


def test_only_launched_campaigns_are_public(client, officer, world):
    draft, launched = make_draft_campaign(officer, code="draft"), make_campaign(officer, code="launched")
    of_commune = make_campaign(make_actor(world.commune, Role.OFFICER), code="commune")
    assert codes(client) == ["commune", "launched"]
    assert [client.get(page_of(row)).status_code for row in (draft, launched, of_commune)] == [404, 200, 200]
    # The draft exists, and its own office reads it.
    assert codes(as_(officer)) == ["commune", "launched", "draft"]
    assert as_(officer).get(page_of(draft)).status_code == 200
    assert as_(make_actor(world.commune)).get(page_of(draft)).status_code == 404


def test_the_list_is_filtered_by_phase_form_level_and_year(client, officer, world):
    make_campaign(officer, code="runs")
    past = {"period_from": date(2023, 1, 1), "period_to": date(2025, 12, 31), "kind": "THEMATIC"}
    dues = {"interim_dues": [], "final_due": None}
    make_campaign(officer, code="over", **past, **dues)
    make_campaign(officer, code="soon", period_from=date(2026, 8, 1), period_to=date(2027, 7, 31), **dues)
    make_campaign(make_actor(world.commune, Role.OFFICER), code="commune")
    assert codes(client) == ["soon", "commune", "runs", "over"]
    asked = {
        "RUNNING": {"tinh_trang": "RUNNING"},
        "ENDED": {"tinh_trang": "ENDED"},
        "UPCOMING": {"tinh_trang": "UPCOMING"},
        "thematic": {"hinh_thuc": "THEMATIC"},
        "commune": {"cap": "COMMUNE"},
        "2024": {"nam": "2024"},
        "2027": {"nam": "2027"},
        "nonsense": {"tinh_trang": "x", "nam": "x", "state": "DRAFT", "host__path": "x"},
    }
    assert {name: codes(client, **query) for name, query in asked.items()} == {
        "RUNNING": ["commune", "runs"],
        "ENDED": ["over"],
        "UPCOMING": ["soon"],
        "thematic": ["over"],
        "commune": ["commune"],
        "2024": ["over"],
        "2027": ["soon"],
        "nonsense": ["soon", "commune", "runs", "over"],
    }


def test_phases_change_with_the_day(client, officer):
    make_campaign(officer)
    phases = {}
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        with clock.at(datetime(day.year, day.month, day.day, 5, tzinfo=UTC)):
            phases[day] = client.get(LIST).context["page"].rows[0].phase.code
    assert list(phases.values()) == ["UPCOMING", "RUNNING", "RUNNING", "ENDED"]


def joined_campaign(officer, world):
    """Three communes have joined, two of them have reported."""
    campaign = make_campaign(officer)
    share, ideas = campaign.targets.all()
    for number, (registered, reached) in enumerate([("90", "45"), ("100", "100"), ("80", None)]):
        unit = make_unit(f"Xã {number}", parent=world.province, body_name=f"UBND xã Bản {number}")
        clerk = make_actor(unit)
        own = make_participation(campaign, clerk, Decimal(registered), Decimal("2"), titles_text=SECRET)
        if reached:
            actions.add_progress(
                own.pk, by=clerk, sentence=SECRET, target_id=share.pk, number=Decimal(reached)
            )
    return campaign


def test_the_page_shows_plan_units_and_figures(client, officer, world):
    campaign = joined_campaign(officer, world)
    response = client.get(page_of(campaign))
    context, text = response.context, response.content.decode()
    assert [(row.registered, row.reached, row.percent) for row in context["figures"]] == [
        (Decimal("90"), Decimal("72.5"), 80),
        (Decimal("6"), None, None),
    ]
    assert [(bar.label, bar.value, bar.width) for bar in context["chart"].bars] == [
        ("Chỉ tiêu 1", "80%", 240),
        ("Chỉ tiêu 2", "chưa có", 0),
    ]
    assert re.findall(r'<rect class="c-now" [^>]*width="(\d+)"', text) == ["240"]
    assert [row.unit.body_name for row in context["page"].rows] == [f"UBND xã Bản {n}" for n in (2, 1, 0)]
    shown = [
        "Xây dựng đội ngũ chuyên nghiệp",
        "45/KH-UBND ngày 05/01/2026",
        "3 trong 5 đơn vị",
        "72,5",
        "Sơ kết quá hạn",
        "1 năm",
    ]
    assert [part for part in shown if part not in text] == []


def test_what_clerks_wrote_is_for_the_unit_and_the_host(client, officer, world):
    campaign = joined_campaign(officer, world)
    neighbour = make_actor(world.commune)
    assert SECRET not in client.get(page_of(campaign)).content.decode()
    assert SECRET not in as_(neighbour).get(page_of(campaign)).content.decode()
    assert as_(officer).get(page_of(campaign)).content.decode().count(SECRET) == 2
    assert client.get(page_of(campaign), {"xuat": "xlsx"})["Content-Type"].startswith("text/html")
    assert as_(neighbour).get(page_of(campaign), {"xuat": "xlsx"})["Content-Type"].startswith("text/html")
    sheet = as_(officer).get(page_of(campaign), {"xuat": "xlsx"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def test_reviews_are_shown_as_due_overdue_and_held(client, officer):
    campaign = make_campaign(officer)

    def shown():
        response = client.get(page_of(campaign))
        states = [(row.kind, row.state.code) for row in response.context["reviews"]]
        return states, "Sơ kết quá hạn" in response.content.decode()

    assert shown() == ([("INTERIM", "OVERDUE"), ("FINAL", "DUE")], True)
    actions.record_review(
        campaign.pk,
        by=officer,
        kind="INTERIM",
        held_on=date(2026, 7, 1),
        document_no="212/BC-UBND",
        document_on=date(2026, 7, 2),
        summary="412 đơn vị tham gia, 31 đơn vị chưa có kết quả.",
    )
    assert shown() == ([("INTERIM", "HELD"), ("FINAL", "DUE")], False)
    text = client.get(page_of(campaign)).content.decode()
    assert ["212/BC-UBND" in text, "31 đơn vị chưa có kết quả" in text] == [True, True]


def test_the_units_go_page_by_page(client, officer, world, monkeypatch):
    monkeypatch.setattr("campaigns.views.campaign.UNITS_A_PAGE", 2)
    campaign = joined_campaign(officer, world)
    first = client.get(page_of(campaign)).context["page"]
    second = client.get(page_of(campaign), {"trang": first.next_cursor}).context["page"]
    assert [[row.unit.name for row in page.rows] for page in (first, second)] == [["Xã 2", "Xã 1"], ["Xã 0"]]


def cost(client, address):
    with CaptureQueriesContext(connection) as caught:
        response = client.get(address)
    assert response.status_code == 200
    return len(caught)


def test_the_list_costs_the_same_for_one_campaign_and_for_three(client, officer, world):
    make_campaign(officer)
    one = cost(client, LIST)
    make_campaign(officer)
    make_campaign(make_actor(world.commune, Role.OFFICER))
    assert (one, cost(client, LIST)) == (4, 4)


@pytest.mark.parametrize(("role", "queries"), [(None, 7), (Role.EDITOR, 14), (Role.OFFICER, 12)])
def test_the_page_costs_the_same_for_one_unit_and_for_three(client, officer, world, role, queries):
    campaign = make_campaign(officer)
    editor = make_actor(world.commune)
    own = make_participation(campaign, editor, Decimal("95"), Decimal("1"))
    if role:
        client = as_(editor if role == Role.EDITOR else officer)
    one = cost(client, page_of(campaign))
    for number in range(2):
        clerk = make_actor(make_unit(f"Xã {number}", parent=world.province))
        make_participation(campaign, clerk, Decimal("95"), Decimal("1"))
    for _ in range(2):
        actions.add_progress(own.pk, by=editor, sentence="Đã rà soát xong.")
    assert (one, cost(client, page_of(campaign))) == (queries, queries)


def test_a_campaign_of_wards_counts_wards(client, officer, world):
    make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    make_campaign(officer, participant_kinds=["WARD"])
    row = client.get(LIST).context["page"].rows[0]
    assert (row.joined, row.invited, row.next_step, row.next_on) == (0, 1, "Hạn sơ kết", date(2026, 6, 30))


def test_an_empty_list_says_so(client):
    assert "Chưa có phong trào nào được phát động" in client.get(LIST).content.decode()
    assert client.get(LIST, {"trang": "x"}).status_code == 404
