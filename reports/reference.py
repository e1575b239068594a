"""The forms of papers and the timetable of reports, from reviewed data files."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import transaction

from reports.models import PaperForm, ReportSchedule

SCHEDULES = Path(__file__).parent / "data" / "report_schedules.csv"
DATA = Path(__file__).parent / "data" / "paper_forms.json"


@transaction.atomic
def load() -> dict[str, int]:
    """Write forms and timetable; a second run changes nothing. Returns how many rows were added."""
    return {"paper_forms": _load_forms(), "report_schedules": _load_schedules()}


def _load_forms() -> int:
    added = 0
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        dates = {name: row[name] and date.fromisoformat(row[name]) for name in ("valid_from", "valid_to")}
        fields = {**row, **dates}
        key = {"kind": fields.pop("kind"), "valid_from": fields.pop("valid_from")}
        added += PaperForm.objects.get_or_create(**key, defaults=fields)[1]
    return added


def _load_schedules() -> int:
    added = 0
    with SCHEDULES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fields = {
                "part": int(row["part"]) if row["part"] else None,
                "cut_day": int(row["cut_day"]),
                "due_days": int(row["due_days"]),
                "recipients": row["recipients"].split("|"),
                "legal_basis": row["legal_basis"],
                "confirmed": row["confirmed"] == "1",
                "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            }
            key = {"kind": row["kind"], "valid_from": date.fromisoformat(row["valid_from"])}
            added += ReportSchedule.objects.get_or_create(**key, defaults=fields)[1]
    return added
