"""Appraisal: what is frozen on acceptance, two appraisers at once, several at once, one alone, the end."""

from datetime import timedelta

import pytest

from awards.models import Discipline, DisciplineForm
from awards.rules_history import Finding
from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from nominations import actions, queries
from nominations.models import Dossier, Evidence, Nomination, Recusal
from tests.actions.test_dossier_sending import NO_DISCIPLINE
from tests.factories.awards import make_rule_set, make_standard
from tests.factories.dossier_states import in_state
from tests.factories.nominations import (
    DURING,
    conclude,
    make_accepted,
    make_appraised,
    make_confirmed,
    make_evidence,
    make_stage,
    nominee_values,
    send,
)
from tests.factories.units import make_actor
from units.models import Person, Role


@pytest.fixture
def stage(db):
    with clock.at(DURING):
        yield make_stage()


def codes(caught) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def accepted(stage, nominees: int = 1) -> tuple[Dossier, list[Nomination]]:
    event = make_accepted(stage.head, stage.officer, stage.round, nominees=nominees)
    dossier = Dossier.objects.get(pk=event.object_id)
    return dossier, list(dossier.nominations.all())


def punish(person: Person) -> None:
    Discipline.objects.create(
        person=person,
        form=DisciplineForm.WARNING,
        from_on=DURING.date() - timedelta(days=90),
        decision="12/QĐ-UBND",
    )


# On acceptance --------------------------------------------------------------------------------------------


def test_acceptance_freezes_the_law_and_what_it_finds(stage):
    law = make_rule_set()
    make_standard(stage.award, law, [NO_DISCIPLINE])
    dossier, [nomination] = accepted(stage)
    assert dossier.rule_set == law
    [finding] = [Finding.from_dict(values) for values in nomination.findings]
    before = (finding.code, finding.status, finding.blocking)
    punish(nomination.person)
    nomination.refresh_from_db()
    [again] = [Finding.from_dict(values) for values in nomination.findings]
    assert (again.code, again.status, again.blocking) == before
    event = AuditEvent.objects.get(name="nominations.dossier_accepted")
    assert event.data["rule_set"] == law.code


def test_receipts_are_numbered_without_a_gap_and_the_second_reads_who_was_faster(stage):
    numbers = []
    for _ in range(3):
        dossier, _ = accepted(stage)
        numbers.append(dossier.receipt_number)
        with pytest.raises(Stale, match="đã được Nguyễn Thu Hằng tiếp nhận lúc 10:42"):
            actions.accept(dossier.pk, by=stage.office_head)
    assert numbers == [1, 2, 3]


# One nominee ----------------------------------------------------------------------------------------------


def test_a_conclusion_says_what_who_and_when(stage):
    _, [nomination] = accepted(stage)
    conclude(nomination, "NEEDS_JUDGEMENT", by=stage.officer, reason="Trùng đoạn với hồ sơ khác.")
    nomination.refresh_from_db()
    assert (
        nomination.outcome,
        nomination.conclusion,
        nomination.appraisal_reason,
        nomination.appraised_at,
        nomination.appraised_by_id,
    ) == ("NEEDS_JUDGEMENT", "NEEDS_JUDGEMENT", "Trùng đoạn với hồ sơ khác.", DURING, stage.officer.user_id)
    conclude(nomination, "QUALIFIED", by=stage.officer)
    nomination.refresh_from_db()
    assert (nomination.outcome, nomination.appraisal_reason) == ("QUALIFIED", "")


@pytest.mark.parametrize("conclusion", ["NEEDS_JUDGEMENT", "NOT_QUALIFIED"])
def test_what_is_not_plain_needs_a_reason(stage, conclusion):
    _, [nomination] = accepted(stage)
    with pytest.raises(RuleViolation) as caught:
        conclude(nomination, conclusion, by=stage.officer, reason="")
    assert codes(caught) == ["no_reason"]
    assert Nomination.objects.get().outcome == "PROPOSED"


