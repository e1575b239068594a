"""The demo accounts. Invented people, one password for all; `make run` prints one of each kind."""

from dataclasses import dataclass

from reviews.models import Function
from units.roles import Role

PASSWORD = "thi-dua-lao-cai-2026"  # noqa: S105 (printed on purpose; refused in production)

PROVINCE, STANDING_BODY, STANDING_OFFICE = "15", "SNV", "SNV-TDKT"
Y_TY, BAT_XAT, MUONG_HUM, A_MU_SUNG = "02701", "02683", "02728", "02686"
SI_MA_CAI, MUONG_KHUONG, PHA_LONG, BAC_HA = "02809", "02761", "02752", "02839"
SA_PA, LAO_CAI, VAN_BAN, MU_CANG_CHAI = "03006", "02647", "03082", "04456"
NGHIA_LO, YEN_BAI = "04288", "04252"


@dataclass(frozen=True)
class DemoAccount:
    """One log-in of the demo province: who, in which role, for the unit of this code.

    `seat` is the function in the province's council, `title` the post that the council's papers name.
    """

    username: str
    full_name: str
    unit: str
    role: str
    phone: str = ""
    seat: str = ""
    title: str = ""
    is_teller: bool = False


def _member(username, full_name, unit, title, *, seat=Function.MEMBER, role=Role.HEAD, is_teller=False):
    return DemoAccount(username, full_name, unit, role, seat=seat, title=title, is_teller=is_teller)


_OFFICE = [
    DemoAccount("huong.chao.yty", "Chảo Thị Hương", Y_TY, Role.EDITOR, "0214 3800 201"),
    DemoAccount("lu.trang.yty", "Tráng A Lử", Y_TY, Role.HEAD, "0214 3800 202"),
    DemoAccount("sin.vang.batxat", "Vàng Thị Sín", BAT_XAT, Role.EDITOR, "0214 3800 203"),
    DemoAccount("may.tan.muonghum", "Tẩn Thị Mẩy", MUONG_HUM, Role.EDITOR, "0214 3800 204"),
    DemoAccount("hang.nguyen.snv", "Nguyễn Thu Hằng", STANDING_OFFICE, Role.OFFICER, "0214 3800 124"),
    DemoAccount(
        "minh.do.snv",
        "Đỗ Quang Minh",
        STANDING_OFFICE,
        Role.OFFICE_HEAD,
        "0214 3800 125",
        seat=Function.SECRETARY,
        title="Trưởng phòng Thi đua, Khen thưởng, Sở Nội vụ",
    ),
    DemoAccount("quan.tri", "Lê Hải Yến", STANDING_BODY, Role.ADMIN, "0214 3800 126"),
    DemoAccount("dung.pham.snv", "Phạm Tiến Dũng", STANDING_OFFICE, Role.OFFICER, "0214 3800 127"),
    DemoAccount("nhung.hoang.ubnd", "Hoàng Thị Nhung", PROVINCE, Role.CLERK_OFFICE, "0214 3800 110"),
    DemoAccount("tuyen.luc.ttt", "Lục Văn Tuyển", "TTT", Role.AUDITOR),
    DemoAccount("lan.dang.thue", "Đặng Thị Lan", "THUE", Role.CONSULTEE),
]

