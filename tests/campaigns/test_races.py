"""Two press at once: PostgreSQL's row locks let one through and tell the other."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from campaigns import actions
from campaigns.actions import draft_campaign, launch_campaign
from campaigns.models import Campaign, CampaignKind, Participation, RoundExtension
from core import clock
from core.models import AuditEvent
from tests.factories.campaigns import CLOSES, make_campaign, make_round
from tests.factories.units import make_actor, make_province
from tests.support.race import errors, race
from units.models import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_campaign_is_launched_once():
    world = make_province()
    officers = [make_actor(world.office, Role.OFFICER) for _ in range(4)]
    campaign = draft_campaign(
        by=officers[0],
        code="NTM-2026",
        name="Chung sức xây dựng nông thôn mới",
        kind=CampaignKind.THEMATIC,
        host_id=world.province.pk,
        period_from=date(2026, 1, 1),
        period_to=date(2030, 12, 31),
    )

    def launch(number):
        return launch_campaign(
            campaign.pk,
            by=officers[number],
            document_no=f"{number}/KH-UBND",
            document_on=date(2026, 1, 2),
            seen_version=1,
        )

    outcomes = race(4, launch)
    assert errors(outcomes) == ["Stale"] * 3
    launched = AuditEvent.objects.get(name="campaigns.campaign_launched")
    assert Campaign.objects.get().document_no == launched.data["document_no"]


def test_a_unit_registers_once_and_its_numbers_are_not_overwritten():
    world = make_province()
    clerks = [make_actor(world.commune) for _ in range(4)]
    with clock.at(datetime(2026, 7, 2, 3, tzinfo=UTC)):
        campaign = make_campaign(make_actor(world.office, Role.OFFICER))
    target = campaign.targets.first().pk

    def register(number):
        with clock.at(datetime(2026, 7, 2, 3, tzinfo=UTC)):
            return actions.register(campaign.pk, by=clerks[number], numbers={target: Decimal(number + 90)})

    assert errors(race(4, register)) == ["Stale"] * 3
    joined = Participation.objects.get()

    def edit(number):
        with clock.at(datetime(2026, 7, 2, 3, tzinfo=UTC)):
            return actions.edit_registration(
                joined.pk,
                by=clerks[number],
                seen_version=1,
                titles_text=f"Lần {number}",
                numbers={target: Decimal(number)},
            )

    assert errors(race(4, edit)) == ["Stale"] * 3
    joined.refresh_from_db()
    number = joined.targets.get(target=target).number
    assert (joined.titles_text, joined.version) == (f"Lần {int(number)}", 2)
    names = AuditEvent.objects.values_list("name", flat=True)
    assert [list(names).count(f"campaigns.participation_{deed}") for deed in ("registered", "edited")] == [
        1,
        1,
    ]


def test_a_window_is_extended_step_by_step():
    world = make_province()
    heads = [make_actor(world.office, Role.OFFICE_HEAD) for _ in range(4)]
    round_ = make_round(make_actor(world.office, Role.OFFICER))

    def extend(number):
        with clock.at(CLOSES - timedelta(days=6)):
            return actions.extend_round(
                round_.pk, by=heads[number], closes_at=CLOSES + timedelta(days=1), reason="Mưa lũ."
            )

    assert errors(race(4, extend)) == ["RuleViolation"] * 3
    kept = RoundExtension.objects.values_list("closed_at", "closes_at").get()
    assert kept == (CLOSES, CLOSES + timedelta(days=1))
