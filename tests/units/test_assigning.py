"""People of a unit that was split find their unit: the deed, its refusals, its pages, its line of work."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from openpyxl import load_workbook

from core import clock, formkeys
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.core.triggers import refusing_inserts
from tests.factories.reorganisation import make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_person, make_province, make_unit
from tests.views.counting import asked
from units.actions import assign_people
from units.models import OrgUnit, Person, Role
from units.queries_assign import ended_with_people, waiting_for
from units.rules_reorg import Successor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LIST = "/don-vi/xep-nguoi/"
CHOOSE = "/don-vi/xep-nguoi/chon/"


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    made.people = [make_person(made.commune, f"Lý Seo {name}") for name in ("An", "Bình", "Chô")]
    with clock.at(NOW):
        halves = [
            new_unit(code, name, made.province, share="0.5")
            for code, name in (("1", "Xã Một"), ("2", "Xã Hai"))
        ]
        reorganise(made.admin, make_plan("SPLIT", made.commune, to=halves, keeper=0))
        made.commune.refresh_from_db()
        made.one, made.two = (OrgUnit.objects.get(code=code) for code in ("1", "2"))
        made.editor, made.heir = make_actor(made.one), make_actor(made.two, Role.HEAD)
        made.officer = make_actor(made.office, Role.OFFICER)
        yield made


def seen_of(people) -> dict[int, int]:
    return {person.pk: person.unit_id for person in people}


def homes(people) -> list[str]:
    return [Person.objects.get(pk=person.pk).unit.name for person in people]


@pytest.mark.parametrize("who", ["editor", "heir", "officer"])
def test_several_go_at_once_and_each_leaves_a_line(world, who):
    an, binh, cho = world.people
    by = getattr(world, who)
    placed = assign_people(seen_of([an, cho]), by=by, unit_id=world.two.pk)
    assert [person.pk for person in placed] == [an.pk, cho.pk]
    assert homes(world.people) == ["Xã Hai", "Xã Y Tý", "Xã Hai"]
    events = AuditEvent.objects.filter(name="units.person_moved").order_by("object_id")
    told = {"from": world.commune.pk, "to": world.two.pk}
    assert [(event.object_id, event.actor_id, event.data) for event in events] == [
        (an.pk, by.user_id, told),
        (cho.pk, by.user_id, told),
    ]


def test_a_failed_audit_leaves_everybody_where_he_was(world):
    with refusing_inserts(AuditEvent._meta.db_table), pytest.raises(DatabaseError), transaction.atomic():
        assign_people(seen_of(world.people), by=world.editor, unit_id=world.one.pk)
    assert homes(world.people) == ["Xã Y Tý"] * 3


def test_who_was_moved_meanwhile_makes_the_rest_stale(world):
    seen = seen_of(world.people)
    assign_people(seen_of(world.people[:1]), by=world.editor, unit_id=world.two.pk)
    with pytest.raises(Stale, match="vừa được xếp"):
        assign_people(seen, by=world.heir, unit_id=world.one.pk)
    assert homes(world.people) == ["Xã Hai", "Xã Y Tý", "Xã Y Tý"]


def test_who_stands_elsewhere_than_the_page_said_is_stale(world):
    seen = {world.people[0].pk: world.neighbour.pk}
    with pytest.raises(Stale):
        assign_people(seen, by=world.editor, unit_id=world.one.pk)


def test_who_was_merged_away_is_stale(world):
    Person.objects.filter(pk=world.people[0].pk).update(merged_into=world.people[1])
    with pytest.raises(Stale):
        assign_people(seen_of(world.people[:1]), by=world.editor, unit_id=world.one.pk)


def test_only_a_unit_that_carries_on_may_be_chosen(world):
    for unit in (world.neighbour, world.commune):
        with pytest.raises(RuleViolation) as error:
            assign_people(seen_of(world.people), by=world.editor, unit_id=unit.pk)
        assert [(each.code, each.field) for each in error.value.problems] == [("not_an_heir", "unit")]
    with pytest.raises(RuleViolation) as error:
        assign_people({}, by=world.editor, unit_id=world.one.pk)
    assert [each.code for each in error.value.problems] == ["nobody"]


def test_foreign_people_are_answered_like_unknown_ones(world):
    foreign = make_actor(world.neighbour)
    for seen in (seen_of(world.people), {987_654_321: world.commune.pk}):
        with pytest.raises(Stale, match="Có người đã chọn"):
            assign_people(seen, by=foreign, unit_id=world.one.pk)
    at_home = make_person(world.one, "Vàng Thị Mỷ")
    with pytest.raises(Stale):
        assign_people(seen_of([at_home]), by=world.editor, unit_id=world.two.pk)
    assert homes([*world.people, at_home]) == ["Xã Y Tý"] * 3 + ["Xã Một"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK_OFFICE, Role.CONSULTEE, Role.AUDITOR, Role.ADMIN])
def test_other_roles_do_not(world, role):
    by = make_actor(world.one, role)
    with pytest.raises(NotAllowed):
        assign_people(seen_of(world.people), by=by, unit_id=world.one.pk)
    assert waiting_for(by, clock.today()) == []


def test_an_heir_that_ended_hands_the_choice_on(world):
    """The second half is merged into the neighbour: its part of the people goes there now."""
    plan = make_plan(
        "MERGE", world.two, to=[Successor(unit_id=world.neighbour.pk)], effective_on=clock.today()
    )
    reorganise(world.admin, plan)
    after = make_actor(world.neighbour)
    found = ended_with_people(after, clock.today())
    assert {pk: [unit.name for unit in units] for pk, units in found.items()} == {
        world.commune.pk: ["Xã Một", "Xã A Mú Sung"]
    }
    with pytest.raises(RuleViolation):
        assign_people(seen_of(world.people), by=after, unit_id=world.two.pk)
    assign_people(seen_of(world.people), by=after, unit_id=world.neighbour.pk)
    assert homes(world.people) == ["Xã A Mú Sung"] * 3


def test_the_work_waits_for_those_who_may_until_it_is_done(world):
    for who in (world.editor, world.heir, world.officer):
        (item,) = waiting_for(who, clock.today())
        assert (item.title, item.url, item.meta) == (
            "Xếp 3 người của Xã Y Tý về đơn vị mới",
            f"{LIST}?don_vi={world.commune.pk}",
            "Về: Xã Hai, Xã Một",
        )
    for other in (make_actor(world.neighbour), make_actor(world.office, Role.OFFICE_HEAD)):
        assert waiting_for(other, clock.today()) == []
    assign_people(seen_of(world.people), by=world.editor, unit_id=world.one.pk)
    assert waiting_for(world.editor, clock.today()) == []


# Pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.editor.user)
    return client


def press(client, people, **values):
    ticks = [f"{person.pk}.{person.unit_id}" for person in people]
    return client.post(CHOOSE, {formkeys.FIELD: formkeys.new_key(), "nguoi": ticks} | values)


def test_from_the_work_list_to_the_deed(world, client):
    home = client.get("/viec-cua-toi/").content.decode()
    assert "Xếp 3 người của Xã Y Tý về đơn vị mới" in home
    page = client.get(LIST, {"don_vi": world.commune.pk, "q": "ly seo b"})
    assert [person.full_name for person, _ in page.context["rows"]] == ["Lý Seo Bình"]
    ticks = [f"{person.pk}.{person.unit_id}" for person in world.people[:2]]
    chosen = client.get(CHOOSE, {"nguoi": ticks})
    assert "Xếp 2 người về đơn vị mới" in chosen.content.decode()
    assert [str(person) for person in chosen.context["people"]] == ["Lý Seo An", "Lý Seo Bình"]
    response = press(client, world.people[:2], unit=world.two.pk)
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert homes(world.people) == ["Xã Hai", "Xã Hai", "Xã Y Tý"]
    assert "Đã xếp 2 người về đơn vị mới." in client.get(LIST).content.decode()


def test_the_page_of_the_ended_unit_leads_there(world, client):
    link = f'href="{LIST}"'
    assert link in client.get(f"/don-vi/{world.commune.pk}/").content.decode()
    assert link not in client.get(f"/don-vi/{world.one.pk}/").content.decode()


def test_what_is_missing_is_said_at_the_field(world, client):
    response = press(client, world.people)
    assert response.status_code == 422
    assert response.context["form"].errors["unit"] == ["Chọn đơn vị sẽ quản lý những người này."]
    assert len(response.context["people"]) == 3
    response = press(client, world.people, unit=world.neighbour.pk)
    assert response.context["form"].errors["unit"] == ["Chọn đơn vị có trong danh sách."]
    nobody = press(client, [], unit=world.one.pk)
    assert nobody.status_code == 422
    assert "Chưa chọn người nào" in nobody.content.decode()


def test_a_late_press_is_a_conflict_and_a_look_says_how_many_are_gone(world, client):
    assign_people(seen_of(world.people[:1]), by=world.heir, unit_id=world.two.pk)
    assert press(client, world.people, unit=world.one.pk).status_code == 409
    ticks = [f"{person.pk}.{person.unit_id}" for person in world.people]
    assert (
        "1 người đã chọn không còn trong danh sách" in client.get(CHOOSE, {"nguoi": ticks}).content.decode()
    )
    assert homes(world.people) == ["Xã Hai", "Xã Y Tý", "Xã Y Tý"]


@pytest.mark.parametrize("tick", ["", "x", "1", "1.x", "9" * 40, "1.2.3", "-1.5"])
def test_a_forged_tick_is_nobody(client, tick):
    response = client.get(CHOOSE, {"nguoi": tick})
    assert (response.status_code, response.context["people"]) == (200, [])


def test_the_file_holds_the_same_people(world, client):
    response = client.get(LIST, {"xuat": "xlsx", "q": "cho"})
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active]
    assert rows[1:] == [["Lý Seo Chô", "14/03/1985", None, "Xã Y Tý", "01/07/2026", "Xã Hai, Xã Một"]]


def test_three_rows_cost_what_one_costs(world, client):
    with asked() as three:
        client.get(LIST)
    assign_people(seen_of(world.people[:2]), by=world.editor, unit_id=world.one.pk)
    with asked() as one:
        page = client.get(LIST)
    assert len(page.context["rows"]) == 1
    assert (len(one), one.twice) == (len(three), [])
