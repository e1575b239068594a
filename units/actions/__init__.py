"""Deeds on people and roles."""

from units.actions.memberships import end_membership, start_membership
from units.actions.people import add_person, known_or_new_person

__all__ = ["add_person", "end_membership", "known_or_new_person", "start_membership"]
