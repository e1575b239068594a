"""From the cells of one row to the values of an account and its first role. Plain values in, answers out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.rules import account_problems, username_problems
from core.sheet_cells import Parsed, Words, Wrong, date_of, text_of, word_of
from core.sheet_columns import DATE, UNIT, WORD, Column
from units.account_files.columns import ACCOUNTS
from units.permissions import head_gives
from units.rules_roles import role_problems
from units.unit_list import UnitLine, UnitList, Unknown

TWICE = "Tên đăng nhập: trùng với dòng {number} của tệp. Mỗi tài khoản một dòng; vai trò thứ hai giao sau."
OUTSIDE = "Đơn vị: ngoài phạm vi. Đồng chí lập tài khoản cho {name} và đơn vị trực thuộc."
NOT_GIVEN = "Vai trò: do quản trị hệ thống giao. Chọn: {allowed}."


@dataclass(frozen=True)
class Known:
    """What rows are read against; `only` is the unit of a head, who reaches what lies below it too."""

    words: Words
    units: UnitList
    today: date
    only: UnitLine | None = None


def read_row(cells: list, places: Mapping[str, int], known: Known) -> Parsed:
    """Read one row: its values, and every problem found in it, each with the name of its column."""
    parsed = Parsed()
    for column in ACCOUNTS.columns:
        place = places[column.key]
        try:
            parsed.values[column.key] = _value(column, cells[place] if place < len(cells) else None, known)
        except (Wrong, Unknown) as wrong:
            parsed.problems.append(f"{column.head}: {wrong}")
    for name in {"username", "email"} & set(parsed.values):
        parsed.values[name] = parsed.values[name].lower()
    parsed.problems += _rules(parsed.values, known)
    return parsed


def _value(column: Column, cell, known: Known):
    if column.reader == DATE:
        return date_of(column, cell)
    text = text_of(column, cell)
    if column.reader == UNIT:
        return known.units.find(text, known.today, was_number=not isinstance(cell, str)).pk
    if column.reader == WORD:
        return word_of(column, text, known.words)
    if len(text) > column.length:
        raise Wrong(f"dài quá {column.length} ký tự, ghi gọn lại.")
    return text


def _rules(values: dict, known: Known) -> list[str]:
    """The rules of the single deeds, as far as the cells that could be read go."""
    names = {name: values.get(name, "") for name in ("full_name", "phone", "email")}
    problems = username_problems(values.get("username", ""), is_taken=False) + account_problems(**names)
    found = [f"{_head(problem.field)}: {problem.message}" for problem in problems if problem.field in values]
    if values.get("unit"):
        found += _reach(values, known)
    if {"unit", "valid_from", "last_day"} <= set(values):
        unit = known.units[values["unit"]]
        period = (values["valid_from"], day_after(values["last_day"]))
        problems = role_problems(period, unit=(unit.valid_from, unit.valid_to), held=[])
        found += [f"{_head(problem.field)}: {problem.message}" for problem in problems]
    return found


def _reach(values: dict, known: Known) -> list[str]:
    """A head names his own unit or one below it, and a role that he may give there."""
    if known.only is None:
        return []
    unit = known.units[values["unit"]]
    if not unit.path.startswith(known.only.path):
        return [OUTSIDE.format(name=known.only.body_name)]
    if values.get("role") and not head_gives(values["role"], is_own_unit=unit.pk == known.only.pk):
        return [NOT_GIVEN.format(allowed="; ".join(known.words.labels["role"]))]
    return []


def day_after(last_day: date | None) -> date | None:
    """The first day without the role."""
    return last_day + timedelta(days=1) if last_day else None


def _head(field: str) -> str:
    return ACCOUNTS.column({"valid_to": "last_day"}.get(field, field)).head


def twice_in_file(rows: Iterable[tuple[int, dict]]) -> dict[int, str]:
    """Return, by number, the rows whose user name an earlier one has."""
    first, problems = {}, {}
    for number, values in rows:
        earlier = first.setdefault(values["username"], number)
        if earlier != number:
            problems[number] = TWICE.format(number=earlier)
    return problems


@dataclass(frozen=True)
class AccountLine:
    """An account, as far as rows are compared with it; `roles` are (unit, role) that are not over."""

    pk: int
    username: str
    name: str
    phone: str
    email: str
    is_seen: bool
    roles: frozenset[tuple[int, str]]


def probable(values: dict, name: str, accounts: Iterable[AccountLine]) -> list[int]:
    """Accounts that may be of the same person: the same folded name in the unit, mobile number or e-mail.

    A number that begins with 02 is a landline: a whole office shares it.
    """
    mobile = "" if values["phone"].startswith("02") else values["phone"]
    return sorted(
        one.pk
        for one in accounts
        if (one.name == name and any(unit == values["unit"] for unit, _ in one.roles))
        or (mobile and one.phone == mobile)
        or (values["email"] and one.email == values["email"])
    )
