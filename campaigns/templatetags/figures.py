"""Figures as Vietnamese write them: 1.234,5 and no empty decimals."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from campaigns import rules

register = template.Library()


@register.filter
def figure(number: Decimal | None) -> str:
    """1.234,5 · 95 · nothing for nothing."""
    return "" if number is None else number_format(rules.plain(number), force_grouping=True)
