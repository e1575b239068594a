"""What the database refuses about campaigns and rounds, and who sees which of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from campaigns import queries
from campaigns.models import Campaign, CampaignKind, Round, RoundAward
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, OPENS, make_round
from tests.factories.units import make_actor, make_province, make_unit
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER)


def make_campaign(host, **fields):
    values = {
        "code": f"PT-{Campaign.objects.count()}",
        "name": "Chung sức xây dựng nông thôn mới",
        "kind": CampaignKind.THEMATIC,
        "period_from": date(2026, 1, 1),
        "period_to": date(2026, 12, 31),
    }
    return Campaign.objects.create(host=host, **(values | fields))


LAUNCHED = {
    "state": "LAUNCHED",
    "document_no": "45/KH-UBND",
    "document_on": date(2026, 1, 2),
    "launched_at": datetime(2026, 1, 2, tzinfo=UTC),
}


def answer_to(row, **change):
    """What the database says to this change of one row: None, or the message that names the constraint."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**change)
    except IntegrityError as error:
        return str(error)
    return None


def agrees(answer, constraint):
    return answer is None if constraint is None else constraint in (answer or "")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"closes_at": None}, None),
        ({"closes_at": OPENS + timedelta(microseconds=1)}, None),
        ({"closes_at": OPENS}, "round_window_in_order"),
        ({"appraise_days": 1}, None),
        ({"appraise_days": 0}, "round_appraise_days_positive"),
        ({"notice_days": None}, None),
        ({"notice_days": 0}, "round_notice_days_positive"),
        ({"year": 20226}, "round_year_plausible"),
        ({"commendation_type": "OTHER"}, "round_type_known"),
    ],
)
def test_rounds(officer, change, constraint):
    assert agrees(answer_to(make_round(officer), **change), constraint)


@pytest.mark.parametrize(("quota", "constraint"), [(1, None), (None, None), (0, "round_quota_positive")])
def test_quotas(officer, quota, constraint):
    row = RoundAward.objects.get(round=make_round(officer))
    assert agrees(answer_to(row, quota=quota), constraint)
    of_unit = constraint and "round_unit_quota_positive"
    assert agrees(answer_to(row, unit_quota=quota), of_unit)


def test_an_award_stands_once_in_a_round(officer):
    row = RoundAward.objects.get(round=make_round(officer))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundAward.objects.create(round=row.round, award=row.award)
    assert RoundAward.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"period_to": date(2026, 1, 1)}, None),
        ({"period_to": date(2025, 12, 31)}, "campaign_period_in_order"),
        ({"kind": "OTHER"}, "campaign_kind_known"),
        ({"scope": "OTHER"}, "campaign_scope_known"),
        ({"register_until": date(2026, 12, 31)}, None),
        ({"register_until": date(2027, 1, 1)}, "campaign_registration_in_period"),
        (LAUNCHED, None),
        (LAUNCHED | {"state": "DONE"}, "campaign_state_known"),
        (LAUNCHED | {"state": "DRAFT"}, "campaign_launched_with_document"),
        (LAUNCHED | {"document_no": ""}, "campaign_launched_with_document"),
        (LAUNCHED | {"document_on": None}, "campaign_launched_with_document"),
        (LAUNCHED | {"launched_at": None}, "campaign_launched_with_document"),
    ],
)
def test_campaigns(world, change, constraint):
    assert agrees(answer_to(make_campaign(world.province), **change), constraint)


