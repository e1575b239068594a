"""The sheet of a poll (phiếu kết quả): all that is fixed about a vote, as plain values for one JSON.

`tools/verify_sheet.py` checks such a sheet without Django and database; a new field needs a new format
number there and here.
"""

from datetime import datetime

from core import clock
from reviews import rules, sealing
from reviews.models import Consent, Poll
from reviews.models.poll import COUNTS

FORMAT = "laocai-thidua/sheet/1"


def build(poll: Poll, *, sealed_at: datetime, sealed_by: str, build: str, previous: str) -> dict:
    """Return the sheet of a counted poll. `previous` is the hash of the council's sheet before this one."""
    session = poll.session
    voters = [entry for entry in poll.roster.order_by("order") if entry.is_voting]
    voted = sum(entry.voted for entry in voters)
    tellers = poll.consents.filter(deed=Consent.COUNT).select_related("member__user")
    return {
        "format": FORMAT,
        "previous": previous,
        "council": {
            "name": session.council.name,
            "decision_no": session.council.decision_no,
            "decision_on": session.council.decision_on.isoformat(),
        },
        "session": {
            "number": session.number,
            "year": session.year,
            "name": session.name,
            "place": session.place,
            "opened_at": _moment(session.opened_at),
            "chair": session.chair.user.full_name,
            "secretary": session.secretary.user.full_name,
        },
        "poll": {
            "id": poll.pk,
            "number": poll.number,
            "kind": poll.kind,
            "body": poll.body,
            "replaces": _replaced(poll),
            "opened_at": _moment(poll.opened_at),
            "closes_at": _moment(poll.closes_at),
            "closed_at": _moment(poll.closed_at),
            "counted_at": _moment(poll.counted_at),
            "sealed_at": _moment(sealed_at),
            "sealed_by": sealed_by,
            "public_key_sha256": sealing.fingerprint(bytes(poll.public_key)),
            "build_opened": poll.build,
            "build_sealed": build,
        },
        "tellers": sorted(consent.member.user.full_name for consent in tellers),
        "roster": [
            {
                "name": entry.name,
                "title": entry.title,
                "unit": entry.unit_name,
                "function": entry.function,
                "presence": entry.presence,
                "voted": entry.voted,
            }
            for entry in voters
        ],
        "turnout": {"members": len(voters), "issued": len(voters), "returned": voted},
        "questions": [_question(question, len(voters)) for question in _questions(poll)],
        "receipts": list(poll.receipts.order_by("receipt").values_list("receipt", flat=True)),
    }


def _questions(poll: Poll):
    return poll.questions.prefetch_related("exclusions__member__user").order_by("order")


def _question(question, members: int) -> dict:
    return {
        "order": question.order,
        "nomination": question.nomination_id,
        "name": question.name,
        "position": question.position,
        "unit": question.unit_name,
        "award": question.award_name,
        "num": question.num,
        "den": question.den,
        "legal_basis": question.legal_basis,
        "rule_confirmed": question.is_confirmed,
        "needed": rules.needed(members, question.num, question.den),
        "marks": question.marks,
        **{name: getattr(question, name) for name in COUNTS},
        "percent": rules.percent(question.yes, members),
        "passed": question.passed,
        "excluded": sorted(
            f"{row.member.user.full_name} ({row.get_kind_display()})" for row in question.exclusions.all()
        ),
    }


def _replaced(poll: Poll) -> dict | None:
    if poll.replaces is None:
        return None
    return {
        "id": poll.replaces_id,
        "number": poll.replaces.number,
        "reason": poll.replaces.void_reason,
        "sheet_sha256": poll.replaces.sheet_hash,
    }


def _moment(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="seconds")


def as_file(poll: Poll) -> dict:
    """Return the sealed sheet with its hash and signature, as it is handed out."""
    return {
        "sheet": poll.sheet,
        "sha256": poll.sheet_hash,
        "signature": poll.signature,
        "signing_key": poll.signing_key,
    }
