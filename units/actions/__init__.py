"""Deeds on people, roles, accounts and units."""

from units.actions.accounts import change_account, disable_account, enable_account, give_code, open_account
from units.actions.handover import hand_over
from units.actions.memberships import delegate, end_membership, revoke_delegation, start_membership
from units.actions.people import add_person, known_or_new_person
from units.actions.reorganisation import (
    cancel_reorganisation,
    carry_out_due,
    choose_homes,
    confirm_reorganisation,
    draft_reorganisation,
)

__all__ = [
    "add_person",
    "cancel_reorganisation",
    "carry_out_due",
    "change_account",
    "choose_homes",
    "confirm_reorganisation",
    "delegate",
    "disable_account",
    "draft_reorganisation",
    "enable_account",
    "end_membership",
    "give_code",
    "hand_over",
    "known_or_new_person",
    "open_account",
    "revoke_delegation",
    "start_membership",
]
