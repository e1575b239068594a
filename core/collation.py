"""The order of Vietnamese names, "tieng_viet", on SQLite; PostgreSQL has it from ICU (migration 0001).

Signs and digits come first, then base letters decide (a ă â b ... d đ e ê ...), then the tones in the order
of the Unicode locale data for Vietnamese (ngang huyền hỏi ngã sắc nặng), then lower case before upper. A test
sorts the same names on both databases.
"""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SIGNS = " _-–—,;:!?.·'‘’\"“”()[]{}@*/\\&#%`^°+<=>|~$0123456789"
_RANK = {char: index for index, char in enumerate(_SIGNS + _LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=16_384)  # SQLite asks for the same names again and again while it fills an index
def sort_key(text: str) -> tuple:
    """Return the key by which the text sorts in Vietnamese order."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text).lower():
        parts = unicodedata.normalize("NFD", char)
        marks = [mark for mark in parts[1:] if mark in _TONES]
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_RANK.get(letter, 1000 + ord(letter[0])))
        tones.append(_TONES[marks[0]] if marks else 0)
    return (letters, tones, text.swapcase())


def compare(a: str, b: str) -> int:
    """Return -1, 0 or 1 as SQLite wants it."""
    key_a, key_b = sort_key(a), sort_key(b)
    return (key_a > key_b) - (key_a < key_b)


def install(connection, **kwargs) -> None:
    """Give every new SQLite connection the collation."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation("tieng_viet", compare)
