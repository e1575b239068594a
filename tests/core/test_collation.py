"""Names sort alike on both databases: the same list is asked of each in its own lane."""

import random

import pytest
from django.db import connection

from core.collation import sort_key
from tests.factories.units import make_person, make_unit
from units.models import Person

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "An",
    "Án",
    "Anh",
    "Ăn",
    "Âm",
    "Ẩn",
    "Ấn",
    "Chảo Láo Lở",
    "Chảo Mẩy",
    "Dung",
    "Dũng",
    "Đào",
    "Đức",
    "Giàng A Sử",
    "Giàng Thị Mẩy",
    "H'Mai",
    "Hoa",
    "Hoà",
    "Hòa",
    "Lò Văn Ơn",
    "Lý - Seo",
    "Lý Seo Sì",
    "Lý Thị Mai",
    "Oanh",
    "Ông",
    "Ơn",
    "Tao Thị É",
    "Ùng",
    "Ưng",
    "Vàng Thị Lan",
    "Vàng Thị Lân",
    "Ý",
    "Yên",
]


def sorted_by_database(names: list[str]) -> list[str]:
    unit = make_unit()
    for name in names:
        make_person(unit, name)
    return list(Person.objects.order_by("full_name").values_list("full_name", flat=True))


def test_the_same_names_in_the_same_order():
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert mixed != IN_ORDER
    assert sorted_by_database(mixed) == IN_ORDER


def test_byte_order_would_differ():
    names = ["Ăn", "An", "Đức", "Dung", "Oanh", "Ơn"]
    assert sorted(names) == ["An", "Dung", "Oanh", "Ăn", "Đức", "Ơn"]
    assert sorted_by_database(names) == ["An", "Ăn", "Dung", "Đức", "Oanh", "Ơn"]


def test_small_letters_stand_before_capital_ones():
    assert sorted_by_database(["Oanh", "oanh", "OANH"]) == ["oanh", "Oanh", "OANH"]


def test_comparisons_follow_the_same_order():
    """Paging by key asks `full_name > x`; that must be the order of the list."""
    names = sorted_by_database(IN_ORDER)
    later = Person.objects.filter(full_name__gt="Đức").order_by("full_name")
    assert list(later.values_list("full_name", flat=True)) == names[names.index("Đức") + 1 :]


LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"


@pytest.mark.postgres
def test_any_vietnamese_text_sorts_alike():
    """What SQLite sorts by (`sort_key`) is what PostgreSQL's ICU does, over random texts."""
    chance = random.Random(2026)
    alphabet = LETTERS + LETTERS.upper() + "0123456789" + " -'.,()/&\"’" * 3
    texts = ["".join(chance.choices(alphabet, k=chance.randint(1, 6))) for _ in range(3000)]
    with connection.cursor() as cursor:
        cursor.execute('SELECT t FROM unnest(%s) t ORDER BY t COLLATE "tieng_viet"', [texts])
        assert [row[0] for row in cursor.fetchall()] == sorted(texts, key=sort_key)
