"""Who may not change a draft, when it is no draft any more, and what a log that takes nothing undoes."""

import pytest
from django.db import DatabaseError

from core.errors import NotAllowed, Stale
from nominations import actions
from nominations.models import Nomination
from tests.actions.people import STRANGERS, strangers
from tests.actions.seen import everything
from tests.factories.nominations import make_draft, nominee_values
from tests.factories.units import make_actor
from units.models import Role

pytestmark = pytest.mark.django_db

DEEDS = {
    "add": lambda dossier, values, by: actions.add_nomination(dossier.pk, values, by=by),
    "edit": lambda dossier, values, by: actions.edit_nomination(
        dossier.nominations.get().pk, values, seen_version=1, by=by
    ),
    "remove": lambda dossier, values, by: actions.remove_nomination(dossier.nominations.get().pk, by=by),
    "submit": lambda dossier, values, by: actions.submit(dossier.pk, seen_version=dossier.version, by=by),
}
deeds = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


@deeds
@pytest.mark.parametrize("who", ["editor", "head", *STRANGERS])
def test_only_the_editor_and_the_head_of_the_unit_write(stage, deed, who):
    draft = make_draft(stage.editor, stage.round)
    people = {"editor": stage.editor, "head": stage.head} | strangers(stage)
    before = everything()
    if who in STRANGERS:
        with pytest.raises(NotAllowed, match="của đơn vị lập hồ sơ"):
            deed(draft, nominee_values(stage.award), people[who])
        assert everything() == before
    else:
        deed(draft, nominee_values(stage.award), people[who])
        assert everything() != before


@deeds
def test_who_changed_units_lost_his_rights_at_once(stage, deed):
    """Faults 32: the author acts for another unit now; his name stays on what he did."""
    draft = make_draft(stage.editor, stage.round)
    moved = make_actor(stage.province.standing_body, Role.EDITOR, user=stage.editor.user)
    before = everything()
    with pytest.raises(NotAllowed):
        deed(draft, nominee_values(stage.award), moved)
    assert everything() == before
    draft.refresh_from_db()
    assert str(draft.created_by) == "Tráng A Lử"


@deeds
@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("DRAFT", None),
        ("SUBMITTED", "^Hồ sơ đã được Tráng A Lử gửi lúc 10:42 ngày 23/11/2026.$"),
        ("ACCEPTED", "^Hồ sơ đã được Nguyễn Thu Hằng tiếp nhận lúc 10:42 ngày 23/11/2026.$"),
    ],
)
def test_what_was_sent_is_not_changed_any_more(stage, deed, state, told):
    dossier = make_draft(stage.editor, stage.round)
    if state != "DRAFT":
        actions.submit(dossier.pk, seen_version=dossier.version, by=stage.editor)
    if state == "ACCEPTED":
        actions.accept(dossier.pk, by=stage.officer)
    before = everything()
    if told is None:
        deed(dossier, nominee_values(stage.award), stage.head)
        return
    with pytest.raises(Stale, match=told):
        deed(dossier, nominee_values(stage.award), stage.head)
    assert everything() == before


@deeds
def test_without_its_line_in_the_log_a_deed_is_undone(stage, deed, request):
    draft = make_draft(stage.editor, stage.round)
    before = everything()
    request.getfixturevalue("full_log")
    with pytest.raises(DatabaseError, match="takes nothing"):
        deed(draft, nominee_values(stage.award), stage.editor)
    assert everything() == before


def test_no_row_holds_a_person_before_the_dossier_is_sent(stage):
    make_draft(stage.editor, stage.round, nominees=3)
    assert list(Nomination.objects.values_list("person", "unit_name")) == [(None, "")] * 3
