"""Grades, initiatives and discipline: who writes them down, who reads them."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from awards import actions, rules, rules_collective
from awards.models import (
    AnnualRating,
    CollectiveFact,
    Discipline,
    FactKind,
    Grade,
    Initiative,
    InitiativeLevel,
)
from core import audit, clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.units import make_actor, make_person, make_province
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


def record_all(by, person):
    return [
        actions.record_rating(by=by, person=person, year=2025, grade="EXCELLENT", source="QĐ 1"),
        actions.record_initiative(
            by=by, person=person, name="Sổ tay", level="PROVINCE", year=2025, decision_no="QĐ 2"
        ),
        actions.record_discipline(
            by=by, person=person, form="REPRIMAND", from_on=date(2026, 1, 1), decision="QĐ 3"
        ),
    ]


def names():
    return list(AuditEvent.objects.order_by("pk").values_list("name", flat=True))


def counts():
    return [model.objects.count() for model in (AnnualRating, Initiative, Discipline)]


def test_the_standing_body_writes_history_down(world):
    officer, person = make_actor(world.office, Role.OFFICER), make_person(world.commune)
    record_all(officer, person)
    assert counts() == [1, 1, 1]
    assert names() == ["awards.rating_recorded", "awards.initiative_recorded", "awards.discipline_recorded"]


@pytest.mark.parametrize(
    ("where", "role"),
    [
        ("commune", Role.EDITOR),
        ("commune", Role.HEAD),
        ("standing_body", Role.ADMIN),
        ("province", Role.LEADER),
    ],
)
def test_nobody_else_does(world, where, role):
    actor, person = make_actor(getattr(world, where), role), make_person(world.commune)
    with pytest.raises(NotAllowed):
        actions.record_rating(by=actor, person=person, year=2025, grade="GOOD", source="QĐ 1")
    with pytest.raises(NotAllowed):
        actions.record_initiative(
            by=actor, person=person, name="A", level="STATE", year=2025, decision_no="QĐ 2"
        )
    with pytest.raises(NotAllowed):
        actions.record_discipline(
            by=actor, person=person, form="WARNING", from_on=date(2026, 1, 1), decision="QĐ 3"
        )
    assert (counts(), names()) == ([0, 0, 0], [])


def test_a_unit_has_one_grade_a_year(world):
    values = {"by": SYSTEM, "unit": world.commune, "grade": "GOOD", "source": "QĐ 1"}
    actions.record_rating(**values, year=2025)
    actions.record_rating(**values, year=2024)
    with pytest.raises(Stale):
        actions.record_rating(**values, year=2025)
    assert AnnualRating.objects.count() == 2


def test_values_that_cannot_be(world):
    person = make_person(world.commune)
    with pytest.raises(RuleViolation):
        actions.record_rating(by=SYSTEM, person=person, year=2027, grade="GOOD", source="QĐ 1")
    with pytest.raises(RuleViolation):
        actions.record_initiative(
            by=SYSTEM, person=person, name=" ", level="STATE", year=2025, decision_no="QĐ 2"
        )
    with pytest.raises(RuleViolation):
        actions.record_discipline(
            by=SYSTEM,
            person=person,
            form="WARNING",
            from_on=date(2026, 1, 2),
            until_on=date(2026, 1, 2),
            decision="QĐ 3",
        )
    assert (counts(), names()) == ([0, 0, 0], [])


def test_without_a_log_line_nothing_is_written(world, monkeypatch):
    person = make_person(world.commune)
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
    for deed in (
        lambda: actions.record_rating(by=SYSTEM, person=person, year=2025, grade="GOOD", source="QĐ 1"),
        lambda: actions.record_discipline(
            by=SYSTEM, person=person, form="WARNING", from_on=date(2026, 1, 1), decision="QĐ 3"
        ),
        lambda: actions.record_initiative(
            by=SYSTEM, person=person, name="A", level="STATE", year=2025, decision_no="QĐ 2"
        ),
    ):
        with pytest.raises(ZeroDivisionError):
            deed()
    assert counts() == [0, 0, 0]


def test_who_reads_it(world):
    record_all(SYSTEM, make_person(world.commune))
    actions.record_rating(by=SYSTEM, unit=world.commune, year=2025, grade="GOOD", source="QĐ 1")
    seen = {
        (where, role): [
            model.visible_to(make_actor(getattr(world, where), role)).count()
            for model in (AnnualRating, Initiative, Discipline)
        ]
        for where, role in [
            ("commune", Role.EDITOR),
            ("office", Role.OFFICER),
            ("province", Role.LEADER),
            ("standing_body", Role.EDITOR),
            ("commune", Role.CLERK_OFFICE),
            ("standing_body", Role.ADMIN),
        ]
    }
    assert seen == {
        ("commune", Role.EDITOR): [2, 1, 1],
        ("office", Role.OFFICER): [2, 1, 1],
        ("province", Role.LEADER): [2, 1, 1],
        ("standing_body", Role.EDITOR): [0, 0, 0],
        ("commune", Role.CLERK_OFFICE): [0, 0, 0],
        ("standing_body", Role.ADMIN): [0, 0, 0],
    }
    assert [model.visible_to(None).count() for model in (AnnualRating, Initiative, Discipline)] == [0, 0, 0]


FACT = {"kind": "LDTT_MEMBERS", "part": 14, "whole": 20, "source": "Quyết định 9/QĐ-UBND"}
RANK = {"kind": "RANK_IN_GROUP", "part": 1, "whole": 14, "source": "TB 7", "group_name": "Cụm số 3"}


def test_a_figure_about_a_collective(world):
    officer = make_actor(world.office, Role.OFFICER)
    written = actions.record_fact(by=officer, unit=world.commune, year=2025, **FACT)
    assert written.text == "Số cá nhân đạt Lao động tiên tiến: 14/20, năm 2025"
    event = audit.history(written)[0]
    assert (event.name, event.data) == (
        "awards.fact_recorded",
        {"kind": "LDTT_MEMBERS", "year": 2025, "part": 14, "whole": 20},
    )
    ranked = actions.record_fact(by=officer, unit=world.commune, year=2025, **RANK)
    assert ranked.text == "Xếp thứ 1/14 Cụm số 3 năm 2025"
    with pytest.raises(Stale, match="đã được ghi"):
        actions.record_fact(by=officer, unit=world.commune, year=2025, **FACT)
    assert [
        CollectiveFact.visible_to(make_actor(unit, role)).count()
        for unit, role in [
            (world.commune, Role.EDITOR),
            (world.province, Role.LEADER),
            (world.commune, Role.CLERK_OFFICE),
        ]
    ] == [2, 2, 0]
    assert CollectiveFact.visible_to(None).count() == 0


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (FACT | {"part": 20}, []),
        (FACT | {"part": 21}, ["part_over_whole"]),
        (FACT | {"part": 0, "whole": 0}, ["no_whole"]),
        (FACT | {"part": 0}, []),
        (RANK | {"part": 0}, ["no_rank"]),
        (RANK | {"group_name": ""}, ["no_group"]),
        (FACT | {"source": " "}, ["no_source"]),
        (FACT | {"year": 2027}, ["year_unlikely"]),
    ],
)
def test_what_is_wrong_with_a_figure(world, values, codes):
    found = []
    try:
        actions.record_fact(**({"by": SYSTEM, "unit": world.commune, "year": 2025} | values))
    except RuleViolation as violation:
        found = [problem.code for problem in violation.problems]
    assert found == codes
    assert CollectiveFact.objects.count() == (0 if codes else 1)


def test_who_writes_down_a_figure(world):
    with pytest.raises(NotAllowed):
        actions.record_fact(by=make_actor(world.commune, Role.EDITOR), unit=world.commune, year=2025, **FACT)
    assert CollectiveFact.objects.count() == 0


def test_the_engine_knows_the_same_grades_and_levels():
    assert set(rules.GRADES) == set(Grade.values)
    assert list(rules_collective.FACTS) == FactKind.values
    assert list(rules.LEVELS) == InitiativeLevel.values


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (AnnualRating, {"grade": "SUPER"}, "rating_grade_known"),
        (AnnualRating, {"year": 1900}, "rating_year_plausible"),
        (AnnualRating, {"person": None}, "rating_one_holder"),
        (Initiative, {"level": "MOON"}, "initiative_level_known"),
        (Initiative, {"year": 1900}, "initiative_year_plausible"),
        (Initiative, {"name": ""}, "initiative_has_name"),
        (Discipline, {"form": "X"}, "discipline_form_known"),
        (Discipline, {"until_on": date(2026, 1, 1)}, "discipline_period_in_order"),
        (Discipline, {"until_on": date(2026, 1, 2)}, None),
        (Discipline, {"person": None}, "discipline_one_holder"),
        (CollectiveFact, {"kind": "X"}, "fact_kind_known"),
        (CollectiveFact, {"year": 1900}, "fact_year_plausible"),
        (CollectiveFact, {"part": 21}, "fact_part_of_whole"),
        (CollectiveFact, {"kind": "RANK_IN_GROUP"}, "fact_part_of_whole"),
        (CollectiveFact, {"kind": "RANK_IN_GROUP", "group_name": "Cụm 3", "part": 0}, "fact_part_of_whole"),
        (CollectiveFact, {"kind": "RANK_IN_GROUP", "group_name": "Cụm 3"}, None),
        (CollectiveFact, {"source": ""}, "fact_has_source"),
    ],
)
def test_what_the_database_refuses(world, model, change, constraint):
    record_all(SYSTEM, make_person(world.commune))
    actions.record_fact(by=SYSTEM, unit=world.commune, year=2025, **FACT)
    answer = None
    try:
        with transaction.atomic():
            model.objects.update(**change)
    except IntegrityError as error:
        answer = str(error)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


def test_nobody_is_both_person_and_unit(world):
    person = make_person(world.commune)
    with pytest.raises(IntegrityError, match="rating_one_holder"), transaction.atomic():
        AnnualRating.objects.create(person=person, unit=world.commune, year=2025, grade="GOOD", source="x")
