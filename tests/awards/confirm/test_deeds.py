"""Proposing and confirming a rule: it works, it refuses each way, the audit row is there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from awards import reference
from awards.confirm import actions, queries
from awards.confirm.registry import all_registers, register_of
from awards.models import AwardRoute, AwardStandard, AwardType, BaseSalary, Confirmation, ConfirmationState
from awards.rules import check
from awards.rules_data import requirement_errors
from awards.rules_history import History, PastDiscipline
from core import audit
from core.errors import NotAllowed, RuleViolation, Stale
from tests.awards.confirm.waiting import (
    LETTER,
    confirm,
    item_of,
    make_waiting,
    seen_of,
    typed_of,
)
from tests.core.triggers import refusing_inserts
from units.models import AreaFlag

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_waiting()


def requirements(world) -> dict:
    world.standard.refresh_from_db()
    return {one["code"]: one for one in world.standard.requirements}


def test_the_officer_proposes_and_the_head_confirms(world):
    officer, head = world.actors["officer"], world.actors["office_head"]
    drafted = confirm(officer, "dieu-kien", world.standard, "BA_LAN", deed=actions.draft, count=2)
    assert (drafted.state, drafted.before["count"], drafted.after["count"]) == ("DRAFTED", 3, 2)
    assert requirements(world)["BA_LAN"] == world.standard.requirements[0] | {"count": 3, "confirmed": False}

    found = confirm(head, "dieu-kien", world.standard, "BA_LAN", count=2)
    assert (found.pk, found.state, found.drafted_by, found.confirmed_by) == (
        drafted.pk,
        ConfirmationState.CONFIRMED,
        officer.user,
        head.user,
    )
    changed = requirements(world)["BA_LAN"]
    assert (changed["count"], changed["confirmed"], world.standard.confirmed) == (2, True, False)
    events = [(event.name, event.actor_name) for event in audit.history(found)]
    assert events == [
        ("awards.rule_drafted", "Người officer"),
        ("awards.rule_confirmed", "Người office_head"),
    ]
    assert audit.history(found)[1].data == {
        "register": "dieu-kien",
        "row": world.standard.pk,
        "part": "BA_LAN",
        "before": {"label": "BA_LAN", "count": 3},
        "after": {"label": "BA_LAN", "count": 2},
        "document_no": "12/QĐ-UBND",
        "document_on": "2026-11-02",
    }


def test_with_its_last_requirement_a_standard_binds(world):
    head = world.actors["office_head"]
    guilty = History(disciplines=(PastDiscipline(date(2026, 5, 1), None, "khiển trách"),))

    def blocks():
        world.standard.refresh_from_db()
        row = world.standard
        return [f.blocking for f in check(row.requirements, guilty, 2026, confirmed=row.confirmed)]

    confirm(head, "dieu-kien", world.standard, "SACH")
    confirm(head, "dieu-kien", world.standard, "BA_LAN")
    assert blocks() == [False, False, False]
    changes = {"0__0__years": 3, "0__label": "ba năm xuất sắc"}
    confirm(head, "dieu-kien", world.standard, "MOT_TRONG_HAI", **changes)
    assert blocks() == [False, True, False]
    either = requirements(world)["MOT_TRONG_HAI"]["groups"][0]
    assert (either["label"], either["all"][0]["years"]) == ("ba năm xuất sắc", 3)
    assert requirement_errors(world.standard.requirements) == []
    assert [item_of("dieu-kien", world.standard, part) for part in ("SACH", "BA_LAN")] == [None, None]


def test_every_other_kind_of_row(world):
    head = world.actors["office_head"]
    confirm(head, "he-so", world.paper, coefficient_individual="1,75")
    confirm(head, "loi-tieu-chuan", world.paper, standard_text="Có thành tích xuất sắc tiêu biểu.")
    confirm(head, "tuyen-xet", world.route, num=7)
    confirm(head, "luong-co-so", world.base, amount=2_600_000, rounding=1_000)
    paper = AwardType.objects.get(pk=world.paper.pk)
    assert (paper.coefficient_individual, paper.coefficient_collective) == (Decimal("1.75"), Decimal(3))
    assert (paper.is_coefficient_confirmed, paper.is_standard_confirmed) == (True, True)
    assert paper.standard_text == "Có thành tích xuất sắc tiêu biểu."
    route = AwardRoute.objects.get(pk=world.route.pk)
    assert (route.num, route.den, route.confirmed) == (7, 10, True)
    base = BaseSalary.objects.get(pk=world.base.pk)
    assert (base.amount, base.rounding, base.confirmed) == (2_600_000, 1_000, True)


@pytest.mark.parametrize("role", ["director", "admin", "auditor", "editor", "leader", "commune_officer"])
@pytest.mark.parametrize("deed", [actions.draft, actions.confirm])
def test_who_may_not(world, role, deed):
    actor = world.actors.get(role)
    if actor is None:
        pytest.fail(f"no {role} in the world")
    with pytest.raises(NotAllowed):
        confirm(actor, "luong-co-so", world.base, deed=deed)
    assert Confirmation.objects.count() == 0


def test_each_has_a_deed_of_his_own(world):
    with pytest.raises(NotAllowed, match="trưởng phòng xác nhận"):
        confirm(world.actors["office_head"], "luong-co-so", world.base, deed=actions.draft)
    with pytest.raises(NotAllowed, match="Chỉ Trưởng phòng"):
        confirm(world.actors["officer"], "luong-co-so", world.base)
    assert not BaseSalary.objects.get(pk=world.base.pk).confirmed


@pytest.mark.parametrize(
    ("register", "row", "part", "changes", "field"),
    [
        ("luong-co-so", "base", "", {"amount": ""}, "amount"),
        ("luong-co-so", "base", "", {"amount": "0"}, "amount"),
        ("luong-co-so", "base", "", {"amount": "2.600.000"}, "amount"),
        ("luong-co-so", "base", "", {"amount": "-5"}, "amount"),
        ("luong-co-so", "base", "", {"amount": "100000001"}, "amount"),
        ("he-so", "paper", "", {"coefficient_individual": "1,755"}, "coefficient_individual"),
        ("he-so", "paper", "", {"coefficient_individual": "1000"}, "coefficient_individual"),
        ("he-so", "paper", "", {"coefficient_individual": "nhiều"}, "coefficient_individual"),
        ("he-so", "paper", "", {"coefficient_individual": "-1"}, "coefficient_individual"),
        ("he-so", "paper", "", {"coefficient_individual": ""}, "coefficient_individual"),
        ("tuyen-xet", "route", "", {"num": 11}, "num"),
        ("tuyen-xet", "route", "", {"quorum_den": 1}, "quorum_num"),
        ("loi-tieu-chuan", "paper", "", {"standard_text": "  "}, "standard_text"),
        ("loi-tieu-chuan", "paper", "", {"standard_text": "a" * 2_001}, "standard_text"),
        ("dieu-kien", "standard", "BA_LAN", {"count": 0}, "count"),
        ("dieu-kien", "standard", "BA_LAN", {"label": "a" * 301}, "label"),
        ("dieu-kien", "standard", "MOT_TRONG_HAI", {"0__0__years": "x"}, "0.0.years"),
    ],
)
def test_values_that_are_wrong(world, register, row, part, changes, field):
    row = getattr(world, row)
    with pytest.raises(RuleViolation) as caught:
        confirm(world.actors["office_head"], register, row, part, **changes)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert item_of(register, row, part) is not None
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize(
    ("letter", "codes"),
    [
        ({"document_no": ""}, ["no_document"]),
        ({"document_no": "1" * 65}, ["document_too_long"]),
        ({"document_on": None}, ["no_document_on"]),
        ({"document_on": date(2026, 11, 25)}, ["document_in_future"]),
        ({"document_no": "", "document_on": None}, ["no_document", "no_document_on"]),
    ],
)
def test_a_document_is_named(world, letter, codes):
    with pytest.raises(RuleViolation) as caught:
        confirm(world.actors["office_head"], "luong-co-so", world.base, letter=LETTER | letter)
    assert [problem.code for problem in caught.value.problems] == codes


def test_what_was_seen_is_what_is_confirmed(world):
    """The head looks at the page; the officer changes his proposal; the head's press is refused."""
    officer, head = world.actors["officer"], world.actors["office_head"]
    confirm(officer, "luong-co-so", world.base, deed=actions.draft, amount=2_600_000)
    shown = seen_of("luong-co-so", world.base)
    confirm(officer, "luong-co-so", world.base, deed=actions.draft, amount=2_700_000)
    with pytest.raises(Stale, match="vừa được sửa"):
        confirm(head, "luong-co-so", world.base, seen=shown, amount=2_600_000)
    typed, shown = typed_of("luong-co-so", world.base), seen_of("luong-co-so", world.base)
    confirm(head, "luong-co-so", world.base, amount=2_700_000)
    with pytest.raises(Stale, match="Người office_head xác nhận"):
        actions.confirm("luong-co-so", world.base.pk, "", typed=typed, seen=shown, by=head, **LETTER)
    assert Confirmation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_failed_audit_undoes_it(world):
    with refusing_inserts("core_auditevent"), pytest.raises(DatabaseError):
        confirm(world.actors["office_head"], "luong-co-so", world.base, amount=2_600_000)
    assert (BaseSalary.objects.get().amount, Confirmation.objects.count()) == (2_530_000, 0)


