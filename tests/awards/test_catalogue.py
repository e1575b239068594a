"""The catalogue of titles and commendations."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from awards import reference
from awards.models import AwardType
from tests.factories.awards import make_award
from tests.factories.units import make_actor, make_province

pytestmark = pytest.mark.django_db

CODES = [
    *("LDTT", "CSTDCS", "CSTDT", "CSTDTQ", "TTLDTT", "TTLDXS", "CTDT", "CTDCP", "XPTB", "TVH", "GDVH"),
    *("GK", "GKX", "BKT", "BKTTG", "HCLD3", "HCLD2", "HCLD1", "HCDL3", "HCDL2", "HCDL1", "DHVD", "KNC"),
]


def test_second_run_changes_nothing():
    first = reference.load()
    rows = list(AwardType.objects.order_by("pk").values())
    second = reference.load()
    assert (first.created, first.changed, first.unchanged) == (191, 0, 0)
    assert (second.created, second.changed, second.unchanged) == (0, 0, 191)
    assert list(AwardType.objects.order_by("pk").values()) == rows


def test_a_changed_number_is_put_right():
    reference.load()
    AwardType.objects.filter(code="BKT").update(coefficient_individual=Decimal("2"))
    second = reference.load()
    assert (second.created, second.changed, second.unchanged) == (0, 1, 190)
    assert AwardType.objects.get(code="BKT").coefficient_individual == Decimal("1.5")


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 24)])
def test_every_award_has_one_row_on_each_day(day):
    reference.load()
    assert list(AwardType.objects.valid_on(day).order_by("order").values_list("code", flat=True)) == CODES


def test_who_decides_changes_with_the_end_of_the_districts():
    reference.load()

    def decides(day):
        return AwardType.objects.valid_on(day).get(code="TVH").decided_by

    assert decides(date(2025, 6, 30)) == "Chủ tịch UBND huyện, thị xã, thành phố"
    assert decides(date(2025, 7, 1)) == "Chủ tịch UBND xã, phường"


def test_only_what_was_seen_is_confirmed():
    reference.load()
    assert list(AwardType.objects.filter(is_standard_confirmed=True).values_list("code", flat=True)) == [
        "LDTT"
    ]
    assert AwardType.objects.filter(is_coefficient_confirmed=True).count() == 0


def test_two_awards_are_in_use():
    reference.load()
    in_use = AwardType.objects.filter(in_use=True).order_by("order")
    assert [(award.code, award.name, award.recipient_labels) for award in in_use] == [
        ("CSTDT", "Chiến sĩ thi đua cấp tỉnh", ["Cá nhân"]),
        ("BKT", "Bằng khen của Chủ tịch UBND tỉnh", ["Cá nhân", "Tập thể", "Hộ gia đình"]),
    ]


def test_a_collective_is_paid_twice_where_both_are():
    reference.load()
    both = AwardType.objects.filter(
        coefficient_individual__isnull=False, coefficient_collective__isnull=False
    )
    assert both.count() == 12
    assert [row.code for row in both if row.coefficient_collective != 2 * row.coefficient_individual] == []


def test_a_coefficient_stands_for_a_recipient_only():
    reference.load()
    wrong = [
        (award.code, recipient)
        for award in AwardType.objects.all()
        for recipient in ("INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD")
        if getattr(award, f"coefficient_{recipient.lower()}") is not None
        and recipient not in award.recipients
    ]
    assert wrong == []


def test_the_catalogue_is_read_by_all_who_act():
    make_award()
    assert AwardType.visible_to(make_actor(make_province().commune)).count() == 1
    assert AwardType.visible_to(None).count() == 0


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"valid_to": date(2024, 1, 2)}, None),
        ({"valid_to": date(2024, 1, 1)}, "award_period_in_order"),
        ({"kind": "MEDAL"}, "award_kind_known"),
        ({"level": "MOON"}, "award_level_known"),
    ],
)
def test_what_the_database_refuses(change, constraint):
    award = make_award()
    answer = None
    try:
        with transaction.atomic():
            AwardType.objects.filter(pk=award.pk).update(**change)
    except IntegrityError as error:
        answer = str(error)
    assert (answer is None) is (constraint is None)
    assert constraint is None or constraint in answer


def test_one_row_per_code_and_start():
    make_award("BKT")
    make_award("BKT", valid_from=date(2025, 7, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_award("BKT")
    assert AwardType.objects.count() == 2
