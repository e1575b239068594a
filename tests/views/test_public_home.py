"""The public front: what runs, what was awarded, and no link that leads nowhere."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from tests.factories.campaigns import make_campaign, make_draft_campaign, make_participation
from tests.factories.units import make_actor, make_province, make_unit
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 2, 3, tzinfo=UTC)
HOME = reverse("home")


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


def test_the_front_shows_the_running_campaigns_of_the_province(client, officer, world):
    running = make_campaign(officer, name="Thực hiện cải cách hành chính")
    make_draft_campaign(officer, name="Bản nháp")
    make_campaign(make_actor(world.commune, Role.OFFICER), name="Của xã")
    make_campaign(
        officer,
        name="Đã xong",
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        interim_dues=[],
        final_due=None,
    )
    make_participation(running, make_actor(world.commune), Decimal("95"))
    context = client.get(HOME).context
    assert [(row.name, row.joined, row.invited) for row in context["campaigns"]] == [
        ("Thực hiện cải cách hành chính", 1, 2)
    ]
    assert (context["running_total"], context["units_total"]) == (1, 1)


def test_a_unit_in_two_campaigns_is_counted_once(client, officer, world):
    for campaign in (make_campaign(officer), make_campaign(officer)):
        make_participation(campaign, make_actor(world.commune), Decimal("95"))
    context = client.get(HOME).context
    assert (context["running_total"], context["units_total"]) == (2, 1)


def test_every_link_of_the_front_leads_somewhere(client, officer, world):
    campaign = make_campaign(officer)
    text = client.get(HOME).content.decode()
    links = {link for link in re.findall(r'(?:href|action)="(/[^"#]*)"', text) if "/static/" not in link}
    assert {
        reverse("campaigns:campaign_list"),
        reverse("campaigns:campaign_detail", args=[campaign.pk]),
        reverse("awards:register"),
        reverse("awards:verify"),
    } - links == set()
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert re.findall(r'href="(#?)"', text) == []


def test_the_search_of_the_register_is_a_plain_form(client):
    text = client.get(HOME).content.decode()
    form = re.search(r"<form[^>]*bigsearch[^>]*>.*?</form>", text, re.S)[0]
    assert 'method="get"' in form
    assert f'action="{reverse("awards:register")}"' in form
    assert 'name="q"' in form


def test_the_front_shows_six_campaigns_and_leads_to_the_rest(client, officer):
    for number in range(7):
        make_campaign(officer, name=f"Phong trào {number}")
    response = client.get(HOME)
    assert (len(response.context["campaigns"]), response.context["running_total"]) == (6, 7)
    assert "Cả 7 phong trào" in response.content.decode()


def test_the_front_costs_the_same_for_one_campaign_and_for_three(client, officer, world):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(HOME)
        return len(caught)

    make_participation(make_campaign(officer), make_actor(world.commune), Decimal("95"))
    one = cost()
    for _ in range(2):
        unit = make_unit("Xã khác", parent=world.province)
        make_participation(make_campaign(officer), make_actor(unit), Decimal("95"))
    assert (one, cost()) == (7, 7)
