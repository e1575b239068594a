"""The council of the province with a session and a poll in every state; the commune has a council too."""

from core import clock
from core.audit import SYSTEM
from reviews import actions
from reviews.models import Council, CouncilSession, Function, Poll
from tests.access.world.people import World
from tests.factories import reviews as make
from tests.factories.awards import make_route
from tests.factories.nominations import Stage, make_confirmed
from tests.factories.reviews import Chamber
from tests.factories.units import make_actor
from units.models import Role

SEATS = ("chair", "teller", "second_teller", "third_teller", "member")
SESSIONS = ("draft", "convened", "meeting", "open", "closed", "counted", "sealed")


def stage_of(world: World, round_) -> Stage:
    """The people of the world, as the factories know them."""
    people = {name: world.actors[name] for name in ("editor", "head", "officer", "office_head")}
    return Stage(province=world.units, award=round_.awards.get(), round=round_, **people)


def make_council(world: World, round_) -> None:
    """A session in each state; who was seated last stands on no roster."""
    make_route(round_.awards.get())
    chamber = Chamber(stage_of(world, round_), _found(world.units.province), [], None)
    world.councils["ours"] = chamber.council.pk
    department = world.units.department
    for number, name in enumerate(SEATS):
        actor = world.actors.get(name) or make_actor(department, Role.CONSULTEE)
        function = Function.CHAIR if name == "chair" else Function.MEMBER
        fields = {"title": f"Ủy viên {number}", "is_teller": "teller" in name, "order": number}
        chamber.voters.append(make.seat_for(chamber, actor, function, **fields))
    chamber.secretary_seat = make.seat_for(
        chamber, world.actors["secretary"], Function.SECRETARY, title="Thư ký"
    )
    stage = chamber.stage
    conclusions = ("QUALIFIED",) * (len(SESSIONS) + 1)
    dossier = make_confirmed(stage.head, stage.officer, stage.office_head, round_, conclusions=conclusions)
    world.dossiers["own confirmed"] = dossier.pk
    ready = list(dossier.nominations.order_by("order").values_list("pk", flat=True))
    for state, nomination in zip(SESSIONS, ready, strict=False):
        _session(world, chamber, state, nomination)
    late = make.seat_for(chamber, world.actors["late_member"], Function.MEMBER, title="Ủy viên mới")
    chamber.voters.append(late)
    make.hold(chamber, CouncilSession.objects.get(pk=world.sessions["ours meeting"]))  # with him


def make_council_of_commune(world: World) -> None:
    """A council of Y Tý itself, whose session is out of sight for the province's."""
    council = _found(world.units.commune)
    world.councils["theirs"] = council.pk
    chamber = Chamber(None, council, [], None)
    chamber.voters.append(make.seat_for(chamber, world.actors["leader"], Function.CHAIR, title="Chủ tịch"))
    chamber.secretary_seat = make.seat_for(
        chamber, world.actors["commune_officer"], Function.SECRETARY, title="Thư ký"
    )
    session = actions.draft_session(council.pk, **make.session_values(chamber), by=chamber.secretary)
    world.sessions["theirs empty"] = session.pk


def _found(unit) -> Council:
    return actions.found_council(
        unit_id=unit.pk,
        name=f"Hội đồng Thi đua - Khen thưởng {unit.name}",
        decision_no="12/QĐ-UBND",
        decision_on=make.SINCE,
        by=SYSTEM,
    )


def _session(world: World, chamber: Chamber, state: str, nomination: int) -> None:
    session = actions.draft_session(chamber.council.pk, **make.session_values(chamber), by=chamber.secretary)
    world.sessions[f"ours {state}"] = session.pk
    session = actions.set_agenda(session.pk, [nomination], by=chamber.secretary)
    if state == "draft":
        return
    session = actions.convene(session.pk, by=chamber.secretary)
    if state == "convened":
        return
    make.hold(chamber, session)
    if state != "meeting":
        _vote(chamber, make.open_first(chamber, session), state)
    world.polls[f"ours {state}"] = (session.pk, session.polls.get().pk)


def _vote(chamber: Chamber, poll: Poll, state: str) -> None:
    """The member has voted, the teller not yet; a count that waits was begun by the second teller."""
    if state == "open":
        make.vote(poll, chamber.voting[-1], [make.YES])
        return
    make.everybody_votes(chamber, poll, [make.YES])
    make.close(chamber, poll)
    if state == "closed":
        actions.count(poll.pk, confirmed_at=clock.now(), by=chamber.tellers[1])
        return
    for teller in chamber.tellers[:2]:
        actions.count(poll.pk, confirmed_at=clock.now(), by=teller)
    if state == "sealed":
        make.seal(chamber, poll)
