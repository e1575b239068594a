"""The province, its bodies and its 99 communes, loaded from `units/data/`; may run again."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from units.models import Level, OrgUnit, UnitKind

DATA = Path(__file__).parent / "data"
MERGER = date(2025, 7, 1)
PROVINCE_CODE = "15"

_COMMUNE_KINDS = {"xã": UnitKind.COMMUNE, "phường": UnitKind.WARD}
# What a second run may correct. A unit that moves or is merged is a new dated row, so `parent` is not here.
_CORRECTED = (
    "symbol",
    "name",
    "body_name",
    "document_name",
    "place_name",
    "folded",
    "level",
    "standing_for_id",
    "is_confirmed",
)


@dataclass(frozen=True)
class Loaded:
    """What a run of the loader did."""

    created: int
    changed: int
    unchanged: int

    def __str__(self):
        if not self.created and not self.changed:
            return f"{self.unchanged} dòng, không có gì thay đổi"
        return f"thêm {self.created}, sửa {self.changed}, giữ nguyên {self.unchanged}"


@transaction.atomic
def load() -> Loaded:
    """Bring the units of `units/data/` into the database and say what changed."""
    waiting = [*_bodies(), *_communes()]
    stored = {_key(unit): unit for unit in OrgUnit.objects.all()}
    by_code: dict[str, OrgUnit] = {}
    created = changed = unchanged = 0
    while waiting:
        ready = [(unit, above) for unit, above in waiting if not above or above["parent"] in by_code]
        waiting = [(unit, above) for unit, above in waiting if above and above["parent"] not in by_code]
        if not ready:
            raise ValueError(f"No unit for the parents of {[unit.code for unit, _ in waiting]}.")
        new = []
        for unit, above in ready:
            unit.parent = by_code[above["parent"]] if above else None
            unit.standing_for = by_code[above["standing_for"]] if above.get("standing_for") else None
            unit.fill_names()
            known = stored.get(_key(unit))
            if known is None:
                new.append(unit)
            elif copy_changes(unit, known, _CORRECTED):
                changed += 1
            else:
                unchanged += 1
            by_code[unit.code] = known or unit
        created += len(OrgUnit.objects.plant_all(new))
    return Loaded(created, changed, unchanged)


def copy_changes(source, target, names) -> bool:
    """Save those of the named columns in which `target` differs from `source`; return whether any did."""
    different = [name for name in names if getattr(source, name) != getattr(target, name)]
    for name in different:
        setattr(target, name, getattr(source, name))
    if different:
        target.save(update_fields=different)
    return bool(different)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a data file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(unit):
    return unit.code, unit.kind, unit.valid_from


def _bodies():
    """Units of departments.csv, each with the codes of the units it hangs on ({} for the province)."""
    for row in read_rows(DATA / "departments.csv"):
        unit = OrgUnit(
            code=row["code"],
            symbol=row["symbol"],
            name=row["name"],
            body_name=row["body_name"],
            document_name=row["document_name"],
            place_name=row["place_name"],
            kind=row["kind"],
            level=row["level"],
            is_confirmed=row["is_confirmed"] == "1",
            valid_from=date.fromisoformat(row["valid_from"]),
        )
        above = {name: row[name] for name in ("parent", "standing_for") if row[name]}
        yield unit, above


def _communes():
    """The xã and phường; their other names follow from the first."""
    for row in read_rows(DATA / "laocai_units_2025.csv"):
        word, place = row["name"].split(" ", 1)
        unit = OrgUnit(
            code=row["code"],
            symbol="UBND",
            name=row["name"],
            body_name=f"UBND {word.lower()} {place}",
            document_name=f"ỦY BAN NHÂN DÂN {row['name'].upper()}",
            place_name=place,
            kind=_COMMUNE_KINDS[row["kind"]],
            level=Level.COMMUNE,
            is_confirmed=True,
            valid_from=MERGER,
        )
        yield unit, {"parent": PROVINCE_CODE}
