"""What the council and the decision write of a nominee, and how a dossier ends."""

import pytest

from core import clock
from core.errors import RuleViolation, Stale
from core.models import AuditEvent
from nominations import actions, queries
from nominations.models import Dossier, Nomination
from tests.actions.seen import everything
from tests.factories.dossier_states import in_state
from tests.factories.nominations import DURING, make_confirmed, make_stage


@pytest.fixture
def stage(db):
    with clock.at(DURING):
        yield make_stage()


def confirmed(stage, *conclusions) -> tuple[Dossier, list[Nomination]]:
    dossier = make_confirmed(
        stage.head, stage.officer, stage.office_head, stage.round, conclusions=conclusions or ["QUALIFIED"]
    )
    return dossier, list(dossier.nominations.all())


def record(nomination, *outcomes, by, reason="") -> Nomination:
    for outcome in outcomes:
        nomination = actions.record_outcome(nomination.pk, outcome, by=by, reason=reason)
    return nomination


def test_the_dossier_ends_with_its_last_nominee(stage):
    dossier, [first, second, short] = confirmed(stage, "QUALIFIED", "NEEDS_JUDGEMENT", "NOT_QUALIFIED")
    record(first, "RECOMMENDED", "GRANTED", by=stage.officer)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.closed_at) == ("CONFIRMED", None)
    record(second, "NOT_RECOMMENDED", by=stage.officer)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.closed_at) == ("CLOSED", DURING)
    names = AuditEvent.objects.filter(object_id=dossier.pk).order_by("-id").values_list("name", flat=True)
    assert list(names[:2]) == ["nominations.dossier_closed", "nominations.outcome_recorded"]
    assert Nomination.objects.get(pk=short.pk).outcome == "NOT_QUALIFIED"


def test_what_the_appraisal_said_stays_beside_the_outcome(stage):
    _, [nomination] = confirmed(stage, "NEEDS_JUDGEMENT")
    row = record(nomination, "RECOMMENDED", by=stage.officer)
    assert (row.outcome, row.conclusion, row.appraisal_reason) == (
        "RECOMMENDED",
        "NEEDS_JUDGEMENT",
        "Xem lại số liệu.",
    )


def test_the_same_outcome_twice_is_one(stage):
    dossier, [nomination] = confirmed(stage)
    record(nomination, "RECOMMENDED", "RECOMMENDED", by=stage.officer)
    events = AuditEvent.objects.filter(name="nominations.outcome_recorded", object_id=dossier.pk)
    assert [event.data["outcome"] for event in events] == ["RECOMMENDED"]


@pytest.mark.parametrize("outcome", ["RECOMMENDED", "NOT_RECOMMENDED", "GRANTED"])
def test_before_the_appraisal_is_confirmed_nothing_comes_of_anybody(stage, outcome):
    dossier = in_state(stage, "APPRAISED")
    with pytest.raises(Stale):
        record(dossier.nominations.get(), outcome, by=stage.officer)
    assert dossier.nominations.get().outcome == "QUALIFIED"


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (["NOT_RECOMMENDED"], "GRANTED"),
        (["RECOMMENDED", "GRANTED"], "RECOMMENDED"),
        (["RECOMMENDED", "GRANTED"], "DECLINED"),
        (["RECOMMENDED"], "REVOKED"),
        (["RECOMMENDED"], "QUALIFIED"),
    ],
)
def test_what_may_not_follow_is_refused(stage, before, outcome):
    _, [nomination] = confirmed(stage)
    row = record(nomination, *before, by=stage.officer)
    with pytest.raises(Stale, match="đã có kết quả"):
        record(nomination, outcome, by=stage.officer, reason="Lý do.")
    assert Nomination.objects.get().outcome == row.outcome


def test_declining_and_revoking_need_a_reason(stage):
    _, [first, second] = confirmed(stage, "QUALIFIED", "QUALIFIED")
    with pytest.raises(RuleViolation):
        record(first, "DECLINED", by=stage.officer)
    assert (
        record(first, "DECLINED", by=stage.officer, reason="Vượt số lượng.").outcome_reason
        == "Vượt số lượng."
    )
    record(second, "RECOMMENDED", "GRANTED", by=stage.officer)
    with pytest.raises(RuleViolation):
        record(second, "REVOKED", by=stage.officer)
    record(second, "REVOKED", by=stage.officer, reason="Khai gian thành tích.")
    assert Dossier.objects.get().state == "CLOSED"


def test_without_a_council_the_decision_follows_the_appraisal(stage):
    _, [nomination] = confirmed(stage)
    assert record(nomination, "GRANTED", by=stage.officer).outcome == "GRANTED"


def test_what_was_forwarded_waits_for_the_answer(stage):
    dossier, [nomination] = confirmed(stage)
    record(nomination, "RECOMMENDED", "FORWARDED", by=stage.officer)
    dossier.refresh_from_db()
    assert dossier.state == "CONFIRMED"
    record(nomination, "GRANTED", by=stage.officer)
    dossier.refresh_from_db()
    assert dossier.state == "CLOSED"


def test_a_void_poll_puts_back_what_the_appraisal_said_and_opens_the_dossier_again(stage):
    dossier, [nomination] = confirmed(stage, "NEEDS_JUDGEMENT")
    record(nomination, "NOT_RECOMMENDED", by=stage.officer)
    with pytest.raises(RuleViolation):
        actions.reset_outcome(nomination.pk, by=stage.officer, reason="")
    row = actions.reset_outcome(nomination.pk, by=stage.officer, reason="Hủy kết quả, họp lại.")
    dossier.refresh_from_db()
    assert (row.outcome, dossier.state, dossier.closed_at) == ("NEEDS_JUDGEMENT", "CONFIRMED", None)
    assert list(queries.ready_for_council(stage.round)) == [nomination]


@pytest.mark.parametrize(
    ("outcomes", "label"),
    [
        ((), "Đủ tiêu chuẩn"),
        (("FORWARDED",), "Đã trình cấp trên"),
        (("RECOMMENDED", "GRANTED"), "Được khen thưởng"),
        (("RECOMMENDED", "DECLINED"), "Không được khen thưởng"),
        (("GRANTED", "REVOKED"), "Bị thu hồi"),
    ],
)
def test_a_void_poll_takes_back_the_word_of_the_council_alone(stage, outcomes, label):
    """What was decided meanwhile stands: publishing may have been faster than the void."""
    _, [nomination] = confirmed(stage)
    record(nomination, *outcomes, by=stage.officer, reason="Theo quyết định.")
    before = everything()
    with pytest.raises(Stale) as caught:
        actions.reset_outcome(nomination.pk, by=stage.officer, reason="Hủy kết quả, họp lại.")
    assert caught.value.message == f"{nomination} đã có kết quả: {label}."
    assert everything() == before


def test_a_decision_names_who_was_recommended(stage):
    _, [first, second] = confirmed(stage, "QUALIFIED", "QUALIFIED")
    record(first, "RECOMMENDED", by=stage.officer)
    assert list(queries.for_decision(stage.round)) == [first]
    assert list(queries.for_decision(stage.round, with_council=False)) == [first, second]
