"""Accounts by ADMIN and heads: made, changed, closed, opened; who may, what it leaves in the log."""

from datetime import date

import pytest

from accounts.models import OneTimeCode, User
from core import audit
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from reviews.models import Council, CouncilMember, Function
from tests.factories.units import make_membership, make_user
from units import actions
from units.actors import Actor
from units.models import Membership, Role

TODAY = date(2026, 11, 24)


def new_account(world, by="head", **change):
    values = {
        "by": world.actors[by],
        "username": " Pao.Sung.YTy ",
        "full_name": "Sùng  A Páo",
        "phone": "0214 3800 555",
        "email": "Pao@LaoCai.gov.vn",
        "unit_id": world.units.commune.pk,
        "role": Role.EDITOR,
        "valid_from": TODAY,
    }
    return actions.open_account(**(values | change))


def events(obj):
    return [(event.name, event.actor_id, event.data) for event in audit.history(obj)]


def test_an_account_is_made_with_its_first_role_and_a_code_but_no_password(world):
    user, code = new_account(world)
    stored = User.objects.get(pk=user.pk)
    assert (stored.username, stored.full_name, stored.folded, stored.phone, stored.email) == (
        "pao.sung.yty",
        "Sùng A Páo",
        "sung a pao pao sung yty",
        "0214 3800 555",
        "pao@laocai.gov.vn",
    )
    assert (stored.has_usable_password(), stored.is_active, stored.is_staff) == (False, True, False)
    role = Membership.objects.get(user=user)
    assert (role.unit, role.role, role.valid_from, role.valid_to) == (
        world.units.commune,
        "EDITOR",
        TODAY,
        None,
    )
    assert code not in repr(list(OneTimeCode.objects.values()))
    head = world.users["head"].pk
    assert events(user) == [
        ("accounts.account_made", head, {"username": "pao.sung.yty"}),
        ("accounts.code_given", head, {}),
    ]
    assert [name for name, *_ in events(role)] == ["units.membership_started"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"full_name": "A" * 101}, "full_name"),
        ({"phone": "gọi sau"}, "phone"),
        ({"email": "pao@laocai"}, "email"),
        ({"username": "Páo"}, "username"),
        ({"username": "ab"}, "username"),
        ({"username": "EDITOR"}, "username"),
        ({"valid_to": TODAY}, "valid_to"),
        ({"valid_from": date(2020, 1, 1)}, "unit"),
    ],
)
def test_what_no_account_is_made_with(world, change, field):
    users = User.objects.count()
    with pytest.raises(RuleViolation) as refusal:
        new_account(world, **change)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert (User.objects.count(), AuditEvent.objects.count()) == (users, 0)


@pytest.mark.parametrize(
    ("by", "unit", "role", "may"),
    [
        ("head", "commune", Role.EDITOR, True),
        ("head", "commune", Role.CLERK_OFFICE, True),
        ("head", "commune", Role.CONSULTEE, True),
        ("head", "school", Role.HEAD, True),
        ("head", "commune", Role.HEAD, False),
        ("head", "commune", Role.LEADER, False),
        ("head", "commune", Role.OFFICER, False),
        ("head", "commune", Role.ADMIN, False),
        ("head", "neighbour", Role.EDITOR, False),
        ("head", "province", Role.EDITOR, False),
        ("admin", "province", Role.LEADER, True),
        ("admin", "standing_body", Role.ADMIN, True),
        ("editor", "commune", Role.EDITOR, False),
        ("leader", "commune", Role.EDITOR, False),
        ("office_head", "office", Role.OFFICER, False),
        ("auditor", "commune", Role.EDITOR, False),
    ],
)
def test_who_gives_which_role_where(world, by, unit, role, may):
    values = {"unit_id": getattr(world.units, unit).pk, "role": role}
    if may:
        assert new_account(world, by, **values)[0].memberships.get().role == role
    else:
        with pytest.raises(NotAllowed):
            new_account(world, by, **values)
        assert not User.objects.filter(username="pao.sung.yty").exists()


@pytest.mark.parametrize("by", ["head", "admin"])
def test_nobody_gives_himself_a_role(world, by):
    with pytest.raises(NotAllowed):
        actions.start_membership(
            by=world.actors[by],
            user_id=world.users[by].pk,
            unit_id=world.units.commune.pk,
            role=Role.EDITOR,
            valid_from=TODAY,
        )


def handle(world, by, user):
    """Every deed that opens a way into an account, or closes it; return who was refused."""
    values = {"version": user.version, "full_name": user.full_name, "phone": "", "email": "x@laocai.gov.vn"}
    deeds = {
        "code": lambda: actions.give_code(user.pk, by=by),
        "change": lambda: actions.change_account(user.pk, by=by, **values),
        "disable": lambda: actions.disable_account(user.pk, by=by, reason="Nghỉ việc"),
        "enable": lambda: actions.enable_account(user.pk, by=by),
    }
    refused = []
    for name, deed in deeds.items():
        try:
            deed()
        except NotAllowed:
            refused.append(name)
    return refused


ALL = ["code", "change", "disable", "enable"]