def test_two_appraisers_at_once_the_second_keeps_his_text_and_overwrites_nothing(stage):
    _, [nomination] = accepted(stage)
    conclude(nomination, "NOT_QUALIFIED", by=stage.office_head, reason="Chưa đủ hai năm.")
    with pytest.raises(Stale, match="Đỗ Quang Minh đã kết luận") as caught:
        actions.conclude(nomination.pk, "QUALIFIED", "Đủ.", seen_version=1, by=stage.officer)
    assert caught.value.theirs == [("Kết luận", "Chưa đủ tiêu chuẩn"), ("Lý do", "Chưa đủ hai năm.")]
    assert caught.value.mine == [("Kết luận", "Đủ tiêu chuẩn"), ("Lý do", "Đủ.")]
    assert Nomination.objects.get().outcome == "NOT_QUALIFIED"


def test_overruling_a_confirmed_condition_needs_a_reason(stage):
    make_standard(stage.award, make_rule_set(), [NO_DISCIPLINE])
    dossier = in_state(stage, "SUBMITTED")
    punish(Person.objects.get())
    actions.accept(dossier.pk, by=stage.officer)
    nomination = dossier.nominations.get()
    with pytest.raises(RuleViolation) as caught:
        conclude(nomination, "QUALIFIED", by=stage.officer)
    assert codes(caught) == ["no_reason"]
    assert (
        conclude(nomination, "QUALIFIED", by=stage.officer, reason="Đã xóa kỷ luật.").outcome == "QUALIFIED"
    )


def test_who_is_close_to_a_nominee_keeps_away_from_him(stage):
    _, [first, second] = accepted(stage, nominees=2)
    actions.recuse(first.pk, user_id=stage.officer.user_id, reason="Em ruột.", by=stage.officer)
    with pytest.raises(NotAllowed, match="khai có liên quan"):
        conclude(first, by=stage.officer)
    assert conclude(second, by=stage.officer).outcome == "QUALIFIED"
    assert conclude(first, by=stage.office_head).outcome == "QUALIFIED"
    with pytest.raises(Stale):
        actions.recuse(first.pk, user_id=stage.officer.user_id, reason="Em ruột.", by=stage.officer)
    assert Recusal.objects.get().reason == "Em ruột."
    assert AuditEvent.objects.filter(name="nominations.recusal_declared").count() == 1


def test_only_the_head_of_office_keeps_somebody_else_away(stage):
    _, [nomination] = accepted(stage)
    other = make_actor(stage.province.office, Role.OFFICER)
    with pytest.raises(NotAllowed):
        actions.recuse(nomination.pk, user_id=other.user_id, reason="Bạn.", by=stage.officer)
    actions.recuse(nomination.pk, user_id=other.user_id, reason="Bạn.", by=stage.office_head)
    with pytest.raises(NotAllowed):
        conclude(nomination, by=other)


# Several at once ------------------------------------------------------------------------------------------


def test_several_are_qualified_at_once_with_one_event_that_names_them(stage):
    dossier, rows = accepted(stage, nominees=3)
    actions.conclude_many(dossier.pk, [rows[0].pk, rows[2].pk], by=stage.officer)
    assert [row.outcome for row in dossier.nominations.all()] == ["QUALIFIED", "PROPOSED", "QUALIFIED"]
    event = AuditEvent.objects.latest("id")
    assert (event.name, event.data["names"]) == (
        "nominations.nominations_qualified",
        [rows[0].full_name, rows[2].full_name],
    )


def test_nobody_is_qualified_when_one_of_the_chosen_needs_a_look(stage):
    dossier, rows = accepted(stage, nominees=3)
    conclude(rows[1], "NEEDS_JUDGEMENT", by=stage.officer)
    with pytest.raises(RuleViolation) as caught:
        actions.conclude_many(dossier.pk, [row.pk for row in rows], by=stage.officer)
    assert codes(caught) == ["not_ready"]
    assert [row.outcome for row in dossier.nominations.all()] == ["PROPOSED", "NEEDS_JUDGEMENT", "PROPOSED"]


