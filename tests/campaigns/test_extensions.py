"""A window is extended for all or for one unit: by whom, to the tick, with a reason that stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from campaigns import actions, queries
from campaigns.models import Round, RoundExtension
from core import audit, clock
from core.errors import NotAllowed, RuleViolation
from core.models import AuditEvent
from tests.factories.campaigns import CLOSES, OPENS, make_round
from tests.factories.units import make_actor, make_province, make_unit
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LATER = CLOSES + timedelta(days=3)
TICK = timedelta(microseconds=1)
REASON = "Đường vào xã bị sạt lở từ ngày 20/11."


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    world = make_province()
    world.neighbour = make_unit("Xã A Mú Sung", parent=world.province)
    world.ward = make_unit("Phường Sa Pa", kind=UnitKind.WARD, parent=world.province)
    return world


@pytest.fixture
def round_(world):
    return make_round(make_actor(world.office, Role.OFFICER), code="TK-2026")


@pytest.fixture
def head(world):
    return make_actor(world.office, Role.OFFICE_HEAD)


def extend(round_, by, **change):
    values = {"closes_at": LATER, "reason": REASON}
    return actions.extend_round(round_.pk, by=by, **(values | change))


def open_for(world, unit, moment):
    """What the round itself, the list of open rounds and the window in SQL say; they agree."""
    round_ = Round.objects.get()
    actor = make_actor(unit)
    asked = queries.is_open_for(round_, unit, moment)
    listed = [row.code for row in queries.open_rounds(actor, moment)] == ["TK-2026"]
    rounds = queries.with_closing_for(Round.objects.all(), unit.pk)
    closed = queries.within_window(rounds, "CLOSED", moment).exists()
    assert (listed, closed) == (asked, not asked)
    return asked


def test_one_unit_gets_longer_and_the_others_do_not(world, round_, head):
    extension = extend(round_, head, unit_id=world.commune.pk)
    assert (extension.closed_at, extension.closes_at, extension.reason, extension.at, extension.by_id) == (
        CLOSES,
        LATER,
        REASON,
        NOW,
        head.user_id,
    )
    assert Round.objects.get().closes_at == CLOSES
    assert [open_for(world, world.commune, at) for at in (CLOSES, LATER - TICK, LATER)] == [True, True, False]
    assert [open_for(world, world.neighbour, at) for at in (CLOSES - TICK, CLOSES)] == [True, False]
    assert queries.closes_at_for(round_, world.commune) == LATER
    assert queries.closes_at_for(round_, world.neighbour) == CLOSES
    event = AuditEvent.objects.get(name="campaigns.round_extended")
    told = {"unit": world.commune.pk, "closed_at": CLOSES.isoformat(), "closes_at": LATER.isoformat()}
    assert (event.object_id, event.data, event.reason) == (round_.pk, told, REASON)


def test_all_get_longer_and_the_old_closing_is_kept(world, round_, head):
    extend(round_, head)
    assert Round.objects.get().closes_at == LATER
    kept = RoundExtension.objects.values_list("unit", "closed_at", "closes_at").get()
    assert kept == (None, CLOSES, LATER)
    for unit in (world.commune, world.neighbour):
        assert [open_for(world, unit, at) for at in (CLOSES, LATER - TICK, LATER)] == [True, True, False]


def test_the_later_of_the_two_closings_counts(world, round_, head):
    extend(round_, head, unit_id=world.commune.pk, closes_at=LATER)
    extend(round_, head, closes_at=LATER - timedelta(days=1))
    assert open_for(world, world.commune, LATER - TICK) is True
    assert open_for(world, world.neighbour, LATER - timedelta(days=1)) is False
    extend(round_, head, closes_at=LATER + timedelta(days=1))
    assert open_for(world, world.commune, LATER + timedelta(days=1) - TICK) is True
    assert open_for(world, world.commune, LATER + timedelta(days=1)) is False


def test_the_window_opens_as_before(world, round_, head):
    extend(round_, head, unit_id=world.commune.pk)
    rounds = queries.with_closing_for(Round.objects.all(), world.commune.pk)
    assert [
        [name for name in ("UPCOMING", "OPEN", "CLOSED") if queries.within_window(rounds, name, at).exists()]
        for at in (OPENS - TICK, OPENS)
    ] == [["UPCOMING"], ["OPEN"]]


def test_a_standing_round_never_closes(world, head):
    standing = make_round(make_actor(world.office, Role.OFFICER), closes_at=None)
    assert queries.closes_at_for(standing, world.commune) is None
    with pytest.raises(RuleViolation) as refusal:
        extend(standing, head)
    assert [problem.code for problem in refusal.value.problems] == ["standing_round"]


def test_a_closed_window_is_opened_again_only_into_the_future(world, round_, head):
    with clock.at(CLOSES + timedelta(days=1)):
        with pytest.raises(RuleViolation) as refusal:
            extend(round_, head, closes_at=CLOSES + timedelta(hours=5))
        assert [problem.code for problem in refusal.value.problems] == ["in_the_past"]
        extend(round_, head, unit_id=world.commune.pk)
    assert RoundExtension.objects.count() == 1


def test_extensions_are_judged(world, round_, head):
    with pytest.raises(RuleViolation) as refusal:
        extend(round_, head, unit_id=world.ward.pk, closes_at=CLOSES, reason=" ")
    assert [problem.field for problem in refusal.value.problems] == ["closes_at", "reason", "unit"]
    assert (RoundExtension.objects.count(), Round.objects.get().closes_at) == (0, CLOSES)


WHO = [
    ("office", Role.OFFICE_HEAD, True),
    ("office", Role.OFFICER, False),
    ("standing_body", Role.DIRECTOR, False),
    ("standing_body", Role.HEAD, False),
    ("province", Role.LEADER, False),
    ("commune", Role.OFFICE_HEAD, False),
    ("commune", Role.EDITOR, False),
]


@pytest.mark.parametrize(("where", "role", "allowed"), WHO)
def test_who_extends_a_window(world, round_, where, role, allowed):
    actor = make_actor(getattr(world, where), role)
    if allowed:
        extend(round_, actor)
    else:
        with pytest.raises(NotAllowed):
            extend(round_, actor)
    done = RoundExtension.objects.count(), AuditEvent.objects.filter(name="campaigns.round_extended").count()
    assert done == ((1, 1) if allowed else (0, 0))


def test_nothing_is_extended_without_a_log_line(round_, head, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(OSError, match="the log is full"):
        extend(round_, head)
    assert (RoundExtension.objects.count(), Round.objects.get().closes_at) == (0, CLOSES)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [({"closes_at": CLOSES + TICK}, True), ({"closes_at": CLOSES}, False), ({"reason": ""}, False)],
)
def test_the_database_refuses_an_extension_that_is_none(round_, head, change, allowed):
    extend(round_, head)
    rows = RoundExtension.objects.all()
    if allowed:
        assert rows.update(**change) == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
