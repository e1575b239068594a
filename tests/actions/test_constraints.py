"""The database refuses rows of dossiers that no deed may leave behind."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from nominations.models import Dossier, Nomination
from tests.factories.dossier_states import in_state
from tests.factories.nominations import DURING, make_draft, make_submitted, send
from units.models import Person

pytestmark = pytest.mark.django_db


def put(model, pk, **change) -> bool:
    """Try to write this past all deeds; tell whether the database took it."""
    try:
        with transaction.atomic():
            return model.objects.filter(pk=pk).update(**change) == 1
    except IntegrityError:
        return False


@pytest.mark.parametrize(
    ("state", "change"),
    [
        ("DRAFT", {"state": "LOST"}),
        ("DRAFT", {"state": "SUBMITTED"}),
        ("DRAFT", {"state": "ACCEPTED"}),
        ("DRAFT", {"submitted_at": DURING}),
        ("DRAFT", {"receipt_number": 7}),
        ("DRAFT", {"due_on": date(2026, 12, 1)}),
        ("SUBMITTED", {"state": "DRAFT"}),
        ("SUBMITTED", {"state": "ACCEPTED"}),
        ("SUBMITTED", {"submitted_at": None}),
        ("SUBMITTED", {"submitted_by": None}),
        ("SUBMITTED", {"code": None}),
        ("SUBMITTED", {"accepted_at": DURING}),
        ("SUBMITTED", {"receipt_year": 2026}),
        ("ACCEPTED", {"state": "SUBMITTED"}),
        ("ACCEPTED", {"state": "DRAFT"}),
        ("ACCEPTED", {"accepted_at": None}),
        ("ACCEPTED", {"accepted_by": None}),
        ("ACCEPTED", {"receipt_body": None}),
        ("ACCEPTED", {"receipt_year": None}),
        ("ACCEPTED", {"receipt_number": None}),
        ("ACCEPTED", {"due_on": None}),
        ("ACCEPTED", {"submitted_by": None}),
        ("DRAFT", {"sign_off_asked_at": DURING}),
        ("DRAFT", {"returned_at": DURING}),
        ("DRAFT", {"refused_ground": "UNLAWFUL"}),
        ("DRAFT", {"withdrawn_reason": "Gửi nhầm."}),
        ("AWAITING_SIGN_OFF", {"sign_off_asked_at": None}),
        ("AWAITING_SIGN_OFF", {"sign_off_asked_by": None}),
        ("AWAITING_SIGN_OFF", {"submitted_at": DURING}),
        ("SUBMITTED", {"letter_no": ""}),
        ("SUBMITTED", {"letter_on": None}),
        ("SUBMITTED", {"appraised_at": DURING}),
        ("SUBMITTED", {"confirmed_at": DURING}),
        ("SUBMITTED", {"closed_at": DURING}),
        ("RETURNED", {"returned_reason": ""}),
        ("RETURNED", {"returned_by": None}),
        ("RETURNED", {"returned_due_on": None}),
        ("APPRAISED", {"appraised_at": None}),
        ("APPRAISED", {"appraised_by": None}),
        ("CONFIRMED", {"confirmed_at": None}),
        ("CONFIRMED", {"confirmed_by": None}),
        ("CONFIRMED", {"closed_at": DURING}),
        ("CLOSED", {"closed_at": None}),
        ("WITHDRAWN", {"withdrawn_reason": ""}),
        ("WITHDRAWN", {"withdrawn_by": None}),
        ("REFUSED", {"refused_ground": ""}),
        ("REFUSED", {"refused_ground": "BAD_MOOD"}),
        ("REFUSED", {"refused_reason": ""}),
        ("REFUSED", {"refused_by": None}),
    ],
)
def test_what_comes_together_stays_together(stage, state, change):
    dossier = in_state(stage, state)
    assert put(Dossier, dossier.pk, version=99)  # a harmless change is taken
    before = Dossier.objects.values().get(pk=dossier.pk)
    assert not put(Dossier, dossier.pk, **change)
    assert Dossier.objects.values().get(pk=dossier.pk) == before


def test_a_code_is_given_once(stage):
    first, second = (in_state(stage, "SUBMITTED") for _ in range(2))
    assert put(Dossier, second.pk, code=f"{first.code}-x")
    assert not put(Dossier, second.pk, code=first.code)


def test_a_receipt_number_is_given_once_per_body_and_year(stage):
    """Faults 37."""
    first, second = (in_state(stage, "ACCEPTED") for _ in range(2))
    assert put(Dossier, second.pk, receipt_number=first.receipt_number, receipt_year=2027)
    assert not put(Dossier, second.pk, receipt_number=first.receipt_number, receipt_year=2026)
    assert put(Dossier, second.pk, receipt_number=first.receipt_number + 1, receipt_year=2026)


@pytest.mark.parametrize(
    "change",
    [
        {"full_name": ""},
        {"recipient": "NOBODY"},
        {"recipient": "COLLECTIVE"},
        {"order": 1},
        {"award_id": None},
        {"birth_date": None},
        {"leader_class": "BOSS"},
        {"outcome": "LIKED"},
        {"outcome": "QUALIFIED"},
        {"conclusion": "QUALIFIED"},
        {"appraised_at": DURING},
    ],
)
def test_a_nomination_has_a_name_a_recipient_a_place_of_its_own(stage, change):
    dossier = make_draft(stage.editor, stage.round, nominees=2)
    second = dossier.nominations.get(order=2)
    assert put(Nomination, second.pk, order=3)
    assert not put(Nomination, second.pk, **change)


@pytest.mark.parametrize("who", ["the author", "the unit", "the round", "the award", "the person"])
def test_what_a_dossier_names_is_not_deleted(stage, who):
    """Faults 33: people, units, rounds and awards end, they do not vanish."""
    make_submitted(stage.editor, stage.round)
    named = {
        "the author": stage.editor.user,
        "the unit": stage.province.commune,
        "the round": stage.round,
        "the award": stage.award,
        "the person": Person.objects.get(),
    }[who]
    with pytest.raises(ProtectedError):
        named.delete()


def test_a_user_who_left_keeps_his_name_on_what_he_did(stage):
    """Faults 33."""
    dossier = send(make_draft(stage.editor, stage.round), by=stage.head)
    for who in (stage.editor, stage.head):
        who.user.is_active = False
        who.user.save()
    dossier.refresh_from_db()
    assert (str(dossier.created_by), str(dossier.submitted_by)) == ("Tráng A Lử", "Ly Thị Sua")
