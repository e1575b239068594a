"""Long lists cost what short ones cost: the page of 50 rows is read off an index, in its order.

How much is read is counted, not timed: on PostgreSQL the rows that the plan really visited, on SQLite the
steps of its machine.
"""

import json
import re
from collections import Counter

import pytest
from django.db import connection

from nominations.models import Dossier
from tests.access.world import open_round
from tests.factories.units import make_unit
from tests.views.counting import as_if_long, asked, plan
from tests.views.volume import fill

SHORT, LONG = 600, 3_000
COMMUNES = 30

# Who reads which list; the index that gives it; whether the index also gives the order.
LISTS = [
    ("editor", "/ho-so/", r"\bdossier_of_unit\b|\bdossier_latest\b|nominations_dossier_unit_id_", False),
    ("province_leader", "/ho-so/", r"\bdossier_latest\b", True),
    ("officer", "/ho-so/", r"\bdossier_of_body\b|\bdossier_latest\b", True),
    ("officer", "/tham-dinh/", r"\bdossier_queue_all\b", True),
    ("officer", "/tham-dinh/?state=ACCEPTED", r"\bdossier_queue\b", True),
]
SORTS = {"sqlite": "USE TEMP B-TREE", "postgresql": "Sort "}
SCANS = {"sqlite": "SCAN nominations_dossier\n", "postgresql": "Seq Scan on nominations_dossier"}


@pytest.fixture
def units(world):
    """Y Tý among thirty communes, so that it has a thirtieth of the rows."""
    for _ in range(12):
        open_round(world)
    others = [make_unit(f"Xã thứ {number}", parent=world.units.province) for number in range(COMMUNES - 1)]
    return [world.units.commune, *others]


def grow(world, round_, units, number: int) -> None:
    """Bring the table to so many rows."""
    have = Dossier.objects.count()
    fill(world, round_, number - have, units=units, start=have)


def page_query(client, address: str):
    """Return the statement that brings the rows of the page."""
    with asked() as statements:
        rows = client.get(address).context["page"].rows
    (query,) = [one for one in statements.of("nominations_dossier") if "LIMIT 51" in one[0]]
    return query, len(rows)


def work(query) -> int:
    """Return how much the database reads to answer: rows visited (PostgreSQL), steps made (SQLite)."""
    sql, params = query
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) {sql}", params)
            found = cursor.fetchone()[0]
            return visited((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
        steps = []
        connection.connection.set_progress_handler(lambda: steps.append(1), 10)
        cursor.execute(sql, params)
        cursor.fetchall()
        connection.connection.set_progress_handler(None, 0)
        return 10 * len(steps)


def visited(node: dict) -> int:
    """Return the rows that the scans of a plan looked at, those thrown away included."""
    own = 0
    if "Scan" in node["Node Type"] and "Bitmap Index" not in node["Node Type"]:
        own = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return int(own) + sum(visited(inner) for inner in node.get("Plans", []))


def judge(world, round_, client, units, address: str, index: str, in_order: bool) -> None:
    """The plan at the long size, and the work at both."""
    grow(world, round_, units, SHORT)
    short = work(page_query(client, address)[0])
    grow(world, round_, units, LONG)
    query, shown = page_query(client, address)
    long, text = work(query), plan(*query) + "\n"
    print(f"{address}: {short} at {SHORT} rows, {long} at {LONG}\n{text}")
    assert shown == 50
    assert re.search(index, text) is not None
    assert SCANS[connection.vendor] not in text
    if in_order:
        assert SORTS[connection.vendor] not in text
        assert long <= 1.3 * short


@pytest.mark.parametrize(("role", "address", "index", "in_order"), LISTS)
def test_a_long_list_on_sqlite(world, round_, as_role, units, role, address, index, in_order):
    judge(world, round_, as_role(role), units, address, index, in_order)


@pytest.mark.postgres
@pytest.mark.parametrize(("role", "address", "index", "in_order"), LISTS)
def test_a_long_list_on_postgresql(world, round_, as_role, units, role, address, index, in_order):
    assert connection.vendor == "postgresql"
    judge(world, round_, as_role(role), units, address, index, in_order)


DEEP = ["/ho-so/", "/tham-dinh/", "/tham-dinh/?state=ACCEPTED"]


@pytest.mark.parametrize(("role", "address"), [("officer", address) for address in DEEP])
def test_a_page_deep_inside_costs_what_the_first_costs(world, round_, as_role, units, role, address):
    grow(world, round_, units, LONG)
    as_if_long()
    client = as_role(role)
    first, place = work(page_query(client, address)[0]), address
    for _ in range(10):
        place = (
            f"{address}{'&' if '?' in address else '?'}trang={client.get(place).context['page'].next_cursor}"
        )
    deep = work(page_query(client, place)[0])
    print(f"{address}: {first} on the first page, {deep} on the eleventh")
    assert deep <= 1.3 * first


@pytest.mark.parametrize("role", ["officer", "office_head"])
def test_what_waits_is_found_in_a_long_table_as_in_a_short_one(world, round_, as_role, units, role):
    """Each state has its own thirty at most, so that none hides behind another's many."""
    client, costs = as_role(role), []
    for size in (SHORT, LONG):
        grow(world, round_, units, size)
        with asked() as statements:
            context = client.get("/viec-cua-toi/").context
        (query,) = [one for one in statements.statements if "UNION ALL" in one[0]]
        costs.append(work(query))
        shown = Counter(item.state.code for item in context["items_to_do"] + context["items_elsewhere"])
        assert shown == {"SUBMITTED": 30, "ACCEPTED": 30}
    print(f"{role}: {costs}\n{plan(*query)}")
    assert SCANS[connection.vendor] not in plan(*query) + "\n"
    assert costs[1] <= 1.3 * costs[0]
