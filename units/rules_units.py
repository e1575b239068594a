"""Rules about what is written down of a unit. Plain values in, answers out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from core.verdict import Problem

#: Longest text of each name, in characters, and what the field is called.
LENGTHS = {
    "code": (32, "mã đơn vị"),
    "name": (200, "tên đơn vị"),
    "body_name": (200, "tên cơ quan"),
    "document_name": (200, "tên trên văn bản"),
    "place_name": (100, "địa danh trên văn bản"),
    "symbol": (32, "ký hiệu văn bản"),
    "phone": (32, "điện thoại"),
}
MAY_BE_EMPTY = frozenset({"symbol", "phone"})
_LEVEL_OF = {"COMMUNE": "COMMUNE", "WARD": "COMMUNE", "PROVINCE": "PROVINCE"}

Period = tuple[date, date | None]


@dataclass(frozen=True)
class UnitText:
    """What an official types about a unit."""

    code: str
    name: str
    body_name: str
    document_name: str
    place_name: str
    symbol: str
    phone: str
    kind: str
    level: str
    valid_from: date


def unit_problems(
    unit: UnitText,
    *,
    kinds: Collection[str],
    levels: Collection[str],
    parent: Period | None,
    today: date,
    taken: bool,
    namesake: bool,
) -> list[Problem]:
    """Return what keeps a unit from being written down so.

    `kinds`, `levels`: what it may be; `parent`: from when to when the unit above is there, None where that is
    settled; `taken`: another unit of the kind has the code; `namesake`: another one under the same unit has
    the name.
    """
    problems = _text_problems(unit)
    if unit.kind not in kinds:
        text = "Chọn loại đơn vị đang được dùng; huyện và thị trấn không còn."
        problems.append(Problem("kind_unknown", "kind", text))
    elif unit.level not in levels:
        problems.append(Problem("level_unknown", "level", "Chọn cấp của đơn vị; cấp huyện không còn."))
    elif unit.level != _LEVEL_OF.get(unit.kind, unit.level):
        text = "Cấp không hợp với loại: xã, phường thuộc cấp xã; tỉnh thuộc cấp tỉnh."
        problems.append(Problem("level_odd", "level", text))
    if taken:
        text = f"Mã {unit.code} đang dùng cho đơn vị khác cùng loại. Ghi mã khác."
        problems.append(Problem("code_taken", "code", text))
    if namesake:
        text = f"Đơn vị cấp trên đã có “{unit.name}”. Xem danh sách đơn vị trước khi ghi thêm."
        problems.append(Problem("name_taken", "name", text))
    return problems + _day_problems(unit, parent, today)


def _text_problems(unit: UnitText) -> list[Problem]:
    problems = []
    for field, (length, label) in LENGTHS.items():
        value = getattr(unit, field)
        if not value and field not in MAY_BE_EMPTY:
            problems.append(Problem("empty", field, f"Ghi {label}."))
        elif len(value) > length:
            text = f"{label.capitalize()} dài quá {length} ký tự, hãy ghi gọn lại."
            problems.append(Problem("too_long", field, text))
    return problems


def _day_problems(unit: UnitText, parent: Period | None, today: date) -> list[Problem]:
    if unit.valid_from > today:
        text = "Ngày có hiệu lực không được sau hôm nay. Ghi đơn vị khi quyết định đã có hiệu lực."
        return [Problem("later", "valid_from", text)]
    if parent is None:
        return []
    begins, ends = parent
    if ends is not None and ends <= today:
        text = f"Đơn vị cấp trên đã hết hiệu lực từ ngày {ends:%d/%m/%Y}. Chọn đơn vị đang hoạt động."
        return [Problem("parent_ended", "parent", text)]
    if unit.valid_from < begins:
        text = f"Đơn vị cấp trên chỉ có từ ngày {begins:%d/%m/%Y}; ghi từ ngày đó hoặc sau đó."
        return [Problem("before_parent", "valid_from", text)]
    return []


def correction_problems(
    old: UnitText,
    new: UnitText,
    *,
    valid_to: date | None,
    used_from: date | None,
    by_decree: bool,
    by_file: bool,
) -> list[Problem]:
    """Return what forbids a correction besides the rules of every unit.

    `used_from`: the first day on which something hangs on the unit; `by_decree`: a reorganisation set its
    first day; `by_file`: the catalogue that is loaded at each update knows it by code, kind and first day.
    """
    problems = []
    if by_file and (old.code, old.kind, old.valid_from) != (new.code, new.kind, new.valid_from):
        text = "Đơn vị này có trong danh mục nạp sẵn: mã, loại và ngày hiệu lực không sửa ở đây."
        field = next(
            each for each in ("code", "kind", "valid_from") if getattr(old, each) != getattr(new, each)
        )
        problems.append(Problem("in_file", field, text))
    if new.valid_from == old.valid_from:
        return problems
    if by_decree:
        text = f"Ngày {old.valid_from:%d/%m/%Y} do văn bản sắp xếp định, không sửa ở đây."
        problems.append(Problem("by_decree", "valid_from", text))
    elif valid_to is not None and new.valid_from >= valid_to:
        text = f"Đơn vị đã hết hiệu lực từ ngày {valid_to:%d/%m/%Y}; ngày bắt đầu phải trước đó."
        problems.append(Problem("after_end", "valid_from", text))
    elif used_from is not None and new.valid_from > used_from:
        text = f"Đã có vai trò hoặc đơn vị trực thuộc từ ngày {used_from:%d/%m/%Y}; ghi ngày không sau đó."
        problems.append(Problem("in_use", "valid_from", text))
    return problems
