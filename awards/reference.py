"""The catalogue of titles and commendations, loaded from `awards/data/`; may run again."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from awards.models import AwardType
from units.reference import Loaded, copy_changes, read_rows

DATA = Path(__file__).parent / "data"

_IDENTITY = ("code", "valid_from")
_COEFFICIENTS = ("coefficient_individual", "coefficient_collective", "coefficient_household")
_FLAGS = ("is_standard_confirmed", "is_coefficient_confirmed", "in_use")


@transaction.atomic
def load() -> Loaded:
    """Bring the rows of `award_types.csv` into the database and say what changed."""
    stored = {(award.code, award.valid_from): award for award in AwardType.objects.all()}
    new, changed, unchanged = [], 0, 0
    for row in read_rows(DATA / "award_types.csv"):
        values = _values(row)
        award = AwardType(**values)
        known = stored.get((award.code, award.valid_from))
        if known is None:
            new.append(award)
        elif copy_changes(award, known, [name for name in values if name not in _IDENTITY]):
            changed += 1
        else:
            unchanged += 1
    AwardType.objects.bulk_create(new)
    return Loaded(len(new), changed, unchanged)


def _values(row):
    values = dict(row)
    values["aliases"] = [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
    values["recipients"] = row["recipients"].split()
    values["order"] = int(row["order"])
    values["valid_from"] = date.fromisoformat(row["valid_from"])
    values["valid_to"] = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    for name in _COEFFICIENTS:
        values[name] = Decimal(row[name]) if row[name] else None
    for name in _FLAGS:
        values[name] = row[name] == "1"
    return values
