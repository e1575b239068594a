"""The log of deeds, and the way a deed is told to the apps on the right.

`record` writes the event and, in the same transaction, one job row per subscriber. So what follows from a
deed (a paper, a letter) needs no import to the right, survives a crash and happens once.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from core import clock, jobs
from core.models import AuditEvent


@dataclass(frozen=True)
class System:
    """Who acts when no person does: the timetable, the demo province."""

    user_id = None
    name = "Hệ thống"
    unit_id = None
    unit_name = ""


SYSTEM = System()
_subscribers: dict[str, list[tuple[str, str]]] = defaultdict(list)


def on(event_name: str, *, kind: str, title: str):
    """Register the decorated handler as the job `kind` that follows every event of this name.

    `title` is shown on the job's page; "{object}" in it becomes the name of the event's object.
    """

    def register(handler):
        jobs.job(kind)(handler)
        _subscribers[event_name].append((kind, title))
        return handler

    return register


def record(name: str, *, by, obj, data: dict | None = None, reason: str = "") -> AuditEvent:
    """Write what `by` did to `obj` and queue what follows; must run inside the deed's transaction.

    `by` is a units.Actor or SYSTEM. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its deed.")
    event = AuditEvent.objects.create(
        name=name,
        at=clock.now(),
        actor_id=by.user_id,
        actor_name=by.name,
        acting_for_id=by.unit_id,
        acting_for_name=by.unit_name,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        data=data or {},
        reason=reason,
    )
    for kind, title in _subscribers[name]:
        jobs.enqueue(
            kind,
            key=f"event:{event.pk}",
            payload={"event": event.pk, "object": obj.pk},
            owner_id=by.user_id,
            title=title.format(object=obj),
        )
    return event


def record_many(name: str, *, by, objects: list, data: list[dict]) -> None:
    """Write one event for each object of a deed on many, in few statements; inside the deed's transaction.

    What follows from such a deed is queued for each: an event that is subscribed to costs a job a row.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its deed.")
    if _subscribers[name]:
        for obj, told in zip(objects, data, strict=True):
            record(name, by=by, obj=obj, data=told)
        return
    now = clock.now()
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                name=name,
                at=now,
                actor_id=by.user_id,
                actor_name=by.name,
                acting_for_id=by.unit_id,
                acting_for_name=by.unit_name,
                object_type=obj._meta.label_lower,
                object_id=obj.pk,
                data=told,
            )
            for obj, told in zip(objects, data, strict=True)
        ),
        batch_size=500,
    )


def jobs_of(event: AuditEvent) -> list[int]:
    """Return the ids of the jobs that follow this event, in the order of their subscribers."""
    kinds = [kind for kind, _ in _subscribers[event.name]]
    found = dict(jobs.Job.objects.filter(kind__in=kinds, key=f"event:{event.pk}").values_list("kind", "id"))
    return [found[kind] for kind in kinds]


def history(obj) -> list[AuditEvent]:
    """Return the events of this object, oldest first."""
    return list(AuditEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("id"))
