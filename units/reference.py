"""The province, its bodies, its 99 communes and what they were before, from `units/data/`; may run again."""

from datetime import date
from functools import cache

from django.db import transaction

from units import reference_past
from units.models import AreaFlag, EthnicGroup, Level, OrgSuccession, OrgUnit, UnitKind
from units.reference_past import MERGER
from units.reference_rows import DATA, Loaded, copy_changes, day_or_none, read_rows, stays, store_rows

PROVINCE_CODE = "15"

_COMMUNE_KINDS = {"xã": UnitKind.COMMUNE, "phường": UnitKind.WARD}
_NAMES = ("symbol", "name", "body_name", "document_name", "place_name", "folded", "level")
# What a second run may correct. A unit that moves or is merged is a new dated row, so `parent` is not here.
_CORRECTED = (*_NAMES, "standing_for_id", "is_confirmed", "valid_to")
# A name that the province has confirmed stays confirmed; one that an official corrected stays as he wrote it.
_SETTLED = {"is_confirmed": (), "corrected_at": _NAMES}
_COMMUNES_DECREE = "Nghị quyết số 1673/NQ-UBTVQH15 ngày 16/6/2025"
_PROVINCES_DECREE = "Nghị quyết số 202/2025/QH15"


@transaction.atomic
def load() -> Loaded:
    """Bring the units of `units/data/` into the database and say what changed."""
    now, loaded = _store_units([*_bodies(), *_communes()])
    past, loaded_past = _store_units(reference_past.units())
    links = [
        OrgSuccession(old=past[old], new=now[new], on=MERGER, decree=_COMMUNES_DECREE, confirmed=True)
        for old, new in reference_past.successors()
    ]
    links += [
        OrgSuccession(old=past[old], new=now[PROVINCE_CODE], on=MERGER, decree=_PROVINCES_DECREE)
        for old in reference_past.PROVINCES
    ]
    return (
        loaded
        + loaded_past
        + store_rows(OrgSuccession, links, key=("old_id", "new_id"), settled={"confirmed": ("share",)})
        + store_rows(
            AreaFlag, _area_flags(now), key=("unit_id", "kind", "valid_from"), settled={"confirmed": ()}
        )
        + store_rows(EthnicGroup, _ethnic_groups(), key=("code",))
    )


@cache
def known_keys() -> frozenset[tuple[str, str, date]]:
    """Code, kind and first day of every unit of the files."""
    named = [*_bodies(), *_communes(), *reference_past.units()]
    return frozenset(_key(unit) for unit, _ in named)


def _store_units(waiting) -> tuple[dict[str, OrgUnit], Loaded]:
    """Write units whose parents are among them, parents first; return them by code, and what changed."""
    stored = {_key(unit): unit for unit in OrgUnit.objects.all()}
    by_code: dict[str, OrgUnit] = {}
    created = changed = unchanged = 0
    waiting = list(waiting)
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
            elif copy_changes(unit, known, _corrected(unit, known)):
                changed += 1
            else:
                unchanged += 1
            by_code[unit.code] = known or unit
        created += len(OrgUnit.objects.plant_all(new))
    return by_code, Loaded(created, changed, unchanged)


def _corrected(unit, known) -> list[str]:
    """What the file corrects: nothing confirmed, and no end that a deed wrote while it knows none."""
    kept = stays(unit, known, _SETTLED) | (set() if unit.valid_to else {"valid_to"})
    return [name for name in _CORRECTED if name not in kept]


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


def _area_flags(units):
    """Which communes lie on the border."""
    for row in read_rows(DATA / "area_flags.csv"):
        yield AreaFlag(
            unit=units[row["code"]],
            kind=row["kind"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=day_or_none(row["valid_to"]),
            legal_basis=row["legal_basis"],
            confirmed=row["mark"] != "V",
        )


def _ethnic_groups():
    """The groups that a person may belong to."""
    for row in read_rows(DATA / "ethnic_groups.csv"):
        aliases = row["aliases"].split(";") if row["aliases"] else []
        yield EthnicGroup(code=row["code"], name=row["name"], aliases=aliases, order=int(row["order"]))
