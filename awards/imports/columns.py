"""What the four kinds of files hold: columns, their exact headings, how each cell is read. Plain values."""

from core.sheet_columns import DATE, UNIT, WORD, Column, Sort

PERSON, GRANT, RATING, INITIATIVE = "PERSON", "GRANT", "RATING", "INITIATIVE"
MAX_ROWS = 20_000

YEAR, AWARD = "year", "award"

_BIRTH = Column(
    "birth_date",
    "Ngày sinh",
    "Ngày/tháng/năm. Nên có: nhờ đó cổng phân biệt những người trùng họ tên.",
    "05/02/1985",
    DATE,
    required=False,
)
_GENDER = Column("gender", "Giới tính", "Nam hoặc Nữ.", "Nữ", WORD, required=False, words="gender")
_POSITION = Column(
    "position", "Chức vụ", "Chức vụ, việc đang làm.", "Trưởng thôn", required=False, length=160
)
_CLASS = Column(
    "leader_class",
    "Nhóm đối tượng",
    "Nhóm đối tượng của biểu thống kê 0603.N. Chọn trong danh sách.",
    "Người trực tiếp công tác, lao động, học tập, chiến đấu",
    WORD,
    required=False,
    words="leader_class",
)
_UNIT_HELP = "Mã đơn vị, hoặc tên đầy đủ như trong danh mục (ghi cả “Xã”, “Phường”)."
_PARTY = Column("recipient", "Đối tượng", "Chọn trong danh sách.", "Cá nhân", WORD, words="recipient")

_PERSON = (
    Column("full_name", "Họ và tên", "Họ, tên đệm và tên, viết có dấu.", "Giàng Thị Chứ", length=120),
    _BIRTH,
    _GENDER,
    Column("unit", "Đơn vị", _UNIT_HELP, "02701", UNIT),
    _POSITION,
    _CLASS,
    Column(
        "ethnicity",
        "Dân tộc",
        "Chọn trong danh sách. Chưa biết thì để trống.",
        "Mông",
        WORD,
        required=False,
        words="ethnicity",
        may_lack=True,
    ),
)
_GRANT = (
    _PARTY,
    Column("full_name", "Người, tập thể được khen", "Tên như trong quyết định.", "Giàng Thị Chứ", length=200),
    _BIRTH,
    _GENDER,
    Column("position", "Chức vụ", "Chức vụ ghi trong quyết định.", "Trưởng thôn", required=False, length=160),
    _CLASS,
    Column("unit", "Đơn vị khi đó", f"{_UNIT_HELP} Đơn vị đúng vào ngày quyết định.", "02701", UNIT),
    Column("award", "Khen thưởng", "Mã hoặc tên trong danh mục khen thưởng.", "BKT", AWARD),
    Column(
        "commendation_type",
        "Loại hình",
        "Chọn trong danh sách.",
        "Công trạng",
        WORD,
        words="commendation_type",
    ),
    Column("year", "Năm thành tích", "Năm, bốn chữ số.", "2025", YEAR),
    Column(
        "merit",
        "Thành tích",
        "Câu thành tích như trong quyết định.",
        "Có thành tích xuất sắc trong công tác năm 2025",
        length=2_000,
        lines=True,
    ),
    Column("decision_no", "Số quyết định", "Số và ký hiệu.", "2931/QĐ-UBND", length=60),
    Column("decision_on", "Ngày quyết định", "Ngày/tháng/năm.", "20/12/2025", DATE),
)
_RATING = (
    _PARTY,
    Column("full_name", "Họ và tên, tên tập thể", "Viết có dấu.", "Giàng Thị Chứ", length=200),
    _BIRTH,
    Column("unit", "Đơn vị", _UNIT_HELP, "02701", UNIT),
    Column("year", "Năm", "Năm được xếp loại, bốn chữ số.", "2025", YEAR),
    Column("grade", "Xếp loại", "Chọn trong danh sách.", "Hoàn thành tốt nhiệm vụ", WORD, words="grade"),
    Column(
        "source",
        "Văn bản",
        "Số, ngày văn bản xếp loại.",
        "Quyết định số 87/QĐ-UBND ngày 25/12/2025",
        length=200,
    ),
)
_INITIATIVE = (
    Column(
        "full_name", "Họ và tên", "Tác giả. Nhiều tác giả: mỗi người một dòng.", "Giàng Thị Chứ", length=120
    ),
    _BIRTH,
    Column("unit", "Đơn vị", _UNIT_HELP, "02701", UNIT),
    Column("name", "Tên sáng kiến", "Tên ghi trong quyết định.", "Sổ tay trồng lê trên đất dốc", length=300),
    Column("level", "Cấp công nhận", "Chọn trong danh sách.", "Cấp cơ sở", WORD, words="level"),
    Column("year", "Năm", "Năm được công nhận, bốn chữ số.", "2025", YEAR),
    Column("decision_no", "Số quyết định", "Số và ký hiệu.", "315/QĐ-UBND", length=60),
    Column("decision_on", "Ngày quyết định", "Ngày/tháng/năm.", "18/11/2025", DATE, required=False),
)

SORTS = {
    sort.code: sort
    for sort in (
        Sort(PERSON, "ca-nhan", "Cá nhân", _PERSON),
        Sort(GRANT, "khen-thuong", "Khen thưởng đã có", _GRANT),
        Sort(RATING, "xep-loai", "Xếp loại hằng năm", _RATING),
        Sort(INITIATIVE, "sang-kien", "Sáng kiến", _INITIATIVE),
    )
}
SLUGS = {sort.slug: sort.code for sort in SORTS.values()}
