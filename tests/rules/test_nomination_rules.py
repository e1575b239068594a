"""What keeps a nominee, a dossier or an appraisal from going on, and which moves there are. No database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rules import is_open
from nominations.rules import (
    Nominee,
    conclusion_problems,
    dossier_problems,
    finish_problems,
    letter_problems,
    nominee_problems,
    quota_problems,
    reason_problems,
    return_problems,
    supplement_problems,
    window_problems,
)
from nominations.workflow import DOSSIER, FINAL, OUTCOME, sent_back

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


# --- The window: half-open, [opens, closes) --------------------------------------------------------------

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


# --- Collectives, classes, the merit sentence --------------------------------------------------------------

CLINIC = replace(LAN, full_name="Trạm Y tế xã Y Tý", birth_date=None, recipient="COLLECTIVE", leader_class="")


@pytest.mark.parametrize(
    ("nominee", "expected"),
    [
        (CLINIC, []),
        (replace(LAN, birth_date=None), [("no_birth_date", "birth_date", True)]),
        (replace(LAN, leader_class=""), [("no_leader_class", "leader_class", False)]),
        (replace(LAN, merit=" "), [("no_merit", "merit", False)]),
        (replace(CLINIC, full_name=" "), [("no_name", "full_name", True)]),
        (
            replace(CLINIC, allowed_recipients=("INDIVIDUAL",)),
            [("award_not_for_recipient", "award", True)],
        ),
        (replace(LAN, allowed_recipients=("COLLECTIVE",)), [("award_not_for_recipient", "award", True)]),
    ],
)
def test_a_person_and_a_collective_are_asked_for_different_things(nominee, expected):
    problems = nominee_problems(nominee, allowed_awards=AWARDS, today=TODAY)
    assert [(problem.code, problem.field, problem.blocking) for problem in problems] == expected


def test_two_collectives_of_one_name_are_the_same_unless_they_are_two_units():
    assert [code for code, _, _ in found(CLINIC, replace(CLINIC, order=2))] == ["twice_in_dossier"]
    assert found(replace(CLINIC, unit_id=1), replace(CLINIC, order=2, unit_id=2)) == []


# --- The letter, the day of a returned dossier, reasons ----------------------------------------------------

LETTER = {"number": "96/TTr-UBND", "letter_on": TODAY, "has_file": True, "is_clean": True, "today": TODAY}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"number": ""}, ["no_letter_no"]),
        ({"letter_on": None}, ["no_letter_on"]),
        ({"letter_on": TODAY + timedelta(days=1)}, ["letter_in_future"]),
        ({"has_file": False, "is_clean": False}, ["no_letter_file"]),
        ({"is_clean": False}, ["letter_not_clean"]),
        (
            {"number": "", "letter_on": None, "has_file": False},
            ["no_letter_no", "no_letter_on", "no_letter_file"],
        ),
    ],
)
def test_a_dossier_is_sent_with_its_signed_letter(change, codes):
    problems = letter_problems(**(LETTER | change))
    assert [problem.code for problem in problems] == codes
    assert all(problem.blocking for problem in problems)


@pytest.mark.parametrize(("asked", "codes"), [(0, []), (3, []), (4, ["over_unit_quota"])])
def test_a_unit_puts_up_as_many_as_the_round_lets_it(asked, codes):
    problems = quota_problems([("Bằng khen", asked, 3), ("Cờ thi đua", 1, 1)])
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("today", "codes"),
    [(TODAY, []), (TODAY + timedelta(days=1), ["return_too_late"]), (date(2026, 1, 1), [])],
)
def test_a_returned_dossier_is_sent_again_up_to_the_end_of_its_day(today, codes):
    assert [problem.code for problem in return_problems(due_on=TODAY, today=today)] == codes


@pytest.mark.parametrize(("reason", "codes"), [("", ["no_reason"]), (" . \n", ["no_reason"]), ("Thiếu.", [])])
def test_a_reason_has_words(reason, codes):
    assert [problem.code for problem in reason_problems(reason)] == codes


# --- Appraisal ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conclusion", "reason", "asked", "unmet", "codes"),
    [
        ("QUALIFIED", "", False, [], []),
        ("QUALIFIED", "", False, ["Xếp loại"], ["no_reason"]),
        ("QUALIFIED", "Đã có quyết định kèm theo.", False, ["Xếp loại"], []),
        ("QUALIFIED", "", True, [], ["supplement_open"]),
        ("NEEDS_JUDGEMENT", "", False, [], ["no_reason"]),
        ("NEEDS_JUDGEMENT", "Trùng đoạn.", False, [], []),
        ("NOT_QUALIFIED", " ", False, [], ["no_reason"]),
        ("NOT_QUALIFIED", "Chưa đủ hai năm.", False, ["Xếp loại"], []),
        ("GRANTED", "x", False, [], ["no_conclusion"]),
        ("", "x", False, [], ["no_conclusion"]),
    ],
)
def test_a_conclusion_that_is_not_plain_needs_a_reason(conclusion, reason, asked, unmet, codes):
    problems = conclusion_problems(conclusion, reason, is_asked=asked, unmet=unmet)
    assert [problem.code for problem in problems] == codes


def test_an_appraisal_ends_when_everybody_is_concluded_and_nothing_is_asked():
    assert finish_problems(unconcluded=[], asked=[]) == []
    both = finish_problems(unconcluded=[f"Lý A {n}" for n in range(7)], asked=["Giàng A Sử"])
    assert [problem.message for problem in both] == [
        "Còn 7 đề nghị chưa có kết luận: Lý A 0, Lý A 1, Lý A 2, Lý A 3, Lý A 4 và 2 đề nghị khác.",
        "Còn yêu cầu bổ sung chưa xong: Giàng A Sử.",
    ]


@pytest.mark.parametrize(
    ("reason", "days", "asked", "codes"),
    [
        ("Thiếu quyết định.", 1, False, []),
        ("Thiếu quyết định.", 30, False, []),
        ("Thiếu quyết định.", 0, False, ["days_out_of_range"]),
        ("", 31, False, ["no_reason", "days_out_of_range"]),
        ("Thiếu quyết định.", 5, True, ["already_asked"]),
    ],
)
def test_a_supplement_says_what_and_by_when(reason, days, asked, codes):
    problems = supplement_problems(reason=reason, days=days, is_asked=asked)
    assert [problem.code for problem in problems] == codes


# --- The workflows -----------------------------------------------------------------------------------------


def moves_of(workflow) -> dict[str, set[str]]:
    return {
        name: {code for code in workflow.states if workflow.allows(name, code)} for name in workflow.moves
    }


def test_the_moves_of_a_dossier():
    assert moves_of(DOSSIER) == {
        "ask_sign_off": {"DRAFT", "RETURNED"},
        "take_back": {"AWAITING_SIGN_OFF"},
        "take_back_returned": {"AWAITING_SIGN_OFF"},
        "send_back": {"AWAITING_SIGN_OFF"},
        "send_back_returned": {"AWAITING_SIGN_OFF"},
        "submit": {"DRAFT", "AWAITING_SIGN_OFF", "RETURNED"},
        "recall": {"SUBMITTED"},
        "recall_returned": {"SUBMITTED"},
        "return_for_supplement": {"SUBMITTED"},
        "refuse": {"SUBMITTED"},
        "accept": {"SUBMITTED"},
        "finish_appraisal": {"ACCEPTED"},
        "send_back_to_officer": {"APPRAISED"},
        "confirm": {"APPRAISED"},
        "close": {"CONFIRMED"},
        "reopen": {"CLOSED"},
        "withdraw": {"DRAFT", "RETURNED", "SUBMITTED", "ACCEPTED", "APPRAISED"},
    }
    assert {name for name, move in DOSSIER.moves.items() if move.needs_reason} == {
        "send_back",
        "send_back_returned",
        "return_for_supplement",
        "refuse",
        "send_back_to_officer",
        "reopen",
        "withdraw",
    }


def test_every_state_but_the_first_is_reached_and_the_last_ones_are_the_end():
    assert {move.target for move in DOSSIER.moves.values()} == set(DOSSIER.states)
    left = set().union(*moves_of(DOSSIER).values())
    assert set(DOSSIER.states) - left == {"WITHDRAWN", "REFUSED"}
    assert {move.target for move in OUTCOME.moves.values()} == set(OUTCOME.states) - {"PROPOSED"}


def test_what_the_council_and_the_decision_may_say():
    council, decision = {"RECOMMENDED", "NOT_RECOMMENDED"}, {"GRANTED", "DECLINED", "FORWARDED"}
    may = moves_of(OUTCOME)
    assert {outcome for outcome in council | decision if "PROPOSED" in may[outcome]} == set()
    assert {outcome for outcome in council | decision if "NOT_QUALIFIED" in may[outcome]} == set()
    assert {outcome for outcome in council | decision if "NOT_RECOMMENDED" in may[outcome]} == {
        "RECOMMENDED",
        "NOT_RECOMMENDED",
        "DECLINED",
    }
    assert may["REVOKED"] == {"GRANTED"}
    assert set(FINAL) - {"NOT_QUALIFIED"} == {"NOT_RECOMMENDED", "GRANTED", "DECLINED", "REVOKED"}


@pytest.mark.parametrize(
    ("move", "was_returned", "target"),
    [
        ("send_back", False, "DRAFT"),
        ("send_back", True, "RETURNED"),
        ("take_back", False, "DRAFT"),
        ("take_back", True, "RETURNED"),
        ("recall", False, "DRAFT"),
        ("recall", True, "RETURNED"),
    ],
)
def test_what_the_standing_body_returned_goes_back_to_that_state(move, was_returned, target):
    assert DOSSIER.target(sent_back(move, was_returned)) == target
