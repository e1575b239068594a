"""Rules of campaigns and rounds. Plain values in, answers out."""

from campaigns.rules.campaign import (
    DURATIONS,
    REPORT_DAYS,
    campaign_problems,
    duration_class,
    is_report_late,
    is_share,
    launch_problems,
    phase_at,
    reached_percent,
    registration_problems,
    review_problems,
    review_state,
)
from campaigns.rules.participation import Number, participation_problems, plain, progress_problems
from campaigns.rules.round import (
    extension_problems,
    is_open,
    latest_closing,
    may_submit,
    round_problems,
    window_at,
)

__all__ = [
    "DURATIONS",
    "REPORT_DAYS",
    "Number",
    "campaign_problems",
    "duration_class",
    "extension_problems",
    "is_open",
    "is_report_late",
    "is_share",
    "latest_closing",
    "launch_problems",
    "may_submit",
    "participation_problems",
    "phase_at",
    "plain",
    "progress_problems",
    "reached_percent",
    "registration_problems",
    "review_problems",
    "review_state",
    "round_problems",
    "window_at",
]
