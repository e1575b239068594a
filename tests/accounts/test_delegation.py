"""A role lent for a time: who may, to whom, until when, and that it says so wherever it is used."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from tests.factories.units import make_user
from units import actions
from units.actors import Actor
from units.models import Membership, Role
from units.queries import current_memberships

TODAY, FIRST, AFTER = date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 1)


def lend(world, by="head", deputy="editor", **change):
    own = world.actors[by].membership
    values = {
        "user_id": world.users[deputy].pk,
        "valid_from": FIRST,
        "valid_to": AFTER,
        "document_no": "12/GUQ-UBND",
        "document_on": TODAY,
    }
    return actions.delegate(own.pk, by=world.actors[by], **(values | change))


def roles_on(user, day):
    return [(row.role, row.delegated_by_id is not None) for row in current_memberships(user, day)]


def test_a_lent_role_begins_and_ends_by_itself(world):
    lent = lend(world)
    own, lent_too = ("EDITOR", False), ("HEAD", True)
    editor = world.users["editor"]
    days = [TODAY, FIRST, date(2026, 11, 30), AFTER]
    assert [roles_on(editor, day) for day in days] == [[own], [own, lent_too], [own, lent_too], [own]]
    assert [(event.name, event.data) for event in audit.history(lent)] == [
        (
            "units.role_delegated",
            {
                "user": editor.pk,
                "role": "HEAD",
                "document": "12/GUQ-UBND",
                "valid_from": "2026-11-25",
                "valid_to": "2026-12-01",
            },
        )
    ]


def test_it_ends_with_the_role_it_was_lent_from(world):
    lend(world)
    actions.end_membership(
        world.actors["head"].membership.pk, by=world.actors["admin"], on=date(2026, 11, 27)
    )
    days = [date(2026, 11, 26), date(2026, 11, 27)]
    assert [len(roles_on(world.users["editor"], day)) for day in days] == [2, 1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"valid_from": date(2026, 11, 23), "document_on": date(2026, 11, 20)}, "valid_from"),
        ({"valid_to": FIRST}, "valid_to"),
        ({"document_no": " "}, "document_no"),
        ({"document_no": "1" * 65}, "document_no"),
        ({"document_on": None}, "document_on"),
        ({"document_on": date(2026, 11, 26)}, "document_on"),
        ({"deputy": "neighbour_editor"}, "deputy"),
        ({"deputy": "school_editor"}, "deputy"),
        ({"deputy": "head"}, "deputy"),
        ({"deputy": "nobody"}, "deputy"),
    ],
)
def test_what_no_role_is_lent_with(world, change, field):
    with pytest.raises(RuleViolation) as refusal:
        lend(world, **change)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert Membership.objects.filter(delegated_by__isnull=False).count() == 0


def test_it_does_not_outlive_the_lender_s_own_role(world):
    Membership.objects.filter(pk=world.actors["head"].membership.pk).update(valid_to=date(2026, 11, 30))
    with pytest.raises(RuleViolation) as refusal:
        lend(world)
    sentence = "Vai trò của người ủy quyền chỉ còn đến hết ngày 29/11/2026."
    assert [(one.code, one.message) for one in refusal.value.problems] == [("outlives", sentence)]
    assert lend(world, valid_to=date(2026, 11, 30)).valid_to == date(2026, 11, 30)


def test_it_is_lent_once_at_a_time(world):
    lend(world)
    with pytest.raises(RuleViolation):
        lend(world, valid_from=date(2026, 11, 30), valid_to=date(2026, 12, 5))
    lend(world, valid_from=AFTER, valid_to=date(2026, 12, 5))


@pytest.mark.parametrize("by", ["editor", "clerk_office", "officer", "admin", "auditor", "consultee"])
def test_other_roles_are_not_lent(world, by):
    with pytest.raises(NotAllowed):
        lend(world, by, "head")


@pytest.mark.parametrize(
    ("by", "deputy"), [("office_head", "officer"), ("director", "officer"), ("leader", "editor")]
)
def test_the_lent_roles(world, by, deputy):
    assert lend(world, by, deputy).role == world.actors[by].role


def acting(lent):
    rows = Membership.objects.select_related("user", "unit", "delegated_by__user")
    lent = rows.get(pk=lent.pk)
    return Actor(lent.user, lent)


def test_a_lent_role_says_so_and_gives_no_power_over_accounts(world, as_role):
    deputy = acting(lend(world, valid_from=TODAY))
    assert deputy.name == "Người editor (được Người head ủy quyền)"
    assert deputy.role_label == "Thủ trưởng đơn vị (được ủy quyền)"
    with pytest.raises(NotAllowed):
        actions.delegate(
            deputy.membership.pk,
            by=deputy,
            user_id=world.users["leader"].pk,
            valid_from=FIRST,
            valid_to=AFTER,
            document_no="13",
            document_on=TODAY,
        )
    with pytest.raises(NotAllowed):
        actions.give_code(world.users["school_editor"].pk, by=deputy)
    with pytest.raises(NotAllowed):
        actions.start_membership(
            by=deputy,
            user_id=make_user().pk,
            unit_id=world.units.commune.pk,
            role=Role.EDITOR,
            valid_from=TODAY,
        )
    client = as_role("editor")
    assert client.get("/tai-khoan/").status_code == 403
    client.post(reverse("units:act_for"), {"membership": deputy.membership.pk})
    page = client.get("/viec-cua-toi/").content.decode()
    assert "Thủ trưởng đơn vị (được ủy quyền)" in page
    assert client.get("/tai-khoan/").status_code == 403
    assert client.get("/uy-quyen/").status_code == 403


def test_taken_back_it_ends_at_once(world):
    lent = lend(world, valid_from=TODAY)
    with pytest.raises(NotAllowed):
        actions.revoke_delegation(lent.pk, by=world.actors["leader"])
    with clock.at(datetime(2026, 11, 26, 3, tzinfo=UTC)):
        actions.revoke_delegation(lent.pk, by=world.actors["head"])
        assert roles_on(world.users["editor"], clock.today()) == [("EDITOR", False)]
        with pytest.raises(Stale):
            actions.revoke_delegation(lent.pk, by=world.actors["head"])
    assert audit.history(lent)[-1].name == "units.delegation_revoked"


def test_before_it_began_it_never_was(world):
    lent = lend(world)
    actions.revoke_delegation(lent.pk, by=world.actors["admin"])
    assert [len(roles_on(world.users["editor"], day)) for day in (TODAY, FIRST)] == [1, 1]


def test_the_page_lends_and_takes_back(world, as_role):
    client = as_role("head")
    data = {
        "form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0001",
        "deputy": world.actors["editor"].membership.pk,
        "valid_from": "25/11/2026",
        "last_day": "30/11/2026",
        "document_no": "12/GUQ-UBND",
        "document_on": "24/11/2026",
    }
    stranger = client.post("/uy-quyen/", data | {"deputy": world.actors["neighbour_editor"].membership.pk})
    assert (stranger.status_code, [*stranger.context["form"].errors]) == (422, ["deputy"])
    assert client.post("/uy-quyen/", data)["Location"] == "/uy-quyen/"
    lent = Membership.objects.get(delegated_by__isnull=False)
    assert (lent.valid_from, lent.valid_to) == (FIRST, AFTER)
    back = reverse("units:delegation_revoke", args=[lent.pk])
    page = client.get("/uy-quyen/").content.decode()
    assert (back in page, "từ 25/11/2026<br>đến hết 30/11/2026" in page) == (True, True)
    client.post(back, {"form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0002"})
    page = client.get("/uy-quyen/").content.decode()
    assert (back in page, "đến hết" in page.split("Đã ủy quyền</h2>")[1]) == (False, False)
    assert "không giữ ngày nào" in page
