"""Public holidays, from a reviewed data file."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from core.models import Holiday

DATA = Path(__file__).parent / "data" / "holidays.csv"


@transaction.atomic
def load() -> dict[str, int]:
    """Write the days off and the worked weekend days; a second run changes nothing."""
    added = 0
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fields = {
                "name": row["name"],
                "is_worked": row["is_worked"] == "1",
                "legal_basis": row["legal_basis"],
                "confirmed": row["confirmed"] == "1",
            }
            added += Holiday.objects.get_or_create(day=date.fromisoformat(row["day"]), defaults=fields)[1]
    return {"holidays": added}
