"""Looking changes nothing, and nothing changes without the portal's own form (fault 27)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from nominations.models import Dossier
from tests.access.asking import SHORT, address, answer, client_of, rows, targets
from tests.access.matrix import AWAY, ROLES, TABLE
from tests.access.world import World
from tests.factories.nominations import write_letter

REFUSED = "Trang đã mở quá lâu hoặc trình duyệt chặn cookie."
LOOKERS = ("editor", "officer", "province_leader", "auditor", "nobody", "anonymous") if SHORT else ROLES
#: Reads its many fields before it checks its token: log-in and method are asked about first.
CHECKS_ITSELF = {"reviews:ballot"}
WRITERS = ("editor", "officer", "anonymous") if SHORT else ROLES
#: Keeps what the letter holds in the session of whoever opens it, and leads to the page without it.
OPENS_A_LETTER = {"account_reset_password_from_key"}
#: Of the objects of an address so many are looked at and so many written to.
LOOKED_AT, WRITTEN_TO = (2, 1) if SHORT else (None, None)


def changed(before: dict, after: dict) -> list[str]:
    """Return the tables whose rows differ."""
    return sorted(table for table in before | after if before.get(table) != after.get(table))


def test_the_net_sees_every_table(world):
    before = rows()
    assert {"core_auditevent", "django_session", "core_cache", "nominations_dossier"} <= set(before)
    Client().force_login(world.users["editor"])
    assert changed(before, rows()) == ["accounts_user", "django_session"]


@pytest.mark.parametrize("role", LOOKERS)
def test_looking_at_everything_changes_no_row(world, role):
    client = client_of(world, role)
    before, seen = rows(), 0
    for name, row in TABLE.items():
        if name in OPENS_A_LETTER:
            continue
        for target in targets(world, name)[:LOOKED_AT]:
            for query in [{}] if row.kind else [{}, {"xuat": "xlsx"}, {"state": "DRAFT", "trang": "x"}]:
                response = client.get(address(world, name, target, role), query)
                seen += len(response.getvalue() if response.streaming else response.content) > 0
    assert seen > (10 if role in AWAY else 50)
    assert changed(before, rows()) == []


def is_refused(response, name: str, method: str, role: str) -> bool:
    """Tell whether the portal turned this away: for its token, or by the check that comes before it."""
    if name in CHECKS_ITSELF and role in AWAY:
        return response.status_code == 302 and response["Location"].startswith("/dang-nhap/")
    if name in CHECKS_ITSELF and method != "POST":
        return response.status_code == 405
    return response.status_code == 403 and REFUSED in response.content.decode()


@pytest.mark.parametrize("role", WRITERS)
def test_no_post_without_the_token_of_a_form(world, role):
    client = client_of(world, role, enforce_csrf_checks=True)
    before, wrong = rows(), []
    for name in TABLE:
        for target in targets(world, name)[:WRITTEN_TO]:
            for method in ("POST", "PUT", "DELETE"):
                response = answer(world, client, name, method, role, target)
                if not is_refused(response, name, method, role):
                    wrong.append(f"{method} {name} {target}: {response.status_code}")
    assert wrong == []
    assert changed(before, rows()) == []


def token(client, page: str) -> str:
    """Return the token that stands in the forms of a page."""
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(page).content.decode())[1]


def send(world: World, **headers) -> int:
    """Send a draft of Y Tý, as its head, with the token of its own page."""
    client = client_of(world, "head", enforce_csrf_checks=True)
    dossier = Dossier.objects.get(pk=world.dossiers["own draft"])
    write_letter(dossier, by=world.actors["head"])
    data = TABLE["nominations:dossier_submit"].data(world, "head", "own draft")
    data["csrfmiddlewaretoken"] = token(client, reverse("nominations:dossier_detail", args=[dossier.pk]))
    where = reverse("nominations:dossier_submit", args=[dossier.pk])
    return client.post(where, data, headers=headers).status_code


@pytest.mark.parametrize(
    ("headers", "status", "state"),
    [
        ({}, 302, "SUBMITTED"),
        ({"origin": "http://testserver"}, 302, "SUBMITTED"),
        ({"origin": "https://evil.example"}, 403, "DRAFT"),
        ({"origin": "null"}, 403, "DRAFT"),
        ({"origin": "http://testserver.evil.example"}, 403, "DRAFT"),
    ],
)
def test_a_form_is_taken_from_the_portal_s_own_pages_alone(world, headers, status, state):
    assert send(world, **headers) == status
    assert Dossier.objects.get(pk=world.dossiers["own draft"]).state == state


def test_a_one_time_key_works_only_for_the_person_it_was_drawn_for(world):
    """Somebody else's used key is no ticket, and does not tell where it led."""
    name, target = "nominations:dossier_create", "open"
    data = TABLE[name].data(world, "editor", target)
    where = address(world, name, target)
    assert client_of(world, "editor").post(where, data).status_code == 302
    response = client_of(world, "neighbour_editor").post(where, data)
    assert (response.status_code, response.get("Location")) == (403, None)
