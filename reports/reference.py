"""The forms of papers, from a reviewed data file."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from reports.models import PaperForm

DATA = Path(__file__).parent / "data" / "paper_forms.json"


@transaction.atomic
def load() -> dict[str, int]:
    """Write the forms; a second run changes nothing. Returns how many rows were added."""
    added = 0
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        dates = {name: row[name] and date.fromisoformat(row[name]) for name in ("valid_from", "valid_to")}
        fields = {**row, **dates}
        key = {"kind": fields.pop("kind"), "valid_from": fields.pop("valid_from")}
        added += PaperForm.objects.get_or_create(**key, defaults=fields)[1]
    return {"paper_forms": added}
