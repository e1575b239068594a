"""When a round takes dossiers, from whom, and what keeps it from being opened."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from campaigns.rules import (
    campaign_problems,
    duration_class,
    extension_problems,
    is_open,
    is_report_late,
    is_share,
    latest_closing,
    launch_problems,
    may_submit,
    participation_problems,
    phase_at,
    progress_problems,
    reached_percent,
    registration_problems,
    review_problems,
    review_state,
    round_problems,
    window_at,
)

OPENS = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "closes_at", "expected"),
    [
        (OPENS - TICK, CLOSES, "UPCOMING"),
        (OPENS, CLOSES, "OPEN"),
        (CLOSES - TICK, CLOSES, "OPEN"),
        (CLOSES, CLOSES, "CLOSED"),
        (CLOSES + TICK, CLOSES, "CLOSED"),
        (OPENS - TICK, None, "UPCOMING"),
        (OPENS, None, "OPEN"),
        (CLOSES + timedelta(days=4000), None, "OPEN"),
    ],
)
def test_window_is_half_open(now, closes_at, expected):
    assert window_at(OPENS, closes_at, now) == expected
    assert is_open(OPENS, closes_at, now) is (expected == "OPEN")


@pytest.mark.parametrize(
    ("kind", "kinds", "expected"),
    [("COMMUNE", ["COMMUNE", "WARD"], True), ("DEPARTMENT", ["COMMUNE", "WARD"], False), ("WARD", [], False)],
)
def test_only_named_kinds_submit(kind, kinds, expected):
    assert may_submit(kind, kinds) is expected


GOOD_ROUND = {
    "opens_at": OPENS,
    "closes_at": CLOSES,
    "appraise_days": 1,
    "letter_no": "1502/SNV-TĐKT",
    "submitter_kinds": ["COMMUNE"],
    "known_kinds": ["COMMUNE", "WARD"],
    "quotas": [None, 1],
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"closes_at": None}, []),
        ({"closes_at": OPENS + TICK}, []),
        ({"closes_at": OPENS}, [("closes_before_opening", "closes_at")]),
        ({"closes_at": OPENS - TICK}, [("closes_before_opening", "closes_at")]),
        ({"appraise_days": 0}, [("no_appraise_days", "appraise_days")]),
        ({"letter_no": ""}, [("no_letter", "letter_no")]),
        ({"submitter_kinds": []}, [("submitters_unknown", "submitter_kinds")]),
        ({"submitter_kinds": ["COMMUNE", "VILLAGE"]}, [("submitters_unknown", "submitter_kinds")]),
        ({"quotas": []}, [("no_awards", "awards")]),
        ({"quotas": [3, 0]}, [("quota_below_one", "awards")]),
        ({"unit_quotas": [5, 1]}, []),
        ({"unit_quotas": [None, 0]}, [("quota_below_one", "awards")]),
        ({"unit_quotas": [None, 2]}, [("unit_quota_above_quota", "awards")]),
        ({"name": ""}, [("no_name", "name")]),
        ({"notice_days": 1}, []),
        ({"notice_days": 0}, [("no_notice_days", "notice_days")]),
    ],
)
def test_round_problems(change, expected):
    found = round_problems(**(GOOD_ROUND | change))
    assert [(problem.code, problem.field) for problem in found] == expected


@pytest.mark.parametrize(
    ("name", "last_day", "expected"),
    [
        ("Chung sức xây dựng nông thôn mới", date(2026, 1, 1), []),
        ("Chung sức xây dựng nông thôn mới", date(2025, 12, 31), ["period_reversed"]),
        ("", date(2026, 12, 31), ["no_name"]),
    ],
)
def test_campaign_problems(name, last_day, expected):
    found = campaign_problems(name=name, period_from=date(2026, 1, 1), period_to=last_day)
    assert [problem.code for problem in found] == expected


def test_a_campaign_is_launched_by_a_document():
    assert launch_problems(document_no="45/KH-UBND") == []
    assert [problem.field for problem in launch_problems(document_no="")] == ["document_no"]


def fields(problems):
    return [(problem.code, problem.field) for problem in problems]


@pytest.mark.parametrize(
    ("period_from", "period_to", "expected"),
    [
        (date(2026, 1, 1), date(2026, 12, 30), "UNDER_1"),
        (date(2026, 1, 1), date(2026, 12, 31), "ONE"),
        (date(2026, 1, 1), date(2027, 1, 1), "FROM_1_TO_3"),
        (date(2026, 1, 1), date(2028, 12, 30), "FROM_1_TO_3"),
        (date(2026, 1, 1), date(2028, 12, 31), "FROM_3_TO_5"),
        (date(2026, 1, 1), date(2030, 12, 30), "FROM_3_TO_5"),
        (date(2026, 1, 1), date(2030, 12, 31), "FROM_5"),
        (date(2028, 2, 29), date(2029, 2, 28), "ONE"),
        (date(2028, 2, 29), date(2029, 3, 1), "FROM_1_TO_3"),
        (date(2026, 5, 5), date(2026, 5, 5), "UNDER_1"),
    ],
)
def test_duration_classes_of_form_0601(period_from, period_to, expected):
    assert duration_class(period_from, period_to) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 31), "UPCOMING"),
        (date(2026, 1, 1), "RUNNING"),
        (date(2026, 12, 31), "RUNNING"),
        (date(2027, 1, 1), "ENDED"),
    ],
)
def test_the_last_day_of_a_campaign_still_runs(today, expected):
    assert phase_at(date(2026, 1, 1), date(2026, 12, 31), today) == expected


@pytest.mark.parametrize(
    ("held_on", "is_over", "today", "expected"),
    [
        (None, False, date(2026, 6, 30), "DUE"),
        (None, False, date(2026, 7, 1), "OVERDUE"),
        (None, True, date(2026, 7, 1), "NOT_HELD"),
        (date(2026, 7, 9), False, date(2026, 8, 1), "HELD"),
        (date(2026, 7, 9), True, date(2026, 8, 1), "HELD"),
    ],
)
def test_a_review_is_due_overdue_or_held(held_on, is_over, today, expected):
    due = date(2026, 6, 30)
    assert review_state(due_on=due, held_on=held_on, is_over=is_over, today=today) == expected


def test_a_report_is_late_after_thirty_days():
    assert is_report_late(date(2026, 10, 1), date(2026, 10, 31)) is False
    assert is_report_late(date(2026, 10, 1), date(2026, 11, 1)) is True


@pytest.mark.parametrize(("word", "expected"), [("%", True), (" % hồ sơ", True), ("sáng kiến", False)])
def test_shares_are_told_by_their_word(word, expected):
    assert is_share(word) is expected


@pytest.mark.parametrize(
    ("reached", "registered", "expected"),
    [("0", "7", 0), ("26", "29", 89), ("7", "7", 100), ("9", "7", 100), ("0", "0", 100), ("3", "0", 100)],
)
def test_percentages_are_cut_off_and_end_at_a_hundred(reached, registered, expected):
    assert reached_percent(Decimal(reached), Decimal(registered)) == expected


GOOD_PLAN = {
    "name": "Thi đua thực hiện văn hóa công sở",
    "period_from": date(2026, 1, 1),
    "period_to": date(2026, 12, 31),
    "register_until": date(2026, 12, 31),
    "participant_kinds": ["COMMUNE"],
    "known_kinds": ["COMMUNE", "WARD"],
    "targets": [("Hồ sơ đúng hạn", "%")],
    "interim_dues": [date(2026, 6, 30)],
    "final_due": date(2026, 12, 15),
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"targets": [], "interim_dues": [], "final_due": None}, []),
        ({"name": "T" * 251}, [("name_too_long", "name")]),
        ({"register_until": date(2027, 1, 1)}, [("registration_after_end", "register_until")]),
        ({"participant_kinds": ["VILLAGE"]}, [("participants_unknown", "participant_kinds")]),
        ({"targets": [("Đúng hạn", "%"), ("Sáng kiến", "")]}, [("target_incomplete", "target_2")]),
        ({"targets": [("", "%")]}, [("target_incomplete", "target_1")]),
        ({"targets": [("Đúng hạn", "x" * 41)]}, [("target_too_long", "target_1")]),
        ({"interim_dues": [date(2025, 12, 31)]}, [("interim_before_start", "interim_due")]),
        ({"interim_dues": [date(2026, 6, 30)] * 2}, [("interim_twice", "interim_due")]),
        ({"final_due": date(2026, 6, 29)}, [("final_too_early", "final_due")]),
    ],
)
def test_plan_problems(change, expected):
    assert fields(campaign_problems(**(GOOD_PLAN | change))) == expected


def test_no_document_comes_from_the_future():
    today = date(2026, 1, 5)
    assert launch_problems(document_no="45/KH-UBND", document_on=today, today=today) == []
    later = launch_problems(document_no="45/KH-UBND", document_on=date(2026, 1, 6), today=today)
    assert fields(later) == [("document_later", "document_on")]


GOOD_REVIEW = {
    "document_no": "212/BC-UBND",
    "document_on": date(2026, 7, 2),
    "held_on": date(2026, 7, 1),
    "summary": "412 đơn vị tham gia.",
    "period_from": date(2026, 1, 1),
    "today": date(2026, 7, 2),
    "next_due_on": None,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"next_due_on": date(2026, 7, 2)}, []),
        ({"next_due_on": date(2026, 7, 1)}, [("next_not_later", "next_due_on")]),
        ({"document_no": ""}, [("no_document", "document_no")]),
        ({"document_on": date(2026, 7, 3)}, [("document_later", "document_on")]),
        ({"held_on": date(2026, 7, 3)}, [("held_later", "held_on")]),
        ({"held_on": date(2025, 12, 31)}, [("held_before_start", "held_on")]),
        ({"summary": ""}, [("no_summary", "summary")]),
    ],
)
def test_review_problems(change, expected):
    assert fields(review_problems(**(GOOD_REVIEW | change))) == expected


@pytest.mark.parametrize(
    ("is_live", "today", "expected"),
    [
        (True, date(2026, 3, 31), []),
        (True, date(2026, 4, 1), ["registration_over"]),
        (False, date(2026, 3, 31), ["not_live"]),
    ],
)
def test_registration_ends_with_its_last_day(is_live, today, expected):
    found = registration_problems(is_live=is_live, last_day=date(2026, 3, 31), today=today)
    assert [problem.code for problem in found] == expected


@pytest.mark.parametrize(
    ("titles", "numbers", "expected"),
    [
        ("Tập thể lao động xuất sắc", [], []),
        ("", [(1, Decimal("0"))], []),
        ("", [(1, None), (2, None)], [("nothing_registered", "titles_text")]),
        ("x", [(3, None)], [("target_unknown", "")]),
        ("x", [(1, Decimal("-1"))], [("number_out_of_range", "target_1")]),
        ("x", [(1, Decimal("0.001"))], [("number_out_of_range", "target_1")]),
        ("x", [(1, Decimal("1e20"))], [("number_out_of_range", "target_1")]),
    ],
)
def test_participation_problems(titles, numbers, expected):
    found = participation_problems(titles_text=titles, numbers=numbers, known={1, 2})
    assert fields(found) == expected


GOOD_PROGRESS = {"is_live": True, "sentence": "Đạt 95%.", "target_id": 1, "number": Decimal("95")}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"target_id": None, "number": None}, []),
        ({"is_live": False}, [("not_live", "")]),
        ({"sentence": ""}, [("no_sentence", "sentence")]),
        ({"sentence": "x" * 501}, [("sentence_too_long", "sentence")]),
        ({"target_id": 9}, [("target_unknown", "target")]),
        ({"number": None}, [("no_number", "number")]),
        ({"target_id": None}, [("no_target", "target")]),
        ({"number": Decimal("-0.01")}, [("number_out_of_range", "number")]),
    ],
)
def test_progress_problems(change, expected):
    assert fields(progress_problems(known={1}, **(GOOD_PROGRESS | change))) == expected


@pytest.mark.parametrize(
    ("closes_at", "extended", "expected"),
    [
        (CLOSES, [], CLOSES),
        (CLOSES, [CLOSES + TICK], CLOSES + TICK),
        (CLOSES + 3 * TICK, [CLOSES + TICK, CLOSES + 2 * TICK], CLOSES + 3 * TICK),
        (None, [], None),
    ],
)
def test_the_latest_closing_counts(closes_at, extended, expected):
    assert latest_closing(closes_at, extended) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"closes_at": CLOSES}, [("not_later", "closes_at")]),
        ({"now": CLOSES + TICK}, [("in_the_past", "closes_at")]),
        ({"reason": ""}, [("no_reason", "reason")]),
        ({"closed_at": None}, [("standing_round", "")]),
    ],
)
def test_extension_problems(change, expected):
    good = {"closed_at": CLOSES, "closes_at": CLOSES + TICK, "reason": "Mưa lũ", "now": CLOSES}
    assert fields(extension_problems(**(good | change))) == expected
