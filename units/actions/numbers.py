"""Deeds on identity numbers. The number itself stands in no audit event, message or exception."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc
from units import rules, sealing
from units.actions.locking import standing_person
from units.models import NumberReading, Person, PersonNumber
from units.permissions import can_handle_number

SHOWN_FOR = timedelta(minutes=5)
_BETWEEN = re.compile(r"[\s.\-]+")  # what people write between groups of digits


@dataclass(frozen=True)
class Written:
    """A number that was written down, and the other people who have the same one."""

    number: PersonNumber
    others: list[Person]


@transaction.atomic
def write_number(person_id: int, number: str, *, by, seen_version: int) -> Written:
    """Write down a person's identity number, or another one; `seen_version` is 0 where none was shown.

    The same number on somebody else is told, not refused: it is a sign that one was written down twice.
    """
    person = standing_person(person_id)
    demand(can_handle_number(by, person))
    known = PersonNumber.objects.filter(person=person).first()
    if (known.version if known else 0) != seen_version:
        raise Stale("Số căn cước của người này vừa được người khác ghi. Mở lại trang để xem.")
    number = _BETWEEN.sub("", number)
    demand_rules(rules.number_problems(number))
    row = known or PersonNumber(person=person, version=0)
    row.sealed, row.digest, row.last_digits = sealing.seal(number), sealing.digest(number), number[-3:]
    row.version += 1
    row.written_at, row.written_by_id = clock.now(), by.user_id
    row.save()
    same = Person.objects.filter(number__digest__in=sealing.digests(number), merged_into=None)
    others = list(same.exclude(pk=person.pk).select_related("unit").order_by("pk"))
    audit.record("units.number_written", by=by, obj=person, data={"again": known is not None})
    return Written(row, others)


@transaction.atomic
def reveal_number(person_id: int, *, by, reason: str) -> NumberReading:
    """Let the actor read the whole number for a few minutes; who and why is kept for ever."""
    person = standing_person(person_id)
    demand(can_handle_number(by, person))
    if not PersonNumber.objects.filter(person=person).exists():
        raise Stale("Cổng chưa ghi số căn cước của người này.")
    reason = nfc(reason)
    demand_rules(rules.reason_problems(reason, ask="Ghi lý do cần xem số đầy đủ."))
    reading = NumberReading.objects.create(
        person=person, user_id=by.user_id, reason=reason, read_at=clock.now()
    )
    audit.record("units.number_read", by=by, obj=person, reason=reason)
    return reading


@transaction.atomic
def reseal_numbers() -> int:
    """Seal and hash every number with the newest keys; return how many there are."""
    changed = []
    for row in PersonNumber.objects.select_for_update().order_by("pk").iterator(chunk_size=1_000):
        number = sealing.unseal(row.sealed)
        row.sealed, row.digest = sealing.seal(number), sealing.digest(number)
        changed.append(row)
    PersonNumber.objects.bulk_update(changed, ["sealed", "digest"], batch_size=500)
    return len(changed)