def test_loading_again_undoes_no_confirmation(world):
    reference.load()
    head = world.actors["office_head"]
    standard = AwardStandard.objects.get(
        award__code="CSTDT", rule_set__code="LUAT2022", recipient="INDIVIDUAL"
    )
    base = BaseSalary.objects.get(valid_from=date(2024, 7, 1))
    route = AwardRoute.objects.filter(award__code="CSTDT").get()
    award = AwardType.objects.get(code="KNC")
    confirm(head, "dieu-kien", standard, "CSTDCS_3_NAM", count=2)
    confirm(head, "luong-co-so", base, rounding=1_000)
    confirm(head, "tuyen-xet", route, num=9)
    confirm(head, "he-so", award, coefficient_individual="0.6")
    again = reference.load()
    assert (again.created, again.changed) == (0, 0)
    standard.refresh_from_db()
    first = standard.requirements[0]
    assert (first["count"], first["confirmed"]) == (2, True)
    assert standard.requirements[1]["confirmed"] is False
    assert BaseSalary.objects.get(pk=base.pk).rounding == 1_000
    assert AwardRoute.objects.get(pk=route.pk).num == 9
    award.refresh_from_db()
    assert (award.coefficient_individual, award.is_coefficient_confirmed) == (Decimal("0.6"), True)


