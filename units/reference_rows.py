"""Reading rows of reference data and writing those that are new or different; used by every loader."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Loaded:
    """What a run of the loader did."""

    created: int
    changed: int
    unchanged: int

    def __add__(self, other):
        return Loaded(
            self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged
        )

    def __str__(self):
        if not self.created and not self.changed:
            return f"{self.unchanged} dòng, không có gì thay đổi"
        return f"thêm {self.created}, sửa {self.changed}, giữ nguyên {self.unchanged}"


def copy_changes(source, target, names) -> bool:
    """Save those of the named columns in which `target` differs from `source`; return whether any did."""
    different = [name for name in names if getattr(source, name) != getattr(target, name)]
    for name in different:
        setattr(target, name, getattr(source, name))
    if different:
        target.save(update_fields=different)
    return bool(different)


def stays(row, known, settled: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The columns of a stored row that the file may not change any more."""
    flags = [flag for flag in settled if getattr(known, flag) and not getattr(row, flag)]
    return {name for flag in flags for name in (flag, *settled[flag])}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a data file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_or_none(text: str) -> date | None:
    """The day that a cell names; None for an empty one."""
    return date.fromisoformat(text) if text else None


def store_rows(
    model, rows: Iterable, *, key: tuple[str, ...], settled: Mapping[str, tuple[str, ...]] | None = None
) -> Loaded:
    """Write rows of reference data; `key` names the columns by which a row is known again.

    `settled`, by flag: the columns that stay, with the flag, once the province has confirmed a stored row
    which the file calls unconfirmed.
    """
    stored = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    names = [name for name in names if name not in key]
    new, changed, unchanged = [], 0, 0
    for row in rows:
        known = stored.get(tuple(getattr(row, name) for name in key))
        kept = stays(row, known, settled or {}) if known else set()
        if known is None:
            new.append(row)
        elif copy_changes(row, known, [name for name in names if name not in kept]):
            changed += 1
        else:
            unchanged += 1
    model._default_manager.bulk_create(new)
    return Loaded(len(new), changed, unchanged)
