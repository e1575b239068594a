"""Where a standard leaves a nominee, and the first year that years alone would bring; no database."""

from datetime import date

import pytest

from awards.rules_history import (
    MET,
    MISSING,
    UNKNOWN,
    Finding,
    History,
    PastAward,
    PastDiscipline,
    PastFact,
    PastInitiative,
    PastRating,
)
from awards.rules_outlook import (
    HIDDEN,
    HORIZON,
    NEARLY,
    NOT_FOR,
    READY,
    TO_VERIFY,
    When,
    first_year,
    outlook,
    standing,
)

YEAR = 2026


def requirement(kind, **fields):
    return {"kind": kind, "code": kind, "label": kind, "clause": "Điều 1", "confirmed": True} | fields


TITLE_3 = requirement("PREVIOUS", what="CSTĐCS", awards=["CSTDCS"], count=3)
TITLE_3_NOW = TITLE_3 | {"ends": [0]}
TITLE_2_IN_5 = TITLE_3 | {"count": 2, "consecutive": False, "window": 5, "ends": [0]}
SAME = requirement("SAME_YEAR", what="LĐTT", awards=["LDTT"])
RATING_2 = requirement("RATING", what="xuất sắc", grade="EXCELLENT", years=2, ends=[0])
IDEA_3 = requirement("INITIATIVE", what="sáng kiến", level="PROVINCE", count=1, window=3, label="Sáng kiến")
IDEA_NOW = IDEA_3 | {"window": 1, "ends": [0]}
BKT_5 = requirement("SPACING", what="Bằng khen", awards=["BKT"], years=5)
SHARE_70 = requirement("SHARE", what="tỷ lệ LĐTT", fact="LDTT_MEMBERS", num=7, den=10, ends=[0])
FIRST = requirement("FIRST_IN_GROUP", what="vị trí dẫn đầu", fact="RANK_IN_GROUP", ends=[0])
ONE = requirement("MEMBERS", what="CSTĐCS", fact="CSTDCS_MEMBERS", least=1, ends=[0])
NOBODY = requirement("MEMBERS", what="không người bị kỷ luật", fact="DISCIPLINED_MEMBERS", most=0, ends=[0])
CLEAN_2 = requirement("NO_DISCIPLINE", years=2)
NEW_2 = requirement("NOT_SAME_AWARD", what="Bằng khen", awards=["BKT"], years=2)
JUDGE = requirement("JUDGE", what="có ảnh hưởng")
WORKERS = requirement("JUDGE", what="có ảnh hưởng", only_for=["DIRECT_WORKER"])
ANY = requirement(
    "ANY_OF",
    groups=[
        {"label": "a) xuất sắc và sáng kiến", "all": [RATING_2, IDEA_NOW]},
        {"label": "b) ba lần CSTĐCS", "all": [TITLE_3_NOW]},
        {"label": "c) người lao động", "all": [WORKERS]},
    ],
)


def award(year, code="CSTDCS", **more):
    return PastAward(code, year, f"{code} {year}", **more)


def rating(year, grade="EXCELLENT", **more):
    return PastRating(year, grade, f"{grade} {year}", **more)


def idea(year, level="PROVINCE"):
    return PastInitiative(year, level, f"sáng kiến {year}")


def history(*awards, ratings=(), initiatives=(), disciplines=(), leader_class=""):
    return History(awards, tuple(ratings), tuple(initiatives), tuple(disciplines), leader_class)


def facts(*rows):
    return History(facts=tuple(PastFact(kind, 2026, part, 20, "TB") for kind, part in rows))


KNOWN = tuple(rating(year) for year in (2023, 2024, 2025))
KNOWN_ALL = (*KNOWN, rating(2026))


def reprimand(start, end):
    return PastDiscipline(date.fromisoformat(start), end and date.fromisoformat(end), "khiển trách")


