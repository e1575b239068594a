"""Rows of dossiers: the unit writes and sends, the standing body receives and appraises."""

from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.models import Dossier, Nomination
from tests.access.matrix.common import FOR_THOSE_INSIDE, NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import (
    CHIEF,
    HEAD,
    NOT_READERS,
    OVERSEER,
    QUEUE_READERS,
    READER,
    RECEIVER,
    WRITER,
)
from tests.access.world import World
from tests.core import hostile

# Who reads: whoever sees the dossier; the standing body once it was sent.
_UNIT = (WRITER, HEAD, READER)
_BODY = (RECEIVER, CHIEF, OVERSEER)
_AT_HOME = ("draft", "signing")
_SENT = ("sent", "returned", "accepted", "asked", "concluded", "appraised", "confirmed", "closed")


def _in(states, home: dict, sent: dict) -> dict:
    return {state: home for state in _AT_HOME if state in states} | {
        state: sent for state in _SENT if state in states
    }


def _whoever_sees(status: int) -> dict:
    return _in((*_AT_HOME, *_SENT), only(status, *_UNIT), only(status, *_UNIT, *_BODY))


READ = _whoever_sees(200)
NOBODY = _whoever_sees(403)


def _but(rule: dict, **changes: dict) -> dict:
    """This rule with other answers in some states."""
    return rule | {state: rule[state] | change for state, change in changes.items()}


_UNIT_WRITES, _UNIT_SAVES = only(200, WRITER, HEAD), only(302, WRITER, HEAD)
_UNIT_LATE = only(409, WRITER, HEAD)
_BODY_OPENS, _BODY_DOES = only(200, RECEIVER, CHIEF), only(302, RECEIVER, CHIEF)
_BODY_LATE = only(409, RECEIVER, CHIEF)
# The pages on which a draft is written, and what pressing their buttons does.
WRITE = _but(NOBODY, draft=_UNIT_WRITES, returned=_UNIT_WRITES)
_SAVED = {"draft": _UNIT_SAVES, "returned": _UNIT_SAVES}
SAVE = _but(NOBODY, **_SAVED, **dict.fromkeys(("signing", "sent", "accepted", "confirmed"), _UNIT_LATE))
#: What asks for the permission first says "no more" as a refusal.
SAVE_OR_REFUSED = _but(NOBODY, **_SAVED)


def _by_head(state: str, status: int, late: dict) -> dict:
    return _but(NOBODY, **{state: {HEAD: status}}, **{name: {HEAD: found} for name, found in late.items()})


def _by_body(state: str, status: int, late: str) -> dict:
    return _but(NOBODY, **{state: only(status, RECEIVER, CHIEF), late: only(409, RECEIVER, CHIEF)})


def _by_chief(state: str, status: int, late: str) -> dict:
    return _but(NOBODY, **{state: {CHIEF: status}, late: {CHIEF: 409}})


def _version(model, kind: str):
    def data(world: World, role: str, name: str) -> dict:
        found = model.objects.filter(pk=world.key(kind, name)).first()
        return key(world, role, name) | {"version": found.version if found else 1}

    return data


_of_dossier, _of_nominee = _version(Dossier, "dossiers"), _version(Nomination, "nominations")


