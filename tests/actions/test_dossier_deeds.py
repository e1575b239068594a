"""Every deed on a dossier: who may, who may not, from which state, with which event, all or nothing."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, transaction

from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from nominations import actions
from nominations.models import Dossier, Nomination, Supplement
from tests.factories.dossier_states import STATES, in_state
from tests.factories.nominations import (
    DURING,
    collective_values,
    make_evidence,
    make_incoming,
    make_stage,
    nominee_values,
    write_letter,
)
from tests.factories.units import make_actor, make_unit
from units.models import Role, UnitKind

UNIT, BODY = ("editor", "head"), ("officer", "office_head")


@dataclass(frozen=True)
class Deed:
    """How a deed is done, by whom, from where, and what it leaves behind."""

    do: Callable
    by: tuple[str, ...]
    states: tuple[str, ...]
    event: str
    target: str = ""
    reason: str = ""
    prepare: Callable = field(default=lambda stage, dossier: None)


def first(dossier: Dossier) -> Nomination:
    return dossier.nominations.first()


def asked(stage, dossier: Dossier):
    actions.ask_supplement(first(dossier).pk, reason="Thiếu quyết định.", days=3, by=stage.officer)


def with_letter(stage, dossier: Dossier):
    if dossier.state in {"DRAFT", "AWAITING_SIGN_OFF"}:
        write_letter(dossier, by=stage.head)
        dossier.refresh_from_db()


def supplement(dossier: Dossier) -> int:
    return Supplement.objects.filter(nomination__dossier=dossier).values_list("pk", flat=True).first() or 0


WRITABLE = ("DRAFT", "RETURNED")
DEEDS = {
    "add_nomination": Deed(
        lambda d, by: actions.add_nomination(
            d.pk, nominee_values(d.round.awards.get(), full_name="Tẩn Lở Mẩy"), by=by
        ),
        UNIT,
        WRITABLE,
        "nomination_added",
    ),
    "edit_nomination": Deed(
        lambda d, by: actions.edit_nomination(
            first(d).pk, nominee_values(d.round.awards.get(), position="Bí thư"), seen_version=1, by=by
        ),
        UNIT,
        WRITABLE,
        "nomination_edited",
    ),
    "remove_nomination": Deed(
        lambda d, by: actions.remove_nomination(first(d).pk, by=by), UNIT, WRITABLE, "nomination_removed"
    ),
    "ask_sign_off": Deed(
        lambda d, by: actions.ask_sign_off(d.pk, seen_version=d.version, by=by),
        UNIT,
        WRITABLE,
        "sign_off_asked",
        "AWAITING_SIGN_OFF",
    ),
    "take_back": Deed(
        lambda d, by: actions.take_back(d.pk, by=by),
        UNIT,
        ("AWAITING_SIGN_OFF",),
        "sign_off_taken_back",
        "DRAFT",
    ),
    "send_back": Deed(
        lambda d, by: actions.send_back(d.pk, reason="Viết rõ số liệu.", by=by),
        ("head",),
        ("AWAITING_SIGN_OFF",),
        "sign_off_refused",
        "DRAFT",
        "Viết rõ số liệu.",
    ),
    "submit": Deed(
        lambda d, by: actions.submit(d.pk, seen_version=d.version, by=by),
        ("head",),
        (*WRITABLE, "AWAITING_SIGN_OFF"),
        "dossier_submitted",
        "SUBMITTED",
        prepare=with_letter,
    ),
    "recall": Deed(
        lambda d, by: actions.recall(d.pk, by=by), ("head",), ("SUBMITTED",), "dossier_recalled", "DRAFT"
    ),
    "withdraw": Deed(
        lambda d, by: actions.withdraw(d.pk, reason="Gửi nhầm đợt.", by=by),
        ("head",),
        ("DRAFT", "RETURNED", "SUBMITTED", "ACCEPTED", "APPRAISED"),
        "dossier_withdrawn",
        "WITHDRAWN",
        "Gửi nhầm đợt.",
    ),
    "accept": Deed(
        lambda d, by: actions.accept(d.pk, by=by), BODY, ("SUBMITTED",), "dossier_accepted", "ACCEPTED"
    ),
    "return_for_supplement": Deed(
        lambda d, by: actions.return_for_supplement(d.pk, reason="Thiếu biên bản.", days=5, by=by),
        BODY,
        ("SUBMITTED",),
        "dossier_returned",
        "RETURNED",
        "Thiếu biên bản.",
    ),
    "refuse": Deed(
        lambda d, by: actions.refuse(d.pk, ground="UNLAWFUL", reason="Giấy tờ sai.", by=by),
        BODY,
        ("SUBMITTED",),
        "dossier_refused",
        "REFUSED",
        "Giấy tờ sai.",
    ),
    "conclude": Deed(
        lambda d, by: actions.conclude(first(d).pk, "NEEDS_JUDGEMENT", "Trùng.", seen_version=1, by=by),
        BODY,
        ("ACCEPTED",),
        "nomination_concluded",
        reason="Trùng.",
    ),
    "conclude_many": Deed(
        lambda d, by: actions.conclude_many(d.pk, [first(d).pk], by=by),
        BODY,
        ("ACCEPTED",),
        "nominations_qualified",
    ),
    "ask_supplement": Deed(
        lambda d, by: actions.ask_supplement(first(d).pk, reason="Thiếu quyết định.", days=3, by=by),
        BODY,
        ("ACCEPTED",),
        "supplement_asked",
        reason="Thiếu quyết định.",
    ),
    "finish_appraisal": Deed(
        lambda d, by: actions.finish_appraisal(d.pk, by=by),
        BODY,
        ("ACCEPTED",),
        "appraisal_finished",
        "APPRAISED",
        prepare=lambda stage, d: (
            d.state == "ACCEPTED"
            and actions.conclude(first(d).pk, "QUALIFIED", "", seen_version=1, by=stage.officer)
        ),
    ),
    "send_back_to_officer": Deed(
        lambda d, by: actions.send_back_to_officer(d.pk, reason="Xem lại.", by=by),
        ("office_head",),
        ("APPRAISED",),
        "appraisal_sent_back",
        "ACCEPTED",
        "Xem lại.",
    ),
    "confirm": Deed(
        lambda d, by: actions.confirm(d.pk, by=by),
        ("office_head",),
        ("APPRAISED",),
        "appraisal_confirmed",
        "CONFIRMED",
    ),
    "record_letter": Deed(
        lambda d, by: actions.record_letter(d.pk, number="7/TTr", letter_on=DURING.date(), by=by),
        UNIT,
        (*WRITABLE, "AWAITING_SIGN_OFF"),
        "letter_recorded",
    ),
    "add_evidence": Deed(
        lambda d, by: actions.add_evidence(d.pk, kind="MINUTES", file=make_incoming(), by=by),
        UNIT,
        WRITABLE,
        "evidence_added",
    ),
}
ALONE = {
    "answer_supplement": Deed(
        lambda d, by: actions.answer_supplement(supplement(d), answer="Đã gửi kèm.", by=by),
        UNIT,
        ("ACCEPTED",),
        "supplement_answered",
        reason="Đã gửi kèm.",
        prepare=asked,
    ),
    "end_supplement": Deed(
        lambda d, by: actions.end_supplement(supplement(d), by=by),
        BODY,
        ("ACCEPTED",),
        "supplement_ended",
        prepare=asked,
    ),
}
ACTORS = (
    "editor",
    "head",
    "leader",
    "school_head",
    "neighbour_head",
    "officer",
    "office_head",
    "director",
    "other_officer",
)


@pytest.fixture
def stage(db):
    with clock.at(DURING):
        yield make_stage()


def actor(stage, name: str):
    """Somebody of the stage, or one of those who stand around it."""
    province = stage.province
    if hasattr(stage, name):
        return getattr(stage, name)
    if name == "leader":
        return make_actor(province.commune, Role.LEADER)
    if name == "director":
        return make_actor(province.standing_body, Role.DIRECTOR)
    if name == "school_head":
        school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=province.commune)
        return make_actor(school, Role.HEAD)
    if name == "neighbour_head":
        return make_actor(make_unit("Xã A Mú Sung", parent=province.province), Role.HEAD)
    body = make_unit("Sở Y tế", kind=UnitKind.DEPARTMENT, parent=province.province)
    return make_actor(body, Role.OFFICER)


def everything(dossier: Dossier) -> tuple:
    """All that a deed could change."""
    rows = Dossier.objects.filter(pk=dossier.pk).values().get()
    nominations = list(Nomination.objects.filter(dossier=dossier).order_by("pk").values())
    supplements = list(Supplement.objects.filter(nomination__dossier=dossier).values())
    return rows, nominations, supplements, AuditEvent.objects.count()


@contextmanager
def undone():
    """Try something; afterwards it has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


