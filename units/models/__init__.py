"""Units with their dates, people, and who holds which role where.

Periods are half-open: `valid_to` is the first day on which the row no longer counts.
"""

from units.models.account_file import AccountDecision, AccountFile, AccountRow, AccountRowClass
from units.models.ethnicity import OTHER, EthnicGroup, PersonEthnicity
from units.models.membership import Membership
from units.models.merge import DifferentPeople, MergedRow, PersonMerge
from units.models.number import NumberReading, PersonNumber
from units.models.person import Gender, LeaderClass, Person
from units.models.reorganisation import Reorganisation
from units.models.stay import Stay
from units.models.unit import PAST_KINDS, AreaFlag, AreaKind, Level, OrgSuccession, OrgUnit, UnitKind
from units.roles import Role

__all__ = [
    "OTHER",
    "PAST_KINDS",
    "AccountDecision",
    "AccountFile",
    "AccountRow",
    "AccountRowClass",
    "AreaFlag",
    "AreaKind",
    "DifferentPeople",
    "EthnicGroup",
    "Gender",
    "LeaderClass",
    "Level",
    "Membership",
    "MergedRow",
    "NumberReading",
    "OrgSuccession",
    "OrgUnit",
    "Person",
    "PersonEthnicity",
    "PersonMerge",
    "PersonNumber",
    "Reorganisation",
    "Role",
    "Stay",
    "UnitKind",
]
