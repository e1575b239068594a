"""What waits for a person, by role: the writer, the head of the unit, the officer, the head of office."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from campaigns.models import RoundExtension
from campaigns.rules import latest_closing
from core import clock
from core.worklist import WorkItem
from nominations.models import Dossier, Nomination, Supplement
from nominations.queries.lists import counted, rows
from nominations.workflow import (
    ACCEPTED,
    AWAITING_SIGN_OFF,
    CONFIRMED,
    DRAFT,
    PROPOSED,
    QUEUE,
    REFUSED,
    RETURNED,
    SUBMITTED,
)
from units.roles import STANDING_BODY_ROLES, UNIT_ROLES, Role

WORK_LIMIT = 30

_SHOWN_TO_UNIT = (DRAFT, AWAITING_SIGN_OFF, RETURNED, *QUEUE, CONFIRMED, REFUSED)
_OPEN = Supplement.objects.filter(answered_at=None, ended_at=None)


def waiting_for(actor) -> list[WorkItem]:
    """Return what waits for this person, and what others have in hand for him."""
    if actor.is_(Role.EDITOR, Role.HEAD):
        return [*_asked_of_unit(actor), *_of_unit(actor)]
    if actor.is_(Role.OFFICER, Role.OFFICE_HEAD):
        return _of_standing_body(actor)
    return []


def reads_dossiers(actor) -> bool:
    """Return whether dossiers are this person's business at all."""
    return actor is not None and actor.is_(*UNIT_ROLES, *STANDING_BODY_ROLES)


# The unit -------------------------------------------------------------------------------------------------


def _asked_of_unit(actor) -> list[WorkItem]:
    """Supplements that the unit has not answered; the nearest day first."""
    own = Q(nomination__dossier__unit=actor.unit_id) | Q(nomination__dossier__unit__keeper=actor.unit_id)
    asked = _OPEN.filter(own, nomination__dossier__state=ACCEPTED)
    found = asked.select_related("nomination__dossier__round").order_by("due_on", "pk")
    return [
        WorkItem(
            title=f"Bổ sung hồ sơ của {supplement.nomination.called}",
            url=reverse("nominations:supplement_answer", args=[supplement.pk]),
            meta=f"{supplement.nomination.dossier.code} · {_first_line(supplement.reason)}",
            icon="upload",
            state=supplement.nomination.dossier.workflow_state,
            due=supplement.due_on,
        )
        for supplement in found[:WORK_LIMIT]
    ]


def _of_unit(actor) -> list[WorkItem]:
    own = Q(unit=actor.unit_id) | Q(unit__keeper=actor.unit_id)
    own_unit = Dossier.visible_to(actor).filter(own)
    shown = rows(own_unit.filter(state__in=_SHOWN_TO_UNIT))
    closing = RoundExtension.objects.filter(round=OuterRef("round"), unit=OuterRef("unit"))
    shown = shown.annotate(own_closing=Subquery(closing.order_by("-closes_at").values("closes_at")[:1]))
    is_head = actor.is_(Role.HEAD)
    return [_unit_item(dossier, is_head) for dossier in shown.order_by("-updated_at")[:WORK_LIMIT]]


def _unit_item(dossier: Dossier, is_head: bool) -> WorkItem:
    own = [dossier.own_closing] if dossier.own_closing else []
    closes = latest_closing(dossier.round.closes_at, own)
    last = clock.last_day(closes) if closes else None
    people = f"{dossier.nominee_count} đề nghị"
    name = dossier.round.name
    sent = (
        f"{dossier.code} · {people} · gửi lúc {_moment(dossier.submitted_at)}" if dossier.submitted_at else ""
    )
    drafted = f"Đã nhập {people} · lưu lúc {_moment(dossier.updated_at)}"
    title, meta, icon, due, elsewhere = {
        DRAFT: (f"Soạn tiếp hồ sơ {name}", drafted, "pencil-square", last, False),
        RETURNED: (
            f"Bổ sung, gửi lại hồ sơ {name}",
            f"{dossier.code} · {_first_line(dossier.returned_reason)}",
            "arrow-counterclockwise",
            dossier.returned_due_on,
            False,
        ),
        AWAITING_SIGN_OFF: (
            f"Duyệt và gửi hồ sơ {name}" if is_head else f"Hồ sơ {name}",
            f"{people} · trình lúc {_moment(dossier.sign_off_asked_at)}"
            if dossier.sign_off_asked_at
            else people,
            "person-check" if is_head else "hourglass-split",
            dossier.returned_due_on or last,
            not is_head,
        ),
        REFUSED: (f"Hồ sơ {name} không được tiếp nhận", sent, "x-circle", None, True),
    }.get(dossier.state, (f"Hồ sơ {name}", sent, "hourglass-split", dossier.due_on, True))
    return WorkItem(
        title=title,
        url=reverse("nominations:dossier_detail", args=[dossier.pk]),
        meta=meta,
        icon=icon,
        state=dossier.workflow_state,
        due=due,
        waiting_elsewhere=elsewhere,
    )


# The standing body ----------------------------------------------------------------------------------------


def _of_standing_body(actor) -> list[WorkItem]:
    """The officer receives and appraises, the head of office confirms; each sees the other's as elsewhere."""
    is_head = actor.is_(Role.OFFICE_HEAD)
    desks = [_on_desk(actor, state) for state in QUEUE]
    found = desks[0].union(*desks[1:], all=True).order_by("submitted_at", "id")
    return [_body_item(dossier, is_head) for dossier in found]


def _on_desk(actor, state: str) -> QuerySet[Dossier]:
    """The oldest in this state: each state has its places, so that none hides behind another's many."""
    oldest = Dossier.visible_to(actor).filter(state=state).order_by("submitted_at", "pk")[:WORK_LIMIT]
    inside = Nomination.objects.filter(dossier=OuterRef("pk"))
    asked = inside.filter(Exists(_OPEN.filter(nomination=OuterRef("pk"))))
    return rows(Dossier.objects.filter(pk__in=oldest.values("pk"))).annotate(
        concluded=counted(inside.exclude(outcome=PROPOSED)), asked=counted(asked)
    )


def _body_item(dossier: Dossier, is_head: bool) -> WorkItem:
    unit = dossier.unit.body_name
    meta = f"{dossier.code} · {dossier.round.name} · gửi lúc {_moment(dossier.submitted_at)}"
    if dossier.state == SUBMITTED:
        title, icon, elsewhere = f"Tiếp nhận hồ sơ của {unit}", "inbox", False
    elif dossier.state == ACCEPTED:
        title, icon = f"Thẩm định hồ sơ của {unit}", "clipboard-check"
        meta = f"{dossier.code} · đã kết luận {dossier.concluded}/{dossier.nominee_count}"
        meta += f" · chờ bổ sung {dossier.asked}" if dossier.asked else ""
        elsewhere = is_head or dossier.concluded + dossier.asked == dossier.nominee_count > dossier.concluded
    else:
        title, icon = f"Duyệt kết quả thẩm định hồ sơ của {unit}", "clipboard2-check"
        meta, elsewhere = f"{dossier.code} · {dossier.nominee_count} đề nghị", not is_head
    return WorkItem(
        title=title,
        url=reverse("nominations:dossier_detail", args=[dossier.pk]),
        meta=meta,
        icon=icon,
        state=dossier.workflow_state,
        due=dossier.due_on,
        waiting_elsewhere=elsewhere,
    )


def _first_line(text: str) -> str:
    line = text.partition("\n")[0]
    return f"{line[:117]}…" if len(line) > 118 else line


def _moment(moment) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m}"
