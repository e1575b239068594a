"""Log-ins: where they lead, when they end, and that guessing is slow (faults 29 to 32)."""

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import audit, clock
from core.audit import SYSTEM
from nominations.models import Dossier
from tests.access.asking import client_of
from tests.access.world import PASSWORD, World
from tests.factories.nominations import write_letter
from units.actions import end_membership, start_membership
from units.models import Role

LOG_IN = "/dang-nhap/"
WORK = "/viec-cua-toi/"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
TOO_OFTEN = "Đã đăng nhập sai quá nhiều lần. Hãy thử lại sau ít phút."
HOME_ADDRESS, AWAY_ADDRESS = "203.0.113.7", "198.51.100.9"


def log_in(client: Client, name: str, password: str = PASSWORD, *, next_page: str | None = None, **extra):
    """Send the form of the log-in page."""
    data = {"login": name, "password": password} | ({} if next_page is None else {"next": next_page})
    return client.post(LOG_IN, data, **extra)


def is_inside(client: Client) -> bool:
    """Tell whether the client's log-in still opens the portal."""
    return client.get(WORK).status_code == 200


def ready_draft(world: World) -> Dossier:
    """The draft of Y Tý with its letter: the head needs only to press."""
    draft = Dossier.objects.get(pk=world.dossiers["own draft"])
    write_letter(draft, by=world.actors["head"])
    draft.refresh_from_db()
    return draft


# 29: where a log-in leads ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("next_page", "leads_to"),
    [
        (None, WORK),
        ("/ho-so/?state=DRAFT", "/ho-so/?state=DRAFT"),
        ("//evil.example/", WORK),
        ("https://evil.example/", WORK),
        ("http:///evil.example/", WORK),
        ("/\\evil.example/", WORK),
        ("\\\\evil.example/", WORK),
        ("javascript:alert(1)", WORK),
        ("https:evil.example", WORK),
        ("/ho-so/\r\nLocation: //evil.example/", "/ho-so/%0D%0ALocation:%20//evil.example/"),
    ],
)
def test_a_log_in_leads_home(world, next_page, leads_to):
    client = Client()
    response = log_in(client, "editor", next_page=next_page)
    assert (response.status_code, response["Location"]) == (302, leads_to)
    assert is_inside(client)


@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/"])
def test_a_log_out_and_a_changed_password_lead_home_too(world, next_page):
    page = client_of(world, "editor").get(LOG_IN, {"next": next_page})
    response = client_of(world, "editor").post(reverse("account_logout"), {"next": next_page})
    assert response["Location"] == reverse("home")
    assert page["Location"] == WORK


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "evil.example:testserver"])
def test_a_spoofed_host_is_refused_in_vietnamese(world, host):
    client = Client(raise_request_exception=False, headers={"host": host})
    response = client.get(LOG_IN)
    assert response.status_code == 400
    assert "Cổng không đọc được yêu cầu này" in response.content.decode()
    forwarded = Client(headers={"x-forwarded-host": host}).get(WORK)
    assert forwarded["Location"] == f"{LOG_IN}?next={WORK}"


# 30: when a log-in ends -----------------------------------------------------------------------------------


def test_a_log_in_gets_a_new_key(world):
    client = Client()
    client.cookies[portal.SESSION_COOKIE_NAME] = "mot-khoa-do-ke-gian-dat-san-00000"
    log_in(client, "editor")
    assert client.cookies[portal.SESSION_COOKIE_NAME].value != "mot-khoa-do-ke-gian-dat-san-00000"
    assert is_inside(client)


def test_a_cookie_after_log_out_opens_nothing(world):
    client, thief = Client(), Client()
    log_in(client, "editor")
    thief.cookies[portal.SESSION_COOKIE_NAME] = client.cookies[portal.SESSION_COOKIE_NAME].value
    assert is_inside(thief)
    client.post(reverse("account_logout"))
    assert (is_inside(client), is_inside(thief)) == (False, False)


def test_a_changed_password_ends_all_log_ins(world):
    here, elsewhere = Client(), Client()
    log_in(here, "editor")
    log_in(elsewhere, "editor")
    new = "ruong-bac-thang-y-ty-2026"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), data).status_code == 302
    assert (is_inside(here), is_inside(elsewhere)) == (False, False)
    assert log_in(Client(), "editor").status_code == 200
    assert log_in(Client(), "editor", new).status_code == 302


