"""Deeds on a session before it is held: draft, agenda, convening, calling off."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from awards.queries import route_of
from core import audit, clock
from core.counters import next_number
from core.errors import RuleViolation, Stale, demand, demand_rules
from core.text import nfc, nfc_lines
from core.verdict import Problem
from nominations.models import Nomination
from reviews import permissions, rules
from reviews.actions.exclusions import exclude_known
from reviews.models import (
    AgendaItem,
    Council,
    CouncilMember,
    CouncilSession,
    Poll,
    Question,
    VotingBody,
)
from reviews.models.council import PRESIDING
from reviews.queries.agenda import ready_items
from reviews.queries.seats import members_of, seat_of
from reviews.workflow import DRAFT, POLL, SESSION


def lock_session(session_id: int) -> CouncilSession:
    """Return the session as it stands, held until the deed is over."""
    rows = CouncilSession.objects.select_for_update(of=("self",))
    return rows.select_related("council__unit", "chair__user", "secretary__user").get(pk=session_id)


def demand_session_move(name: str, session: CouncilSession) -> None:
    """Raise Stale when somebody has already moved the session on."""
    if not SESSION.allows(name, session.state):
        raise Stale(f"{session.title}: {session.workflow_state.label.lower()}.")


def called_off_reason(reason: str) -> str:
    """Return the reason in its stored form; RuleViolation when there is none."""
    reason = nfc_lines(reason)
    if not reason:
        raise RuleViolation([Problem("no_reason", "reason", "Ghi lý do.")])
    return reason


def _people(council: Council, chair_id: int, secretary_id: int) -> list[Problem]:
    seats = {member.pk: member for member in members_of(council.pk)}
    chair, secretary = seats.get(chair_id), seats.get(secretary_id)
    problems = []
    if chair is None or not permissions.may_preside(chair):
        text = "Chủ trì phải là Chủ tịch hoặc Phó Chủ tịch Hội đồng được ủy quyền."
        problems.append(Problem("no_chair", "chair", text))
    if secretary is None or not secretary.is_secretary:
        problems.append(Problem("no_secretary", "secretary", "Chọn thư ký của Hội đồng."))
    return problems


@transaction.atomic
def draft_session(
    council_id: int,
    *,
    name: str,
    place: str,
    mode: str,
    starts_at: datetime | None,
    chair_id: int,
    secretary_id: int,
    by,
) -> CouncilSession:
    """Write down a session that is being prepared; the members do not see it yet."""
    council = Council.objects.select_for_update(of=("self",)).get(pk=council_id)
    demand(permissions.can_prepare(seat_of(by, council.pk), council))
    name, place, now = nfc(name), nfc(place), clock.now()
    problems = rules.session_problems(name=name, place=place, starts_at=starts_at, now=now)
    demand_rules(problems + _people(council, chair_id, secretary_id))
    session = CouncilSession.objects.create(
        council=council,
        year=clock.local(starts_at).year,
        name=name,
        place=place,
        mode=mode,
        starts_at=starts_at,
        chair_id=chair_id,
        secretary_id=secretary_id,
        created_at=now,
        created_by_id=by.user_id,
    )
    audit.record("reviews.session_drafted", by=by, obj=session, data={"name": name})
    return session


@transaction.atomic
def edit_session(
    session_id: int,
    *,
    name: str,
    place: str,
    mode: str,
    starts_at: datetime | None,
    chair_id: int,
    secretary_id: int,
    seen_version: int,
    by,
) -> CouncilSession:
    """Change a session that is being prepared."""
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    if session.state != DRAFT:
        raise Stale(f"{session.title}: {session.workflow_state.label.lower()}, không sửa được nữa.")
    if session.version != seen_version:
        raise Stale("Phiên họp vừa được người khác sửa. Mở lại trang để xem nội dung mới.")
    name, place = nfc(name), nfc(place)
    problems = rules.session_problems(name=name, place=place, starts_at=starts_at, now=clock.now())
    demand_rules(problems + _people(session.council, chair_id, secretary_id))
    session.year = clock.local(starts_at).year
    session.name, session.place, session.mode, session.starts_at = name, place, mode, starts_at
    session.chair_id, session.secretary_id = chair_id, secretary_id
    session.version += 1
    fields = ["year", "name", "place", "mode", "starts_at", "chair", "secretary", "version"]
    session.save(update_fields=fields)
    audit.record("reviews.session_edited", by=by, obj=session, data={"name": name})
    return session


@transaction.atomic
def set_agenda(session_id: int, nomination_ids: list[int], *, by) -> CouncilSession:
    """Put exactly these nominations on the agenda of a session that is being prepared, in this order."""
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    if session.state != DRAFT:
        raise Stale("Phiên họp đã triệu tập, chương trình không sửa được nữa.")
    wanted = list(dict.fromkeys(nomination_ids))
    ready = set(ready_items(session).filter(pk__in=wanted).values_list("pk", flat=True))
    if ready != set(wanted):
        text = "Có hồ sơ không còn sẵn sàng hoặc đã ở phiên họp khác. Mở lại danh sách rồi chọn lại."
        raise RuleViolation([Problem("not_ready", "agenda", text)])
    AgendaItem.objects.filter(session=session).delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, nomination_id=pk, order=order) for order, pk in enumerate(wanted, start=1)
    )
    CouncilSession.objects.filter(pk=session.pk).update(version=F("version") + 1)
    audit.record("reviews.agenda_set", by=by, obj=session, data={"nominations": wanted})
    return session


@transaction.atomic
def convene(session_id: int, *, by) -> CouncilSession:
    """Call the members: gives the session its number and freezes its questions and their rules."""
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    demand_session_move("convene", session)
    now = clock.now()
    day = clock.local(now).date()
    items = agenda_rows(session)
    routes = _routes(items, day)
    members = members_of(session.council_id)
    demand_rules(_people(session.council, session.chair_id, session.secretary_id))
    demand_rules(convening_problems(session, items, routes, members))
    session.number = next_number(f"council-session-{session.council_id}-{session.year}")
    session.state = SESSION.target("convene")
    session.convened_at, session.convened_by_id = now, by.user_id
    session.save(update_fields=["number", "state", "convened_at", "convened_by"])
    polls = _make_polls(session, items, routes)
    for poll in polls:
        exclude_known(poll, [member for member in members if permissions.votes_in(member, poll)])
    data = {"number": session.number, "nominations": len(items), "polls": [poll.pk for poll in polls]}
    audit.record("reviews.session_convened", by=by, obj=session, data=data)
    return session


def agenda_rows(session: CouncilSession) -> list[Nomination]:
    """Return the nominations of the agenda, in order, with what a question takes from them."""
    rows = Nomination.objects.filter(agenda_items__session=session, agenda_items__is_live=True)
    return list(rows.select_related("award", "dossier__round").order_by("agenda_items__order"))


def _routes(items: list[Nomination], day) -> dict:
    """Return the route of each (award, commendation type) that the agenda needs."""
    needed = {(item.award, item.dossier.round.commendation_type) for item in items}
    return {(award.pk, kind): route_of(award, kind, day) for award, kind in needed}


def _route(item: Nomination, routes: dict):
    return routes[item.award_id, item.dossier.round.commendation_type]


def convening_problems(
    session: CouncilSession, items: list[Nomination], routes: dict, members: list[CouncilMember]
) -> list[Problem]:
    """Return what keeps the session from being convened; the page asks the same."""
    ready = set(ready_items(session).values_list("pk", flat=True))
    without = {item.award.name for item in items if _route(item, routes) is None}
    no_council = [
        item.full_name for item in items if _route(item, routes) and not _route(item, routes).has_vote
    ]
    to_standing = any(_route(item, routes) and _route(item, routes).route == "STANDING" for item in items)
    return rules.convening_problems(
        items=len(items),
        without_route=sorted(without),
        no_council=no_council,
        held=[item.full_name for item in items if item.pk not in ready],
        tellers=sum(member.is_teller for member in members),
        voters=sum(member.is_voting for member in members),
        standing=sum(member.function in PRESIDING for member in members) if to_standing else None,
    )


def problems_before_convening(session: CouncilSession) -> list[Problem]:
    """Return what the page of a draft shows under "what is missing"."""
    items = agenda_rows(session)
    routes = _routes(items, clock.today())
    return convening_problems(session, items, routes, members_of(session.council_id))


def _make_polls(session: CouncilSession, items: list[Nomination], routes: dict) -> list[Poll]:
    """Write one poll for the full council and one for its chair and vice chairs, as the routes ask."""
    polls = []
    for body in VotingBody.values:
        mine = [item for item in items if _route(item, routes).route == body]
        if not mine:
            continue
        poll = Poll.objects.create(session=session, number=len(polls) + 1, body=body)
        Question.objects.bulk_create(
            _question(poll, order, item, _route(item, routes)) for order, item in enumerate(mine, start=1)
        )
        polls.append(poll)
    return polls


def _question(poll: Poll, order: int, item: Nomination, route) -> Question:
    return Question(
        poll=poll,
        nomination=item,
        order=order,
        name=item.full_name,
        position=item.position,
        unit_name=item.unit_name,
        award_name=item.award.name,
        num=route.num,
        den=route.den,
        quorum_num=route.quorum_num,
        quorum_den=route.quorum_den,
        legal_basis=route.legal_basis,
        is_confirmed=route.confirmed,
    )


@transaction.atomic
def void_session(session_id: int, *, reason: str, by) -> CouncilSession:
    """Call a session off before it was held; its nominations may go to another one."""
    session = lock_session(session_id)
    demand(permissions.can_prepare(seat_of(by, session.council_id), session.council))
    demand_session_move("void", session)
    reason = called_off_reason(reason)
    session.state = SESSION.target("void")
    session.voided_at, session.voided_by_id, session.void_reason = clock.now(), by.user_id, reason
    session.save(update_fields=["state", "voided_at", "voided_by", "void_reason"])
    AgendaItem.objects.filter(session=session).update(is_live=False)
    session.polls.update(state=POLL.target("drop"), voided_at=session.voided_at, void_reason=reason)
    audit.record("reviews.session_voided", by=by, obj=session, reason=reason)
    return session
