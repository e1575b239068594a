"""Units as a file may name them: by code or exact name, as they were on a day. Plain values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.text import fold, nfc


class Unknown(Exception):
    """No unit or other thing of a list, or more than one, is called so; the message says what to do."""


@dataclass(frozen=True)
class UnitLine:
    """A unit in the period for which its row counts."""

    pk: int
    code: str
    name: str
    body_name: str
    path: str
    valid_from: date
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit existed on this day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class UnitList:
    """All units, found by code or by exact name whatever its marks and capitals."""

    def __init__(self, units: Iterable[UnitLine]):
        self.by_key = {unit.pk: unit for unit in units}
        self._named = defaultdict(dict)
        for unit in self.by_key.values():
            for text in (unit.code, unit.name, unit.body_name):
                self._named[fold(text)][unit.pk] = unit

    def __getitem__(self, pk: int) -> UnitLine:
        return self.by_key[pk]

    def find(self, text: str, day: date, *, was_number: bool = False, below: str = "") -> UnitLine:
        """Return the one unit of this code or name on this day (under the path `below`), or raise Unknown."""
        called = [unit for unit in self._named.get(fold(text), {}).values() if unit.path.startswith(below)]
        if not called:
            hint = " Ô đang là số nên mất số 0 ở đầu: đổi ô sang dạng chữ." if was_number else ""
            raise Unknown(
                f"không có đơn vị mang mã hoặc tên “{text[:60]}”. Ghi mã hoặc tên đầy đủ như danh mục.{hint}"
            )
        valid = [unit for unit in called if unit.is_valid_on(day)]
        if not valid:
            raise Unknown(f"“{text[:60]}” không hoạt động vào ngày {day:%d/%m/%Y}. Ghi đơn vị đúng lúc đó.")
        if len(valid) > 1:
            exact = nfc(text).lower()
            spelt = [u for u in valid if exact in {u.code.lower(), u.name.lower(), u.body_name.lower()}]
            if len(spelt) != 1:
                codes = ", ".join(sorted(unit.code for unit in valid))
                raise Unknown(f"có {len(valid)} đơn vị cùng tên “{text[:60]}”. Ghi mã: {codes}.")
            valid = spelt
        return valid[0]
