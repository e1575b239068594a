"""Rows of decisions: the standing body drafts, presents and publishes; the issuing unit signs."""

from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.models import Decision
from tests.access.matrix.common import FOR_THOSE_INSIDE, NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import CHIEF, CLERK, LEADER, OFFICER, OVERSEER, READER, UNIT, WRITER
from tests.access.world import PASSWORD, World
from tests.core import hostile

_BODY = (OFFICER, CHIEF, OVERSEER)
_HANDLERS = (*_BODY, LEADER, CLERK)


def _whoever_sees(status: int) -> dict:
    """A draft is not the clerk's business yet; units read what is published."""
    return {
        "draft": only(status, *_BODY, LEADER),
        "presented": only(status, *_HANDLERS),
        "struck": only(status, *_HANDLERS),
        "signed": only(status, *_HANDLERS),
        "published": only(status, *_HANDLERS, UNIT),
    }


READ, NOBODY = _whoever_sees(200), _whoever_sees(403)


def _by(state: str, status: int, *relations: str, late: tuple[str, ...]) -> dict:
    """Who may in this state; in others he is told that the decision is no longer, or not yet, there."""
    told = {state: status} | dict.fromkeys(late, 409)
    return NOBODY | {
        name: {who: found if who in relations else refused for who, refused in NOBODY[name].items()}
        for name, found in told.items()
    }


def _subject(world: World, role: str, name: str) -> dict:
    decision = Decision.objects.filter(pk=world.decisions.get(name)).first()
    version = decision.version if decision else 1
    return key(world, role, name) | {"subject": "Tặng Bằng khen năm 2026", "version": version}


def _letter(world: World, role: str, name: str) -> dict:
    return _subject(world, role, name) | {"letter_no": "513/TTr-SNV", "letter_on": "23/11/2026"}


_SIGNED = hostile.pdf()


def _signature(world: World, role: str, name: str) -> dict:
    file = SimpleUploadedFile("qd-2050.pdf", _SIGNED, "application/pdf")
    signer = world.actors["leader" if name.startswith("theirs") else "province_leader"].membership.pk
    return key(world, role, name) | {
        "number": 2050,
        "signed_on": "23/11/2026",
        "signer": signer,
        "signer_title": "Chủ tịch",
        "file": file,
        "password": PASSWORD,
    }


_REASON = typed(reason="Chưa tiêu biểu.")


def _decision(get: dict, post: dict, *on: str, data=key) -> Row:
    return Row(get, post, kind="decisions", on=on, data=data)


def _name(get: dict, post: dict, *on: str) -> Row:
    return Row(get, post, kind="lines", on=on, data=_REASON, keys=("pk", "line_pk"))


_ALL = ("ours draft", "ours presented", "ours signed", "ours published", "theirs presented")
TABLE = {
    "decisions:decision_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "decisions:decision_detail": _decision(READ, NOT_ALLOWED, *_ALL),
    "decisions:decision_file": _decision(
        {state: READ[state] for state in ("signed", "published")}, NOT_ALLOWED, *_ALL
    ),
    "decisions:decision_letter": _decision(
        {state: only(200, *_HANDLERS) for state in ("presented", "signed", "published")},
        NOT_ALLOWED,
        "ours draft",
        "ours presented",
        "ours published",
    ),
    # The standing body.
    "decisions:decision_draft": Row(
        {"": {OFFICER: 200, CHIEF: 200, READER: 403, WRITER: 403}},
        {"": {OFFICER: 302, CHIEF: 302, READER: 403, WRITER: 403}},
        kind="waiting",
        on=("ours",),
        data=key,
        keys=("round_pk", "award_pk", "session_pk"),
    ),
    "decisions:decision_edit": _decision(
        _by("draft", 200, OFFICER, CHIEF, late=("presented",)),
        _by("draft", 302, OFFICER, CHIEF, late=("presented",)),
        "ours draft",
        "ours presented",
        "theirs presented",
        data=_subject,
    ),
    "decisions:name_take_off": _name(
        _by("draft", 200, OFFICER, CHIEF, late=("presented",)),
        _by("draft", 302, OFFICER, CHIEF, late=("presented",)),
        "ours draft",
        "ours presented",
        "theirs presented",
    ),
    "decisions:decision_present": _decision(
        _by("draft", 200, CHIEF, OVERSEER, late=("presented",)),
        _by("draft", 302, CHIEF, OVERSEER, late=("presented",)),
        "ours draft",
        "ours presented",
        "theirs presented",
        data=_letter,
    ),
    "decisions:decision_publish": _decision(
        _by("signed", 200, OFFICER, CHIEF, late=("published", "presented")),
        _by("signed", 302, OFFICER, CHIEF, late=("published", "presented")),
        "ours signed",
        "ours published",
        "theirs presented",
    ),
    # The unit that issues it.
    "decisions:decision_send_back": _decision(
        _by("presented", 200, LEADER, CLERK, late=("signed", "draft")),
        _by("presented", 302, LEADER, CLERK, late=("signed", "draft")),
        "ours draft",
        "ours presented",
        "ours signed",
        "theirs presented",
        data=_REASON,
    ),
    "decisions:name_strike": _name(
        _by("presented", 200, LEADER, late=("signed", "draft")),
        _by("presented", 302, LEADER, late=("signed", "draft")),
        "ours draft",
        "ours presented",
        "ours signed",
        "theirs presented",
    ),
    "decisions:name_restore": _name(
        NOT_ALLOWED,
        _by("struck", 302, LEADER, late=("signed", "presented")),
        "ours struck",
        "ours signed",
        "theirs presented",
    ),
    "decisions:decision_sign": _decision(
        _by("presented", 200, CLERK, late=("signed",)),
        _by("presented", 302, CLERK, late=("signed",)),
        "ours draft",
        "ours presented",
        "ours signed",
        "theirs presented",
        data=_signature,
    ),
}