CASES = [
    ("nothing is missing", [TITLE_3], history(award(2023), award(2024), award(2025)), None),
    ("nothing is known", [TITLE_3], history(), None),
    ("the last two years count, the present one is settled", [TITLE_3],
     history(award(2024), award(2025), ratings=[rating(2023), rating(2026)]), When(2029, ("CSTĐCS",))),
    ("one title, the present year open", [TITLE_3_NOW], history(award(2025), ratings=KNOWN),
     When(2027, ("CSTĐCS",))),
    ("one title, the present year settled without it", [TITLE_3_NOW],
     history(award(2025), ratings=KNOWN_ALL), When(2029, ("CSTĐCS",))),
    ("the present year has it", [TITLE_3_NOW],
     history(award(2026), ratings=KNOWN), When(2028, ("CSTĐCS",))),
    ("two are there already", [TITLE_3_NOW],
     history(award(2025), award(2026), ratings=KNOWN), When(2027, ("CSTĐCS",))),
    ("no title, the present year open", [TITLE_3_NOW], history(ratings=KNOWN), When(2028, ("CSTĐCS",))),
    ("a run may end the year before", [TITLE_3], history(award(2025), award(2026), ratings=KNOWN),
     When(2027, ("CSTĐCS",))),
    ("a run ended long ago comes again from the start", [TITLE_3_NOW],
     history(award(2021), award(2022), award(2023), ratings=[rating(2024), rating(2025)]),
     When(2028, ("CSTĐCS",))),
    ("a title that somebody must compare first is not promised", [TITLE_3_NOW],
     history(award(2025, certain=False), ratings=[rating(2024), rating(2023)]), When(2028, ("CSTĐCS",))),
    ("a campaign's award is kept as one", [TITLE_3_NOW | {"types": ["PHONG_TRAO"]}],
     history(award(2025), ratings=KNOWN), When(2028, ("CSTĐCS",))),
    ("counted in a window", [TITLE_2_IN_5],
     history(award(2022), ratings=[*KNOWN_ALL]), When(2028, ("CSTĐCS",))),
    ("the title of the year itself", [SAME], history(ratings=KNOWN_ALL), When(2027, ("LĐTT",))),
    ("two years of a grade, this year settled", [RATING_2], history(ratings=[rating(2026, "GOOD")]),
     When(2028, ("xuất sắc",))),
    ("two years of a grade, last year lost", [RATING_2], history(ratings=[rating(2025, "GOOD")]),
     When(2027, ("xuất sắc",))),
    ("two years of a grade, one there", [RATING_2],
     history(ratings=[rating(2025, "GOOD"), rating(2026)]), When(2027, ("xuất sắc",))),
    ("this year's title, to be compared first, may still come", [TITLE_3_NOW],
     history(award(2026, certain=False), ratings=KNOWN), When(2028, ("CSTĐCS",))),
    ("this year's grade, to be compared first, may still come", [RATING_2],
     history(ratings=[rating(2025, "GOOD"), rating(2026, "GOOD", certain=False)]),
     When(2027, ("xuất sắc",))),
    ("another figure of this year settles nothing", [SHARE_70 | {"ends": [-1]}],
     History(
         facts=(PastFact("LDTT_MEMBERS", 2025, 13, 20, "TB"), PastFact("RANK_IN_GROUP", 2026, 2, 9, "TB"))
     ),
     When(2027, ("tỷ lệ LĐTT",))),
    ("an initiative is not a matter of years", [IDEA_3], history(ratings=KNOWN_ALL), None),
    ("titles are, but not with an initiative missing", [TITLE_3_NOW, IDEA_3], history(ratings=KNOWN_ALL),
     None),
    ("an initiative that lasts until then", [TITLE_3_NOW, IDEA_3],
     history(award(2025), award(2026), ratings=KNOWN, initiatives=[idea(2025)]), When(2027, ("CSTĐCS",))),
    ("an initiative that is too old by then", [TITLE_3_NOW, IDEA_3],
     history(ratings=KNOWN_ALL, initiatives=[idea(2025)]), When(2029, ("CSTĐCS",), ("Sáng kiến",))),
    ("discipline runs out on the last day of a year", [CLEAN_2],
     history(disciplines=[reprimand("2025-03-01", "2026-01-01")]), When(2027)),
    ("one day more costs a year", [CLEAN_2],
     history(disciplines=[reprimand("2025-03-01", "2026-01-02")]), When(2028)),
    ("discipline without an end", [CLEAN_2], history(disciplines=[reprimand("2025-03-01", None)]), None),
    ("the same award is far enough back next year", [NEW_2], history(award(2025, "BKT")), When(2027)),
    ("the same award of this year", [NEW_2], history(award(2026, "BKT")), When(2028)),
    ("a higher award waits for years", [BKT_5], history(award(2023, "BKT")), When(2028)),
    ("a share of members", [SHARE_70], facts(("LDTT_MEMBERS", 13)), When(2027, ("tỷ lệ LĐTT",))),
    ("the first place", [FIRST], facts(("RANK_IN_GROUP", 2)), When(2027, ("vị trí dẫn đầu",))),
    ("one of the members, and nobody", [ONE, NOBODY],
     facts(("CSTDCS_MEMBERS", 0), ("DISCIPLINED_MEMBERS", 1)),
     When(2027, ("CSTĐCS", "không người bị kỷ luật"))),
    ("the later of two waits", [NEW_2, TITLE_3_NOW],
     history(award(2026, "BKT"), award(2025), award(2026), ratings=KNOWN), When(2028, ("CSTĐCS",))),
    ("what people judge neither helps nor hinders", [SAME, JUDGE], history(ratings=KNOWN_ALL),
     When(2027, ("LĐTT",))),
    ("only what people judge", [JUDGE], history(ratings=KNOWN_ALL), None),
    ("the alternative of years", [ANY], history(ratings=KNOWN_ALL, leader_class="OTHER_LEADER"),
     When(2029, ("CSTĐCS",))),
    ("the alternative of a grade, its initiative not promised", [ANY | {"groups": ANY["groups"][:1]}],
     history(ratings=[rating(2025, "GOOD"), rating(2026, "GOOD")]), None),
    ("no alternative is missing where people judge", [ANY], history(ratings=KNOWN_ALL,
     leader_class="DIRECT_WORKER"), None),
    ("two things to keep, each named once", [SAME, SAME | {"code": "B"}, TITLE_3_NOW],
     history(ratings=KNOWN_ALL), When(2029, ("LĐTT", "CSTĐCS"))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("requirements", "known", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_first_year(requirements, known, expected):
    assert first_year(requirements, known, YEAR) == expected


def test_no_promise_beyond_the_horizon():
    assert HORIZON == 10
    long = TITLE_3_NOW | {"count": HORIZON}
    settled = history(ratings=[rating(year) for year in range(2010, 2027)])
    assert first_year([long], settled, YEAR) == When(YEAR + HORIZON, ("CSTĐCS",))
    assert first_year([long], settled, YEAR, horizon=HORIZON - 1) is None
    assert first_year([long | {"count": HORIZON + 1}], settled, YEAR) is None


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (
            When(2028, ("CSTĐCS",)),
            "Sớm nhất là đợt xét của năm 2028, nếu từ nay năm nào cũng giữ được CSTĐCS.",
        ),
        (
            When(2028, ("A", "B")),
            "Sớm nhất là đợt xét của năm 2028, nếu từ nay năm nào cũng giữ được A và B.",
        ),
        (When(2027), "Sớm nhất là đợt xét của năm 2027, khi đã qua thời gian phải chờ."),
        (
            When(2029, ("A",), ("Sáng kiến", "Đề tài")),
            "Sớm nhất là đợt xét của năm 2029, nếu từ nay năm nào cũng giữ được A. "
            "Đến khi đó cần có thêm: Sáng kiến; Đề tài.",
        ),
    ],
)
def test_the_sentence(when, sentence):
    assert when.sentence == sentence


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([MET, MET], READY),
        ([MET, "NA"], READY),
        ([MET, UNKNOWN], TO_VERIFY),
        ([UNKNOWN, MISSING, MET], NEARLY),
        (["NA"], NOT_FOR),
        ([], NOT_FOR),
    ],
)
def test_where_findings_leave_the_nominee(statuses, expected):
    findings = [Finding("R", "R", status, (), "Điều 1", False, "") for status in statuses]
    assert standing(findings) == expected


