"""Reorganisations whose day has come: the hourly job, the line of work when one does not fit, the loader."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from core import clock, jobs
from core.models import Job
from core.tasks import queue_due
from tests.factories.reorganisation import make_plan, new_unit, reorganise
from tests.factories.units import make_actor, make_province, make_unit
from units import reference
from units.actions import cancel_reorganisation
from units.models import OrgUnit, Reorganisation, Role
from units.queries_reorg import waiting_for

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 20, 3, tzinfo=UTC)
EVE = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)  # a minute before the first of July in the province
DAY = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    made.chief = make_actor(made.office, Role.OFFICE_HEAD)
    with clock.at(NOW):
        yield made


def planned(world, *names: str) -> list[Reorganisation]:
    """Renamings that wait for the first of July."""
    olds = [world.commune, world.neighbour]
    return [
        reorganise(world.admin, make_plan("RENAME", old, to=[new_unit(f"0900{n}", name, world.province)]))
        for n, (old, name) in enumerate(zip(olds, names, strict=False))
    ]


def hour(moment: datetime) -> list[str]:
    """Let the timetable queue what is due and do it; the states of the job's rows, the oldest first."""
    with clock.at(moment):
        queue_due()
        rows = Job.objects.filter(kind="units.reorganise_due").order_by("pk")
        for row in rows.filter(status=Job.Status.WAITING):
            jobs.work(row.pk)
    return list(rows.values_list("status", flat=True))


def states() -> list[str]:
    return list(Reorganisation.objects.order_by("pk").values_list("state", flat=True))


def test_the_hourly_job_does_what_is_due_on_its_day_and_once(world):
    planned(world, "Xã Y Tý Mới", "Xã A Mú Sung Mới")
    assert hour(EVE) == ["DONE"]
    assert states() == ["SCHEDULED", "SCHEDULED"]
    assert hour(DAY) == ["DONE", "DONE"]
    assert states() == ["DONE", "DONE"]
    assert hour(DAY.replace(hour=18)) == ["DONE"] * 3
    new = OrgUnit.objects.filter(code__startswith="0900").order_by("code")
    assert list(new.values_list("name", "valid_from")) == [
        ("Xã Y Tý Mới", date(2026, 7, 1)),
        ("Xã A Mú Sung Mới", date(2026, 7, 1)),
    ]


def test_one_that_does_not_fit_leaves_a_line_of_work_and_the_next_one_is_done(world):
    first, _second = planned(world, "Xã Y Tý Mới", "Xã A Mú Sung Mới")
    make_unit("Xã Khác", parent=world.province, code="09000")
    assert waiting_for(world.admin) == []
    hour(DAY)
    assert states() == ["STUCK", "DONE"]
    for who in (world.admin, world.chief):
        (item,) = waiting_for(who)
        assert (item.title, item.url, item.due) == (
            "Chưa sắp xếp được: Xã Y Tý → Xã Y Tý Mới",
            f"/don-vi/sap-xep/{first.pk}/",
            date(2026, 7, 1),
        )
        assert item.meta == "Mã 09000 đang dùng cho đơn vị khác cùng loại. Ghi mã khác."
        assert item.state.label == "Chưa thực hiện được"
        client = Client()
        client.force_login(who.user)
        with clock.at(DAY):
            assert item.title in client.get("/viec-cua-toi/").content.decode().replace("&gt;", ">")
    for role in (Role.AUDITOR, Role.OFFICER, Role.DIRECTOR, Role.HEAD):
        assert waiting_for(make_actor(world.standing_body, role)) == []
    first.refresh_from_db()
    cancel_reorganisation(first.pk, by=world.admin, version=first.version, reason="Lập lại")
    assert waiting_for(world.admin) == []


def test_the_loader_opens_no_unit_that_a_deed_ended(world):
    reference.load()
    old = OrgUnit.objects.get(code="02701", valid_to=None)
    new = new_unit("09001", "Xã Ngải Thầu", OrgUnit.objects.get(code="15", valid_to=None))
    with clock.at(DAY):
        reorganise(world.admin, make_plan("RENAME", old, to=[new]))
        again = reference.load()
    assert (again.created, again.changed) == (0, 0)
    kept = OrgUnit.objects.get(pk=old.pk)
    assert (kept.valid_to, kept.keeper.name) == (date(2026, 7, 1), "Xã Ngải Thầu")
    assert [unit.name for unit in OrgUnit.objects.filter(code__in=["02701", "09001"], valid_to=None)] == [
        "Xã Ngải Thầu"
    ]
