"""Presenting decisions, giving them back, striking names; and what became known in between."""

from datetime import date

import pytest

from awards.actions import record_discipline
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from nominations.models import Nomination
from reviews import rules_decision as rules
from reviews.actions import decision as actions
from reviews.actions.decision_draft import subject_of
from reviews.models import Decision
from reviews.queries.decision_lines import facts_of
from tests.factories import decisions as make
from tests.factories.awards import make_award, make_grant
from tests.factories.decisions import codes, events
from tests.factories.nominations import make_incoming
from tests.factories.reviews import make_chamber, make_sealed, void
from tests.factories.units import make_actor, make_unit
from units.models import Role

pytestmark = pytest.mark.django_db
PRIZE = 3_800_000  # 1.5 x 2,530,000 = 3,795,000, rounded up


@pytest.fixture
def desk():
    return make.make_desk()


def test_the_director_or_the_head_of_office_presents(desk):
    decision = make.make_decision(desk, 1)
    for stranger in (desk.officer, desk.leader, desk.clerk, desk.stage.head):
        with pytest.raises(NotAllowed):
            make.present(desk, decision, by=stranger)
    file = make_incoming(name="to-trinh-512.pdf")
    done = make.present(desk, decision, file=file, by=desk.office_head)
    assert (done.state, done.letter_no, done.letter_on) == ("PRESENTED", "512/TTr-SNV", date(2026, 11, 22))
    assert (done.presented_by_id, done.letter_file.name) == (desk.office_head.user_id, "to-trinh-512.pdf")
    assert events(decision)[-1] == "decision_presented"
    with pytest.raises(Stale, match="Đỗ Quang Minh trình ký lúc 10:42"):
        make.present(desk, decision)
    assert events(decision).count("decision_presented") == 1


def test_a_letter_needs_number_and_a_day_that_is_past(desk):
    decision = make.make_decision(desk, 1)

    def found(**change) -> list[str]:
        with pytest.raises(RuleViolation) as caught:
            make.present(desk, decision, **change)
        return codes(caught)

    assert found(letter_no="") == ["no_letter_no"]
    assert found(letter_on=None) == ["no_letter_on"]
    assert found(letter_on=date(2026, 11, 24)) == ["letter_in_future"]
    unclean = make_incoming(is_clean=False)
    assert found(file=unclean) == ["not_scanned"]
    assert found(file=make_incoming(content_type="image/png")) == ["not_pdf"]
    decision.refresh_from_db()
    assert (decision.state, decision.letter_no) == ("DRAFT", "")


def test_nobody_is_presented_without_a_merit_sentence_or_on_a_void_vote():
    chamber = make_chamber()
    desk = make.make_desk(chamber.stage)
    poll = make_sealed(chamber)
    decision = actions.draft_decision(
        chamber.stage.round.pk, chamber.stage.award.pk, poll.session_id, by=desk.officer
    )
    void(chamber, poll)
    with pytest.raises(RuleViolation) as caught:
        make.present(desk, decision)
    assert codes(caught) == ["not_recommended"]
    Nomination.objects.update(outcome="RECOMMENDED", merit="")
    with pytest.raises(RuleViolation) as caught:
        make.present(desk, decision)
    assert codes(caught) == ["no_merit"]
    Nomination.objects.update(merit="Có thành tích xuất sắc")
    assert make.present(desk, decision).state == "PRESENTED"


def test_what_became_known_since_is_named_and_waits_for_a_reason(desk):
    decision = make.make_decision(desk, 2)
    first, second = (line.nomination for line in decision.lines.all())
    person = make.known(first)
    record_discipline(
        by=SYSTEM, person=person, form="WARNING", from_on=date(2026, 11, 23), decision="QĐ 31/QĐ-UBND"
    )
    make_grant(desk.stage.award, desk.stage.province.commune, person=make.known(second), year=2025)
    facts = facts_of([line.nomination for line in decision.lines.all()])
    assert [fact.name for fact in facts] == [first.full_name, second.full_name]
    assert "Cảnh cáo từ ngày 23/11/2026" in facts[0].text
    assert "Đã được tặng Bằng khen của Chủ tịch UBND tỉnh năm 2025" in facts[1].text

    def refused(**values) -> list[str]:
        with pytest.raises(RuleViolation) as caught:
            make.present(desk, decision, **values)
        return codes(caught)

    seen = rules.seen(facts)
    assert refused() == ["facts_changed"]
    assert refused(seen_facts="0" * 16, facts_reason="Đã xem.") == ["facts_changed"]
    assert refused(seen_facts=seen) == ["no_facts_reason"]
    done = make.present(desk, decision, seen_facts=seen, facts_reason="Đã xem, vẫn đủ.")
    event = events(done, "decision_presented")[0]
    assert event.reason == "Đã xem, vẫn đủ."
    assert event.data["facts"] == [[fact.name, fact.text] for fact in facts]


def test_somebody_of_the_same_name_and_birth_date_is_to_be_compared(desk):
    make.make_published(desk, 1)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    namesake = make.line(make.make_decision(desk, 1)).nomination
    texts = [fact.text for fact in facts_of([namesake])]
    assert texts == [
        "Đã được tặng Bằng khen của Chủ tịch UBND tỉnh năm 2026, Quyết định số 2045/QĐ-UBND ngày 23/11/2026 "
        "(người cùng tên, ngày sinh; cần đối chiếu)"
    ]


