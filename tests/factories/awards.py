"""Rows of the catalogue, lines of the golden book, and what people have behind them."""

from datetime import date
from itertools import count

from awards import actions
from awards.models import (
    AwardKind,
    AwardLevel,
    AwardRoute,
    AwardStandard,
    AwardType,
    CommendationType,
    GrantSource,
    Recipient,
    Route,
    RuleSet,
)
from core.audit import SYSTEM

_number = count(1)


def make_award(code="BKT", **fields) -> AwardType:
    """An award in use, since 2024."""
    values = {
        "name": "Bằng khen của Chủ tịch UBND tỉnh",
        "kind": AwardKind.FORM,
        "recipients": [Recipient.INDIVIDUAL, Recipient.COLLECTIVE],
        "level": AwardLevel.PROVINCE,
        "decided_by": "Chủ tịch UBND tỉnh",
        "standard_text": "Có thành tích xuất sắc.",
        "legal_basis": "Luật Thi đua, khen thưởng số 06/2022/QH15, Điều 74",
        "valid_from": date(2024, 1, 1),
        "in_use": True,
        "order": AwardType.objects.count() + 1,
    }
    return AwardType.objects.create(code=code, **(values | fields))


def grant_values(award, unit, **fields) -> dict:
    """What `awards.actions.grant` takes for a person of this unit, decided in November 2026."""
    values = {
        "by": SYSTEM,
        "award": award,
        "commendation_type": CommendationType.CONG_TRANG,
        "recipient": Recipient.INDIVIDUAL,
        "recipient_name": "Giàng Thị Chứ",
        "unit": unit,
        "year": 2026,
        "merit": "Có thành tích xuất sắc trong công tác năm 2026",
        "decision_no": f"{next(_number)}/QĐ-UBND",
        "decision_on": date(2026, 11, 20),
    }
    return values | fields


def make_grant(award, unit, **fields):
    """A line of the golden book."""
    return actions.grant(**grant_values(award, unit, **fields))


def make_past_grant(award, person, year):
    """An award that a person got before the portal, for this year."""
    return make_grant(
        award,
        person.unit,
        person=person,
        recipient_name=person.full_name,
        year=year,
        decision_on=date(year, 12, 20),
        source=GrantSource.IMPORTED,
    )


def make_rule_set(code="LUAT2022", **fields) -> RuleSet:
    """The law since 2024."""
    values = {"name": "Luật 2022", "legal_basis": "Luật 06/2022/QH15", "valid_from": date(2024, 1, 1)}
    return RuleSet.objects.create(code=code, **(values | fields))


def make_standard(award, rule_set, requirements, **fields) -> AwardStandard:
    """What individuals must meet for their yearly merit."""
    values = {
        "commendation_type": CommendationType.CONG_TRANG,
        "recipient": Recipient.INDIVIDUAL,
        "valid_from": date(2024, 1, 1),
        "legal_basis": "Luật 06/2022/QH15",
        "confirmed": True,
    }
    return AwardStandard.objects.create(
        award=award, rule_set=rule_set, requirements=requirements, **(values | fields)
    )


def make_route(award, **fields) -> AwardRoute:
    """The full council, secretly, 80 of 100."""
    values = {
        "commendation_type": CommendationType.CONG_TRANG,
        "route": Route.COUNCIL,
        "is_secret": True,
        "num": 8,
        "den": 10,
        "quorum_num": 2,
        "quorum_den": 3,
        "valid_from": date(2024, 1, 1),
        "legal_basis": "Quy chế",
    }
    return AwardRoute.objects.create(award=award, **(values | fields))
