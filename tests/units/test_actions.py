"""Deeds on people and roles: they work, they refuse, they leave their line in the log."""

from datetime import UTC, date, datetime

import pytest

from core import audit, clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.units import make_actor, make_membership, make_person, make_province, make_user
from units import actions
from units.models import Membership, Person, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def world():
    return make_province()


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def broken_log(monkeypatch):
    """The log takes nothing: a deed that goes on without it would be seen."""

    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("name", "object_type", "object_id", "data"))


def test_add_person(world):
    editor = make_actor(world.commune)
    person = actions.add_person(
        by=editor,
        unit_id=world.commune.pk,
        full_name="  Lý  Seo Sì ",
        birth_date=date(1985, 3, 14),
        gender="MALE",
        position="Công chức địa chính",
        leader_class="DIRECT_WORKER",
    )
    stored = Person.objects.values(
        "unit", "full_name", "folded", "birth_date", "gender", "position", "leader_class", "created_at"
    ).get()
    assert stored == {
        "unit": world.commune.pk,
        "full_name": "Lý Seo Sì",
        "folded": "ly seo si",
        "birth_date": date(1985, 3, 14),
        "gender": "MALE",
        "position": "Công chức địa chính",
        "leader_class": "DIRECT_WORKER",
        "created_at": NOW,
    }
    assert events() == [("units.person_added", "units.person", person.pk, {"unit": world.commune.pk})]


@pytest.mark.parametrize(
    ("where", "role", "allowed"),
    [
        ("commune", Role.EDITOR, True),
        ("commune", Role.HEAD, True),
        ("office", Role.OFFICER, True),
        ("commune", Role.LEADER, False),
        ("commune", Role.CLERK_OFFICE, False),
        ("standing_body", Role.EDITOR, False),
        ("standing_body", Role.ADMIN, False),
        ("standing_body", Role.AUDITOR, False),
    ],
)
def test_who_adds_a_person_of_the_commune(world, where, role, allowed):
    actor = make_actor(getattr(world, where), role)
    values = {"by": actor, "unit_id": world.commune.pk, "full_name": "Lý Seo Sì"}
    if allowed:
        actions.add_person(**values)
    else:
        with pytest.raises(NotAllowed):
            actions.add_person(**values)
    assert (Person.objects.count(), len(events())) == ((1, 1) if allowed else (0, 0))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"full_name": "A" * 121}, "full_name"),
        ({"birth_date": TODAY}, "birth_date"),
        ({"gender": "X"}, "gender"),
        ({"position": "A" * 161}, "position"),
        ({"leader_class": "KING"}, "leader_class"),
    ],
)
def test_add_person_refuses_values(world, change, field):
    values = {"by": make_actor(world.commune), "unit_id": world.commune.pk, "full_name": "Lý Seo Sì"} | change
    with pytest.raises(RuleViolation) as refusal:
        actions.add_person(**values)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert (Person.objects.count(), events()) == (0, [])


def test_a_person_without_a_log_line_is_not_added(world, broken_log):
    editor = make_actor(world.commune)
    with pytest.raises(OSError, match="the log is full"):
        actions.add_person(by=editor, unit_id=world.commune.pk, full_name="Lý Seo Sì")
    assert Person.objects.count() == 0


def test_a_known_person_is_found_by_folded_name_and_birth_date(world):
    editor = make_actor(world.commune)
    known = make_person(world.commune, "Nguyễn Thị Hoà", birth_date=date(1990, 1, 2))
    make_person(world.standing_body, "Nguyễn Thị Hòa", birth_date=date(1991, 1, 2))

    def person(name, born):
        return actions.known_or_new_person(
            world.commune, full_name=name, birth_date=born, by=editor, gender="FEMALE", position="Giáo viên"
        )

    assert person("Nguyễn  Thị Hòa", date(1990, 1, 2)) == known
    assert events() == []
    other = person("Nguyễn Thị Hòa", date(1991, 1, 2))
    assert (other.unit, other.position) == (world.commune, "Giáo viên")
    assert [name for name, *_ in events()] == ["units.person_added"]


