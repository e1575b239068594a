"""The first log-in: three tasks, gone when opened or put away; one's own telephone."""

import pytest

from accounts.models import FirstTask, User
from core import audit

KEY = "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0001"


@pytest.fixture
def newcomer(world, as_role):
    """The editor, who has just set his password for the first time."""
    User.objects.filter(username="editor").update(first_tasks=FirstTask.values)
    return as_role("editor")


def left(client):
    page = client.get("/viec-cua-toi/")
    return [task.value for task in page.context["first_tasks"] if task.label in page.content.decode()]


def test_each_task_leads_somewhere_and_is_gone(world, newcomer):
    assert left(newcomer) == ["DETAILS", "UNIT", "GUIDE"]
    places = {"UNIT": f"/don-vi/{world.units.commune.pk}/", "GUIDE": "/tro-giup/nguoi-lap-ho-so/"}
    for task, place in places.items():
        response = newcomer.post(f"/viec-lan-dau/{task}/")
        assert (response.status_code, response["Location"]) == (302, place)
        assert newcomer.get(place).status_code == 200
    assert left(newcomer) == ["DETAILS"]
    assert newcomer.post("/viec-lan-dau/DETAILS/")["Location"] == "/tai-khoan/cua-toi/"
    assert left(newcomer) == []
    assert "Lần đầu đăng nhập" not in newcomer.get("/viec-cua-toi/").content.decode()


def test_all_are_put_away_at_once(newcomer):
    assert newcomer.post("/viec-lan-dau/tat-ca/")["Location"] == "/viec-cua-toi/"
    assert left(newcomer) == []
    assert newcomer.post("/viec-lan-dau/khac/").status_code == 404


def test_one_corrects_only_one_s_own_telephone(world, newcomer):
    data = {"form_key": KEY, "version": 1, "phone": "0214 3800 201", "full_name": "Khác", "email": "x@y.vn"}
    assert newcomer.post("/tai-khoan/cua-toi/", data | {"phone": "gọi sau"}).status_code == 422
    assert newcomer.post("/tai-khoan/cua-toi/", data).status_code == 302
    user = User.objects.get(username="editor")
    assert (user.phone, user.full_name, user.email) == ("0214 3800 201", "Người editor", "")
    (event,) = audit.history(user)
    assert (event.name, event.actor_id, event.data) == (
        "accounts.account_changed",
        user.pk,
        {"changed": ["phone"]},
    )
    stale = newcomer.post("/tai-khoan/cua-toi/", data | {"form_key": KEY.replace("01", "02")})
    assert stale.status_code == 409
