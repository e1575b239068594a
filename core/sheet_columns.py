"""What a kind of file from Excel holds: columns, exact headings, how cells are read. Plain values."""

from dataclasses import dataclass

#: Added to the file that is given back; a file that is sent in again may still have it.
TODO_HEAD = "Cần làm gì"
TEXT, DATE, WORD, UNIT = "text", "date", "word", "unit"


@dataclass(frozen=True)
class Column:
    """One column. `words` names the allowed values of a WORD; `length` bounds a TEXT, maybe of `lines`.

    `may_lack`: files may be without it, as those of older templates are.
    """

    key: str
    head: str
    help: str
    example: str
    reader: str = TEXT
    required: bool = True
    words: str = ""
    length: int = 0
    lines: bool = False
    may_lack: bool = False


@dataclass(frozen=True)
class Sort:
    """A kind of file: its place in addresses, its name, its columns in the order of the template."""

    code: str
    slug: str
    label: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """Return the column of this key."""
        return next(column for column in self.columns if column.key == key)
