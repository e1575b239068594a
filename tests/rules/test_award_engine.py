"""The standards engine: a history in, findings out, by equality; no database."""

from datetime import date

import pytest

from awards.rules import check
from awards.rules_history import (
    MET,
    MISSING,
    NA,
    UNKNOWN,
    Finding,
    History,
    PastAward,
    PastDiscipline,
    PastFact,
    PastInitiative,
    PastRating,
)

YEAR = 2026
ASK = "Nếu đã có, ghi số quyết định và đính kèm bản chụp."
PROVE = "Đính kèm quyết định hoặc giấy xác nhận."
JUDGED = "Cơ quan thẩm định xem xét theo báo cáo thành tích và minh chứng: có ảnh hưởng."


def requirement(kind, **fields):
    return {"kind": kind, "code": "R", "label": "Điều kiện", "clause": "Điều 1", "confirmed": True} | fields


CSTDCS_3 = requirement("PREVIOUS", what="CSTĐCS", awards=["CSTDCS"], count=3)
CSTDCS_2 = requirement("PREVIOUS", what="CSTĐCS", awards=["CSTDCS", "CSTDT"], count=2, ends=[0])
TWO_IN_FIVE = requirement(
    "PREVIOUS", what="Bằng khen", awards=["BKT"], count=2, consecutive=False, window=5, ends=[0]
)
LDTT = requirement("SAME_YEAR", what="LĐTT", awards=["LDTT"])
EXCELLENT_2 = requirement("RATING", what="xuất sắc", grade="EXCELLENT", years=2)
GOOD_1 = requirement("RATING", what="hoàn thành tốt", grade="GOOD", years=1, ends=[0])
IDEAS_2 = requirement("INITIATIVE", what="sáng kiến", level="GRASSROOTS", count=2, window=2, ends=[0])
PROVINCIAL = requirement("INITIATIVE", what="sáng kiến cấp tỉnh", level="PROVINCE", count=1, window=3)
CLEAN_2 = requirement("NO_DISCIPLINE", years=2)
NEW_2 = requirement("NOT_SAME_AWARD", what="Bằng khen", awards=["BKT"], years=2)
JUDGE = requirement("JUDGE", what="có ảnh hưởng")
WORKERS = requirement("JUDGE", what="có ảnh hưởng", only_for=["DIRECT_WORKER"])
BKT_5 = requirement("SPACING", what="Bằng khen", awards=["BKT"], years=5)
SHARE_70 = requirement("SHARE", what="tỷ lệ LĐTT", fact="LDTT_MEMBERS", num=7, den=10, ends=[0])
FIRST = requirement("FIRST_IN_GROUP", what="cụm, khối thi đua", fact="RANK_IN_GROUP", ends=[0])
ONE_CSTDCS = requirement("MEMBERS", what="CSTĐCS", fact="CSTDCS_MEMBERS", least=1, ends=[0])
NOBODY = requirement("MEMBERS", what="người bị kỷ luật", fact="DISCIPLINED_MEMBERS", most=0, ends=[0])
ANY = requirement(
    "ANY_OF",
    groups=[
        {"label": "a) hai năm xuất sắc và hai sáng kiến", "all": [EXCELLENT_2 | {"ends": [0]}, IDEAS_2]},
        {"label": "b) hai lần CSTĐCS", "all": [CSTDCS_2]},
        {"label": "c) người lao động", "all": [WORKERS]},
    ],
)


def award(year, code="CSTDCS", **more):
    return PastAward(code, year, f"{code} {year}", **more)


def rating(year, grade="EXCELLENT", **more):
    return PastRating(year, grade, f"{grade} {year}", **more)


def idea(year, level="GRASSROOTS", name="A", **more):
    return PastInitiative(year, level, f"{name} {year}", **more)


def discipline(start, end=None, **more):
    end = date.fromisoformat(end) if end else None
    return PastDiscipline(date.fromisoformat(start), end, f"kỷ luật {start}", **more)


def fact(kind, part, whole=20, year=YEAR, **more):
    return PastFact(kind, year, part, whole, f"{kind} {part}/{whole} {year}", **more)


