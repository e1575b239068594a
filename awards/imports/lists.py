"""Units and awards as a file may name them: by code or exact name, as they were on a day. Plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from core.text import fold, nfc


class Unknown(Exception):
    """No unit or award, or more than one, is called so; the message says what to do."""


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


@dataclass(frozen=True)
class AwardLine:
    """A row of the catalogue in the period for which it counts."""

    pk: int
    code: str
    name: str
    aliases: tuple[str, ...]
    recipients: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the award could be given on this day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class AwardList:
    """The catalogue, found by code, name or the name of an equal title."""

    def __init__(self, awards: Iterable[AwardLine]):
        self.by_key = {award.pk: award for award in awards}
        self._named = defaultdict(list)
        for award in sorted(self.by_key.values(), key=lambda award: award.valid_from):
            for key in {fold(text) for text in (award.code, award.name, *award.aliases)}:
                self._named[key].append(award)

    def recipients(self, pk: int) -> Collection[str]:
        """Whom this award may go to."""
        return self.by_key[pk].recipients

    def find(self, text: str, day: date) -> AwardLine:
        """Return the row of that day; before all of them the oldest, as the catalogue begins in 2024."""
        called = self._named.get(fold(text), [])
        if not called:
            raise Unknown(
                f"“{text[:60]}” không có trong danh mục khen thưởng. Ghi mã hoặc tên trong danh mục."
            )
        valid = [award for award in called if award.is_valid_on(day)]
        if not valid and day >= called[0].valid_from:
            raise Unknown(
                f"“{text[:60]}” không áp dụng vào ngày {day:%d/%m/%Y}. Ghi khen thưởng đúng lúc đó."
            )
        codes = sorted({award.code for award in valid or called})
        if len(codes) > 1:
            raise Unknown(f"“{text[:60]}” là tên của nhiều khen thưởng. Ghi mã: {', '.join(codes)}.")
        return valid[-1] if valid else called[0]
