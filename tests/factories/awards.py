"""Rows of the catalogue."""

from datetime import date

from awards.models import AwardKind, AwardLevel, AwardType, Recipient


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
