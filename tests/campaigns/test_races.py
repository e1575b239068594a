"""Two press at once: PostgreSQL's row locks let one through and tell the other."""

from datetime import date

import pytest

from campaigns.actions import draft_campaign, launch_campaign
from campaigns.models import Campaign, CampaignKind
from core.models import AuditEvent
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
            campaign.pk, by=officers[number], document_no=f"{number}/KH-UBND", document_on=date(2026, 1, 2)
        )

    outcomes = race(4, launch)
    assert errors(outcomes) == ["Stale"] * 3
    launched = AuditEvent.objects.get(name="campaigns.campaign_launched")
    assert Campaign.objects.get().document_no == launched.data["document_no"]