def test_known_or_new_asks_before_it_answers(world):
    known = make_person(world.commune)
    stranger = make_actor(world.standing_body)
    with pytest.raises(NotAllowed):
        actions.known_or_new_person(
            world.commune, full_name=known.full_name, birth_date=known.birth_date, by=stranger
        )


def membership_values(world, **change):
    values = {
        "user_id": make_user().pk,
        "unit_id": world.commune.pk,
        "role": Role.EDITOR,
        "valid_from": date(2026, 11, 1),
    }
    return values | change


def test_start_membership(world):
    values = membership_values(world)
    membership = actions.start_membership(by=make_actor(world.standing_body, Role.ADMIN), **values)
    stored = Membership.objects.filter(pk=membership.pk)
    assert list(stored.values_list("user", "unit", "role", "valid_from", "valid_to")) == [
        (values["user_id"], world.commune.pk, "EDITOR", date(2026, 11, 1), None)
    ]
    data = {
        "user": values["user_id"],
        "unit": world.commune.pk,
        "role": "EDITOR",
        "valid_from": "2026-11-01",
    }
    assert events() == [("units.membership_started", "units.membership", membership.pk, data)]


def test_the_system_gives_the_first_roles(world):
    actions.start_membership(by=SYSTEM, **membership_values(world, role=Role.ADMIN))
    assert Membership.objects.get().role == Role.ADMIN
    assert AuditEvent.objects.values_list("actor_name", "actor_id").get() == ("Hệ thống", None)


def test_a_role_that_is_held_is_not_given_again(world):
    values = membership_values(world)
    actions.start_membership(by=SYSTEM, **values)
    with pytest.raises(Stale) as refusal:
        actions.start_membership(by=SYSTEM, **values)
    assert refusal.value.message == "Người này đang giữ vai trò đó trong đơn vị."
    assert (Membership.objects.count(), len(events())) == (1, 1)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_only_an_administrator_gives_and_ends_roles(world, role):
    actor = make_actor(world.standing_body, role)
    held = make_membership(world.commune)
    with pytest.raises(NotAllowed):
        actions.start_membership(by=actor, **membership_values(world))
    with pytest.raises(NotAllowed):
        actions.end_membership(held.pk, by=actor, on=TODAY)
    held.refresh_from_db()
    assert (Membership.objects.count(), held.valid_to, events()) == (2, None, [])


def test_end_membership(world):
    admin = make_actor(world.standing_body, Role.ADMIN)
    held = make_membership(world.commune)
    actions.end_membership(held.pk, by=admin, on=TODAY)
    assert Membership.objects.get(pk=held.pk).valid_to == TODAY
    assert events() == [("units.membership_ended", "units.membership", held.pk, {"valid_to": "2026-11-24"})]
    with pytest.raises(Stale) as refusal:
        actions.end_membership(held.pk, by=admin, on=TODAY)
    assert refusal.value.message == "Vai trò này đã kết thúc từ ngày 24/11/2026."


def test_a_role_does_not_end_before_it_began(world):
    held = make_membership(world.commune, valid_from=TODAY)
    with pytest.raises(RuleViolation) as refusal:
        actions.end_membership(held.pk, by=SYSTEM, on=date(2026, 11, 23))
    assert [problem.field for problem in refusal.value.problems] == ["valid_to"]
    assert Membership.objects.get(pk=held.pk).valid_to is None


def test_roles_without_a_log_line_stay_as_they_were(world, broken_log):
    held = make_membership(world.commune)
    with pytest.raises(OSError, match="the log is full"):
        actions.start_membership(by=SYSTEM, **membership_values(world))
    with pytest.raises(OSError, match="the log is full"):
        actions.end_membership(held.pk, by=SYSTEM, on=TODAY)
    assert list(Membership.objects.values_list("pk", "valid_to")) == [(held.pk, None)]


def test_every_role_says_what_it_may():
    assert [role for role in Role if not role.description.endswith(".")] == []
    assert len({role.description for role in Role}) == len(Role)
