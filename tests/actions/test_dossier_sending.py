"""Sending a dossier: the letter, the version, the window, recall, and what the standing body returned."""

from datetime import UTC, date, datetime, timedelta

import pytest

from awards.models import Discipline, DisciplineForm
from campaigns.actions import extend_round
from campaigns.models import RoundAward
from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from nominations import actions
from nominations.models import Evidence, Nomination
from tests.factories.awards import make_rule_set, make_standard
from tests.factories.dossier_states import in_state
from tests.factories.nominations import (
    DURING,
    LETTER_NO,
    LETTER_ON,
    collective_values,
    make_draft,
    make_incoming,
    make_stage,
    make_submitted,
    nominee_values,
    write_letter,
)
from tests.factories.units import make_person, make_unit
from units.models import Person, UnitKind

AFTER = datetime(2026, 12, 1, 3, tzinfo=UTC)  # the round has closed on 30/11
NO_DISCIPLINE = {
    "kind": "NO_DISCIPLINE",
    "code": "KHONG_KY_LUAT",
    "label": "Không bị kỷ luật",
    "years": 2,
    "clause": "NĐ 152/2025/NĐ-CP",
    "confirmed": True,
}


@pytest.fixture
def stage(db):
    with clock.at(DURING):
        yield make_stage()


def codes(caught) -> list[str]:
    return [problem.code for problem in caught.value.problems if problem.blocking]


def submit(stage, dossier):
    dossier.refresh_from_db()
    return actions.submit(dossier.pk, seen_version=dossier.version, by=stage.head)


def test_sending_writes_code_people_and_letter(stage):
    draft = make_draft(stage.editor, stage.round, nominees=2)
    write_letter(draft, by=stage.editor)
    sent = submit(stage, draft)
    assert (sent.state, sent.code, sent.submitted_at, sent.submitted_by_id) == (
        "SUBMITTED",
        "HS-2026-0001",
        DURING,
        stage.head.user_id,
    )
    assert (sent.letter_no, sent.letter_on) == (LETTER_NO, LETTER_ON)
    people = Person.objects.filter(unit=stage.province.commune).order_by("pk")
    assert [person.full_name for person in people] == ["Vàng Thị Lan", "Lý Seo Sì"]
    assert [row.person for row in sent.nominations.all()] == list(people)
    assert {person.leader_class for person in people} == {"DIRECT_WORKER"}
    told = AuditEvent.objects.latest("id").data
    assert told == {"code": "HS-2026-0001", "nominees": 2, "letter": "96/TTr-UBND ngày 09/11/2026"}


def test_a_person_who_is_known_is_not_written_down_twice(stage):
    known = make_person(stage.province.commune, "vàng thị lan", birth_date=date(1986, 2, 5))
    sent = make_submitted(stage.head, stage.round)
    assert sent.nominations.get().person == known
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "letter_on", "file", "missing"),
    [
        ("", LETTER_ON, True, ["no_letter_no"]),
        (LETTER_NO, None, True, ["no_letter_on"]),
        (LETTER_NO, LETTER_ON, False, ["no_letter_file"]),
    ],
)
def test_without_its_letter_a_dossier_stays(stage, number, letter_on, file, missing):
    draft = make_draft(stage.editor, stage.round)
    given = make_incoming() if file else None
    actions.record_letter(draft.pk, number=number, letter_on=letter_on, file=given, by=stage.editor)
    with pytest.raises(RuleViolation) as caught:
        submit(stage, draft)
    assert codes(caught) == missing


def test_a_letter_that_waits_for_the_virus_scanner_is_not_sent(stage):
    """Faults 40."""
    draft = make_draft(stage.editor, stage.round)
    pending = make_incoming(is_clean=False)
    actions.record_letter(draft.pk, number="1", letter_on=LETTER_ON, file=pending, by=stage.editor)
    with pytest.raises(RuleViolation) as caught:
        submit(stage, draft)
    assert codes(caught) == ["letter_not_clean"]
    actions.mark_scanned(Evidence.objects.get().pk, "CLEAN", by=stage.officer)
    assert submit(stage, draft).state == "SUBMITTED"


def test_a_new_letter_takes_the_place_of_the_old_one(stage):
    draft = make_draft(stage.editor, stage.round)
    for number in ("95/TTr", "96/TTr"):
        actions.record_letter(
            draft.pk, number=number, letter_on=LETTER_ON, file=make_incoming(), by=stage.editor
        )
    assert list(Evidence.objects.values_list("title", "removed_at", "removed_by")) == [
        ("Tờ trình 95/TTr", DURING, stage.editor.user_id),
        ("Tờ trình 96/TTr", None, None),
    ]