ALL = DEEDS | ALONE


@pytest.mark.parametrize("name", ALL)
def test_who_may_and_who_may_not(stage, name):
    deed = ALL[name]
    dossier = in_state(stage, deed.states[0])
    deed.prepare(stage, dossier)
    before = everything(dossier)
    done = []
    for person in ACTORS:
        by = actor(stage, person)
        with undone():
            try:
                deed.do(dossier, by)
            except NotAllowed:
                assert everything(dossier) == before, person
                continue
            done.append(person)
            state = Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk)
            assert state == (deed.target or deed.states[0])
            event = AuditEvent.objects.filter(object_id=dossier.pk).latest("id")
            assert (event.name, event.actor_id, event.acting_for_id, event.reason, event.object_type) == (
                f"nominations.{deed.event}",
                by.user_id,
                by.unit_id,
                deed.reason,
                "nominations.dossier",
            )
    assert tuple(done) == deed.by


@pytest.mark.parametrize("state", STATES)
def test_what_may_be_done_in_a_state(stage, state):
    """The rest is refused: one reads who was faster, or that it is locked; nothing changes."""
    dossier = in_state(stage, state)
    done = set()
    for name, deed in DEEDS.items():
        with undone():
            deed.prepare(stage, dossier)
            before = everything(dossier)
            try:
                deed.do(dossier, getattr(stage, deed.by[0]))
            except (Stale, NotAllowed):
                assert everything(dossier) == before, name
            else:
                done.add(name)
        dossier.refresh_from_db()
    assert done == {name for name, deed in DEEDS.items() if state in deed.states}


