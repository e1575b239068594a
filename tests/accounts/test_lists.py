"""The list of accounts, its filters and its cost; what waits for the administrator."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.codes import hash_of
from accounts.models import OneTimeCode, User
from tests.access.world import NOW
from tests.factories.units import make_membership, make_user
from tests.views.counting import asked
from units.queries_accounts import waiting_for


def listed(client, query=""):
    return [user.username for user in client.get(f"/tai-khoan/{query}").context["page"].rows]


def test_a_head_lists_his_unit_and_below_and_the_administrator_all(world, as_role):
    make_membership(world.units.commune, user=make_user(username="gone"), valid_to=date(2026, 11, 24))
    assert sorted(listed(as_role("head"))) == [
        "clerk_office",
        "commune_officer",
        "consultee",
        "editor",
        "head",
        "leader",
        "school_editor",
    ]
    assert len(listed(as_role("admin"))) == User.objects.count()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=nguoi+SCHOOL", ["school_editor"]),
        ("?vai_tro=LEADER", ["leader"]),
        ("?don_vi=thcs", ["school_editor"]),
        ("?don_vi=a+mu+sung", []),
        ("?tinh_trang=khoa", ["consultee"]),
        ("?tinh_trang=chua-dung&vai_tro=EDITOR&q=school", ["school_editor"]),
        ("?q=%25", None),
        ("?password__startswith=p", None),
    ],
)
def test_filters(world, as_role, query, found):
    client = as_role("head")
    User.objects.filter(username="consultee").update(is_active=False)
    everybody = listed(client)
    assert listed(client, query) == (everybody if found is None else found)


def test_the_export_holds_what_is_listed_and_no_formula(world, as_role):
    client = as_role("head")
    User.objects.filter(username="editor").update(full_name="=HYPERLINK(1)")
    sheet = load_workbook(BytesIO(client.get("/tai-khoan/?vai_tro=EDITOR&xuat=xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert [row[1] for row in rows[1:]] == listed(client, "?vai_tro=EDITOR")
    assert [cell.data_type for cell in next(iter(sheet["A2":"A2"]))] == ["s"]


def test_one_account_costs_what_many_cost(world, as_role):
    client = as_role("head")
    with asked() as few:
        client.get("/tai-khoan/")
    for _ in range(5):
        make_membership(world.units.commune)
    with asked() as many:
        client.get("/tai-khoan/")
    assert len(many) == len(few) <= 8
    with asked() as page:
        client.get(f"/tai-khoan/{world.users['editor'].pk}/")
    assert len(page) <= 12
    assert (many.twice, page.twice) == ([], [])


def waiting(world, role="admin"):
    return [(item.title, item.due) for item in waiting_for(world.actors[role])]


def test_what_waits_for_the_administrator(world):
    User.objects.update(date_joined=NOW - timedelta(days=30), last_login=NOW)
    assert waiting(world) == []
    user = world.users["editor"]
    User.objects.filter(pk=user.pk).update(last_login=None)
    OneTimeCode.objects.create(
        user=user,
        hash=hash_of("x"),
        made_at=NOW - timedelta(hours=24),
        made_by=world.users["admin"],
        expires_at=NOW,
    )
    for day in (date(2026, 12, 8), date(2026, 12, 9)):
        make_membership(world.units.commune, user=world.users["leader"], valid_to=day)
    assert waiting(world) == [
        ("Cấp lại mã một lần: Người editor", None),
        ("1 tài khoản lập đã 30 ngày chưa đăng nhập lần nào", None),
        ("Vai trò sắp kết thúc: Người leader", date(2026, 12, 7)),
    ]
    assert waiting(world, "head") == []
    User.objects.update(date_joined=NOW - timedelta(days=29))
    assert len(waiting(world)) == 2
