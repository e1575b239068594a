"""The first roles of a new installation, given by a command."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core.models import AuditEvent
from tests.factories.units import make_province, make_user
from units.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(monkeypatch):
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "suong-mu-sa-pa-2026")
    return make_province().standing_body


def give(*words: str) -> str:
    told = io.StringIO()
    call_command("give_role", *words, stdout=told)
    return told.getvalue().strip()


def test_an_account_is_made_and_gets_its_role(body):
    told = give("hang", body.code, "OFFICER", "--full-name", "Nguyễn Thu Hằng")
    user = User.objects.get()
    assert told == f"Nguyễn Thu Hằng (hang): Chuyên viên thẩm định, {body}."
    assert user.check_password("suong-mu-sa-pa-2026") is True
    assert list(Membership.objects.values_list("user_id", "unit_id", "role")) == [
        (user.pk, body.pk, "OFFICER")
    ]
    names = AuditEvent.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["accounts.account_made", "units.membership_started"]


def test_who_has_an_account_only_gets_the_role(body):
    user = make_user("Đỗ Quang Minh", username="minh")
    assert give("minh", body.code, "OFFICE_HEAD").startswith("Đỗ Quang Minh (minh): ")
    assert (User.objects.count(), user.memberships.count()) == (1, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hang", "KHONG-CO", "OFFICER"), "Không có đơn vị đang hoạt động nào mang mã KHONG-CO."),
        (("hang", "", "OFFICER"), "Chưa có tài khoản hang."),
        (("minh", "", "OFFICER", "--full-name", "Đỗ Quang Minh"), "Tài khoản minh đã có."),
        (("minh", "", "OFFICE_HEAD"), "Người này đang giữ vai trò đó trong đơn vị."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(body, words, told):
    make_user("Đỗ Quang Minh", username="minh")
    give("minh", body.code, "OFFICE_HEAD")
    before = (User.objects.count(), Membership.objects.count(), AuditEvent.objects.count())
    with pytest.raises(CommandError) as refused:
        give(*[word or body.code for word in words])
    assert str(refused.value).startswith(told)
    assert (User.objects.count(), Membership.objects.count(), AuditEvent.objects.count()) == before


def test_a_weak_password_makes_no_account(body, monkeypatch):
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "12345678")
    with pytest.raises(CommandError):
        give("hang", body.code, "OFFICER", "--full-name", "Nguyễn Thu Hằng")
    assert User.objects.count() == 0
