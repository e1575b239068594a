""" "Việc của tôi": what campaigns ask of a person."""

from datetime import date, timedelta

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from campaigns import rules
from campaigns.models import Campaign, CampaignReview, Participation, ReviewKind
from campaigns.permissions import host_id_of
from campaigns.workflow import LIVE, REVIEW
from core import clock
from core.worklist import WorkItem
from units.roles import STANDING_BODY_ROLES, Role

WORK_LIMIT = 30
REVIEW_DAYS = 30  # a review is announced so many days before it is due
_PAGES = {ReviewKind.INTERIM: "campaigns:review_interim", ReviewKind.FINAL: "campaigns:review_final"}


def waiting_for(actor) -> list[WorkItem]:
    """What waits for this person: campaigns to join, progress to report, reviews to hold."""
    today = clock.today()
    if actor.is_(Role.EDITOR, Role.HEAD):
        return _of_unit(actor, today)
    if actor.is_(*STANDING_BODY_ROLES):
        return _of_standing_body(actor, today)
    return []


def _of_unit(actor, today: date) -> list[WorkItem]:
    own = Participation.objects.filter(unit_id=actor.body_id, campaign__state__in=LIVE)
    campaigns = Campaign.objects.alias(kinds_text=Cast("participant_kinds", TextField())).filter(
        Q(kinds_text__contains=f'"{actor.body.kind}"') | Q(pk__in=own.values("campaign")),
        state__in=LIVE,
        host__in=actor.line(),
    )
    campaigns = campaigns.select_related("host").order_by("period_to", "pk")[:WORK_LIMIT]
    joined = {row.campaign_id: row for row in own}
    items = [_item(campaign, joined.get(campaign.pk), today) for campaign in campaigns]
    return [item for item in items if item]


def _item(campaign: Campaign, joined: Participation | None, today: date) -> WorkItem | None:
    if joined is None:
        if today > campaign.last_registration_day:
            return None
        return WorkItem(
            title=f"Đăng ký thi đua: {campaign.name}",
            url=reverse("campaigns:participation", args=[campaign.pk]),
            meta=f"{campaign.host} phát động · nhận đăng ký đến {campaign.last_registration_day:%d/%m/%Y}",
            icon="flag",
            due=campaign.last_registration_day,
        )
    last = clock.local(joined.reported_at or joined.registered_at).date()
    if not rules.is_report_late(max(last, campaign.period_from), today):
        return None
    said = f"lần gần nhất {last:%d/%m/%Y}" if joined.reported_at else "chưa ghi lần nào"
    return WorkItem(
        title=f"Ghi tiến độ: {campaign.name}",
        url=reverse("campaigns:progress_add", args=[campaign.pk]),
        meta=f"Đã quá {rules.REPORT_DAYS} ngày chưa có tiến độ mới, {said}",
        icon="bar-chart-line",
    )


def _of_standing_body(actor, today: date) -> list[WorkItem]:
    pending = CampaignReview.objects.filter(
        held_on=None,
        campaign__state__in=LIVE,
        campaign__host_id=host_id_of(actor.body),
        due_on__lte=today + timedelta(days=REVIEW_DAYS),
    )
    pending = pending.select_related("campaign").order_by("due_on", "pk")[:WORK_LIMIT]
    return [
        WorkItem(
            title=f"{review.get_kind_display()}: {review.campaign.name}",
            url=reverse(_PAGES[review.kind], args=[review.campaign_id]),
            meta="Ghi ngày tổ chức, số báo cáo và kết quả tóm tắt khi đã tổ chức",
            icon="clipboard-check",
            state=REVIEW.state("OVERDUE") if today > review.due_on else None,
            due=review.due_on,
        )
        for review in pending
    ]
