"""From the cells of one row to clean values, and whom a row speaks of. Plain values in, answers out."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from awards import rules_grant
from awards.imports.columns import AWARD, GRANT, INITIATIVE, PERSON, YEAR
from awards.imports.lists import AwardList
from core.sheet_cells import Parsed, Words, Wrong, date_of, text_of, word_of
from core.sheet_columns import DATE, UNIT, WORD, Column, Sort
from core.text import fold
from units.rules import person_problems
from units.unit_list import UnitLine, UnitList, Unknown

INDIVIDUAL, COLLECTIVE = "INDIVIDUAL", "COLLECTIVE"
TWICE = "Trùng với dòng {number} của tệp. Giữ một dòng."
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Known:
    """What rows are read against: allowed words, units, awards, the day, the only unit that is allowed."""

    words: Words
    units: UnitList
    awards: AwardList
    today: date
    only: UnitLine | None = None


# Cells --------------------------------------------------------------------------------------------------


def read_row(sort: Sort, cells: list, places: Mapping[str, int], known: Known) -> Parsed:
    """Read one row: its values, and every problem found in it, each with the name of its column."""
    parsed = Parsed()
    raw = {column.key: _cell(cells, places.get(column.key)) for column in sort.columns}
    for column in sort.columns:
        if column.reader in {UNIT, AWARD}:
            continue  # after the days, by which they are looked up
        _keep(parsed, column, lambda column=column: _plain(column, raw[column.key], known))
    day = _day_of(sort, parsed.values, known.today)
    for column in sort.columns:
        if column.reader == UNIT:
            _keep(parsed, column, lambda column=column: _unit(column, raw[column.key], day, known))
        elif column.reader == AWARD:
            _keep(parsed, column, lambda column=column: _award(column, raw[column.key], day, known))
    if not parsed.problems:
        parsed.problems += _rules(sort, parsed.values, known)
    return parsed


def _cell(cells: list, place: int | None):
    return cells[place] if place is not None and place < len(cells) else None


def _keep(parsed: Parsed, column: Column, read) -> None:
    try:
        parsed.values[column.key] = read()
    except (Wrong, Unknown) as wrong:
        parsed.problems.append(f"{column.head}: {wrong}")


def _plain(column: Column, cell, known: Known):
    if column.reader == DATE:
        return date_of(column, cell)
    text = text_of(column, cell)
    if column.reader == YEAR:
        return _year(text, known.today)
    if column.reader == WORD:
        return word_of(column, text, known.words)
    if column.length and len(text) > column.length:
        raise Wrong(f"dài quá {column.length} ký tự, ghi gọn lại.")
    return text


def _year(text: str, today: date) -> int:
    if not _YEAR.fullmatch(text):
        raise Wrong(f"“{text[:30]}” không phải năm. Ghi bốn chữ số, ví dụ 2025.")
    year = int(text)
    if not rules_grant.FIRST_YEAR <= year <= today.year:
        raise Wrong(f"năm phải từ {rules_grant.FIRST_YEAR} đến {today.year}.")
    return year


def _day_of(sort: Sort, values: dict, today: date) -> date:
    """The day on which unit and award of the row must have been in force."""
    if sort.code == PERSON:
        return today
    if values.get("decision_on"):
        return values["decision_on"]
    return min(date(values["year"], 12, 31), today) if values.get("year") else today


def _unit(column: Column, cell, day: date, known: Known) -> int:
    unit = known.units.find(text_of(column, cell), day, was_number=not isinstance(cell, str))
    if known.only is not None and unit.pk != known.only.pk:
        raise Wrong(f"ngoài phạm vi được nhập. Đồng chí chỉ nhập cho {known.only.body_name}.")
    return unit.pk


def _award(column: Column, cell, day: date, known: Known) -> int:
    return known.awards.find(text_of(column, cell), day).pk


def _rules(sort: Sort, values: dict, known: Known) -> list[str]:
    """The same rules that a single deed is judged by."""
    if sort.code == GRANT:
        found = rules_grant.grant_problems(
            recipient=values["recipient"],
            recipients=known.awards.recipients(values["award"]),
            recipient_name=values["full_name"],
            year=values["year"],
            merit=values["merit"],
            decision_no=values["decision_no"],
            decision_on=values["decision_on"],
            today=known.today,
        )
    elif sort.code == PERSON:
        found = []
    else:
        text = values["decision_no" if sort.code == INITIATIVE else "source"]
        found = rules_grant.history_problems(year=values["year"], text=text, today=known.today)
        if values.get("decision_on") and values["decision_on"] > known.today:
            return [*(problem.message for problem in found), "Ngày quyết định ở tương lai."]
    return [problem.message for problem in [*found, *_person_problems(sort, values, known)]]


def _person_problems(sort: Sort, values: dict, known: Known):
    if not is_individual(values):
        return []
    classes = known.words.codes["leader_class"].values()
    return person_problems(
        full_name=values["full_name"],
        birth_date=values["birth_date"],
        gender=values.get("gender", ""),
        genders=set(known.words.codes["gender"].values()),
        position=values.get("position", ""),
        leader_class=values.get("leader_class", ""),
        leader_classes=set(classes),
        today=known.today,
    )


# The same thing twice in one file -----------------------------------------------------------------------


def twice_in_file(sort: Sort, rows: Iterable[tuple[int, dict]]) -> dict[int, str]:
    """Return, by number, the rows that say what an earlier one says, and who cannot be told apart.

    Without a birth date a name counts for its unit; beside another of that name it is unclear who is meant.
    """
    rows = list(rows)
    first, problems = {}, {}
    names = defaultdict(set)
    for number, values in rows:
        if sort.code == PERSON:
            names[fold(values["full_name"]), values["unit"]].add(number)
        earlier = first.setdefault(_says(sort, values), number)
        if earlier != number:
            problems[number] = TWICE.format(number=earlier)
    for number, values in rows:
        if sort.code == PERSON and values["birth_date"] is None and number not in problems:
            others = names[fold(values["full_name"]), values["unit"]] - {number}
            if others:
                text = f"Cùng họ tên, đơn vị với dòng {min(others)} của tệp. Ghi ngày sinh để phân biệt."
                problems[number] = text
    return problems


def _says(sort: Sort, values: dict) -> tuple:
    who = (fold(values["full_name"]), values["birth_date"])
    if not is_individual(values) or values["birth_date"] is None:
        who = (fold(values["full_name"]), None, values["unit"], values.get("recipient", INDIVIDUAL))
    if sort.code == PERSON:
        return who
    if sort.code == GRANT:
        return (*who, values["award"], fold(values["decision_no"]), values["decision_on"])
    if sort.code == INITIATIVE:
        return (*who, values["year"], fold(values["name"]))
    return (*who, values["year"])


# Whom a row speaks of -----------------------------------------------------------------------------------


def is_individual(values: dict) -> bool:
    """Whether the row is about one person."""
    return values.get("recipient", INDIVIDUAL) == INDIVIDUAL


def collective_of(sort: Sort, values: dict, known: Known) -> int | None:
    """The unit that a collective is: the row's own unit or one below it of exactly this name, if any."""
    if is_individual(values):
        return None
    unit, name = known.units[values["unit"]], fold(values["full_name"])
    if name in {fold(unit.name), fold(unit.body_name)}:
        return unit.pk
    try:
        return known.units.find(values["full_name"], _day_of(sort, values, known.today), below=unit.path).pk
    except Unknown:
        return None


@dataclass(frozen=True)
class PersonLine:
    """A person of the register, as far as rows are compared with them."""

    pk: int
    folded: str
    birth_date: date | None
    unit_id: int


@dataclass(frozen=True)
class Match:
    """The person that a row surely speaks of, or those it may speak of; neither when nobody is like that."""

    sure: int | None = None
    probable: tuple[int, ...] = ()


def match_person(values: dict, namesakes: Collection[PersonLine]) -> Match:
    """Compare a row with the people of the same folded name.

    Sure is only the same name and birth date in the same unit, and only one such person. The same birth date
    in another unit, or a name without a birth date on either side, is for a person to decide.
    """
    born, unit = values["birth_date"], values["unit"]
    sure = [one.pk for one in namesakes if born and one.birth_date == born and one.unit_id == unit]
    if len(sure) == 1:
        return Match(sure=sure[0])
    probable = [
        one.pk for one in namesakes if born is None or one.birth_date is None or one.birth_date == born
    ]
    return Match(probable=tuple(sorted(probable)))
