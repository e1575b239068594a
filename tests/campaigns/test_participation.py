"""Units register, change their registration and report: by whom, until when, and what the log says."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from campaigns import actions, queries
from campaigns.models import Participation, ParticipationTarget, Progress
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.campaigns import make_campaign, make_draft_campaign, make_participation
from tests.factories.units import make_actor, make_province, make_unit, make_user
from units.models import Role, UnitKind

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


@pytest.fixture
def editor(world):
    return make_actor(world.commune, Role.EDITOR, user=make_user("Chảo Thị Hương"))


@pytest.fixture
def campaign(officer):
    return make_campaign(officer)


def keys(campaign):
    return list(campaign.targets.values_list("pk", flat=True))


def numbers(joined):
    return list(joined.targets.order_by("target__order").values_list("number", "reached"))


def events(*names):
    return list(AuditEvent.objects.filter(name__in=names).order_by("pk").values_list("object_id", "data"))


def test_a_unit_registers_with_its_own_numbers(campaign, editor, world):
    joined = make_participation(campaign, editor, Decimal("95"), None, titles_text=" Tập thể LĐXS ")
    stored = Participation.objects.values_list("unit", "titles_text", "registered_at", "registered_by").get()
    assert stored == (world.commune.pk, "Tập thể LĐXS", NOW, editor.user_id)
    assert numbers(joined) == [(Decimal("95"), None), (None, None)]
    first, second = keys(campaign)
    told = {
        "campaign": campaign.code,
        "unit": world.commune.pk,
        "numbers": {str(first): "95", str(second): None},
    }
    assert events("campaigns.participation_registered") == [(joined.pk, told)]


def test_an_office_registers_for_the_body_it_belongs_to(campaign, world):
    clerk = make_actor(world.office, Role.EDITOR)
    assert make_participation(campaign, clerk, Decimal("90")).unit == world.standing_body


def test_a_unit_registers_once(campaign, editor, world):
    make_participation(campaign, editor, Decimal("95"))
    head = make_actor(world.commune, Role.HEAD)
    with pytest.raises(Stale) as refusal:
        make_participation(campaign, head, Decimal("97"))
    assert refusal.value.message == (
        "UBND xã Y Tý đã đăng ký lúc 10:00 ngày 02/07/2026, do Chảo Thị Hương thực hiện."
    )
    assert list(ParticipationTarget.objects.values_list("number", flat=True)) == [Decimal("95"), None]


WHO = [
    ("commune", Role.EDITOR, True),
    ("commune", Role.HEAD, True),
    ("commune", Role.LEADER, False),
    ("commune", Role.OFFICER, False),
    ("commune", Role.AUDITOR, False),
    ("standing_body", Role.EDITOR, True),
    ("office", Role.OFFICER, False),
    ("ward", Role.EDITOR, False),
    ("province", Role.EDITOR, False),
]


@pytest.mark.parametrize(("where", "role", "allowed"), WHO)
def test_who_registers(campaign, world, where, role, allowed):
    world.ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    actor = make_actor(getattr(world, where), role)
    if allowed:
        make_participation(campaign, actor, Decimal("95"))
    else:
        with pytest.raises(NotAllowed):
            make_participation(campaign, actor, Decimal("95"))
    assert (Participation.objects.count(), len(events("campaigns.participation_registered"))) == (
        (1, 1) if allowed else (0, 0)
    )


def test_a_campaign_of_another_unit_is_not_joined(world):
    neighbour = make_unit("Xã A Mú Sung", parent=world.province)
    campaign = make_campaign(make_actor(neighbour, Role.OFFICER))
    with pytest.raises(NotAllowed):
        make_participation(campaign, make_actor(world.commune), Decimal("95"))
    make_participation(campaign, make_actor(neighbour), Decimal("95"))


def test_a_draft_is_not_joined(officer, editor):
    with pytest.raises(NotAllowed) as refusal:
        make_participation(make_draft_campaign(officer), editor, Decimal("95"))
    assert refusal.value.reason == "Phong trào này chưa phát động."


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (datetime(2026, 7, 31, 16, 59, 59, tzinfo=UTC), True),  # 23:59:59 of 31/07 in the province
        (datetime(2026, 7, 31, 17, tzinfo=UTC), False),
    ],
)
def test_registration_ends_with_its_last_day(officer, editor, moment, allowed):
    campaign = make_campaign(officer, register_until=date(2026, 7, 31))
    with clock.at(moment):
        if allowed:
            make_participation(campaign, editor, Decimal("95"))
        else:
            with pytest.raises(RuleViolation) as refusal:
                make_participation(campaign, editor, Decimal("95"))
            assert [p.code for p in refusal.value.problems] == ["registration_over"]
    assert Participation.objects.count() == allowed


def test_registrations_are_judged(campaign, editor, officer):
    foreign = keys(make_campaign(officer))[0]
    with pytest.raises(RuleViolation) as refusal:
        actions.register(campaign.pk, by=editor, titles_text=" ", numbers={foreign: None})
    assert [p.code for p in refusal.value.problems] == ["nothing_registered", "target_unknown"]
    assert Participation.objects.count() == 0


def change(joined, by, *, seen_version=1, titles_text="Cờ thi đua", given=()):
    return actions.edit_registration(
        joined.pk,
        by=by,
        seen_version=seen_version,
        titles_text=titles_text,
        numbers=dict(zip(keys(joined.campaign), given, strict=False)),
    )


def test_a_registration_is_changed(campaign, editor):
    joined = make_participation(campaign, editor, Decimal("95"))
    change(joined, editor, given=[Decimal("97.5"), Decimal("3")])
    joined.refresh_from_db()
    assert (joined.titles_text, joined.version) == ("Cờ thi đua", 2)
    assert numbers(joined) == [(Decimal("97.5"), None), (Decimal("3"), None)]
    first, second = map(str, keys(campaign))
    told = {"before": {first: "95", second: None}, "numbers": {first: "97.5", second: "3"}}
    assert events("campaigns.participation_edited") == [(joined.pk, told)]


def test_who_comes_second_overwrites_nothing_and_sees_both(campaign, editor, world):
    joined = make_participation(campaign, editor, Decimal("95"))
    change(joined, editor, given=[Decimal("97")])
    with pytest.raises(Stale) as refusal:
        change(joined, make_actor(world.commune, Role.HEAD), titles_text="Bằng khen", given=[Decimal("99")])
    assert refusal.value.theirs == [
        ("Danh hiệu đăng ký", "Cờ thi đua"),
        ("Hồ sơ giải quyết đúng hạn", "97"),
    ]
    assert refusal.value.mine == [
        ("Danh hiệu đăng ký", "Bằng khen"),
        ("Hồ sơ giải quyết đúng hạn", "99"),
    ]
    assert numbers(joined)[0] == (Decimal("97"), None)


def report(joined, by, target=None, number=None, sentence="Rà soát xong 42 thủ tục."):
    return actions.add_progress(joined.pk, by=by, sentence=sentence, target_id=target, number=number)


def test_progress_is_only_added(campaign, editor):
    joined = make_participation(campaign, editor, Decimal("95"))
    first, second = keys(campaign)
    report(joined, editor, first, Decimal("40"))
    report(joined, editor)
    with clock.at(NOW + timedelta(days=1)):
        report(joined, editor, first, Decimal("38"), sentence="Sửa lại: 38%.")
    joined.refresh_from_db()
    stored = list(Progress.objects.order_by("pk").values_list("target", "number", "sentence"))
    assert stored == [
        (first, Decimal("40"), "Rà soát xong 42 thủ tục."),
        (None, None, "Rà soát xong 42 thủ tục."),
        (first, Decimal("38"), "Sửa lại: 38%."),
    ]
    assert numbers(joined) == [(Decimal("95"), Decimal("38")), (None, None)]
    assert joined.reported_at == NOW + timedelta(days=1)
    assert [row.pk for row in queries.progress_of(joined)] == sorted(
        Progress.objects.values_list("pk", flat=True), reverse=True
    )
    assert [data["number"] for _, data in events("campaigns.progress_added")] == ["40", None, "38"]


def test_progress_is_of_one_s_own_unit_and_of_a_live_campaign(campaign, editor, officer, world):
    joined = make_participation(campaign, editor, Decimal("95"))
    neighbour = make_actor(make_unit("Xã A Mú Sung", parent=world.province))
    reader = make_actor(world.commune, Role.LEADER)
    for actor in (neighbour, reader, officer):
        with pytest.raises(NotAllowed):
            report(joined, actor)
        with pytest.raises(NotAllowed):
            change(joined, actor)
    report(joined, editor)
    actions.record_review(
        campaign.pk,
        by=officer,
        kind="FINAL",
        held_on=date(2026, 7, 1),
        document_no="300/BC-UBND",
        document_on=date(2026, 7, 1),
        summary="Tốt.",
    )
    for deed in (report, change):
        with pytest.raises(RuleViolation) as refusal:
            deed(joined, editor)
        assert [p.code for p in refusal.value.problems] == ["not_live"]
    assert (Progress.objects.count(), len(events("campaigns.progress_added"))) == (1, 1)


def test_progress_is_judged(campaign, editor):
    joined = make_participation(campaign, editor, Decimal("95"))
    with pytest.raises(RuleViolation) as refusal:
        report(joined, editor, keys(campaign)[0], sentence=" ")
    assert [p.field for p in refusal.value.problems] == ["sentence", "number"]
    assert Progress.objects.count() == 0


def test_nothing_is_done_without_a_log_line(campaign, editor, world, monkeypatch):
    joined = make_participation(campaign, editor, Decimal("95"))
    clerk = make_actor(world.standing_body)

    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)
    for deed in (
        lambda: make_participation(campaign, clerk, Decimal("1")),
        lambda: change(joined, editor, given=[Decimal("1")]),
        lambda: report(joined, editor, keys(campaign)[0], Decimal("1")),
    ):
        with pytest.raises(OSError, match="the log is full"):
            deed()
    assert (Participation.objects.count(), Progress.objects.count()) == (1, 0)
    assert numbers(joined) == [(Decimal("95"), None), (None, None)]


def test_figures_add_up_numbers_and_average_shares(campaign, world):
    units = [make_unit(f"Xã {n}", parent=world.province) for n in range(4)]
    joined = [
        make_participation(campaign, make_actor(unit), share, ideas)
        for unit, share, ideas in zip(
            units,
            [Decimal("90"), Decimal("100"), Decimal("95"), None],
            [Decimal("2"), Decimal("3"), None, Decimal("4")],
            strict=True,
        )
    ]
    first, second = keys(campaign)
    report(joined[0], make_actor(units[0]), first, Decimal("80"))
    report(joined[1], make_actor(units[1]), first, Decimal("91.25"))
    report(joined[1], make_actor(units[1]), second, Decimal("3"))
    report(joined[2], make_actor(units[2]), second, Decimal("100"))  # registered no number: not counted
    share, ideas = queries.progress_figures(campaign)
    assert (share.registered_units, share.reported_units, share.is_share) == (3, 2, True)
    assert (share.registered, share.reached, share.percent) == (Decimal("95"), Decimal("85.62"), 90)
    assert (ideas.registered_units, ideas.reported_units, ideas.is_share) == (3, 1, False)
    assert (ideas.registered, ideas.reached, ideas.percent) == (Decimal("9"), Decimal("3"), 33)


def test_figures_of_a_campaign_nobody_joined(campaign):
    assert [(f.registered, f.reached, f.percent) for f in queries.progress_figures(campaign)] == [
        (None, None, None)
    ] * 2


def test_units_are_invited_by_their_kind_and_place(campaign, world, officer):
    make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    make_unit("Xã cũ", parent=world.province, valid_to=date(2026, 7, 2))
    make_unit("Xã mới", parent=world.province, valid_from=date(2026, 7, 3))
    commune_officer = make_actor(world.commune, Role.OFFICER)
    make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=world.commune)
    own = make_campaign(commune_officer, participant_kinds=["SCHOOL"])
    day = date(2026, 7, 2)
    # The commune and Sở Nội vụ; its inner office belongs to it.
    assert queries.invited_counts([campaign, own], day) == {campaign.pk: 2, own.pk: 1}
    assert queries.invited_counts([], day) == {}


def test_who_reads_what_units_wrote(campaign, editor, world, officer):
    joined = make_participation(campaign, editor, Decimal("95"))
    report(joined, editor)
    neighbour = make_unit("Xã A Mú Sung", parent=world.province)

    def reads(actor):
        return Progress.visible_to(actor).count()

    assert reads(editor) == 1
    assert reads(make_actor(world.commune, Role.LEADER)) == 1
    assert reads(officer) == 1
    assert reads(make_actor(neighbour)) == 0
    assert reads(None) == 0
    assert Participation.visible_to(None).count() == 1


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"number": None, "target_id": None}, True),
        ({"number": Decimal("-1")}, False),
        ({"number": None}, False),
        ({"target_id": None}, False),
        ({"sentence": ""}, False),
    ],
)
def test_the_database_refuses_half_a_report(campaign, editor, values, allowed):
    joined = make_participation(campaign, editor, Decimal("95"))
    entry = report(joined, editor, keys(campaign)[0], Decimal("40"))
    rows = Progress.objects.filter(pk=entry.pk)
    if allowed:
        assert rows.update(**values) == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_the_database_knows_a_unit_once(campaign, editor):
    joined = make_participation(campaign, editor, Decimal("95"))
    joined.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        joined.save(force_insert=True)
