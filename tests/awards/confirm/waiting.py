"""A small province of which some rules wait, and how the tests propose and confirm."""

from datetime import date

from awards.confirm import actions
from awards.confirm.registry import register_of
from awards.models import BaseSalary, Confirmation, ConfirmationState
from awards.rules_confirm import mark_of
from core import clock
from tests.access.world import NOW, World, make_bare_world
from tests.factories.awards import make_award, make_route, make_rule_set, make_standard

ON = date(2026, 11, 2)
LETTER = {"document_no": "12/QĐ-UBND", "document_on": ON}


def requirement(kind, code, **fields):
    return {"kind": kind, "code": code, "label": code, "clause": "Điều 74", "confirmed": False} | fields


TITLES = requirement("PREVIOUS", "BA_LAN", what="CSTĐCS", awards=["CSTDCS"], count=3)
CLEAN = requirement("NO_DISCIPLINE", "SACH", years=2)
EITHER = requirement(
    "ANY_OF",
    "MOT_TRONG_HAI",
    groups=[
        {
            "label": "hai năm xuất sắc",
            "all": [{"kind": "RATING", "what": "xuất sắc", "grade": "EXCELLENT", "years": 2}],
        },
        {"label": "được xem xét", "all": [{"kind": "JUDGE", "what": "có ảnh hưởng"}]},
    ],
)


def make_waiting() -> World:
    """A standard of three requirements, a route, a coefficient and a base salary, all unconfirmed."""
    with clock.at(NOW):
        world = make_bare_world()
        world.paper = make_award("BKT", coefficient_individual="1.5", coefficient_collective="3")
        world.route = make_route(world.paper)
        world.standard = make_standard(world.paper, make_rule_set(), [TITLES, CLEAN, EITHER], confirmed=False)
        world.base = BaseSalary.objects.create(
            amount=2_530_000, valid_from=date(2026, 7, 1), legal_basis="NĐ"
        )
    return world


def item_of(register: str, row, part: str = ""):
    """The item as it stands now; None when it waits no more."""
    kind = register_of(register)
    return kind.find(kind.model.objects.get(pk=row.pk), part)


def seen_of(register: str, row, part: str = "") -> str:
    """The mark of what a page shows of the item."""
    kept = Confirmation.objects.filter(
        register=register, row_id=row.pk, part=part, state=ConfirmationState.DRAFTED
    ).first()
    return mark_of(item_of(register, row, part).values, kept.version if kept else 0)


def typed_of(register: str, row, part: str = "", **changes) -> dict[str, str]:
    """What the form of the item holds, some of it typed anew; "__" stands for the dot in a name."""
    values = item_of(register, row, part).values
    values |= {name.replace("__", "."): value for name, value in changes.items()}
    return {name: str(value) for name, value in values.items()}


def confirm(by, register, row, part="", *, deed=actions.confirm, seen=None, letter=LETTER, **changes):
    """Confirm (or propose, with `deed`) an item with what its form holds and these changes."""
    typed = typed_of(register, row, part, **changes)
    seen = seen or seen_of(register, row, part)
    with clock.at(NOW):
        return deed(register, row.pk, part, typed=typed, seen=seen, by=by, **letter)
