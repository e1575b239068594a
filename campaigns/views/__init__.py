"""Pages of campaigns, participations and rounds; one module per noun."""

from campaigns.views.campaign import (
    campaign_detail,
    campaign_draft,
    campaign_edit,
    campaign_launch,
    campaign_list,
    review_record,
)
from campaigns.views.participation import participation, progress_add
from campaigns.views.round import RoundDetail, RoundList, round_extend, round_open

__all__ = [
    "RoundDetail",
    "RoundList",
    "campaign_detail",
    "campaign_draft",
    "campaign_edit",
    "campaign_launch",
    "campaign_list",
    "participation",
    "progress_add",
    "review_record",
    "round_extend",
    "round_open",
]