def test_the_head_writes_the_letter_while_the_rest_is_locked(stage):
    asked = in_state(stage, "AWAITING_SIGN_OFF")
    with pytest.raises(Stale, match="đã được Tráng A Lử trình thủ trưởng duyệt"):
        actions.add_nomination(asked.pk, nominee_values(stage.award), by=stage.head)
    with pytest.raises(NotAllowed):
        actions.add_evidence(asked.pk, kind="MINUTES", file=make_incoming(), by=stage.head)
    write_letter(asked, by=stage.head)
    assert submit(stage, asked).state == "SUBMITTED"


@pytest.mark.parametrize("deed", [actions.submit, actions.ask_sign_off])
def test_what_was_seen_is_what_is_sent(stage, deed):
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.editor)
    draft.refresh_from_db()
    seen = draft.version
    actions.add_nomination(draft.pk, nominee_values(stage.award, full_name="Lý A Sử"), by=stage.editor)
    with pytest.raises(Stale, match="Hồ sơ vừa được sửa lúc 10:42 ngày 23/11/2026"):
        deed(draft.pk, seen_version=seen, by=stage.head)
    draft.refresh_from_db()
    assert draft.state == "DRAFT"
    deed(draft.pk, seen_version=draft.version, by=stage.head)


def test_the_second_press_reads_who_was_faster(stage):
    sent = in_state(stage, "SUBMITTED")
    with pytest.raises(Stale, match="Hồ sơ đã được Ly Thị Sua gửi lúc 10:42 ngày 23/11/2026"):
        submit(stage, sent)


def test_asking_needs_a_complete_dossier_but_not_the_letter(stage):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    with pytest.raises(RuleViolation) as caught:
        actions.ask_sign_off(draft.pk, seen_version=draft.version, by=stage.editor)
    assert codes(caught) == ["no_nominee"]
    actions.add_nomination(draft.pk, nominee_values(stage.award), by=stage.editor)
    draft.refresh_from_db()
    asked = actions.ask_sign_off(draft.pk, seen_version=draft.version, by=stage.editor)
    assert (asked.state, asked.sign_off_asked_by_id) == ("AWAITING_SIGN_OFF", stage.editor.user_id)


def test_after_the_closing_nothing_is_sent(stage):
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.editor)
    with clock.at(AFTER), pytest.raises(RuleViolation) as caught:
        submit(stage, draft)
    assert codes(caught) == ["window_closed"]


def test_a_unit_that_got_more_time_sends_later(stage):
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.editor)
    extend_round(
        stage.round.pk,
        by=stage.office_head,
        closes_at=AFTER + timedelta(days=3),
        reason="Mưa lũ.",
        unit_id=stage.province.commune.pk,
    )
    with clock.at(AFTER + timedelta(days=3)), pytest.raises(RuleViolation) as caught:
        submit(stage, draft)
    assert codes(caught) == ["window_closed"]
    with clock.at(AFTER):
        assert submit(stage, draft).state == "SUBMITTED"


def test_a_unit_puts_up_no_more_than_its_number_over_all_its_dossiers(stage):
    RoundAward.objects.filter(round=stage.round).update(unit_quota=2)
    first = make_submitted(stage.head, stage.round)
    second = make_draft(stage.editor, stage.round, nominees=2)
    write_letter(second, by=stage.editor)
    with pytest.raises(RuleViolation) as caught:
        submit(stage, second)
    assert codes(caught) == ["over_unit_quota"]
    actions.withdraw(first.pk, reason="Gộp vào hồ sơ sau.", by=stage.head)
    assert submit(stage, second).state == "SUBMITTED"


def test_what_was_returned_has_a_day_of_its_own(stage):
    """Also after the closing of the round, up to and including that day."""
    with clock.at(datetime(2026, 11, 30, 3, tzinfo=UTC)):
        returned = in_state(stage, "RETURNED")
    assert returned.returned_due_on == date(2026, 12, 7)  # five working days
    with clock.at(datetime(2026, 12, 7, 17, tzinfo=UTC)), pytest.raises(RuleViolation) as caught:
        submit(stage, returned)
    assert codes(caught) == ["return_too_late"]
    with clock.at(datetime(2026, 12, 7, 16, 59, tzinfo=UTC)):
        sent = submit(stage, returned)
    assert (sent.state, sent.code, sent.returned_reason) == ("SUBMITTED", returned.code, "Thiếu biên bản.")


