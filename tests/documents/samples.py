"""Sample values of the papers that follow from sessions, polls and decisions."""

from dataclasses import replace
from datetime import UTC, date, datetime

from reports import certificate, count_minutes, decision_paper, letter, minutes
from reports.award_list import Honoured
from reports.votes import Result

PROVINCE, COUNCIL = "ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai"
BKT, CSTDT = "Bằng khen của Chủ tịch UBND tỉnh", "Chiến sĩ thi đua cấp tỉnh"
MADE = datetime(2026, 2, 5, 4, 30, tzinfo=UTC)
MERIT = "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2025"
LAWS = (
    "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
)


def _seat(name: str, title: str, function: str = "Ủy viên", **fields) -> minutes.Seat:
    return minutes.Seat(name, title, function, **fields)


CHAIR = _seat("Trịnh Xuân Trường", "Chủ tịch UBND tỉnh", "Chủ tịch Hội đồng")
SECRETARY = _seat("Nguyễn Thu Hằng", "Trưởng phòng Thi đua, Khen thưởng, Sở Nội vụ", "Thư ký")
SEATS = (
    CHAIR,
    _seat("Vừ Thị Mai", "Giám đốc Sở Nội vụ", "Phó Chủ tịch Hội đồng"),
    _seat("Lù Văn Thắng", "Giám đốc Sở Tài chính"),
    _seat("Hoàng Thị Duyên", "Giám đốc Sở Y tế", is_online=True),
    _seat("Sùng A Lềnh", "Giám đốc Sở Giáo dục và Đào tạo"),
    _seat("Phàn Thị Mẩy", "Giám đốc Sở Dân tộc và Tôn giáo"),
    _seat(
        "Đặng Minh Quân", "Chánh Thanh tra tỉnh", presence="ABSENT_REASON", reason="đi công tác tại Hà Nội"
    ),
    _seat("Nông Thị Hoa", "Giám đốc Sở Tư pháp", presence="WRITTEN", reason="nghỉ ốm"),
)
RESULTS = (
    Result("Trường Tiểu học Y Tý", "Xã Y Tý", BKT, "COLLECTIVE", 80, 100, 7, 0, not_cast=1, passed=True),
    Result(
        "Giàng A Sử",
        "Trưởng thôn Sín Chải, xã Y Tý",
        BKT,
        "INDIVIDUAL",
        80,
        100,
        7,
        0,
        not_cast=1,
        passed=True,
    ),
    Result("Chảo Thị Hương", "Công chức xã Y Tý", BKT, "INDIVIDUAL", 80, 100, 5, 1, invalid=1, not_cast=1),
    Result(
        "Lù Văn Thắng",
        "Giám đốc Sở Tài chính",
        CSTDT,
        "INDIVIDUAL",
        80,
        100,
        7,
        0,
        recused=1,
        passed=True,
    ),
)
# Seven ballots came back; the member who is himself proposed was on none of the lists of the last question.
RESULTS = (*RESULTS[:3], replace(RESULTS[3], yes=7, recused=1, not_cast=0, no=0))
MINUTES = minutes.MinutesValues(
    number=5,
    superior=PROVINCE,
    council=COUNCIL,
    unit="Tỉnh Lào Cai",
    issuer_code="HĐTĐKT",
    place="Lào Cai",
    name="Xét khen thưởng tổng kết năm 2025",
    meeting_place="Phòng họp số 1, UBND tỉnh",
    mode="Trực tiếp kết hợp trực tuyến",
    session_number=3,
    session_year=2026,
    opened_at=datetime(2026, 2, 5, 1, 0, tzinfo=UTC),
    ended_at=MADE,
    seats=SEATS,
    chair=CHAIR,
    secretary=SECRETARY,
    agenda=tuple((row.kind, row.award) for row in RESULTS),
    qualified=3,
    to_judge=1,
    standing_body="Sở Nội vụ",
    polls=(
        minutes.PollResult(
            1, "Bỏ phiếu kín", "Toàn thể Hội đồng", 8, 8, 0, void_reason="ghi nhầm thành phần dự họp"
        ),
        minutes.PollResult(2, "Bỏ phiếu kín", "Toàn thể Hội đồng", 8, 8, 8, RESULTS),
    ),
    conclusion="Hội đồng thống nhất kết quả bỏ phiếu.\nGiao Sở Nội vụ hoàn thiện hồ sơ, trình Chủ tịch "
    "UBND tỉnh xem xét, quyết định trong tháng 02 năm 2026.",
    opening_notes="Đồng chí chủ tọa tuyên bố lý do, giới thiệu đại biểu.",
    discussion="Các thành viên thống nhất với báo cáo thẩm định.\nĐồng chí Hoàng Thị Duyên đề nghị quan tâm "
    "hơn đến người trực tiếp lao động ở thôn, bản vùng cao.",
)
RECEIPTS = tuple(f"WWWW-WWWW-WWW{last}" for last in "23456789")  # the widest there are
COUNT = count_minutes.CountValues(
    number=4,
    superior=PROVINCE,
    council=COUNCIL,
    unit="Tỉnh Lào Cai",
    issuer_code="HĐTĐKT",
    place="Lào Cai",
    decision_no="1204/QĐ-UBND",
    decision_on=date(2025, 8, 1),
    session_number=3,
    session_year=2026,
    session_name="Xét khen thưởng tổng kết năm 2025",
    meeting_place="Phòng họp số 1, UBND tỉnh",
    poll_number=2,
    kind="Bỏ phiếu kín",
    body="Toàn thể Hội đồng",
    opened_at=datetime(2026, 2, 5, 2, 15, tzinfo=UTC),
    closed_at=datetime(2026, 2, 5, 2, 45, tzinfo=UTC),
    counted_at=datetime(2026, 2, 5, 2, 50, tzinfo=UTC),
    sealed_at=datetime(2026, 2, 5, 3, 5, tzinfo=UTC),
    tellers=(
        ("Hoàng Thị Duyên", "Giám đốc Sở Y tế"),
        ("Sùng A Lềnh", "Giám đốc Sở Giáo dục và Đào tạo"),
        ("Phàn Thị Mẩy", "Giám đốc Sở Dân tộc và Tôn giáo"),
    ),
    opened_by=("Hoàng Thị Duyên", "Sùng A Lềnh"),
    chair="Trịnh Xuân Trường",
    members=8,
    issued=8,
    returned=8,
    results=RESULTS,
    excluded=(("Lù Văn Thắng", "Lù Văn Thắng (Chính là người được đề nghị)"),),
    receipts=RECEIPTS,
    sheet_hash="9f2c4be17a0d5e63c8b1f4a9d27e0c356b18fa49d3e7c2051a8b6d4f90e3c7a1",
    replaced="lần bỏ phiếu 1, đã hủy vì ghi nhầm thành phần dự họp",
)
HONOURED = (
    Honoured(
        "Giàng A Sử", "Trưởng thôn Sín Chải, xã Y Tý", "INDIVIDUAL", MERIT, "7/8 phiếu (87,50%)", 3_800_000
    ),
    Honoured("Trường Tiểu học Y Tý", "Xã Y Tý", "COLLECTIVE", MERIT, "7/8 phiếu (87,50%)", 7_590_000),
    Honoured("Chảo Thị Hương", "Công chức xã Y Tý", "INDIVIDUAL", MERIT, "8/8 phiếu (100%)", 3_800_000),
)
LETTER = letter.LetterValues(
    superior=PROVINCE,
    issuer="Sở Nội vụ",
    issuer_code="SNV",
    place="Lào Cai",
    year=2026,
    addressee="Chủ tịch UBND tỉnh Lào Cai",
    award=BKT,
    is_title=False,
    round_name="Xét khen thưởng tổng kết năm 2025",
    guiding_letter="Công văn số 1456/UBND-NV ngày 10 tháng 11 năm 2025 của UBND tỉnh",
    units=12,
    proposed=5,
    qualified=3,
    to_judge=1,
    not_qualified=1,
    lines=HONOURED,
    legal_basis=LAWS[1:],
    signer_role="Giám đốc",
    signer_name="Vừ Thị Mai",
    symbol="05/TTr-SNV",
    day=date(2026, 2, 9),
    council=letter.CouncilVote(COUNCIL, 3, 2026, date(2026, 2, 5), 8, 4, 3),
)
DECISION = decision_paper.DecisionValues(
    issuer=PROVINCE,
    issuer_code="UBND",
    place="Lào Cai",
    year=2026,
    signer="Chủ tịch UBND tỉnh Lào Cai",
    award=BKT,
    is_title=False,
    lines=HONOURED,
    legal_basis=LAWS,
    proposer="Sở Nội vụ",
    proposer_code="SNV",
    executors="Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ",
    letter_symbol="05/TTr-SNV",
    letter_on=date(2026, 2, 9),
    number=204,
    signed_on=date(2026, 2, 12),
    signer_role="Chủ tịch",
    signer_name="Trịnh Xuân Trường",
    base_salary=2_530_000,
)
DRAFT = replace(DECISION, number=None, signed_on=None, letter_symbol="", letter_on=None, signer_name="")
DRAFT_LETTER = replace(LETTER, symbol="", day=None)


CERTIFICATES = certificate.CertificatesValues(
    signer="Chủ tịch UBND tỉnh Lào Cai",
    award=BKT,
    is_title=False,
    place="Lào Cai",
    decision_number=204,
    issuer_code="UBND",
    signed_on=date(2026, 2, 12),
    signer_role="Chủ tịch",
    signer_name="Trịnh Xuân Trường",
    certificates=(
        certificate.Certificate(
            "Trường Tiểu học Y Tý", "COLLECTIVE", "Xã Y Tý", MERIT, "7K2MX9PDHW4R", 5, 2026
        ),
        certificate.Certificate(
            "Giàng A Sử",
            "INDIVIDUAL",
            "Trưởng thôn Sín Chải, xã Y Tý",
            MERIT,
            "3F8NQ6TBVC5J",
            6,
            2026,
            gender="MALE",
        ),
    ),
    address="https://thidua.laocai.gov.vn",
)


def many(count: int) -> tuple[Honoured, ...]:
    """So many individuals, whose names say where they begin and end."""
    return tuple(
        Honoured(f"Đầu{order} A Sử Cuối{order}", "Trưởng thôn, xã Y Tý", "INDIVIDUAL", MERIT, "", 3_800_000)
        for order in range(1, count + 1)
    )
