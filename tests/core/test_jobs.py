"""Jobs: queued once, claimed by one, kept by a lease, ended in one transaction."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from core import clock, jobs
from core.models import Job
from core.tasks import queue_due
from tests.core.kinds import effects, queue
from tests.factories.units import make_actor, make_unit
from tests.support.processes import wait_until

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WAITING, RUNNING, DONE, FAILED = Job.Status.values


def at(seconds: float):
    return clock.at(NOW + seconds * SECOND)


def state(row: Job, *fields) -> tuple:
    row.refresh_from_db()
    return (row.status, *(getattr(row, field) for field in fields))


def work_through(row: Job, *seconds: float) -> list[str]:
    """Work at each of these moments; the status after each."""
    seen = []
    for moment in seconds:
        with at(moment):
            jobs.work(row.pk)
        seen.append(state(row)[0])
    return seen


# --- Queued once ------------------------------------------------------------------------------------------


def test_a_job_is_queued_once_per_kind_and_key():
    """Faults 11."""
    first, again, other = queue("a", x=1), queue("a", x=2), queue("b")
    assert (again.pk, again.payload, again.file_key) == (first.pk, {"x": 1}, first.file_key)
    assert (other.pk != first.pk, other.file_key != first.file_key) == (True, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="tests.count", key="a", created_at=NOW, run_after=NOW)


def test_a_done_job_is_not_queued_again():
    row = queue("a")
    assert (jobs.work(row.pk), queue("a").pk, jobs.work(row.pk), effects()) == (True, row.pk, False, 1)


def test_two_schedulers_queue_one_job_a_day():
    """Faults 11."""
    for moment in (0, 60, 3600):
        with at(moment):
            queue_due()
    with at(14 * 3600):  # past midnight in the province
        queue_due()
    rows = Job.objects.filter(kind="core.sweep_files").order_by("id")
    assert list(rows.values_list("key", flat=True)) == ["2026-11-23", "2026-11-24"]


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        jobs.job("tests.count")(print)


# --- Done -------------------------------------------------------------------------------------------------


def test_a_job_is_done_once_with_its_result():
    with at(0):
        row = queue()
    assert state(row, "attempts", "lease_token") == (WAITING, 0, None)
    with at(5):
        assert jobs.work(row.pk, runner=jobs.EMBEDDED)
        assert not jobs.work(row.pk)
    assert state(row, "attempts", "runner", "result_url", "result_label", "error", "percent") == (
        DONE,
        1,
        "embedded",
        f"/ket-qua/{row.pk}/",
        "Mở kết quả",
        "",
        100,
    )
    assert (row.created_at, row.started_at, row.finished_at) == (NOW, NOW + 5 * SECOND, NOW + 5 * SECOND)
    assert effects() == 1


def test_progress_is_seen_and_renews_the_lease():
    with at(0):
        row = queue(steps=["một", "hai"])
    with at(1):
        running = jobs.Run(jobs.claim(row.pk, runner="x"))
    with at(9):
        running.progress(1, 3, "Đang dàn trang")
    assert state(row, "progress", "total", "note", "percent", "lease_until") == (
        RUNNING,
        1,
        3,
        "Đang dàn trang",
        33,
        NOW + 9 * SECOND + jobs.LEASE,
    )


def test_the_end_leaves_full_progress_and_no_note():
    row = queue(steps=["một", "hai", "ba"])
    assert jobs.work(row.pk)
    assert state(row, "progress", "total", "note") == (DONE, 3, 3, "")


def test_a_job_is_seen_by_whom_asked_for_it():
    owner, other = make_actor(make_unit()), make_actor(make_unit())
    row = jobs.enqueue("tests.count", key="1", payload={}, title="Đếm", owner_id=owner.user_id)
    nobody = queue("2")
    assert [list(Job.visible_to(actor)) for actor in (owner, other, None)] == [[row], [], []]
    assert nobody.owner_id is None


# --- One of many, and the lease (faults 7, 8) -------------------------------------------------------------


def test_a_claimed_job_is_free_again_only_after_its_lease():
    with at(0):
        row = queue()
        first = jobs.claim(row.pk, runner="a")
        assert jobs.free_ids() == []
        assert jobs.claim(row.pk, runner="b") is None
    with at(30):
        assert (jobs.free_ids(), jobs.claim(row.pk, runner="b")) == ([], None)
    with at(30.001):
        assert jobs.free_ids() == [row.pk]
        second = jobs.claim(row.pk, runner="b")
    assert (first.attempts, second.attempts, second.runner) == (1, 2, "b")
    assert (first.lease_token != second.lease_token, first.file_key == second.file_key) == (True, True)


def test_who_lost_the_lease_leaves_no_second_result():
    """Faults 7: the slow first worker comes back after another has done the job."""
    with at(0):
        row = queue()
        slow = jobs.claim(row.pk, runner="slow")
    with at(31):
        assert jobs.work(row.pk, runner="fast")
    with at(32):
        with pytest.raises(jobs.LeaseLost):
            jobs.Run(slow).progress(1, 2)
        with pytest.raises(jobs.LeaseLost):
            jobs._end_done(slow, jobs._handlers["tests.count"](jobs.Run(slow)))
        assert not jobs._end_failed(slow, "muộn")
        jobs._put_back(slow)
    assert state(row, "runner", "attempts", "error") == (DONE, "fast", 2, "")
    assert effects() == 1


def test_a_handler_that_notices_the_loss_stops_quietly():
    """The job is taken over in the middle of the handler; the first attempt ends without a trace."""
    with at(0):
        row = queue()
    answers = []

    @jobs.job("tests.overtaken")
    def overtaken(run):
        if not answers:
            answers.append("first")
            Job.objects.filter(pk=run.job_id).update(lease_until=NOW - 60 * SECOND)
            answers.append(jobs.work(run.job_id, runner="second"))
            run.progress(1, 1)
            answers.append("never")

    try:
        Job.objects.filter(pk=row.pk).update(kind="tests.overtaken")
        with at(1):
            assert not jobs.work(row.pk, runner="first")
    finally:
        del jobs._handlers["tests.overtaken"]
    assert (answers, state(row, "runner", "attempts")) == (["first", True], (DONE, "second", 2))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("every", "free"), [(0.05, []), (60, ["the job"])])
def test_a_long_computation_keeps_its_lease(monkeypatch, every, free):
    """A handler that reports nothing is not taken for dead, since a second thread renews its lease."""
    monkeypatch.setattr(jobs, "RENEW_EVERY", every)
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.4))
    row = queue()
    claimed = jobs.claim(row.pk, runner="x")
    seen = []
    with jobs._lease_kept(claimed):
        for _ in range(4):
            threading.Event().wait(0.2)
            seen.append(["the job"] * len(jobs.free_ids()))
    assert seen[-1] == free


@pytest.mark.django_db(transaction=True)
def test_one_failed_renewal_does_not_end_the_keeping(monkeypatch, caplog):
    """Faults 13: a locked row makes one renewal fail; the next one holds the lease."""
    monkeypatch.setattr(jobs, "RENEW_EVERY", 0.05)
    impatient = {"timeout": 0.05} if connection.vendor == "sqlite" else {"options": "-c lock_timeout=50ms"}
    row = queue()
    claimed = jobs.claim(row.pk, runner="x")
    for name, value in impatient.items():  # for connections that are opened from now on
        monkeypatch.setitem(connections.databases["default"]["OPTIONS"], name, value)
    with jobs._lease_kept(claimed):
        with transaction.atomic():
            Job.objects.filter(pk=row.pk).update(note="giữ")
            wait_until(lambda: "not renewed this time" in caplog.text, what="a renewal that fails")
        before = state(row, "lease_until")[1]
        wait_until(lambda: state(row, "lease_until")[1] > before, patience=5, what="a renewal that works")


# --- What goes wrong --------------------------------------------------------------------------------------


def test_a_passing_fault_is_tried_again_after_a_growing_pause():
    with at(0):
        row = queue(fault="OSError", faults=2)
    seen = work_through(row, 0, 1.9, 2, 5.9, 6)
    assert seen == [WAITING, WAITING, WAITING, WAITING, DONE]
    assert (state(row, "attempts", "error"), effects()) == ((DONE, 3, ""), 1)


def test_after_the_last_attempt_it_is_said_to_have_failed():
    with at(0):
        row = queue(fault="OSError")
    seen = work_through(row, *range(0, 600, 100))
    assert seen == [WAITING] * 5 + [FAILED]
    message = f"Đã thử 5 lần chưa được. Báo quản trị hệ thống, mã việc {row.pk}."
    assert state(row, "attempts", "error") == (FAILED, 6, message)
    with at(900):
        assert (jobs.free_ids(), jobs.work(row.pk), effects()) == ([], False, 0)


def test_a_job_abandoned_too_often_fails_too():
    with at(0):
        row = queue()
    for turn in range(jobs.MAX_ATTEMPTS):
        with at(100 * turn):
            assert jobs.claim(row.pk, runner="dies").attempts == turn + 1
    assert work_through(row, 900) == [FAILED]
    assert effects() == 0


def test_what_cannot_be_done_is_said_in_words():
    row = queue(fault="JobFailed")
    assert jobs.work(row.pk)
    assert state(row, "error", "attempts") == (FAILED, "hỏng", 1)
    assert row.finished_at is not None


@pytest.mark.parametrize("when", ["fault", "fault_at_delivery"])
def test_a_fault_of_the_program_is_logged_and_said_in_plain_words(caplog, when):
    row = queue(**{when: "ValueError"})
    with caplog.at_level(logging.ERROR, logger="core.jobs"):
        assert jobs.work(row.pk)
    message = f"Có lỗi khi thực hiện. Báo quản trị hệ thống, mã việc {row.pk}."
    assert (state(row, "error"), effects()) == ((FAILED, message), 0)
    [entry] = caplog.records
    assert (entry.getMessage(), entry.exc_info[0]) == (f"job {row.pk} failed", ValueError)


def test_a_delivery_that_fails_in_passing_is_undone_and_tried_again():
    """Faults 14: a full disk while the result is written."""
    with at(0):
        row = queue(fault_at_delivery="OSError")
    assert work_through(row, 0) == [WAITING]
    assert effects() == 0
    Job.objects.filter(pk=row.pk).update(payload={})
    assert (work_through(row, 10), effects()) == ([DONE], 1)


def test_a_kind_that_nobody_knows_fails_and_says_so():
    row = queue()
    Job.objects.filter(pk=row.pk).update(kind="tests.forgotten")
    assert (jobs.work(row.pk), state(row)) == (True, (FAILED,))


def test_a_failed_job_can_be_queued_again_and_only_a_failed_one():
    with at(0):
        row, done = queue("1", fault="JobFailed"), queue("2")
        assert [jobs.work(row.pk), jobs.work(done.pk)] == [True, True]
    Job.objects.filter(pk=row.pk).update(payload={})
    with at(60):
        jobs.retry(row.pk)
        jobs.retry(done.pk)
        assert state(row, "attempts", "error", "finished_at") == (WAITING, 0, "", None)
        assert (state(done), jobs.free_ids()) == ((DONE,), [row.pk])
        assert jobs.work(row.pk)
    assert (state(row), effects()) == ((DONE,), 2)


# --- The loop ---------------------------------------------------------------------------------------------


def loop() -> None:
    from core.management.commands import jobs as command

    before = [command.signal.getsignal(number) for number in (command.signal.SIGTERM, command.signal.SIGINT)]
    try:
        call_command("jobs", "--once")
    finally:
        for number, handler in zip((command.signal.SIGTERM, command.signal.SIGINT), before, strict=True):
            command.signal.signal(number, handler)


def test_the_loop_does_what_waits_and_one_bad_job_stops_no_other():
    rows = [queue("1"), queue("2", fault="ValueError"), queue("3", fault="OSError"), queue("4")]
    loop()
    assert [state(row)[0] for row in rows] == [DONE, FAILED, WAITING, DONE]
    assert effects() == 2
    assert Job.objects.filter(kind="core.sweep_files", status=DONE).count() == 1


# --- What the database refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"status": "LOST"},
        {"status": "RUNNING", "lease_token": None},
        {"status": "RUNNING", "lease_until": None},
    ],
)
def test_the_database_refuses_impossible_rows(change):
    row = queue()
    claimed = jobs.claim(row.pk, runner="x")
    assert Job.objects.filter(pk=row.pk).update(status=RUNNING, lease_token=claimed.lease_token) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=row.pk).update(**change)