def _nominee(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {
        "award": world.award,
        "full_name": "Phu Suy Thó",
        "birth_date": "25/06/1979",
        "gender": "MALE",
        "position": "Trưởng thôn Lao Chải 1",
        "achievement": "Cùng 38 hộ trong thôn hiến 2.400 m² đất.",
        "version": 1,
    }


def _collective(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {
        "award": world.award,
        "full_name": "Trạm Y tế xã Y Tý",
        "achievement": "Tiêm đủ mũi cho 96% trẻ em.",
        "version": 1,
    }


_PAGES = hostile.pdf()


def _file(world: World, role: str, name: str) -> dict:
    file = SimpleUploadedFile("bao-cao.pdf", _PAGES, "application/pdf")
    return key(world, role, name) | {"kind": "REPORT", "title": "Báo cáo", "file": file}


def _conclusion(world: World, role: str, name: str) -> dict:
    return _of_nominee(world, role, name) | {"conclusion": "QUALIFIED", "reason": ""}


def _chosen(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | {"chon": [world.key("nominations", name)]}


_REASON = typed(reason="Cần xem lại số liệu.", days=5, ground="NOT_ELIGIBLE", answer="Đã bổ sung.")
_ALL = ("own draft", "own sent", "own accepted", "below draft")
_ALL += ("neighbour draft", "neighbour sent", "neighbour accepted")
_DRAFTS = ("own draft", "own sent", "neighbour draft")
_TO_WRITE = ("own draft", "own sent", "below draft", "neighbour draft")
_TO_RECEIVE = ("own sent", "own accepted", "own draft", "school sent")


def _dossier(get: dict, post: dict, *on: str, data=key) -> Row:
    return Row(get, post, kind="dossiers", on=on, data=data)


def _nomination(get: dict, post: dict, *on: str, data=key) -> Row:
    return Row(get, post, kind="nominations", on=on, data=data)


TABLE = {
    "nominations:dossier_create": Row(
        NOT_ALLOWED,
        {"": {WRITER: 302, READER: 403, CHIEF: 403}},
        kind="rounds",
        on=("open", "hidden", "commune"),
        data=key,
        keys=("round_pk",),
    ),
    "nominations:dossier_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "nominations:queue": Row({QUEUE_READERS: 200, NOT_READERS: 403}, NOT_ALLOWED),
    "nominations:dossier_detail": _dossier(READ, NOT_ALLOWED, *_ALL, "own signing", "school sent"),
    # The unit.
    "nominations:nomination_add": _dossier(WRITE, SAVE, *_ALL, data=_nominee),
    "nominations:nomination_add_collective": _dossier(WRITE, SAVE, *_TO_WRITE, data=_collective),
    "nominations:nomination_edit": _nomination(WRITE, SAVE, *_ALL, data=_nominee),
    "nominations:nomination_remove": _nomination(WRITE, SAVE, *_ALL),
    "nominations:evidence_add": _dossier(WRITE, SAVE_OR_REFUSED, *_TO_WRITE, data=_file),
    "nominations:nomination_evidence_add": _nomination(WRITE, SAVE_OR_REFUSED, *_TO_WRITE, data=_file),
    "nominations:dossier_letter": _dossier(
        _but(WRITE, signing=_UNIT_WRITES),
        _but(SAVE_OR_REFUSED, signing=_UNIT_SAVES),
        *_TO_WRITE,
        "own signing",
        data=typed(letter_no="96/TTr-UBND", letter_on="09/11/2026"),
    ),
    "nominations:dossier_ask_sign_off": _dossier(NOT_ALLOWED, SAVE, *_DRAFTS, data=_of_dossier),
    "nominations:dossier_take_back": _dossier(
        NOT_ALLOWED,
        _but(NOBODY, signing=_UNIT_SAVES, draft=_UNIT_LATE),
        "own signing",
        "own draft",
        "neighbour draft",
    ),
    "nominations:dossier_send_back": _dossier(
        _by_head("signing", 200, {"sent": 409}),
        _by_head("signing", 302, {"sent": 409}),
        "own signing",
        "own sent",
        "neighbour sent",
        data=_REASON,
    ),
    "nominations:dossier_submit": _dossier(
        NOT_ALLOWED,
        _by_head("signing", 302, {"draft": 422, "sent": 409, "accepted": 409}),  # the draft has no letter
        *_ALL,
        "own signing",
        data=_of_dossier,
    ),
    "nominations:dossier_recall": _dossier(
        NOT_ALLOWED,
        _by_head("sent", 302, {"accepted": 409}),
        "own sent",
        "own accepted",
        "neighbour sent",
    ),
    "nominations:dossier_withdraw": _dossier(
        _by_head("sent", 200, {"confirmed": 409}),
        _by_head("sent", 302, {"confirmed": 409}),
        "own sent",
        "own confirmed",
        "neighbour sent",
        data=_REASON,
    ),
    # The standing body.
    "nominations:dossier_accept": _dossier(
        NOT_ALLOWED, _by_body("sent", 302, "accepted"), *_ALL, "school sent"
    ),
    "nominations:dossier_return": _dossier(
        _by_body("sent", 200, "accepted"), _by_body("sent", 302, "accepted"), *_TO_RECEIVE, data=_REASON
    ),
    "nominations:dossier_refuse": _dossier(
        _by_body("sent", 200, "accepted"), _by_body("sent", 302, "accepted"), *_TO_RECEIVE, data=_REASON
    ),
    "nominations:dossier_qualify": _dossier(
        _by_body("accepted", 200, "sent"),
        _by_body("accepted", 302, "sent"),
        *_TO_RECEIVE,
        data=_chosen,
    ),
    "nominations:dossier_finish": _dossier(
        NOT_ALLOWED,
        _by_body("concluded", 302, "sent"),
        "own concluded",
        "own sent",
        "own draft",
        "school sent",
    ),
    "nominations:dossier_confirm": _dossier(
        NOT_ALLOWED,
        _by_chief("appraised", 302, "accepted"),
        "own appraised",
        "own accepted",
        "own draft",
        "school sent",
    ),
    "nominations:dossier_send_back_to_officer": _dossier(
        _by_chief("appraised", 200, "accepted"),
        _by_chief("appraised", 302, "accepted"),
        "own appraised",
        "own accepted",
        "own draft",
        "school sent",
        data=_REASON,
    ),
    "nominations:nomination_detail": _nomination(READ, NOT_ALLOWED, *_ALL, "school sent"),
    "nominations:appraise": _nomination(
        _but(NOBODY, **dict.fromkeys(("sent", "accepted"), only(200, *_BODY))),
        _by_body("accepted", 302, "sent"),
        *_TO_RECEIVE,
        data=_conclusion,
    ),
    "nominations:supplement_ask": _nomination(
        _by_body("accepted", 200, "sent"), _by_body("accepted", 302, "sent"), *_TO_RECEIVE, data=_REASON
    ),
    "nominations:recuse": _nomination(
        _but(NOBODY, **dict.fromkeys(("sent", "accepted"), only(200, *_BODY))),
        _but(NOBODY, **dict.fromkeys(("sent", "accepted"), only(302, *_BODY))),
        *_TO_RECEIVE,
        data=_REASON,
    ),
    "nominations:supplement_answer": Row(
        READ,
        _but(NOBODY, asked=_UNIT_SAVES),
        kind="supplements",
        on=("own asked", "school asked"),
        data=_REASON,
    ),
    "nominations:supplement_end": Row(
        NOT_ALLOWED,
        _but(NOBODY, asked=_BODY_DOES),
        kind="supplements",
        on=("own asked", "school asked"),
        data=key,
    ),
    # Files. The draft's own one waits for the virus scanner.
    "nominations:evidence_file": Row(
        _but(READ, draft=only(403, *_UNIT)),
        NOT_ALLOWED,
        kind="evidence",
        on=("own draft", "own sent", "school sent", "neighbour draft"),
    ),
    "nominations:evidence_remove": Row(NOT_ALLOWED, SAVE_OR_REFUSED, kind="evidence", on=_DRAFTS, data=key),
    "nominations:evidence_scan": Row(NOT_ALLOWED, SAVE, kind="evidence", on=_DRAFTS, data=key),
}