def test_a_disabled_user_s_live_log_in_is_dead_at_once(world):
    client, draft = client_of(world, "head"), ready_draft(world)
    where = reverse("nominations:dossier_submit", args=[draft.pk])
    data = {"form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0003", "version": draft.version}
    assert is_inside(client)
    User.objects.filter(username="head").update(is_active=False)
    assert client.get(WORK)["Location"] == f"{LOG_IN}?next={WORK}"
    assert client.post(where, data)["Location"].startswith(LOG_IN)
    assert Dossier.objects.get(pk=draft.pk).state == "DRAFT"
    # The very same press, by the same person with his account back, is taken.
    User.objects.filter(username="head").update(is_active=True)
    assert client_of(world, "head").post(where, data)["Location"] == f"/ho-so/{draft.pk}/"
    assert Dossier.objects.get(pk=draft.pk).state == "SUBMITTED"


def test_a_disabled_user_is_told_so_only_with_his_password(world):
    response = Client(raise_request_exception=False).post(
        LOG_IN, {"login": "disabled", "password": PASSWORD}, follow=True
    )
    assert (response.status_code, response.redirect_chain != []) == (200, True)
    assert "Tài khoản này đã được khóa" in response.content.decode()
    assert WRONG in log_in(Client(), "disabled", "doan-mo-mat-khau").content.decode()


def test_an_unknown_user_gets_the_same_answer(world):
    known = log_in(Client(), "editor", "doan-mo-mat-khau")
    unknown = log_in(Client(), "khong-co-ai", "doan-mo-mat-khau")
    said = [(r.status_code, r.context["form"].errors.get_json_data()) for r in (known, unknown)]
    assert said[0] == said[1]
    assert WRONG in known.content.decode()


# 31: guessing ---------------------------------------------------------------------------------------------


def guess(times: int, name: str, address: str = AWAY_ADDRESS, **extra) -> str:
    """Try wrong passwords from one address; return the last page."""
    client = Client()
    for number in range(times):
        page = log_in(client, name, f"doan-mo-{number}", REMOTE_ADDR=address, **extra)
    return page.content.decode()


def test_guessing_one_account_is_limited_and_the_right_user_still_enters(world):
    assert (WRONG in guess(10, "editor"), TOO_OFTEN in guess(1, "editor")) == (True, True)
    # Not even the right password helps where the guessing came from; elsewhere it does.
    assert TOO_OFTEN in log_in(Client(), "editor", REMOTE_ADDR=AWAY_ADDRESS).content.decode()
    assert log_in(Client(), "editor", REMOTE_ADDR=HOME_ADDRESS).status_code == 302
    assert log_in(Client(), "head", REMOTE_ADDR=AWAY_ADDRESS).status_code == 302


def test_a_made_up_address_in_a_header_changes_nothing(world):
    for number in range(10):
        guess(1, "editor", headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert TOO_OFTEN in guess(1, "editor", headers={"x-forwarded-for": "192.0.2.99"})


def test_guessing_many_accounts_from_one_address_is_limited(world):
    for number in range(12):
        guess(5, f"ai-do-{number}")
    client = Client()
    page = log_in(client, "head", "doan-mo", REMOTE_ADDR=AWAY_ADDRESS)
    assert page.status_code in {200, 429}
    assert any(said in page.content.decode() for said in (TOO_OFTEN, "Đã thử quá nhiều lần"))
    assert log_in(Client(), "head", REMOTE_ADDR=HOME_ADDRESS).status_code == 302


def test_right_log_ins_do_not_use_up_the_limit(world):
    for _ in range(12):
        assert log_in(Client(), "editor", REMOTE_ADDR=HOME_ADDRESS).status_code == 302


# 32: who moves --------------------------------------------------------------------------------------------


def test_who_moves_loses_the_old_rights_at_the_next_request_and_stays_the_author(world):
    user = world.users["head"]
    client, draft = client_of(world, "head"), ready_draft(world)
    pages = [
        reverse("nominations:dossier_detail", args=[world.dossiers[name]])
        for name in ("own draft", "neighbour draft")
    ]
    submit = reverse("nominations:dossier_submit", args=[draft.pk])
    data = {"form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0001", "version": draft.version}
    assert client.post(submit, data).status_code == 302
    assert [client.get(page).status_code for page in pages] == [200, 404]

    end_membership(world.actors["head"].membership.pk, by=SYSTEM, on=clock.today())
    start_membership(
        by=SYSTEM,
        user_id=user.pk,
        unit_id=world.units.neighbour.pk,
        role=Role.HEAD,
        valid_from=clock.today(),
    )

    assert [client.get(page).status_code for page in pages] == [404, 200]
    assert client.post(submit, data | {"form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0002"}).status_code == 404
    listed = client.get(reverse("nominations:dossier_list")).context["page"].rows
    assert {row.unit_id for row in listed} == {world.units.neighbour.pk}

    sent = Dossier.objects.get(pk=draft.pk)
    event = audit.history(sent)[-1]
    assert (sent.submitted_by, event.actor_id, event.acting_for_id) == (user, user.pk, world.units.commune.pk)
    page = client_of(world, "editor").get(pages[0]).content.decode()
    assert f"{user.full_name} duyệt và gửi hồ sơ" in page
