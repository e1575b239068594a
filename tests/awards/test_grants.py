"""Deeds on the golden book: they work, they refuse, they leave their line in the log."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from awards import actions, queries
from awards.models import Grant
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.awards import grant_values, make_award, make_grant
from tests.factories.units import make_actor, make_person, make_province, make_unit, make_user
from units.models import AreaFlag, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng"))


@pytest.fixture
def broken_log(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)


def events():
    rows = AuditEvent.objects.order_by("pk")
    return list(rows.values_list("name", "object_type", "object_id", "actor_name", "data", "reason"))


def test_grant(world, officer):
    award, person = make_award(), make_person(world.commune, "Giàng Thị Chứ")
    given = actions.grant(
        by=officer,
        award=award,
        commendation_type="PHONG_TRAO",
        recipient="INDIVIDUAL",
        recipient_name="  Giàng  Thị Chứ ",
        person=person,
        unit=world.commune,
        position="Trưởng thôn",
        leader_class="DIRECT_WORKER",
        gender="FEMALE",
        year=2026,
        merit="Có thành tích xuất sắc",
        decision_no="2931/QĐ-UBND",
        decision_on=date(2026, 11, 20),
    )
    stored = Grant.objects.values().get()
    code = stored.pop("code")
    assert stored == {
        "id": given.pk,
        "award_id": award.pk,
        "commendation_type": "PHONG_TRAO",
        "recipient": "INDIVIDUAL",
        "person_id": person.pk,
        "collective_id": None,
        "recipient_name": "Giàng Thị Chứ",
        "folded": "giang thi chu xa y ty 2931 qd ubnd",
        "position": "Trưởng thôn",
        "unit_id": world.commune.pk,
        "unit_name": "Xã Y Tý",
        "leader_class": "DIRECT_WORKER",
        "gender": "FEMALE",
        "is_remote": False,
        "is_border": False,
        "year": 2026,
        "merit": "Có thành tích xuất sắc",
        "decision_no": "2931/QĐ-UBND",
        "decision_on": date(2026, 11, 20),
        "register_year": 2026,
        "register_no": 1,
        "status": "GRANTED",
        "source": "DECISION",
        "granted_at": NOW,
        "revoked_at": None,
        "revoked_by_id": None,
        "revoked_reason": "",
    }
    assert (len(code), set(code) <= set(queries.CODE_LETTERS)) == (12, True)
    assert (given.register_text, given.code_text) == ("1/2026", f"{code[:4]}-{code[4:8]}-{code[8:]}")
    data = {
        "award": "BKT",
        "decision_no": "2931/QĐ-UBND",
        "decision_on": "2026-11-20",
        "register": "1/2026",
        "source": "DECISION",
    }
    assert events() == [("awards.granted", "awards.grant", given.pk, "Nguyễn Thu Hằng", data, "")]


def test_areas_are_those_of_the_unit_on_that_day(world):
    AreaFlag.objects.create(unit=world.commune, kind="BORDER", valid_from=date(2026, 11, 1), legal_basis="QĐ")
    award = make_award()
    rows = [
        make_grant(award, world.commune),
        make_grant(award, world.commune, decision_on=date(2026, 10, 31)),
        make_grant(award, world.commune, is_border=False, is_remote=True),
    ]
    assert [(row.is_remote, row.is_border) for row in rows] == [(False, True), (False, False), (True, False)]


def test_numbers_of_the_book_have_no_gap_and_begin_anew_each_year(world):
    award = make_award()

    def number(**fields):
        return make_grant(award, world.commune, **fields).register_text

    assert [number(), number(year=2025, decision_on=date(2025, 12, 30)), number()] == [
        "1/2026",
        "1/2025",
        "2/2026",
    ]
    with pytest.raises(RuleViolation):
        number(merit="")
    assert number(source="IMPORTED") == ""
    assert number() == "3/2026"


def test_an_undone_deed_leaves_no_gap(world, monkeypatch):
    award = make_award()
    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_grant(award, world.commune)
    assert Grant.objects.count() == 0
    assert make_grant(award, world.commune).register_no == 1


def test_codes_differ(world):
    award = make_award()
    codes = {make_grant(award, world.commune).code for _ in range(20)}
    assert len(codes) == 20


def test_one_decision_gives_one_award_to_one_person_once(world):
    award, person = make_award(), make_person(world.commune)
    values = grant_values(award, world.commune, person=person, decision_no="1/QĐ")
    actions.grant(**values)
    with pytest.raises(Stale):
        actions.grant(**values)
    other = make_person(world.commune, "Người khác")
    assert actions.grant(**(values | {"person": other})).register_no == 2
    assert actions.grant(**(values | {"decision_no": "2/QĐ"})).register_no == 3


@pytest.mark.parametrize(
    ("where", "role", "allowed"),
    [
        ("office", Role.OFFICER, True),
        ("office", Role.OFFICE_HEAD, True),
        ("standing_body", Role.DIRECTOR, True),
        ("commune", Role.EDITOR, False),
        ("commune", Role.HEAD, False),
        ("province", Role.LEADER, False),
        ("standing_body", Role.ADMIN, False),
        ("standing_body", Role.AUDITOR, False),
        ("commune", Role.OFFICER, True),
        ("foreign", Role.OFFICER, False),
    ],
)
def test_who_grants_and_revokes(world, where, role, allowed):
    foreign = make_unit("Phường Sa Pa", parent=world.province)
    place = foreign if where == "foreign" else getattr(world, where)
    actor, award = make_actor(place, role), make_award()
    before = make_grant(award, world.commune)
    if allowed:
        make_grant(award, world.commune, by=actor)
        actions.revoke(before.pk, "Khai sai", by=actor)
    else:
        with pytest.raises(NotAllowed):
            make_grant(award, world.commune, by=actor)
        with pytest.raises(NotAllowed):
            actions.revoke(before.pk, "Khai sai", by=actor)
    assert (Grant.objects.count(), Grant.objects.filter(status="REVOKED").count()) == (
        (2, 1) if allowed else (1, 0)
    )


def test_an_ended_unit_s_award_is_written_too(world, officer):
    old = make_unit("Xã Sàng Ma Sáo", valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1))
    given = make_grant(
        make_award(), old, by=officer, year=2024, decision_on=date(2024, 12, 1), source="IMPORTED"
    )
    assert (given.unit_name, given.register_text, given.source) == ("Xã Sàng Ma Sáo", "", "IMPORTED")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recipient_name": " "}, "recipient_name"),
        ({"recipient": "HOUSEHOLD"}, "recipient"),
        ({"decision_on": date(2026, 11, 25)}, "decision_on"),
        ({"year": 2027}, "year"),
        ({"decision_no": ""}, "decision_no"),
    ],
)
def test_grant_refuses_values(world, change, field):
    with pytest.raises(RuleViolation) as refusal:
        make_grant(make_award(), world.commune, **change)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert (Grant.objects.count(), events()) == (0, [])


def test_a_person_is_no_collective_and_a_unit_no_individual(world):
    award, person = make_award(), make_person(world.commune)
    for change in ({"recipient": "COLLECTIVE", "person": person}, {"collective": world.commune}):
        with pytest.raises(RuleViolation):
            make_grant(award, world.commune, **change)
    collective = make_grant(
        award, world.commune, recipient="COLLECTIVE", collective=world.commune, recipient_name="Xã Y Tý"
    )
    assert (collective.collective, collective.person) == (world.commune, None)


def test_a_grant_without_a_log_line_is_not_written(world, broken_log):
    with pytest.raises(OSError, match="the log is full"):
        make_grant(make_award(), world.commune)
    assert Grant.objects.count() == 0


def test_revoke(world, officer):
    given = make_grant(make_award(), world.commune)
    actions.revoke(given.pk, "  Khai sai thành tích, QĐ 12/QĐ-UBND ", by=officer)
    given.refresh_from_db()
    assert (given.status, given.revoked_at, given.revoked_by_id, given.revoked_reason) == (
        "REVOKED",
        NOW,
        officer.user_id,
        "Khai sai thành tích, QĐ 12/QĐ-UBND",
    )
    assert events()[1:] == [
        (
            "awards.revoked",
            "awards.grant",
            given.pk,
            "Nguyễn Thu Hằng",
            {"award": "BKT"},
            "Khai sai thành tích, QĐ 12/QĐ-UBND",
        )
    ]
    with pytest.raises(Stale, match="24/11/2026"):
        actions.revoke(given.pk, "Lần nữa", by=officer)


def test_revoke_needs_a_reason(world, officer):
    given = make_grant(make_award(), world.commune)
    with pytest.raises(RuleViolation):
        actions.revoke(given.pk, " ", by=officer)
    given.refresh_from_db()
    assert (given.status, len(events())) == ("GRANTED", 1)


def test_a_revocation_without_a_log_line_is_undone(world, officer, monkeypatch):
    given = make_grant(make_award(), world.commune)
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.revoke(given.pk, "Khai sai", by=officer)
    given.refresh_from_db()
    assert given.status == "GRANTED"


def test_who_reads_what_was_revoked(world, officer):
    award = make_award()
    kept, revoked = make_grant(award, world.commune), make_grant(award, world.commune)
    actions.revoke(revoked.pk, "Khai sai", by=officer)
    for actor, expected in [
        (None, [kept]),
        (make_actor(world.commune), [kept]),
        (officer, [kept, revoked]),
        (make_actor(world.standing_body, Role.AUDITOR), [kept, revoked]),
    ]:
        assert list(Grant.visible_to(actor).order_by("pk")) == expected


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"merit": "Khác"}, None),
        ({"commendation_type": "X"}, "grant_type_known"),
        ({"recipient": "X"}, "grant_recipient_known"),
        ({"recipient_name": ""}, "grant_has_name_and_decision"),
        ({"decision_no": ""}, "grant_has_name_and_decision"),
        ({"year": 1900}, "grant_year_plausible"),
        ({"register_no": None}, "grant_stands_in_the_book"),
        ({"source": "IMPORTED"}, "grant_stands_in_the_book"),
        ({"source": "IMPORTED", "register_no": None, "register_year": None}, None),
        ({"status": "REVOKED"}, "grant_revoked_together"),
        ({"revoked_reason": "x"}, "grant_revoked_together"),
        ({"status": "REVOKED", "revoked_at": NOW, "revoked_reason": "x"}, None),
        ({"status": "LOST"}, "grant_revoked_together"),
    ],
)
def test_what_the_database_refuses(world, change, constraint):
    given = make_grant(make_award(), world.commune)
    answer = None
    try:
        with transaction.atomic():
            Grant.objects.filter(pk=given.pk).update(**change)
    except IntegrityError as error:
        answer = str(error)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


def test_no_code_and_no_number_twice(world):
    award = make_award()
    one, two = make_grant(award, world.commune), make_grant(award, world.commune)
    for change in ({"code": one.code}, {"register_no": one.register_no}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=two.pk).update(**change)
