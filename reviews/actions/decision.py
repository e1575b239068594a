"""Deeds on decisions, in the order in which they happen."""

from reviews.actions.decision_draft import draft_decision, edit_decision, take_off_name
from reviews.actions.decision_present import (
    present_decision,
    restore_name,
    send_back_decision,
    strike_name,
)
from reviews.actions.decision_sign import publish_decision, sign_decision

__all__ = [
    "draft_decision",
    "edit_decision",
    "present_decision",
    "publish_decision",
    "restore_name",
    "send_back_decision",
    "sign_decision",
    "strike_name",
    "take_off_name",
]
