"""Many dossiers at once, as the deeds would leave them; written in bulk, since only the reading is tried."""

from datetime import date, timedelta

from django.db import connection

from nominations.models import Dossier, Nomination
from nominations.workflow import ACCEPTED, CLOSED, DRAFT, SUBMITTED
from tests.access.world import NOW, World
from tests.factories.nominations import LETTER_NO, LETTER_ON

#: Half of the rows lie in the queue of the standing body, a quarter in its archive.
STATES = (DRAFT, SUBMITTED, ACCEPTED, CLOSED)


def fill(world: World, round_, number: int, *, units=None, start: int = 0) -> None:
    """Write so many dossiers, one every seven minutes back from now, by turns for the units and states."""
    units = units or [world.units.commune, world.units.neighbour, world.units.school]
    numbers = range(start, start + number)
    rows = [_row(world, round_, units[n % len(units)], STATES[n // len(units) % 4], n) for n in numbers]
    Dossier.objects.bulk_create(rows)
    award = round_.awards.get()
    values = {
        "birth_date": date(1980, 1, 1),
        "gender": "MALE",
        "position": "Trưởng thôn",
        "achievement": "Tốt",
    }
    Nomination.objects.bulk_create(
        Nomination(
            dossier=dossier,
            award=award,
            order=order,
            full_name="Lý Seo Sì",
            folded="ly seo si",
            updated_at=NOW,
            **values,
        )
        for dossier in Dossier.objects.filter(nominations=None)
        for order in (1, 2)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _row(world: World, round_, unit, state: str, number: int) -> Dossier:
    at = NOW - timedelta(minutes=7 * number)
    head, officer = world.users["head"], world.users["officer"]
    row = Dossier(
        round=round_,
        unit=unit,
        standing_body=round_.standing_body,
        state=state,
        created_at=at,
        created_by=world.users["editor"],
        updated_at=at,
    )
    if state != DRAFT:
        row.code, row.submitted_at, row.submitted_by = f"HS-2025-{number:04d}", at, head
        row.letter_no, row.letter_on = LETTER_NO, LETTER_ON
    if state in {ACCEPTED, CLOSED}:
        row.accepted_at, row.accepted_by, row.receipt_body = at, officer, round_.standing_body
        row.receipt_year, row.receipt_number, row.due_on = 2025, number + 1, date(2026, 12, 22)
    if state == CLOSED:
        row.appraised_at, row.appraised_by = at, officer
        row.confirmed_at, row.confirmed_by, row.closed_at = at, world.users["office_head"], at
    return row
