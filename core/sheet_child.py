"""The limited child process that reads the cells of a workbook. Started by `sheet`, never imported.

It prints one JSON line for each row that holds something, its number first: text, number, true or false,
null, or a list that names what else a cell holds: ["d", day], ["f"] a formula, ["e", text] an error of Excel,
["m"] part of a merged cell, ["?"] anything else. The last line says that the end was reached. Limits are set
before the file is touched.
"""

import datetime
import json
import re
import resource
import sys

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
OPEN_FILES = 64
MAX_OUT = 96 * 1024 * 1024
MAX_TEXT = 4_000
MAX_COLUMNS = 60
LAST_ROW = 1_048_576

TOO_MANY = "Tệp có hơn {:,} dòng. Chia thành nhiều tệp rồi tải lên."
TOO_MUCH = "Tệp có quá nhiều chữ. Chia thành nhiều tệp rồi tải lên."
NO_SHEET = "Tệp không có trang tính nào."
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
)


def limit() -> None:
    """Bound memory, processor time and files of this process; it writes nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class Stopped(Exception):
    """The file cannot be taken; the message is a Vietnamese sentence."""


def main(path: str, max_rows: int) -> None:
    """Print the rows of the first sheet, then {"end": ""}, or a reason why not."""
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        _print_rows(path, max_rows)
        answer = ""
    except Stopped as stopped:
        answer = str(stopped)
    print(json.dumps({"end": answer}))  # noqa: T201 (the answer to the parent)


def _print_rows(path: str, max_rows: int) -> None:
    from openpyxl import load_workbook

    with open(path, "rb") as file:  # opened here: openpyxl goes by the extension, and a stored file has none
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        if not book.worksheets:
            raise Stopped(NO_SHEET)
        sheet = book.worksheets[0]
        merged = Merged(sheet._get_source)
        sheet.reset_dimensions()  # what the file says of its size is not believed
        _print_sheet(sheet, merged, max_rows)


def _print_sheet(sheet, merged: "Merged", max_rows: int) -> None:
    found = size = 0
    for number, cells in enumerate(sheet.iter_rows(min_row=1), 1):
        if number > LAST_ROW:
            break
        values = [_value(cell) for cell in cells[:MAX_COLUMNS]]
        if all(value is None for value in values):
            continue
        found += 1
        if found > max_rows + 1:  # the headings are one
            raise Stopped(TOO_MANY.format(max_rows).replace(",", "."))
        while values[-1] is None:
            values.pop()
        line = json.dumps([number, merged.mark(number, values)], ensure_ascii=False)
        size += len(line)
        if size > MAX_OUT:
            raise Stopped(TOO_MUCH)
        print(line)  # noqa: T201


def _value(cell):
    """What a cell holds, in words of JSON."""
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return ["f"]
    if value is None or isinstance(value, bool | int):
        return value
    if kind == "e":
        return ["e", str(value)[:20]]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, datetime.date):
        return ["d", value.isoformat()]
    if isinstance(value, str):
        # Half characters, which no file of text can hold.
        text = value.encode("utf-8", "ignore").decode("utf-8")[: MAX_TEXT + 1]
        return text if text.strip() else None
    return ["?"]


class Merged:
    """The merged ranges of the sheet: one value would stand for many cells."""

    def __init__(self, open_sheet):
        with open_sheet() as stream:
            data = stream.read()
        self.ranges = [
            (int(top), int(bottom), _column(left), _column(right))
            for left, top, right, bottom in _MERGED.findall(data)
        ]
        self.ranges = sorted(self.ranges)[:100_000]
        self.open, self.next = [], 0

    def mark(self, number: int, values: list) -> list:
        """Return the values of this row, those of merged cells marked; rows come in order."""
        while self.next < len(self.ranges) and self.ranges[self.next][0] <= number:
            self.open.append(self.ranges[self.next])
            self.next += 1
        if not self.open:
            return values
        self.open = [one for one in self.open if one[1] >= number]
        for _, _, left, right in self.open:
            if left > MAX_COLUMNS:
                continue
            values += [None] * (min(right, MAX_COLUMNS) - len(values))
            for place in range(left - 1, min(right, MAX_COLUMNS)):
                values[place] = ["m"]
        return values


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


if __name__ == "__main__":
    limit()
    main(sys.argv[1], int(sys.argv[2]))
