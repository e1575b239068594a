"""Deeds on rounds: open, extend."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from awards.models import AwardType
from campaigns import queries, rules
from campaigns.models import Campaign, Round, RoundAward, RoundExtension
from campaigns.permissions import can_extend_round, can_open_round
from campaigns.workflow import DRAFT
from core import audit, clock
from core.counters import next_number
from core.errors import demand, demand_rules
from core.text import nfc, nfc_lines
from core.verdict import Problem
from units.models import Membership, OrgUnit, UnitKind
from units.roles import Role


class AwardLine(NamedTuple):
    """An award of a round, with its number in all and per unit where the round limits it."""

    award_id: int
    quota: int | None = None
    unit_quota: int | None = None


@transaction.atomic
def open_round(
    *,
    by,
    name: str,
    host_id: int,
    standing_body_id: int,
    commendation_type: str,
    year: int,
    letter_no: str,
    letter_on: date,
    opens_at: datetime,
    closes_at: datetime | None,
    appraise_days: int,
    submitter_kinds: list[str],
    awards: Sequence[AwardLine | tuple],
    code: str = "",
    campaign_id: int | None = None,
    default_merit: str = "",
    officer_id: int | None = None,
    notice_days: int | None = None,
) -> Round:
    """Open a round for submissions; `awards` lists AwardLine (or as many values), `officer_id` a Membership.

    Without `closes_at` it is a standing round (đợt thường trực); without a code it gets the year's next one.
    """
    awards = [AwardLine(*line) for line in awards]
    host = OrgUnit.objects.get(pk=host_id)
    standing_body = OrgUnit.objects.get(pk=standing_body_id)
    demand(can_open_round(by, host, standing_body))
    letter_no = nfc(letter_no)
    problems = rules.round_problems(
        opens_at=opens_at,
        closes_at=closes_at,
        appraise_days=appraise_days,
        letter_no=letter_no,
        submitter_kinds=submitter_kinds,
        known_kinds=UnitKind.values,
        quotas=[line.quota for line in awards],
        unit_quotas=[line.unit_quota for line in awards],
        name=nfc(name),
        notice_days=notice_days,
    )
    problems += _award_problems(awards, clock.local(opens_at).date())
    demand_rules(problems + _campaign_problems(campaign_id, host))
    demand_rules(_officer_problems(officer_id, standing_body))
    opened = Round.objects.create(
        code=code or f"DX-{year}-{next_number(f'campaigns.round {year}'):02d}",
        name=nfc(name),
        campaign_id=campaign_id,
        host=host,
        standing_body=standing_body,
        commendation_type=commendation_type,
        year=year,
        letter_no=letter_no,
        letter_on=letter_on,
        opens_at=opens_at,
        closes_at=closes_at,
        appraise_days=appraise_days,
        notice_days=notice_days,
        submitter_kinds=submitter_kinds,
        default_merit=nfc_lines(default_merit),
        officer_id=officer_id,
    )
    RoundAward.objects.bulk_create(
        RoundAward(round=opened, award_id=line.award_id, quota=line.quota, unit_quota=line.unit_quota)
        for line in awards
    )
    audit.record(
        "campaigns.round_opened",
        by=by,
        obj=opened,
        data={
            "code": opened.code,
            "letter_no": letter_no,
            "opens_at": opens_at.isoformat(),
            "closes_at": closes_at.isoformat() if closes_at else None,
            "submitter_kinds": submitter_kinds,
            "awards": [list(line) for line in awards],
        },
    )
    return opened


@transaction.atomic
def extend_round(
    round_id: int, *, by, closes_at: datetime, reason: str, unit_id: int | None = None
) -> RoundExtension:
    """Let a round take dossiers longer: from everybody, or (`unit_id`) from one unit. The reason is shown."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("host").get(pk=round_id)
    demand(can_extend_round(by, round_))
    unit = OrgUnit.objects.get(pk=unit_id) if unit_id else None
    closed_at = queries.closes_at_for(round_, unit) if unit else round_.closes_at
    now, reason = clock.now(), nfc_lines(reason)
    problems = rules.extension_problems(closed_at=closed_at, closes_at=closes_at, reason=reason, now=now)
    if unit and not (
        unit.path.startswith(round_.host.path) and rules.may_submit(unit.kind, round_.submitter_kinds)
    ):
        problems.append(Problem("unit_not_in_round", "unit", "Đợt xét này không nhận hồ sơ của đơn vị đó."))
    demand_rules(problems)
    extension = RoundExtension.objects.create(
        round=round_,
        unit=unit,
        closed_at=closed_at,
        closes_at=closes_at,
        reason=reason,
        at=now,
        by_id=by.user_id,
    )
    if unit is None:
        round_.closes_at = closes_at
        round_.save(update_fields=["closes_at"])
    audit.record(
        "campaigns.round_extended",
        by=by,
        obj=round_,
        data={
            "unit": unit_id,
            "closed_at": closed_at.isoformat(),
            "closes_at": closes_at.isoformat(),
        },
        reason=reason,
    )
    return extension


def _campaign_problems(campaign_id, host) -> list[Problem]:
    if (
        campaign_id is None
        or Campaign.objects.filter(pk=campaign_id, host=host).exclude(state=DRAFT).exists()
    ):
        return []
    text = "Chọn phong trào đã phát động của chính cấp khen thưởng này."
    return [Problem("campaign_elsewhere", "campaign", text)]


def _award_problems(awards, day) -> list[Problem]:
    chosen = {line.award_id for line in awards}
    usable = AwardType.objects.valid_on(day).filter(pk__in=chosen, in_use=True)
    if usable.count() != len(chosen) or len(chosen) != len(awards):
        return [
            Problem(
                "award_not_in_use", "awards", "Một khen thưởng được chọn hai lần hoặc chưa xét trên cổng."
            )
        ]
    return []


def _officer_problems(officer_id, standing_body) -> list[Problem]:
    if officer_id is None:
        return []
    officers = Membership.objects.current(clock.today()).filter(
        pk=officer_id,
        role__in=[Role.OFFICER, Role.OFFICE_HEAD],
        unit__path__startswith=standing_body.path,
    )
    if not officers.exists():
        return [
            Problem(
                "officer_elsewhere",
                "officer",
                "Chuyên viên phụ trách phải thuộc cơ quan tiếp nhận.",
            )
        ]
    return []
