"""A plan is written, changed, launched and reviewed: by whom, when, and what the log says."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from campaigns import actions, queries
from campaigns.models import Campaign, CampaignReview, CampaignTarget
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.campaigns import make_campaign, make_draft_campaign, plan_values
from tests.factories.units import make_actor, make_province
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 2, 3, tzinfo=UTC)


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


def last_event():
    event = AuditEvent.objects.latest("pk")
    return event.name, event.object_id, event.data


def edit(campaign, by, seen_version=1, **change):
    return actions.edit_campaign(campaign.pk, by=by, seen_version=seen_version, **plan_values(**change))


def review(campaign, by, **change):
    values = {
        "kind": "INTERIM",
        "held_on": date(2026, 7, 1),
        "document_no": "212/BC-UBND",
        "document_on": date(2026, 7, 2),
        "summary": "412 đơn vị tham gia.",
    }
    return actions.record_review(campaign.pk, by=by, **(values | change))


def targets(campaign):
    return list(campaign.targets.values_list("order", "text", "unit_word"))


def reviews(campaign):
    return list(campaign.reviews.order_by("due_on").values_list("kind", "due_on", "held_on"))


def test_a_draft_keeps_the_whole_plan(world, officer):
    campaign = make_draft_campaign(officer, code="", theme=" Gương  mẫu ", register_until=date(2026, 3, 31))
    campaign.refresh_from_db()
    assert (campaign.code, campaign.theme, campaign.host) == ("PT-2026-01", "Gương mẫu", world.province)
    assert (campaign.duration, campaign.duration_label) == ("ONE", "1 năm")
    assert campaign.last_registration_day == date(2026, 3, 31)
    assert campaign.participant_kinds == ["COMMUNE", "DEPARTMENT"]
    assert targets(campaign) == [
        (1, "Hồ sơ giải quyết đúng hạn", "%"),
        (2, "Sáng kiến được công nhận", "sáng kiến"),
    ]
    assert reviews(campaign) == [
        ("INTERIM", date(2026, 6, 30), None),
        ("FINAL", date(2026, 12, 15), None),
    ]


def test_a_campaign_that_names_nobody_invites_every_kind_of_body(officer):
    values = plan_values()
    del values["participant_kinds"]
    campaign = actions.draft_campaign(by=officer, host_id=officer.body.standing_for_id, **values)
    invited = ["DEPARTMENT", "COMMUNE", "WARD", "PARTY", "MASS_ORG", "SCHOOL", "ENTERPRISE", "OTHER"]
    assert campaign.participant_kinds == invited


def test_a_draft_is_changed_with_its_targets_and_dues(officer):
    campaign = make_draft_campaign(officer)
    saved = edit(
        campaign,
        officer,
        name="Thực hiện cải cách hành chính",
        targets=[("Thủ tục trực tuyến toàn trình", "%")],
        interim_dues=[date(2026, 5, 1), date(2026, 9, 1)],
        final_due=None,
    )
    campaign.refresh_from_db()
    assert (saved.version, campaign.version, campaign.name) == (2, 2, "Thực hiện cải cách hành chính")
    assert targets(campaign) == [(1, "Thủ tục trực tuyến toàn trình", "%")]
    assert reviews(campaign) == [("INTERIM", date(2026, 5, 1), None), ("INTERIM", date(2026, 9, 1), None)]
    assert last_event() == ("campaigns.campaign_edited", campaign.pk, {"changed": ["name"]})


def test_who_comes_second_overwrites_nothing_and_sees_both_texts(officer):
    campaign = make_draft_campaign(officer)
    edit(campaign, officer, name="Tên của người thứ nhất")
    with pytest.raises(Stale) as refusal:
        edit(campaign, officer, name="Tên của người thứ hai")
    assert refusal.value.theirs == [("Tên phong trào", "Tên của người thứ nhất")]
    assert refusal.value.mine == [("Tên phong trào", "Tên của người thứ hai")]
    assert Campaign.objects.get().name == "Tên của người thứ nhất"


def test_a_launched_plan_stands(officer):
    campaign = make_campaign(officer)
    with pytest.raises(NotAllowed) as refusal:
        edit(campaign, officer)
    assert refusal.value.reason == "Phong trào đã phát động nên kế hoạch không sửa được nữa."
    assert (Campaign.objects.get().version, CampaignTarget.objects.count()) == (1, 2)


def test_a_plan_is_judged_before_it_is_saved(officer):
    campaign = make_draft_campaign(officer)
    with pytest.raises(RuleViolation) as refusal:
        edit(campaign, officer, name=" ", final_due=date(2025, 1, 1))
    assert [problem.field for problem in refusal.value.problems] == ["name", "final_due"]
    assert targets(campaign) == [
        (1, "Hồ sơ giải quyết đúng hạn", "%"),
        (2, "Sáng kiến được công nhận", "sáng kiến"),
    ]


def test_a_review_is_held_and_the_next_one_planned(officer):
    campaign = make_campaign(officer)
    held = review(campaign, officer, next_due_on=date(2026, 10, 1))
    campaign.refresh_from_db()
    assert campaign.state == "INTERIM_REVIEWED"
    assert (held.due_on, held.document_no, held.summary, held.recorded_at, held.recorded_by_id) == (
        date(2026, 6, 30),
        "212/BC-UBND",
        "412 đơn vị tham gia.",
        NOW,
        officer.user_id,
    )
    assert reviews(campaign) == [
        ("INTERIM", date(2026, 6, 30), date(2026, 7, 1)),
        ("INTERIM", date(2026, 10, 1), None),
        ("FINAL", date(2026, 12, 15), None),
    ]
    told = {"kind": "INTERIM", "held_on": "2026-07-01", "document_no": "212/BC-UBND"}
    assert last_event() == ("campaigns.campaign_reviewed", campaign.pk, told)


def test_interim_reviews_repeat_and_the_final_one_ends_it(officer):
    campaign = make_campaign(officer)
    review(campaign, officer)
    review(campaign, officer, document_no="213/BC-UBND")
    review(campaign, officer, kind="FINAL")
    campaign.refresh_from_db()
    assert campaign.state == "FINAL_REVIEWED"
    assert [row[0] for row in reviews(campaign)] == ["INTERIM", "INTERIM", "FINAL"]
    for kind in ("INTERIM", "FINAL"):
        with pytest.raises(Stale) as refusal:
            review(campaign, officer, kind=kind)
        assert refusal.value.message == "Phong trào này đã tổng kết."
    assert CampaignReview.objects.count() == 3


def test_a_draft_is_not_reviewed(officer):
    campaign = make_draft_campaign(officer)
    with pytest.raises(Stale):
        review(campaign, officer)
    assert [row[2] for row in reviews(campaign)] == [None, None]


def test_review_values_are_judged(officer):
    campaign = make_campaign(officer)
    with pytest.raises(RuleViolation) as refusal:
        review(campaign, officer, held_on=date(2026, 7, 3), document_no=" ", summary=" ")
    assert [problem.field for problem in refusal.value.problems] == ["document_no", "held_on", "summary"]
    campaign.refresh_from_db()
    assert (campaign.state, reviews(campaign)[0][2]) == ("LAUNCHED", None)


WHO = [
    ("office", Role.OFFICER, True),
    ("office", Role.OFFICE_HEAD, True),
    ("standing_body", Role.DIRECTOR, True),
    ("standing_body", Role.EDITOR, False),
    ("standing_body", Role.ADMIN, False),
    ("province", Role.LEADER, False),
    ("commune", Role.OFFICER, False),
    ("commune", Role.EDITOR, False),
]


@pytest.mark.parametrize(("where", "role", "allowed"), WHO)
def test_who_edits_and_reviews_a_campaign_of_the_province(world, officer, where, role, allowed):
    actor = make_actor(getattr(world, where), role)
    draft, launched = make_draft_campaign(officer), make_campaign(officer)
    before = AuditEvent.objects.count()
    if allowed:
        edit(draft, actor, theme="Gương mẫu")
        review(launched, actor)
    else:
        with pytest.raises(NotAllowed):
            edit(draft, actor, theme="Gương mẫu")
        with pytest.raises(NotAllowed):
            review(launched, actor)
    draft.refresh_from_db()
    launched.refresh_from_db()
    expected = ("Gương mẫu", "INTERIM_REVIEWED", 2) if allowed else ("", "LAUNCHED", 0)
    assert (draft.theme, launched.state, AuditEvent.objects.count() - before) == expected


def test_nothing_is_done_without_a_log_line(officer, monkeypatch):
    draft, launched = make_draft_campaign(officer), make_campaign(officer)

    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(OSError, match="the log is full"):
        edit(draft, officer, theme="Gương mẫu", targets=[])
    with pytest.raises(OSError, match="the log is full"):
        review(launched, officer)
    draft.refresh_from_db()
    launched.refresh_from_db()
    assert (draft.theme, draft.targets.count()) == ("", 2)
    assert (launched.state, reviews(launched)[0][2]) == ("LAUNCHED", None)


def test_overdue_reviews_are_told(officer):
    campaign = make_campaign(officer)

    def states(day):
        return [review.state.code for review in queries.reviews_of(campaign, day)]

    assert states(date(2026, 6, 30)) == ["DUE", "DUE"]
    assert states(date(2026, 7, 1)) == ["OVERDUE", "DUE"]
    assert states(date(2026, 12, 16)) == ["OVERDUE", "OVERDUE"]
    review(campaign, officer, kind="FINAL")
    campaign.refresh_from_db()
    assert states(date(2026, 12, 16)) == ["NOT_HELD", "HELD"]


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({"held_on": date(2026, 7, 1)}, False),
        ({"summary": "Kết quả"}, False),
        ({"kind": "OTHER"}, False),
        ({"due_on": date(2026, 7, 31)}, True),
    ],
)
def test_the_database_refuses_a_review_half_held(officer, change, allowed):
    campaign = make_campaign(officer)
    row = CampaignReview.objects.filter(campaign=campaign, kind="INTERIM")
    if allowed:
        assert row.update(**change) == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**change)


def test_a_campaign_has_one_final_review(officer):
    campaign = make_campaign(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignReview.objects.create(campaign=campaign, kind="FINAL", due_on=date(2026, 12, 20))
    CampaignReview.objects.create(campaign=campaign, kind="INTERIM", due_on=date(2026, 12, 20))
