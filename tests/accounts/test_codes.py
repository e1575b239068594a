"""Ways back into an account: a code told on the phone, a letter. Equal answers, once, for a day."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import codes
from accounts.models import FirstTask, OneTimeCode, User
from core import audit, clock, jobs
from core.models import AuditEvent, Job
from tests.access.world import NOW, PASSWORD
from tests.factories.units import make_membership, make_user
from units import actions
from units.models import Role

NEW = "ruong-bac-thang-y-ty-2026"
PAGE = "/dang-nhap/ma-mot-lan/"
KEY = "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f00{:02}"
WRONG = "Tên đăng nhập hoặc mã chưa đúng, hoặc mã đã dùng hay hết hiệu lực."


def send(username, code, password=NEW, *, number=1, client=None, **extra):
    data = {"username": username, "code": code, "password": password, "password2": password}
    return (client or Client()).post(PAGE, data | {"form_key": KEY.format(number)}, **extra)


def log_in(username, password=NEW):
    return Client().post("/dang-nhap/", {"login": username, "password": password}).status_code


def test_a_code_is_hard_to_guess_and_easy_to_tell():
    made = {codes.new_code() for _ in range(200)}
    assert len(made) == 200
    assert [
        code
        for code in made
        if not re.fullmatch(rf"([{codes.ALPHABET}]{{4}}-){{3}}[{codes.ALPHABET}]{{4}}", code)
    ] == []
    assert len(codes.ALPHABET) ** 16 > 2**60
    assert set("ILOU01") & set(codes.ALPHABET) == set()


def test_a_code_sets_a_password_once(world):
    code = actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    old = Client()
    old.force_login(world.users["editor"])
    response = send("Editor ", code.lower().replace("-", " "))
    assert (response.status_code, response["Location"]) == (302, "/dang-nhap/")
    assert (log_in("editor"), log_in("editor", PASSWORD)) == (302, 200)
    assert old.get("/viec-cua-toi/").status_code == 302
    again = send("editor", code, "mot-mat-khau-khac-nua", number=2)
    assert (again.status_code, WRONG in again.content.decode()) == (422, True)
    assert log_in("editor") == 302
    events = [(event.name, event.actor_id, event.data) for event in audit.history(world.users["editor"])]
    head, editor = world.users["head"].pk, world.users["editor"].pk
    assert events == [("accounts.code_given", head, {}), ("accounts.password_set", editor, {"way": "code"})]


def test_a_code_ends_after_a_day_and_with_the_next_one(world):
    user, by = world.users["editor"], world.actors["head"]
    first = actions.give_code(user.pk, by=by)
    second = actions.give_code(user.pk, by=by)
    assert send("editor", first).status_code == 422
    with clock.at(NOW + timedelta(hours=24)):
        assert send("editor", second).status_code == 422
    with clock.at(NOW + timedelta(hours=23, minutes=59)):
        assert send("editor", second).status_code == 302
    assert list(OneTimeCode.objects.filter(user=user).values_list("used_at", "ended_at")) == [
        (None, NOW),
        (NOW + timedelta(hours=23, minutes=59), None),
    ]


def test_whatever_is_wrong_the_answer_is_one(world):
    code = actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    closed = make_user(username="closed", is_active=False)
    OneTimeCode.objects.create(
        user=closed,
        hash=codes.hash_of(code),
        made_at=NOW,
        made_by=world.users["admin"],
        expires_at=NOW + timedelta(hours=24),
    )
    pages = [
        send("editor", "ABCD-EFGH-JKMN-PQRS"),
        send("head", code),
        send("nobody-at-all", code),
        send("closed", code),
    ]
    said = [(page.status_code, page.context["form"].errors.get_json_data()) for page in pages]
    assert said == [said[0]] * 4
    assert WRONG in str(said[0])
    assert AuditEvent.objects.filter(name="accounts.password_set").count() == 0


def test_an_unknown_user_takes_the_same_work(world, monkeypatch):
    """One hash is made or compared, however the question ends."""
    actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    made = []
    for name in ("make_password", "check_password"):
        done = getattr(codes, name)
        monkeypatch.setattr(codes, name, lambda *a, done=done, name=name: (made.append(name), done(*a))[1])
    for username in ("editor", "head", "nobody-at-all"):
        send(username, "ABCD-EFGH-JKMN-PQRS")
    assert made == ["check_password", "make_password", "make_password"]


@pytest.mark.parametrize("password", ["ngan", "ngan-ngan", "1qaz2wsx3edc"])
def test_a_weak_password_is_refused_alike_for_everybody_and_the_code_stays(world, password):
    code = actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    said = [
        send(name, code, password).context["form"].errors.get_json_data()
        for name in ("editor", "nobody-at-all")
    ]
    assert said[0] == said[1]
    assert [*said[0]] == ["password"]
    assert send("editor", code).status_code == 302


def test_a_password_like_the_name_is_refused_and_the_code_stays(world):
    user = make_user("Nguyễn Hoàng Phương Thảo", username="hoangphuongthao")
    make_membership(world.units.commune, Role.EDITOR, user=user)
    code = actions.give_code(user.pk, by=world.actors["head"])
    assert [*send(user.username, code, "hoangphuongthao1").context["form"].errors] == ["password"]
    assert send(user.username, code).status_code == 302


def test_guessing_is_limited_and_the_right_person_still_enters(world):
    code = actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    answers = [
        send("editor", f"ABCD{number}", number=number, REMOTE_ADDR="198.51.100.9").status_code
        for number in range(11)
    ]
    assert answers == [422] * 10 + [429]
    assert send("editor", code, number=20, REMOTE_ADDR="198.51.100.9").status_code == 429
    assert send("editor", code, number=21, REMOTE_ADDR="203.0.113.7").status_code == 302


def test_the_first_password_begins_the_first_tasks(world):
    user, code = actions.open_account(
        by=world.actors["head"],
        username="pao.sung.yty",
        full_name="Sùng A Páo",
        phone="",
        email="",
        unit_id=world.units.commune.pk,
        role=Role.EDITOR,
        valid_from=clock.today(),
    )
    assert log_in(user.username, "") == 200
    assert send(user.username, code).status_code == 302
    assert User.objects.get(pk=user.pk).first_tasks == FirstTask.values
    other = actions.give_code(world.users["editor"].pk, by=world.actors["head"])
    send("editor", other, number=2)
    assert User.objects.get(username="editor").first_tasks == []


def test_the_code_stands_on_one_answer_and_nowhere_else(world, as_role):
    client, user = as_role("head"), world.users["editor"]
    where = reverse("units:account_code", args=[user.pk])
    first = client.post(where, {"form_key": KEY.format(1)})
    code = first.context["code"]
    assert (first.status_code, code in first.content.decode()) == (200, True)
    assert first["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    second = client.post(where, {"form_key": KEY.format(1)}, follow=True)
    assert (second.redirect_chain, code in second.content.decode()) == (
        [(f"/tai-khoan/{user.pk}/", 302)],
        False,
    )
    assert OneTimeCode.objects.filter(user=user).count() == 1
    assert code not in repr(list(AuditEvent.objects.values())) + repr(client.session.items())


# By letter ------------------------------------------------------------------------------------------------


def ask_letter(email):
    response = Client().post("/quen-mat-khau/", {"email": email})
    for job in Job.objects.filter(status=Job.Status.WAITING):
        assert jobs.work(job.pk)
    return response


def test_a_letter_sets_a_password_once(world):
    user = make_user("Tráng A Lử", username="lu", email="lu@laocai.gov.vn")
    response = ask_letter(" Lu@laocai.gov.vn")
    assert (response.status_code, response["Location"]) == (302, "/quen-mat-khau/da-gui/")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["lu@laocai.gov.vn"],
        "Đặt lại mật khẩu Cổng Thi đua - Khen thưởng",
    )
    path = re.search(r"http://127\.0\.0\.1:8000(/dat-lai-mat-khau/\S+)", letter.body)[1]
    client = Client()
    form = client.get(path)["Location"]
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == "/dat-lai-mat-khau/xong/"
    assert log_in("lu") == 302
    assert Client().get(path).status_code == 404
    names = [(event.name, event.data) for event in audit.history(user)]
    assert names == [("accounts.reset_mail_sent", {}), ("accounts.password_set", {"way": "mail"})]


def test_an_address_that_nobody_has_gets_the_same_answer_and_no_letter(world):
    make_user(username="closed", email="khoa@laocai.gov.vn", is_active=False)
    make_user(username="lu", email="lu@laocai.gov.vn")
    answers = [
        ask_letter(email) for email in ("lu@laocai.gov.vn", "ai-do@laocai.gov.vn", "khoa@laocai.gov.vn")
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/quen-mat-khau/da-gui/")
    ] * 3
    assert [letter.to for letter in mail.outbox] == [["lu@laocai.gov.vn"]]
    assert Job.objects.filter(kind="accounts.reset_letters").count() == 3


def test_a_letter_names_the_portal_whatever_the_request_says(world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user(username="lu", email="lu@laocai.gov.vn")
    Client(headers={"host": "evil.example"}).post("/quen-mat-khau/", {"email": "lu@laocai.gov.vn"})
    jobs.work(Job.objects.get(kind="accounts.reset_letters").pk)
    assert "evil.example" not in mail.outbox[0].body
