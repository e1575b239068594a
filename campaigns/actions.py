"""Deeds on campaigns and rounds."""

from datetime import date, datetime

from django.db import transaction

from awards.models import AwardType
from campaigns import rules, workflow
from campaigns.models import Campaign, Round, RoundAward
from campaigns.permissions import can_open_round, can_run_campaign
from core import audit, clock
from core.errors import Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from core.verdict import Problem
from units.models import Membership, OrgUnit, UnitKind
from units.roles import Role


@transaction.atomic
def draft_campaign(
    *, by, code: str, name: str, kind: str, host_id: int, period_from: date, period_to: date
) -> Campaign:
    """Write down a campaign that is being prepared; nobody outside its hosts sees it yet."""
    host = OrgUnit.objects.get(pk=host_id)
    demand(can_run_campaign(by, host))
    name = nfc(name)
    demand_rules(rules.campaign_problems(name=name, period_from=period_from, period_to=period_to))
    campaign = Campaign.objects.create(
        code=code, name=name, kind=kind, host=host, period_from=period_from, period_to=period_to
    )
    audit.record("campaigns.campaign_drafted", by=by, obj=campaign, data={"code": code})
    return campaign


@transaction.atomic
def launch_campaign(campaign_id: int, *, by, document_no: str, document_on: date) -> Campaign:
    """Launch a drafted campaign by its document."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("host").get(pk=campaign_id)
    demand(can_run_campaign(by, campaign.host))
    if not workflow.CAMPAIGN.allows("launch", campaign.state):
        raise Stale(f"Phong trào này {workflow.CAMPAIGN.state(campaign.state).label.lower()}.")
    document_no = nfc(document_no)
    demand_rules(rules.launch_problems(document_no=document_no))
    campaign.state = workflow.CAMPAIGN.target("launch")
    campaign.document_no = document_no
    campaign.document_on = document_on
    campaign.launched_at = clock.now()
    campaign.save(update_fields=["state", "document_no", "document_on", "launched_at"])
    audit.record(
        "campaigns.campaign_launched",
        by=by,
        obj=campaign,
        data={"document_no": document_no, "document_on": document_on.isoformat()},
    )
    return campaign


@transaction.atomic
def open_round(
    *,
    by,
    code: str,
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
    awards: list[tuple[int, int | None]],
    campaign_id: int | None = None,
    default_merit: str = "",
    officer_id: int | None = None,
) -> Round:
    """Open a round for submissions; `awards` lists (AwardType id, quota or None), `officer_id` a Membership.

    Without `closes_at` it is a standing round (đợt thường trực).
    """
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
        quotas=[quota for _, quota in awards],
    )
    demand_rules(problems + _award_problems(awards, clock.local(opens_at).date()))
    demand_rules(_officer_problems(officer_id, standing_body))
    opened = Round.objects.create(
        code=code,
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
        submitter_kinds=submitter_kinds,
        default_merit=nfc_lines(default_merit),
        officer_id=officer_id,
    )
    RoundAward.objects.bulk_create(
        RoundAward(round=opened, award_id=award_id, quota=quota) for award_id, quota in awards
    )
    audit.record(
        "campaigns.round_opened",
        by=by,
        obj=opened,
        data={
            "code": code,
            "letter_no": letter_no,
            "opens_at": opens_at.isoformat(),
            "closes_at": closes_at.isoformat() if closes_at else None,
            "submitter_kinds": submitter_kinds,
            "awards": [list(award) for award in awards],
        },
    )
    return opened


def _award_problems(awards, day) -> list[Problem]:
    chosen = {award_id for award_id, _ in awards}
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
