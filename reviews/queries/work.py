"""What waits for somebody in a council."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core import clock
from core.worklist import WorkItem
from reviews.models import CouncilMember, CouncilSession, Poll, RosterEntry, VoteEnvelope
from reviews.workflow import CLOSED, CONVENED, COUNTED, DRAFT, IN_SESSION, OPEN, PREPARED

LIMIT = 30


def waiting_for(actor) -> list[WorkItem]:
    """Return what waits for this person as voter, teller, secretary or chair."""
    if actor is None or not CouncilMember.objects.filter(user_id=actor.user_id).exists():
        return []
    return [*_to_vote(actor), *_to_count(actor), *_to_lead(actor)]


def _item(
    title: str, url: str, poll: Poll | None, session: CouncilSession, icon: str, meta: str = ""
) -> WorkItem:
    return WorkItem(
        title=title,
        url=url,
        meta=meta or f"{session.title} · {session.name}",
        icon=icon,
        state=(poll or session).workflow_state,
        due=clock.local(session.starts_at).date() if session.state in (DRAFT, CONVENED) else None,
    )


def _to_vote(actor) -> list[WorkItem]:
    """Open polls on whose roster one stands, not yet voted."""
    mine = RosterEntry.objects.filter(poll=OuterRef("pk"), member__user_id=actor.user_id, is_voting=True)
    done = VoteEnvelope.objects.filter(poll=OuterRef("pk"), member__user_id=actor.user_id)
    polls = Poll.objects.filter(Exists(mine), ~Exists(done), state=OPEN, closes_at__gt=clock.now())
    items = []
    for poll in polls.select_related("session")[:LIMIT]:
        until = f"{clock.local(poll.closes_at):%H:%M}"
        items.append(
            _item(
                f"Bỏ phiếu kín: {poll.session.name}",
                reverse("reviews:ballot", args=[poll.session_id]),
                poll,
                poll.session,
                "envelope-open",
                f"{poll.session.title} · đóng lúc {until}",
            )
        )
    return items


def _to_count(actor) -> list[WorkItem]:
    """Closed polls that wait for the tellers."""
    mine = RosterEntry.objects.filter(poll=OuterRef("pk"), member__user_id=actor.user_id, is_teller=True)
    polls = Poll.objects.filter(Exists(mine), state=CLOSED).select_related("session")
    return [
        _item(
            "Kiểm phiếu",
            reverse("reviews:poll_count", args=[poll.session_id, poll.pk]),
            poll,
            poll.session,
            "clipboard-check",
        )
        for poll in polls[:LIMIT]
    ]


def _to_lead(actor) -> list[WorkItem]:
    """Sessions that the secretary prepares and runs, counted polls that the chair or he may seal."""
    seats = CouncilMember.objects.current(clock.today()).filter(user_id=actor.user_id)
    secretary = Exists(seats.filter(council=OuterRef("council"), is_secretary=True))
    sessions = CouncilSession.objects.filter(secretary, state__in=[DRAFT, CONVENED, IN_SESSION])
    items = [
        _item(
            {DRAFT: "Chuẩn bị phiên họp", CONVENED: "Khai mạc phiên họp"}.get(
                session.state, "Điều hành phiên họp"
            ),
            reverse("reviews:session_detail", args=[session.pk]),
            None,
            session,
            "people",
        )
        for session in sessions.order_by("starts_at", "pk")[:LIMIT]
    ]
    chair = Q(session__chair__user_id=actor.user_id)
    secretary = Exists(seats.filter(council=OuterRef("session__council"), is_secretary=True))
    counted = Poll.objects.filter(chair | Q(secretary), state=COUNTED).select_related("session")
    items += [
        _item(
            "Chốt kết quả bỏ phiếu",
            reverse("reviews:poll_seal", args=[poll.session_id, poll.pk]),
            poll,
            poll.session,
            "patch-check",
        )
        for poll in counted[:LIMIT]
    ]
    called = CouncilSession.objects.filter(
        Exists(seats.filter(council=OuterRef("council"), is_secretary=False)),
        Exists(Poll.objects.filter(session=OuterRef("pk"), state=PREPARED)),
        state__in=[CONVENED, IN_SESSION],
    )
    items += [
        _item(
            f"{'Dự họp' if session.state == CONVENED else 'Chờ bỏ phiếu'}: {session.name}",
            reverse("reviews:session_detail", args=[session.pk]),
            None,
            session,
            "calendar-event",
            f"{session.title} · {clock.local(session.starts_at):%H:%M ngày %d/%m/%Y} · {session.place}",
        )
        for session in called.order_by("starts_at", "pk")[:LIMIT]
    ]
    return items
