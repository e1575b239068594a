"""Rows of the council: who sits in it prepares, votes, counts and seals; its standing body looks on."""

from reviews.models import Council, CouncilSession
from reviews.models.council import CouncilMember
from tests.access.matrix.common import FOR_THOSE_INSIDE, NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import CHAIR, LATE, LEADER, OVERSEER, SECRETARY, TELLER, VOTER
from tests.access.world import PASSWORD, World

# Everybody of the council knows of a session once it is convened; before, those who prepare it.
_SEATS = (SECRETARY, CHAIR, TELLER, VOTER, LATE)
_CALLED = (*_SEATS, LEADER, OVERSEER)
_STATES = ("convened", "meeting", "open", "closed", "counted", "sealed")


def _whoever_sees(status: int) -> dict:
    """A session that is being prepared is "draft", or "empty" while nothing is on its agenda."""
    return dict.fromkeys(("draft", "empty"), only(status, SECRETARY, OVERSEER)) | dict.fromkeys(
        _STATES, only(status, *_CALLED)
    )


NOBODY, SEEN = _whoever_sees(403), _whoever_sees(200)


def _by(state: str, status: int, *relations: str, **late: int) -> dict:
    """Who may in this state, and what they are told in others; whoever else sees it is refused."""
    told = {state: status} | late
    return NOBODY | {name: NOBODY[name] | only(found, *relations) for name, found in told.items()}


def _seats(world: World, name: str) -> dict[str, int]:
    """The keys of who presides and who is the secretary, in the council that the object belongs to."""
    whose = "theirs" if name.startswith("theirs") else "ours"
    chair, secretary = ("leader", "commune_officer") if whose == "theirs" else ("chair", "secretary")
    found = CouncilMember.objects.filter(council=world.councils[whose])
    return {
        "chair": found.get(user=world.users[chair]).pk,
        "secretary": found.get(user=world.users[secretary]).pk,
    }


def _session(world: World, role: str, name: str) -> dict:
    session = CouncilSession.objects.filter(pk=world.sessions.get(name)).first()
    return key(world, role, name) | {
        "name": "Xét khen thưởng đột xuất",
        "day": "30/11/2026",
        "time": "08:00",
        "place": "Phòng họp số 1",
        "mode": "MIXED",
        **_seats(world, name),
        "version": session.version if session else "",
    }


