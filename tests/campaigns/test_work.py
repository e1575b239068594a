""" "Việc của tôi": campaigns to join, progress to report, reviews to hold; each from its day on."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns import actions
from campaigns.queries import waiting_for
from core import clock
from tests.factories.campaigns import make_campaign, make_draft_campaign, make_participation
from tests.factories.units import make_actor, make_province, make_unit
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
NAME = "Thực hiện cải cách hành chính"


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


@pytest.fixture
def editor(world):
    return make_actor(world.commune)


def waits(actor, moment=NOW):
    with clock.at(moment):
        return [(item.title, item.url, item.due) for item in waiting_for(actor)]


def test_a_campaign_waits_for_the_invited_units_until_its_last_day(world, officer, editor):
    campaign = make_campaign(officer, name=NAME, register_until=date(2026, 3, 31))
    make_draft_campaign(officer)
    url = reverse("campaigns:participation", args=[campaign.pk])
    item = (f"Đăng ký thi đua: {NAME}", url, date(2026, 3, 31))
    assert waits(editor) == [item]
    assert waits(make_actor(world.commune, Role.HEAD)) == [item]
    assert waits(editor, datetime(2026, 3, 31, 16, 59, tzinfo=UTC)) == [item]
    assert waits(editor, datetime(2026, 3, 31, 17, tzinfo=UTC)) == []
    ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    for actor in (make_actor(ward), make_actor(world.commune, Role.LEADER), officer):
        assert waits(actor) == []


def test_progress_waits_when_the_last_word_is_a_month_old(officer, editor):
    campaign = make_campaign(officer, name=NAME)
    joined = make_participation(campaign, editor, Decimal("95"))
    asked = [(f"Ghi tiến độ: {NAME}", reverse("campaigns:progress_add", args=[campaign.pk]), None)]
    assert waits(editor) == []
    assert waits(editor, NOW + timedelta(days=30)) == []
    assert waits(editor, NOW + timedelta(days=31)) == asked
    with clock.at(NOW + timedelta(days=31)):
        actions.add_progress(joined.pk, by=editor, sentence="Đã rà soát 42 thủ tục.")
    assert waits(editor, NOW + timedelta(days=31)) == []
    assert waits(editor, NOW + timedelta(days=62)) == asked


def test_no_progress_is_asked_before_the_campaign_has_begun(officer, editor):
    campaign = make_campaign(
        officer,
        period_from=date(2026, 6, 1),
        interim_dues=[date(2026, 9, 1)],
    )
    make_participation(campaign, editor, Decimal("95"))
    assert waits(editor, datetime(2026, 7, 1, 3, tzinfo=UTC)) == []
    assert len(waits(editor, datetime(2026, 7, 2, 3, tzinfo=UTC))) == 1


def test_reviews_wait_for_the_host_s_standing_body(world, officer, editor):
    campaign = make_campaign(officer, name=NAME)
    title, url = f"Sơ kết: {NAME}", reverse("campaigns:review_interim", args=[campaign.pk])
    due = date(2026, 6, 30)
    assert waits(officer, datetime(2026, 5, 30, 3, tzinfo=UTC)) == []
    assert waits(officer, datetime(2026, 5, 31, 3, tzinfo=UTC)) == [(title, url, due)]
    late = datetime(2026, 7, 1, 3, tzinfo=UTC)
    assert waits(make_actor(world.standing_body, Role.DIRECTOR), late) == [(title, url, due)]
    assert waits(make_actor(world.commune, Role.OFFICER), late) == []
    with clock.at(late):
        assert [item.state.code for item in waiting_for(officer)] == ["OVERDUE"]
        actions.record_review(
            campaign.pk,
            by=officer,
            kind="INTERIM",
            held_on=date(2026, 7, 1),
            document_no="212/BC-UBND",
            document_on=date(2026, 7, 1),
            summary="Tốt.",
        )
    assert waits(officer, late) == []
    final = [(f"Tổng kết: {NAME}", reverse("campaigns:review_final", args=[campaign.pk]), date(2026, 12, 15))]
    assert waits(officer, datetime(2026, 12, 1, 3, tzinfo=UTC)) == final


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER])
def test_the_work_of_campaigns_costs_the_same_for_one_and_for_three(world, officer, role):
    actor = make_actor(world.commune if role == Role.EDITOR else world.office, role)

    def cost():
        with clock.at(datetime(2026, 7, 1, 3, tzinfo=UTC)), CaptureQueriesContext(connection) as caught:
            return len(waiting_for(actor)), len(caught)

    make_campaign(officer)
    one = cost()
    make_campaign(officer)
    make_campaign(officer)
    expected = 2 if role == Role.EDITOR else 1
    assert (one, cost()) == ((1, expected), (3, expected))


def test_the_page_of_work_shows_them(client, officer, editor):
    campaign = make_campaign(officer, name=NAME)
    client.force_login(editor.user)
    text = client.get(reverse("work_list")).content.decode()
    assert f"Đăng ký thi đua: {NAME}" in text
    assert reverse("campaigns:participation", args=[campaign.pk]) in text
