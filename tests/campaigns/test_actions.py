"""Campaigns are drafted and launched, rounds are opened: by whom, when, and what the log says."""

from datetime import UTC, date, datetime

import pytest

from campaigns import actions
from campaigns.models import Campaign, CampaignKind, Round, RoundAward
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, OPENS, round_values
from tests.factories.units import make_actor, make_membership, make_province
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER)


@pytest.fixture
def broken_log(monkeypatch):
    """The log takes nothing: a deed that goes on without it would be seen."""

    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("name", "object_id", "data"))


def draft(by, host, **change):
    values = {
        "code": "NTM-2026",
        "name": "Chung sức xây dựng nông thôn mới",
        "kind": CampaignKind.THEMATIC,
        "period_from": date(2026, 1, 1),
        "period_to": date(2030, 12, 31),
    }
    return actions.draft_campaign(by=by, host_id=host.pk, **(values | change))


def launch(campaign, by, document_no="45/KH-UBND"):
    return actions.launch_campaign(
        campaign.pk, by=by, document_no=document_no, document_on=date(2026, 10, 20), seen_version=1
    )


def test_a_campaign_is_drafted_and_launched(world, officer):
    campaign = draft(officer, world.province)
    launch(campaign, officer)
    stored = Campaign.objects.values_list("state", "document_no", "document_on", "launched_at", "host").get()
    assert stored == ("LAUNCHED", "45/KH-UBND", date(2026, 10, 20), NOW, world.province.pk)
    assert events() == [
        ("campaigns.campaign_drafted", campaign.pk, {"code": "NTM-2026"}),
        (
            "campaigns.campaign_launched",
            campaign.pk,
            {"document_no": "45/KH-UBND", "document_on": "2026-10-20"},
        ),
    ]


def test_a_launched_campaign_is_not_launched_again(world, officer):
    campaign = draft(officer, world.province)
    launch(campaign, officer)
    with pytest.raises(Stale) as refusal:
        launch(campaign, officer, document_no="46/KH-UBND")
    assert refusal.value.message == "Phong trào này đã phát động."
    assert Campaign.objects.get().document_no == "45/KH-UBND"


def test_campaign_values_are_judged(world, officer):
    with pytest.raises(RuleViolation) as refusal:
        draft(officer, world.province, name=" ", period_to=date(2025, 1, 1))
    assert [problem.field for problem in refusal.value.problems] == ["name", "period_to"]
    campaign = draft(officer, world.province)
    with pytest.raises(RuleViolation) as refusal:
        launch(campaign, officer, document_no=" ")
    assert [problem.field for problem in refusal.value.problems] == ["document_no"]
    assert Campaign.objects.get().state == "DRAFT"


WHO = [
    ("office", Role.OFFICER, True),
    ("office", Role.OFFICE_HEAD, True),
    ("standing_body", Role.DIRECTOR, True),
    ("standing_body", Role.EDITOR, False),
    ("standing_body", Role.HEAD, False),
    ("standing_body", Role.ADMIN, False),
    ("standing_body", Role.AUDITOR, False),
    ("province", Role.LEADER, False),
    ("province", Role.OFFICER, False),
    ("commune", Role.OFFICER, False),
    ("commune", Role.EDITOR, False),
]


@pytest.mark.parametrize(("where", "role", "allowed"), WHO)
def test_who_opens_a_round_of_the_province(world, officer, where, role, allowed):
    actor = make_actor(getattr(world, where), role)
    values = round_values(officer, awards=[(make_award().pk, None)]) | {"by": actor}
    if allowed:
        actions.open_round(**values)
    else:
        with pytest.raises(NotAllowed):
            actions.open_round(**values)
    assert (Round.objects.count(), len(events())) == ((1, 1) if allowed else (0, 0))


@pytest.mark.parametrize(
    ("where", "role", "allowed"), [who for who in WHO if who[:2] != ("province", Role.OFFICER)]
)
def test_who_drafts_and_launches_a_campaign_of_the_province(world, officer, where, role, allowed):
    actor = make_actor(getattr(world, where), role)
    prepared = draft(officer, world.province)
    if allowed:
        draft(actor, world.province, code="NTM-2027")
        launch(prepared, actor)
    else:
        with pytest.raises(NotAllowed):
            draft(actor, world.province, code="NTM-2027")
        with pytest.raises(NotAllowed):
            launch(prepared, actor)
    states = sorted(Campaign.objects.values_list("state", flat=True))
    assert states == (["DRAFT", "LAUNCHED"] if allowed else ["DRAFT"])


def test_a_commune_opens_its_own_rounds_alone(world):
    officer = make_actor(world.commune, Role.OFFICER)
    award = make_award("GKX")
    opened = actions.open_round(**round_values(officer, awards=[(award.pk, None)]))
    assert (opened.host, opened.standing_body) == (world.commune, world.commune)
    foreign = round_values(officer, awards=[(award.pk, None)], host_id=world.province.pk)
    with pytest.raises(NotAllowed):
        actions.open_round(**foreign)
    assert Round.objects.get() == opened