@pytest.mark.parametrize("ids", [[], [10**9]])
def test_nobody_chosen_is_nothing_done(stage, ids):
    dossier, _ = accepted(stage)
    with pytest.raises(RuleViolation):
        actions.conclude_many(dossier.pk, ids, by=stage.officer)


def test_nominees_of_another_dossier_are_not_touched(stage):
    dossier, rows = accepted(stage)
    _, others = accepted(stage)
    with pytest.raises(RuleViolation):
        actions.conclude_many(dossier.pk, [rows[0].pk, others[0].pk], by=stage.officer)
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {"PROPOSED"}


# One is asked, the others go on ---------------------------------------------------------------------------


def test_one_is_asked_while_the_others_go_on(stage):
    dossier, [asked, other] = accepted(stage, nominees=2)
    conclude(asked, by=stage.officer)
    supplement = actions.ask_supplement(
        asked.pk, reason="Thiếu quyết định công nhận sáng kiến.", days=3, by=stage.officer
    )
    asked.refresh_from_db()
    assert (asked.outcome, asked.conclusion, asked.appraised_at) == ("PROPOSED", "", None)
    assert supplement.due_on.isoformat() == "2026-11-26"

    assert conclude(other, by=stage.officer).outcome == "QUALIFIED"
    with pytest.raises(RuleViolation) as caught:
        conclude(asked, by=stage.officer)
    assert codes(caught) == ["supplement_open"]
    with pytest.raises(RuleViolation) as caught:
        actions.finish_appraisal(dossier.pk, by=stage.officer)
    assert codes(caught) == ["supplement_open"]

    actions.answer_supplement(supplement.pk, answer="Đã gửi quyết định số 12.", by=stage.editor)
    assert conclude(asked, by=stage.officer).outcome == "QUALIFIED"
    assert actions.finish_appraisal(dossier.pk, by=stage.officer).state == "APPRAISED"


def test_the_unit_changes_only_who_is_asked_about_and_not_the_award(stage):
    dossier, [asked, other] = accepted(stage, nominees=2)
    actions.ask_supplement(asked.pk, reason="Sai ngày sinh.", days=3, by=stage.officer)
    asked.refresh_from_db()
    values = nominee_values(
        stage.award, full_name="Vàng Thị Lan", birth_date=DURING.date().replace(year=1987)
    )
    before = asked.person
    changed = actions.edit_nomination(asked.pk, values, seen_version=asked.version, by=stage.editor)
    assert changed.birth_date.year == 1987
    assert changed.person != before  # the person he is now written down as
    assert changed.award == asked.award
    with pytest.raises(Stale, match="đã được Nguyễn Thu Hằng tiếp nhận"):
        actions.edit_nomination(other.pk, values, seen_version=1, by=stage.editor)
    with pytest.raises(Stale):
        actions.remove_nomination(asked.pk, by=stage.editor)


def test_evidence_is_locked_but_for_the_one_who_is_asked(stage):
    dossier = in_state(stage, "DRAFT")
    nomination = dossier.nominations.get()
    old = make_evidence(dossier, by=stage.editor, nomination=nomination)
    actions.add_nomination(dossier.pk, nominee_values(stage.award, full_name="Lý A Sử"), by=stage.editor)
    send(dossier, by=stage.head)
    actions.accept(dossier.pk, by=stage.officer)
    other = dossier.nominations.last()
    for row in (nomination, other, None):
        with pytest.raises(NotAllowed):
            make_evidence(dossier, by=stage.editor, nomination=row)

    supplement = actions.ask_supplement(nomination.pk, reason="Thiếu.", days=3, by=stage.officer)
    for row in (other, None):
        with pytest.raises(NotAllowed):
            make_evidence(dossier, by=stage.editor, nomination=row)
    with clock.at(DURING + timedelta(hours=1)):
        new = make_evidence(dossier, by=stage.editor, nomination=nomination, kind="INITIATIVE")
        with pytest.raises(RuleViolation) as caught:
            actions.remove_evidence(old.pk, by=stage.editor)
        assert codes(caught) == ["already_taken_in"]
        actions.remove_evidence(new.pk, by=stage.editor)
    actions.answer_supplement(supplement.pk, answer="Không có thêm.", by=stage.editor)
    with pytest.raises(NotAllowed):
        make_evidence(dossier, by=stage.editor, nomination=nomination)
    assert Evidence.objects.get(pk=old.pk).removed_at is None


