"""The head sends a complete draft while the round is open: code, people, words as they stand, one event.

What goes with it (letter, version, sign-off, recall) is in test_dossier_sending.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import Counter
from nominations import actions
from nominations.models import Dossier, Nomination
from tests.actions.seen import events, everything, last_event
from tests.core.triggers import refusing_inserts
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, OPENS, make_round
from tests.factories.nominations import DURING, make_ready, make_submitted, nominee_values
from tests.factories.units import make_actor, make_person, make_unit
from units.models import Person, Role
from units.queries import current_memberships

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
LATER = DURING + timedelta(hours=4, minutes=5)  # 14:47 in the province


def send(dossier, by):
    dossier.refresh_from_db()
    return actions.submit(dossier.pk, seen_version=dossier.version, by=by)


def test_a_complete_draft_is_sent(stage):
    draft = make_ready(stage.editor, stage.round, nominees=2)
    before = last_event()
    with clock.at(LATER):
        assert send(draft, stage.head).pk == draft.pk
    stored = Dossier.objects.values(
        "code", "state", "submitted_at", "submitted_by", "updated_at", "accepted_at", "receipt_number"
    ).get()
    assert stored == {
        "code": "HS-2026-0001",
        "state": "SUBMITTED",
        "submitted_at": LATER,
        "submitted_by": stage.head.user_id,
        "updated_at": LATER,
        "accepted_at": None,
        "receipt_number": None,
    }
    assert events("object_id", "actor_id", "data", after=before) == [
        (
            "nominations.dossier_submitted",
            draft.pk,
            stage.head.user_id,
            {"code": "HS-2026-0001", "nominees": 2, "letter": "96/TTr-UBND ngày 09/11/2026"},
        )
    ]


def test_the_words_stand_as_they_were_on_sending(stage):
    """Faults 34: a later name of the unit changes nothing in what was sent."""
    dossier = make_submitted(stage.editor, stage.round)
    unit = stage.province.commune
    unit.body_name = "UBND xã Y Tý mới"
    unit.save()
    assert dossier.nominations.get().unit_name == "UBND xã Y Tý"


# --- The people ---------------------------------------------------------------------------------------------


def test_a_nominee_becomes_a_person_of_the_unit(stage):
    nomination = make_submitted(stage.editor, stage.round).nominations.get()
    stored = Person.objects.values(
        "pk", "unit", "full_name", "folded", "birth_date", "gender", "position", "leader_class"
    ).get()
    assert stored == {
        "pk": nomination.person_id,
        "unit": stage.province.commune.pk,
        "full_name": "Vàng Thị Lan",
        "folded": "vang thi lan",
        "birth_date": date(1986, 2, 5),
        "gender": "FEMALE",
        "position": "Trưởng thôn Mò Phú Chải",
        "leader_class": "DIRECT_WORKER",
    }


@pytest.mark.parametrize(
    "spelling", ["Vàng Thị Lan", "VÀNG THỊ LAN", "Va\u0300ng  Thị\u00a0Lan", "Vang Thi Lan"]
)
def test_a_person_is_found_again_and_not_made_twice(stage, spelling):
    """Faults 22: by folded name and birth date; the person stays as written, the nomination as typed."""
    known = make_person(stage.province.commune, "Vàng Thị Lan", birth_date=date(1986, 2, 5), position="Cũ")
    draft = make_ready(stage.editor, stage.round, nominees=0)
    actions.add_nomination(draft.pk, nominee_values(stage.award, full_name=spelling), by=stage.editor)
    send(draft, stage.head)
    nomination = Nomination.objects.get()
    assert (nomination.person_id, Person.objects.count()) == (known.pk, 1)
    known.refresh_from_db()
    assert (known.full_name, known.position) == ("Vàng Thị Lan", "Cũ")
    assert nomination.folded == "vang thi lan"


@pytest.mark.parametrize("difference", ["name", "birth date", "unit"])
def test_somebody_else_is_somebody_else(stage, difference):
    unit = make_unit("Xã khác", parent=stage.province.province) if difference == "unit" else None
    make_person(
        unit or stage.province.commune,
        "Vàng Thị Lân Anh" if difference == "name" else "Vàng Thị Lan",
        birth_date=date(1986, 2, 6) if difference == "birth date" else date(1986, 2, 5),
    )
    make_submitted(stage.editor, stage.round)
    assert Person.objects.count() == 2


def test_one_person_for_two_awards_is_one_person(stage):
    other = make_award("CSTD")
    stage.round.awards.add(other)
    draft = make_ready(stage.editor, stage.round)
    actions.add_nomination(draft.pk, nominee_values(other), by=stage.editor)
    send(draft, stage.head)
    assert (Person.objects.count(), Nomination.objects.values("person").distinct().count()) == (1, 1)


# --- When ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (OPENS - TICK, "window_not_open"),
        (OPENS, None),
        (CLOSES - TICK, None),
        (CLOSES, "window_closed"),
        (CLOSES + timedelta(days=1), "window_closed"),
    ],
)
def test_the_window_is_half_open(stage, moment, code):
    """Faults 4."""
    draft = make_ready(stage.editor, stage.round)
    day_before = clock.local(OPENS).date() - timedelta(days=1)
    actions.record_letter(draft.pk, number="96/TTr-UBND", letter_on=day_before, by=stage.editor)
    before = everything()
    with clock.at(moment):
        if code is None:
            assert send(draft, stage.head).submitted_at == moment
            return
        with pytest.raises(RuleViolation) as refusal:
            send(draft, stage.head)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert everything() == before


def test_a_standing_round_never_closes(stage):
    standing = make_round(stage.officer, closes_at=None)
    draft = make_ready(stage.editor, standing)
    with clock.at(CLOSES + timedelta(days=900)):
        assert send(draft, stage.head).code == "HS-2029-0001"


# --- What is missing --------------------------------------------------------------------------------------


def test_an_empty_dossier_is_not_sent(stage):
    draft = make_ready(stage.editor, stage.round, nominees=0)
    with pytest.raises(RuleViolation) as refusal:
        send(draft, stage.head)
    assert [problem.code for problem in refusal.value.problems] == ["no_nominee"]


def test_the_same_person_twice_is_not_sent_and_all_is_named_at_once(stage):
    draft = make_ready(stage.editor, stage.round)
    actions.add_nomination(draft.pk, nominee_values(stage.award, full_name="VÀNG THỊ LAN"), by=stage.editor)
    stage.round.awards.clear()
    before = everything()
    with clock.at(CLOSES), pytest.raises(RuleViolation) as refusal:
        send(draft, stage.head)
    assert [(problem.code, problem.field) for problem in refusal.value.problems] == [
        ("window_closed", ""),
        ("award_not_in_round", "nominee-1"),
        ("award_not_in_round", "nominee-2"),
        ("twice_in_dossier", "nominee-2"),
    ]
    assert (everything(), Person.objects.count(), Counter.objects.count()) == (before, 0, 0)


def test_a_doubtful_age_does_not_hinder(stage):
    draft = make_ready(stage.editor, stage.round, nominees=0)
    actions.add_nomination(
        draft.pk, nominee_values(stage.award, birth_date=date(2015, 1, 1)), by=stage.editor
    )
    assert send(draft, stage.head).state == "SUBMITTED"


# --- Codes without gaps -----------------------------------------------------------------------------------


def test_codes_have_no_gap_when_sendings_fail_between(stage):
    good = [make_ready(stage.editor, stage.round) for _ in range(3)]
    empty = make_ready(stage.editor, stage.round, nominees=0)
    codes = []
    for draft in good:
        codes.append(send(draft, stage.head).code)
        with pytest.raises(RuleViolation):
            send(empty, stage.head)
        with pytest.raises(Stale):
            send(draft, stage.head)
    assert codes == ["HS-2026-0001", "HS-2026-0002", "HS-2026-0003"]


def test_an_undone_sending_loses_no_code(stage):
    draft = make_ready(stage.editor, stage.round)
    with refusing_inserts("core_auditevent"), pytest.raises(DatabaseError, match="takes nothing"):
        send(draft, stage.head)
    assert (Person.objects.count(), Counter.objects.count()) == (0, 0)
    assert send(draft, stage.head).code == "HS-2026-0001"


def test_each_year_of_the_province_has_its_own_series(stage):
    """Faults 38: 31 December 23:59 +07, and one minute later."""
    stage.round.closes_at = None
    stage.round.save()
    last = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    codes = []
    for moment in (DURING, last, last + timedelta(minutes=1)):
        draft = make_ready(stage.editor, stage.round)
        with clock.at(moment):
            codes.append(send(draft, stage.head).code)
    assert codes == ["HS-2026-0001", "HS-2026-0002", "HS-2027-0001"]


def test_a_number_over_9999_keeps_all_its_digits(stage):
    Counter.objects.create(name="dossier-2026", value=9_999)
    assert make_submitted(stage.editor, stage.round).code == "HS-2026-10000"


def test_a_unit_merged_away_gives_no_rights_any_more(stage):
    """Faults 34: the membership in an ended unit is not in force; who holds none, acts for none."""
    unit = stage.province.commune
    day = clock.local(DURING).date()
    assert [m.unit_id for m in current_memberships(stage.editor.user, day)] == [unit.pk]
    unit.valid_to = day
    unit.save()
    assert current_memberships(stage.editor.user, day) == []


def test_another_unit_of_the_same_name_cannot_send(stage):
    twin = make_unit("Xã Y Tý", parent=stage.province.province, body_name="UBND xã Y Tý")
    draft = make_ready(stage.editor, stage.round)
    with pytest.raises(NotAllowed):
        send(draft, make_actor(twin, Role.HEAD))
    assert send(draft, stage.head).state == "SUBMITTED"
