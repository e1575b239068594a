"""The units before the merger, and which unit carries on for which."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count

from tests.factories.units import make_actor, make_province, make_succession, make_unit
from units import reference
from units.models import AreaFlag, OrgSuccession, OrgUnit, UnitKind
from units.queries import Ancestor, area_kinds, lineage

pytestmark = pytest.mark.django_db

MERGER = date(2025, 7, 1)


@pytest.fixture
def loaded(db):
    reference.load()


def test_the_old_provinces(loaded):
    kinds = Counter(OrgUnit.objects.filter(valid_to__isnull=False).values_list("kind", flat=True))
    assert kinds == {"PROVINCE": 2, "DISTRICT": 18, "COMMUNE": 273, "WARD": 28, "TOWN": 19}


def test_all_319_old_communes_lead_to_one_of_the_99(loaded):
    new = OrgUnit.objects.filter(level="COMMUNE", valid_to=None)
    old = OrgUnit.objects.filter(level="COMMUNE", valid_to=MERGER)
    assert (new.count(), old.count()) == (99, 319)
    lead = old.annotate(ways=Count("successions")).filter(ways=1, successions__new__in=new)
    assert lead.count() == 319
    assert set(new.values_list("pk", flat=True)) == set(lead.values_list("successions__new", flat=True))
    shares = OrgSuccession.objects.filter(old__in=old).values_list("share", "on", "confirmed").distinct()
    assert list(shares) == [(1, MERGER, True)]


def test_names_that_clash_go_to_different_units(loaded):
    old = OrgUnit.objects.filter(name__in=["Phường Nam Cường", "Xã Thanh Bình"], valid_to=MERGER)
    assert [
        (unit.parent.name, unit.name, unit.successions.get().new.name) for unit in old.order_by("code")
    ] == [
        ("Thành phố Lào Cai", "Phường Nam Cường", "Phường Cam Đường"),
        ("Huyện Mường Khương", "Xã Thanh Bình", "Xã Mường Khương"),
        ("Thị xã Sa Pa", "Xã Thanh Bình", "Xã Bản Hồ"),
        ("Thành phố Yên Bái", "Phường Nam Cường", "Phường Nam Cường"),
    ]


def test_ta_chai_waits_for_confirmation(loaded):
    gone = OrgUnit.objects.get(code="02872")
    assert (gone.is_confirmed, gone.valid_to, gone.successions.count()) == (False, date(2025, 1, 1), 0)


def test_a_name_spelled_twice_is_not_confirmed(loaded):
    old = OrgUnit.objects.filter(valid_to__isnull=False, is_confirmed=False)
    assert old.count() == 10  # nine spellings and Tà Chải


def test_old_units_hang_under_their_old_province(loaded):
    province = OrgUnit.objects.get(kind="PROVINCE", valid_to=None)
    assert OrgUnit.objects.below(province.path).filter(valid_to__isnull=False).count() == 0
    assert [unit.name for unit in OrgUnit.objects.filter(kind="PROVINCE").order_by("pk")] == [
        "Tỉnh Lào Cai",
        "Tỉnh Lào Cai",
        "Tỉnh Yên Bái",
    ]


def test_names_of_a_town(loaded):
    town = OrgUnit.objects.get(code="02683", kind=UnitKind.TOWN)
    names = (town.name, town.body_name, town.document_name, town.place_name)
    assert names == (
        "Thị trấn Bát Xát",
        "UBND thị trấn Bát Xát",
        "ỦY BAN NHÂN DÂN THỊ TRẤN BÁT XÁT",
        "Bát Xát",
    )


def test_nine_communes_on_the_border_wait_for_confirmation(loaded):
    flags = AreaFlag.objects.filter(kind="BORDER", confirmed=False)
    assert sorted(flags.values_list("unit__name", flat=True)) == sorted(
        [
            *("Xã Y Tý", "Xã A Mú Sung", "Xã Trịnh Tường", "Xã Bát Xát", "Phường Lào Cai"),
            *("Xã Bản Lầu", "Xã Mường Khương", "Xã Pha Long", "Xã Si Ma Cai"),
        ]
    )
    unit = OrgUnit.objects.get(code="02701", valid_to=None)
    assert area_kinds([unit.pk], MERGER) == {unit.pk: {"BORDER"}}
    assert area_kinds([unit.pk], date(2025, 6, 30)) == {unit.pk: set()}


def test_lineage_follows_every_merger():
    first, renamed, other, merged, stranger = (make_unit(name) for name in "ABCDE")
    make_succession(first, renamed)
    make_succession(renamed, merged)
    make_succession(other, merged)
    assert lineage([merged.pk, renamed.pk, stranger.pk]) == {
        merged.pk: [
            Ancestor(merged.pk, True),
            Ancestor(renamed.pk, False),
            Ancestor(other.pk, False),
            Ancestor(first.pk, False),
        ],
        renamed.pk: [Ancestor(renamed.pk, True), Ancestor(first.pk, True)],
        stranger.pk: [Ancestor(stranger.pk, True)],
    }


def test_a_part_of_a_unit_is_not_the_unit():
    old, new = make_unit("A"), make_unit("B")
    make_succession(old, new, share="0.5")
    assert lineage([new.pk])[new.pk] == [Ancestor(new.pk, True), Ancestor(old.pk, False)]


def test_a_circle_ends():
    one, two = make_unit("A"), make_unit("B")
    make_succession(one, two)
    make_succession(two, one)
    assert lineage([one.pk])[one.pk] == [Ancestor(one.pk, True), Ancestor(two.pk, True)]


def test_lineage_costs_the_same_for_one_and_for_three(django_assert_num_queries):
    new = [make_unit(name) for name in "ABC"]
    for unit in new:
        make_succession(make_unit("cũ"), unit)
    with django_assert_num_queries(2):
        lineage([new[0].pk])
    with django_assert_num_queries(2):
        lineage([unit.pk for unit in new])


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"share": "1"}, None),
        ({"share": "0"}, "succession_share_in_range"),
        ({"share": "1.5"}, "succession_share_in_range"),
    ],
)
def test_what_the_database_refuses_of_successions(change, constraint):
    row = make_succession(make_unit("A"), make_unit("B"))
    assert _refusal(OrgSuccession, row, change, constraint)


def test_nobody_succeeds_himself():
    unit = make_unit("A")
    with pytest.raises(IntegrityError, match="succession_of_two"), transaction.atomic():
        make_succession(unit, unit)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"valid_to": date(2026, 1, 1)}, None),
        ({"valid_to": MERGER}, "area_flag_period_in_order"),
        ({"kind": "SEA"}, "area_kind_known"),
    ],
)
def test_what_the_database_refuses_of_areas(change, constraint):
    row = AreaFlag.objects.create(unit=make_unit("A"), kind="BORDER", valid_from=MERGER, legal_basis="QĐ")
    assert _refusal(AreaFlag, row, change, constraint)


def test_who_reads_them():
    world = make_province()
    make_succession(make_unit("A"), world.commune)
    AreaFlag.objects.create(unit=world.commune, kind="BORDER", valid_from=MERGER, legal_basis="QĐ")
    actor = make_actor(world.commune)
    counts = [model.visible_to(who).count() for model in (OrgSuccession, AreaFlag) for who in (actor, None)]
    assert counts == [1, 0, 1, 0]


def _refusal(model, row, change, constraint) -> bool:
    """Whether the database answers a change as it should: with this constraint, or not at all."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**change)
    except IntegrityError as error:
        return constraint is not None and constraint in str(error)
    return constraint is None
