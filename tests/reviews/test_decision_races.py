"""Two press at once: PostgreSQL's row locks let one through and tell the other."""

import pytest

from awards.models import Grant
from core import clock
from core.models import AuditEvent
from nominations.models import Dossier, Nomination
from reviews.actions import decision as actions
from reviews.models import Decision, DecisionLine
from tests.factories import decisions as make
from tests.factories.campaigns import make_round
from tests.factories.nominations import DURING
from tests.factories.units import make_actor, make_unit
from tests.support.race import errors, race, values

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk():
    return make.make_desk()


def at_work(deed):
    """The deed with the clock of the test: threads have a context of their own."""

    def run(number):
        with clock.at(DURING):
            return deed(number)

    return run


def more(desk, name):
    """Another unit's nominations for a decision of their own."""
    desk.stage.editor = make_actor(make_unit(name, parent=desk.stage.province.province))
    return make.make_presented(desk, 1)


def test_two_decisions_with_one_number_in_parallel_one_wins(desk):
    decisions = [make.make_presented(desk, 1), more(desk, "Xã A Mú Sung"), more(desk, "Xã Trịnh Tường")]
    entered = [make.sign_values(desk) for _ in decisions]
    outcomes = race(
        3,
        at_work(lambda i: actions.sign_decision(decisions[i].pk, **entered[i], by=desk.clerk)),
    )
    assert errors(outcomes) == ["RuleViolation"] * 2
    refused = {str(outcome.error) for outcome in outcomes if outcome.error}
    assert refused == {"Số 2045 năm 2026 đã có quyết định khác. Số tiếp theo còn trống: 2046."}
    winner = Decision.objects.get(state="SIGNED")
    assert values(outcomes) == [winner]
    assert AuditEvent.objects.filter(name="reviews.decision_signed").count() == 1


def test_two_decisions_of_two_rounds_with_one_number_one_wins(desk):
    first = make.make_presented(desk, 1)
    desk.stage.round = make_round(desk.officer, awards=[(desk.stage.award.pk, None)])
    second = more(desk, "Xã A Mú Sung")
    assert first.round != second.round
    decisions, entered = [first, second], [make.sign_values(desk), make.sign_values(desk)]
    outcomes = race(2, at_work(lambda i: actions.sign_decision(decisions[i].pk, **entered[i], by=desk.clerk)))
    assert errors(outcomes) == ["RuleViolation"]
    assert Decision.objects.filter(number=2045, year=2026).count() == 1


def test_one_draft_of_many_presses(desk):
    make.make_waiting(desk, 3)
    outcomes = race(4, at_work(lambda _: make.draft(desk)))
    assert errors(outcomes) == ["Stale"] * 3
    assert (Decision.objects.count(), DecisionLine.objects.count()) == (1, 3)


def test_published_once_however_many_press(desk):
    decision = make.make_signed(desk, 3)
    outcomes = race(4, at_work(lambda _: make.publish(desk, decision)))
    assert errors(outcomes) == ["Stale"] * 3
    assert sorted(Grant.objects.values_list("register_no", flat=True)) == [1, 2, 3]
    assert AuditEvent.objects.filter(name="reviews.decision_published").count() == 1


def test_two_decisions_over_one_dossier_published_at_once_both_stand(desk):
    """One begins with a struck name, the other with a grant: neither waits crosswise for the other."""
    first = make.make_presented(desk, 3)
    gone = make.line(first, 1)
    struck = make.line(first, 2)
    actions.send_back_decision(first.pk, reason="Tách làm hai.", by=desk.leader)
    actions.take_off_name(gone.pk, reason="Tách làm hai.", by=desk.officer)
    make.present(desk, first)
    actions.strike_name(struck.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    make.sign(desk, first)
    second = make.sign(desk, make.present(desk, make.draft(desk)), number=2046)
    both = [first, second]
    outcomes = race(2, at_work(lambda i: make.publish(desk, both[i])))
    assert errors(outcomes) == []
    assert Grant.objects.count() == 2
    assert sorted(Nomination.objects.values_list("outcome", flat=True)) == ["DECLINED", "GRANTED", "GRANTED"]
    assert Dossier.objects.get().state == "CLOSED"
