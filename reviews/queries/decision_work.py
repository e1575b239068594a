"""What waits for somebody around decisions."""

from django.urls import reverse

from core import clock
from core.worklist import WorkItem
from reviews.models import Decision
from reviews.queries.decision import rows
from reviews.queries.decision_lines import groups
from reviews.workflow_decision import DRAFT, PRESENTED, SIGNED
from units.roles import Role

LIMIT = 30


def waiting_for(actor) -> list[WorkItem]:
    """Return what waits for this person: to draft, present, sign, enter a number or publish."""
    if actor is None:
        return []
    items = []
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        items += _to_draft(actor)
        items += _items(actor, SIGNED, "Công bố", "megaphone")
    if actor.is_(Role.OFFICER):
        items += _items(actor, DRAFT, "Dự thảo", "hourglass-split", elsewhere=True)
    if actor.is_(Role.OFFICE_HEAD, Role.DIRECTOR):
        items += _items(actor, DRAFT, "Trình ký", "send")
    if actor.is_(Role.LEADER):
        items += _items(actor, PRESENTED, "Xem, ký", "pen")
    if actor.is_(Role.CLERK_OFFICE):
        items += _items(actor, PRESENTED, "Ghi số, tải bản đã ký", "123")
    return items


def _to_draft(actor) -> list[WorkItem]:
    return [
        WorkItem(
            title=f"Lập dự thảo quyết định: {group.award.name}",
            url=reverse("decisions:decision_draft", args=[group.round.pk, group.award.pk, group.session_id]),
            meta=" · ".join(
                filter(
                    None,
                    [
                        f"{group.count} người, tập thể",
                        group.session.title if group.session else "không qua Hội đồng",
                        group.round.name,
                    ],
                )
            ),
            icon="file-earmark-plus",
        )
        for group in groups(actor.body)[:LIMIT]
    ]


def _items(actor, state: str, deed: str, icon: str, *, elsewhere: bool = False) -> list[WorkItem]:
    found = rows(Decision.visible_to(actor).filter(state=state)).order_by("updated_at", "pk")[:LIMIT]
    return [
        WorkItem(
            title=f"{deed}: {decision.title if decision.number else decision.subject}",
            url=reverse("decisions:decision_detail", args=[decision.pk]),
            meta=_meta(decision),
            icon=icon,
            state=decision.workflow_state,
            waiting_elsewhere=elsewhere,
        )
        for decision in found
    ]


def _meta(decision: Decision) -> str:
    parts = [f"{decision.name_count} người, tập thể", decision.round.name]
    if decision.state == PRESENTED:
        parts.append(f"Tờ trình {decision.letter_no}")
    if decision.state == DRAFT and decision.returned_at:
        when = clock.local(decision.returned_at)
        line = decision.returned_reason.partition("\n")[0][:80]
        parts.insert(0, f"bị trả lại ngày {when:%d/%m}: {line}")
    return " · ".join(parts)
