"""Two press at once: PostgreSQL's row locks make them go one after the other, and a file is written once."""

import os
import signal

import pytest
from django.db import connections

from awards.imports import actions
from awards.imports.columns import PERSON, RATING
from awards.models import AnnualRating
from core import audit, clock, jobs
from core.models import AuditEvent, Job
from tests.awards.importing import accept, checked, row
from tests.factories.units import make_actor, make_person, make_province
from tests.support.race import errors, race, values
from units.actions import known_or_new_person, merge_people
from units.merging import plan_of
from units.models import OrgUnit, Person, Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def found(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    world = make_province()
    OrgUnit.objects.filter(pk=world.commune.pk).update(code="02701")
    make_person(world.province, "Lý Mẩy", birth_date=None)
    found = checked(
        make_actor(world.office, Role.OFFICER), PERSON, row(PERSON), row(PERSON, full_name="Lý Mẩy")
    )
    found.people = [make_actor(world.office, Role.OFFICER) for _ in range(4)]
    return found


def test_four_who_accept_at_once_queue_one_job(found):
    outcomes = race(4, lambda number: actions.accept(found.pk, seen=1, by=found.people[number]))
    assert (errors(outcomes), len(values(outcomes))) == (["Stale"] * 3, 1)
    assert Job.objects.filter(kind=actions.WRITE_JOB).count() == 1


def test_what_is_decided_while_another_accepts_is_not_written_unseen(found):
    """Of one page, one presses "write" and one decides: whoever comes second reads who was faster."""
    decided, accepted = race(
        2,
        lambda number: (
            actions.accept(found.pk, seen=1, by=found.people[1])
            if number
            else actions.decide(found.pk, {3: "OTHER"}, seen=1, by=found.people[0])
        ),
    )
    assert errors([decided, accepted]) == ["Stale"]
    found.refresh_from_db()
    state, version, decision = found.state, found.version, found.rows.get(number=3).decision
    if decided.error is None:
        assert (state, version, decision) == ("CHECKED", 2, "OTHER")
    else:
        assert (state, version, decision) == ("ACCEPTED", 1, "")


def test_two_who_decide_at_once_are_one_after_the_other(found):
    outcomes = race(2, lambda number: actions.decide(found.pk, {3: "OTHER"}, seen=1, by=found.people[number]))
    assert (errors(outcomes), [one.version for one in values(outcomes)]) == (["Stale"], [2])


def test_two_workers_write_once(found):
    accept(found, found.people[0])
    actions.begin_write(found.pk)
    outcomes = race(2, lambda _: actions.finish_write(found.pk))
    assert [one.written for one in values(outcomes)] == [1, 1]
    assert Person.objects.filter(folded="giang thi chu").count() == 1
    assert AuditEvent.objects.filter(name="awards.import_done").count() == 1


def test_a_person_added_by_hand_at_the_same_time_is_there_once(found):
    accept(found, found.people[0])
    actions.begin_write(found.pk)
    commune, by = OrgUnit.objects.get(code="02701"), found.people[1]
    assert make_person(commune, "Người khác").pk

    def deed(number: int):
        if number:
            return actions.finish_write(found.pk)
        born = row(PERSON)[1]
        return known_or_new_person(commune, full_name="Giàng Thị Chứ", birth_date=born, by=by)

    assert errors(race(2, deed)) == []
    assert Person.objects.filter(folded="giang thi chu").count() == 1


def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_goes_on(found, monkeypatch):
    """Killed by -9 after the people were written, before their transaction ended."""
    accept(found, found.people[0])
    waiting = Job.objects.get(kind=actions.WRITE_JOB)
    connections.close_all()
    child = os.fork()
    if not child:
        monkeypatch.setattr(audit, "record_many", lambda *args, **kw: os.kill(os.getpid(), signal.SIGKILL))
        jobs.work(waiting.pk)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    found.refresh_from_db()
    waiting.refresh_from_db()
    assert (found.state, waiting.status, Person.objects.count()) == ("WRITING", "RUNNING", 1)
    Job.objects.filter(pk=waiting.pk).update(lease_until=clock.now() - jobs.LEASE)
    assert jobs.work(waiting.pk) is True
    found.refresh_from_db()
    assert (found.state, found.written, Person.objects.count()) == ("DONE", 1, 2)


def test_a_row_written_during_a_merge_hangs_on_the_kept_person(settings, tmp_path):
    """Whichever comes first: the file waits for the merge, or the merge sees that its preview is old."""
    settings.FILES_ROOT = tmp_path / "files"
    world = make_province()
    OrgUnit.objects.filter(pk=world.commune.pk).update(code="02701")
    officer = make_actor(world.office, Role.OFFICER)
    for number in range(5):
        kept = make_person(world.commune, "Lý Mẩy", birth_date=None)
        gone = make_person(world.commune, f"Vàng {number}")
        name = {"full_name": gone.full_name, "birth_date": gone.birth_date}
        found = accept(checked(officer, RATING, row(RATING, **name)), officer)
        actions.begin_write(found.pk)
        seen = plan_of(kept, gone).seen
        choices = {"full_name": "kept", "birth_date": "gone"}
        merge = {"by": officer, "choices": choices, "reason": "Một người", "seen": seen}

        def deed(number, found=found, kept=kept, gone=gone, merge=merge):
            return merge_people(kept.pk, gone.pk, **merge) if number else actions.finish_write(found.pk)

        _, merged = race(2, deed)
        there = AnnualRating.objects.get(person__in=[kept, gone])
        assert there.person_id == (gone.pk if merged.error else kept.pk)
