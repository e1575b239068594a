"""A commune decides before and after it was renamed: each paper bears the name of its day, for good."""

from datetime import UTC, date, datetime

import pytest

from awards.models import AwardType, BaseSalary, Route
from core import clock, files, jobs
from reports import reference
from reports.models import Paper, PaperKind
from tests.documents.papers import read, text_of
from tests.factories import decisions as desks
from tests.factories.awards import make_route
from tests.factories.campaigns import make_round
from tests.factories.decisions import Desk
from tests.factories.nominations import DURING, Stage
from tests.factories.reorganisation import make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_province, make_unit
from units.models import OrgUnit, Role, UnitKind

RENAMED = datetime(2026, 11, 24, 1, tzinfo=UTC)
OLD, NEW = "ỦY BAN NHÂN DÂN XÃ Y TÝ", "ỦY BAN NHÂN DÂN XÃ NGẢI THẦU"


@pytest.fixture(autouse=True)
def _world(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.FILES_ROOT = tmp_path / "files"
    reference.load()
    BaseSalary.objects.create(amount=2_530_000, valid_from=date(2026, 7, 1), legal_basis="NĐ 161/2026")


def decided(commune: OrgUnit, number: int, signed_on: date) -> Paper:
    """The decision of this commune about one of its school's people, drafted, presented, signed, printed."""
    school = OrgUnit.objects.get(parent=commune)
    officer = make_actor(commune, Role.OFFICER)
    round_ = make_round(officer, submitter_kinds=[UnitKind.SCHOOL])
    stage = Stage(
        province=None,
        award=round_.awards.get(),
        round=round_,
        editor=make_actor(school),
        head=make_actor(school, Role.HEAD),
        officer=officer,
        office_head=make_actor(commune, Role.OFFICE_HEAD),
    )
    nothing = dict.fromkeys(("num", "den", "quorum_num", "quorum_den"))
    make_route(stage.award, route=Route.NONE, is_secret=False, **nothing)
    AwardType.objects.filter(pk=stage.award.pk).update(coefficient_individual="1.50")
    leader, clerk = (make_actor(commune, role) for role in (Role.LEADER, Role.CLERK_OFFICE))
    desk = Desk(stage, make_actor(commune, Role.DIRECTOR), leader, clerk)
    presented = desks.make_presented(desk, nominees=1)
    decision = desks.publish(desk, desks.sign(desk, presented, number=number, signed_on=signed_on))
    for pk in jobs.free_ids():
        jobs.work(pk)
    return Paper.objects.get(kind=PaperKind.DECISION, decision=decision, state="ISSUED")


def printed(paper: Paper) -> str:
    return text_of(read(files.read(paper.file)))


def test_each_decision_bears_the_name_of_its_day():
    with clock.at(DURING):
        province = make_province()
        admin = make_actor(province.standing_body, Role.ADMIN)
        commune = make_unit("Xã Ý Tí", parent=province.province)
        OrgUnit.objects.filter(pk=commune.pk).update(document_name=OLD, symbol="UBND")
        commune.refresh_from_db()
        make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=commune, level="INNER")
        before = decided(commune, 11, date(2026, 11, 23))
        as_issued = files.read(before.file)
    with clock.at(RENAMED):
        to = new_unit(commune.code, "Xã Ngải Thầu", province.province, document_name=NEW, symbol="UBND")
        days = {"decree_on": date(2026, 11, 2), "effective_on": date(2026, 11, 24)}
        reorganise(admin, make_plan("RENAME", commune, to=[to], **days))
        after = decided(OrgUnit.objects.get(name="Xã Ngải Thầu"), 1, date(2026, 11, 24))
    assert (printed(before).count(OLD), printed(before).count(NEW)) == (1, 0)
    assert (printed(after).count(OLD), printed(after).count(NEW)) == (0, 1)
    before.refresh_from_db()
    assert (before.state, files.read(before.file)) == ("ISSUED", as_issued)
