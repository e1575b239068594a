"""What the stories of the demo share: who acts, which units and awards there are, what was opened."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from accounts.models import User, folded_of
from awards.models import AwardType
from campaigns.models import Round
from core import clock
from core.audit import SYSTEM
from laocai_thidua.demo.accounts import ACCOUNTS, PASSWORD, DemoAccount
from laocai_thidua.demo.diary import Days
from laocai_thidua.demo.people import Folk, Nominee
from reviews.models import Council, CouncilMember
from units.actions import start_membership
from units.actors import Actor
from units.models import Membership, OrgUnit, Person, Role

OFFICER, SECOND_OFFICER = "hang.nguyen.snv", "dung.pham.snv"
OFFICE_HEAD, DIRECTOR = "minh.do.snv", "thanh.bui.snv"
LEADER, CLERK = "hoa.ly.ubnd", "nhung.hoang.ubnd"


@dataclass
class World:
    """The demo while it is being built."""

    now: datetime
    days: Days
    folk: Folk
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[Nominee, Person] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    council: Council | None = None
    seats: list[CouncilMember] = field(default_factory=list)
    _units: dict[str, list[OrgUnit]] = field(default_factory=dict)
    _awards: dict[str, list[AwardType]] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]

    def staff(self, unit_code: str, role: str) -> Actor:
        """Return the first person of this role in this unit."""
        for actor in self.actors.values():
            if actor.unit.code == unit_code and actor.role == role:
                return actor
        raise LookupError(f"Nobody is {role} of {unit_code}.")

    def writer(self, unit_code: str) -> Actor:
        """Return who writes the dossiers of a unit."""
        return self.staff(unit_code, Role.EDITOR)

    def head(self, unit_code: str) -> Actor:
        """Return the head of a unit."""
        return self.staff(unit_code, Role.HEAD)

    def unit(self, code: str, day: date | None = None) -> OrgUnit:
        """Return the unit of this code as valid on the day; one that is younger stands for itself."""
        rows = self._units.get(code)
        if rows is None:
            found = OrgUnit.objects.filter(code=code).select_related("parent")
            rows = self._units[code] = list(found.order_by("valid_from"))
        if day is not None:
            for row in rows:
                if row.valid_from <= day and (row.valid_to is None or day < row.valid_to):
                    return row
        return rows[-1]

    def award(self, code: str, day: date | None = None) -> AwardType:
        """Return the award of this code as the catalogue has it on the day; its oldest row before that."""
        rows = self._awards.get(code)
        if rows is None:
            rows = self._awards[code] = list(AwardType.objects.filter(code=code).order_by("valid_from"))
        begun = [row for row in rows if day is None or row.valid_from <= day]
        return begun[-1] if begun else rows[0]


def enrol(world: World) -> None:
    """Give everybody an account and a role."""
    password = make_password(PASSWORD)  # one hash for all: making one takes a quarter of a second
    for account in ACCOUNTS:
        world.actors[account.username] = _actor(account, password, world)


def _actor(account: DemoAccount, password: str, world: World) -> Actor:
    user = User.objects.create(
        username=account.username,
        full_name=account.full_name,
        folded=folded_of(account.full_name, account.username),
        phone=account.phone,
        password=password,
        is_demo=True,
        date_joined=clock.now(),
    )
    unit = world.unit(account.unit)
    held = start_membership(
        by=SYSTEM, user_id=user.pk, unit_id=unit.pk, role=account.role, valid_from=clock.today()
    )
    membership = Membership.objects.select_related("unit__parent__standing_for", "unit__standing_for")
    return Actor(user=user, membership=membership.get(pk=held.pk))
