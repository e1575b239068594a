"""Councils, sessions and polls, brought to each state by the deeds of those who bring them there."""

import random
from dataclasses import dataclass, field
from datetime import date

from awards.models import Route
from core import clock
from core.audit import SYSTEM
from nominations.models import Nomination
from reviews import actions
from reviews.actions.meeting import Seen
from reviews.models import Council, CouncilMember, CouncilSession, Function, Poll, Presence
from tests.factories.awards import make_award, make_route
from tests.factories.nominations import Stage, make_confirmed, make_stage
from tests.factories.units import make_actor, make_person, make_unit, make_user
from units.actors import Actor
from units.models import Role, UnitKind

SINCE = date(2026, 1, 1)
YES, NO, BLANK = 1, 2, 0
PASSWORD = "mat-khau-thu-nghiem"  # of tests.factories.units.make_user


@dataclass
class Chamber:
    """A council with its people: 1 chair, 2 vice chairs, members of whom 3 are tellers, and a secretary.

    `actors` goes by the key of the seat; `voters` are those with a vote, in their order.
    """

    stage: Stage
    council: Council
    voters: list[CouncilMember]
    secretary_seat: CouncilMember
    actors: dict[int, Actor] = field(default_factory=dict)

    @property
    def chair_seat(self) -> CouncilMember:
        """The seat of the chair."""
        return self.voters[0]

    @property
    def chair(self) -> Actor:
        """The chair, acting."""
        return self.actors[self.chair_seat.pk]

    @property
    def secretary(self) -> Actor:
        """The secretary, acting; he has no vote."""
        return self.actors[self.secretary_seat.pk]

    @property
    def tellers(self) -> list[Actor]:
        """The three tellers, acting."""
        return [self.actors[seat.pk] for seat in self.voters if seat.is_teller]

    @property
    def voting(self) -> list[Actor]:
        """Everybody with a vote, acting, in their order."""
        return [self.actors[seat.pk] for seat in self.voters]


def make_chamber(size: int = 7, *, stage: Stage | None = None, **route) -> Chamber:
    """A council of this size with a vote rule of 80% for the stage's award."""
    stage = stage or make_stage()
    make_route(stage.award, **route)
    council = actions.found_council(
        unit_id=stage.province.province.pk,
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        decision_no="12/QĐ-UBND",
        decision_on=SINCE,
        by=SYSTEM,
    )
    chamber = Chamber(stage, council, [], None)
    for number in range(size):
        function = Function.CHAIR if number == 0 else Function.VICE_CHAIR if number < 3 else Function.MEMBER
        seat = add_seat(
            chamber, f"Ủy viên Số {number}", function=function, is_teller=3 <= number < 6, order=number
        )
        chamber.voters.append(seat)
    chamber.secretary_seat = seat_for(
        chamber, stage.office_head, Function.SECRETARY, title="Trưởng phòng Thi đua, Khen thưởng"
    )
    return chamber


def add_seat(chamber: Chamber, name: str, *, function=Function.MEMBER, **fields) -> CouncilMember:
    """A new person who heads a department and sits in the council."""
    unit = make_unit(f"Sở {name}", kind=UnitKind.DEPARTMENT, parent=chamber.stage.province.province)
    actor = make_actor(unit, Role.HEAD, user=make_user(name))
    person = make_person(unit, name)
    return seat_for(chamber, actor, function, title=f"Giám đốc Sở {name}", person_id=person.pk, **fields)


def seat_for(chamber: Chamber, actor: Actor, function, **fields) -> CouncilMember:
    """A seat for somebody who exists."""
    seat = actions.seat_member(
        chamber.council.pk,
        user_id=actor.user_id,
        function=function,
        unit_id=actor.unit_id,
        valid_from=SINCE,
        by=SYSTEM,
        **fields,
    )
    chamber.actors[seat.pk] = actor
    return seat


def make_ready(chamber: Chamber, nominees: int) -> list[Nomination]:
    """So many nominations whose appraisal is confirmed."""
    stage = chamber.stage
    dossier = make_confirmed(
        stage.editor, stage.officer, stage.office_head, stage.round, conclusions=("QUALIFIED",) * nominees
    )
    return list(dossier.nominations.order_by("order"))


def session_values(chamber: Chamber, **fields) -> dict:
    """What `draft_session` takes beside the council and the secretary."""
    values = {
        "name": "Xét khen thưởng tổng kết năm 2026",
        "place": "Phòng họp số 1, UBND tỉnh",
        "mode": "MIXED",
        "starts_at": clock.now(),
        "chair_id": chamber.chair_seat.pk,
        "secretary_id": chamber.secretary_seat.pk,
    }
    return values | fields


