"""A POST into clean values; one module per noun."""

from campaigns.forms.campaign import CampaignForm, LaunchForm, ReviewForm
from campaigns.forms.participation import ParticipationForm, ProgressForm
from campaigns.forms.round import ExtensionForm, RoundForm

__all__ = [
    "CampaignForm",
    "ExtensionForm",
    "LaunchForm",
    "ParticipationForm",
    "ProgressForm",
    "ReviewForm",
    "RoundForm",
]