def facts(*rows):
    return History(facts=rows)


def awards(*rows, ratings=()):
    return History(awards=rows, ratings=tuple(ratings))


NONE_MET = (
    "Chưa đạt điều kiện nào. Gần nhất là: b) hai lần CSTĐCS. "
    f"Thiếu CSTĐCS năm 2026 (cần 2 năm liên tục: 2025, 2026). {ASK}"
)

CASES = [
    # --- PREVIOUS, consecutive years
    ("three", CSTDCS_3, awards(award(2024), award(2025), award(2026)), MET,
     "Đủ CSTĐCS 3 năm liên tục: 2024, 2025, 2026.", ["CSTDCS 2024", "CSTDCS 2025", "CSTDCS 2026"]),
    ("three up to last year", CSTDCS_3, awards(award(2023), award(2024), award(2025)), MET,
     "Đủ CSTĐCS 3 năm liên tục: 2023, 2024, 2025.", ["CSTDCS 2023", "CSTDCS 2024", "CSTDCS 2025"]),
    ("four", CSTDCS_3, awards(award(2023), award(2024), award(2025), award(2026)), MET,
     "Đủ CSTĐCS 3 năm liên tục: 2024, 2025, 2026.", ["CSTDCS 2024", "CSTDCS 2025", "CSTDCS 2026"]),
    ("nothing known", CSTDCS_3, History(), UNKNOWN,
     "Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2024, 2025, 2026 "
     f"(cần 3 năm liên tục: 2024, 2025, 2026). {PROVE}", []),
    ("one year unknown", CSTDCS_3, awards(award(2024), award(2026)), UNKNOWN,
     "Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2025 "
     f"(cần 3 năm liên tục: 2024, 2025, 2026). {PROVE}", ["CSTDCS 2024", "CSTDCS 2026"]),
    ("a gap in a known year", CSTDCS_3,
     awards(award(2023), award(2024), award(2026), ratings=[rating(2025)]), MISSING,
     f"Thiếu CSTĐCS năm 2025 (cần 3 năm liên tục: 2024, 2025, 2026). {ASK}", ["CSTDCS 2024", "CSTDCS 2026"]),
    ("a gap, the rest unknown", CSTDCS_3, awards(ratings=[rating(2025)]), MISSING,
     "Thiếu CSTĐCS năm 2025 (cần 3 năm liên tục: 2024, 2025, 2026). "
     f"Chưa có dữ liệu năm 2024, 2026. {ASK}", []),
    ("another title makes a year known", CSTDCS_3,
     awards(award(2024), award(2025, "LDTT"), award(2026)), MISSING,
     f"Thiếu CSTĐCS năm 2025 (cần 3 năm liên tục: 2024, 2025, 2026). {ASK}", ["CSTDCS 2024", "CSTDCS 2026"]),
    ("sudden merit makes no year known", CSTDCS_3,
     awards(award(2024), award(2025, "BKT", commendation_type="DOT_XUAT"), award(2026)), UNKNOWN,
     "Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2025 "
     f"(cần 3 năm liên tục: 2024, 2025, 2026). {PROVE}", ["CSTDCS 2024", "CSTDCS 2026"]),
    ("too long ago", CSTDCS_2, awards(award(2020), award(2021)), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2025, 2026 (cần 2 năm liên tục: 2025, 2026). {PROVE}",
     []),
    ("any of two codes", CSTDCS_2, awards(award(2025), award(2026, "CSTDT")), MET,
     "Đủ CSTĐCS 2 năm liên tục: 2025, 2026.", ["CSTDCS 2025", "CSTDT 2026"]),
    ("only the year itself may end it", CSTDCS_2,
     awards(award(2024), award(2025), ratings=[rating(2026)]), MISSING,
     f"Thiếu CSTĐCS năm 2026 (cần 2 năm liên tục: 2025, 2026). {ASK}", ["CSTDCS 2025"]),
    ("a campaign's award is no ground (G3)", CSTDCS_2,
     awards(award(2025), award(2026, commendation_type="PHONG_TRAO"), ratings=[rating(2026)]), MISSING,
     f"Thiếu CSTĐCS năm 2026 (cần 2 năm liên tục: 2025, 2026). {ASK}", ["CSTDCS 2025"]),
    ("a campaign's award counts where the rule says so", CSTDCS_2 | {"types": ["CONG_TRANG", "PHONG_TRAO"]},
     awards(award(2025), award(2026, commendation_type="PHONG_TRAO")), MET,
     "Đủ CSTĐCS 2 năm liên tục: 2025, 2026.", ["CSTDCS 2025", "CSTDCS 2026"]),
    ("one row has to be compared", CSTDCS_2, awards(award(2025, certain=False), award(2026)), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2025 (cần 2 năm liên tục: 2025, 2026). {PROVE}",
     ["CSTDCS 2025 (cần đối chiếu)", "CSTDCS 2026"]),
    ("uncertain beside a known year", CSTDCS_2,
     awards(award(2025, certain=False), award(2026), ratings=[rating(2025)]), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về CSTĐCS năm 2025 (cần 2 năm liên tục: 2025, 2026). {PROVE}",
     ["CSTDCS 2025 (cần đối chiếu)", "CSTDCS 2026"]),
    ("certain beside uncertain", CSTDCS_2,
     awards(award(2025, certain=False), award(2025), award(2026)), MET,
     "Đủ CSTĐCS 2 năm liên tục: 2025, 2026.",
     ["CSTDCS 2025", "CSTDCS 2025 (cần đối chiếu)", "CSTDCS 2026"]),
    ("the year before last has more of the run", CSTDCS_3,
     awards(award(2023), award(2024), ratings=[rating(2025), rating(2026)]), MISSING,
     f"Thiếu CSTĐCS năm 2025 (cần 3 năm liên tục: 2023, 2024, 2025). {ASK}", ["CSTDCS 2023", "CSTDCS 2024"]),
    ("both runs lack as much: the later is told", CSTDCS_3 | {"ends": [-1, 0]},
     awards(award(2024), award(2025, "LDTT"), ratings=[rating(2023), rating(2026)]), MISSING,
     f"Thiếu CSTĐCS năm 2025, 2026 (cần 3 năm liên tục: 2024, 2025, 2026). {ASK}", ["CSTDCS 2024"]),
    # --- PREVIOUS, a count within a window
    ("the window before has more", TWO_IN_FIVE | {"count": 3, "ends": [0, -1]},
     awards(award(2021, "BKT"), award(2022, "BKT"), ratings=map(rating, range(2021, 2027))), MISSING,
     f"Thiếu 1 Bằng khen từ năm 2021 đến năm 2025 (có 2, cần 3). {ASK}", ["BKT 2021", "BKT 2022"]),
    ("both windows have as much: the later is told", TWO_IN_FIVE | {"ends": [-1, 0]},
     awards(award(2024, "BKT"), ratings=map(rating, range(2021, 2027))), MISSING,
     f"Thiếu 1 Bằng khen từ năm 2022 đến năm 2026 (có 1, cần 2). {ASK}", ["BKT 2024"]),
    ("two in five", TWO_IN_FIVE, awards(award(2022, "BKT"), award(2024, "BKT")), MET,
     "Đủ Bằng khen: có 2, cần 2, từ năm 2022 đến năm 2026.", ["BKT 2022", "BKT 2024"]),
    ("one in five, years unknown", TWO_IN_FIVE, awards(award(2022, "BKT"), award(2021, "BKT")), UNKNOWN,
     "Cổng mới chắc chắn 1/2 Bằng khen từ năm 2022 đến năm 2026, dữ liệu chưa đủ để kết luận. " + PROVE,
     ["BKT 2022"]),
    ("one in five known years", TWO_IN_FIVE,
     awards(award(2022, "BKT"), ratings=[rating(year) for year in range(2022, 2027)]), MISSING,
     f"Thiếu 1 Bằng khen từ năm 2022 đến năm 2026 (có 1, cần 2). {ASK}", ["BKT 2022"]),
    # --- SAME_YEAR
    ("title of the year", LDTT, awards(award(2026, "LDTT")), MET, "Đủ LĐTT năm 2026.", ["LDTT 2026"]),
    ("title of the year before", LDTT, awards(award(2025, "LDTT")), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về LĐTT năm 2026. {PROVE}", []),
    ("no title in a known year", LDTT, awards(ratings=[rating(2026)]), MISSING,
     f"Thiếu LĐTT năm 2026. {ASK}", []),
    # --- RATING
    ("two excellent years", EXCELLENT_2, awards(ratings=[rating(2025), rating(2026)]), MET,
     "Đủ xuất sắc 2 năm liên tục: 2025, 2026.", ["EXCELLENT 2025", "EXCELLENT 2026"]),
    ("this year not graded yet", EXCELLENT_2, awards(ratings=[rating(2024), rating(2025)]), MET,
     "Đủ xuất sắc 2 năm liên tục: 2024, 2025.", ["EXCELLENT 2024", "EXCELLENT 2025"]),
    ("no grade is unknown, not missing", EXCELLENT_2, awards(award(2025), award(2026)), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về xuất sắc năm 2025, 2026 (cần 2 năm liên tục: 2025, 2026). {PROVE}",
     []),
    ("one grade too low", EXCELLENT_2, awards(ratings=[rating(2025, "GOOD"), rating(2026)]), MISSING,
     f"Thiếu xuất sắc năm 2025 (cần 2 năm liên tục: 2025, 2026). {ASK}", ["GOOD 2025", "EXCELLENT 2026"]),
    ("too low, but the run before is open", EXCELLENT_2,
     awards(ratings=[rating(2025), rating(2026, "GOOD")]), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về xuất sắc năm 2024 (cần 2 năm liên tục: 2024, 2025). {PROVE}",
     ["EXCELLENT 2025"]),
    ("better than needed", GOOD_1, awards(ratings=[rating(2026)]), MET, "Đủ hoàn thành tốt năm 2026.",
     ["EXCELLENT 2026"]),
    ("just good enough", GOOD_1, awards(ratings=[rating(2026, "GOOD")]), MET, "Đủ hoàn thành tốt năm 2026.",
     ["GOOD 2026"]),
    ("completed is not good", GOOD_1, awards(ratings=[rating(2026, "COMPLETED")]), MISSING,
     f"Thiếu hoàn thành tốt năm 2026. {ASK}", ["COMPLETED 2026"]),
    ("failed", GOOD_1, awards(ratings=[rating(2026, "FAILED")]), MISSING,
     f"Thiếu hoàn thành tốt năm 2026. {ASK}", ["FAILED 2026"]),
    ("graded as one of several merged units", GOOD_1,
     awards(ratings=[rating(2026, certain=False), rating(2026, "COMPLETED", certain=False)]), UNKNOWN,
     f"Cổng chưa có dữ liệu chắc chắn về hoàn thành tốt năm 2026. {PROVE}",
     ["COMPLETED 2026 (cần đối chiếu)", "EXCELLENT 2026 (cần đối chiếu)"]),
    # --- INITIATIVE
    ("two ideas", IDEAS_2, History(initiatives=(idea(2025), idea(2026, name="B"))), MET,
     "Đủ sáng kiến: có 2, cần 2, từ năm 2025 đến năm 2026.", ["A 2025", "B 2026"]),
    ("a higher level counts", IDEAS_2, History(initiatives=(idea(2025, "STATE"), idea(2026, "PROVINCE"))),
     MET,
     "Đủ sáng kiến: có 2, cần 2, từ năm 2025 đến năm 2026.", ["A 2025", "A 2026"]),
    ("one idea, both years known", IDEAS_2,
     History(initiatives=(idea(2025),), ratings=(rating(2026),)), MISSING,
     f"Thiếu 1 sáng kiến từ năm 2025 đến năm 2026 (có 1, cần 2). {ASK}", ["A 2025"]),
    ("one idea, one year unknown", IDEAS_2, History(initiatives=(idea(2025),)), UNKNOWN,
     "Cổng mới chắc chắn 1/2 sáng kiến từ năm 2025 đến năm 2026, dữ liệu chưa đủ để kết luận. " + PROVE,
     ["A 2025"]),
    ("too low a level", PROVINCIAL,
     History(initiatives=(idea(2024), idea(2025), idea(2026)), ratings=(rating(2023),)), MISSING,
     f"Thiếu 1 sáng kiến cấp tỉnh từ năm 2024 đến năm 2026 (có 0, cần 1). {ASK}", []),
    ("an idea outside the window", PROVINCIAL, History(initiatives=(idea(2022, "PROVINCE"),)), UNKNOWN,
     "Cổng mới chắc chắn 0/1 sáng kiến cấp tỉnh từ năm 2024 đến năm 2026, dữ liệu chưa đủ để kết luận. "
     + PROVE, []),
    ("an idea to be compared", IDEAS_2,
     History(initiatives=(idea(2025), idea(2026, certain=False)), ratings=(rating(2026),)), UNKNOWN,
     "Cổng mới chắc chắn 1/2 sáng kiến từ năm 2025 đến năm 2026, dữ liệu chưa đủ để kết luận. " + PROVE,
     ["A 2025", "A 2026 (cần đối chiếu)"]),
    # --- NO_DISCIPLINE (G4, G5)
    ("clean", CLEAN_2, History(), MET,
     "Cổng không ghi nhận kỷ luật, thanh tra hay xác minh nào từ năm 2025 đến năm 2026.", []),
    ("under review now", CLEAN_2, History(disciplines=(discipline("2026-11-01"),)), MISSING,
     "Đang hoặc đã bị kỷ luật, thanh tra, xác minh từ năm 2025 đến năm 2026. Thành tích chỉ tính từ khi hết "
     "thời hạn; gửi văn bản kết thúc nếu đã có.", ["kỷ luật 2026-11-01"]),
    ("ended within the achievement period", CLEAN_2,
     History(disciplines=(discipline("2024-01-01", "2025-01-02"),)), MISSING,
     "Đang hoặc đã bị kỷ luật, thanh tra, xác minh từ năm 2025 đến năm 2026. Thành tích chỉ tính từ khi hết "
     "thời hạn; gửi văn bản kết thúc nếu đã có.", ["kỷ luật 2024-01-01"]),
    ("ended before the achievement period", CLEAN_2,
     History(disciplines=(discipline("2024-01-01", "2025-01-01"),)), MET,
     "Cổng không ghi nhận kỷ luật, thanh tra hay xác minh nào từ năm 2025 đến năm 2026.", []),
    ("maybe somebody else", CLEAN_2, History(disciplines=(discipline("2026-01-01", certain=False),)), UNKNOWN,
     "Có ghi nhận kỷ luật hoặc xác minh từ năm 2025 đến năm 2026 cần đối chiếu người, đơn vị. "
     "Gửi xác nhận của đơn vị.", ["kỷ luật 2026-01-01 (cần đối chiếu)"]),
    # --- NOT_SAME_AWARD (G1, G9)
    ("never had it", NEW_2, History(), MET,
     "Cổng không ghi nhận Bằng khen cho thành tích từ năm 2025 đến năm 2026.", []),
    ("had it for last year", NEW_2, awards(award(2025, "BKT")), MISSING,
     "Đã được tặng Bằng khen cho thành tích đến năm 2025; một thành tích không khen nhiều lần. "
     "Chỉ nêu thành tích sau năm 2025.", ["BKT 2025"]),
    ("had it long enough ago", NEW_2, awards(award(2024, "BKT")), MET,
     "Cổng không ghi nhận Bằng khen cho thành tích từ năm 2025 đến năm 2026.", []),
    ("had it for sudden merit", NEW_2, awards(award(2026, "BKT", commendation_type="DOT_XUAT")), MET,
     "Cổng không ghi nhận Bằng khen cho thành tích từ năm 2025 đến năm 2026.", []),
    ("somebody of that name had it", NEW_2, awards(award(2026, "BKT", certain=False)), UNKNOWN,
     "Có thể đã được tặng Bằng khen cho thành tích năm 2026, cần đối chiếu. Nêu thành tích mới.",
     ["BKT 2026 (cần đối chiếu)"]),
    # --- SPACING
    ("five years ago", BKT_5, awards(award(2021, "BKT")), MET,
     "Đã được tặng Bằng khen cho thành tích năm 2021, cần từ 5 năm trước.", ["BKT 2021"]),
    ("four years ago", BKT_5, awards(award(2022, "BKT")), MISSING,
     "Được tặng Bằng khen cho thành tích năm 2022, chưa đủ 5 năm; sớm nhất là đợt xét của năm 2027.",
     ["BKT 2022"]),
    ("twice too late, the first counts", BKT_5, awards(award(2024, "BKT"), award(2023, "BKT")), MISSING,
     "Được tặng Bằng khen cho thành tích năm 2023, chưa đủ 5 năm; sớm nhất là đợt xét của năm 2028.",
     ["BKT 2023", "BKT 2024"]),
    ("long ago and again", BKT_5, awards(award(2010, "BKT"), award(2018, "BKT"), award(2025, "BKT")), MET,
     "Đã được tặng Bằng khen cho thành tích năm 2018, cần từ 5 năm trước.", ["BKT 2010", "BKT 2018"]),
    ("the certain one is named", BKT_5, awards(award(2018, "BKT"), award(2020, "BKT", certain=False)), MET,
     "Đã được tặng Bằng khen cho thành tích năm 2018, cần từ 5 năm trước.",
     ["BKT 2018", "BKT 2020 (cần đối chiếu)"]),
    ("never, as far as is known", BKT_5, awards(award(2021)), UNKNOWN,
     f"Cổng chưa ghi nhận Bằng khen (cần từ 5 năm trước). {PROVE}", []),
    ("one to compare", BKT_5, awards(award(2021, "BKT", certain=False), award(2024, "BKT")), UNKNOWN,
     f"Có thể đã được tặng Bằng khen, cần đối chiếu (cần từ 5 năm trước). {PROVE}",
     ["BKT 2021 (cần đối chiếu)", "BKT 2024"]),
    ("only a late one, to compare", BKT_5, awards(award(2024, "BKT", certain=False)), UNKNOWN,
     f"Có thể đã được tặng Bằng khen, cần đối chiếu (cần từ 5 năm trước). {PROVE}",
     ["BKT 2024 (cần đối chiếu)"]),
    ("sudden merit is no prerequisite", BKT_5, awards(award(2020, "BKT", commendation_type="DOT_XUAT")),
     UNKNOWN, f"Cổng chưa ghi nhận Bằng khen (cần từ 5 năm trước). {PROVE}", []),
    # --- SHARE
    ("seven of ten", SHARE_70, facts(fact("LDTT_MEMBERS", 14)), MET,
     "Đủ tỷ lệ LĐTT năm 2026: 14/20, cần từ 70%.", ["LDTT_MEMBERS 14/20 2026"]),
    ("one less", SHARE_70, facts(fact("LDTT_MEMBERS", 13)), MISSING,
     f"Chưa đủ tỷ lệ LĐTT năm 2026: 13/20, cần từ 70%. {ASK}", ["LDTT_MEMBERS 13/20 2026"]),
    ("no figure", SHARE_70, facts(fact("LDTT_MEMBERS", 20, year=2025), fact("COMPLETED_MEMBERS", 20)),
     UNKNOWN, "Cổng chưa có số liệu chắc chắn về tỷ lệ LĐTT (cần từ 70%) năm 2026. "
     "Ghi số liệu vào sổ kèm danh sách, quyết định công nhận của đơn vị.", []),
    ("either year", SHARE_70 | {"ends": [0, -1]}, facts(fact("LDTT_MEMBERS", 10)), UNKNOWN,
     "Cổng chưa có số liệu chắc chắn về tỷ lệ LĐTT (cần từ 70%) năm 2025 hoặc 2026. "
     "Ghi số liệu vào sổ kèm danh sách, quyết định công nhận của đơn vị.", ["LDTT_MEMBERS 10/20 2026"]),
    ("the better year", SHARE_70 | {"ends": [0, -1]},
     facts(fact("LDTT_MEMBERS", 10), fact("LDTT_MEMBERS", 15, year=2025)), MET,
     "Đủ tỷ lệ LĐTT năm 2025: 15/20, cần từ 70%.", ["LDTT_MEMBERS 15/20 2025", "LDTT_MEMBERS 10/20 2026"]),
    ("both years, the later is told", SHARE_70 | {"ends": [0, -1]},
     facts(fact("LDTT_MEMBERS", 16, year=2025), fact("LDTT_MEMBERS", 14)), MET,
     "Đủ tỷ lệ LĐTT năm 2026: 14/20, cần từ 70%.",
     ["LDTT_MEMBERS 16/20 2025", "LDTT_MEMBERS 14/20 2026"]),
    ("all of them", SHARE_70 | {"num": 1, "den": 1}, facts(fact("LDTT_MEMBERS", 20)), MET,
     "Đủ tỷ lệ LĐTT năm 2026: 20/20, cần từ 100%.", ["LDTT_MEMBERS 20/20 2026"]),
    ("two thirds", SHARE_70 | {"num": 2, "den": 3}, facts(fact("LDTT_MEMBERS", 2, 3)), MET,
     "Đủ tỷ lệ LĐTT năm 2026: 2/3, cần từ 2/3.", ["LDTT_MEMBERS 2/3 2026"]),
    ("an older unit's figure is to compare", SHARE_70, facts(fact("LDTT_MEMBERS", 20, certain=False)),
     UNKNOWN, "Cổng chưa có số liệu chắc chắn về tỷ lệ LĐTT (cần từ 70%) năm 2026. "
     "Ghi số liệu vào sổ kèm danh sách, quyết định công nhận của đơn vị.",
     ["LDTT_MEMBERS 20/20 2026 (cần đối chiếu)"]),
    # --- FIRST_IN_GROUP
    ("first", FIRST, facts(fact("RANK_IN_GROUP", 1, 14)), MET, "Dẫn đầu cụm, khối thi đua năm 2026.",
     ["RANK_IN_GROUP 1/14 2026"]),
    ("second", FIRST, facts(fact("RANK_IN_GROUP", 2, 14)), MISSING,
     f"Xếp thứ 2/14 cụm, khối thi đua năm 2026; tiêu chuẩn là dẫn đầu. {ASK}", ["RANK_IN_GROUP 2/14 2026"]),
    ("no rank known", FIRST, facts(fact("RANK_IN_CAMPAIGN", 1, 14)), UNKNOWN,
     "Cổng chưa có số liệu chắc chắn xếp hạng cụm, khối thi đua năm 2026. "
     "Đính kèm biên bản hoặc thông báo xếp hạng.", []),
    # --- MEMBERS
    ("one of them", ONE_CSTDCS, facts(fact("CSTDCS_MEMBERS", 1)), MET,
     "Có 1 CSTĐCS năm 2026, cần ít nhất 1.", ["CSTDCS_MEMBERS 1/20 2026"]),
    ("none of them", ONE_CSTDCS, facts(fact("CSTDCS_MEMBERS", 0)), MISSING,
     "Có 0 CSTĐCS năm 2026, cần ít nhất 1. Kiểm tra lại số liệu và văn bản của đơn vị.",
     ["CSTDCS_MEMBERS 0/20 2026"]),
    ("nobody", NOBODY, facts(fact("DISCIPLINED_MEMBERS", 0)), MET,
     "Có 0 người bị kỷ luật năm 2026, được có nhiều nhất 0.", ["DISCIPLINED_MEMBERS 0/20 2026"]),
    ("somebody", NOBODY, facts(fact("DISCIPLINED_MEMBERS", 1)), MISSING,
     "Có 1 người bị kỷ luật năm 2026, được có nhiều nhất 0. Kiểm tra lại số liệu và văn bản của đơn vị.",
     ["DISCIPLINED_MEMBERS 1/20 2026"]),
    ("nobody counted", NOBODY, History(), UNKNOWN,
     "Cổng chưa có số liệu chắc chắn về người bị kỷ luật (được có nhiều nhất 0) năm 2026. "
     "Ghi số liệu vào sổ kèm danh sách, quyết định công nhận của đơn vị.", []),
    # --- JUDGE
    ("people judge", JUDGE, History(leader_class="OTHER_LEADER"), UNKNOWN, JUDGED, []),
    ("of a direct worker", WORKERS, History(leader_class="DIRECT_WORKER"), UNKNOWN, JUDGED, []),
    ("of nobody else", WORKERS, History(leader_class="OTHER_LEADER"), NA,
     "Không áp dụng cho nhóm đối tượng này: có ảnh hưởng.", []),
    ("class not given", WORKERS, History(), UNKNOWN, JUDGED, []),
    # --- ANY_OF
    ("first alternative", ANY,
     History(ratings=(rating(2025), rating(2026)), initiatives=(idea(2025), idea(2026))), MET,
     "Đạt theo điều kiện: a) hai năm xuất sắc và hai sáng kiến.",
     ["EXCELLENT 2025", "EXCELLENT 2026", "A 2025", "A 2026"]),
    ("second alternative", ANY, awards(award(2025), award(2026)), MET,
     "Đạt theo điều kiện: b) hai lần CSTĐCS.", ["CSTDCS 2025", "CSTDCS 2026"]),
    ("a worker is judged", ANY,
     History(ratings=(rating(2025, "GOOD"), rating(2026, "GOOD")), leader_class="DIRECT_WORKER"), UNKNOWN,
     f"Chưa rõ đã đạt chưa. Gần nhất là: c) người lao động. {JUDGED}", []),
    ("only what lacks of the nearest is told", ANY | {"groups": ANY["groups"][:1]},
     History(ratings=(rating(2025), rating(2026)), initiatives=(idea(2026),)), MISSING,
     "Chưa đạt điều kiện nào. Gần nhất là: a) hai năm xuất sắc và hai sáng kiến. "
     f"Thiếu 1 sáng kiến từ năm 2025 đến năm 2026 (có 1, cần 2). {ASK}",
     ["EXCELLENT 2025", "EXCELLENT 2026", "A 2026"]),
    ("nothing met, the nearest is named", ANY,
     History(awards=(award(2025),), ratings=(rating(2025, "GOOD"), rating(2026, "GOOD")),
             leader_class="OTHER_LEADER"), MISSING, NONE_MET, ["CSTDCS 2025"]),
    ("no alternative is meant for him", requirement("ANY_OF", groups=[{"label": "c", "all": [WORKERS]}]),
     History(leader_class="OTHER_LEADER"), NA, "Không áp dụng cho đối tượng này.", []),
]  # fmt: skip


def test_there_are_enough_cases():
    assert len(CASES) >= 40


@pytest.mark.parametrize(
    ("asked", "history", "status", "sentence", "evidence"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_history_to_findings(asked, history, status, sentence, evidence):
    assert check([asked], history, YEAR) == [
        Finding(
            code="R",
            label="Điều kiện",
            status=status,
            evidence=tuple(evidence),
            legal_basis="Điều 1",
            blocking=status == MISSING,
            sentence=sentence,
        )
    ]


@pytest.mark.parametrize(
    ("of_requirement", "of_standard", "blocks"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_what_is_not_confirmed_never_blocks(of_requirement, of_standard, blocks):
    asked = GOOD_1 | {"confirmed": of_requirement}
    [finding] = check([asked], awards(ratings=[rating(2026, "FAILED")]), YEAR, confirmed=of_standard)
    assert (finding.status, finding.blocking) == (MISSING, blocks)


def test_a_requirement_that_says_nothing_of_it_is_not_confirmed():
    asked = {name: value for name, value in GOOD_1.items() if name != "confirmed"}
    [finding] = check([asked], awards(ratings=[rating(2026, "FAILED")]), YEAR)
    assert (finding.status, finding.blocking) == (MISSING, False)


def test_one_finding_for_each_requirement_in_their_order():
    asked = [GOOD_1 | {"code": "A"}, LDTT | {"code": "B"}, CLEAN_2 | {"code": "C"}]
    findings = check(asked, awards(ratings=[rating(2026)]), YEAR)
    assert [(one.code, one.status) for one in findings] == [("A", MET), ("B", MISSING), ("C", MET)]
