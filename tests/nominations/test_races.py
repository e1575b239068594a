"""Two press at once: PostgreSQL's row locks let one through and tell the other."""

import pytest

from core import clock
from core.models import AuditEvent
from nominations import actions
from nominations.models import Dossier, Nomination, Supplement
from tests.factories.dossier_states import in_state
from tests.factories.nominations import DURING, make_appraised, make_draft, make_stage, write_letter
from tests.factories.units import make_actor
from tests.support.race import errors, race
from units.models import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage():
    with clock.at(DURING):
        yield make_stage()


def at_once(n: int, deed) -> list[str]:
    """What the losers get."""

    def run(number):
        with clock.at(DURING):
            return deed(number)

    return errors(race(n, run))


def test_a_dossier_is_sent_once(stage):
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.head)
    draft.refresh_from_db()
    heads = [make_actor(stage.province.commune, Role.HEAD) for _ in range(4)]
    assert at_once(4, lambda n: actions.submit(draft.pk, seen_version=draft.version, by=heads[n])) == (
        ["Stale"] * 3
    )
    assert AuditEvent.objects.filter(name="nominations.dossier_submitted").count() == 1


def test_accepting_and_recalling_meet_at_the_row(stage):
    sent = in_state(stage, "SUBMITTED")

    def deed(number):
        if number % 2:
            return actions.recall(sent.pk, by=stage.head)
        return actions.accept(sent.pk, by=stage.officer)

    assert at_once(4, deed) == ["Stale"] * 3
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.receipt_number) in {("ACCEPTED", 1), ("DRAFT", None)}


def test_two_appraisers_conclude_once(stage):
    accepted = in_state(stage, "ACCEPTED")
    row = accepted.nominations.get()
    people = [stage.officer, stage.office_head]
    words = ["NOT_QUALIFIED", "NEEDS_JUDGEMENT"]
    lost = at_once(
        2, lambda n: actions.conclude(row.pk, words[n], f"Lý do {n}.", seen_version=1, by=people[n])
    )
    assert lost == ["Stale"]
    row.refresh_from_db()
    assert row.appraisal_reason == f"Lý do {words.index(row.outcome)}."


def test_one_supplement_is_asked_for(stage):
    row = in_state(stage, "ACCEPTED").nominations.get()
    lost = at_once(3, lambda n: actions.ask_supplement(row.pk, reason=f"{n}", days=3, by=stage.officer))
    assert lost == ["RuleViolation"] * 2
    assert Supplement.objects.count() == 1


def test_the_last_two_outcomes_close_the_dossier_once(stage):
    dossier = make_appraised(stage.head, stage.officer, stage.round, conclusions=["QUALIFIED", "QUALIFIED"])
    actions.confirm(dossier.pk, by=stage.office_head)
    rows = list(Nomination.objects.values_list("pk", flat=True))
    assert at_once(2, lambda n: actions.record_outcome(rows[n], "NOT_RECOMMENDED", by=stage.officer)) == []
    assert Dossier.objects.get().state == "CLOSED"
    assert AuditEvent.objects.filter(name="nominations.dossier_closed").count() == 1
