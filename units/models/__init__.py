"""Units with their dates, people, and who holds which role where.

Periods are half-open: `valid_to` is the first day on which the row no longer counts.
"""

from units.models.membership import Membership
from units.models.person import Gender, LeaderClass, Person
from units.models.reorganisation import Reorganisation
from units.models.unit import PAST_KINDS, AreaFlag, AreaKind, Level, OrgSuccession, OrgUnit, UnitKind
from units.roles import Role

__all__ = [
    "PAST_KINDS",
    "AreaFlag",
    "AreaKind",
    "Gender",
    "LeaderClass",
    "Level",
    "Membership",
    "OrgSuccession",
    "OrgUnit",
    "Person",
    "Reorganisation",
    "Role",
    "UnitKind",
]
