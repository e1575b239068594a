"""Lists: paged by links, filtered by what stands in the address and by nothing else (fault 25)."""

import re
from base64 import urlsafe_b64encode
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from nominations.models import Dossier
from nominations.queries import EXPORT_HEADS
from tests.access.world import make_accepted, make_draft, make_sent
from tests.views.volume import fill
from units.models import OrgUnit

LISTS = [("editor", "/ho-so/"), ("officer", "/tham-dinh/"), ("editor", "/dot-xet/")]
# What a curious person tries: names of the ORM, of other fields, of Django's own arguments.
STRANGE = [
    "_connector=OR",
    "_negated=1",
    "state__in=DRAFT",
    "unit__code=x",
    "unit=0",
    "round__standing_body=0",
    "created_by__password__startswith=p",
    "id__gt=0&pk=1",
    "order=password&ordering=-unit__name&sort=1",
    "page=2&page_size=1&limit=1&offset=9",
    "state=KHONG_CO",
    "nam=1&cua_so=KHONG_CO",
    "code=%00",
    "state=DRAFT%27%20OR%201=1--",
    "code=%27%20OR%20%271%27=%271",
    "code={{7*7}}",
    "q=%25",
]


def rows_of(client, address: str) -> list[int]:
    response = client.get(address)
    assert response.status_code == 200
    return [row.pk for row in response.context["page"].rows]


def link(html: str, rel: str) -> str:
    """Return where the link with this `rel` leads, or nothing."""
    found = re.search(rf'<a [^>]*rel="{rel}"[^>]*href="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def walk(client, address: str, rel: str) -> tuple[list[list[int]], list[str]]:
    """Follow the links of this kind from page to page; return the rows of each page and its address."""
    path, pages, addresses = address.partition("?")[0], [], [address]
    while True:
        response = client.get(addresses[-1])
        pages.append([row.pk for row in response.context["page"].rows])
        following = link(response.content.decode(), rel)
        if not following:
            return pages, addresses
        assert len(addresses) < 9
        addresses.append(path + following)


def test_the_list_goes_from_page_to_page_by_links_and_back(world, round_, clerk):
    fill(world, round_, 120, units=[world.units.commune])
    expected = list(Dossier.objects.order_by("-updated_at", "-id").values_list("pk", flat=True))
    pages, addresses = walk(clerk, "/ho-so/", "next")
    assert pages == [expected[:50], expected[50:100], expected[100:]]
    back, _ = walk(clerk, addresses[-1], "prev")
    assert back == pages[::-1]


def test_the_queue_goes_oldest_first_and_keeps_its_filter(world, round_, officer):
    fill(world, round_, 240)
    queue = Dossier.objects.filter(state="SUBMITTED").order_by("submitted_at", "id")
    pages, addresses = walk(officer, "/tham-dinh/?code=hs-2025", "next")
    assert pages == [[row.pk for row in queue[:50]], [row.pk for row in queue[50:]]]
    assert addresses[1].count("code=hs-2025") == 1


def test_the_list_of_rounds_goes_by_links_too(world, clerk):
    from tests.access.world import open_round

    award = world.rounds["open"]
    for _ in range(50):
        open_round(world)
    pages, _ = walk(clerk, "/dot-xet/?cua_so=OPEN", "next")
    assert [len(page) for page in pages] == [50, 1]
    assert pages[1] == [award]


def test_filters_stay_in_the_address_the_form_and_the_links(world, round_, clerk):
    fill(world, round_, 480, units=[world.units.commune])
    sent = Dossier.objects.filter(state="SUBMITTED").order_by("-updated_at", "-id")
    pages, addresses = walk(clerk, "/ho-so/?state=SUBMITTED&code=hs", "next")
    assert sum(pages, []) == [row.pk for row in sent]
    html = clerk.get(addresses[1]).content.decode()
    assert '<option value="SUBMITTED" selected' in html
    assert 'name="code" value="hs"' in html
    export = unescape(re.search(r'href="([^"]*xuat=xlsx[^"]*)"', html)[1])
    assert sorted(re.findall(r"(\w+)=", export)) == ["code", "state", "xuat"]


@pytest.mark.parametrize("query", STRANGE)
@pytest.mark.parametrize(("role", "address"), LISTS)
def test_unknown_names_and_values_change_nothing(world, round_, as_role, role, address, query):
    by = world.actors["editor"]
    make_draft(round_, by=by)
    make_sent(round_, by=by)
    client = as_role(role)
    assert rows_of(client, address) != []
    assert rows_of(client, f"{address}?{query}") == rows_of(client, address)


def cursor(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "damaged",
    [
        "x",
        "ạ",
        "%00",
        cursor("[]"),
        cursor("{}"),
        cursor("null"),
        cursor('[false, "2026-11-24", "x"]'),
        cursor("[false, 5, 1]"),
        cursor("[false, null, 1]"),
        cursor('[false, "", 1]'),
        cursor('[false, "2026-11-24T03:00:00Z", 1e999]'),
        cursor('[false, "2026-11-24T03:00:00Z", NaN]'),
        cursor("[" * 900),
        cursor('[false, {"a": 1}, 1]'),
        cursor('[false, ["2026-11-24"], [1]]'),
    ],
)
@pytest.mark.parametrize(("role", "address"), LISTS)
def test_a_damaged_place_in_the_list_is_not_found(world, as_role, role, address, damaged):
    response = as_role(role).get(address, {"trang": damaged.replace("%00", "\0")})
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_a_place_beyond_all_numbers_is_just_the_end(world, round_, clerk):
    make_draft(round_, by=world.actors["editor"])
    beyond = cursor(f'[false, "2026-11-24T03:00:00Z", {10**30}]')
    assert clerk.get("/ho-so/", {"trang": beyond}).status_code in {200, 404}


# Excel ----------------------------------------------------------------------------------------------------


def sheet(client, address: str) -> list[list]:
    response = client.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="ho-so-20261124.xlsx"'
    return [list(row) for row in load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)]


