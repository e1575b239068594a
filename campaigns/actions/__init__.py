"""Deeds on campaigns, on participations and on rounds; one module per noun."""

from campaigns.actions.campaign import (
    CampaignPlan,
    draft_campaign,
    edit_campaign,
    launch_campaign,
    record_review,
)
from campaigns.actions.participation import add_progress, edit_registration, register
from campaigns.actions.round import AwardLine, extend_round, open_round

__all__ = [
    "AwardLine",
    "CampaignPlan",
    "add_progress",
    "draft_campaign",
    "edit_campaign",
    "edit_registration",
    "extend_round",
    "launch_campaign",
    "open_round",
    "record_review",
    "register",
]
