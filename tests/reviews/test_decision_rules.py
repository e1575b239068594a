"""The rules of decisions: tables of cases without a database."""

from datetime import date

import pytest

from awards.rules_prize import PrizeLine
from reviews import rules_decision as rules
from reviews.rules_decision import Due, Fact, Named
from reviews.workflow_decision import DECISION

TITLE, FORM = "TITLE", "FORM"


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], ["no_names"]),
        ([Named("A", "x", is_struck=True)], ["no_names"]),
        ([Named("A", "x"), Named("B", "", is_struck=True), Named("C", "x", True, False)], []),
        ([Named("A", "")], ["no_merit"]),
        ([Named("A", "", is_backed=False)], ["no_merit", "not_recommended"]),
    ],
)
def test_names(lines, found):
    assert codes(rules.names_problems(lines)) == found


def test_many_names_are_counted_not_listed():
    lines = [Named(f"Người {n}", "") for n in range(1, 8)]
    message = rules.names_problems(lines)[0].message
    assert "Người 1, Người 2, Người 3, Người 4, Người 5 và 2 người, tập thể khác" in message


def test_facts_must_have_been_seen_and_answered_for():
    facts = [Fact("Lý Seo Sì", "Cảnh cáo")]
    seen = rules.seen(facts)
    assert rules.seen([]) == ""
    assert seen != rules.seen([Fact("Lý Seo Sì", "Khiển trách")])

    def found(facts, reason, mark) -> list[str]:
        return codes(rules.facts_problems(facts, reason=reason, seen_facts=mark))

    assert found([], "", "") == []
    assert found(facts, "Đã xem.", "") == ["facts_changed"]
    assert found(facts, "", seen) == ["no_facts_reason"]
    assert found(facts, "x" * 2_001, seen) == ["facts_reason_too_long"]
    assert found(facts, "Đã xem.", seen) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"number": 99_999}, []),
        ({"number": 100_000}, ["number_unlikely"]),
        ({"number": -1}, ["number_unlikely"]),
        ({"signed_on": date(2026, 11, 22)}, []),
        ({"signed_on": date(2026, 11, 21)}, ["signed_before_letter"]),
        ({"year": 2027}, ["signed_before_year"]),
        ({"signer_name": "x" * 121}, ["signer_too_long"]),
        ({"signer_title": "x" * 161}, ["signer_title_too_long"]),
    ],
)
def test_signing(change, found):
    values = {
        "number": 1,
        "signed_on": date(2026, 11, 23),
        "letter_on": date(2026, 11, 22),
        "year": 2026,
        "today": date(2026, 11, 23),
        "signer_name": "Trần Huy Tuấn",
        "signer_title": "Chủ tịch",
    }
    assert codes(rules.signing_problems(**(values | change))) == found


def test_only_the_highest_title_of_a_year_is_paid_and_every_form():
    dues = [
        Due(1, "a", PrizeLine(TITLE, 2026, 30)),
        Due(2, "a", PrizeLine(TITLE, 2026, 80)),
        Due(3, "a", PrizeLine(TITLE, 2025, 10)),
        Due(4, "a", PrizeLine(FORM, 2026, 20)),
        Due(5, "b", PrizeLine(TITLE, 2026, 30)),
    ]
    assert rules.prizes(dues) == {1: 0, 2: 80, 3: 10, 4: 20, 5: 30}
    assert rules.prizes(list(reversed(dues))) == rules.prizes(dues)


def test_no_way_back_from_signed_and_published():
    for state in ("SIGNED", "PUBLISHED", "CORRECTED", "REVOKED"):
        names = {name for name in DECISION.moves if DECISION.allows(name, state)}
        assert {DECISION.target(name) for name in names} & {"DRAFT", "PRESENTED"} == set()
    assert {name for name, move in DECISION.moves.items() if move.needs_reason} == {
        "send_back",
        "correct",
        "revoke",
    }