def test_a_late_answer_counts_until_the_officer_stops_waiting(stage):
    _, [first, second] = accepted(stage, nominees=2)
    one = actions.ask_supplement(first.pk, reason="Thiếu.", days=1, by=stage.officer)
    two = actions.ask_supplement(second.pk, reason="Thiếu.", days=1, by=stage.officer)
    with clock.at(DURING + timedelta(days=30)):
        actions.answer_supplement(one.pk, answer="Gửi muộn.", by=stage.editor)
        actions.end_supplement(two.pk, by=stage.officer)
        with pytest.raises(Stale, match="Nguyễn Thu Hằng đã kết thúc"):
            actions.answer_supplement(two.pk, answer="Gửi muộn.", by=stage.editor)
        with pytest.raises(Stale, match="Tráng A Lử đã trả lời"):
            actions.end_supplement(one.pk, by=stage.officer)
        assert conclude(second, "NOT_QUALIFIED", by=stage.officer).outcome == "NOT_QUALIFIED"


def test_one_question_at_a_time_and_another_after_the_answer(stage):
    _, [nomination] = accepted(stage)
    first = actions.ask_supplement(nomination.pk, reason="Thiếu.", days=3, by=stage.officer)
    with pytest.raises(RuleViolation) as caught:
        actions.ask_supplement(nomination.pk, reason="Thiếu nữa.", days=3, by=stage.officer)
    assert codes(caught) == ["already_asked"]
    actions.answer_supplement(first.pk, answer="Đã gửi.", by=stage.head)
    actions.ask_supplement(nomination.pk, reason="Thiếu nữa.", days=3, by=stage.officer)
    assert nomination.supplements.count() == 2


# The end --------------------------------------------------------------------------------------------------


def test_an_appraisal_ends_when_everybody_is_concluded(stage):
    dossier, [first, second] = accepted(stage, nominees=2)
    conclude(first, by=stage.officer)
    with pytest.raises(RuleViolation) as caught:
        actions.finish_appraisal(dossier.pk, by=stage.officer)
    assert codes(caught) == ["not_all_concluded"]
    conclude(second, "NOT_QUALIFIED", by=stage.officer)
    done = actions.finish_appraisal(dossier.pk, by=stage.officer)
    assert (done.appraised_at, done.appraised_by_id) == (DURING, stage.officer.user_id)


def test_the_head_of_office_sends_back_and_the_conclusions_stay(stage):
    dossier = make_appraised(
        stage.head, stage.officer, stage.round, conclusions=["QUALIFIED", "NEEDS_JUDGEMENT"]
    )
    back = actions.send_back_to_officer(dossier.pk, reason="Làm rõ người thứ hai.", by=stage.office_head)
    assert (back.state, back.appraised_at, back.appraised_by) == ("ACCEPTED", None, None)
    assert [row.outcome for row in dossier.nominations.all()] == ["QUALIFIED", "NEEDS_JUDGEMENT"]
    conclude(dossier.nominations.last(), by=stage.officer)
    actions.finish_appraisal(dossier.pk, by=stage.officer)
    assert actions.confirm(dossier.pk, by=stage.office_head).state == "CONFIRMED"


def test_who_fell_short_does_not_go_to_the_council(stage):
    dossier = make_confirmed(
        stage.head,
        stage.officer,
        stage.office_head,
        stage.round,
        conclusions=["QUALIFIED", "NEEDS_JUDGEMENT", "NOT_QUALIFIED"],
    )
    make_appraised(stage.head, stage.officer, stage.round)  # not confirmed yet
    rows = list(dossier.nominations.all())
    for source in (stage.round, stage.province.standing_body):
        assert list(queries.ready_for_council(source)) == rows[:2]
    assert list(queries.ready_for_council(stage.province.commune)) == []
