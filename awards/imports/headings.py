"""The first row of a file: where each column stands. Plain values in, answers out."""

from collections import defaultdict
from dataclasses import dataclass

from awards.imports.columns import TODO_HEAD, Sort
from core.text import fold, nfc


@dataclass(frozen=True)
class Heads:
    """Where each column stands; what is missing or stands twice; headings that are not read."""

    places: dict[str, int]
    problems: list[str]
    unused: list[str]


def read_heads(cells: list, sort: Sort) -> Heads:
    """Find the columns of this kind in the first row by their exact names, each once; few may be missing."""
    found = defaultdict(list)
    texts = [nfc(cell) if isinstance(cell, str) else "" for cell in cells]
    for place, text in enumerate(texts):
        found[fold(text)].append(place)
    wanted = {fold(column.head): column for column in sort.columns}
    places = {column.key: found[key][0] for key, column in wanted.items() if found[key]}
    missing = [column.head for column in sort.columns if column.key not in places and not column.may_lack]
    twice = [column.head for key, column in wanted.items() if len(found[key]) > 1]
    problems = [f"Thiếu cột: {', '.join(missing)}."] if missing else []
    problems += [f"Cột có hai lần: {', '.join(twice)}."] if twice else []
    unused = [text for text in texts if text and fold(text) not in {*wanted, fold(TODO_HEAD)}]
    return Heads(places, problems, unused)
