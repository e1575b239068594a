"""The pages of reorganisations: form, preview, confirmation, list, file."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from core import clock, formkeys
from tests.factories.reorganisation import make_plan, new_unit
from tests.factories.units import make_actor, make_membership, make_person, make_province, make_unit
from tests.views.counting import asked
from units.actions import draft_reorganisation
from units.models import OrgUnit, Reorganisation, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LIST = "/don-vi/sap-xep/"
TYPED = {
    "decree": "Nghị quyết số 12/NQ-HĐND",
    "decree_on": "12/06/2026",
    "effective_on": "01/07/2026",
    "old": "Xã Y Tý\nXã A Mú Sung",
    "name_0": "Xã Ngải Thầu",
    "body_name_0": "UBND xã Ngải Thầu",
    "document_name_0": "ỦY BAN NHÂN DÂN XÃ NGẢI THẦU",
    "place_name_0": "Ngải Thầu",
    "code_0": "09001",
    "symbol_0": "UBND",
    "kind_0": "COMMUNE",
    "parent_0": "Tỉnh Lào Cai",
}


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    with clock.at(NOW):
        yield made


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.admin.user)
    return client


def press(client, address, **values):
    return client.post(address, {formkeys.FIELD: formkeys.new_key()} | values)


def test_from_the_form_over_the_preview_to_the_deed(world, client):
    editor = make_membership(world.commune)
    make_person(world.commune)
    response = press(client, f"{LIST}lap/sap-nhap/", **TYPED)
    row = Reorganisation.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{row.pk}/")
    page = client.get(response["Location"])
    text = page.content.decode()
    assert "1 người chuyển về Xã Ngải Thầu." in text
    assert editor.user.full_name in text
    seen = page.context["situation"].seen
    assert press(client, f"{LIST}{row.pk}/xac-nhan/", seen=seen).status_code == 302
    new = OrgUnit.objects.get(code="09001")
    assert (new.document_name, new.parent) == ("ỦY BAN NHÂN DÂN XÃ NGẢI THẦU", world.province)
    done = client.get(f"{LIST}{row.pk}/").content.decode()
    assert "Đã thực hiện" in done
    assert f"/don-vi/{new.pk}/" in done


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"old": "Xã Y Tý\nXã Không Có"},
            "old",
            "Không có đơn vị nào đang hoạt động mang mã hoặc tên “Xã Không Có”",
        ),
        ({"old": ""}, "old", "Ghi mã hoặc tên đơn vị."),
        ({"document_name_0": ""}, "document_name_0", "Ghi tên trên văn bản."),
        ({"parent_0": ""}, "parent_0", "Ghi mã hoặc tên đơn vị cấp trên."),
        ({"decree": ""}, "decree", "Ghi loại, số và ký hiệu văn bản."),
        (
            {"effective_on": "01/06/2026"},
            "effective_on",
            "Ngày có hiệu lực không được trước ngày của văn bản",
        ),
        ({"areas_0": ["BORDER"]}, "areas_0", "Chỉ chọn địa bàn mà đơn vị cũ đang thuộc."),
        ({"unit_0": "Xã Y Tý"}, "unit_0", "Xã Y Tý không thể kế thừa chính mình."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(client, change, field, sentence):
    response = press(client, f"{LIST}lap/sap-nhap/", **(TYPED | change))
    assert response.status_code == 422
    form = response.context["form"]
    assert sentence in " ".join(form.errors[field])
    assert form["name_0"].value() == "Xã Ngải Thầu"
    assert Reorganisation.objects.count() == 0


def test_a_unit_is_known_by_the_name_of_its_body_too(world, client):
    """The lists show «UBND xã Y Tý», so that is what people copy."""
    assert (
        press(client, f"{LIST}lap/sap-nhap/", **(TYPED | {"old": "UBND xã Y Tý\nXã A Mú Sung"})).status_code
        == 302
    )
    assert Reorganisation.objects.get().plan["old"] == [world.commune.pk, world.neighbour.pk]


def test_an_heir_that_is_not_found_asks_for_no_new_unit(client):
    values = {name: "" if name.endswith("_0") else value for name, value in TYPED.items()}
    response = press(client, f"{LIST}lap/sap-nhap/", **(values | {"areas_0": [], "unit_0": "Xã Không Có"}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["unit_0"]


def test_a_split_from_the_form(world, client):
    shares = {"name": ["Xã Một", "Xã Hai"], "code": ["09001", "09002"], "share": ["0,4", "0,6"]}
    typed = {name: TYPED[name] for name in ("decree", "decree_on", "effective_on")} | {"keeper": "1"}
    for name in ("body_name", "document_name", "place_name", "kind"):
        typed |= {f"{name}_{at}": TYPED[f"{name}_0"] for at in range(2)}
    for name, values in shares.items():
        typed |= {f"{name}_{at}": value for at, value in enumerate(values)}
    assert press(client, f"{LIST}lap/chia-tach/", old="Xã Y Tý", **typed).status_code == 302
    plan = Reorganisation.objects.get().plan
    assert [(each["name"], each["share"]) for each in plan["successors"]] == [
        ("Xã Một", "0.4"),
        ("Xã Hai", "0.6"),
    ]
    assert plan["keeper"] == 1


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("doi-ten", {"old": "Xã Y Tý"}),
        ("chuyen-cap-tren", {"old": "Xã Y Tý", "parent_0": "Xã A Mú Sung"}),
        ("giai-the", {"old": "Xã Y Tý", "unit_0": "Xã A Mú Sung"}),
        ("giai-the", {"old": "Xã Y Tý"}),
    ],
)
def test_the_other_kinds(client, kind, typed):
    values = {name: value for name, value in TYPED.items() if name != "parent_0"}
    assert client.get(f"{LIST}lap/{kind}/").status_code == 200
    assert press(client, f"{LIST}lap/{kind}/", **(values | typed)).status_code == 302
    row = Reorganisation.objects.get()
    assert client.get(f"{LIST}{row.pk}/").status_code == 200
    assert client.get(f"{LIST}lap/khac/").status_code == 404


def test_where_a_role_goes_is_chosen_and_a_plan_is_given_up(world, client):
    editor = make_membership(world.commune)
    press(client, f"{LIST}lap/sap-nhap/", **TYPED)
    row = Reorganisation.objects.get()
    press(client, f"{LIST}{row.pk}/noi-den/", version=1, **{f"m{editor.pk}": "-1", "m1x": "0", "u1": "7"})
    row.refresh_from_db()
    assert row.plan["homes"] == {f"m{editor.pk}": -1}
    assert press(client, f"{LIST}{row.pk}/bo/", version=2, reason="").status_code == 422
    assert press(client, f"{LIST}{row.pk}/bo/", version=1, reason="nhầm").status_code == 409
    assert press(client, f"{LIST}{row.pk}/bo/", version=2, reason="nhầm").status_code == 302
    assert Reorganisation.objects.get().state == "CANCELLED"


def test_the_list_its_filters_and_its_file(world, client):
    for name in ("Xã Ngải Thầu", "Xã Khác"):
        new = new_unit("09001", name, world.province)
        plan = make_plan("MERGE", world.commune, world.neighbour, to=[new])
        draft_reorganisation(by=world.admin, plan=plan)
    assert len(client.get(LIST).context["page"].rows) == 2
    assert len(client.get(f"{LIST}?viec=SPLIT").context["page"].rows) == 0
    assert client.get(f"{LIST}?trang_thai=DRAFT&xuat=xlsx").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_three(world, client):
    costs = []
    for more in (1, 2):
        for _ in range(more):
            new = new_unit("09001", "Xã Ngải Thầu", world.province)
            plan = make_plan("MERGE", world.commune, world.neighbour, to=[new])
            draft_reorganisation(by=world.admin, plan=plan)
        with asked() as found:
            client.get(LIST)
        costs.append(len(found.statements))
    assert costs[0] == costs[1]
