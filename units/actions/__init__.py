"""Deeds on people, roles, accounts and units."""

from units.actions.accounts import change_account, disable_account, enable_account, give_code, open_account
from units.actions.assigning import assign_people
from units.actions.handover import hand_over
from units.actions.locking import standing_person
from units.actions.memberships import delegate, end_membership, revoke_delegation, start_membership
from units.actions.merging import judge_different, merge_people, undo_merge
from units.actions.numbers import SHOWN_FOR, reseal_numbers, reveal_number, write_number
from units.actions.people import add_person, edit_person, known_or_new_person
from units.actions.reorganisation import (
    cancel_reorganisation,
    carry_out_due,
    choose_homes,
    confirm_reorganisation,
    draft_reorganisation,
)
from units.actions.transfer import transfer_person
from units.actions.upkeep import add_unit, correct_unit

__all__ = [
    "SHOWN_FOR",
    "add_person",
    "add_unit",
    "assign_people",
    "cancel_reorganisation",
    "carry_out_due",
    "change_account",
    "choose_homes",
    "confirm_reorganisation",
    "correct_unit",
    "delegate",
    "disable_account",
    "draft_reorganisation",
    "edit_person",
    "enable_account",
    "end_membership",
    "give_code",
    "hand_over",
    "judge_different",
    "known_or_new_person",
    "merge_people",
    "open_account",
    "reseal_numbers",
    "reveal_number",
    "revoke_delegation",
    "standing_person",
    "start_membership",
    "transfer_person",
    "undo_merge",
    "write_number",
]
