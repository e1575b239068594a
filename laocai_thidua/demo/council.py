"""The province's council: who sits in it, a session that is over, one that votes now, one that is called."""

from datetime import datetime, timedelta

from core import clock
from laocai_thidua.demo import decisions, rounds
from laocai_thidua.demo.accounts import ACCOUNTS, PROVINCE
from laocai_thidua.demo.diary import Story, at
from laocai_thidua.demo.world import DIRECTOR, OFFICE_HEAD, World
from nominations.models import Nomination
from nominations.workflow import FOR_COUNCIL
from reviews import actions
from reviews.actions.meeting import Seen
from reviews.models import CouncilSession, Exclusion, Function, Poll, Presence
from units.actors import Actor

PLACE = "Phòng họp số 1, UBND tỉnh"
SECRETARY = OFFICE_HEAD
YES, NO, BLANK = 1, 2, 0
DAY = 24 * 60  # minutes that the open poll of the demo takes ballots


def stories(world: World) -> list[Story]:
    """Return all that is told about the council."""
    return [_founded(world), _earlier(world), _voting(world), _called(world)]


def _founded(world: World) -> Story:
    days = world.days
    yield at(days.after(days.begins, 10), 9)
    by, province = world[DIRECTOR], world.unit(PROVINCE)
    council = world.council = actions.found_council(
        unit_id=province.pk,
        name="Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai",
        decision_no="318/QĐ-UBND",
        decision_on=days.after(days.begins, 8),
        by=by,
    )
    for order, account in enumerate((one for one in ACCOUNTS if one.seat), start=1):
        actor = world[account.username]
        seat = actions.seat_member(
            council.pk,
            user_id=actor.user_id,
            function=account.seat,
            title=account.title,
            unit_id=actor.unit_id,
            valid_from=clock.today(),
            by=by,
            is_teller=account.is_teller,
            order=order,
        )
        world.seats.append(seat)


def _drafted(world: World, key: str, name: str, starts_at) -> CouncilSession:
    """The secretary drafts a session on all that is ready in a round."""
    by, seats = world[SECRETARY], {seat.function: seat for seat in reversed(world.seats)}
    session = actions.draft_session(
        world.council.pk,
        name=name,
        place=PLACE,
        mode="MIXED",
        starts_at=starts_at,
        chair_id=seats[Function.CHAIR].pk,
        secretary_id=seats[Function.SECRETARY].pk,
        by=by,
    )
    ready = Nomination.objects.filter(
        dossier__round=world.rounds[key], dossier__state="CONFIRMED", outcome__in=FOR_COUNCIL
    )
    ready = ready.order_by("award__order", "dossier__unit__name", "dossier_id", "order")
    return actions.set_agenda(session.pk, list(ready.values_list("pk", flat=True)), by=by)


def _attendance(world: World, absent: dict[str, Seen]) -> dict[int, Seen]:
    """Everybody is there, every sixth from afar, but those named."""
    found = {}
    for number, seat in enumerate(world.seats):
        username = seat.user.username
        found[seat.pk] = absent.get(username) or Seen(Presence.PRESENT, is_online=number % 6 == 5)
    return found


# A session that is over -----------------------------------------------------------------------------------


def _earlier(world: World) -> Story:
    days, by = world.days, world[SECRETARY]
    day, year = days.session, days.session.year - 1
    starts_at = at(day, 8)
    yield at(days.before(day, 9), 9)
    name = f"Xét khen thưởng công trạng năm {year}, đợt bổ sung"
    session = _drafted(world, rounds.EARLIER, name, starts_at)
    yield at(days.before(day, 7), 10)
    actions.convene(session.pk, by=by)
    yield at(day, 8, 5)
    absent = {
        "quynh.mai.sngv": Seen(Presence.ABSENT_REASON, reason="Đi công tác nước ngoài"),
        "kien.trieu.bchqs": Seen(Presence.WRITTEN, reason="Chỉ huy diễn tập"),
    }
    actions.open_meeting(session.pk, _attendance(world, absent), chair_id=session.chair_id, by=by)
    for number, poll in enumerate(session.polls.order_by("number")):
        start = at(day, 8 + number, 30)
        yield from _held(world, poll, start, stays_away="quynh.mai.sngv")
    yield at(day, 11, 30)
    conclusion = (
        "Hội đồng thống nhất đề nghị Chủ tịch UBND tỉnh khen thưởng các trường hợp đạt tỷ lệ phiếu quy định."
    )
    actions.conclude(session.pk, conclusion=conclusion, by=by)
    yield from decisions.of_session(world, session)


