"""Rows of papers and periodic reports, each for those whose business the object is."""

from tests.access.matrix import decisions, nominations, reviews
from tests.access.matrix.common import NOT_ALLOWED, Row, key, only, typed
from tests.access.matrix.relations import (
    CHIEF,
    CLERK,
    INSIDE,
    LEADER,
    OFFICER,
    OVERSEER,
    STANDING,
    WRITER,
)

_HANDLERS = (OFFICER, CHIEF, OVERSEER, LEADER, CLERK)
_PAPERS = ("own accepted", "neighbour accepted", "ours minutes", "ours letter", "ours certificate")
_READ = {
    "accepted": nominations.READ["accepted"],
    "minutes": reviews.SEEN["sealed"],
    "letter": only(200, *_HANDLERS),
    "certificate": only(200, *_HANDLERS, WRITER),
}
_READERS = (OFFICER, CHIEF, OVERSEER, LEADER)
_REPORTS = ("ours draft", "ours issued", "ours failed")
_REPORT_READERS = (*STANDING, "province_leader")
_ASKERS = ("officer", "office_head", "province_leader")


def _only_for(roles: tuple[str, ...], status: int) -> dict:
    return {roles: status, tuple(role for role in INSIDE if role not in roles): 403}


def _deed(status: int, *may: str, retry: tuple[str, ...] = ()) -> dict:
    """On a draft these relations may, and `retry` too where it failed; with its number it changes no more."""
    refused = dict.fromkeys(_READERS, 403)
    draft = refused | dict.fromkeys(may, status)
    return {"draft": draft, "failed": draft | dict.fromkeys(retry, status), "issued": refused}


def _read(*states: str) -> dict:
    return {state: dict.fromkeys(_READERS, 200) for state in states}


def _figures() -> Row:
    return Row(_only_for(_REPORT_READERS, 200), NOT_ALLOWED)


def _report(get: dict, post: dict, data=key) -> Row:
    return Row(get, post, kind="reports", on=_REPORTS, data=data)


TABLE = {
    "reports:report_list": _figures(),
    "reports:overview": _figures(),
    "reports:grants": _figures(),
    "reports:dossiers": _figures(),
    "reports:report_ask": Row(NOT_ALLOWED, _only_for(_ASKERS, 302), data=typed(period="HALF 2026-H1")),
    "reports:report": _report(_read("draft", "issued", "failed"), NOT_ALLOWED),
    "reports:report_pdf": _report(_read("draft", "issued"), NOT_ALLOWED),
    "reports:report_xlsx": _report(_read("draft", "issued"), NOT_ALLOWED),
    "reports:report_texts": _report(
        _deed(200, OFFICER, CHIEF), _deed(302, OFFICER, CHIEF), typed(edition=1, limits_text="Còn chậm.")
    ),
    "reports:report_figures": _report(NOT_ALLOWED, _deed(302, OFFICER, CHIEF, retry=(LEADER,))),
    "reports:report_issue": _report(
        _deed(200, CHIEF, OVERSEER), _deed(422, CHIEF, OVERSEER), typed(edition=1, number=97)
    ),
    "reports:paper": Row(_READ, NOT_ALLOWED, kind="papers", on=_PAPERS),
    "reports:paper_file": Row(_READ, NOT_ALLOWED, kind="papers", on=_PAPERS),
    "reports:dossier_receipt": Row(
        {"accepted": dict.fromkeys(nominations.READ["accepted"], 302)},
        NOT_ALLOWED,
        kind="dossiers",
        on=("own accepted", "own sent", "neighbour accepted"),
    ),
    "reports:session_papers": Row(
        reviews.SEEN, NOT_ALLOWED, kind="sessions", on=("ours draft", "ours sealed", "theirs empty")
    ),
    "reports:decision_papers": Row(
        decisions.READ,
        NOT_ALLOWED,
        kind="decisions",
        on=("ours draft", "ours presented", "ours published", "theirs presented"),
    ),
}