def make_draft_session(chamber: Chamber, nominees: int = 3, **fields) -> CouncilSession:
    """A session that is being prepared, with so many nominations on its agenda."""
    ready = make_ready(chamber, nominees)
    session = actions.draft_session(
        chamber.council.pk, **session_values(chamber, **fields), by=chamber.secretary
    )
    return actions.set_agenda(session.pk, [row.pk for row in ready], by=chamber.secretary)


def make_convened(chamber: Chamber, nominees: int = 3, **fields) -> CouncilSession:
    """A session whose members are called."""
    session = make_draft_session(chamber, nominees, **fields)
    return actions.convene(session.pk, by=chamber.secretary)


def make_mixed(chamber: Chamber) -> CouncilSession:
    """A convened session with a poll of the full council and one of its chairs alone, in this order."""
    session = make_draft_session(chamber, nominees=2)
    award = make_award("GK")
    make_route(award, route=Route.STANDING)
    last = session.agenda.latest("order")
    Nomination.objects.filter(pk=last.nomination_id).update(award=award)
    return actions.convene(session.pk, by=chamber.secretary)


def everybody_present(chamber: Chamber) -> dict[int, Seen]:
    """The attendance of a full house."""
    return {seat.pk: Seen(Presence.PRESENT) for seat in chamber.voters}


def hold(chamber: Chamber, session: CouncilSession, attendance=None) -> CouncilSession:
    """Open the meeting."""
    return actions.open_meeting(
        session.pk,
        attendance or everybody_present(chamber),
        chair_id=session.chair_id,
        by=chamber.secretary,
    )


def make_meeting(chamber: Chamber, nominees: int = 3, **fields) -> CouncilSession:
    """A session that is being held with everybody present."""
    return hold(chamber, make_convened(chamber, nominees, **fields))


def open_first(chamber: Chamber, session: CouncilSession, *, minutes: int = 30) -> Poll:
    """Open the session's poll that waits."""
    poll = session.polls.get(state="PREPARED")
    return actions.open_poll(poll.pk, minutes=minutes, by=chamber.secretary)


def make_open(chamber: Chamber, nominees: int = 3) -> Poll:
    """A poll that takes ballots."""
    return open_first(chamber, make_meeting(chamber, nominees))


def vote(poll: Poll, actor: Actor, choices) -> str:
    """Cast choices, given in the order of the questions; None leaves a question out. Returns the receipt."""
    keys = poll.questions.order_by("order").values_list("pk", flat=True)
    given = {key: choice for key, choice in zip(keys, choices, strict=True) if choice is not None}
    return actions.cast(poll.pk, given, confirmed_at=clock.now(), by=actor)


def random_choices(poll: Poll, dice: random.Random) -> list[int]:
    """One choice for each question."""
    return [dice.choice((YES, YES, NO, BLANK)) for _ in range(poll.questions.count())]


def everybody_votes(chamber: Chamber, poll: Poll, choices=(YES, NO, BLANK)) -> dict[int, str]:
    """All cast the same; returns seat: receipt."""
    return {seat.pk: vote(poll, chamber.actors[seat.pk], choices) for seat in chamber.voters}


def close(chamber: Chamber, poll: Poll) -> Poll:
    """Close as the secretary."""
    return actions.close_poll(poll.pk, by=chamber.secretary)


def count(chamber: Chamber, poll: Poll) -> Poll:
    """Two tellers open the count."""
    first, second, _ = chamber.tellers
    actions.count(poll.pk, confirmed_at=clock.now(), by=first)
    return actions.count(poll.pk, confirmed_at=clock.now(), by=second)


def seal(chamber: Chamber, poll: Poll, *, by: Actor | None = None) -> Poll:
    """Seal as the chair."""
    return actions.seal_poll(poll.pk, confirmed_at=clock.now(), by=by or chamber.chair)


def void(chamber: Chamber, poll: Poll, reason="Ghi nhầm thành phần dự họp") -> Poll:
    """Chair and secretary void; returns the poll that takes its place."""
    for actor in (chamber.secretary, chamber.chair):
        done = actions.void_poll(poll.pk, reason=reason, confirmed_at=clock.now(), by=actor)
    return done.replaced_by


def make_sealed(chamber: Chamber, choices=(YES, NO, BLANK)) -> Poll:
    """A poll in which all voted the same, sealed."""
    poll = make_open(chamber, nominees=len(choices))
    everybody_votes(chamber, poll, choices)
    close(chamber, poll)
    count(chamber, poll)
    return seal(chamber, poll)