def statuses(found):
    return [finding.status for finding in found.findings]


def test_an_outlook_names_what_is_missing_unknown_and_met():
    known = history(award(2025), ratings=KNOWN)
    found = outlook([TITLE_3_NOW, JUDGE, CLEAN_2], known, YEAR)
    assert (found.standing, statuses(found)) == (NEARLY, [MISSING, UNKNOWN, MET])
    assert found.when == When(2027, ("CSTĐCS",))
    assert [[one.code for one in part] for part in (found.missing, found.unknown, found.met)] == [
        ["PREVIOUS"],
        ["JUDGE"],
        ["NO_DISCIPLINE"],
    ]
    assert found.missing[0].blocking is True
    assert outlook([TITLE_3_NOW], known, YEAR, confirmed=False).missing[0].blocking is False


def test_who_is_ready_waits_for_nothing():
    found = outlook([TITLE_3_NOW], history(award(2024), award(2025), award(2026)), YEAR)
    assert (found.standing, found.when) == (READY, None)


@pytest.mark.parametrize("rows", [(), (reprimand("2026-03-01", None),)])
def test_without_the_right_nothing_depends_on_discipline(rows):
    clean_in_group = requirement("ANY_OF", groups=[{"label": "a", "all": [CLEAN_2]}])
    known = history(award(2025), ratings=KNOWN, disciplines=rows)
    found = outlook([TITLE_3_NOW, CLEAN_2, clean_in_group], known, YEAR, sees_discipline=False)
    assert statuses(found) == [MISSING, UNKNOWN, MET]
    assert (found.findings[1].sentence, found.findings[1].evidence) == (HIDDEN, ())
    assert found.when == When(2027, ("CSTĐCS",))
    seen = outlook([TITLE_3_NOW, CLEAN_2, clean_in_group], known, YEAR)
    assert statuses(seen) == ([MISSING, MISSING, MISSING] if rows else [MISSING, MET, MET])
