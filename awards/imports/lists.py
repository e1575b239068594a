"""Awards as a file may name them: by code or exact name. Plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from core.text import fold
from units.unit_list import Unknown


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
