"""Invented people: names as Kinh, Hmông, Dao, Tày, Nùng, Giáy and Thái families give them, and their work."""

import random
from dataclasses import dataclass
from datetime import date

from core.text import fold
from units.models import Gender, LeaderClass

MALE, FEMALE = Gender.MALE, Gender.FEMALE

# Families and, by gender, what follows the family's name.
_NAMES = {
    "Kinh": (
        "Nguyễn Trần Lê Phạm Vũ Đỗ Bùi Ngô Đặng Đinh",
        "Văn Hùng,Đức Long,Quang Vinh,Minh Tuấn,Xuân Trường,Hữu Phước,Tiến Đạt,Công Thành",
        "Thị Hạnh,Thu Trang,Thanh Huyền,Thị Loan,Minh Nguyệt,Thị Bích,Hồng Nhung,Ngọc Ánh",
    ),
    "Hmông": (
        "Giàng Sùng Thào Vàng Hảng Lý Cư Mùa Tráng Vù",
        "A Chính,A Sử,Seo Lử,A Tủa,Seo Phừ,A Dế,A Giống,Seo Chứ",
        "Thị Mỷ,Thị Dợ,Thị Sua,Thị Chư,Thị Pàng,Thị Xay,Thị Cở,Thị Máo",
    ),
    "Dao": (
        "Phàn Tẩn Chảo Lý Triệu Đặng Bàn",
        "Láo Tả,Phù Quẩy,Sành Phẩu,Tòn Hin,Kim Chòi,Láo San",
        "Mùi Nái,Mẩy Pham,Sử Mẩy,Tả Mẩy,Mùi Khé,Lở Mẩy",
    ),
    "Tày": (
        "Hoàng Nông Ma La Hà Lương Nguyễn",
        "Văn Thụ,Đình Tân,Văn Khoa,Trọng Nghĩa,Văn Bắc,Tiến Lực",
        "Thị Lả,Thị Bạch,Thị Đào,Thị Mến,Thị Nghiêm,Thị Thắm",
    ),
    "Nùng": (
        "Lù Nùng Thền Vàng Tải Lồ Hoàng",
        "Văn Dìn,Seng Phà,Văn Chín,Phủ Sín,Văn Thỉn,Dỉn Tờ",
        "Thị Phấn,Thị Sến,Thị Páo,Thị Hoa,Thị Cố,Thị Liền",
    ),
    "Giáy": (
        "Vàng Lù Lục Sần Nông Hoàng",
        "Văn Pìn,Văn Séo,Văn Giáo,Văn Lập,Văn Quẩn,Văn Tỉ",
        "Thị Thương,Thị Mán,Thị Ngọc,Thị Dín,Thị Phượng,Thị Bé",
    ),
    "Thái": (
        "Lò Hà Cầm Lường Hoàng Đồng",
        "Văn Sơn,Văn Ín,Văn Panh,Văn Thoa,Văn Inh,Văn Ún",
        "Thị Hặc,Thị Phương,Thị Panh,Thị Ngoan,Thị Ngân,Thị Ón",
    ),
}

