"""A small province for the pages of what the portal knows: who asks, and somebody with a history."""

from datetime import date
from io import BytesIO

from django.test import Client
from openpyxl import load_workbook

from awards import actions
from awards.models import DisciplineForm, Grade, InitiativeLevel
from core import clock
from core.audit import SYSTEM
from tests.access.world import NOW, World, make_bare_world
from tests.factories.awards import make_award, make_past_grant, make_rule_set, make_standard
from tests.factories.units import make_person


def requirement(kind, **fields):
    return {"kind": kind, "code": kind, "label": kind, "clause": "Điều 22", "confirmed": True} | fields


TITLE_3 = requirement(
    "PREVIOUS", what="danh hiệu CSTĐCS", awards=["CSTDCS"], count=3, label="Ba lần liên tục", ends=[0]
)
CLEAN = requirement("NO_DISCIPLINE", years=2, label="Không bị kỷ luật")
RATING_2 = requirement(
    "RATING", what="xuất sắc", grade="EXCELLENT", years=2, ends=[-1], label="Hai năm xuất sắc"
)
JUDGE = requirement("JUDGE", what="có ảnh hưởng", label="Phạm vi ảnh hưởng")


def make_world() -> World:
    """Units and actors; a catalogue of three awards, two of them with a standard."""
    with clock.at(NOW):
        world = make_bare_world()
        world.title = make_award("CSTDCS", name="Chiến sĩ thi đua cơ sở", recipients=["INDIVIDUAL"])
        world.higher = make_award("CSTDT", name="Chiến sĩ thi đua cấp tỉnh", recipients=["INDIVIDUAL"])
        world.paper = make_award("BKT")
        world.law = make_rule_set()
        make_standard(world.higher, world.law, [TITLE_3, CLEAN], legal_basis="Luật 2022, Điều 22")
        make_standard(world.paper, world.law, [RATING_2, CLEAN], confirmed=False)
        make_standard(world.paper, world.law, [JUDGE], commendation_type="DOT_XUAT")
        make_standard(world.paper, world.law, [RATING_2, CLEAN, JUDGE], recipient="COLLECTIVE")
    return world


def make_known_person(world: World, unit, name="Lý Seo Sì", **fields):
    """Somebody with one title, two grades, an initiative and a reprimand that has run out."""
    person = make_person(unit, name, **fields)
    make_past_grant(world.title, person, 2025)
    for year in (2024, 2025):
        actions.record_rating(
            by=SYSTEM, person=person, year=year, grade=Grade.EXCELLENT, source=f"TB {year}/SNV"
        )
    actions.record_initiative(
        by=SYSTEM,
        person=person,
        name="Lớp học bán trú tự quản",
        level=InitiativeLevel.PROVINCE,
        year=2025,
        decision_no="776/QĐ-UBND",
    )
    actions.record_discipline(
        by=SYSTEM,
        person=person,
        form=DisciplineForm.REPRIMAND,
        from_on=date(2023, 3, 1),
        until_on=date(2024, 3, 1),
        decision="Quyết định 15/QĐ-KL",
    )
    return person


def client_of(world: World, role: str) -> Client:
    """Return a client logged in as a role of the world."""
    client = Client(raise_request_exception=False)
    client.force_login(world.users[role])
    return client


def exported(response) -> list[list]:
    """Return the rows of an Excel download, the heads first."""
    return [list(row) for row in load_workbook(BytesIO(response.content)).active.values]


def missing_from(response, *words: str) -> list[str]:
    """Return the words that the page does not show."""
    text = response.content.decode()
    return [word for word in words if word not in text]
