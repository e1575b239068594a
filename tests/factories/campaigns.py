"""Campaigns and rounds, made as officers and clerks make them."""

from datetime import UTC, date, datetime
from itertools import count

from awards.models import CommendationType
from campaigns import actions
from campaigns.actions import open_round
from campaigns.models import Campaign, CampaignKind, Participation, Round
from tests.factories.awards import make_award
from units.models import UnitKind

_number = count(1)
OPENS = datetime(2026, 11, 1, 1, tzinfo=UTC)
CLOSES = datetime(2026, 11, 30, 10, tzinfo=UTC)


def host_id(officer) -> int:
    """Key of the unit for whose Council the officer works."""
    return officer.body.standing_for_id or officer.body_id


def plan_values(**fields) -> dict:
    """What an officer writes about a campaign of 2026 with two targets."""
    values = {
        "name": "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
        "kind": CampaignKind.YEARLY,
        "purpose": "Xây dựng đội ngũ chuyên nghiệp, trách nhiệm.",
        "plan_text": "Các đơn vị đăng ký, thực hiện, tự kiểm tra hằng quý.",
        "participant_kinds": [UnitKind.COMMUNE, UnitKind.DEPARTMENT],
        "period_from": date(2026, 1, 1),
        "period_to": date(2026, 12, 31),
        "targets": [("Hồ sơ giải quyết đúng hạn", "%"), ("Sáng kiến được công nhận", "sáng kiến")],
        "interim_dues": [date(2026, 6, 30)],
        "final_due": date(2026, 12, 15),
    }
    return values | fields


def make_draft_campaign(officer, **fields) -> Campaign:
    """A campaign that is being prepared."""
    return actions.draft_campaign(
        by=officer,
        host_id=host_id(officer),
        code=fields.pop("code", f"PT-{next(_number)}"),
        **plan_values(**fields),
    )


def make_campaign(officer, **fields) -> Campaign:
    """A campaign that was launched in January 2026; the clock must stand after that."""
    draft = make_draft_campaign(officer, **fields)
    return actions.launch_campaign(
        draft.pk, by=officer, document_no="45/KH-UBND", document_on=date(2026, 1, 5), seen_version=1
    )


def make_participation(campaign: Campaign, by, *numbers, titles_text="Tập thể lao động xuất sắc"):
    """The registration of this person's body; `numbers` follow the order of the targets."""
    keys = campaign.targets.values_list("pk", flat=True)
    given = dict(zip(keys, numbers, strict=False))
    joined: Participation = actions.register(campaign.pk, by=by, titles_text=titles_text, numbers=given)
    return joined


def round_values(officer, **fields) -> dict:
    """What `open_round` takes, for the round of the officer's own standing body."""
    values = {
        "by": officer,
        "code": f"DX-{next(_number)}",
        "name": "Xét khen thưởng tổng kết năm 2026",
        "host_id": host_id(officer),
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
