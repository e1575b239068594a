"""Units, people and who acts for what."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from accounts.models import User
from core import clock
from core.text import fold, nfc
from units import staying
from units.actors import Actor
from units.models import Level, Membership, OrgSuccession, OrgUnit, Person, Role, UnitKind

_number = count(1)
FOUNDED = date(2025, 7, 1)
_LEVELS = {
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.WARD: Level.COMMUNE,
    UnitKind.OFFICE: Level.INNER,
}


def make_unit(name="Xã Y Tý", *, kind=UnitKind.COMMUNE, parent=None, **fields) -> OrgUnit:
    """A unit of this kind, under `parent` when there is one."""
    fields.setdefault("code", f"U{next(_number)}")
    fields.setdefault("valid_from", FOUNDED)
    fields.setdefault("level", _LEVELS.get(kind, Level.PROVINCE))
    return OrgUnit.objects.plant(name=name, kind=kind, parent=parent, **fields)


@dataclass
class Province:
    """A province with its standing body, the office inside it, and one commune."""

    province: OrgUnit
    standing_body: OrgUnit
    office: OrgUnit
    commune: OrgUnit


def make_province() -> Province:
    """The smallest province in which a commune can submit and an officer receive."""
    province = make_unit("Tỉnh Lào Cai", kind=UnitKind.PROVINCE, body_name="UBND tỉnh Lào Cai")
    body = make_unit("Sở Nội vụ", kind=UnitKind.DEPARTMENT, parent=province, standing_for=province)
    office = make_unit("Phòng Thi đua, Khen thưởng", kind=UnitKind.OFFICE, parent=body)
    commune = make_unit("Xã Y Tý", parent=province, body_name="UBND xã Y Tý")
    return Province(province, body, office, commune)


def make_user(full_name="Giàng A Chính", **fields) -> User:
    """An account that can log in with the password "mat-khau-thu-nghiem"."""
    fields.setdefault("username", f"user{next(_number)}")
    return User.objects.create_user(full_name=full_name, password="mat-khau-thu-nghiem", **fields)


def make_membership(unit, role=Role.EDITOR, *, user=None, **fields) -> Membership:
    """A membership that holds since the merger."""
    fields.setdefault("valid_from", FOUNDED)
    return Membership.objects.create(user=user or make_user(), unit=unit, role=role, **fields)


def make_actor(unit, role=Role.EDITOR, *, user=None) -> Actor:
    """Somebody who acts for this unit in this role."""
    membership = make_membership(unit, role, user=user)
    return Actor(user=membership.user, membership=membership)


def make_person(unit, full_name="Lý Seo Sì", **fields) -> Person:
    """A person of this unit."""
    fields.setdefault("birth_date", date(1985, 3, 14))
    person = Person.objects.create(
        unit=unit, full_name=nfc(full_name), folded=fold(full_name), created_at=clock.now(), **fields
    )
    staying.begin([person])
    return person


def make_succession(old, new, *, share=1) -> OrgSuccession:
    """`new` carries on for `old` since the merger."""
    return OrgSuccession.objects.create(old=old, new=new, on=FOUNDED, share=share, decree="NQ 1673")
