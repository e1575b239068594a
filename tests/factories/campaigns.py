"""Rounds, opened as an officer opens them."""

from datetime import UTC, date, datetime
from itertools import count

from awards.models import CommendationType
from campaigns.actions import open_round
from campaigns.models import Round
from tests.factories.awards import make_award
from units.models import UnitKind

_number = count(1)
OPENS = datetime(2026, 11, 1, 1, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 10, tzinfo=UTC)


def round_values(officer, **fields) -> dict:
    """What `open_round` takes, for the round of the officer's own standing body."""
    values = {
        "by": officer,
        "code": f"DX-{next(_number)}",
        "name": "Xét khen thưởng tổng kết năm 2026",
        "host_id": officer.body.standing_for_id or officer.body_id,
        "standing_body_id": officer.body_id,
        "commendation_type": CommendationType.CONG_TRANG,
        "year": 2026,
        "letter_no": "1502/SNV-TĐKT",
        "letter_on": date(2026, 10, 20),
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "appraise_days": 20,
        "submitter_kinds": [UnitKind.COMMUNE, UnitKind.DEPARTMENT],
    }
    return values | fields


def make_round(officer, *, awards=None, **fields) -> Round:
    """A round that communes and departments may submit to in November 2026."""
    awards = awards if awards is not None else [(make_award(f"BKT{next(_number)}").pk, None)]
    return open_round(**round_values(officer, awards=awards, **fields))
