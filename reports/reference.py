"""The forms of papers and the timetable of reports, from reviewed data files; may run again."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from reports.models import PaperForm, ReportSchedule
from units.reference_rows import Loaded, day_or_none, read_rows, store_rows

SCHEDULES = Path(__file__).parent / "data" / "report_schedules.csv"
DATA = Path(__file__).parent / "data" / "paper_forms.json"


@transaction.atomic
def load() -> Loaded:
    """Bring forms and timetable into the database and say what changed."""
    loaded = store_rows(PaperForm, _forms(), key=("kind", "valid_from"))
    return loaded + store_rows(ReportSchedule, _schedules(), key=("kind", "valid_from"))


def _forms():
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        dates = {name: row[name] and date.fromisoformat(row[name]) for name in ("valid_from", "valid_to")}
        yield PaperForm(**{**row, **dates})


def _schedules():
    for row in read_rows(SCHEDULES):
        yield ReportSchedule(
            kind=row["kind"],
            part=int(row["part"]) if row["part"] else None,
            cut_day=int(row["cut_day"]),
            due_days=int(row["due_days"]),
            recipients=row["recipients"].split("|"),
            legal_basis=row["legal_basis"],
            confirmed=row["confirmed"] == "1",
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=day_or_none(row["valid_to"]),
        )
