"""The workbook that people fill in: its columns, how they are filled, the values that are allowed today."""

from awards.imports.columns import AWARD, MAX_ROWS, PERSON, YEAR
from awards.imports.rows import Known
from core import sheet_book
from core.sheet_book import Lists, period
from core.sheet_columns import UNIT, WORD, Sort

_WIDTHS = {"merit": 48, "name": 40, "full_name": 26, "award": 26, "source": 36, "leader_class": 28}
_NOTES = (
    "Mỗi dòng một người, một khen thưởng, một xếp loại hoặc một sáng kiến. Cột nền hồng phải điền.",
    "Giữ nguyên tên các cột ở dòng đầu. Không gộp ô, không để công thức: dán giá trị.",
    f"Mỗi tệp tối đa {MAX_ROWS:,} dòng. Điền xong, tải lên ở mục Nhập từ Excel.".replace(",", "."),
)


def template(sort: Sort, known: Known) -> bytes:
    """Return the empty workbook of this kind with its second sheet of explanations and allowed values."""
    return sheet_book.template(
        sort, _lists(sort, known), notes=_NOTES, max_rows=MAX_ROWS, widths=_WIDTHS, formats={YEAR: "0"}
    )


def _lists(sort: Sort, known: Known) -> Lists:
    """The allowed values by heading: words, awards with code, units with code and period."""
    found = []
    for column in sort.columns:
        if column.reader == WORD:
            found.append((column.head, [(label,) for label in known.words.labels[column.words]]))
        elif column.reader == AWARD:
            names = {award.code: award.name for award in known.awards.by_key.values()}
            found.append((column.head, [(name, code) for code, name in names.items()]))
        elif column.reader == UNIT:
            units = [known.only] if known.only else known.units.by_key.values()
            if sort.code == PERSON:  # people are written down in units of today, awards also in older ones
                units = [unit for unit in units if unit.is_valid_on(known.today)]
            found.append((column.head, [(unit.code, unit.name, period(unit)) for unit in units]))
    return found
