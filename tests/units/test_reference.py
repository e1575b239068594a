"""The units that the portal starts with."""

from collections import Counter

import pytest

from units import reference
from units.models import OrgUnit

pytestmark = pytest.mark.django_db


def test_second_run_changes_nothing():
    first = reference.load()
    rows = list(OrgUnit.objects.order_by("pk").values())
    second = reference.load()
    assert (first.created, first.changed, first.unchanged) == (845, 0, 0)
    assert (second.created, second.changed, second.unchanged) == (0, 0, 845)
    assert str(second) == "845 dòng, không có gì thay đổi"
    assert list(OrgUnit.objects.order_by("pk").values()) == rows


def test_a_wrong_name_is_put_right():
    reference.load()
    OrgUnit.objects.filter(code="02701", valid_to=None).update(name="Xã Ý Tý", phone="0214 3800 000")
    assert reference.load() == reference.Loaded(created=0, changed=1, unchanged=844)
    unit = OrgUnit.objects.get(code="02701", valid_to=None)
    assert (unit.name, unit.phone) == ("Xã Y Tý", "0214 3800 000")


def test_the_province_of_2025():
    reference.load()
    kinds = Counter(OrgUnit.objects.filter(valid_to=None).values_list("kind", flat=True))
    assert kinds == {
        "PROVINCE": 1,
        "DEPARTMENT": 14,
        "OTHER": 4,
        "MASS_ORG": 1,
        "OFFICE": 1,
        "COMMUNE": 89,
        "WARD": 10,
    }


def test_names_of_a_commune_and_a_ward():
    reference.load()
    names = OrgUnit.objects.filter(code__in=["02701", "03006"], valid_to=None).order_by("code")
    assert list(names.values_list("name", "body_name", "document_name", "place_name", "folded")) == [
        ("Xã Y Tý", "UBND xã Y Tý", "ỦY BAN NHÂN DÂN XÃ Y TÝ", "Y Tý", "ubnd xa y ty 02701"),
        (
            "Phường Sa Pa",
            "UBND phường Sa Pa",
            "ỦY BAN NHÂN DÂN PHƯỜNG SA PA",
            "Sa Pa",
            "ubnd phuong sa pa 03006",
        ),
    ]


def test_everything_hangs_under_the_province():
    reference.load()
    province = OrgUnit.objects.get(code="15", valid_to=None)
    office = OrgUnit.objects.get(code="SNV-TDKT")
    assert OrgUnit.objects.below(province.path).count() == 120
    assert office.path == f"{province.pk:04d}.{office.parent.pk:04d}.{office.pk:04d}."
    assert (office.parent.code, office.parent.standing_for) == ("SNV", province)