# Position, class of form 0603.N, achievement; figures in braces are drawn: {from-to}.
_COMMUNE_WORK = [
    (
        "Trưởng thôn",
        LeaderClass.DIRECT_WORKER,
        "Cùng {28-64} hộ trong thôn hiến {900-3600} m² đất, mở {1-4},{1-9} km đường vào khu sản xuất. Hộ "
        "nghèo "
        "của thôn giảm từ {19-31} xuống {5-12} trong hai năm.",
    ),
    (
        "Giáo viên Trường Phổ thông dân tộc bán trú",
        LeaderClass.DIRECT_WORKER,
        "Mở lớp xóa mù chữ buổi tối cho {24-52} phụ nữ ở ba thôn vùng cao. Tỷ lệ chuyên cần của lớp bán trú "
        "tăng từ {78-86}% lên {95-99}%, không có học sinh bỏ học sau Tết.",
    ),
    (
        "Y sĩ Trạm Y tế",
        LeaderClass.DIRECT_WORKER,
        "Đi bộ đến {6-11} thôn để tiêm đủ mũi cho {94-99}% trẻ em. Phát hiện và chuyển sớm {9-21} ca sốt "
        "phát "
        "ban, xã không để dịch lan rộng.",
    ),
    (
        "Công chức Văn hóa - Xã hội",
        LeaderClass.DIRECT_WORKER,
        "Lập sổ tay hai thứ tiếng hướng dẫn {12-26} thủ tục hay dùng, {5-9} xã cùng áp dụng. Thời gian trả "
        "kết "
        "quả rút từ 5 ngày còn 2 ngày, {97-99}% hồ sơ đúng hạn.",
    ),
    (
        "Chỉ huy trưởng Ban Chỉ huy Quân sự",
        LeaderClass.OTHER_LEADER,
        "Chỉ huy lực lượng tại chỗ sơ tán {38-72} hộ ra khỏi vùng sạt lở, không để ai bị nạn. Vận động góp "
        "{210-390} ngày công dựng lại {7-15} ngôi nhà trước mùa rét.",
    ),
    (
        "Bí thư Đoàn Thanh niên",
        LeaderClass.OTHER_LEADER,
        "Lập {8-14} tổ công nghệ số cộng đồng, hướng dẫn {420-980} người nộp hồ sơ trực tuyến. Hồ sơ nộp "
        "trực "
        "tuyến của xã tăng từ {31-44}% lên {72-88}%.",
    ),
    (
        "Chủ tịch Hội Liên hiệp Phụ nữ",
        LeaderClass.OTHER_LEADER,
        "Gây dựng {4-9} nhóm thêu, dệt thổ cẩm với {46-120} chị em, thu nhập thêm {2-4} triệu đồng mỗi "
        "tháng. "
        "Vận động {60-95} hộ làm nhà vệ sinh, chuồng trại xa nhà.",
    ),
    (
        "Chủ hộ sản xuất, kinh doanh",
        LeaderClass.ENTREPRENEUR,
        "Liên kết {32-78} hộ trồng {18-54} ha dược liệu và bao tiêu toàn bộ sản phẩm. Tạo việc làm cho "
        "{20-45} lao động, doanh thu năm đạt {3-9} tỷ đồng.",
    ),
    (
        "Phó Chủ tịch UBND",
        LeaderClass.OTHER_LEADER,
        "Chỉ đạo giải phóng mặt bằng {3-8} công trình giao thông, thủy lợi, bàn giao trước hạn {15-40} ngày. "
        "Giải ngân vốn đầu tư công đạt {96-100}% kế hoạch.",
    ),
]
_OFFICE_WORK = [
    (
        "Chuyên viên",
        LeaderClass.DIRECT_WORKER,
        "Xây dựng quy trình xử lý hồ sơ liên thông, cắt {3-7} bước trung gian. {96-99}% trong {1200-3400} "
        "hồ sơ "
        "của năm được trả đúng và trước hạn.",
    ),
    (
        "Bác sĩ Bệnh viện Đa khoa",
        LeaderClass.DIRECT_WORKER,
        "Triển khai kỹ thuật cấp cứu mới tại tuyến cơ sở, cứu {14-36} người bệnh nặng. Đào tạo {22-48} y, "
        "bác sĩ "
        "của các trạm vùng cao.",
    ),
    (
        "Giáo viên Trường Trung học phổ thông",
        LeaderClass.DIRECT_WORKER,
        "Bồi dưỡng {6-15} học sinh đạt giải cấp tỉnh trở lên trong ba năm. Tài liệu ôn tập được {11-23} "
        "trường "
        "trong tỉnh dùng chung.",
    ),
    (
        "Kỹ sư Trung tâm Khuyến nông",
        LeaderClass.DIRECT_WORKER,
        "Chuyển giao quy trình trồng chè, quế hữu cơ cho {140-420} hộ, năng suất tăng {12-27}%. Mô hình "
        "được nhân "
        "rộng ra {4-9} xã.",
    ),
    (
        "Phó Trưởng phòng",
        LeaderClass.OTHER_LEADER,
        "Chủ trì đề án số hóa {18-42} nghìn hồ sơ, giảm {35-60}% giấy tờ nộp lại. Phòng hoàn thành "
        "{100-118}% chỉ "
        "tiêu được giao.",
    ),
    (
        "Trưởng phòng",
        LeaderClass.OTHER_LEADER,
        "Tham mưu {3-6} nghị quyết, đề án được ban hành. Tổ chức {9-17} đợt kiểm tra, kiến nghị xử lý dứt "
        "điểm "
        "{21-55} vướng mắc của cơ sở.",
    ),
]


@dataclass(frozen=True)
class Nominee:
    """Somebody who is put up: the words that a clerk writes about him."""

    full_name: str
    birth: date
    gender: str
    position: str
    leader_class: str
    achievement: str


class Folk:
    """Draws people; no name comes twice."""

    def __init__(self, seed: int, taken: list[str]):
        self.dice = random.Random(seed)  # noqa: S311 (invented names, no secrets)
        self._taken = {fold(name) for name in taken}

    def draw(self, *, is_commune: bool) -> Nominee:
        """Return one more person of a commune or of a department."""
        gender = self.dice.choice((MALE, FEMALE))
        position, leader_class, text = self.dice.choice(_COMMUNE_WORK if is_commune else _OFFICE_WORK)
        return Nominee(
            full_name=self._name(gender, is_commune),
            birth=date(self.dice.randint(1969, 1998), self.dice.randint(1, 12), self.dice.randint(1, 28)),
            gender=gender,
            position=position,
            leader_class=leader_class,
            achievement=self._with_figures(text),
        )

    def _name(self, gender: str, is_commune: bool) -> str:
        peoples = list(_NAMES)
        while True:
            people = self.dice.choice(peoples if is_commune else ["Kinh", "Kinh", *peoples])
            families, men, women = _NAMES[people]
            rest = (men if gender == MALE else women).split(",")
            name = f"{self.dice.choice(families.split())} {self.dice.choice(rest)}"
            if fold(name) not in self._taken:
                self._taken.add(fold(name))
                return name

    def _with_figures(self, text: str) -> str:
        parts = text.split("{")
        drawn = [parts[0]]
        for part in parts[1:]:
            span, rest = part.split("}", 1)
            low, high = map(int, span.split("-"))
            drawn += [str(self.dice.randint(low, high)), rest]
        return "".join(drawn)
