"""Paging by key: every row exactly once, there and back, whatever the ties."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core import paging
from core.models import StoredFile
from core.paging import page_by_key
from tests.factories.units import make_person, make_unit
from units.models import Person

MOMENT = datetime(2026, 11, 23, 3, 42, 5, 123_456, tzinfo=UTC)
ORDERS = ["size", "-size", "created_at", "-created_at", "name", "-name"]


def make_files(count: int, *, ties: int = 4) -> list[StoredFile]:
    """Rows whose sort columns come in groups of `ties` equal values."""
    rows = [
        StoredFile(
            key=UUID(int=number),
            name=f"tệp {(number * 7 % count) // ties}",
            content_type="text/plain",
            size=(number * 5 % count) // ties,
            sha256="",
            created_at=MOMENT + timedelta(microseconds=(number * 3 % count) // ties),
        )
        for number in range(count)
    ]
    return StoredFile.objects.bulk_create(rows)


def walk(order: str, size: int, *, limit: int = 50) -> list[paging.Page]:
    """All pages from the first to the last."""
    pages = [page_by_key(StoredFile.objects.all(), order=order, size=size)]
    while pages[-1].next_cursor and len(pages) < limit:
        pages.append(
            page_by_key(StoredFile.objects.all(), order=order, cursor=pages[-1].next_cursor, size=size)
        )
    return pages


def ids(page: paging.Page) -> list[int]:
    return [row.pk for row in page.rows]


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("count", "size"), [(23, 5), (20, 5), (7, 1), (3, 5)])
def test_going_on_shows_every_row_once_in_order(order, count, size):
    make_files(count)
    pages = walk(order, size)
    sign = "-" if order.startswith("-") else ""
    wanted = list(StoredFile.objects.order_by(order, f"{sign}id").values_list("id", flat=True))
    assert [pk for page in pages for pk in ids(page)] == wanted
    assert [len(page.rows) for page in pages] == [size] * (count // size) + [count % size] * (
        count % size > 0
    )


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", [23, 20])
def test_previous_comes_back(order, count):
    make_files(count)
    pages = walk(order, 5)
    back, cursor = [], pages[-1].previous_cursor
    while cursor and len(back) < 50:
        page = page_by_key(StoredFile.objects.all(), order=order, cursor=cursor, size=5)
        back.append(ids(page))
        cursor = page.previous_cursor
    assert back == [ids(page) for page in reversed(pages[:-1])]


@pytest.mark.django_db
def test_the_ends_have_no_further_page():
    make_files(10)
    first, last = walk("size", 5)
    assert [first.previous_cursor, last.next_cursor] == ["", ""]
    again = page_by_key(StoredFile.objects.all(), order="size", cursor=last.previous_cursor, size=5)
    assert (ids(again), again.previous_cursor) == (ids(first), "")
    assert ids(page_by_key(StoredFile.objects.all(), order="size", cursor=again.next_cursor, size=5)) == ids(
        last
    )


@pytest.mark.django_db
def test_an_empty_list_is_one_empty_page():
    page = page_by_key(StoredFile.objects.all(), order="size")
    assert (page.rows, page.next_cursor, page.previous_cursor, page.total_text) == ([], "", "", "0 kết quả")


@pytest.mark.django_db
def test_rows_added_meanwhile_shift_nothing():
    """The reason not to use OFFSET: new first rows do not push old ones onto the next page."""
    make_files(10)
    first = page_by_key(StoredFile.objects.all(), order="-created_at", size=5)
    StoredFile.objects.create(
        key=UUID(int=99), name="mới", content_type="", size=0, sha256="", created_at=MOMENT + timedelta(1)
    )
    second = page_by_key(StoredFile.objects.all(), order="-created_at", cursor=first.next_cursor, size=5)
    wanted = StoredFile.objects.exclude(name="mới").order_by("-created_at", "-id")
    assert ids(first) + ids(second) == list(wanted.values_list("id", flat=True))


@pytest.mark.django_db
def test_names_page_in_vietnamese_order():
    unit = make_unit()
    names = ["Đức", "An", "Ấn", "Ăn", "Dung", "Ơn", "Oanh", "An", "Ẩn"]
    for name in names:
        make_person(unit, name)
    seen, cursor = [], ""
    for _ in range(3):
        page = page_by_key(Person.objects.all(), order="full_name", cursor=cursor, size=3)
        seen += [row.full_name for row in page.rows]
        cursor = page.next_cursor
    assert (seen, cursor) == (["An", "An", "Ăn", "Ẩn", "Ấn", "Dung", "Đức", "Oanh", "Ơn"], "")


def forged(values, salt: str) -> str:
    return signing.dumps(values, salt=salt)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "damage",
    [
        lambda good: good[:-1],
        lambda good: good[1:],
        lambda good: good + "x",
        lambda good: good.swapcase(),
        lambda good: "x",
        lambda good: "\x00",
        lambda good: "é",
        lambda good: "W2ZhbHNlLCAiMSIsIDFd",  # [false, "1", 1] without a seal
        lambda good: forged([False, "1", 1], "another page"),
        lambda good: page_by_key(StoredFile.objects.all(), order="name", size=2).next_cursor,
        lambda good: page_by_key(Person.objects.all(), order="full_name", size=2).next_cursor,
    ],
)
def test_a_damaged_or_foreign_cursor_is_not_found(damage):
    make_files(5)
    unit = make_unit()
    for name in ("An", "Ba", "Chi"):
        make_person(unit, name)
    good = page_by_key(StoredFile.objects.all(), order="size", size=2).next_cursor
    assert len(page_by_key(StoredFile.objects.all(), order="size", cursor=good, size=2).rows) == 2
    with pytest.raises(Http404):
        page_by_key(StoredFile.objects.all(), order="size", cursor=damage(good), size=2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limit", "total", "text"),
    [
        (10_000, 12, "12 kết quả"),
        (12, 12, "12 kết quả"),
        (11, 12, "hơn 10.000 kết quả"),
        (5, 6, "hơn 10.000 kết quả"),
    ],
)
def test_more_than_the_limit_is_said_without_counting_on(monkeypatch, limit, total, text):
    make_files(12)
    monkeypatch.setattr(paging, "COUNT_LIMIT", limit)
    page = page_by_key(StoredFile.objects.all(), order="size", size=3)
    assert (page.total, page.total_text) == (total, text)


def test_thousands_are_grouped():
    assert [paging._total_text(number) for number in (999, 1_000, 10_000, 10_001)] == [
        "999 kết quả",
        "1.000 kết quả",
        "10.000 kết quả",
        "hơn 10.000 kết quả",
    ]


@pytest.mark.django_db
def test_no_page_is_reached_by_counting_over_rows():
    make_files(60)
    pages = walk("size", 5)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page_by_key(StoredFile.objects.all(), order="size", cursor=pages[-2].next_cursor, size=5)
    assert [len(queries), [" OFFSET " in query["sql"] for query in queries]] == [2, [False, False]]


class AnyRows(TestCase):
    """Whatever the values, sizes and direction: each row once, and back again."""

    @given(
        sizes=st.lists(st.integers(0, 3), min_size=1, max_size=14),
        size=st.integers(1, 5),
        order=st.sampled_from(["size", "-size"]),
    )
    def test_there_and_back(self, sizes, size, order):
        StoredFile.objects.all().delete()
        StoredFile.objects.bulk_create(
            StoredFile(key=UUID(int=n), name="", content_type="", size=value, sha256="", created_at=MOMENT)
            for n, value in enumerate(sizes)
        )
        pages = walk(order, size)
        there = [pk for page in pages for pk in ids(page)]
        sign = "-" if order.startswith("-") else ""
        assert there == list(StoredFile.objects.order_by(order, f"{sign}id").values_list("id", flat=True))
        back, cursor = ids(pages[-1]), pages[-1].previous_cursor
        while cursor and len(back) < 50:
            page = page_by_key(StoredFile.objects.all(), order=order, cursor=cursor, size=size)
            back = ids(page) + back
            cursor = page.previous_cursor
        assert back == there
