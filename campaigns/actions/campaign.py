"""Deeds on campaigns: draft, edit, launch, review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from campaigns import rules, workflow
from campaigns.models import (
    INVITED,
    Campaign,
    CampaignReview,
    CampaignScope,
    CampaignTarget,
    ReviewKind,
)
from campaigns.permissions import can_edit_campaign, can_review, can_run_campaign
from core import audit, clock
from core.counters import next_number
from core.errors import Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from core.verdict import Problem
from units.models import OrgUnit

_MOVES = {ReviewKind.INTERIM: "review_interim", ReviewKind.FINAL: "review_finally"}
_COLUMNS = (
    "name",
    "kind",
    "scope",
    "theme",
    "purpose",
    "plan_text",
    "criteria",
    "participant_kinds",
    "period_from",
    "period_to",
    "register_until",
)


@dataclass(frozen=True)
class CampaignPlan:
    """What an officer writes about a campaign; `targets` are (text, word that the number is counted in)."""

    name: str
    kind: str
    period_from: date
    period_to: date
    scope: str = CampaignScope.PROVINCE
    theme: str = ""
    purpose: str = ""
    plan_text: str = ""
    criteria: str = ""
    participant_kinds: Sequence[str] = tuple(INVITED)
    register_until: date | None = None
    targets: Sequence[tuple[str, str]] = ()
    interim_dues: Sequence[date] = ()
    final_due: date | None = None

    def columns(self) -> dict:
        """Return the campaign's own columns as they are stored."""
        return {
            **{name: getattr(self, name) for name in _COLUMNS},
            "name": nfc(self.name),
            "theme": nfc(self.theme),
            "purpose": nfc_lines(self.purpose),
            "plan_text": nfc_lines(self.plan_text),
            "criteria": nfc_lines(self.criteria),
            "participant_kinds": [str(kind) for kind in self.participant_kinds],
        }

    def target_rows(self) -> list[tuple[str, str]]:
        """Return the targets as they are stored."""
        return [(nfc(text), nfc(word)) for text, word in self.targets]

    def problems(self) -> list[Problem]:
        """Return what the rules find wrong."""
        return rules.campaign_problems(
            name=nfc(self.name),
            period_from=self.period_from,
            period_to=self.period_to,
            register_until=self.register_until,
            participant_kinds=self.participant_kinds,
            known_kinds=INVITED,
            targets=self.target_rows(),
            interim_dues=self.interim_dues,
            final_due=self.final_due,
        )


@transaction.atomic
def draft_campaign(*, by, host_id: int, code: str = "", **plan) -> Campaign:
    """Write down a campaign that is being prepared; nobody outside its host's scope sees it yet.

    `plan` holds the fields of CampaignPlan. Without a code it gets the next one of its first year.
    """
    host = OrgUnit.objects.get(pk=host_id)
    demand(can_run_campaign(by, host))
    planned = CampaignPlan(**plan)
    demand_rules(planned.problems())
    campaign = Campaign.objects.create(code=code or _next_code(planned), host=host, **planned.columns())
    _write_rows(campaign, planned)
    audit.record("campaigns.campaign_drafted", by=by, obj=campaign, data={"code": campaign.code})
    return campaign


@transaction.atomic
def edit_campaign(campaign_id: int, *, by, seen_version: int, **plan) -> Campaign:
    """Save a changed plan of a draft, unless somebody saved it since the page was opened (Stale)."""
    campaign = _lock(campaign_id)
    demand(can_edit_campaign(by, campaign))
    planned = CampaignPlan(**plan)
    columns = planned.columns()
    if campaign.version != seen_version:
        raise _edited_meanwhile(campaign, columns)
    demand_rules(planned.problems())
    changed = [name for name in _COLUMNS if getattr(campaign, name) != columns[name]]
    for name, value in columns.items():
        setattr(campaign, name, value)
    campaign.version += 1
    campaign.save(update_fields=[*columns, "version"])
    campaign.targets.all().delete()
    campaign.reviews.all().delete()
    _write_rows(campaign, planned)
    audit.record("campaigns.campaign_edited", by=by, obj=campaign, data={"changed": changed})
    return campaign


