"""The page "Cần xác nhận": what it shows, what it keeps, what it costs."""

import pytest
from django.urls import reverse

from awards import reference
from awards.confirm import actions
from awards.models import BaseSalary, Confirmation
from core import clock, formkeys
from tests.access.world import NOW, open_round
from tests.awards.confirm.waiting import confirm, make_waiting, seen_of, typed_of
from tests.awards.known import client_of, exported, missing_from
from tests.factories.awards import make_award, make_route
from tests.factories.nominations import make_submitted
from tests.views.counting import asked

pytestmark = pytest.mark.django_db

PAGE = reverse("awards:rule_list")


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_waiting()


def sent(world, register="luong-co-so", row="base", part="", **changes) -> dict:
    row = getattr(world, row)
    letter = {"document_no": "12/QĐ-UBND", "document_on": "02/11/2026"}
    form = {formkeys.FIELD: formkeys.new_key(), "part": part, "seen": seen_of(register, row, part)}
    return typed_of(register, row, part) | letter | form | changes


def address(deed: str, register: str, row) -> str:
    return reverse(f"awards:rule_{deed}", args=[register, row.pk])


def test_value_source_and_what_follows(world):
    text = client_of(world, "officer").get(PAGE)
    shown = [
        "Điều kiện của tiêu chuẩn",
        "CSTĐCS, số lần: 3",
        "Điều 74",
        "trước đó cổng chỉ nhắc",
        "Gửi đề xuất",
    ]
    assert missing_from(text, *shown) == []
    assert missing_from(text, "Xác nhận hoặc sửa") == ["Xác nhận hoặc sửa"]
    page = client_of(world, "office_head").get(f"{PAGE}?so=tuyen-xet")
    assert missing_from(page, "8/10 tổng số thành viên", "Xác nhận hoặc sửa", "Phiên họp triệu tập") == []
    assert missing_from(client_of(world, "director").get(PAGE), "<textarea") == ["<textarea"]


def test_where_a_rule_is_used(world):
    round_ = open_round(world, awards=[(world.paper.pk, None)])
    make_submitted(world.actors["editor"], round_)
    page = client_of(world, "officer").get(PAGE)
    assert missing_from(page, "1 hồ sơ đang xét dùng quy định này") == []


def test_confirming_in_one_line(world):
    client = client_of(world, "office_head")
    data = sent(world, amount="2600000")
    answer = client.post(address("confirm", "luong-co-so", world.base), data)
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?so=luong-co-so")
    assert client.post(address("confirm", "luong-co-so", world.base), data)["Location"] == answer["Location"]
    assert BaseSalary.objects.get().amount == 2_600_000
    page = client.get(reverse("awards:rules_confirmed"))
    assert missing_from(page, "2530000 → 2600000", "12/QĐ-UBND ngày 02/11/2026", "Người office_head") == []
    rows = exported(client.get(reverse("awards:rules_confirmed"), {"xuat": "xlsx"}))
    assert rows[1] == [
        *("Lương cơ sở từ 01/07/2026", "2530000; 10000", "2600000; 10000"),
        *("12/QĐ-UBND", "02/11/2026", "Người office_head"),
    ]
    again = client.post(
        address("confirm", "luong-co-so", world.base), data | {formkeys.FIELD: formkeys.new_key()}
    )
    assert again.status_code == 409


def test_what_was_typed_stays(world):
    client = client_of(world, "officer")
    data = sent(world, amount="hai triệu", document_no="", document_on="31/02/2026")
    answer = client.post(address("draft", "luong-co-so", world.base), data)
    shown = ['value="hai triệu"', "Mức (đồng): ghi số nguyên từ 1 trở lên.", "<details", " open>"]
    shown += ["Ghi số, ký hiệu văn bản xác nhận.", "Ghi ngày của văn bản xác nhận.", 'value="31/02/2026"']
    assert (answer.status_code, missing_from(answer, *shown)) == (422, [])
    assert Confirmation.objects.count() == 0


def test_a_proposal_is_shown_to_the_head(world):
    confirm(world.actors["officer"], "luong-co-so", world.base, deed=actions.draft, amount=2_600_000)
    page = client_of(world, "office_head").get(f"{PAGE}?so=luong-co-so&loc=cho-duyet")
    shown = ["Người officer đề xuất", "Mức (đồng) 2600000", 'value="12/QĐ-UBND"', 'value="2600000"']
    assert missing_from(page, *shown) == []
    assert len(page.context["lines"]) == 1
    empty = client_of(world, "office_head").get(f"{PAGE}?so=tuyen-xet&loc=cho-duyet")
    assert (len(empty.context["lines"]), missing_from(empty, "Không còn gì chờ")) == (0, [])


def test_unknown_rules_are_not_there(world):
    client = client_of(world, "office_head")
    for code, pk in (("khong-co", world.base.pk), ("luong-co-so", 10**9)):
        data = sent(world)
        assert client.post(reverse("awards:rule_confirm", args=[code, pk]), data).status_code == 404
    data = sent(world) | {"part": "KHONG_CO"}
    assert client.post(address("confirm", "luong-co-so", world.base), data).status_code == 409
    assert client.get(f"{PAGE}?so=khong-co").context["register"].code == "dieu-kien"


def test_all_of_it_as_a_file(world):
    rows = exported(client_of(world, "officer").get(PAGE, {"xuat": "xlsx"}))
    assert rows[0][:3] == ["Sổ", "Quy định", "Giá trị đang dùng"]
    assert ["Lương cơ sở", "Lương cơ sở từ 01/07/2026"] in [row[:2] for row in rows]
    assert sum(row[0] == "Điều kiện của tiêu chuẩn" for row in rows) == 3


def test_the_whole_reference_fits_on_pages(world):
    """Every register of the loaded catalogue, page by page, shows each of its rules once."""
    reference.load()
    client, seen = client_of(world, "officer"), {}
    for register, number in client.get(PAGE).context["counts"]:
        found, query = [], {"so": register.code}
        while True:
            page = client.get(PAGE, query)
            found += [shown["line"].item.key for shown in page.context["lines"]]
            cursor = page.context["page"].next_cursor
            if not cursor:
                break
            query["trang"] = cursor
        seen[register.code] = (len(found), len(set(found)) == number == len(found))
    assert {code for code, (_, whole) in seen.items() if not whole} == set()
    assert seen["dieu-kien"][0] > 300


@pytest.mark.parametrize("role", ["officer", "office_head"])
def test_it_costs_the_same_for_one_and_for_three(world, role):
    client = client_of(world, role)

    def cost():
        with asked() as statements:
            answer = client.get(f"{PAGE}?so=tuyen-xet")
        return len(answer.context["lines"]), len(statements)

    confirm(world.actors["officer"], "tuyen-xet", world.route, deed=actions.draft)
    first = cost()
    for code in ("X", "Y"):
        route = make_route(make_award(code))
        confirm(world.actors["officer"], "tuyen-xet", route, deed=actions.draft)
    assert (first[0], cost()) == (1, (3, first[1]))
