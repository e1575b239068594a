"""For which unit a logged-in user acts, decided anew at every request."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from core import clock
from tests.factories.units import make_membership, make_province, make_unit, make_user
from units.middleware import SESSION_KEY, ActorMiddleware
from units.models import Membership, Role
from units.queries import current_memberships

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


class Request:
    """As much of a request as the middleware reads."""

    def __init__(self, user, session=None):
        self.user = user
        self.session = session or {}


def acting(user, session=None):
    """The membership through which this user acts now, or None."""
    request = Request(user, session)
    ActorMiddleware(lambda request: None)(request)
    return request.actor and request.actor.membership


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "holds"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (date(2026, 1, 1), TOMORROW, True),
        (date(2026, 1, 1), TODAY, False),
        (TODAY, TODAY, False),
    ],
)
def test_a_membership_holds_from_its_first_day_up_to_its_last(world, valid_from, valid_to, holds):
    membership = make_membership(world.commune, valid_from=valid_from, valid_to=valid_to)
    assert acting(membership.user) == (membership if holds else None)


def test_the_day_is_the_province_s_day(world):
    membership = make_membership(world.commune, valid_from=TOMORROW)
    with clock.at(datetime(2026, 11, 24, 16, 59, tzinfo=UTC)):
        assert acting(membership.user) is None
    with clock.at(datetime(2026, 11, 24, 17, 0, tzinfo=UTC)):
        assert acting(membership.user) == membership


def test_a_unit_that_has_ended_gives_no_rights(world):
    ended = make_unit("Xã Nậm Chạc", parent=world.province, valid_to=TODAY)
    membership = make_membership(ended)
    assert current_memberships(membership.user, TODAY) == []
    assert current_memberships(membership.user, date(2026, 11, 23)) == [membership]


def test_a_disabled_account_acts_for_nobody(world):
    membership = make_membership(world.commune)
    assert acting(membership.user) == membership
    membership.user.is_active = False
    assert acting(membership.user) is None


def test_the_chosen_membership_counts_while_it_is_one_s_own_and_current(world):
    user = make_user()
    first = make_membership(world.commune, user=user)
    second = make_membership(world.office, Role.OFFICER, user=user)
    foreign = make_membership(world.commune)
    assert acting(user) == first
    assert acting(user, {SESSION_KEY: second.pk}) == second
    assert acting(user, {SESSION_KEY: foreign.pk}) == first
    Membership.objects.filter(pk=second.pk).update(valid_to=TODAY)
    assert acting(user, {SESSION_KEY: second.pk}) == first


def test_what_an_actor_needs_takes_one_query(world, django_assert_num_queries):
    officer = make_membership(world.office, Role.OFFICER)
    with django_assert_num_queries(1):
        [membership] = current_memberships(officer.user, TODAY)
        assert membership.unit.parent.standing_for.path == world.province.path


@pytest.fixture
def clerk(client, world):
    """A logged-in user with a commune and an office."""
    user = make_user()
    client.force_login(user)
    client.commune = make_membership(world.commune, user=user)
    client.office = make_membership(world.office, Role.OFFICER, user=user)
    return client


def test_switching_the_unit(clerk):
    response = clerk.post(reverse("units:act_for"), {"membership": clerk.office.pk})
    assert (response.status_code, response["Location"]) == (302, reverse("work_list"))
    assert clerk.session[SESSION_KEY] == clerk.office.pk


def test_only_an_own_current_membership_is_found(clerk, world):
    address = reverse("units:act_for")
    foreign = make_membership(world.commune)
    ended = make_membership(world.commune, Role.HEAD, user=clerk.commune.user, valid_to=TODAY)
    tried = [foreign.pk, ended.pk, 0, "", "x", "²"]
    assert [clerk.post(address, {"membership": pk}).status_code for pk in tried] == [404] * 6
    assert SESSION_KEY not in clerk.session


def test_an_administrator_does_not_act_through_others(client, world):
    admin = make_membership(world.standing_body, Role.ADMIN)
    foreign = make_membership(world.commune)
    client.force_login(admin.user)
    assert client.post(reverse("units:act_for"), {"membership": foreign.pk}).status_code == 404


def test_switching_is_a_post_for_those_logged_in(clerk, client):
    assert clerk.get(reverse("units:act_for")).status_code == 405
    clerk.logout()
    response = clerk.post(reverse("units:act_for"), {"membership": clerk.office.pk})
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))