def _agenda(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {"nomination": []}


def _attendance(world: World, role: str, name: str) -> dict:
    seats = Council.objects.get(pk=world.councils["ours"]).members.values_list("pk", flat=True)
    marks = {f"m{seat}": "PRESENT" for seat in seats}
    return key(world, role, name) | {"chair": _seats(world, name)["chair"]} | marks


def _questions(world: World, name: str) -> list[int]:
    session = CouncilSession.objects.filter(pk=world.sessions.get(name)).first()
    return list(session.polls.values_list("questions", flat=True)) if session else []


def _relation(world: World, role: str, name: str) -> dict:
    question = next(iter(_questions(world, name)), 0)
    return key(world, role, name) | {"question": question, "reason": "Là em ruột."}


def _ballot(world: World, role: str, name: str) -> dict:
    return (
        key(world, role, name)
        | {"password": PASSWORD}
        | {f"c{question}": "1" for question in _questions(world, name)}
    )


_with_password = typed(password=PASSWORD, reason="Ghi nhầm thành phần dự họp.", minutes=30)


def _no_poll(status: int) -> dict:
    """Whoever sees a session in which nobody votes now is led back to it, or is too late."""
    seen = _whoever_sees(status)
    return {state: seen[state] for state in ("empty", "meeting", "sealed")}


def _of_session(get: dict, post: dict, *on: str, data=key) -> Row:
    return Row(get, post, kind="sessions", on=on, data=data)


def _of_poll(get: dict, post: dict, *on: str) -> Row:
    return Row(get, post, kind="polls", on=on, data=_with_password, keys=("pk", "poll_pk"))


_DRAFT_AND_AFTER = ("ours draft", "ours convened", "theirs empty")
TABLE = {
    "reviews:session_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "reviews:session_create": Row(
        {"": only(403, *_SEATS, OVERSEER) | {SECRETARY: 200}},
        {"": only(403, *_SEATS, OVERSEER) | {SECRETARY: 302}},
        kind="councils",
        on=("ours",),
        data=_session,
        keys=("council_pk",),
    ),
    "reviews:session_detail": _of_session(
        SEEN, NOT_ALLOWED, "ours draft", "ours convened", "ours open", "ours sealed", "theirs empty"
    ),
    "reviews:room": _of_session(SEEN, NOT_ALLOWED, "ours draft", "ours open", "theirs empty"),
    # The secretary prepares.
    "reviews:session_edit": _of_session(
        _by("draft", 200, SECRETARY, empty=200, convened=200),
        _by("draft", 302, SECRETARY, empty=302, convened=409),
        *_DRAFT_AND_AFTER,
        data=_session,
    ),
    "reviews:agenda_edit": _of_session(
        _by("draft", 200, SECRETARY, empty=200, convened=200),
        _by("draft", 302, SECRETARY, empty=302, convened=409),
        *_DRAFT_AND_AFTER,
        data=_agenda,
    ),
    "reviews:session_convene": _of_session(
        NOT_ALLOWED, _by("draft", 302, SECRETARY, empty=422, convened=409), *_DRAFT_AND_AFTER
    ),
    "reviews:session_void": _of_session(
        _by("draft", 200, SECRETARY, empty=200, convened=200, meeting=200),
        _by("draft", 302, SECRETARY, empty=302, convened=302, meeting=409),
        *_DRAFT_AND_AFTER,
        "ours meeting",
        data=_with_password,
    ),
    "reviews:meeting_open": _of_session(
        _by("convened", 200, SECRETARY, draft=200, empty=200, open=200),
        _by("convened", 302, SECRETARY, draft=409, empty=409, open=409),
        *_DRAFT_AND_AFTER,
        "ours open",
        data=_attendance,
    ),
    "reviews:session_conclude": _of_session(
        _by("sealed", 200, SECRETARY, empty=200, convened=200),
        _by("sealed", 302, SECRETARY, empty=409, convened=409),
        "ours sealed",
        "ours convened",
        "theirs empty",
        data=typed(conclusion="Thống nhất đề nghị khen thưởng."),
    ),
    # Those who vote.
    "reviews:relations": _of_session(
        _by("convened", 200, CHAIR, TELLER, VOTER, LATE, open=200),
        _by("convened", 302, CHAIR, TELLER, VOTER, LATE, open=422),
        "ours convened",
        "ours open",
        "theirs empty",
        data=_relation,
    ),
    "reviews:ballot": _of_session(
        _by("open", 200, CHAIR, TELLER, VOTER) | _no_poll(302),
        _by("open", 302, CHAIR, TELLER, VOTER) | _no_poll(409),
        "ours open",
        "ours meeting",
        "theirs empty",
        data=_ballot,
    ),
    "reviews:ballot_done": _of_session(
        _no_poll(302) | {"open": only(302, *_CALLED) | {VOTER: 200}},
        NOT_ALLOWED,
        "ours open",
        "ours sealed",
        "theirs empty",
    ),
    # Polls.
    "reviews:poll_detail": _of_poll(SEEN, NOT_ALLOWED, "ours meeting", "ours open", "ours sealed"),
    "reviews:sheet": _of_poll({"sealed": only(200, *_CALLED)}, NOT_ALLOWED, "ours counted", "ours sealed"),
    "reviews:poll_open": _of_poll(
        _by("meeting", 200, CHAIR, SECRETARY, open=200),
        _by("meeting", 302, CHAIR, SECRETARY, open=409),
        "ours meeting",
        "ours open",
    ),
    "reviews:poll_drop": _of_poll(
        _by("meeting", 200, SECRETARY, open=200),
        _by("meeting", 302, SECRETARY, open=409),
        "ours meeting",
        "ours open",
    ),
    "reviews:poll_close": _of_poll(
        _by("open", 200, SECRETARY, TELLER, closed=200),
        _by("open", 302, SECRETARY, TELLER, closed=409),
        "ours open",
        "ours closed",
    ),
    "reviews:poll_count": _of_poll(
        _by("closed", 200, TELLER, open=200),
        _by("closed", 302, TELLER, open=409),
        "ours closed",
        "ours open",
    ),
    "reviews:poll_seal": _of_poll(
        _by("counted", 200, CHAIR, SECRETARY, closed=200),
        _by("counted", 302, CHAIR, SECRETARY, closed=409),
        "ours counted",
        "ours closed",
    ),
    "reviews:poll_void": _of_poll(
        _by("sealed", 200, CHAIR, SECRETARY, meeting=200),
        _by("sealed", 302, CHAIR, SECRETARY, meeting=409),
        "ours sealed",
        "ours meeting",
    ),
}
