"""What keeps a nominee or a dossier from being sent, and when a round takes dossiers. No database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rules import is_open
from nominations.rules import Nominee, dossier_problems, nominee_problems, window_problems
from nominations.workflow import ACCEPTED, DOSSIER, DRAFT, SUBMITTED

TODAY = date(2026, 11, 23)
AWARDS = ["LDTT", "BKT"]
LAN = Nominee(
    order=1,
    full_name="Vàng Thị Lan",
    birth_date=date(1986, 2, 5),
    award_code="BKT",
    achievement="Vận động 42 hộ làm nhà vệ sinh.",
)


def found(*nominees, awards=AWARDS):
    """What the rules say of a dossier: (code, field, blocking) in order."""
    problems = dossier_problems(nominees, allowed_awards=awards, today=TODAY)
    return [(problem.code, problem.field, problem.blocking) for problem in problems]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"full_name": "\u200b 😀"}, [("no_name", "full_name", True)]),
        ({"birth_date": TODAY + timedelta(days=1)}, [("birth_in_future", "birth_date", True)]),
        ({"birth_date": TODAY}, [("birth_in_future", "birth_date", True)]),
        ({"birth_date": TODAY - timedelta(days=1)}, [("too_young", "birth_date", False)]),
        ({"birth_date": date(2011, 11, 24)}, [("too_young", "birth_date", False)]),
        ({"birth_date": date(2011, 11, 23)}, []),  # fifteen today
        ({"award_code": "HCLD"}, [("award_not_in_round", "award", True)]),
        ({"achievement": " \n\t "}, [("no_achievement", "achievement", True)]),
        (
            {"full_name": "", "birth_date": date(2027, 1, 1), "award_code": "", "achievement": ""},
            [
                ("no_name", "full_name", True),
                ("birth_in_future", "birth_date", True),
                ("award_not_in_round", "award", True),
                ("no_achievement", "achievement", True),
            ],
        ),
    ],
)
def test_one_nominee(change, expected):
    problems = nominee_problems(replace(LAN, **change), allowed_awards=AWARDS, today=TODAY)
    assert [(problem.code, problem.field, problem.blocking) for problem in problems] == expected


@pytest.mark.parametrize(
    ("birth", "today", "codes"),
    [
        # Born on 29 February: fifteen on 1 March of a common year (faults 38).
        (date(2012, 2, 29), date(2027, 2, 28), ["too_young"]),
        (date(2012, 2, 29), date(2027, 3, 1), []),
        (date(1965, 12, 31), date(2026, 12, 31), []),
    ],
)
def test_age_on_the_day(birth, today, codes):
    nominee = replace(LAN, birth_date=birth)
    assert [p.code for p in nominee_problems(nominee, allowed_awards=AWARDS, today=today)] == codes


def test_an_empty_dossier_is_not_sent():
    assert found() == [("no_nominee", "", True)]


def test_a_dossier_names_the_person_of_each_problem():
    second = replace(LAN, order=2, full_name="Lý Seo Sì", achievement="")
    [problem] = dossier_problems([LAN, second], allowed_awards=AWARDS, today=TODAY)
    assert (problem.code, problem.field) == ("no_achievement", "nominee-2")
    assert problem.message.startswith("Người thứ 2, Lý Seo Sì: Viết thành tích")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"full_name": "VÀNG  THỊ\u00a0LAN"}, [("twice_in_dossier", "nominee-2", True)]),
        ({"full_name": "Vang Thi Lan"}, [("twice_in_dossier", "nominee-2", True)]),
        ({"full_name": "Vàng Thị Lân Anh"}, []),
        ({"birth_date": date(1986, 2, 6)}, []),
        ({"award_code": "LDTT"}, []),  # another award for the same person
    ],
)
def test_the_same_person_for_the_same_award_stands_once(second, expected):
    """Faults 22: another spelling of the name is the same name."""
    assert found(LAN, replace(LAN, order=2, **second)) == expected


def test_the_sentence_names_both_places():
    twice = [LAN, replace(LAN, order=4), replace(LAN, order=7)]
    messages = [p.message for p in dossier_problems(twice, allowed_awards=AWARDS, today=TODAY)]
    assert messages == [
        "Vàng Thị Lan có hai lần (số 1 và số 4). Bỏ bớt một.",
        "Vàng Thị Lan có hai lần (số 1 và số 7). Bỏ bớt một.",
    ]


_nominees = st.builds(
    Nominee,
    order=st.just(0),
    full_name=st.sampled_from(["Vàng Thị Lan", "vàng thị lan", "Lý Seo Sì", ""]),
    birth_date=st.sampled_from([date(1986, 2, 5), date(2020, 1, 1), date(2030, 1, 1)]),
    award_code=st.sampled_from(["LDTT", "BKT", "HCLD"]),
    achievement=st.sampled_from(["Làm tốt.", " "]),
)


@given(data=st.data(), nominees=st.lists(_nominees, max_size=6))
def test_the_order_of_rows_changes_no_finding(data, nominees):
    """The same people in another order have the same problems, and are sent or refused alike."""

    def codes(people):
        numbered = [replace(person, order=n) for n, person in enumerate(people, start=1)]
        return sorted((code, blocking) for code, _, blocking in found(*numbered))

    assert codes(nominees) == codes(data.draw(st.permutations(nominees)))


# --- The window: half-open, [opens, closes) -----------------------------------------------------------------

OPENS = datetime(2026, 11, 1, 1, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 10, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("closes_at", "now", "codes"),
    [
        (CLOSES, OPENS - TICK, ["window_not_open"]),
        (CLOSES, OPENS, []),
        (CLOSES, CLOSES - TICK, []),
        (CLOSES, CLOSES, ["window_closed"]),
        (CLOSES, CLOSES + TICK, ["window_closed"]),
        (None, OPENS - TICK, ["window_not_open"]),
        (None, OPENS + timedelta(days=3650), []),  # a standing round never closes
    ],
)
def test_a_round_takes_dossiers_from_its_opening_up_to_its_closing(closes_at, now, codes):
    problems = window_problems(
        is_open=is_open(OPENS, closes_at, now),
        opens_text="08:00 ngày 01/11/2026",
        closes_at=closes_at,
        closes_text="17:00 ngày 30/11/2026",
        now=now,
    )
    assert [problem.code for problem in problems] == codes
    assert [(problem.field, problem.blocking) for problem in problems] == [("", True)] * len(codes)
    wanted = {"window_closed": "17:00 ngày 30/11/2026", "window_not_open": "08:00 ngày 01/11/2026"}
    assert [wanted[code] in problem.message for code, problem in zip(codes, problems, strict=True)] == [
        True
    ] * len(codes)


# --- The workflow of a dossier ------------------------------------------------------------------------------


def test_a_dossier_moves_only_forward_one_step_at_a_time():
    allowed = {
        (name, code) for name in DOSSIER.moves for code in DOSSIER.states if DOSSIER.allows(name, code)
    }
    assert allowed == {("submit", DRAFT), ("accept", SUBMITTED)}
    assert [DOSSIER.target(name) for name in ("submit", "accept")] == [SUBMITTED, ACCEPTED]
