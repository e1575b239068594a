"""Periods of validity: half-open, `valid_to` is the first day on which the row no longer counts."""

from django.db import models
from django.db.models import F, Q


def period_constraint(name):
    """The constraint that a period ends after it begins, or not at all."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name=name
    )


def valid_on(day, of=""):
    """The row (or the one that `of` leads to, as "unit__") counts on this day."""
    begun = Q(**{f"{of}valid_from__lte": day})
    return begun & (Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gt": day}))
