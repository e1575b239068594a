"""The two provinces before the merger of 01/7/2025, their districts and communes, and what carries on."""

from datetime import date

from units.models import Level, OrgUnit, UnitKind
from units.reference_rows import DATA, read_rows

MERGER = date(2025, 7, 1)
#: From this day on the register uses the old units; they are older than that.
REGISTER_BEGINS = date(2020, 1, 1)
#: Code of each old province.
PROVINCES = {"10": "Tỉnh Lào Cai", "15": "Tỉnh Yên Bái"}
#: Gone before the merger; which unit carries on for it waits for Sở Nội vụ.
_GONE_EARLIER = {"02872": date(2025, 1, 1)}

_KINDS = {"Xã": UnitKind.COMMUNE, "Phường": UnitKind.WARD, "Thị trấn": UnitKind.TOWN}


def units():
    """Every old unit, with the code of the one above it ({} for the provinces)."""
    for code, name in PROVINCES.items():
        yield _unit(code, name, UnitKind.PROVINCE, Level.PROVINCE), {}
    districts = _districts()
    for name, (code, province) in districts.items():
        yield _unit(code, name, UnitKind.DISTRICT, Level.DISTRICT), {"parent": province}
    spelled_twice = {row["code"] for row in _rows_2021() if row["other_spelling"]}
    for code, (name, district) in _communes().items():
        kind = next(kind for word, kind in _KINDS.items() if name.startswith(f"{word} "))
        unit = _unit(code, name, kind, Level.COMMUNE)
        unit.is_confirmed = code not in spelled_twice and code not in _GONE_EARLIER
        unit.valid_to = _GONE_EARLIER.get(code, MERGER)
        yield unit, {"parent": districts[district][0]}


def successors():
    """Pairs of codes: the old commune, the commune that carries on for it."""
    return [(row["old_code"], row["new_code"]) for row in _rows_of_map()]


def _districts():
    """Code and province of each district, by its name; old Yên Bái's codes are ours."""
    found = {row["district_name"]: (row["district_code"], "10") for row in _rows_2021()}
    names = dict.fromkeys(row["old_district"] for row in _rows_of_map())
    of_yen_bai = [name for name in names if name not in found]
    return found | {name: (f"YB-{number}", "15") for number, name in enumerate(of_yen_bai, 1)}


def _communes():
    """Name and district of each old commune by code; the map of 2025 has the later spelling."""
    found = {row["code"]: (row["name"], row["district_name"]) for row in _rows_2021()}
    return found | {row["old_code"]: (row["old_name"], row["old_district"]) for row in _rows_of_map()}


def _unit(code, name, kind, level):
    word = next((word for word in ("Thị trấn", "Thị xã", "Thành phố") if name.startswith(word)), "")
    word = word or name.split(" ", 1)[0]
    place = name.removeprefix(word).strip()
    return OrgUnit(
        code=code,
        symbol="UBND",
        name=name,
        body_name=f"UBND {word.lower()} {place}",
        document_name=f"ỦY BAN NHÂN DÂN {name.upper()}",
        place_name=place,
        kind=kind,
        level=level,
        is_confirmed=True,
        valid_from=REGISTER_BEGINS,
        valid_to=MERGER,
    )


def _rows_2021():
    return read_rows(DATA / "laocai_units_2021.csv")


def _rows_of_map():
    return read_rows(DATA / "laocai_units_map_2025.csv")