#: The 25 members with a vote, in the order of the decision that sets the council up.
_COUNCIL = [
    _member(
        "thang.vu.ubnd",
        "Vũ Đức Thắng",
        PROVINCE,
        "Chủ tịch UBND tỉnh",
        seat=Function.CHAIR,
        role=Role.LEADER,
    ),
    _member(
        "hoa.ly.ubnd",
        "Lý Thị Hoa",
        PROVINCE,
        "Phó Chủ tịch UBND tỉnh",
        seat=Function.VICE_CHAIR,
        role=Role.LEADER,
    ),
    _member(
        "sang.giang.mttq",
        "Giàng Seo Sáng",
        "MTTQ",
        "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh",
        seat=Function.VICE_CHAIR,
    ),
    _member(
        "thanh.bui.snv",
        "Bùi Thị Thanh",
        STANDING_BODY,
        "Giám đốc Sở Nội vụ",
        seat=Function.VICE_CHAIR,
        role=Role.DIRECTOR,
    ),
    _member("hai.tran.vpub", "Trần Ngọc Hải", "VPUB", "Chánh Văn phòng UBND tỉnh"),
    _member("yen.nong.stp", "Nông Thị Yến", "STP", "Giám đốc Sở Tư pháp", is_teller=True),
    _member("tuan.le.stc", "Lê Anh Tuấn", "STC", "Giám đốc Sở Tài chính"),
    _member("binh.ngo.sct", "Ngô Thanh Bình", "SCT", "Giám đốc Sở Công Thương"),
    _member("chien.hoang.snnmt", "Hoàng Văn Chiến", "SNNMT", "Giám đốc Sở Nông nghiệp và Môi trường"),
    _member("long.phung.sxd", "Phùng Hải Long", "SXD", "Giám đốc Sở Xây dựng"),
    _member("linh.duong.skhcn", "Dương Khánh Linh", "SKHCN", "Giám đốc Sở Khoa học và Công nghệ"),
    _member("nga.lo.svhttdl", "Lò Thị Nga", "SVHTTDL", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
    _member("huy.nguyen.sgddt", "Nguyễn Quốc Huy", "SGDDT", "Giám đốc Sở Giáo dục và Đào tạo"),
    _member("ha.vuong.syt", "Vương Thu Hà", "SYT", "Giám đốc Sở Y tế"),
    _member("pao.sung.sdttg", "Sùng A Páo", "SDTTG", "Giám đốc Sở Dân tộc và Tôn giáo"),
    _member("quynh.mai.sngv", "Mai Diễm Quỳnh", "SNGV", "Giám đốc Sở Ngoại vụ"),
    _member("khanh.ha.ttt", "Hà Duy Khánh", "TTT", "Chánh Thanh tra tỉnh", is_teller=True),
    _member("duc.cao.cat", "Cao Minh Đức", "CAT", "Phó Giám đốc Công an tỉnh"),
    _member("kien.trieu.bchqs", "Triệu Trung Kiên", "BCHQS", "Chính ủy Bộ Chỉ huy Quân sự tỉnh"),
    _member("phuong.dinh.thue", "Đinh Thu Phương", "THUE", "Trưởng Thuế tỉnh"),
    _member("son.quan.bhxh", "Quan Hồng Sơn", "BHXH", "Giám đốc Bảo hiểm xã hội tỉnh"),
    _member(
        "men.ly.mttq",
        "Lỳ Thị Mến",
        "MTTQ",
        "Chủ tịch Liên đoàn Lao động tỉnh",
        role=Role.EDITOR,
        is_teller=True,
    ),
    _member("dua.hang.mttq", "Hảng Thị Dua", "MTTQ", "Chủ tịch Hội Liên hiệp Phụ nữ tỉnh", role=Role.EDITOR),
    _member("tien.luong.mttq", "Lương Văn Tiến", "MTTQ", "Chủ tịch Hội Nông dân tỉnh", role=Role.EDITOR),
    _member("cuong.thao.mttq", "Thào A Cường", "MTTQ", "Bí thư Tỉnh đoàn", role=Role.EDITOR),
]


def _unit(code, *people):
    roles = (Role.EDITOR, Role.HEAD)
    return [
        DemoAccount(username, name, code, role) for (username, name), role in zip(people, roles, strict=False)
    ]


_UNITS = [
    DemoAccount("din.phan.batxat", "Phàn Láo Dìn", BAT_XAT, Role.HEAD),
    DemoAccount("phu.lo.muonghum", "Lồ Văn Phù", MUONG_HUM, Role.HEAD),
    *_unit(A_MU_SUNG, ("nhi.ma.amusung", "Ma Thị Nhì"), ("cho.vu.amusung", "Vù A Chớ")),
    *_unit(SI_MA_CAI, ("seng.cu.simacai", "Cư Thị Sếnh"), ("vang.ly.simacai", "Ly Seo Vảng")),
    *_unit(MUONG_KHUONG, ("dung.lu.muongkhuong", "Lù Thị Dung"), ("sam.nung.muongkhuong", "Nùng Văn Sâm")),
    *_unit(PHA_LONG, ("may.thao.phalong", "Thào Thị Máy"), ("chung.sung.phalong", "Sùng Seo Chúng")),
    *_unit(BAC_HA, ("thu.lam.bacha", "Lâm Thị Thu"), ("vinh.vang.bacha", "Vàng Văn Vinh")),
    *_unit(SA_PA, ("lien.ma.sapa", "Má Thị Liên"), ("quang.chau.sapa", "Châu Minh Quang")),
    *_unit(LAO_CAI, ("oanh.do.laocai", "Đỗ Thị Oanh"), ("hieu.pham.laocai", "Phạm Trung Hiếu")),
    *_unit(VAN_BAN, ("thao.hoang.vanban", "Hoàng Phương Thảo"), ("dao.la.vanban", "La Văn Đạo")),
    *_unit(MU_CANG_CHAI, ("cua.giang.mucangchai", "Giàng Thị Cúa"), ("say.hang.mucangchai", "Hảng A Say")),
    *_unit(NGHIA_LO, ("xoan.lo.nghialo", "Lò Thị Xoan"), ("muoi.ha.nghialo", "Hà Văn Mười")),
    *_unit(YEN_BAI, ("trang.tran.yenbai", "Trần Huyền Trang"), ("nam.nguyen.yenbai", "Nguyễn Hoài Nam")),
    *_unit("SGDDT", ("mai.vu.sgddt", "Vũ Tuyết Mai")),
    *_unit("SYT", ("ngan.to.syt", "Tô Kim Ngân")),
    *_unit("SNNMT", ("toan.be.snnmt", "Bế Đức Toàn")),
    *_unit("SVHTTDL", ("van.kieu.svhttdl", "Kiều Thanh Vân")),
    *_unit("SXD", ("tung.dam.sxd", "Đàm Sơn Tùng")),
]

ACCOUNTS = [*_OFFICE, *_COUNCIL, *_UNITS]


def account(username: str) -> DemoAccount:
    """Return the account of this user name; KeyError if there is none."""
    return {one.username: one for one in ACCOUNTS}[username]


#: What the printed table shows: the role in words, the user name. One of each kind.
SHOWN = [
    *(
        (Role(account(username).role).label, username)
        for username in (
            "huong.chao.yty",
            "lu.trang.yty",
            "hang.nguyen.snv",
            "minh.do.snv",
            "thanh.bui.snv",
            "hoa.ly.ubnd",
            "nhung.hoang.ubnd",
            "lan.dang.thue",
            "tuyen.luc.ttt",
            "quan.tri",
        )
    ),
    ("Chủ tịch Hội đồng", "thang.vu.ubnd"),
    ("Thư ký Hội đồng", "minh.do.snv"),
    ("Ủy viên Hội đồng, ban kiểm phiếu", "yen.nong.stp"),
    ("Ủy viên Hội đồng, ban kiểm phiếu", "khanh.ha.ttt"),
    ("Ủy viên Hội đồng", "huy.nguyen.sgddt"),
]

#: What is said under the table.
NOTES = [
    "Tên đăng nhập ghép từ tên, họ và nơi công tác, không dấu: Vương Thu Hà, Sở Y tế là ha.vuong.syt.",
    "Hội đồng tỉnh có 25 người bỏ phiếu; mọi tài khoản dùng chung một mật khẩu. Danh sách đủ ở",
    "laocai_thidua/demo/accounts.py.",
]
