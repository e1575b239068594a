"""Rows of papers: about dossiers, sessions and decisions, each for those whose business the object is."""

from tests.access.matrix import decisions, nominations, reviews
from tests.access.matrix.common import NOT_ALLOWED, Row, only
from tests.access.matrix.relations import CHIEF, CLERK, LEADER, OFFICER, OVERSEER, WRITER

_HANDLERS = (OFFICER, CHIEF, OVERSEER, LEADER, CLERK)
_PAPERS = ("own accepted", "neighbour accepted", "ours minutes", "ours letter", "ours certificate")
_READ = {
    "accepted": nominations.READ["accepted"],
    "minutes": reviews.SEEN["sealed"],
    "letter": only(200, *_HANDLERS),
    "certificate": only(200, *_HANDLERS, WRITER),
}
TABLE = {
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
