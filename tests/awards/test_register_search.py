"""A search in the golden book costs what it costs in a book a hundred times smaller.

`make test` counts the work on 5,000 and 20,000 lines; `make prove PART=search` times the whole page, and the
page behind it, on 10,000 and 1,000,000 lines and says what each search took.
"""

import os
import re
import time
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from awards.models import Grant
from core import clock
from tests.factories.awards import make_award, make_grant
from tests.factories.units import make_province
from tests.views.counting import asked, plan
from tests.views.test_indexes import work

SHORT = os.environ.get("PROOF", "short") == "short"
SIZES = (5_000, 20_000) if SHORT else (10_000, 1_000_000)
TIMES = 5 if SHORT else 40
FAMILIES = ("ly", "lo", "vu", "ha", "an", "giang", "nong", "hoang")
#: What is typed, and how often a line in it is met: always, one of so many lines, so many lines, never.
TYPED = ("y ty", "l", "ly", "ly seo", "qd", "vu nguoi 77", "thiep", "hiem 3", "khong co ai")
RARE = 20  # lines with "thiep", the oldest

NUMBERS = """
    WITH RECURSIVE numbers(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM numbers WHERE n < %s),
    family(f, word) AS (VALUES {families})
    INSERT INTO awards_grant ({columns}) SELECT {values} FROM awards_grant
    JOIN numbers ON 1 = 1 JOIN family ON f = n %% {count} WHERE awards_grant.id = %s
"""


def fill(pattern: Grant, have: int, want: int) -> None:
    """Write lines like the pattern, a hundred a day into the past, each with a name and a number."""
    days = {
        "postgresql": "(decision_on - n / 100)",
        "sqlite": "date(decision_on, '-' || (n / 100) || ' days')",
    }
    name = "word || ' seo nguoi ' || n"
    name += f" || CASE WHEN n < {RARE} THEN ' thiep' WHEN n < {2 * RARE} THEN ' hiem' ELSE '' END"
    own = {
        "code": "'C' || n",
        "decision_no": "(n / 50) || '/QD'",
        "decision_on": days[connection.vendor].replace("n /", f"({SIZES[1]} - n) /"),
        "folded": f"{name} || ' xa y ty ' || (n / 50) || ' qd'",
        "recipient_name": name,
        "register_no": "n + 1000",
    }
    names = [field.column for field in Grant._meta.concrete_fields if field.name != "id"]
    sql = NUMBERS.format(
        families=", ".join(f"({place}, '{word}')" for place, word in enumerate(FAMILIES)),
        columns=", ".join(names),
        values=", ".join(own.get(column, column) for column in names),
        count=len(FAMILIES),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [have, want - 1, pattern.pk])
        cursor.execute("ANALYZE")


def costs(client, address: str, typed: str) -> tuple[int, float, list]:
    """Return the work of the page, its slow time of many (the 95th of 100), and what it read of the book."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        client.get(address, {"q": typed})
        times.append(time.perf_counter() - begun)
    with asked() as statements:
        client.get(address, {"q": typed})
    mine = [one for one in statements.statements if "awards_grant" in one[0]]
    return sum(map(work, mine)), sorted(times)[int(0.95 * TIMES)], mine


@pytest.fixture
def book(db):
    """One line, as an action writes it, in the newest day."""
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield make_grant(make_award(), make_province().commune, recipient_name="Giàng Thị Chứ")


def test_a_search_costs_the_same_in_a_long_book(book, client):
    address, found, have = reverse("awards:register"), [], 0
    for size in SIZES:
        fill(book, have, size)
        have = size
        found.append({typed: costs(client, address, typed) for typed in TYPED})
    short, long = found
    for typed in TYPED:
        print(
            f"{connection.vendor} {typed!r}: {short[typed][0]} -> {long[typed][0]} read,"
            f" {1000 * short[typed][1]:.1f} -> {1000 * long[typed][1]:.1f} ms"
        )
    for statement in long["thiep"][2]:
        print(plan(*statement))
    texts = "\n".join(plan(*statement) for typed in TYPED for statement in long[typed][2]) + "\n"
    scan = {"postgresql": r"Seq Scan on awards_grant\b", "sqlite": r"SCAN awards_grant\n"}[connection.vendor]
    assert re.search(scan, texts) is None
    if SHORT:
        assert {typed: long[typed][0] <= 1.3 * short[typed][0] + 200 for typed in TYPED} == dict.fromkeys(
            TYPED, True
        )
    else:
        slow = [max(one[typed][1] for typed in TYPED) for one in found]
        print(f"{connection.vendor}, slowest search: {1000 * slow[0]:.1f} -> {1000 * slow[1]:.1f} ms")
        assert slow[1] <= 1.3 * slow[0]


def test_what_is_found_among_many(book, client):
    fill(book, 0, SIZES[0])
    address = reverse("awards:register")

    def told(typed):
        page = client.get(address, {"q": typed}).context["page"]
        return len(page.rows), page.total, page.total_text

    assert told("ly") == (50, 51, "hơn 50 kết quả")
    assert told("thiep") == (RARE, RARE, "20 kết quả")
    assert told("ly seo nguoi thiep") == (3, 3, "3 kết quả")
    assert told("khong co ai") == (0, 0, "0 kết quả")
    second = client.get(address, {"q": "ly"}).context["page"].next_cursor
    rows = client.get(address, {"q": "ly", "trang": second}).context["page"].rows
    assert [row.recipient_name.split()[0] for row in rows] == ["ly"] * 50


def test_the_index_follows_the_book(book, client):
    """A line that is changed is found by its new words alone, on either database."""
    fill(book, 0, SIZES[0])
    address, line = reverse("awards:register"), Grant.objects.get(code="C7")
    Grant.objects.filter(pk=line.pk).update(folded="moi hoan toan")
    found = [len(client.get(address, {"q": typed}).context["page"].rows) for typed in ("thiep", "moi hoan")]
    assert found == [RARE - 1, 1]
    line.delete()
    assert client.get(address, {"q": "moi hoan"}).context["page"].rows == []
