"""What a file of accounts holds. Plain values."""

from core.sheet_columns import DATE, UNIT, WORD, Column, Sort

MAX_ROWS = 1_000

ACCOUNTS = Sort(
    "ACCOUNT",
    "tai-khoan",
    "Tài khoản",
    (
        Column("full_name", "Họ và tên", "Viết có dấu.", "Giàng Thị Chứ", length=100),
        Column(
            "username",
            "Tên đăng nhập",
            "Tên, họ, nơi công tác, không dấu, cách nhau dấu chấm. Mỗi tài khoản một dòng.",
            "chu.giang.yty",
            length=60,
        ),
        Column("phone", "Điện thoại", "Số để đọc mã một lần.", "0214 3800 126", required=False, length=20),
        Column(
            "email",
            "Thư điện tử",
            "Để tự lấy lại mật khẩu qua thư; không có thì để trống.",
            "chu.giang@laocai.gov.vn",
            required=False,
            length=254,
        ),
        Column("unit", "Đơn vị", "Mã hoặc tên đầy đủ như trong danh mục đơn vị.", "02701", UNIT),
        Column(
            "role",
            "Vai trò",
            "Chọn trong danh sách.",
            "Người phụ trách thi đua, khen thưởng",
            WORD,
            words="role",
        ),
        Column("valid_from", "Giữ từ ngày", "Ngày đầu tiên giữ vai trò.", "01/12/2026", DATE),
        Column(
            "last_day",
            "Đến hết ngày",
            "Ngày cuối cùng còn giữ; để trống: không hẹn ngày kết thúc.",
            "31/12/2027",
            DATE,
            required=False,
        ),
    ),
)
