"""What pages about dossiers read."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from campaigns.models import Round
from core import audit, clock
from core.worklist import WorkItem
from nominations.models import Dossier, Nomination
from nominations.workflow import ACCEPTED, DRAFT, SUBMITTED
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

WORK_LIMIT = 30

_TOLD = {
    "nominations.dossier_created": "{actor} lập hồ sơ",
    "nominations.nomination_added": "{actor} thêm {name}",
    "nominations.nomination_edited": "{actor} sửa phần của {name}",
    "nominations.nomination_removed": "{actor} bỏ {name}",
    "nominations.dossier_submitted": "{actor} gửi hồ sơ",
    "nominations.dossier_accepted": "{actor}, {unit}, tiếp nhận; phiếu số {receipt:02d}",
}


@dataclass(frozen=True)
class Step:
    """One point of the step bar: its label, the small line under it (`when`), and past, now or next."""

    label: str
    when: str
    state: str


def rows(queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return the dossiers with what a list shows of each, in a constant number of queries."""
    # Counted for the rows shown alone: a join would group the whole table before the page is cut.
    inside = Nomination.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
    count = Coalesce(Subquery(inside.annotate(n=Count("pk")).values("n")), 0)
    return queryset.select_related("round", "unit").annotate(nominee_count=count)


def for_page(queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Return the dossiers with what the page of one needs."""
    return queryset.select_related(
        "round",
        "standing_body",
        "round__officer__user",
        "round__officer__unit",
        "unit",
        "created_by",
        "submitted_by",
        "accepted_by",
    )


def steps(dossier: Dossier) -> list[Step]:
    """Return the step bar of a dossier."""
    at = {DRAFT: 0, SUBMITTED: 1, ACCEPTED: 2}[dossier.state]
    points = [
        ("Soạn", _day(dossier.created_at)),
        ("Gửi", f"Đã gửi {_time(dossier.submitted_at)}" if dossier.submitted_at else "chưa gửi"),
        ("Tiếp nhận", _day(dossier.accepted_at) if dossier.accepted_at else ""),
        ("Thẩm định", f"hẹn trả {dossier.due_on:%d/%m}" if dossier.due_on else ""),
    ]
    # What was sent waits for its acceptance, what was accepted for its appraisal.
    now = at if at == 0 else at + 1
    return [
        Step(label, when, "past" if n < now else "now" if n == now else "next")
        for n, (label, when) in enumerate(points)
    ]


def where(dossier: Dossier) -> dict:
    """Return who has the dossier, since when, until when, and what comes next."""
    body = dossier.standing_body.body_name
    officer = dossier.round.officer
    holder = f"{officer.user.full_name}, {body}" if officer else body
    if dossier.state == DRAFT:
        closes = dossier.round.closes_at
        return {
            "holder": dossier.unit.body_name,
            "since": dossier.created_at,
            "due": clock.last_day(closes) if closes else None,
            "next_step": f"gửi tới {body}",
        }
    if dossier.state == SUBMITTED:
        return {
            "holder": holder,
            "since": dossier.submitted_at,
            "due": None,
            "next_step": "tiếp nhận, hẹn ngày trả",
        }
    return {"holder": holder, "since": dossier.accepted_at, "due": dossier.due_on, "next_step": "thẩm định"}


def timeline(dossier: Dossier) -> list[tuple]:
    """Return (when, sentence) of what happened to the dossier, newest first."""
    return [
        (event.at, _TOLD[event.name].format(actor=event.actor_name, unit=event.acting_for_name, **event.data))
        for event in reversed(audit.history(dossier))
        if event.name in _TOLD
    ]


def round_of(actor, pk: int) -> QuerySet[Round]:
    """Return the round as a queryset within the actor's sight."""
    return Round.visible_to(actor).filter(pk=pk)


def waiting_for(actor) -> list[WorkItem]:
    """Return what waits for this person, and what others have in hand for him."""
    if actor.is_(Role.EDITOR, Role.HEAD):
        return _of_unit(actor)
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return _of_standing_body(actor)
    return []


def reads_dossiers(actor) -> bool:
    """Return whether dossiers are this person's business at all."""
    return actor is not None and actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES)


def _of_unit(actor) -> list[WorkItem]:
    latest = rows(Dossier.visible_to(actor).filter(unit_id=actor.unit_id)).order_by("-updated_at")
    items = []
    for dossier in latest.select_related("standing_body")[:WORK_LIMIT]:
        draft = dossier.state == DRAFT
        closes = dossier.round.closes_at
        meta = (
            f"Đã nhập {dossier.nominee_count} người · lưu lúc {_moment(dossier.updated_at)}"
            if draft
            else f"{dossier.code} · {dossier.nominee_count} người · gửi lúc {_moment(dossier.submitted_at)}"
        )
        due = clock.last_day(closes) if draft and closes else dossier.due_on
        items.append(
            WorkItem(
                title=f"Soạn tiếp hồ sơ {dossier.round.name}" if draft else f"Hồ sơ {dossier.round.name}",
                url=reverse("nominations:dossier_detail", args=[dossier.pk]),
                meta=meta,
                icon="pencil-square" if draft else "hourglass-split",
                state=dossier.workflow_state,
                due=due,
                waiting_elsewhere=not draft,
            )
        )
    return items


def _of_standing_body(actor) -> list[WorkItem]:
    sent = rows(Dossier.visible_to(actor).filter(state=SUBMITTED)).order_by("submitted_at")
    return [
        WorkItem(
            title=f"Tiếp nhận hồ sơ của {dossier.unit.body_name}",
            url=reverse("nominations:dossier_detail", args=[dossier.pk]),
            meta=f"{dossier.code} · {dossier.round.name} · gửi lúc {_moment(dossier.submitted_at)}",
            icon="inbox",
            state=dossier.workflow_state,
        )
        for dossier in sent[:WORK_LIMIT]
    ]


def _day(moment) -> str:
    return f"{clock.local(moment):%d/%m}"


def _time(moment) -> str:
    return f"{clock.local(moment):%H:%M}"


def _moment(moment) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m}"


EXPORT_HEADS = ["Mã hồ sơ", "Đơn vị đề nghị", "Đợt xét", "Số người", "Trạng thái", "Gửi lúc", "Hẹn trả"]


def export_rows(dossiers: QuerySet[Dossier]):
    """Yield the rows of the Excel list, as the page shows them."""
    for dossier in dossiers.iterator(chunk_size=1000):
        yield [
            dossier.code or "",
            dossier.unit.body_name,
            dossier.round.name,
            dossier.nominee_count,
            dossier.workflow_state.label,
            f"{clock.local(dossier.submitted_at):%d/%m/%Y %H:%M}" if dossier.submitted_at else "",
            f"{dossier.due_on:%d/%m/%Y}" if dossier.due_on else "",
        ]