def _held(world: World, poll: Poll, start: datetime, *, stays_away: str) -> Story:
    """Open, vote, close, count by two tellers, seal."""
    by = world[SECRETARY]
    yield start
    actions.open_poll(poll.pk, minutes=60, by=by)
    yield start + timedelta(minutes=10)
    _vote(world, poll, stays_away)
    yield start + timedelta(minutes=40)
    actions.close_poll(poll.pk, by=by)
    tellers = [seat for seat in world.seats if seat.is_teller]
    for place, teller in enumerate(tellers[:2]):
        yield start + timedelta(minutes=44 + place)
        actions.count(poll.pk, confirmed_at=clock.now(), by=_acting(world, teller))
    yield start + timedelta(minutes=50)
    actions.seal_poll(poll.pk, confirmed_at=clock.now(), by=_acting(world, world.seats[0]))


def _vote(world: World, poll: Poll, stays_away: str) -> None:
    """All who came vote: nearly everybody yes, and too few for the last name of the full council."""
    questions = list(poll.questions.order_by("order"))
    away = set(Exclusion.objects.filter(question__poll=poll).values_list("question_id", "member_id"))
    voters = poll.roster.filter(is_voting=True).order_by("order").select_related("member__user")
    for place, entry in enumerate(voters):
        if entry.member.user.username == stays_away:
            continue
        choices = {
            question.pk: _choice(place, number, number == len(questions) and len(voters) > 4)
            for number, question in enumerate(questions, start=1)
            if (question.pk, entry.member_id) not in away
        }
        actions.cast(poll.pk, choices, confirmed_at=clock.now(), by=_acting(world, entry.member))


def _choice(place: int, number: int, falls: bool) -> int:
    if falls:
        return NO if place % 3 == 1 else YES
    if place >= 4 and (place + 5 * number) % (7 + number % 5) == 0:
        return BLANK if number % 2 else NO
    return YES


def _acting(world: World, seat) -> Actor:
    return next(actor for actor in world.actors.values() if actor.user_id == seat.user_id)


# Now ------------------------------------------------------------------------------------------------------


def _voting(world: World) -> Story:
    """A meeting that is going on, with the secret poll open for a day from now."""
    days, by = world.days, world[SECRETARY]
    starts_at = (world.now - timedelta(minutes=30)).replace(second=0, microsecond=0)
    yield at(days.office(9), 9)
    name = f"Xét khen thưởng công trạng năm {days.year}, đợt 1"
    session = _drafted(world, rounds.VOTED, name, starts_at)
    yield at(days.office(7), 10)
    actions.convene(session.pk, by=by)
    yield world.now - timedelta(minutes=20)
    absent = {"son.quan.bhxh": Seen(Presence.WRITTEN, reason="Dự hội nghị của ngành")}
    actions.open_meeting(session.pk, _attendance(world, absent), chair_id=session.chair_id, by=by)
    yield world.now
    actions.open_poll(session.polls.order_by("number").first().pk, minutes=DAY, by=by)


def _called(world: World) -> Story:
    """A session for the coming week, whose members have their papers."""
    days, by = world.days, world[SECRETARY]
    yield at(days.office(4), 9)
    name = f"Tổng kết công tác năm {days.year}, phiên thứ nhất"
    session = _drafted(world, rounds.OPEN, name, at(days.after(days.today, 5), 8))
    yield at(days.office(2), 15)
    actions.convene(session.pk, by=by)