@pytest.mark.parametrize("name", ALL)
def test_without_its_event_a_deed_does_not_happen(stage, name, monkeypatch):
    deed = ALL[name]
    dossier = in_state(stage, deed.states[0])
    deed.prepare(stage, dossier)
    before = everything(dossier)

    def fail(*args, **kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError, match="the log is full"):
        deed.do(dossier, getattr(stage, deed.by[0]))
    assert everything(dossier) == before


REASONED = {
    "send_back": lambda d, by: actions.send_back(d.pk, reason=" ", by=by),
    "withdraw": lambda d, by: actions.withdraw(d.pk, reason="", by=by),
    "return_for_supplement": lambda d, by: actions.return_for_supplement(d.pk, reason="", days=5, by=by),
    "refuse": lambda d, by: actions.refuse(d.pk, ground="UNLAWFUL", reason="", by=by),
    "ask_supplement": lambda d, by: actions.ask_supplement(first(d).pk, reason="", days=3, by=by),
    "answer_supplement": lambda d, by: actions.answer_supplement(supplement(d), answer=" . ", by=by),
    "send_back_to_officer": lambda d, by: actions.send_back_to_officer(d.pk, reason="", by=by),
}


@pytest.mark.parametrize("name", REASONED)
def test_a_reason_is_not_optional(stage, name):
    deed = ALL[name]
    dossier = in_state(stage, deed.states[0])
    deed.prepare(stage, dossier)
    before = everything(dossier)
    with pytest.raises(RuleViolation) as caught:
        REASONED[name](dossier, getattr(stage, deed.by[0]))
    assert [problem.code for problem in caught.value.problems] == ["no_reason"]
    assert everything(dossier) == before


def test_refusing_needs_a_lawful_ground(stage):
    dossier = in_state(stage, "SUBMITTED")
    with pytest.raises(RuleViolation) as caught:
        actions.refuse(dossier.pk, ground="BAD_MOOD", reason="Không thích.", by=stage.officer)
    assert [problem.code for problem in caught.value.problems] == ["no_ground"]


@pytest.mark.parametrize("state", STATES)
def test_the_database_knows_what_goes_with_a_state(stage, state):
    """Writing the state alone, past the deeds, is refused wherever it needs more (or less) than that."""
    dossier = in_state(stage, "DRAFT")
    if state == "DRAFT":
        other = in_state(stage, "SUBMITTED")
        with pytest.raises(IntegrityError):
            Dossier.objects.filter(pk=other.pk).update(state=state)
        return
    with pytest.raises(IntegrityError):
        Dossier.objects.filter(pk=dossier.pk).update(state=state)


def test_a_collective_goes_the_same_way(stage):
    dossier = actions.create_dossier(stage.round.pk, by=stage.editor)
    nomination = actions.add_nomination(dossier.pk, collective_values(stage.award), by=stage.editor)
    make_evidence(dossier, by=stage.editor, nomination=nomination)
    write_letter(dossier, by=stage.head)
    dossier.refresh_from_db()
    actions.submit(dossier.pk, seen_version=dossier.version, by=stage.head)
    actions.accept(dossier.pk, by=stage.officer)
    nomination.refresh_from_db()
    assert (nomination.person, nomination.nominee_unit, nomination.birth_date, nomination.gender) == (
        None,
        None,
        None,
        "",
    )
    assert (nomination.unit_name, nomination.findings is not None) == ("UBND xã Y Tý", True)
