"""What is wrong with a plan to reorganise units: a table of cases."""

from dataclasses import replace
from datetime import date

import pytest

from units.rules_reorg import ENDS, Plan, Successor, UnitFact, plan_problems

DAY = date(2026, 7, 1)
KINDS = ["PROVINCE", "COMMUNE", "WARD"]


def unit(pk: int, name: str, **fields) -> UnitFact:
    values = {
        "kind": "COMMUNE",
        "level": "COMMUNE",
        "code": f"C{pk}",
        "path": f"0001.{pk:04d}.",
        "parent_id": 1,
        "valid_from": date(2025, 7, 1),
        "valid_to": None,
    }
    return UnitFact(pk=pk, name=name, **(values | fields))


UNITS = {
    1: unit(1, "Tỉnh", kind="PROVINCE", level="PROVINCE", path="0001.", parent_id=None, is_pillar=True),
    2: unit(2, "Xã A"),
    3: unit(3, "Xã B"),
    4: unit(4, "Xã C", valid_to=date(2026, 1, 1)),
    5: unit(5, "Phòng của A", level="INNER", path="0001.0002.0005.", parent_id=2),
    6: unit(6, "Xã đến sau", valid_from=date(2026, 9, 1)),
    7: unit(7, "Huyện khác", path="0007.", parent_id=None),
}
NEW = Successor(code="N1", name="Xã Mới", kind="COMMUNE", level="COMMUNE", parent_id=1)
MERGE = Plan("MERGE", "NQ 12", date(2026, 6, 12), DAY, (2, 3), (NEW,))
SPLIT = Plan(
    "SPLIT",
    "NQ 12",
    date(2026, 6, 12),
    DAY,
    (2,),
    (replace(NEW, share="0.5"), replace(NEW, code="N2", name="Xã Mới Hai", share="0.5")),
)
RENAME = replace(MERGE, kind="RENAME", old=(2,))
MOVE = replace(RENAME, kind="MOVE", successors=(replace(NEW, name="Xã A", parent_id=7),))
DISSOLVE = replace(MERGE, kind="DISSOLVE", old=(2,), successors=())


def heir(pk: int, **fields) -> Plan:
    """A into a unit that is there."""
    return replace(MERGE, old=(2,), successors=(Successor(unit_id=pk),), **fields)


def codes(plan: Plan, **facts) -> list[str]:
    values = {"units": UNITS, "areas": {2: {"BORDER"}}, "taken": {("OLD", "COMMUNE")}, "kinds": KINDS}
    found = plan_problems(plan, **(values | {"movers": {}} | facts))
    return [problem.code for problem in found]


def new(plan: Plan = MERGE, **fields) -> Plan:
    return replace(plan, successors=(replace(plan.successors[0], **fields), *plan.successors[1:]))


@pytest.mark.parametrize("plan", [MERGE, SPLIT, RENAME, MOVE, DISSOLVE, heir(3)])
def test_a_sound_plan(plan):
    assert codes(plan) == []


CASES = [
    (replace(MERGE, decree=" "), ["no_decree"]),
    (replace(MERGE, decree="x" * 161), ["decree_too_long"]),
    (replace(MERGE, decree_on=date(2026, 7, 2)), ["effective_before_decree"]),
    (replace(MERGE, decree_on=DAY), []),
    (replace(MERGE, old=(2, 99)), ["no_unit"]),
    (replace(MERGE, old=(2, 2)), ["no_unit", "unit_twice"]),
    (replace(MERGE, old=(2, 4)), ["has_ended"]),
    (replace(MERGE, old=(2, 6)), ["not_yet_there"]),
    (replace(MERGE, old=(2, 5)), ["one_in_other", "levels_differ"]),
    (replace(RENAME, old=(1,)), ["is_pillar", "parent_below"]),
    (replace(MERGE, old=(2,)), ["count_of_old"]),
    (replace(RENAME, old=(2, 3)), ["count_of_old"]),
    (replace(MERGE, successors=()), ["no_successor"]),
    (replace(MERGE, successors=(NEW, replace(NEW, code="N2"))), ["too_many_successors"]),
    (replace(SPLIT, successors=SPLIT.successors[:1]), ["no_successor", "shares_differ"]),
    (replace(DISSOLVE, successors=(NEW,)), ["keeper_is_new"]),
    (replace(DISSOLVE, successors=(Successor(unit_id=3),)), []),
    (replace(RENAME, successors=(Successor(unit_id=3),)), ["heir_is_there"]),
    (replace(SPLIT, keeper=2), ["no_such_keeper"]),
    (new(SPLIT, share="0.4"), ["shares_differ"]),
    (new(new(SPLIT, share="1.5")), ["shares_differ"]),
    (new(MERGE, share="0.5"), ["shares_differ"]),
    (new(name=""), ["no_name"]),
    (new(code=""), ["no_code"]),
    (new(code="OLD"), ["code_taken"]),
    (new(SPLIT, code="N2"), ["code_taken", "code_taken"]),
    (new(kind="DISTRICT"), ["kind_past"]),
    (new(parent_id=None), ["no_parent"]),
    (new(parent_id=4), ["parent_ended"]),
    (new(parent_id=6), ["parent_later"]),
    (new(parent_id=5), ["parent_below"]),
    (new(MOVE, parent_id=1), ["same_parent"]),
    (new(RENAME, name="Xã A"), ["same_name"]),
    (new(areas=("BORDER",)), []),
    (new(areas=("BORDER", "REMOTE")), ["area_unknown"]),
    (heir(99), ["no_successor"]),
    (heir(2), ["own_successor"]),
    (heir(5), ["successor_below"]),
    (heir(4), ["successor_ended"]),
    (heir(6), ["successor_later"]),
]


@pytest.mark.parametrize(("plan", "expected"), CASES)
def test_what_is_wrong_with_a_plan(plan, expected):
    assert codes(plan) == expected


HOMES = [
    (MERGE, {}, []),
    (SPLIT, {}, ["no_home", "no_home"]),
    (SPLIT, {"m1": 0}, ["no_home"]),
    (SPLIT, {"m1": ENDS, "u5": 1}, []),
    (SPLIT, {"m1": 2, "u5": 1}, ["no_such_home"]),
    (MERGE, {"u5": ENDS}, ["child_ends"]),
    (DISSOLVE, {}, ["no_home"]),
    (DISSOLVE, {"u5": ENDS}, ["child_ends"]),
]


@pytest.mark.parametrize(("plan", "homes", "expected"), HOMES)
def test_where_roles_and_inner_units_go(plan, homes, expected):
    assert codes(replace(plan, homes=homes), movers={"m1": "Lan", "u5": "Phòng"}) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"is_pillar": True}, ["is_pillar"]),
        ({"valid_from": DAY}, ["not_yet_there"]),
        ({"valid_to": date(2026, 8, 1)}, ["changed_since"]),
    ],
)
def test_units_below(fields, expected):
    assert codes(MERGE, below=[replace(UNITS[5], **fields)]) == expected


def test_what_the_other_apps_say():
    assert codes(MERGE, needs_keeper=["Có hồ sơ."], refusals=["Đang bỏ phiếu."]) == ["forbidden"]
    assert codes(DISSOLVE, needs_keeper=["Có hồ sơ."]) == ["no_keeper"]


def test_a_plan_is_stored_and_read_again():
    plan = replace(new(SPLIT, areas=("BORDER",)), homes={"m1": ENDS}, keeper=1)
    assert Plan.read(plan.stored()) == plan
