"""Signing and publishing decisions: numbers, prizes, the golden book."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from awards.actions import record_discipline
from awards.models import Grant
from core import audit, clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from nominations.models import Dossier, Nomination
from reviews import rules_decision as rules
from reviews.actions import decision as actions
from reviews.models import Decision
from reviews.queries import decision as queries
from reviews.queries.decision_lines import facts_of
from tests.factories import decisions as make
from tests.factories.awards import make_award
from tests.factories.decisions import codes, events
from tests.factories.units import make_actor, make_unit

pytestmark = pytest.mark.django_db
PRIZE = 3_800_000  # 1.5 x 2,530,000 = 3,795,000, rounded up


@pytest.fixture
def desk():
    return make.make_desk()


def test_the_clerk_enters_number_date_signer_and_file(desk):
    decision = make.make_presented(desk, 1)
    for stranger in (desk.officer, desk.director, desk.leader):
        with pytest.raises(NotAllowed):
            actions.sign_decision(decision.pk, **make.sign_values(desk), by=stranger)
    done = make.sign(desk, decision)
    assert (done.state, done.document_no, done.year) == ("SIGNED", "2045/QĐ-UBND", 2026)
    assert (done.signer_name, done.signer_title) == ("Trần Huy Tuấn", "Chủ tịch")
    assert done.signed_file.name == "qd-2045.pdf"
    event = events(decision, "decision_signed")[0]
    assert event.data == {
        "number": 2045,
        "year": 2026,
        "document_no": "2045/QĐ-UBND",
        "signed_on": "2026-11-23",
        "signer": "Trần Huy Tuấn",
        "sha256": done.signed_file.sha256,
    }
    with pytest.raises(Stale, match="Hoàng Thị Lý ghi số"):
        make.sign(desk, decision)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"number": None}, "number_unlikely"),
        ({"number": 0}, "number_unlikely"),
        ({"signed_on": None}, "no_signed_on"),
        ({"signed_on": date(2026, 11, 24)}, "signed_in_future"),
        ({"signed_on": date(2026, 11, 21)}, "signed_before_letter"),
        ({"signer_title": " "}, "no_signer_title"),
        ({"signer_id": None}, "no_signer"),
        ({"signer_id": 987_654}, "signer_not_in_office"),
        ({"file": None}, "no_file"),
        ({"confirmed_at": None}, "password"),
    ],
)
def test_what_a_signature_lacks_is_named(desk, change, found):
    decision = make.make_presented(desk, 1)
    with pytest.raises(RuleViolation) as caught:
        make.sign(desk, decision, **change)
    assert codes(caught) == [found]
    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("PRESENTED", None)


def test_a_signer_without_an_account_is_named(desk):
    done = make.sign(desk, make.make_presented(desk, 1), signer_id=None, signer_name="Nguyễn Tuấn Anh")
    assert (done.signer, done.signer_name) == (None, "Nguyễn Tuấn Anh")


def test_a_number_is_given_once_in_a_year_of_an_office(desk):
    first = make.make_signed(desk, 1)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    second = make.make_presented(desk, 1)
    assert queries.next_number_of(first.unit_id, 2026) == 2046
    assert queries.next_number_of(first.unit_id, 2027) == 1
    with pytest.raises(RuleViolation) as caught:
        make.sign(desk, second)
    assert codes(caught) == ["number_taken"]
    assert "Số tiếp theo còn trống: 2046." in str(caught.value)
    assert make.sign(desk, second, number=2046).document_no == "2046/QĐ-UBND"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=second.pk).update(number=2045)


def test_the_prize_is_that_of_the_base_salary_on_the_day_of_the_signature(desk):
    decision = make.make_presented(desk, 1)
    assert make.line(decision).prize == PRIZE
    salaries = make.BaseSalary.objects
    salaries.update(valid_to=date(2026, 11, 23))
    salaries.create(amount=3_000_000, valid_from=date(2026, 11, 23), legal_basis="NĐ mới")
    make.sign(desk, decision)
    assert make.line(decision).prize == 4_500_000


def test_of_two_titles_for_one_year_only_the_higher_is_paid(desk):
    awards = type(desk.stage.award).objects
    awards.filter(pk=desk.stage.award.pk).update(kind="TITLE")
    higher = make_award("CSTDT", kind="TITLE", coefficient_individual="3.00")
    desk.stage.round.round_awards.create(award=higher)
    desk.stage.award.refresh_from_db()
    decision = make.make_decision(desk, 1)
    assert make.line(decision).prize == PRIZE
    twin = make.line(decision).nomination
    twin.pk, twin.award, twin.order = None, higher, 2
    twin.save()
    nothing = dict.fromkeys(("num", "den", "quorum_num", "quorum_den"))
    make.make_route(higher, route="NONE", is_secret=False, **nothing)
    other = actions.draft_decision(desk.stage.round.pk, higher.pk, by=desk.officer)
    assert make.line(other).prize == 7_590_000
    assert make.line(decision).prize == 0
    actions.take_off_name(make.line(other).pk, reason="Đang xác minh.", by=desk.officer)
    assert make.line(decision).prize == PRIZE


# Publish ----------------------------------------------------------------------------------------------------


def test_publishing_writes_a_grant_for_each_name_that_was_not_struck(desk):
    decision = make.make_presented(desk, 3)
    struck = make.line(decision, 2)
    actions.strike_name(struck.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    make.sign(desk, decision)
    assert Grant.objects.count() == 0
    done = make.publish(desk, decision)
    assert (done.state, done.published_by_id) == ("PUBLISHED", desk.officer.user_id)
    kept = list(decision.lines.filter(struck=False).select_related("nomination", "grant"))
    grants = list(Grant.objects.order_by("pk"))
    assert [line.grant for line in kept] == grants
    for line, grant in zip(kept, grants, strict=True):
        nomination = line.nomination
        assert (grant.recipient_name, grant.person, grant.position, grant.gender, grant.leader_class) == (
            nomination.full_name,
            nomination.person,
            nomination.position,
            nomination.gender,
            nomination.leader_class,
        )
        assert (grant.decision_no, grant.decision_on, grant.year, grant.merit) == (
            "2045/QĐ-UBND",
            date(2026, 11, 23),
            2026,
            nomination.merit,
        )
        assert (grant.award, grant.unit) == (desk.stage.award, desk.stage.province.commune)
    assert [grant.register_no for grant in grants] == [1, 2]
    outcomes = list(Nomination.objects.order_by("order").values_list("outcome", "outcome_reason"))
    given = ("GRANTED", "Quyết định số 2045/QĐ-UBND ngày 23/11/2026")
    assert outcomes == [given, ("DECLINED", "Chưa tiêu biểu."), given]
    struck.refresh_from_db()
    assert struck.grant is None
    assert Dossier.objects.get().state == "CLOSED"
    event = events(decision, "decision_published")[0]
    assert event.data == {"document_no": "2045/QĐ-UBND", "grants": 2, "struck": 1, "facts": []}
    assert [row.subject for row in queries.published(5)] == [decision.subject]


def test_only_the_standing_body_publishes_and_only_once(desk):
    decision = make.make_presented(desk, 1)
    with pytest.raises(Stale, match="trình ký"):
        make.publish(desk, decision)
    make.sign(desk, decision)
    assert queries.published(5) == []
    for stranger in (desk.director, desk.leader, desk.clerk, desk.stage.head):
        with pytest.raises(NotAllowed):
            actions.publish_decision(decision.pk, by=stranger)
    actions.publish_decision(decision.pk, by=desk.office_head)
    with pytest.raises(Stale, match="Đỗ Quang Minh công bố"):
        make.publish(desk, decision)
    assert Grant.objects.count() == 1
    assert AuditEvent.objects.filter(name="reviews.decision_published").count() == 1


def test_what_became_known_before_publishing_is_named(desk):
    decision = make.make_signed(desk, 1)
    nomination = make.line(decision).nomination
    record_discipline(
        by=SYSTEM,
        person=make.known(nomination),
        form="UNDER_REVIEW",
        from_on=date(2026, 11, 23),
        decision="CV 9/UBKT",
    )
    with pytest.raises(RuleViolation) as caught:
        make.publish(desk, decision)
    assert codes(caught) == ["facts_changed"]
    assert Grant.objects.count() == 0
    seen = rules.seen(facts_of([nomination]))
    done = make.publish(desk, decision, facts_reason="Đã xác minh, không vi phạm.", seen_facts=seen)
    assert events(done, "decision_published")[0].reason == "Đã xác minh, không vi phạm."
    assert Grant.objects.count() == 1


def test_publishing_is_all_or_nothing(desk, monkeypatch):
    decision = make.make_signed(desk, 2)
    real = audit.record

    def fails(name, **values):
        if name == "reviews.decision_published":
            raise RuntimeError("the log is full")
        return real(name, **values)

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(RuntimeError):
        make.publish(desk, decision)
    decision.refresh_from_db()
    assert (decision.state, Grant.objects.count()) == ("SIGNED", 0)
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {"QUALIFIED"}
    monkeypatch.undo()
    make.publish(desk, decision)
    assert Grant.objects.count() == 2


@pytest.mark.parametrize(
    "deed",
    [
        "decision_drafted",
        "decision_presented",
        "decision_sent_back",
        "decision_name_struck",
        "decision_signed",
    ],
)
def test_no_deed_without_its_event(desk, monkeypatch, deed):
    waiting = make.make_waiting(desk, 2)
    steps = {
        "decision_drafted": lambda: make.draft(desk),
        "decision_presented": lambda: make.present(desk, Decision.objects.get()),
        "decision_sent_back": lambda: actions.send_back_decision(
            Decision.objects.get().pk, reason="Sai.", by=desk.leader
        ),
        "decision_name_struck": lambda: actions.strike_name(
            make.line(Decision.objects.get()).pk, reason="Sai.", by=desk.leader
        ),
        "decision_signed": lambda: make.sign(desk, Decision.objects.get()),
    }
    if deed != "decision_drafted":
        steps["decision_drafted"]()
        if deed != "decision_presented":
            steps["decision_presented"]()
    before = _state()

    def fails(name, **values):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(RuntimeError):
        steps[deed]()
    assert _state() == before
    assert len(waiting) == 2


def _state() -> list:
    decisions = Decision.objects.values_list("state", "version", "number", "lines__struck", "lines__prize")
    return list(decisions)


def test_the_clock_is_that_of_the_database(desk):
    decision = make.make_published(desk, 1)
    assert clock.local(decision.published_at).strftime("%H:%M") == "10:42"
