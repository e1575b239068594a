"""The overview in words, bars and tiles: counts in, what the template shows out; no database, no clock."""

import csv
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from awards.models import Recipient
from reports import charts
from reports.tables import TYPES
from reports.wording import grouped

TILES = Path(__file__).parent / "data" / "tile_map.csv"
STEPS = (1, 5, 10, 20)  # the first number of each step of the map
STEP_NAMES = ("chưa có", "1-4 hồ sơ", "5-9 hồ sơ", "10-19 hồ sơ", "từ 20 hồ sơ")
MONTHS = tuple(str(month) for month in range(1, 13))


@lru_cache(maxsize=1)
def tile_places() -> dict[str, dict]:
    """Where each commune stands on the map, by its code."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: {"column": int(row["column"]), "row": int(row["row"]), "short": _short(row["name"])}
            for row in csv.DictReader(file)
        }


def _short(name: str) -> str:
    """The first letters of the words: "Lào Cai" is "LC"."""
    return "".join(word[0] for word in name.split()).upper()[:3]


def tile_map(communes: list[dict], address: Callable[[dict], str]) -> str:
    """The map of the communes by dossiers sent; units that have no place on it are left to the table."""
    places = [
        tile_places()[row["code"]]
        | {
            "name": row["name"],
            "value": f"{grouped(row['sent'])} hồ sơ",
            "step": charts.step_of(row["sent"], STEPS),
            "url": address(row),
        }
        for row in communes
        if row["code"] in tile_places()
    ]
    spoken = f"{len(places)} xã, phường; bảng bên cạnh ghi số hồ sơ của từng nơi."
    return charts.tiles("Bản đồ ô xã, phường theo số hồ sơ đã gửi", spoken, places)


def steps(communes: list[dict]) -> list[dict]:
    """How many communes stand on each step, as the key of the map."""
    reached = [charts.step_of(row["sent"], STEPS) for row in communes]
    return [
        {"step": step, "name": name, "count": reached.count(step)} for step, name in enumerate(STEP_NAMES)
    ]


def month_chart(months: dict[int, dict[int, int]], year: int, until: int) -> str:
    """Dossiers sent by month, this year up to this month and last year, one line each."""
    now, was = ([months[one].get(month, 0) for month in range(1, until + 1)] for one in (year, year - 1))
    title = f"Hồ sơ đã gửi theo tháng, năm {year} và năm {year - 1}"
    return charts.two_lines(title, MONTHS[:until], (str(year), now), (str(year - 1), was))


def type_chart(counts: Callable[[str, str], int]) -> str:
    """This year's awards by kind of merit; `counts(kind, recipient)` says how many."""
    rows = [(label, [counts(kind, recipient) for recipient in Recipient]) for kind, label in TYPES]
    shown = [row for row in rows if any(row[1])]
    return charts.stacked("Khen thưởng theo loại hình", Recipient.labels, shown)


def class_chart(classes: list[dict]) -> str:
    """This year's individuals by class, from the rows of the table beside it."""
    rows = [(row["label"], row["now"]) for row in classes]
    return charts.bars("Cá nhân được khen theo nhóm đối tượng", rows)


def difference(now: int, then: int) -> tuple[str, str]:
    """How a number moved, in words, and the icon that shows it."""
    if now == then:
        return "không đổi", "dash"
    word, icon = ("tăng", "arrow-up-right") if now > then else ("giảm", "arrow-down-right")
    return f"{word} {grouped(abs(now - then))}", icon


def share(part: int, whole: int) -> int | None:
    """A share in whole percent, never rounded up; None of nothing."""
    return part * 100 // whole if whole else None
