"""Accounts by Excel: what each row is, who may, all or nothing, codes shown once."""

import pytest

from accounts import codes
from accounts.models import OneTimeCode, User
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.accounts.importing import checked, row, run, send, told, written
from tests.awards.importing import cells_of
from tests.factories.units import make_membership, make_user
from tests.views.counting import asked
from units.account_files import actions, checking, queries
from units.account_files.rows import TWICE, AccountLine, probable
from units.account_files.template import template
from units.models import AccountFile, Membership, Role
from units.models.account_file import WRITE_JOB

LIST = "/tai-khoan/nhap/"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def admin(world):
    return world.actors["admin"]


@pytest.fixture
def head(world):
    return world.actors["head"]


def test_each_row_says_what_it_is(world, admin):
    commune = world.units.commune
    known = make_user("Lý Seo Sì", username="si.ly.yty")
    make_membership(commune, Role.EDITOR, user=known)
    before = User.objects.count()
    found = checked(
        admin,
        row(unit=commune.code),
        row(full_name="Lý Seo Sì", username="si.ly.yty", unit=commune.code),
        row(full_name="Lý Seo Sì", username="si.ly.yty2", unit=commune.code),
        row(full_name="Người khác", username="admin", unit=commune.code),
        row(full_name="", username="Có dấu", phone="abc", unit="x", role="Vua", last_day="2026"),
        row(full_name="Vàng A Dơ", unit=commune.code),
        row(username="pao.sung2.yty", phone="", unit=commune.code),
    )
    roles = "; ".join(role.label for role in Role)
    assert told(found) == [
        (2, "NEW", []),
        (3, "KNOWN", [checking.IS_KNOWN]),
        (4, "DUPLICATE", [checking.UNCLEAR]),
        (
            5,
            "ERROR",
            [
                "Tên đăng nhập: Tên đăng nhập này đã có người dùng. Thêm nơi công tác hoặc một chữ số, "
                "ví dụ hoa.ly2.snv."
            ],
        ),
        (
            6,
            "ERROR",
            [
                "Họ và tên: chưa điền.",
                "Đơn vị: không có đơn vị mang mã hoặc tên “x”. Ghi mã hoặc tên đầy đủ như danh mục.",
                f"Vai trò: “Vua” không có trong danh sách. Chọn: {roles}.",
                "Đến hết ngày: “2026” không phải ngày. Ghi ngày/tháng/năm, ví dụ 05/02/1985.",
                "Tên đăng nhập: Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm; "
                "ví dụ hoa.ly.snv.",
                "Điện thoại: Ghi số điện thoại bằng chữ số, ví dụ 0214 3800 126, hoặc để trống.",
            ],
        ),
        (7, "ERROR", [TWICE.format(number=2)]),
        (8, "DUPLICATE", ["Cùng họ tên, đơn vị với dòng 2 của tệp. Chọn trên trang của tệp."]),
    ]
    assert found.counts == {"NEW": 1, "KNOWN": 1, "DUPLICATE": 2, "ERROR": 3}
    assert User.objects.count() == before


def test_a_head_names_his_own_reach_and_what_he_may_give(world, head):
    own, other = world.units.commune, world.units.neighbour
    found = checked(
        head,
        row(unit=own.code),
        row(username="a.b.c", unit=other.code),
        row(full_name="Má A Sò", username="so.ma.yty", unit=own.code, role="Thủ trưởng đơn vị"),
        row(full_name="Má A Sinh", username="sinh.ma.yty", unit=own.code, role="Quản trị hệ thống"),
    )
    allowed = "Người phụ trách thi đua, khen thưởng; Thủ trưởng đơn vị; Văn thư; Cơ quan được lấy ý kiến"
    assert [(number, kind) for number, kind, _ in told(found)] == [
        (2, "NEW"),
        (3, "ERROR"),
        (4, "ERROR"),
        (5, "ERROR"),
    ]
    assert told(found)[1][2] == [
        f"Đơn vị: ngoài phạm vi. Đồng chí lập tài khoản cho {own.body_name} và đơn vị trực thuộc."
    ]
    assert told(found)[2][2] == [f"Vai trò: do quản trị hệ thống giao. Chọn: {allowed}."]
    assert told(found)[3][2] == [f"Vai trò: “Quản trị hệ thống” không có trong danh sách. Chọn: {allowed}."]
    for name in ("admin", "editor", "neighbour_editor"):
        with pytest.raises(NotAllowed):
            actions.accept(found.pk, seen=1, by=world.actors[name])
    with pytest.raises(NotAllowed):
        send(world.actors["editor"], row())
    sheet = cells_of(template(checking.known_for(own.pk, is_wide=False)), 1)
    assert own.code in [line[1] for line in sheet] + [line[0] for line in sheet]
    assert other.code not in [cell for line in sheet for cell in line]


