"""When a round takes dossiers, from whom, and what keeps it from being opened."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.rules import (
    campaign_problems,
    is_open,
    launch_problems,
    may_submit,
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
