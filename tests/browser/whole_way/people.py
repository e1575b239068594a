"""Who walks the whole way: a commune, the standing body, a council of 25, the signer's office."""

from dataclasses import dataclass
from datetime import date
from itertools import product

from awards.models import AwardType, Initiative, InitiativeLevel
from core import clock
from core.audit import SYSTEM
from reviews import actions
from reviews.models import Function
from tests.browser.people import OFFICE, Y_TY, unit
from tests.factories.awards import make_past_grant
from tests.factories.units import make_actor, make_person, make_user
from units.actors import Actor
from units.models import OrgUnit, Role, UnitKind

CLERK, HEAD, OFFICER, SECRETARY = "huong", "lu", "hang", "minh"
LEADER, FILING_CLERK = "khoa", "ly"
VICE_CHAIR, RELATIVE, TELLERS = "uv02", "uv07", ("uv04", "uv05")
PROVINCE, COUNCIL_SIZE = "15", 25
LEADER_NAME, RELATIVE_NAME = "Lục Văn Khoa", "Lý Thị An"
HEROINE, STRUCK, MERITED = "Vàng Thị Lan", "Sùng A Páo", "Giàng A Chính"
BORN = date(1986, 2, 5)
_PEOPLE = [
    (CLERK, "Chảo Thị Hương", Y_TY, Role.EDITOR),
    (HEAD, "Tráng A Lử", Y_TY, Role.HEAD),
    (OFFICER, "Nguyễn Thu Hằng", OFFICE, Role.OFFICER),
    (SECRETARY, "Đỗ Quang Minh", OFFICE, Role.OFFICE_HEAD),
    (LEADER, LEADER_NAME, PROVINCE, Role.LEADER),
    (FILING_CLERK, "Hoàng Thị Lý", PROVINCE, Role.CLERK_OFFICE),
]
_FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê Đức", "Phạm Thị", "Hoàng Văn", "Lý Thị")
_GIVEN = ("An", "Bình", "Cường", "Dung")


@dataclass(frozen=True)
class World:
    """Everybody by his log-in; `voters` are the log-ins of the council's voting members, in their order."""

    actors: dict[str, Actor]
    voters: list[str]


def settle() -> World:
    """Give everybody an account, found the council, and let one nominee have a past."""
    actors = {
        username: make_actor(unit(code), role, user=make_user(name, username=username))
        for username, name, code, role in _PEOPLE
    }
    actors |= _members()
    voters = [LEADER, *(name for name in actors if name.startswith("uv"))]
    _found_council(actors, voters)
    _remember(HEROINE)
    return World(actors, voters)


def _members() -> dict[str, Actor]:
    """The 24 who sit beside the chair: two or more of them may come from one department."""
    departments = OrgUnit.objects.filter(kind=UnitKind.DEPARTMENT, valid_to=None).exclude(code="SNV")
    homes = list(departments.order_by("code"))
    names = [f"{family} {given}" for given, family in product(_GIVEN, _FAMILIES)]
    assert len(names) == COUNCIL_SIZE - 1
    return {
        f"uv{number:02d}": make_actor(
            homes[number % len(homes)], Role.HEAD, user=make_user(name, username=f"uv{number:02d}")
        )
        for number, name in enumerate(names, start=2)
    }


def _found_council(actors: dict[str, Actor], voters: list[str]) -> None:
    council = actions.found_council(
        unit_id=unit(PROVINCE).pk,
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        decision_no="12/QĐ-UBND",
        decision_on=date(2026, 1, 1),
        by=SYSTEM,
    )
    for order, username in enumerate([*voters, SECRETARY]):
        actor = actors[username]
        actions.seat_member(
            council.pk,
            user_id=actor.user_id,
            function=_function(order),
            title="Chủ tịch UBND tỉnh" if order == 0 else f"Thủ trưởng {actor.unit.name}",
            unit_id=actor.unit_id,
            valid_from=date(2026, 1, 1),
            is_teller=3 <= order < 6,
            order=order,
            by=SYSTEM,
        )


def _function(order: int) -> Function:
    if order == COUNCIL_SIZE:
        return Function.SECRETARY
    return Function.CHAIR if order == 0 else Function.VICE_CHAIR if order < 3 else Function.MEMBER


def _remember(name: str) -> None:
    """Three years as Chiến sĩ thi đua cơ sở and an initiative of the province: all that the title asks."""
    person = make_person(unit(Y_TY), name, birth_date=BORN)
    award = AwardType.objects.valid_on(clock.today()).get(code="CSTDCS")
    year = clock.today().year
    for past in range(year - 3, year):
        make_past_grant(award, person, past)
    Initiative.objects.create(
        person=person,
        name="Ủ phân vi sinh từ phụ phẩm ngô",
        level=InitiativeLevel.PROVINCE,
        year=year - 1,
        decision_no="318/QĐ-SKHCN",
    )