def test_the_excel_file_holds_the_list_as_it_is_filtered(world, round_, clerk, officer):
    by, receiver = world.actors["editor"], world.actors["officer"]
    draft = make_draft(round_, by=by, people=3)
    sent = make_sent(round_, by=by, people=2)
    accepted, _ = make_accepted(round_, by=by, officer=receiver)
    unit, name, at = "UBND xã Y Tý", round_.name, "24/11/2026 10:00"
    lines = {
        draft.pk: [None, unit, name, 3, "Đang soạn", None, None],
        sent.pk: [sent.code, unit, name, 2, "Chờ tiếp nhận", at, None],
        accepted.pk: [accepted.code, unit, name, 1, "Đã tiếp nhận", at, f"{accepted.due_on:%d/%m/%Y}"],
    }
    for client, address in [
        (clerk, "/ho-so/"),
        (clerk, "/ho-so/?state=SUBMITTED"),
        (clerk, "/ho-so/?state=DRAFT&_connector=OR"),
        (officer, "/ho-so/"),
        (officer, "/tham-dinh/"),
    ]:
        shown = rows_of(client, address)
        exported = sheet(client, address + ("&" if "?" in address else "?") + "xuat=xlsx")
        assert exported == [EXPORT_HEADS, *(lines[pk] for pk in shown)]


def test_the_excel_file_holds_more_than_one_page(world, round_, clerk):
    fill(world, round_, 120, units=[world.units.commune])
    assert len(sheet(clerk, "/ho-so/?xuat=xlsx")) == 121


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_no_cell_becomes_a_formula(world, round_, officer, start):
    make_sent(round_, by=world.actors["editor"])
    OrgUnit.objects.filter(pk=world.units.commune.pk).update(body_name=f"{start} UBND xã")
    response = officer.get("/tham-dinh/?xuat=xlsx")
    cell = load_workbook(BytesIO(response.content)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", f"{start} UBND xã")


@pytest.mark.parametrize(
    ("role", "address", "says"),
    [
        ("editor", "/ho-so/", "Đơn vị chưa có hồ sơ nào"),
        ("editor", "/ho-so/?state=DRAFT", "Không có hồ sơ nào khớp bộ lọc"),
        ("officer", "/tham-dinh/", "Chưa có hồ sơ nào được gửi tới"),
        ("editor", "/dot-xet/?cua_so=CLOSED", "Không có đợt xét nào khớp bộ lọc"),
        ("auditor", "/viec-cua-toi/", "Không còn việc nào chờ đồng chí"),
        ("nobody", "/viec-cua-toi/", "Tài khoản chưa được giao vai trò"),
    ],
)
def test_an_empty_list_says_what_to_do_next(world, as_role, role, address, says):
    assert says in as_role(role).get(address).content.decode()