def test_a_returned_dossier_goes_over_the_heads_desk_again(stage):
    returned = in_state(stage, "RETURNED")
    asked = actions.ask_sign_off(returned.pk, seen_version=returned.version, by=stage.editor)
    assert asked.submitted_at == DURING  # the standing body still sees it
    assert actions.send_back(asked.pk, reason="Chưa đủ.", by=stage.head).state == "RETURNED"
    returned.refresh_from_db()
    actions.ask_sign_off(returned.pk, seen_version=returned.version, by=stage.editor)
    assert actions.take_back(returned.pk, by=stage.editor).state == "RETURNED"


def test_recall_keeps_the_code_and_what_was_returned(stage):
    sent = in_state(stage, "SUBMITTED")
    recalled = actions.recall(sent.pk, by=stage.head)
    assert (recalled.state, recalled.code, recalled.submitted_at, recalled.submitted_by) == (
        "DRAFT",
        sent.code,
        None,
        None,
    )
    assert submit(stage, recalled).code == sent.code
    returned = in_state(stage, "RETURNED")
    submit(stage, returned)
    assert actions.recall(returned.pk, by=stage.head).state == "RETURNED"


def test_recall_is_too_late_after_the_acceptance(stage):
    accepted = in_state(stage, "ACCEPTED")
    with pytest.raises(Stale, match="đã được Nguyễn Thu Hằng tiếp nhận"):
        actions.recall(accepted.pk, by=stage.head)


# Collectives ----------------------------------------------------------------------------------------------


def test_a_collective_is_a_unit_of_ones_reach_or_a_name(stage):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=stage.province.commune)
    foreign = make_unit("Xã A Mú Sung", parent=stage.province.province)

    def add(**values) -> Nomination:
        return actions.add_nomination(draft.pk, collective_values(stage.award, **values), by=stage.editor)

    assert add(full_name="Trường THCS Y Tý", nominee_unit_id=school.pk).nominee_unit == school
    assert add(full_name="Tổ tiêm chủng lưu động").nominee_unit is None
    with pytest.raises(RuleViolation) as caught:
        add(full_name="Xã A Mú Sung", nominee_unit_id=foreign.pk)
    assert codes(caught) == ["unit_out_of_reach"]


def test_what_belongs_to_persons_is_not_kept_of_a_collective(stage):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    values = collective_values(
        stage.award, birth_date=date(1990, 1, 1), gender="MALE", leader_class="DIRECT_WORKER", position="x"
    )
    row = actions.add_nomination(draft.pk, values, by=stage.editor)
    assert (row.birth_date, row.gender, row.leader_class, row.position) == (None, "", "", "")


def test_the_merit_sentence_comes_from_the_round_unless_written(db):
    with clock.at(DURING):
        stage = make_stage(default_merit="Có thành tích xuất sắc năm 2026")
        draft = make_draft(stage.editor, stage.round, nominees=0)
        plain = actions.add_nomination(draft.pk, nominee_values(stage.award, merit=""), by=stage.editor)
        own = nominee_values(stage.award, merit="  Đã cứu  người ", full_name="Lý A Sử")
        assert plain.merit == "Có thành tích xuất sắc năm 2026"
        assert actions.add_nomination(draft.pk, own, by=stage.editor).merit == "Đã cứu người"


# The standard ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("confirmed", "stops"), [(True, ["unmet_KHONG_KY_LUAT"]), (False, [])])
def test_a_confirmed_rule_that_is_not_met_keeps_a_dossier_back(stage, confirmed, stops):
    """One that the province has not confirmed warns and blocks nothing."""
    make_standard(stage.award, make_rule_set(), [NO_DISCIPLINE | {"confirmed": confirmed}])
    person = make_person(stage.province.commune, "Vàng Thị Lan", birth_date=date(1986, 2, 5))
    Discipline.objects.create(
        person=person,
        form=DisciplineForm.WARNING,
        from_on=DURING.date() - timedelta(days=90),
        decision="12/QĐ-UBND",
    )
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.editor)
    if stops:
        with pytest.raises(RuleViolation) as caught:
            submit(stage, draft)
        assert codes(caught) == stops
        [problem] = [problem for problem in caught.value.problems if problem.blocking]
        assert problem.field == "nominee-1"
        assert "NĐ 152/2025/NĐ-CP" in problem.message
    else:
        assert submit(stage, draft).state == "SUBMITTED"
