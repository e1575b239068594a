"""Every deed on a dossier: who may, who may not, from which state, with which event, all or nothing."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent, Job
from nominations import actions
from nominations.models import Dossier, Evidence, Nomination, Recusal, Supplement
from tests.actions.deeds import ALL, DEEDS, ELSEWHERE, cast, first, supplement
from tests.core.triggers import refusing_inserts
from tests.factories.dossier_states import STATES, in_state
from tests.factories.nominations import collective_values, make_evidence, write_letter

pytestmark = pytest.mark.django_db


def everything(dossier: Dossier) -> tuple:
    """All that a deed could change."""
    of_nominees = {"nomination__dossier": dossier}
    return (
        Dossier.objects.filter(pk=dossier.pk).values().get(),
        list(Nomination.objects.filter(dossier=dossier).order_by("pk").values()),
        list(Evidence.objects.filter(dossier=dossier).order_by("pk").values()),
        list(Supplement.objects.filter(**of_nominees).values()),
        list(Recusal.objects.filter(**of_nominees).values()),
        (AuditEvent.objects.count(), Job.objects.count()),
    )


@contextmanager
def undone():
    """Try something; afterwards it has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_the_table_names_every_deed():
    assert set(ALL) | ELSEWHERE == set(actions.__all__) - {"NomineeValues"}


@pytest.mark.parametrize("name", ALL)
def test_who_may_and_who_may_not(stage, name):
    """Faults 32: also who changed units has lost his rights at once."""
    deed, people = ALL[name], cast(stage)
    dossier = in_state(stage, deed.states[0])
    deed.prepare(stage, dossier)
    before = everything(dossier)
    done = []
    for person, by in people.items():
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


MOMENT = "lúc 10:42 ngày 23/11/2026."
#: Who comes too late reads where the dossier is: who brought it there, and when.
TOLD = {
    "DRAFT": "Hồ sơ đang soạn, chưa gửi.",
    "AWAITING_SIGN_OFF": f"Hồ sơ đã được Tráng A Lử trình thủ trưởng duyệt {MOMENT}",
    "SUBMITTED": f"Hồ sơ đã được Ly Thị Sua gửi {MOMENT}",
    "RETURNED": f"Hồ sơ đã được Nguyễn Thu Hằng yêu cầu bổ sung {MOMENT}",
    "ACCEPTED": f"Hồ sơ đã được Nguyễn Thu Hằng tiếp nhận {MOMENT}",
    "APPRAISED": f"Hồ sơ đã được Nguyễn Thu Hằng kết thúc thẩm định {MOMENT}",
    "CONFIRMED": f"Hồ sơ đã được Đỗ Quang Minh duyệt kết quả thẩm định {MOMENT}",
    "CLOSED": f"Hồ sơ đã kết thúc {MOMENT}",
    "WITHDRAWN": f"Hồ sơ đã được Ly Thị Sua rút {MOMENT}",
    "REFUSED": f"Hồ sơ đã được Nguyễn Thu Hằng từ chối tiếp nhận {MOMENT}",
}


@pytest.mark.parametrize("state", STATES)
def test_what_may_be_done_in_a_state(stage, state):
    """The rest is refused: one reads who was faster, or that it is locked; nothing changes."""
    dossier = in_state(stage, state)
    done, told = set(), set()
    for name, deed in DEEDS.items():
        with undone():
            deed.prepare(stage, dossier)
            before = everything(dossier)
            try:
                deed.do(dossier, getattr(stage, deed.by[0]))
            except (Stale, NotAllowed) as refusal:
                assert everything(dossier) == before, name
                told |= {refusal.message} if isinstance(refusal, Stale) else set()
            else:
                done.add(name)
        dossier.refresh_from_db()
    assert done == {name for name, deed in DEEDS.items() if state in deed.states}
    assert told == {TOLD[state]}


@pytest.mark.parametrize("name", ALL)
def test_without_its_line_in_the_log_a_deed_does_not_happen(stage, name):
    deed = ALL[name]
    dossier = in_state(stage, deed.states[0])
    deed.prepare(stage, dossier)
    before = everything(dossier)
    with refusing_inserts("core_auditevent"), pytest.raises(DatabaseError, match="takes nothing"):
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
