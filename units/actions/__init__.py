"""Deeds on people, roles and units."""

from units.actions.memberships import end_membership, start_membership
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
    "choose_homes",
    "confirm_reorganisation",
    "draft_reorganisation",
    "end_membership",
    "known_or_new_person",
    "start_membership",
]
