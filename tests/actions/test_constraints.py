"""The database refuses rows of dossiers that no deed may leave behind."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from nominations.models import Dossier, Nomination
from tests.factories.nominations import DURING, make_accepted, make_draft, make_submitted
from units.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossiers(stage):
    """A draft, a sent one, a received one; each as its deeds left it."""
    draft, sent = make_draft(stage.editor, stage.round), make_submitted(stage.editor, stage.round)
    received = make_accepted(stage.editor, stage.officer, stage.round).object_id
    return {"DRAFT": draft.pk, "SUBMITTED": sent.pk, "ACCEPTED": received}


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
    ],
)
def test_what_comes_together_stays_together(dossiers, state, change):
    assert put(Dossier, dossiers[state], version=99)  # a harmless change is taken
    before = Dossier.objects.values().get(pk=dossiers[state])
    assert not put(Dossier, dossiers[state], **change)
    assert Dossier.objects.values().get(pk=dossiers[state]) == before


def test_a_code_is_given_once(dossiers):
    code = Dossier.objects.get(pk=dossiers["SUBMITTED"]).code
    assert put(Dossier, dossiers["ACCEPTED"], code=f"{code}-x")
    assert not put(Dossier, dossiers["ACCEPTED"], code=code)


def test_a_receipt_number_is_given_once_per_body_and_year(stage, dossiers):
    """Faults 37."""
    second = make_accepted(stage.editor, stage.officer, stage.round).object_id
    first = Dossier.objects.get(pk=dossiers["ACCEPTED"])
    assert put(Dossier, second, receipt_number=first.receipt_number, receipt_year=2027)
    assert not put(Dossier, second, receipt_number=first.receipt_number, receipt_year=2026)
    assert put(Dossier, second, receipt_number=first.receipt_number + 1, receipt_year=2026)


@pytest.mark.parametrize(
    "change", [{"full_name": ""}, {"recipient": "NOBODY"}, {"order": 1}, {"award_id": None}]
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
    dossier = make_submitted(stage.editor, stage.round)
    stage.editor.user.is_active = False
    stage.editor.user.save()
    dossier.refresh_from_db()
    assert (str(dossier.created_by), str(dossier.submitted_by)) == ("Tráng A Lử", "Tráng A Lử")
