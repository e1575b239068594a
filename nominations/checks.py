"""Rows made into the plain values that the rules judge; the page and the deed ask the same functions."""

from datetime import datetime

from campaigns.models import Round
from campaigns.queries import award_codes
from campaigns.rules import is_open
from core import clock
from core.verdict import Problem
from nominations import rules
from nominations.models import Dossier, Nomination


def window_problems(round_: Round, now: datetime) -> list[Problem]:
    """Return why the round takes no dossiers at this moment."""
    return rules.window_problems(
        is_open=is_open(round_.opens_at, round_.closes_at, now),
        opens_text=_hour(round_.opens_at),
        closes_at=round_.closes_at,
        closes_text=_hour(round_.closes_at) if round_.closes_at else "",
        now=now,
    )


def nominee_problems(nomination: Nomination, dossier: Dossier) -> list[Problem]:
    """Return what is wrong with one nominee."""
    return rules.nominee_problems(
        _nominee(nomination), allowed_awards=award_codes(dossier.round), today=clock.today()
    )


def submission_problems(dossier: Dossier, nominations: list[Nomination], now: datetime) -> list[Problem]:
    """Return all that keeps a dossier from being sent now, and what should be looked at once more."""
    return window_problems(dossier.round, now) + rules.dossier_problems(
        [_nominee(nomination) for nomination in nominations],
        allowed_awards=award_codes(dossier.round),
        today=clock.local(now).date(),
    )


def _nominee(nomination: Nomination) -> rules.Nominee:
    return rules.Nominee(
        order=nomination.order,
        full_name=nomination.full_name,
        birth_date=nomination.birth_date,
        award_code=nomination.award.code,
        achievement=nomination.achievement,
    )


def _hour(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
