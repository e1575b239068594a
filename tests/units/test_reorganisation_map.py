"""The merger of 2025 done by the deed leads where the map of the law does."""

from collections import defaultdict
from datetime import date

import pytest

from awards.queries_people import known_of_unit
from tests.factories.awards import make_award, make_grant
from tests.factories.reorganisation import reorganise
from tests.factories.units import make_actor
from units import reference, reference_past
from units.models import AreaFlag, Level, OrgSuccession, OrgUnit, Role
from units.reference_past import MERGER
from units.rules_reorg import Plan, Successor

pytestmark = pytest.mark.django_db

DECREE = "Nghị quyết số 1673/NQ-UBTVQH15"
NAMES = ("code", "name", "kind", "body_name", "document_name", "place_name", "symbol", "level")


def picture() -> tuple:
    """Every commune with its names and days, and every succession between communes."""
    communes = OrgUnit.objects.filter(level=Level.COMMUNE)
    links = OrgSuccession.objects.filter(old__level=Level.COMMUNE)
    return (
        sorted(communes.values_list(*NAMES, "valid_from", "valid_to", "parent__name", "folded")),
        sorted(
            links.values_list("old__code", "old__kind", "new__code", "new__kind", "on", "share", "decree")
        ),
    )


@pytest.fixture
def before(db):
    """The map as the loader writes it; then the day before the merger, with the new province there."""
    reference.load()
    written = picture()
    waiting = list(OrgUnit.objects.filter(level=Level.COMMUNE, valid_from=MERGER).order_by("code"))
    OrgSuccession.objects.filter(old__level=Level.COMMUNE).delete()
    AreaFlag.objects.all().delete()
    OrgUnit.objects.filter(pk__in=[unit.pk for unit in waiting]).delete()
    OrgUnit.objects.filter(level=Level.COMMUNE, valid_to=MERGER).update(valid_to=None)
    return written, waiting


def test_all_319_old_communes_lead_where_the_map_says(before):
    written, waiting = before
    province = OrgUnit.objects.get(kind="PROVINCE", valid_to=None)
    admin = make_actor(OrgUnit.objects.get(code="VPUB"), Role.ADMIN)
    old = {unit.code: unit for unit in OrgUnit.objects.filter(level=Level.COMMUNE, valid_to=None)}
    olds = defaultdict(list)
    for one, other in reference_past.successors():
        olds[other].append(old[one])
    assert (len(old), len(waiting)) == (319, 99)
    award = make_award("BKT")
    grant = make_grant(award, old["02683"], recipient="COLLECTIVE", collective=old["02683"])
    for unit in waiting:
        new = Successor(**{name: getattr(unit, name) for name in NAMES}, parent_id=province.pk)
        reorganise(admin, plan_of(olds[unit.code], new))
    assert picture() == written
    new = OrgUnit.objects.filter(level=Level.COMMUNE, valid_to=None)
    ended = OrgUnit.objects.filter(level=Level.COMMUNE, valid_to=MERGER)
    assert (new.count(), ended.count()) == (99, 319)
    assert ended.filter(keeper__in=new).count() == 319
    known = known_of_unit(new.get(code="02683"), MERGER, admin, with_history=True, with_discipline=False)
    assert [row.pk for row in known.grants] == [grant.pk]


def plan_of(olds: list[OrgUnit], new: Successor) -> Plan:
    """A merger of several; of one, another name or only another superior."""
    alone = "MOVE" if olds[0].name == new.name else "RENAME"
    return Plan(
        kind="MERGE" if len(olds) > 1 else alone,
        decree=DECREE,
        decree_on=date(2025, 6, 16),
        effective_on=MERGER,
        old=tuple(unit.pk for unit in olds),
        successors=(new,),
    )
