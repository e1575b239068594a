"""What stands in the address of a list: days, units, and whatever else somebody types there."""

import re

import pytest

from tests.factories.units import make_unit
from tests.reports.conftest import client_of

LISTS = ["/bao-cao/khen-thuong/", "/bao-cao/ho-so/"]
BOUNDS = "Ghi ngày trong khoảng từ 01/01/2001 đến 31/12/2099."


def errors(text: str) -> list[str]:
    return re.findall(r'class="field-error mb-0">.*?<span>(.*?)</span>', text, re.DOTALL)


def lines(text: str) -> int:
    return text.count('<tr><th scope="row">')


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/12/2000", "01/01/2100"])
@pytest.mark.parametrize("name", ["tu", "den"])
def test_a_day_out_of_bounds_is_refused_at_its_field(full, page, day, name):
    client = client_of(full.officer)
    answer = client.get(page, {name: day})
    assert (answer.status_code, errors(answer.text), lines(answer.text)) == (200, [BOUNDS], 0)
    assert client.get(page, {name: day, "xuat": "xlsx"}).status_code == 200


@pytest.mark.parametrize("page", LISTS)
def test_what_is_no_day_is_refused_at_its_field(full, page):
    answer = client_of(full.officer).get(page, {"tu": "hôm qua"})
    assert errors(answer.text) == ["Ghi ngày dạng ngày/tháng/năm, ví dụ 05/02/2027."]
    assert lines(answer.text) == 0


def test_the_first_and_the_last_day_are_taken(full):
    answer = client_of(full.officer).get(LISTS[0], {"tu": "01/01/2001", "den": "31/12/2099"})
    assert (errors(answer.text), lines(answer.text)) == ([], len(full.grants))


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("unit", ["abc", "0", "999999999", "-1", "1.5", "9" * 30])
def test_a_unit_that_is_none_is_not_found(full, page, unit):
    for asked in ({"don_vi": unit}, {"don_vi": unit, "xuat": "xlsx"}):
        assert client_of(full.officer).get(page, asked).status_code == 404


@pytest.mark.parametrize("page", LISTS)
def test_a_unit_out_of_reach_is_not_found(full, page):
    elsewhere = make_unit("Tỉnh khác", kind="PROVINCE")
    client = client_of(full.officer)
    assert client.get(page, {"don_vi": elsewhere.pk}).status_code == 404
    assert client.get(page, {"don_vi": full.stage.province.commune.pk}).status_code == 200


def test_the_province_itself_is_named_without_the_units_below(full):
    province = full.stage.province.province
    text = client_of(full.leader).get(LISTS[0], {"don_vi": province.pk}).text
    assert lines(text) == 1
    assert re.search(r'<p class="sub">(.*?) · ', text)[1] == f"{province}, không kể đơn vị bên dưới"
