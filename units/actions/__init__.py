"""Deeds on people, roles and accounts."""

from units.actions.accounts import change_account, disable_account, enable_account, give_code, open_account
from units.actions.handover import hand_over
from units.actions.memberships import delegate, end_membership, revoke_delegation, start_membership
from units.actions.people import add_person, known_or_new_person

__all__ = [
    "add_person",
    "change_account",
    "delegate",
    "disable_account",
    "enable_account",
    "end_membership",
    "give_code",
    "hand_over",
    "known_or_new_person",
    "open_account",
    "revoke_delegation",
    "start_membership",
]