def test_what_was_decided_is_made_once_and_codes_are_readable_once(world, admin):
    commune = world.units.commune
    make_membership(commune, Role.CLERK_OFFICE, user=make_user("Lý Seo Sì", username="si.ly.yty"))
    twin = row(full_name="Lý Seo Sì", username="si.ly.yty2", phone="", unit=commune.code)
    found = checked(admin, row(unit=commune.code), twin)
    assert queries.rows_to_write(found).count() == 1
    found = actions.decide(found.pk, {3: "OTHER"}, seen=1, by=admin)
    with pytest.raises(RuleViolation):
        actions.decide(found.pk, {3: "x"}, seen=2, by=admin)
    with pytest.raises(Stale):
        actions.accept(found.pk, seen=1, by=admin)
    with pytest.raises(Stale):
        actions.hand_out_codes(found.pk, by=admin)
    found = written(found, admin)
    assert (found.state, found.written) == ("DONE", 2)
    with pytest.raises(Stale):
        actions.accept(found.pk, seen=2, by=admin)
    run(found, WRITE_JOB)
    made = list(found.rows.order_by("number").values_list("account__username", flat=True))
    assert made == ["pao.sung.yty", "si.ly.yty2"]
    assert OneTimeCode.objects.filter(user__username__in=made).count() == 0
    given = [(each.account.username, code) for each, code in actions.hand_out_codes(found.pk, by=admin)]
    assert [name for name, _ in given] == made
    assert len({code for _, code in given}) == 2
    for name, code in given:
        assert codes.fits(code, OneTimeCode.objects.get(user__username=name).hash)
    logged = AuditEvent.objects.filter(name="accounts.code_given", object_id__in=found.rows.values("account"))
    assert logged.count() == 2
    with pytest.raises(Stale):
        actions.hand_out_codes(found.pk, by=admin)


def test_what_came_in_between_is_left_out_and_an_ended_role_writes_nothing(world, admin):
    code = world.units.commune.code
    second = row(full_name="Má A Sò", username="so.ma.yty", phone="", unit=code)
    found = checked(admin, row(unit=code), second)
    actions.accept(found.pk, seen=1, by=admin)
    make_user("Ai đó", username="so.ma.yty")
    found = run(found, WRITE_JOB)
    assert found.written == 1
    dropped = "Tên đăng nhập này đã có người dùng. Thêm nơi công tác hoặc một chữ số, ví dụ hoa.ly2.snv."
    assert [todo for _, todo in queries.rows_with_todo(found)] == ["", dropped]

    other = checked(admin, row(full_name="Má A Sinh", username="sinh.ma.yty", phone="", unit=code))
    actions.accept(other.pk, seen=1, by=admin)
    Membership.objects.filter(pk=admin.membership.pk).update(valid_to=admin.membership.valid_from)
    other = run(other, WRITE_JOB)
    assert (other.state, User.objects.filter(username="sinh.ma.yty").exists()) == ("FAILED", False)


def test_an_interrupted_writing_leaves_nothing(world, admin, monkeypatch):
    found = checked(admin, row(unit=world.units.commune.code))
    actions.accept(found.pk, seen=1, by=admin)

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(actions.AccountRow.objects, "bulk_update", broken)
        found = run(found, WRITE_JOB)
    assert (found.state, User.objects.filter(username="pao.sung.yty").exists()) == ("WRITING", False)
    actions.run_again(found.pk, by=admin)
    assert run(found, WRITE_JOB).written == 1


def test_the_pages_lead_from_the_file_to_the_slips(world, as_role, admin):
    client = as_role("admin")
    code = world.units.commune.code
    second = row(full_name="Má A Sò", username="so.ma2.yty", phone="", unit=code)
    found = checked(admin, row(unit=code), second, row(username="x", unit=code))
    address = f"{LIST}{found.pk}/"
    page = client.get(address).content.decode()
    assert "Bấm “Lập tài khoản” sẽ lập 2 tài khoản." in page
    todo = cells_of(client.get(f"{address}tep-loi/").content)
    assert [line[-1] for line in todo][:3] == ["Cần làm gì", None, None]
    assert todo[3][-1].startswith("Tên đăng nhập: Tên đăng nhập gồm 3 đến 60")
    written(found, admin)
    assert "2 tài khoản chưa có mã một lần còn hiệu lực" in client.get(address).content.decode()
    slips = client.post(f"{address}cap-ma/", {"form_key": _key(client, address)})
    assert slips.status_code == 200
    assert "no-store" in slips["Cache-Control"]
    assert slips.content.decode().count('<section class="card h-100">') == 2
    assert "chưa có mã một lần còn hiệu lực" not in client.get(address).content.decode()


def _key(client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.split('name="form_key" value="')[1].split('"')[0]


def test_one_row_or_three_ask_the_same(world, as_role, admin):
    client = as_role("admin")
    found = checked(admin, row(unit=world.units.commune.code))
    pages = (LIST, f"{LIST}{found.pk}/")
    one = [_cost(client, page) for page in pages]
    for number in (1, 2):
        checked(admin, row(username=f"a{number}.b.c"))
    more = checked(admin, *(row(username=f"x{number}.b.c", full_name=f"Tên {number}") for number in range(3)))
    pages = (LIST, f"{LIST}{more.pk}/")
    assert [_cost(client, page) for page in pages] == one
    assert AccountFile.objects.count() == 4


def _cost(client, page: str) -> int:
    with asked() as counted:
        assert client.get(page).status_code == 200
    return len(counted)


@pytest.mark.parametrize(
    ("phone", "email", "found"),
    [
        ("0912 345 678", "", [1]),
        ("0214 3800 126", "", []),
        ("", "chu@laocai.gov.vn", [1]),
        ("0912 345 679", "", []),
        ("", "", []),
    ],
)
def test_a_mobile_number_tells_a_person_a_landline_only_an_office(phone, email, found):
    lines = [
        AccountLine(1, "a.b.yty", "ly seo si", "0912 345 678", "chu@laocai.gov.vn", True, frozenset()),
        AccountLine(2, "c.d.yty", "ly seo pao", "0214 3800 126", "", True, frozenset()),
    ]
    values = {"unit": 7, "phone": phone, "email": email}
    assert probable(values, "giang thi chu", lines) == found