def test_a_head_does_not_take_over_an_account_by_giving_it_a_role_of_his_unit(world):
    head, admin = world.actors["head"], world.users["admin"]
    make_membership(world.units.commune, Role.EDITOR, user=admin)
    assert handle(world, head, admin) == ALL
    assert handle(world, head, world.users["leader"]) == ALL
    assert handle(world, head, world.users["neighbour_editor"]) == ALL
    assert handle(world, head, world.users["head"]) == ALL
    assert handle(world, head, make_user()) == ALL
    assert handle(world, head, world.users["editor"]) == []
    assert handle(world, head, world.users["school_editor"]) == []


def test_an_account_with_a_seat_in_a_council_is_for_the_administrator(world):
    secretary = world.users["secretary"]
    assert handle(world, world.actors["chair"], secretary) == []
    council = Council.objects.create(
        unit=world.units.province, name="Hội đồng", decision_no="1/QĐ", decision_on=TODAY
    )
    CouncilMember.objects.create(
        council=council,
        user=secretary,
        function=Function.MEMBER,
        title="Phó Giám đốc",
        unit=world.units.department,
        valid_from=TODAY,
    )
    assert handle(world, world.actors["chair"], secretary) == ALL
    secretary.refresh_from_db()
    assert handle(world, world.actors["admin"], secretary) == []


def test_an_account_is_changed_as_it_was_shown(world):
    user, by = world.users["editor"], world.actors["head"]
    values = {"full_name": "Chảo Thị Hương", "phone": "0214 3800 201", "email": ""}
    actions.change_account(user.pk, by=by, version=1, **values)
    user.refresh_from_db()
    assert (user.full_name, user.phone, user.folded, user.version) == (
        "Chảo Thị Hương",
        "0214 3800 201",
        "chao thi huong editor",
        2,
    )
    assert events(user) == [("accounts.account_changed", by.user_id, {"changed": ["full_name", "phone"]})]
    with pytest.raises(Stale) as stale:
        actions.change_account(user.pk, by=by, version=1, **(values | {"phone": "0214 3800 999"}))
    assert stale.value.theirs[1] == ("Điện thoại", "0214 3800 201")
    assert stale.value.mine[1] == ("Điện thoại", "0214 3800 999")


def test_closing_ends_every_log_in_for_good(world, as_role):
    client, user = as_role("editor"), world.users["editor"]
    actions.give_code(user.pk, by=world.actors["head"])
    assert client.get("/viec-cua-toi/").status_code == 200
    actions.disable_account(user.pk, by=world.actors["head"], reason="Nghỉ việc")
    assert client.get("/viec-cua-toi/").status_code == 302
    assert user.codes.filter(ended_at=None).count() == 0
    with pytest.raises(Stale):
        actions.give_code(user.pk, by=world.actors["head"])
    actions.enable_account(user.pk, by=world.actors["head"])
    assert client.get("/viec-cua-toi/").status_code == 302
    names = [name for name, *_ in events(user)]
    assert names == ["accounts.code_given", "accounts.account_disabled", "accounts.account_enabled"]
    assert audit.history(user)[1].reason == "Nghỉ việc"


def test_closing_needs_a_reason_and_is_done_once(world):
    user, by = world.users["editor"], world.actors["head"]
    with pytest.raises(RuleViolation):
        actions.disable_account(user.pk, by=by, reason=" ")
    actions.disable_account(user.pk, by=by, reason="Nghỉ việc")
    with pytest.raises(Stale):
        actions.disable_account(user.pk, by=by, reason="Nghỉ việc")
    actions.enable_account(user.pk, by=by)
    with pytest.raises(Stale):
        actions.enable_account(user.pk, by=by)


def test_the_last_administrator_stays(world):
    admin = world.actors["admin"]
    second = make_membership(world.units.standing_body, Role.ADMIN, valid_to=date(2026, 12, 31))
    with pytest.raises(RuleViolation):
        actions.end_membership(admin.membership.pk, by=admin, on=date(2026, 12, 1))
    third = make_membership(world.units.standing_body, Role.ADMIN)
    third.unit.refresh_from_db()
    other = Actor(third.user, third)
    actions.disable_account(admin.user_id, by=other, reason="Nghỉ việc")
    with pytest.raises(RuleViolation):
        actions.end_membership(third.pk, by=other, on=date(2026, 12, 1))
    with pytest.raises(RuleViolation):
        actions.disable_account(third.user_id, by=Actor(second.user, second), reason="Nghỉ việc")
    actions.enable_account(admin.user_id, by=other)
    actions.end_membership(third.pk, by=other, on=date(2026, 12, 1))
    assert Membership.objects.get(pk=third.pk).valid_to == date(2026, 12, 1)


def test_a_role_is_held_once_at_a_time(world):
    user = make_user()
    values = {"user_id": user.pk, "unit_id": world.units.commune.pk, "role": Role.EDITOR}
    by = world.actors["head"]
    actions.start_membership(by=by, **values, valid_from=TODAY, valid_to=date(2026, 12, 1))
    with pytest.raises(RuleViolation) as refusal:
        actions.start_membership(by=by, **values, valid_from=date(2026, 11, 30))
    assert [problem.code for problem in refusal.value.problems] == ["role_held"]
    actions.start_membership(by=by, **values, valid_from=date(2026, 12, 1))
    assert Membership.objects.filter(user=user).count() == 2
