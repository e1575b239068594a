"""What campaigns and rounds store; one module per noun."""

from campaigns.models.campaign import (
    INVITED,
    Campaign,
    CampaignKind,
    CampaignReview,
    CampaignScope,
    CampaignTarget,
    ReviewKind,
)
from campaigns.models.participation import Participation, ParticipationTarget, Progress
from campaigns.models.round import Round, RoundAward, RoundExtension

__all__ = [
    "INVITED",
    "Campaign",
    "CampaignKind",
    "CampaignReview",
    "CampaignScope",
    "CampaignTarget",
    "Participation",
    "ParticipationTarget",
    "Progress",
    "ReviewKind",
    "Round",
    "RoundAward",
    "RoundExtension",
]
