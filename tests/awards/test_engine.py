"""The standards engine on stored history: who a nominee is, which law applies, what it costs."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards import actions
from awards.engine import NAMESAKE, Nominee, findings_of
from core import clock
from core.audit import SYSTEM
from tests.factories.awards import (
    make_award,
    make_grant,
    make_past_grant,
    make_rule_set,
    make_standard,
)
from tests.factories.units import make_person, make_province, make_succession, make_unit

pytestmark = pytest.mark.django_db

ROUND = SimpleNamespace(year=2026, commendation_type="CONG_TRANG")
BORN = date(1985, 3, 14)


def requirement(kind, **fields):
    return {"kind": kind, "code": kind, "label": "Điều kiện", "clause": "Điều 1", "confirmed": True} | fields


TITLE_2 = requirement("PREVIOUS", what="CSTĐCS", awards=["CSTDCS"], count=2, ends=[0])
RATING_2 = requirement("RATING", what="xuất sắc", grade="EXCELLENT", years=2, ends=[0])
IDEA = requirement("INITIATIVE", what="sáng kiến", level="GRASSROOTS", count=1, window=1, ends=[0])
CLEAN = requirement("NO_DISCIPLINE", years=2)
WORKERS = requirement("JUDGE", what="ảnh hưởng", only_for=["DIRECT_WORKER"])


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def award(world):
    """An award whose standard asks for everything that a history has."""
    award, rules = make_award(), make_rule_set()
    make_standard(award, rules, [TITLE_2, RATING_2, IDEA, CLEAN, WORKERS])
    make_standard(award, rules, [RATING_2, CLEAN], recipient="COLLECTIVE")
    return award


@pytest.fixture
def title():
    return make_award("CSTDCS", name="Chiến sĩ thi đua cơ sở")


def statuses(nominees, round_=ROUND, **more):
    return [[finding.status for finding in found] for found in findings_of(nominees, round_, **more)]


def give_history(person, title):
    for year in (2025, 2026):
        make_grant(
            title,
            person.unit,
            person=person,
            year=year,
            decision_no=f"{year}/QĐ",
            decision_on=date(year, 11, 1),
        )
        actions.record_rating(by=SYSTEM, person=person, year=year, grade="EXCELLENT", source="QĐ 1")
    actions.record_initiative(
        by=SYSTEM, person=person, name="Sổ tay", level="PROVINCE", year=2026, decision_no="QĐ 2"
    )


def test_a_full_history(world, award, title):
    person = make_person(world.commune)
    give_history(person, title)
    actions.record_discipline(
        by=SYSTEM,
        person=person,
        form="REPRIMAND",
        from_on=date(2024, 1, 1),
        until_on=date(2025, 2, 1),
        decision="QĐ 3",
    )
    [found] = findings_of([Nominee(award.pk, person_id=person.pk, leader_class="OTHER_LEADER")], ROUND)
    assert [(one.status, one.blocking, one.evidence) for one in found] == [
        (
            "MET",
            False,
            (
                "Chiến sĩ thi đua cơ sở năm 2025, Xã Y Tý, Quyết định số 2025/QĐ ngày 01/11/2025",
                "Chiến sĩ thi đua cơ sở năm 2026, Xã Y Tý, Quyết định số 2026/QĐ ngày 01/11/2026",
            ),
        ),
        (
            "MET",
            False,
            ("Hoàn thành xuất sắc nhiệm vụ năm 2025, QĐ 1", "Hoàn thành xuất sắc nhiệm vụ năm 2026, QĐ 1"),
        ),
        ("MET", False, ("Sáng kiến “Sổ tay” năm 2026, cấp tỉnh, QĐ 2",)),
        ("MISSING", True, ("Khiển trách từ ngày 01/01/2024 đến hết ngày 31/01/2025, QĐ 3",)),
        ("NA", False, ()),
    ]


def test_nothing_known(award):
    nominee = Nominee(award.pk, full_name="Người mới", birth_date=BORN)
    assert statuses([nominee]) == [["UNKNOWN", "UNKNOWN", "UNKNOWN", "MET", "UNKNOWN"]]


def test_a_revoked_award_does_not_count(world, award, title):
    person = make_person(world.commune)
    give_history(person, title)
    actions.revoke(person.grants.get(year=2025).pk, "Khai sai", by=SYSTEM)
    assert statuses([Nominee(award.pk, person_id=person.pk)])[0][0] == "MISSING"


def test_a_person_of_that_name_and_birth_date_elsewhere_has_to_be_compared(world, award, title):
    other = make_person(world.standing_body, "Nguyễn Thị Hoà", birth_date=BORN)
    give_history(other, title)
    actions.record_discipline(
        by=SYSTEM, person=other, form="REPRIMAND", from_on=date(2026, 1, 10), decision="QĐ 3"
    )
    asked = Nominee(award.pk, full_name="Nguyễn Thị Hòa", birth_date=BORN)
    [found] = findings_of([asked], ROUND)
    assert [one.status for one in found][:3] == ["UNKNOWN"] * 3
    assert found[3].status == "UNKNOWN"
    # Awards are public; grades, initiatives and discipline of somebody elsewhere are not told.
    years = [row.rpartition(" năm ")[2][:4] for row in found[0].evidence]
    assert years == sorted(set(years))
    assert [row.endswith("(cần đối chiếu)") for row in found[0].evidence] == [True] * len(years)
    untold = (f"{NAMESAKE} (cần đối chiếu)",)
    assert [one.evidence for one in found[1:4]] == [untold, untold, untold]
    stranger = Nominee(award.pk, full_name="Nguyễn Thị Hòa", birth_date=date(1986, 1, 1))
    assert findings_of([stranger], ROUND)[0][2].evidence == ()


def test_one_s_own_history_and_nobody_else_s(world, award, title):
    one, two = make_person(world.commune), make_person(world.commune, "Người khác")
    give_history(one, title)
    asked = [Nominee(award.pk, person_id=person.pk) for person in (two, one, two)]
    assert [row[0] for row in statuses(asked)] == ["UNKNOWN", "MET", "UNKNOWN"]


def test_a_unit_s_history_follows_its_successors(world, award):
    old, renamed, part = make_unit("Cũ"), make_unit("Mới"), make_unit("Gộp")
    make_succession(old, renamed)
    make_succession(old, part)
    make_succession(make_unit("Cũ khác"), part)
    for year in (2025, 2026):
        actions.record_rating(by=SYSTEM, unit=old, year=year, grade="EXCELLENT", source="QĐ 1")
    asked = [Nominee(award.pk, "COLLECTIVE", unit_id=unit.pk) for unit in (old, renamed, part)]
    assert statuses(asked) == [["MET", "MET"], ["MET", "MET"], ["UNKNOWN", "MET"]]


def test_a_unit_s_history_is_not_that_of_its_people(world, award, title):
    person = make_person(world.commune)
    give_history(person, title)
    assert statuses([Nominee(award.pk, "COLLECTIVE", unit_id=world.commune.pk)]) == [["UNKNOWN", "MET"]]


def test_a_plain_object_will_do(world, award):
    asked = SimpleNamespace(
        award_id=award.pk, person_id=None, unit_id=world.commune.pk, full_name="", birth_date=None
    )
    assert statuses([asked]) == [["UNKNOWN", "MET"]]


def test_no_standard_says_so(world, award):
    [[finding]] = findings_of([Nominee(award.pk, "HOUSEHOLD", full_name="Hộ ông Sì")], ROUND)
    assert (finding.code, finding.status, finding.blocking) == ("NO_STANDARD", "UNKNOWN", False)
    sudden = SimpleNamespace(year=2026, commendation_type="DOT_XUAT")
    [[finding]] = findings_of([Nominee(award.pk, full_name="A")], sudden)
    assert finding.sentence == (
        "Cổng chưa có tiêu chuẩn để tự đối chiếu cho khen thưởng này theo loại hình đột xuất. "
        "Thẩm định theo văn bản quy định."
    )


def test_the_law_of_the_day_applies(award):
    award_ = make_award("CSTDT")
    before = make_rule_set("OLD", valid_to=date(2026, 10, 1))
    after = make_rule_set("NEW", valid_from=date(2026, 10, 1))
    make_standard(award_, before, [TITLE_2])
    make_standard(award_, after, [RATING_2, CLEAN], confirmed=False)
    asked = [Nominee(award_.pk, full_name="A")]
    codes = {
        day: [finding.code for finding in findings_of(asked, ROUND, day=day)[0]]
        for day in (date(2026, 9, 30), date(2026, 10, 1), None)
    }
    assert codes == {
        date(2026, 9, 30): ["PREVIOUS"],
        date(2026, 10, 1): ["RATING", "NO_DISCIPLINE"],
        None: ["RATING", "NO_DISCIPLINE"],
    }


def test_a_standard_that_waits_for_the_province_does_not_block(world, award):
    person = make_person(world.commune)
    actions.record_rating(by=SYSTEM, person=person, year=2026, grade="FAILED", source="QĐ 1")
    asked = [Nominee(award.pk, person_id=person.pk)]
    award.standards.update(confirmed=True)
    assert [one.blocking for one in findings_of(asked, ROUND)[0]] == [True, True, True, False, False]
    award.standards.update(confirmed=False)
    assert [one.blocking for one in findings_of(asked, ROUND)[0]] == [False] * 5


def test_what_was_imported_counts(world, award, title):
    person = make_person(world.commune)
    make_past_grant(title, person, 2025)
    make_grant(title, world.commune, person=person, decision_no="1/QĐ")
    assert statuses([Nominee(award.pk, person_id=person.pk)])[0][0] == "MET"


def test_what_a_document_says_of_a_collective(world):
    award, new = make_award(), make_unit("Xã Mới")
    first = requirement("FIRST_IN_GROUP", what="cụm", fact="RANK_IN_GROUP", ends=[0])
    make_standard(award, make_rule_set(), [first], recipient="COLLECTIVE")

    def found():
        [[finding]] = findings_of([Nominee(award.pk, "COLLECTIVE", unit_id=new.pk)], ROUND)
        return finding.status, list(finding.evidence)

    assert found() == ("UNKNOWN", [])
    values = {"by": SYSTEM, "kind": "RANK_IN_GROUP", "part": 2, "whole": 14, "source": "TB 7/TB-SNV"}
    actions.record_fact(unit=new, year=2026, group_name="Cụm số 3", **values)
    second = "Xếp thứ 2/14 Cụm số 3 năm 2026, TB 7/TB-SNV"
    assert found() == ("MISSING", [second])
    actions.record_fact(unit=new, year=2026, group_name="Khối xã vùng cao", **(values | {"part": 1}))
    assert found() == ("MET", ["Xếp thứ 1/14 Khối xã vùng cao năm 2026, TB 7/TB-SNV", second])


def test_it_costs_the_same_for_one_and_for_three(world, award, title):
    people = [make_person(world.commune, name) for name in ("Một", "Hai", "Ba")]
    units = [make_unit(name) for name in ("A", "B", "C")]
    for person in people:
        give_history(person, title)
    for unit in units:
        make_succession(make_unit("Cũ"), unit)
        actions.record_rating(by=SYSTEM, unit=unit, year=2026, grade="GOOD", source="QĐ 1")

    def queries(count):
        asked = [
            Nominee(award.pk, person_id=person.pk, full_name=person.full_name, birth_date=BORN)
            for person in people[:count]
        ]
        asked += [Nominee(award.pk, "COLLECTIVE", unit_id=unit.pk) for unit in units[:count]]
        with CaptureQueriesContext(connection) as caught:
            found = findings_of(asked, ROUND)
        return len(found), len(caught)

    assert (queries(1), queries(3)) == ((2, 9), (6, 9))
