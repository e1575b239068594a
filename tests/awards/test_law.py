"""The law as dated rows: rule sets, standards, routes, base salary."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from awards import queries, reference
from awards.models import AwardRoute, AwardStandard, AwardType, BaseSalary, RuleSet
from awards.rules_data import requirement_errors
from tests.factories.awards import make_award, make_route, make_rule_set, make_standard
from tests.factories.units import make_actor, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    reference.load()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "LUAT2022"),
        (date(2026, 9, 30), "LUAT2022"),
        (date(2026, 10, 1), "LUAT2026"),
    ],
)
def test_the_law_changes_on_the_first_of_october(loaded, day, code):
    found = queries.rule_set_on(day)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_base_salary(loaded, day, amount):
    found = queries.base_salary_on(day)
    assert (found.amount if found else None) == amount


def test_only_what_was_seen_is_confirmed(loaded):
    assert list(RuleSet.objects.filter(confirmed=True).values_list("code", flat=True)) == ["LUAT2022"]
    counts = [m.objects.filter(confirmed=True).count() for m in (AwardStandard, AwardRoute, BaseSalary)]
    assert counts == [1, 0, 0]
    blocking = [
        (row.award.code, row.rule_set.code, one["code"])
        for row in AwardStandard.objects.select_related("award", "rule_set").order_by("pk")
        for one in row.requirements
        if row.confirmed and one["confirmed"]
    ]
    assert blocking == [("LDTT", "LUAT2022", "HOAN_THANH_TOT"), ("LDTT", "LUAT2022", "DOAN_KET")]


def test_routes(loaded):
    day = date(2026, 11, 24)
    rows = {
        (code, kind): queries.route_of(AwardType.objects.valid_on(day).get(code=code), kind, day)
        for code, kind in [
            ("CSTDT", "CONG_TRANG"),
            ("CTDT", "PHONG_TRAO"),
            ("TTLDXS", "CONG_TRANG"),
            ("BKT", "CONG_TRANG"),
            ("BKT", "DOT_XUAT"),
            ("LDTT", "CONG_TRANG"),
        ]
    }
    vote = {
        key: row and (row.route, row.is_secret, row.num, row.den, row.quorum_num, row.quorum_den)
        for key, row in rows.items()
    }
    assert vote == {
        ("CSTDT", "CONG_TRANG"): ("COUNCIL", True, 8, 10, 2, 3),
        ("CTDT", "PHONG_TRAO"): ("COUNCIL", True, 8, 10, 2, 3),
        ("TTLDXS", "CONG_TRANG"): ("COUNCIL", False, 8, 10, 2, 3),
        ("BKT", "CONG_TRANG"): ("STANDING", False, 8, 10, 2, 3),
        ("BKT", "DOT_XUAT"): ("NONE", False, None, None, None, None),
        ("LDTT", "CONG_TRANG"): None,
    }
    assert rows["CSTDT", "CONG_TRANG"].vote_text == (
        "bỏ phiếu kín, đạt khi ít nhất 8/10 tổng số thành viên đồng ý, họp khi có ít nhất 2/3 số thành viên"
    )
    assert rows["BKT", "DOT_XUAT"].vote_text == ""


def test_a_new_route_is_a_new_row():
    award = make_award()
    make_route(award, valid_to=date(2027, 1, 1))
    make_route(award, valid_from=date(2027, 1, 1), num=9)
    days = [date(2026, 12, 31), date(2027, 1, 1)]
    assert [queries.route_of(award, "CONG_TRANG", day).num for day in days] == [8, 9]
    assert queries.route_of(award, "DOT_XUAT", days[0]) is None


def test_standards_of_both_laws(loaded):
    """Every award has one for each of its recipients; a requirement names its clause."""
    rows = AwardStandard.objects.select_related("award", "rule_set").order_by("pk")
    keys = {law: {(row.award.code, row.commendation_type, row.recipient) for row in rows
                  if row.rule_set.code == law} for law in ("LUAT2022", "LUAT2026")}  # fmt: skip
    assert keys["LUAT2022"] == keys["LUAT2026"]
    wanted = {(award.code, who) for award in AwardType.objects.all() for who in award.recipients}
    assert wanted - {(code, who) for code, _, who in keys["LUAT2022"]} == set()
    assert len(rows) == 2 * len(keys["LUAT2022"]) == 152
    assert [requirement_errors(row.requirements) for row in rows] == [[]] * len(rows)
    assert [row.pk for row in rows if not all(one["clause"] for one in row.requirements)] == []


def test_what_the_amended_law_may_ask_otherwise(loaded):
    """Whether a lower award is still needed first is not known: people look until the text is there."""
    rows = AwardStandard.objects.select_related("award", "rule_set").order_by("award__order", "pk")
    kinds: dict = {}
    for row in rows:
        for one in row.requirements:
            key = (row.award.code, row.commendation_type, row.recipient, one["code"])
            kinds.setdefault(key, {})[row.rule_set.code] = one["kind"]
    different = {
        key: tuple(by_law.values()) for key, by_law in kinds.items() if len(set(by_law.values())) > 1
    }
    assert different == {
        (code, "CONG_TRANG", who, "KHEN_TRUOC"): ("SPACING", "JUDGE")
        for code in ("BKTTG", "HCLD3", "HCLD2", "HCLD1")
        for who in ("INDIVIDUAL", "COLLECTIVE")
    }


def test_wrong_data_stops_the_load(monkeypatch):
    monkeypatch.setattr(reference, "_requirement", lambda values: {"kind": "MAGIC", "code": "X"})
    with pytest.raises(ValueError, match="unknown kind MAGIC"):
        reference.load()
    assert AwardType.objects.count() == 0


def test_the_law_is_read_by_all_who_act():
    make_route(make_award())
    assert AwardRoute.visible_to(make_actor(make_province().commune)).count() == 1
    assert AwardRoute.visible_to(None).count() == 0


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"num": 10}, None),
        ({"num": 11}, "route_has_vote_rule"),
        ({"num": 0}, "route_has_vote_rule"),
        ({"den": None}, "route_has_vote_rule"),
        ({"quorum_den": 1}, "route_has_vote_rule"),
        ({"route": "NONE"}, "route_has_vote_rule"),
        ({"route": "KING"}, "route_known"),
        ({"commendation_type": "X"}, "route_type_known"),
        ({"valid_to": date(2024, 1, 1)}, "route_period_in_order"),
        (
            {
                "route": "NONE",
                "is_secret": False,
                "num": None,
                "den": None,
                "quorum_num": None,
                "quorum_den": None,
            },
            None,
        ),
    ],
)
def test_what_the_database_refuses_of_routes(change, constraint):
    assert answers(make_route(make_award()), change, constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"recipient": "X"}, "standard_recipient_known"),
        ({"commendation_type": "X"}, "standard_type_known"),
        ({"valid_to": date(2024, 1, 1)}, "standard_period_in_order"),
        ({"valid_to": date(2024, 1, 2)}, None),
    ],
)
def test_what_the_database_refuses_of_standards(change, constraint):
    assert answers(make_standard(make_award(), make_rule_set(), []), change, constraint)


def test_what_the_database_refuses_of_salaries_and_rule_sets():
    salary = BaseSalary.objects.create(amount=1, valid_from=date(2024, 7, 1), legal_basis="NĐ")
    assert answers(salary, {"amount": 0}, "base_salary_positive")
    assert answers(salary, {"valid_to": date(2024, 7, 1)}, "base_salary_period_in_order")
    assert answers(make_rule_set(), {"valid_to": date(2024, 1, 1)}, "rule_set_period_in_order")


def answers(row, change, constraint) -> bool:
    """Whether the database answers a change as it should: with this constraint, or not at all."""
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
    except IntegrityError as error:
        return constraint is not None and constraint in str(error)
    return constraint is None
