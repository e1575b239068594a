"""The workbook of accounts that people fill in, with the units and roles that they may name today."""

from core import sheet_book
from core.sheet_book import period
from units.account_files.columns import ACCOUNTS, MAX_ROWS
from units.account_files.rows import Known

_WIDTHS = {"full_name": 26, "username": 24, "email": 30, "unit": 26, "role": 40}
_NOTES = (
    "Mỗi dòng một tài khoản với vai trò đầu tiên. Cột nền hồng phải điền.",
    "Không ghi mật khẩu: lập xong, cổng cấp mã một lần cho từng người tự đặt mật khẩu.",
    "Giữ nguyên tên các cột ở dòng đầu. Không gộp ô, không để công thức: dán giá trị.",
    f"Mỗi tệp tối đa {MAX_ROWS:,} dòng. Điền xong, tải lên ở mục Tài khoản, Lập từ Excel.".replace(
        ",", ".", 1
    ),
)


def template(known: Known) -> bytes:
    """Return the empty workbook with its second sheet of explanations and allowed values."""
    units = [unit for unit in known.units.by_key.values() if unit.is_valid_on(known.today)]
    if known.only:
        units = [unit for unit in units if unit.path.startswith(known.only.path)]
    lists = [
        ("Đơn vị", [(unit.code, unit.name, period(unit)) for unit in units]),
        ("Vai trò", [(label,) for label in known.words.labels["role"]]),
    ]
    return sheet_book.template(ACCOUNTS, lists, notes=_NOTES, max_rows=MAX_ROWS, widths=_WIDTHS, formats={})
