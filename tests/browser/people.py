"""Who takes part in the journeys: two communes, the standing body, one round. Nobody is a demo account."""

from datetime import timedelta

from core import clock
from tests.factories.awards import make_award
from tests.factories.campaigns import make_round
from tests.factories.units import make_actor, make_user
from units.models import OrgUnit, Role

PASSWORD = "mat-khau-thu-nghiem"  # of tests.factories.units.make_user
CLERK, HEAD, NEIGHBOUR, OFFICER, OFFICE_HEAD = "huong", "lu", "sin", "hang", "minh"
Y_TY, BAT_XAT, OFFICE = "02701", "02683", "SNV-TDKT"
AWARD, ROUND = "Bằng khen của Chủ tịch UBND tỉnh", "Tổng kết công tác năm"
_PEOPLE = [
    (CLERK, "Chảo Thị Hương", Y_TY, Role.EDITOR),
    (HEAD, "Tráng A Lử", Y_TY, Role.HEAD),
    (NEIGHBOUR, "Vàng Thị Sín", BAT_XAT, Role.EDITOR),
    (OFFICER, "Nguyễn Thu Hằng", OFFICE, Role.OFFICER),
    (OFFICE_HEAD, "Đỗ Quang Minh", OFFICE, Role.OFFICE_HEAD),
]


def unit(code: str) -> OrgUnit:
    """The unit that has this code now."""
    return OrgUnit.objects.get(code=code, valid_to=None)


def settle() -> None:
    """Give everybody an account and open the round."""
    actors = {
        username: make_actor(unit(code), role, user=make_user(name, username=username))
        for username, name, code, role in _PEOPLE
    }
    now, officer = clock.now(), actors[OFFICER]
    awards = [
        make_award("THU-BK", name=AWARD, recipients=["INDIVIDUAL", "COLLECTIVE"]),
        make_award("THU-GK", name="Giấy khen của Chủ tịch UBND xã"),
    ]
    make_round(
        officer,
        name=ROUND,
        awards=[(award.pk, None) for award in awards],
        year=now.year,
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=20),
        officer_id=officer.membership.pk,
    )