@pytest.mark.parametrize(
    ("name", "kind", "subject"),
    [
        ("Bằng khen của tỉnh", "FORM", "Về việc tặng Bằng khen của tỉnh năm 2026"),
        ("Chiến sĩ thi đua cấp tỉnh", "TITLE", "Về việc tặng danh hiệu Chiến sĩ thi đua cấp tỉnh năm 2026"),
        ("Cờ thi đua của tỉnh", "TITLE", "Về việc tặng Cờ thi đua của tỉnh năm 2026"),
    ],
)
def test_the_usual_wording(name, kind, subject):
    assert subject_of(make_award(name=name, kind=kind), 2026) == subject


def test_facts_that_were_over_before_the_dossier_came_are_not_named(desk):
    decision = make.make_decision(desk, 1)
    nomination = make.line(decision).nomination
    record_discipline(
        by=SYSTEM,
        person=make.known(nomination),
        form="REPRIMAND",
        from_on=date(2024, 1, 1),
        until_on=date(2025, 1, 1),
        decision="QĐ 2/QĐ-UBND",
    )
    assert facts_of([nomination]) == []


def test_the_signers_office_sends_back_with_a_reason(desk):
    decision = make.make_presented(desk, 1)
    with pytest.raises(NotAllowed):
        actions.send_back_decision(decision.pk, reason="Sai tên.", by=desk.director)
    with pytest.raises(RuleViolation):
        actions.send_back_decision(decision.pk, reason="", by=desk.leader)
    done = actions.send_back_decision(decision.pk, reason="Sai tên.", by=desk.leader)
    assert (done.state, done.returned_reason, done.presented_at) == ("DRAFT", "Sai tên.", None)
    assert events(decision, "decision_sent_back")[0].reason == "Sai tên."
    with pytest.raises(Stale, match="Trần Huy Tuấn trả lại"):
        actions.send_back_decision(decision.pk, reason="Sai tên.", by=desk.clerk)
    assert make.present(desk, decision).state == "PRESENTED"


def test_what_is_given_back_stands_beside_the_draft_of_those_who_came_later(desk):
    given = make.make_presented(desk, 1)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    make.make_waiting(desk, 1)
    later = make.draft(desk)
    actions.send_back_decision(given.pk, reason="Sai tên.", by=desk.leader)
    states = Decision.objects.order_by("pk").values_list("pk", "state", "lines__order")
    assert list(states) == [(given.pk, "DRAFT", 1), (later.pk, "DRAFT", 1)]
    assert make.present(desk, given).state == "PRESENTED"
    assert make.present(desk, later).state == "PRESENTED"


def test_the_file_of_an_older_letter_does_not_stand_for_a_new_one(desk):
    decision = make.make_decision(desk, 1)
    file = make_incoming(name="to-trinh-512.pdf")
    make.present(desk, decision, file=file)
    actions.send_back_decision(decision.pk, reason="Sai tên.", by=desk.leader)
    assert make.present(desk, decision).letter_file.name == "to-trinh-512.pdf"
    actions.send_back_decision(decision.pk, reason="Sai tên.", by=desk.leader)
    assert make.present(desk, decision, letter_no="530/TTr-SNV").letter_file is None


# Strike ----------------------------------------------------------------------------------------------------


def test_only_the_leader_strikes_and_restores_and_only_before_the_signature(desk):
    decision = make.make_decision(desk, 2)
    line = make.line(decision)
    with pytest.raises(Stale):
        actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    make.present(desk, decision)
    for stranger in (desk.officer, desk.director, desk.clerk, desk.stage.head):
        with pytest.raises(NotAllowed):
            actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=stranger)
    other_leader = make_actor(desk.stage.province.commune, Role.LEADER)
    with pytest.raises(NotAllowed):
        actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=other_leader)
    with pytest.raises(RuleViolation):
        actions.strike_name(line.pk, reason="", by=desk.leader)
    actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    line.refresh_from_db()
    assert (line.struck, line.strike_reason, line.struck_by_id) == (
        True,
        "Chưa tiêu biểu.",
        desk.leader.user_id,
    )
    assert line.prize is None
    with pytest.raises(Stale, match="đã được Trần Huy Tuấn gạch tên"):
        actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    with pytest.raises(NotAllowed):
        actions.restore_name(line.pk, by=desk.officer)
    actions.restore_name(line.pk, by=desk.leader)
    line.refresh_from_db()
    assert (line.struck, line.strike_reason, line.struck_at, line.prize) == (False, "", None, PRIZE)
    assert events(decision)[-2:] == ["decision_name_struck", "decision_name_restored"]
    make.sign(desk, decision)
    with pytest.raises(Stale, match="ghi số"):
        actions.strike_name(line.pk, reason="Chưa tiêu biểu.", by=desk.leader)


def test_a_decision_without_a_name_left_is_not_signed(desk):
    decision = make.make_presented(desk, 1)
    actions.strike_name(make.line(decision).pk, reason="Chưa tiêu biểu.", by=desk.leader)
    with pytest.raises(RuleViolation) as caught:
        make.sign(desk, decision)
    assert codes(caught) == ["no_names"]
