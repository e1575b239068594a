"""Two and more press at once. Real row locks are PostgreSQL's; a small race runs on any database."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from core import clock
from core.errors import RuleViolation, Stale
from core.models import AuditEvent, Counter, Job
from nominations import actions
from nominations.models import Dossier, Nomination
from tests.factories.nominations import (
    DURING,
    make_draft,
    make_ready,
    make_stage,
    make_submitted,
    nominee_values,
)
from tests.factories.units import make_actor, make_user
from tests.support.race import errors, race, values
from units.models import Person, Role

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 8
PAIRS = {"short": 50}.get(os.environ.get("PROOF", "short"), 1_000)
SECOND = timedelta(seconds=1)


@pytest.fixture
def stage(transactional_db):
    with clock.at(DURING):
        yield make_stage()


def at_monday(deed):
    """The clock of a thread is its own: set it there too."""

    def run(index):
        with clock.at(DURING):
            return deed(index)

    return run


def told(outcomes) -> list[str]:
    """What each of those who came too late reads, once."""
    return sorted({str(outcome.error) for outcome in outcomes if outcome.error})


def count(name) -> int:
    return AuditEvent.objects.filter(name=f"nominations.{name}").count()


def crowd_of(unit, role, number=PEOPLE):
    """So many people who hold this role of the unit at the same time."""
    return [make_actor(unit, role, user=make_user(f"Người {n}")) for n in range(number)]


def editors(stage, number=PEOPLE):
    return crowd_of(stage.province.commune, Role.EDITOR, number)


# --- Sending and receiving ----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [2, pytest.param(PEOPLE, marks=pytest.mark.postgres)])
def test_pressed_at_once_a_dossier_is_sent_once(stage, people):
    """Faults 1: one event, one code; the others read who was faster and when."""
    for turn in range(3):
        draft = make_ready(stage.editor, stage.round, nominees=2)
        crowd = crowd_of(stage.province.commune, Role.HEAD, people)
        outcomes = race(
            people,
            at_monday(lambda i, d=draft, c=crowd: actions.submit(d.pk, seen_version=d.version, by=c[i])),
        )
        [sent] = values(outcomes)
        assert errors(outcomes) == ["Stale"] * (people - 1)
        assert told(outcomes) == [f"Hồ sơ đã được {sent.submitted_by} gửi lúc 10:42 ngày 23/11/2026."]
        assert (sent.code, count("dossier_submitted")) == (f"HS-2026-{turn + 1:04d}", turn + 1)
    assert Person.objects.count() == 2


@pytest.mark.parametrize("people", [2, pytest.param(PEOPLE, marks=pytest.mark.postgres)])
def test_pressed_at_once_a_dossier_is_received_once(stage, people):
    crowd = crowd_of(stage.province.office, Role.OFFICER, people)
    for turn in range(3):
        dossier = make_submitted(stage.editor, stage.round)
        outcomes = race(people, at_monday(lambda i, d=dossier: actions.accept(d.pk, by=crowd[i])))
        [event] = values(outcomes)
        assert errors(outcomes) == ["Stale"] * (people - 1)
        assert told(outcomes) == [f"Hồ sơ đã được {event.actor_name} tiếp nhận lúc 10:42 ngày 23/11/2026."]
        assert (event.data["receipt"], Job.objects.filter(kind="reports.receipt").count()) == (
            turn + 1,
            turn + 1,
        )


@pytest.mark.postgres
def test_codes_and_receipt_numbers_of_a_race_have_no_gap(stage):
    """Faults 37: different dossiers sent and received at once; every second sending is refused."""
    drafts = [make_ready(stage.editor, stage.round, nominees=n % 2) for n in range(2 * PEOPLE)]
    outcomes = race(
        2 * PEOPLE,
        at_monday(lambda i: actions.submit(drafts[i].pk, seen_version=drafts[i].version, by=stage.head)),
    )
    assert errors(outcomes) == ["RuleViolation"] * PEOPLE
    assert sorted(sent.code for sent in values(outcomes)) == [f"HS-2026-{n + 1:04d}" for n in range(PEOPLE)]

    sent = values(outcomes)
    outcomes = race(PEOPLE, at_monday(lambda i: actions.accept(sent[i].pk, by=stage.officer)))
    assert errors(outcomes) == []
    assert sorted(event.data["receipt"] for event in values(outcomes)) == list(range(1, PEOPLE + 1))
    assert Person.objects.count() == 1  # the same nominee in all of them, found again under the lock


@pytest.mark.postgres
def test_a_person_put_up_by_many_dossiers_at_once_is_written_down_once(stage):
    drafts = [make_ready(stage.editor, stage.round) for _ in range(PEOPLE)]
    outcomes = race(
        PEOPLE,
        at_monday(lambda i: actions.submit(drafts[i].pk, seen_version=drafts[i].version, by=stage.head)),
    )
    assert (errors(outcomes), Person.objects.count()) == ([], 1)
    assert Nomination.objects.values("person").distinct().count() == 1


# --- The closing moment (faults 4): the database's clock, after the lock ----------------------------------


@pytest.mark.postgres
@pytest.mark.parametrize("released_in_time", [True, False])
def test_the_deadline_is_judged_after_the_row_lock(transactional_db, released_in_time):
    """Pressed in time, but the row was held by somebody else until after the closing: too late."""
    stage = make_stage(opens_at=clock.now() - 3600 * SECOND, closes_at=clock.now() + 3600 * SECOND)
    draft = make_ready(stage.editor, stage.round)
    stage.round.closes_at = clock.now() + 2 * SECOND
    stage.round.save()
    holding = threading.Event()

    def run(index):
        if index == 0:
            with transaction.atomic():
                Dossier.objects.select_for_update().get(pk=draft.pk)
                holding.set()
                while not released_in_time and clock.now() < stage.round.closes_at:
                    threading.Event().wait(0.05)
            return None
        holding.wait(10)
        assert clock.now() < stage.round.closes_at
        return actions.submit(draft.pk, seen_version=draft.version, by=stage.head)

    outcomes = race(2, run)
    assert errors(outcomes) == ([] if released_in_time else ["RuleViolation"])
    draft.refresh_from_db()
    assert draft.state == ("SUBMITTED" if released_in_time else "DRAFT")


@pytest.mark.postgres
def test_in_the_closing_second_what_is_accepted_is_what_counts(transactional_db):
    """25 units press around the closing: whoever was told "sent" is sent, in time; the others are drafts."""
    stage = make_stage(opens_at=clock.now() - 3600 * SECOND, closes_at=clock.now() + 3600 * SECOND)
    drafts = [make_ready(stage.editor, stage.round) for _ in range(25)]
    closes_at = clock.now() + 3 * SECOND
    stage.round.closes_at = closes_at
    stage.round.save()

    def press(index):
        press_at = closes_at + (-2 if index == 0 else (index - 12) * 0.01) * SECOND
        while clock.now() < press_at:
            threading.Event().wait(0.002)
        return actions.submit(drafts[index].pk, seen_version=drafts[index].version, by=stage.head)

    outcomes = race(25, press)
    sent = values(outcomes)
    assert errors(outcomes) == ["RuleViolation"] * (25 - len(sent))
    stored = Dossier.objects.filter(state="SUBMITTED")
    assert sorted(stored.values_list("pk", flat=True)) == sorted(dossier.pk for dossier in sent)
    assert stored.filter(submitted_at__gte=closes_at).count() == 0
    assert Dossier.objects.filter(state="DRAFT", submitted_at=None).count() == 25 - len(sent)
    assert outcomes[0].error is None
    assert isinstance(outcomes[24].error, RuleViolation)


# --- Editing (faults 2) -------------------------------------------------------------------------------------


def edit_pairs(stage, pairs) -> list:
    """Two clerks save the same nominee, both having seen the same version; `pairs` times."""
    nominee = make_draft(stage.editor, stage.round).nominations.get()
    clerks = editors(stage, 2)
    seen = []
    for turn in range(pairs):
        version = turn + 1

        def save(index, version=version):
            text = f"Bản {version} của {clerks[index].name}"
            values_ = nominee_values(stage.award, achievement=text)
            actions.edit_nomination(nominee.pk, values_, seen_version=version, by=clerks[index])
            return text

        outcomes = race(2, at_monday(save))
        nominee.refresh_from_db()
        [mine] = values(outcomes)
        [late] = [outcome.error for outcome in outcomes if outcome.error]
        assert isinstance(late, Stale)
        seen.append((nominee.version, nominee.achievement == mine, dict(late.theirs)["thành tích"] == mine))
    return seen


def test_a_few_pairs_of_edits_overwrite_nothing(stage):
    assert edit_pairs(stage, 3) == [(turn + 2, True, True) for turn in range(3)]


@pytest.mark.postgres
def test_concurrent_pairs_of_edits_overwrite_nothing(stage):
    """Each time one is saved and the other sees it beside his own text: 0 silent overwrites."""
    assert edit_pairs(stage, PAIRS) == [(turn + 2, True, True) for turn in range(PAIRS)]
    assert count("nomination_edited") == PAIRS


@pytest.mark.postgres
def test_nominees_added_at_once_get_places_of_their_own(stage):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    crowd = editors(stage)

    def add(index):
        name = nominee_values(stage.award, full_name=f"Người {index}")
        return actions.add_nomination(draft.pk, name, by=crowd[index]).order

    outcomes = race(PEOPLE, at_monday(add))
    assert (errors(outcomes), sorted(values(outcomes))) == ([], list(range(1, PEOPLE + 1)))
    draft.refresh_from_db()
    assert draft.version == PEOPLE + 1


@pytest.mark.postgres
def test_a_nominee_taken_out_at_once_is_taken_out_once(stage):
    nominee = make_draft(stage.editor, stage.round).nominations.get()
    crowd = editors(stage)
    outcomes = race(PEOPLE, at_monday(lambda i: actions.remove_nomination(nominee.pk, by=crowd[i]).pk))
    assert errors(outcomes) == ["Stale"] * (PEOPLE - 1)
    assert (count("nomination_removed"), Nomination.objects.count()) == (1, 0)


@pytest.mark.postgres
def test_what_is_sent_is_what_was_seen(stage):
    """One sends while another edits: either the edit is in what was sent, or it is refused as too late."""
    for _ in range(10):
        draft = make_ready(stage.editor, stage.round)
        nominee = draft.nominations.get()

        def press(index, draft=draft, nominee=nominee):
            if index == 0:
                return actions.submit(draft.pk, seen_version=draft.version, by=stage.head)
            text = nominee_values(stage.award, achievement="Sửa cùng lúc")
            return actions.edit_nomination(nominee.pk, text, seen_version=1, by=stage.editor)

        outcomes = race(2, at_monday(press))
        assert errors(outcomes) == ["Stale"]
        nominee.refresh_from_db()
        draft.refresh_from_db()
        assert (draft.state, nominee.version) in [("SUBMITTED", 1), ("DRAFT", 2)]


@pytest.mark.postgres
def test_a_deed_whose_connection_is_cut_leaves_nothing(stage):
    """Faults 12: the server ends the session before the commit; no half state, and the next press works."""
    draft = make_ready(stage.editor, stage.round)

    def cut(index):
        with clock.at(DURING), transaction.atomic():
            actions.submit(draft.pk, seen_version=draft.version, by=stage.head)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert errors(race(1, cut)) == ["OperationalError"]
    draft.refresh_from_db()
    assert (draft.state, Person.objects.count(), count("dossier_submitted")) == ("DRAFT", 0, 0)
    assert Counter.objects.count() == 0
    assert actions.submit(draft.pk, seen_version=draft.version, by=stage.head).code == "HS-2026-0001"