def test_who_sees_which_rounds(world, officer):
    ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    neighbour = make_unit("Xã A Mú Sung", parent=world.province)
    school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=world.commune)
    make_round(officer, code="communes", submitter_kinds=["COMMUNE"])
    make_round(officer, code="wards", submitter_kinds=["WARD"])
    make_round(officer, code="departments", submitter_kinds=["DEPARTMENT"])
    own = make_actor(world.commune, Role.OFFICER)
    make_round(own, code="y-ty", submitter_kinds=["SCHOOL", "COMMUNE"])
    everything = {"communes", "wards", "departments", "y-ty"}

    def sees(unit, role):
        return {row.code for row in Round.visible_to(make_actor(unit, role))}

    assert sees(world.commune, Role.EDITOR) == {"communes", "y-ty"}
    assert sees(neighbour, Role.EDITOR) == {"communes"}
    assert sees(ward, Role.EDITOR) == {"wards"}
    assert sees(school, Role.EDITOR) == {"y-ty"}
    assert sees(world.office, Role.EDITOR) == {"departments"}
    assert sees(world.standing_body, Role.HEAD) == {"communes", "wards", "departments"}
    assert sees(world.office, Role.OFFICER) == everything
    assert sees(world.province, Role.LEADER) == everything
    assert Round.visible_to(None).count() == 0


def test_a_kind_is_not_found_inside_another_word(officer, world):
    make_round(officer, submitter_kinds=["MASS_ORG"])
    odd = make_unit("Đơn vị khác", kind=UnitKind.OTHER, parent=world.province)
    Round.objects.update(submitter_kinds=["ANOTHER", "OTHERS"])
    assert Round.visible_to(make_actor(odd)).count() == 0


def test_who_sees_which_campaigns(world):
    make_campaign(world.province, code="launched", **LAUNCHED)
    make_campaign(world.province, code="draft")
    make_campaign(world.commune, code="commune draft")
    make_campaign(world.commune, code="commune launched", **LAUNCHED)
    public = {"launched", "commune launched"}
    neighbour = make_unit("Xã A Mú Sung", parent=world.province)

    def sees(unit, role):
        return {row.code for row in Campaign.visible_to(make_actor(unit, role))}

    assert sees(world.commune, Role.EDITOR) == {*public, "commune draft"}
    assert sees(neighbour, Role.EDITOR) == public
    assert sees(world.office, Role.OFFICER) == {*public, "draft", "commune draft"}
    assert {row.code for row in Campaign.visible_to(None)} == public


def test_running_campaigns(world):
    make_campaign(world.province, code="runs", **LAUNCHED)
    make_campaign(world.province, code="draft")
    make_campaign(world.province, code="over", period_to=date(2026, 6, 30), **LAUNCHED)
    make_campaign(world.commune, code="commune", **LAUNCHED)

    def running(day):
        return [row.code for row in queries.running_campaigns(day)]

    assert running(date(2026, 6, 30)) == ["over", "runs"]
    assert running(date(2026, 7, 1)) == ["runs"]
    assert running(date(2026, 12, 31)) == ["runs"]
    assert running(date(2027, 1, 1)) == []


def test_open_rounds_nearest_closing_first(world, officer):
    make_round(officer, code="standing", closes_at=None)
    make_round(officer, code="later", closes_at=CLOSES + timedelta(days=1))
    make_round(officer, code="sooner")
    make_round(officer, code="wards", submitter_kinds=["WARD"])
    editor = make_actor(world.commune)

    def open_at(moment):
        return [row.code for row in queries.open_rounds(editor, moment)]

    tick = timedelta(microseconds=1)
    assert open_at(OPENS - tick) == []
    assert open_at(OPENS) == ["sooner", "later", "standing"]
    assert open_at(CLOSES - tick) == ["sooner", "later", "standing"]
    assert open_at(CLOSES) == ["later", "standing"]


def test_awards_of_a_round_stand_in_the_order_of_the_catalogue(officer):
    medal = make_award("BKT", order=14)
    title = make_award("CSTDT", order=4)
    opened = make_round(officer, awards=[(medal.pk, None), (title.pk, 7)])
    assert [(row.award.code, row.quota) for row in queries.awards_of(opened)] == [("CSTDT", 7), ("BKT", None)]
    assert queries.award_codes(opened) == ["CSTDT", "BKT"]
