"""A small province with awards, dossiers and campaigns in and around the third quarter of 2026."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from awards.models import Grant, Initiative
from core import clock, files, formkeys, jobs
from core.models import Job
from reports import actions_periodic as actions
from reports import reference
from reports.models import PeriodicReport
from tests.factories.awards import make_award, make_grant
from tests.factories.campaigns import make_campaign, make_participation
from tests.factories.nominations import Stage, make_stage
from tests.factories.units import make_actor, make_person, make_unit, make_user
from units.actors import Actor
from units.models import AreaFlag, Role, UnitKind

#: A day inside the round of the factories; the third quarter (15 June to 14 September) is over.
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 6, 15), date(2026, 9, 14)
TEXTS = {
    "leading_text": "Tham mưu ban hành kế hoạch thi đua năm.",
    "models_text": "",
    "limits_text": "Một số đơn vị gửi hồ sơ muộn.",
    "proposals_text": "Tiếp tục tập huấn nghiệp vụ.",
}
ISSUE = {"number": 5, "issued_on": date(2026, 11, 24)}


@dataclass
class World:
    """Everybody who has to do with reports, and what there is to report."""

    stage: Stage
    director: Actor
    leader: Actor
    grants: list[Grant] = field(default_factory=list)

    @property
    def officer(self) -> Actor:
        """He asks and writes."""
        return self.stage.officer

    @property
    def office_head(self) -> Actor:
        """He asks, writes and issues."""
        return self.stage.office_head

    @property
    def body(self):
        """The standing body that reports."""
        return self.stage.province.standing_body


def ask(world: World, kind="QUARTER", period="2026-Q3", by=None) -> PeriodicReport:
    """The report of a period, asked for by the officer."""
    return actions.ask(kind, period, by=by or world.officer)


def made(report: PeriodicReport) -> PeriodicReport:
    """The same with files that only look like some: the paper takes a second, which few tests are about."""
    pdf, xlsx = b"%PDF-", b"PK"
    with transaction.atomic():
        report = actions.deliver(report, (files.put(pdf), pdf), (files.put(xlsx), xlsx))
    report.refresh_from_db()
    return report


def printed(report: PeriodicReport) -> PeriodicReport:
    """The same with its files, made by its job."""
    job = Job.objects.get(kind=actions.JOB, key=actions.job_key(report))
    assert jobs.work(job.pk), Job.objects.get(pk=job.pk).error
    report.refresh_from_db()
    return report


def written(world: World, kind="QUARTER", period="2026-Q3") -> PeriodicReport:
    """A report that can be issued."""
    report = made(ask(world, kind, period))
    return made(actions.write_texts(report.pk, TEXTS, seen_edition=1, by=world.officer))


def client_of(actor: Actor) -> Client:
    """A browser in which this person is logged in."""
    client = Client(raise_request_exception=False)
    client.force_login(actor.user)
    return client


def key(**fields) -> dict:
    """The values of a form with its one-time key."""
    return fields | {"form_key": formkeys.new_key()}


@pytest.fixture(autouse=True)
def _cheap(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db):
    """The clock stands at `NOW`; nothing has been honoured yet."""
    with clock.at(NOW):
        stage = make_stage()
        reference.load()
        province = stage.province
        yield World(
            stage=stage,
            director=make_actor(province.standing_body, Role.DIRECTOR, user=make_user("Vũ Thị Thanh")),
            leader=make_actor(province.province, Role.LEADER, user=make_user("Trần Huy Tuấn")),
        )


@pytest.fixture
def full(world) -> World:
    """Awards on both sides of every bound, a border commune, a campaign that was joined, initiatives."""
    province = world.stage.province
    commune, bkt = province.commune, world.stage.award
    school = make_unit("Trường Tiểu học Y Tý", kind=UnitKind.SCHOOL, parent=commune)
    department = make_unit("Sở Y tế", kind=UnitKind.DEPARTMENT, parent=province.province)
    title = make_award("CSTDT", name="Chiến sĩ thi đua cấp tỉnh", kind="TITLE", recipients=["INDIVIDUAL"])
    state = make_award("BKTTG", name="Bằng khen của Thủ tướng Chính phủ", level="STATE")
    AreaFlag.objects.create(
        unit=commune, kind="BORDER", valid_from=date(2025, 7, 1), legal_basis="Danh sách xã biên giới"
    )
    worker = {"leader_class": "DIRECT_WORKER", "gender": "FEMALE"}
    leader = {"leader_class": "OTHER_LEADER", "gender": "MALE"}
    collective = {"recipient": "COLLECTIVE", "recipient_name": "Trạm Y tế xã Y Tý"}
    given = [
        (bkt, commune, FIRST, worker),
        (bkt, commune, LAST, worker | {"commendation_type": "DOT_XUAT"}),
        (bkt, school, date(2026, 8, 1), leader),
        (bkt, department, date(2026, 8, 2), collective | {"commendation_type": "PHONG_TRAO"}),
        (title, department, date(2026, 8, 3), worker | {"gender": "MALE"}),
        (title, commune, date(2026, 8, 4), {}),
        (state, department, date(2026, 8, 5), leader),
        (bkt, province.province, date(2026, 8, 6), collective | {"recipient_name": "UBND tỉnh Lào Cai"}),
        # Outside the days, on either side, and in the same days of the year before.
        (bkt, commune, date(2026, 6, 14), worker),
        (bkt, commune, date(2026, 9, 15), worker),
        (bkt, commune, date(2025, 8, 1), worker),
        (bkt, commune, date(2025, 8, 2), leader),
    ]
    world.grants = [
        make_grant(award, unit, decision_on=day, year=day.year, source="IMPORTED", **fields)
        for award, unit, day, fields in given
    ]
    campaign = make_campaign(world.officer)
    make_participation(campaign, world.stage.editor, Decimal(90), Decimal(5))
    for name, leader_class, day in (
        ("Lý Seo Sì", "DIRECT_WORKER", LAST),
        ("Tẩn A Pao", "OTHER_LEADER", FIRST),
    ):
        person = make_person(commune, name, leader_class=leader_class)
        Initiative.objects.create(
            person=person, name="Cải tiến", level="GRASSROOTS", year=2026, decision_no="1/QĐ", decision_on=day
        )
    return world
