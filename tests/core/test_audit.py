"""The log of deeds: inside the deed, never changed, and what follows from it queued with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from core import audit, clock
from core.audit import SYSTEM
from core.models import AuditEvent, Job
from tests.core import kinds
from tests.factories.units import make_actor, make_person, make_unit, make_user
from units.models import Role

MOMENT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)


@pytest.fixture
def unit(db):
    return make_unit("Xã Y Tý", body_name="UBND xã Y Tý")


@pytest.fixture
def editor(unit):
    return make_actor(unit, Role.EDITOR, user=make_user("Tráng A Lử"))


def record(name, unit, by=SYSTEM, **fields):
    with transaction.atomic():
        return audit.record(name, by=by, obj=unit, **fields)


def test_an_event_says_who_for_whom_when_and_what(unit, editor):
    with clock.at(MOMENT):
        record("units.tried", unit, editor, data={"số": 1}, reason="Thử")
    assert AuditEvent.objects.values_list(
        "name", "at", "actor_id", "actor_name", "acting_for_id", "acting_for_name", "object_type",
        "object_id", "data", "reason",
    ).get() == (
        "units.tried", MOMENT, editor.user_id, "Tráng A Lử", unit.pk, "UBND xã Y Tý", "units.orgunit",
        unit.pk, {"số": 1}, "Thử",
    )  # fmt: skip


def test_events_of_a_deed_on_many_say_the_same_as_single_ones(unit, editor):
    people = [make_person(unit, name) for name in ("Lý Mẩy", "Sùng A Páo")]
    with clock.at(MOMENT), transaction.atomic():
        audit.record_many("units.tried", by=editor, objects=people, data=[{"dòng": 2}, {"dòng": 3}])
    kept = ("name", "at", "actor_id", "actor_name", "acting_for_id", "acting_for_name", "object_type")
    who = ("units.tried", MOMENT, editor.user_id, "Tráng A Lử", unit.pk, "UBND xã Y Tý", "units.person")
    assert list(AuditEvent.objects.order_by("pk").values_list(*kept, "object_id", "data", "reason")) == [
        (*who, people[0].pk, {"dòng": 2}, ""),
        (*who, people[1].pk, {"dòng": 3}, ""),
    ]


def test_the_names_stay_when_people_and_units_are_renamed(unit, editor):
    """Faults 33: the log reads the same in ten years."""
    record("units.tried", unit, editor)
    editor.user.full_name = unit.body_name = "Tên khác"
    editor.user.save()
    unit.save()
    [event] = audit.history(unit)
    assert (event.actor_name, event.acting_for_name) == ("Tráng A Lử", "UBND xã Y Tý")


def test_the_history_of_an_object_is_its_own(unit):
    person = make_person(unit, pk=unit.pk)  # same number, another kind
    record("units.first", unit)
    record("units.of_person", person)
    record("units.second", unit)
    assert [event.name for event in audit.history(unit)] == ["units.first", "units.second"]


def test_the_order_is_by_sequence_when_the_clock_steps_back(unit):
    """Faults 5."""
    with clock.at(MOMENT):
        record("units.first", unit)
    with clock.at(MOMENT - timedelta(hours=1)):
        record("units.second", unit)
    assert [event.name for event in audit.history(unit)] == ["units.first", "units.second"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False])
def test_an_event_belongs_into_a_transaction(inside):
    unit = make_unit()
    if inside:
        record("units.tried", unit)
    else:
        with pytest.raises(RuntimeError, match="transaction"):
            audit.record("units.tried", by=SYSTEM, obj=unit)
    assert AuditEvent.objects.count() == inside


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_when_its_deed_is_undone():
    unit = make_unit()

    def deed_undone():
        audit.record(kinds.DONE_TWICE, by=SYSTEM, obj=unit)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        deed_undone()
    assert (AuditEvent.objects.count(), Job.objects.count()) == (0, 0)


# --- Append-only: the database itself refuses -------------------------------------------------------------

CHANGES = {
    "update": "UPDATE core_auditevent SET actor_name = 'x' WHERE id = {id}",
    "update of all": "UPDATE core_auditevent SET reason = 'x'",
    "delete": "DELETE FROM core_auditevent WHERE id = {id}",
    "delete of all": "DELETE FROM core_auditevent",
}
COLUMNS = (
    "id, name, at, actor_id, actor_name, acting_for_id, acting_for_name, object_type, object_id, data, reason"
)
INSERT = f"INTO core_auditevent ({COLUMNS}) SELECT {COLUMNS.replace('reason', '')}'x' FROM core_auditevent"
ONLY_ON = {
    "sqlite": {"replace": f"INSERT OR REPLACE {INSERT} WHERE id = {{id}}"},
    "postgresql": {
        "truncate": "TRUNCATE core_auditevent",
        "truncate with its sequence": "TRUNCATE core_auditevent RESTART IDENTITY CASCADE",
        "upsert": f"INSERT {INSERT} WHERE id = {{id}} ON CONFLICT (id) DO UPDATE SET reason = 'x'",
    },
}


def refusals(event) -> dict[str, bool]:
    """Try every change of this database; tell which of them the append-only triggers refused."""
    refused = {}
    for name, statement in (CHANGES | ONLY_ON[connection.vendor]).items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(id=event.pk))
        except DatabaseError as error:
            refused[name] = "append-only" in str(error)
        else:
            refused[name] = False
    return refused


def test_the_database_refuses_every_change(unit):
    event = record("units.tried", unit)
    before = list(AuditEvent.objects.values_list())
    assert refusals(event) == dict.fromkeys(CHANGES | ONLY_ON[connection.vendor], True)
    assert list(AuditEvent.objects.values_list()) == before


def test_the_orm_is_refused_too(unit):
    event = record("units.tried", unit)
    event.reason = "x"
    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert AuditEvent.objects.get().reason == ""


def test_a_further_event_is_taken(unit):
    assert record("units.first", unit).pk < record("units.second", unit).pk


# --- What follows from an event ---------------------------------------------------------------------------


def test_each_subscriber_gets_one_job_in_the_same_transaction(unit, editor):
    event = record(kinds.DONE_TWICE, unit, editor)
    rows = Job.objects.order_by("id").values_list("kind", "key", "payload", "title", "owner_id", "status")
    payload = {"event": event.pk, "object": unit.pk}
    assert list(rows) == [
        ("tests.first_follower", f"event:{event.pk}", payload, "Việc thứ nhất của UBND xã Y Tý",
         editor.user_id, "WAITING"),
        ("tests.second_follower", f"event:{event.pk}", payload, "Việc thứ hai", editor.user_id, "WAITING"),
    ]  # fmt: skip
    assert audit.jobs_of(event) == list(Job.objects.order_by("id").values_list("id", flat=True))


def test_two_events_have_jobs_of_their_own(unit):
    first, second = record(kinds.DONE_TWICE, unit), record(kinds.DONE_TWICE, unit)
    assert Job.objects.count() == 4
    assert set(audit.jobs_of(first)) & set(audit.jobs_of(second)) == set()


def test_an_event_without_subscribers_queues_nothing(unit):
    assert audit.jobs_of(record("units.tried", unit)) == []
    assert Job.objects.count() == 0


def test_a_follower_that_cannot_be_queued_undoes_the_event(unit):
    with pytest.raises(AttributeError, match="no_such_field"):
        record(kinds.BADLY_TITLED, unit)
    assert (AuditEvent.objects.count(), Job.objects.count()) == (0, 0)
