"""The demo accounts, as `make run` prints them. Invented people, one password for all."""

from dataclasses import dataclass

PASSWORD = "thi-dua-lao-cai-2026"  # noqa: S105 (printed on purpose; refused in production)


@dataclass(frozen=True)
class DemoAccount:
    """One log-in of the demo province; `unit` is (kind of lookup, value)."""

    username: str
    full_name: str
    unit: str  # code of the unit
    role: str
    phone: str = ""


Y_TY, BAT_XAT, MUONG_HUM = "02701", "02683", "02728"
STANDING_OFFICE = "SNV-TDKT"
STANDING_BODY = "SNV"

ACCOUNTS = [
    DemoAccount("huong.chao.yty", "Chảo Thị Hương", Y_TY, "EDITOR", "0214 3800 201"),
    DemoAccount("lu.trang.yty", "Tráng A Lử", Y_TY, "HEAD", "0214 3800 202"),
    DemoAccount("sin.vang.batxat", "Vàng Thị Sín", BAT_XAT, "EDITOR", "0214 3800 203"),
    DemoAccount("may.tan.muonghum", "Tẩn Thị Mẩy", MUONG_HUM, "EDITOR", "0214 3800 204"),
    DemoAccount("hang.nguyen.snv", "Nguyễn Thu Hằng", STANDING_OFFICE, "OFFICER", "0214 3800 124"),
    DemoAccount("minh.do.snv", "Đỗ Quang Minh", STANDING_OFFICE, "OFFICE_HEAD", "0214 3800 125"),
    DemoAccount("quan.tri", "Lê Hải Yến", STANDING_BODY, "ADMIN", "0214 3800 126"),
]