@transaction.atomic
def launch_campaign(
    campaign_id: int, *, by, document_no: str, document_on: date, seen_version: int
) -> Campaign:
    """Launch a drafted campaign by its document; from then on everybody sees it.

    Stale when the plan was changed since the page was opened: what is launched was seen.
    """
    campaign = _lock(campaign_id)
    demand(can_run_campaign(by, campaign.host))
    if not workflow.CAMPAIGN.allows("launch", campaign.state):
        raise Stale(f"Phong trào này {campaign.workflow_state.label.lower()}.")
    if campaign.version != seen_version:
        text = "Kế hoạch phong trào vừa được người khác sửa. Mở lại trang, xem kế hoạch mới rồi phát động."
        raise Stale(text)
    document_no = nfc(document_no)
    demand_rules(rules.launch_problems(document_no=document_no, document_on=document_on, today=clock.today()))
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
def record_review(
    campaign_id: int,
    *,
    by,
    kind: str,
    held_on: date,
    document_no: str,
    document_on: date,
    summary: str,
    next_due_on: date | None = None,
) -> CampaignReview:
    """Write down a sơ kết or tổng kết that was held: the earliest planned one, or one nobody had planned.

    `next_due_on` plans the next sơ kết.
    """
    campaign = _lock(campaign_id)
    demand(can_run_campaign(by, campaign.host))
    move = _MOVES[ReviewKind(kind)]
    if not workflow.CAMPAIGN.allows(move, campaign.state):
        raise Stale(f"Phong trào này {campaign.workflow_state.label.lower()}.")
    demand(can_review(by, campaign))
    document_no, summary = nfc(document_no), nfc_lines(summary)
    planned = campaign.reviews.filter(kind=ReviewKind.INTERIM, held_on=None)
    problems = rules.review_problems(
        document_no=document_no,
        document_on=document_on,
        held_on=held_on,
        summary=summary,
        period_from=campaign.period_from,
        today=clock.today(),
        next_due_on=next_due_on,
    )
    if next_due_on is not None and planned.filter(due_on=next_due_on).exists():
        problems.append(Problem("next_planned", "next_due_on", "Đã có một lần sơ kết dự kiến vào ngày này."))
    demand_rules(problems)
    review = campaign.reviews.filter(kind=kind, held_on=None).first()
    review = review or CampaignReview(campaign=campaign, kind=kind, due_on=held_on)
    review.held_on, review.document_no, review.document_on = held_on, document_no, document_on
    review.summary, review.recorded_at, review.recorded_by_id = summary, clock.now(), by.user_id
    review.save()
    if next_due_on is not None and kind == ReviewKind.INTERIM:
        CampaignReview.objects.create(campaign=campaign, kind=ReviewKind.INTERIM, due_on=next_due_on)
    campaign.state = workflow.CAMPAIGN.target(move)
    campaign.save(update_fields=["state"])
    audit.record(
        "campaigns.campaign_reviewed",
        by=by,
        obj=campaign,
        data={"kind": str(kind), "held_on": held_on.isoformat(), "document_no": document_no},
    )
    return review


def _lock(campaign_id: int) -> Campaign:
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("host")
    return locked.get(pk=campaign_id)


def _next_code(planned: CampaignPlan) -> str:
    year = planned.period_from.year
    return f"PT-{year}-{next_number(f'campaigns.campaign {year}'):02d}"


def _write_rows(campaign: Campaign, planned: CampaignPlan) -> None:
    CampaignTarget.objects.bulk_create(
        CampaignTarget(campaign=campaign, order=order, text=text, unit_word=word)
        for order, (text, word) in enumerate(planned.target_rows(), start=1)
    )
    dues = [(ReviewKind.INTERIM, due) for due in planned.interim_dues]
    dues += [(ReviewKind.FINAL, planned.final_due)] if planned.final_due else []
    CampaignReview.objects.bulk_create(
        CampaignReview(campaign=campaign, kind=kind, due_on=due) for kind, due in dues
    )


def _edited_meanwhile(campaign: Campaign, columns: dict) -> Stale:
    """Both texts of the fields that differ, side by side."""
    theirs, mine = [], []
    for name in _COLUMNS:
        if getattr(campaign, name) != columns[name]:
            label = campaign._meta.get_field(name).verbose_name.capitalize()
            theirs.append((label, _shown(getattr(campaign, name))))
            mine.append((label, _shown(columns[name])))
    return Stale("Kế hoạch phong trào vừa được người khác sửa. Chưa ghi đè gì.", theirs, mine)


def _shown(value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return ", ".join(value) if isinstance(value, list) else str(value or "")
