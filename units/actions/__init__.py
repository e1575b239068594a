"""Deeds on people and roles."""

from units.actions.locking import standing_person
from units.actions.memberships import end_membership, start_membership
from units.actions.merging import judge_different, merge_people, undo_merge
from units.actions.numbers import SHOWN_FOR, reseal_numbers, reveal_number, write_number
from units.actions.people import add_person, edit_person, known_or_new_person

__all__ = [
    "SHOWN_FOR",
    "add_person",
    "edit_person",
    "end_membership",
    "judge_different",
    "known_or_new_person",
    "merge_people",
    "reseal_numbers",
    "reveal_number",
    "standing_person",
    "start_membership",
    "undo_merge",
    "write_number",
]
