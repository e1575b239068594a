"""The catalogue, the law behind it, the history of people and units, and the golden book."""

from awards.models.catalogue import (
    AwardKind,
    AwardLevel,
    AwardType,
    CommendationType,
    Recipient,
)
from awards.models.confirmation import Confirmation, ConfirmationState
from awards.models.grant import Grant, GrantSource, GrantStatus
from awards.models.history import (
    AnnualRating,
    CollectiveFact,
    Discipline,
    DisciplineForm,
    FactKind,
    Grade,
    Initiative,
    InitiativeLevel,
)
from awards.models.imports import Import, ImportKind, ImportRow, RowClass, RowDecision
from awards.models.law import AwardRoute, AwardStandard, BaseSalary, Route, RuleSet

__all__ = [
    "AnnualRating",
    "AwardKind",
    "AwardLevel",
    "AwardRoute",
    "AwardStandard",
    "AwardType",
    "BaseSalary",
    "CollectiveFact",
    "CommendationType",
    "Confirmation",
    "ConfirmationState",
    "Discipline",
    "DisciplineForm",
    "FactKind",
    "Grade",
    "Grant",
    "GrantSource",
    "GrantStatus",
    "Import",
    "ImportKind",
    "ImportRow",
    "Initiative",
    "InitiativeLevel",
    "Recipient",
    "Route",
    "RowClass",
    "RowDecision",
    "RuleSet",
]
