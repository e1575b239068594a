"""Handover: what lies with a role is shown, passes on in one deed, or not at all."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Round
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from tests.access.world import open_round
from tests.factories.nominations import make_draft
from tests.factories.units import make_membership, make_user
from units import actions
from units.models import Membership, Role
from units.staff import lying_with, seen_of

TODAY = date(2026, 11, 24)


def shown(membership):
    return [(one.count, one.label, one.moves) for one in lying_with(membership)]


def pass_on(world, role="officer", by="admin", successor=None, **change):
    own = world.actors[role].membership
    values = {"successor_id": (successor or make_user()).pk, "seen": seen_of(lying_with(own))} | change
    return actions.hand_over(own.pk, by=world.actors[by], **values)


def test_a_round_goes_to_the_successor_and_what_is_the_unit_s_stays(world):
    own = world.actors["officer"].membership
    round_ = open_round(world, officer_id=own.pk)
    open_round(world)
    assert shown(own) == [(1, "đợt xét ghi tên người này phụ trách", True)]
    new = pass_on(world)
    own.refresh_from_db()
    assert (own.valid_to, new.valid_from, new.valid_to, new.role, new.unit) == (
        TODAY,
        TODAY,
        None,
        "OFFICER",
        world.units.office,
    )
    assert list(Round.objects.order_by("pk").values_list("officer", flat=True)) == [new.pk, None]
    names = [(event.name, event.data) for event in audit.history(own)]
    assert names == [
        ("units.membership_ended", {"valid_to": "2026-11-24"}),
        ("units.role_handed_over", {"successor": new.user_id, "membership": new.pk, "moved": {"rounds": 1}}),
    ]
    assert audit.history(round_)[-1].data == {"from": own.pk, "to": new.pk}


def test_the_work_of_a_unit_is_counted_and_stays(world, as_role):
    round_ = open_round(world)
    dossier = make_draft(world.actors["editor"], round_)
    own = world.actors["editor"].membership
    assert shown(own) == [(1, "việc về hồ sơ: soạn, bổ sung, duyệt, tiếp nhận, thẩm định", False)]
    user = make_user(username="lu")
    new = pass_on(world, "editor", "head", user)
    assert (new.user, new.unit) == (user, world.units.commune)
    dossier.refresh_from_db()
    assert (dossier.unit, dossier.created_by) == (world.units.commune, world.users["editor"])
    assert as_role("editor").get(reverse("nominations:dossier_detail", args=[dossier.pk])).status_code == 404


def test_what_was_seen_is_what_passes_on(world):
    own = world.actors["officer"].membership
    seen = seen_of(lying_with(own))
    open_round(world, officer_id=own.pk)
    with pytest.raises(Stale):
        pass_on(world, seen=seen)
    own.refresh_from_db()
    assert (own.valid_to, Membership.objects.filter(role=Role.OFFICER, valid_from=TODAY).count()) == (None, 0)


def test_who_holds_the_role_already_takes_it_over(world):
    colleague = make_membership(world.units.office, Role.OFFICER)
    assert pass_on(world, successor=colleague.user) == colleague
    assert Membership.objects.filter(user=colleague.user).count() == 1


@pytest.mark.parametrize("by", ["head", "office_head", "officer", "auditor"])
def test_who_may_not_hand_an_officer_s_role_over(world, by):
    with pytest.raises(NotAllowed):
        pass_on(world, by=by)


def test_nobody_takes_a_role_over_by_his_own_deed(world):
    with pytest.raises(NotAllowed):
        pass_on(world, "editor", "head", world.users["head"])


def test_a_successor_is_somebody_else_with_an_open_account(world):
    for successor in (world.users["officer"], make_user(is_active=False)):
        with pytest.raises(RuleViolation):
            pass_on(world, successor=successor)


def test_a_role_is_handed_over_once(world):
    pass_on(world)
    with pytest.raises(Stale):
        pass_on(world)


def test_a_failure_on_the_way_leaves_everything_as_it_was(world, monkeypatch):
    own = world.actors["officer"].membership
    open_round(world, officer_id=own.pk)
    record = audit.record

    def fail(name, **values):
        if name == "units.role_handed_over":
            raise OSError("the log is full")
        return record(name, **values)

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(OSError, match="the log is full"):
        pass_on(world)
    own.refresh_from_db()
    assert (own.valid_to, Round.objects.get().officer_id) == (None, own.pk)


def test_the_page_shows_the_list_and_does_the_deed(world, as_role):
    own, client = world.actors["officer"].membership, as_role("admin")
    open_round(world, officer_id=own.pk)
    make_user("Lục Văn Tuyển", username="tuyen.luc.snv")
    where = reverse("units:role_hand_over", args=[own.pk])
    page = client.get(where)
    assert "1 đợt xét ghi tên người này phụ trách" in page.content.decode()
    data = {"form_key": "5f1d1a1e-0b0e-4c1b-9a3c-0d9d8f1f0001", "seen": page.context["form"]["seen"].value()}
    unknown = client.post(where, data | {"successor": "khong.co.ai"})
    assert (unknown.status_code, [*unknown.context["form"].errors]) == (422, ["successor"])
    done = client.post(where, data | {"successor": " Tuyen.Luc.SNV"})
    new = Membership.objects.get(user__username="tuyen.luc.snv")
    assert (done.status_code, done["Location"]) == (302, f"/tai-khoan/{new.user_id}/")
    assert new.valid_from == clock.today()
