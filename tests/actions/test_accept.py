"""A sent dossier is received: number without gaps, return date in working days, the receipt queued."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from core import audit, clock
from core.errors import Stale
from core.models import Counter, Holiday, Job
from nominations import actions
from nominations.models import Dossier
from tests.actions.seen import events, everything, last_event
from tests.core.triggers import refusing_inserts
from tests.factories.awards import make_rule_set
from tests.factories.campaigns import make_round
from tests.factories.nominations import DURING, make_submitted
from tests.factories.units import make_actor, make_unit
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(hours=4, minutes=5)  # 14:47 in the province


def test_a_dossier_is_received(stage):
    law = make_rule_set()
    dossier = make_submitted(stage.head, stage.round)
    before = last_event()
    with clock.at(LATER):
        event = actions.accept(dossier.pk, by=stage.officer)
    stored = Dossier.objects.values(
        "code", "state", "accepted_at", "accepted_by", "receipt_body", "receipt_year", "receipt_number",
        "due_on", "updated_at", "submitted_at", "submitted_by", "rule_set",
    ).get()  # fmt: skip
    assert stored == {
        "code": "HS-2026-0001",
        "state": "ACCEPTED",
        "accepted_at": LATER,
        "accepted_by": stage.officer.user_id,
        "receipt_body": stage.province.standing_body.pk,
        "receipt_year": 2026,
        "receipt_number": 1,
        "due_on": date(2026, 12, 21),  # 20 working days
        "updated_at": LATER,
        "submitted_at": DURING,
        "submitted_by": stage.head.user_id,
        "rule_set": law.pk,
    }
    told = {"code": "HS-2026-0001", "receipt": 1, "due_on": "2026-12-21", "rule_set": law.code}
    assert events("pk", "object_id", "actor_id", "acting_for_id", "data", after=before) == [
        (
            "nominations.dossier_accepted",
            event.pk,
            dossier.pk,
            stage.officer.user_id,
            stage.province.office.pk,
            told,
        )
    ]


def test_the_receipt_is_queued_with_the_deed(stage):
    event = actions.accept(make_submitted(stage.editor, stage.round).pk, by=stage.officer)
    job = Job.objects.get()
    assert (job.kind, job.key, job.title, job.owner_id, job.status) == (
        "reports.receipt",
        f"event:{event.pk}",
        "Lập phiếu tiếp nhận hồ sơ HS-2026-0001",
        stage.officer.user_id,
        "WAITING",
    )
    assert audit.jobs_of(event) == [job.pk]


# --- From which state -------------------------------------------------------------------------------------


def test_who_receives_second_reads_who_was_faster(stage):
    dossier = make_submitted(stage.editor, stage.round)
    with clock.at(LATER):
        actions.accept(dossier.pk, by=make_actor(stage.province.office, Role.OFFICE_HEAD))
    before = everything()
    with pytest.raises(Stale, match=r"^Hồ sơ đã được Giàng A Chính tiếp nhận lúc 14:47 ngày 23/11/2026.$"):
        actions.accept(dossier.pk, by=stage.officer)
    assert (everything(), Job.objects.count()) == (before, 1)


def test_a_dossier_may_be_received_after_the_round_has_closed(stage):
    """The window is for sending; what came in time is received when the officer is there."""
    dossier = make_submitted(stage.editor, stage.round)
    with clock.at(stage.round.closes_at + timedelta(days=2)):
        actions.accept(dossier.pk, by=stage.officer)
    assert Dossier.objects.get().state == "ACCEPTED"


# --- Number and date --------------------------------------------------------------------------------------


def test_receipt_numbers_have_no_gap_and_each_body_and_year_counts_alone(stage):
    stage.round.closes_at = None
    stage.round.save()
    commune = make_unit("Xã Bát Xát", parent=stage.province.province)
    village_body = make_actor(commune, Role.OFFICER)
    school = make_actor(make_unit("Trường", kind=UnitKind.SCHOOL, parent=commune), Role.EDITOR)
    village_round = make_round(village_body, submitter_kinds=[UnitKind.SCHOOL])

    numbers = []
    for moment in (
        DURING,
        datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
        datetime(2026, 12, 31, 17, 0, tzinfo=UTC),
    ):
        dossier = make_submitted(stage.editor, stage.round)
        with clock.at(moment):
            actions.accept(dossier.pk, by=stage.officer)
        with pytest.raises(Stale):
            actions.accept(dossier.pk, by=stage.officer)
        dossier.refresh_from_db()
        numbers.append((dossier.receipt_year, dossier.receipt_number))
    other = make_submitted(school, village_round)
    actions.accept(other.pk, by=village_body)
    other.refresh_from_db()
    assert numbers == [(2026, 1), (2026, 2), (2027, 1)]
    assert (other.receipt_body_id, other.receipt_year, other.receipt_number) == (commune.pk, 2026, 1)


@pytest.mark.parametrize(
    ("days", "holidays", "due"),
    [
        (1, {}, date(2026, 11, 24)),
        (5, {}, date(2026, 11, 30)),  # over a weekend
        (5, {date(2026, 11, 25): False}, date(2026, 12, 1)),
        (5, {date(2026, 11, 25): False, date(2026, 11, 28): True}, date(2026, 11, 30)),  # a made-up Saturday
    ],
)
def test_the_return_date_counts_working_days(stage, days, holidays, due):
    stage.round.appraise_days = days
    stage.round.save()
    Holiday.objects.bulk_create(
        Holiday(day=day, name="", legal_basis="", is_worked=works) for day, works in holidays.items()
    )
    actions.accept(make_submitted(stage.editor, stage.round).pk, by=stage.officer)
    assert Dossier.objects.get().due_on == due


def test_the_day_of_acceptance_is_the_provinces_day(stage):
    """Faults 38: received on Monday 00:30 +07, which is Sunday in UTC."""
    stage.round.appraise_days = 1
    stage.round.save()
    dossier = make_submitted(stage.editor, stage.round)
    with clock.at(datetime(2026, 11, 29, 17, 30, tzinfo=UTC)):
        actions.accept(dossier.pk, by=stage.officer)
    assert Dossier.objects.get().due_on == date(2026, 12, 1)


# --- All or nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["core_auditevent", "core_job"])
def test_without_its_line_in_the_log_or_its_job_nothing_is_received(stage, table):
    dossier = make_submitted(stage.editor, stage.round)
    before = everything()
    with refusing_inserts(table), pytest.raises(DatabaseError, match="takes nothing"):
        actions.accept(dossier.pk, by=stage.officer)
    assert (
        everything(),
        Job.objects.count(),
        Counter.objects.filter(name__startswith="receipt").count(),
    ) == (
        before,
        0,
        0,
    )
    actions.accept(dossier.pk, by=stage.officer)
    assert Dossier.objects.get().receipt_number == 1