def test_units_and_areas_are_confirmed_as_they_stand(world):
    flag = AreaFlag.objects.create(
        unit=world.units.commune, kind="BORDER", valid_from=date(2025, 7, 1), legal_basis="QĐ"
    )
    head = world.actors["office_head"]
    confirm(head, "dia-ban", flag)
    confirm(head, "don-vi", world.units.commune)
    flag.refresh_from_db()
    world.units.commune.refresh_from_db()
    assert (flag.confirmed, world.units.commune.is_confirmed) == (True, True)


def test_every_register_knows_what_waits(world):
    """Each counts what it lists; the apps on the right have added theirs."""
    codes = [register.code for register in all_registers()]
    assert codes == [
        *("dieu-kien", "loi-tieu-chuan", "he-so", "tuyen-xet", "luong-co-so", "bo-quy-tac"),
        *("dia-ban", "ke-thua", "don-vi", "lich-bao-cao", "the-thuc"),
    ]
    listed = {code: sum(len(register_of(code).items(r)) for r in register_of(code).rows()) for code in codes}
    assert {register.code: number for register, number in queries.counts()} == listed
    assert [listed[code] for code in codes[:6]] == [3, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "X"}, "confirmation_state_known"),
        ({"state": "CONFIRMED"}, "confirmation_together"),
        ({"document_no": ""}, "confirmation_has_document"),
    ],
)
def test_what_the_database_refuses(world, change, constraint):
    confirm(world.actors["officer"], "luong-co-so", world.base, deed=actions.draft)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Confirmation.objects.update(**change)


def test_one_draft_of_a_rule(world):
    drafted = confirm(world.actors["officer"], "luong-co-so", world.base, deed=actions.draft)
    drafted.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        drafted.save()


def test_who_reads_confirmations(world):
    confirm(world.actors["officer"], "luong-co-so", world.base, deed=actions.draft)
    seen = {name: Confirmation.visible_to(actor).count() for name, actor in world.actors.items()}
    assert {name for name, number in seen.items() if number} == {"officer", "office_head", "director"}
    assert Confirmation.visible_to(None).count() == 0