def test_an_opened_round_is_stored_with_its_awards(world, officer):
    medal, title = make_award("BKT"), make_award("CSTDT")
    opened = actions.open_round(
        **round_values(
            officer,
            code="TK-2026",
            letter_no=" 1502/SNV-TĐKT ",
            awards=[(medal.pk, 40, 5), (title.pk, None)],
            notice_days=10,
            default_merit="Có thành tích xuất sắc năm 2026",
            officer_id=officer.membership.pk,
        )
    )
    stored = Round.objects.values(
        "code",
        "letter_no",
        "opens_at",
        "closes_at",
        "notice_days",
        "submitter_kinds",
        "officer",
        "default_merit",
    ).get()
    assert stored == {
        "code": "TK-2026",
        "letter_no": "1502/SNV-TĐKT",
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "notice_days": 10,
        "submitter_kinds": ["COMMUNE", "DEPARTMENT"],
        "officer": officer.membership.pk,
        "default_merit": "Có thành tích xuất sắc năm 2026",
    }
    lines = RoundAward.objects.order_by("pk").values_list("award__code", "quota", "unit_quota")
    assert list(lines) == [("BKT", 40, 5), ("CSTDT", None, None)]
    data = {
        "code": "TK-2026",
        "letter_no": "1502/SNV-TĐKT",
        "opens_at": "2026-11-01T01:00:00+00:00",
        "closes_at": "2026-11-30T10:00:00+00:00",
        "submitter_kinds": ["COMMUNE", "DEPARTMENT"],
        "awards": [[medal.pk, 40, 5], [title.pk, None, None]],
    }
    assert events() == [("campaigns.round_opened", opened.pk, data)]


def refused_fields(values):
    with pytest.raises(RuleViolation) as refusal:
        actions.open_round(**values)
    assert (Round.objects.count(), events()) == (0, [])
    return [problem.field for problem in refusal.value.problems]


def test_round_values_are_judged(officer):
    values = round_values(officer, awards=[(make_award().pk, None)])
    assert refused_fields(values | {"closes_at": OPENS, "submitter_kinds": ["VILLAGE"]}) == [
        "closes_at",
        "submitter_kinds",
    ]


def test_a_round_gives_awards_that_are_in_use_and_in_force(officer):
    usable = make_award("BKT")
    idle = make_award("CTDT", in_use=False)
    over = make_award("TVH", valid_to=date(2025, 7, 1))
    for awards in ([idle], [over], [usable, usable]):
        values = round_values(officer, awards=[(award.pk, None) for award in awards])
        assert refused_fields(values) == ["awards"]
    actions.open_round(**round_values(officer, awards=[(usable.pk, None)]))


def test_a_round_belongs_to_a_launched_campaign_of_its_host(world, officer):
    awards = [(make_award().pk, None)]
    draft_ = draft(officer, world.province)
    commune = make_actor(world.commune, Role.OFFICER)
    foreign = launch(draft(commune, world.commune, code="XA-2026"), commune)
    for campaign in (draft_, foreign):
        with pytest.raises(RuleViolation) as refusal:
            actions.open_round(**round_values(officer, awards=awards, campaign_id=campaign.pk))
        assert [problem.field for problem in refusal.value.problems] == ["campaign"]
    launched = launch(draft_, officer)
    opened = actions.open_round(**round_values(officer, awards=awards, campaign_id=launched.pk))
    assert Round.objects.get().campaign == launched
    assert opened.campaign_id == launched.pk


def test_rounds_without_a_code_get_the_next_one_of_their_year(officer):
    awards = [(make_award().pk, None)]
    codes = [
        actions.open_round(**round_values(officer, awards=awards, code="", year=year)).code
        for year in (2026, 2026, 2027)
    ]
    assert codes == ["DX-2026-01", "DX-2026-02", "DX-2027-01"]


def test_the_officer_in_charge_belongs_to_the_receiving_body(world, officer):
    awards = [(make_award().pk, None)]
    elsewhere = make_membership(world.commune, Role.OFFICER)
    clerk = make_membership(world.office, Role.EDITOR)
    gone = make_membership(world.office, Role.OFFICER, valid_to=date(2026, 10, 25))
    for membership in (elsewhere, clerk, gone):
        assert refused_fields(round_values(officer, awards=awards, officer_id=membership.pk)) == ["officer"]
    actions.open_round(**round_values(officer, awards=awards, officer_id=officer.membership.pk))


def test_nothing_is_done_without_a_log_line(world, officer, broken_log):
    with pytest.raises(OSError, match="the log is full"):
        draft(officer, world.province)
    with pytest.raises(OSError, match="the log is full"):
        actions.open_round(**round_values(officer, awards=[(make_award().pk, None)]))
    assert (Campaign.objects.count(), Round.objects.count(), RoundAward.objects.count()) == (0, 0, 0)


def test_a_campaign_is_not_launched_without_a_log_line(world, officer, monkeypatch):
    campaign = draft(officer, world.province)

    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(OSError, match="the log is full"):
        launch(campaign, officer)
    assert Campaign.objects.values_list("state", "document_no", "launched_at").get() == ("DRAFT", "", None)
