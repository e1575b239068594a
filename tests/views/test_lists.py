"""Lists: paged by links, filtered by what stands in the address and by nothing else (fault 25)."""

import re
from base64 import urlsafe_b64encode
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from nominations.models import Dossier
from nominations.queries import EXPORT_HEADS
from tests.access.world import open_round
from tests.factories.nominations import make_accepted, make_draft, make_submitted
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
    "q=%25",
]
# Values of a known filter that match nothing, however they are read.
MATCHING_NOTHING = [
    "code={{7*7}}",
    "code=%27%20OR%20%271%27=%271",
    "code=%25",
    "code=_",
    "code=HS-2026-0001%25",
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


@pytest.mark.parametrize(
    ("chip", "states", "sizes"),
    [
        ("", ["SUBMITTED", "ACCEPTED", "APPRAISED"], [50, 50, 20]),
        ("?state=SUBMITTED", ["SUBMITTED"], [50, 10]),
    ],
)
def test_the_queue_goes_oldest_first_and_keeps_its_filter(world, round_, officer, chip, states, sizes):
    fill(world, round_, 240)
    queue = Dossier.objects.filter(state__in=states).order_by("submitted_at", "id")
    pages, addresses = walk(officer, f"/tham-dinh/{chip}", "next")
    assert [pk for page in pages for pk in page] == [row.pk for row in queue]
    assert [len(page) for page in pages] == sizes
    assert [one.count("state=SUBMITTED") for one in addresses] == [len(states) % 3] * len(sizes)
    back, _ = walk(officer, addresses[-1], "prev")
    assert back == pages[::-1]


def test_the_chips_above_the_queue_count_what_each_leads_to(world, round_, officer):
    fill(world, round_, 240)
    html = officer.get("/tham-dinh/").content.decode()
    chips = re.findall(r'class="chip" href="([^"]*state=\w+)"[^>]*>[^<]*<span class="num">(\d+)', html)
    assert [int(number) for _, number in chips] == [60, 60, 0]
    found = [officer.get(f"/tham-dinh/{unescape(link)}").context["page"].total for link, _ in chips]
    assert found == [60, 60, 0]


def test_the_list_of_rounds_goes_by_links_too(world, clerk):
    expected = [world.rounds["open"], *(open_round(world).pk for _ in range(50))][::-1]
    pages, addresses = walk(clerk, "/dot-xet/?cua_so=OPEN", "next")
    assert pages == [expected[:50], expected[50:]]
    assert addresses[1].count("cua_so=OPEN") == 1


def test_filters_stay_in_the_address_the_form_and_the_links(world, round_, clerk):
    fill(world, round_, 480, units=[world.units.commune])
    sent = Dossier.objects.filter(state="SUBMITTED").order_by("-updated_at", "-id")
    pages, addresses = walk(clerk, "/ho-so/?state=SUBMITTED&code=hs", "next")
    assert [pk for page in pages for pk in page] == [row.pk for row in sent]
    html = clerk.get(addresses[1]).content.decode()
    assert '<option value="SUBMITTED" selected' in html
    assert 'name="code" value="hs"' in html
    export = unescape(re.search(r'href="([^"]*xuat=xlsx[^"]*)"', html)[1])
    assert sorted(re.findall(r"(\w+)=", export)) == ["code", "state", "xuat"]


@pytest.mark.parametrize("query", STRANGE)
@pytest.mark.parametrize(("role", "address"), LISTS)
def test_unknown_names_and_values_change_nothing(world, round_, as_role, role, address, query):
    make_draft(world.actors["editor"], round_)
    make_submitted(world.actors["editor"], round_)
    client = as_role(role)
    assert rows_of(client, address) != []
    assert rows_of(client, f"{address}?{query}") == rows_of(client, address)


@pytest.mark.parametrize("query", MATCHING_NOTHING)
@pytest.mark.parametrize(("role", "address"), [("editor", "/ho-so/"), ("officer", "/ho-so/")])
def test_a_value_is_only_a_value(world, round_, as_role, role, address, query):
    make_submitted(world.actors["editor"], round_)
    client = as_role(role)
    assert len(rows_of(client, f"{address}?code=hs-2026-0001")) == 1
    assert rows_of(client, f"{address}?{query}") == []


def cursor(text: str) -> str:
    """Return a cursor that nobody signed."""
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize("damaged", ["x", "ạ", "\0", cursor('[false, "2026-11-24T03:00:00Z", 1]'), "{}:x:y"])
@pytest.mark.parametrize(("role", "address"), LISTS)
def test_a_damaged_place_in_the_list_is_not_found(world, as_role, role, address, damaged):
    response = as_role(role).get(address, {"trang": damaged})
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_a_place_in_one_list_is_no_place_in_another(world, round_, clerk, officer):
    fill(world, round_, 240)
    lists = ("/ho-so/", "/tham-dinh/", "/tham-dinh/?state=SUBMITTED")
    following = {name: officer.get(name).context["page"].next_cursor for name in lists}
    assert all(following.values())
    answers = {
        (at, of): officer.get(f"{at}{'&' if '?' in at else '?'}trang={following[of]}").status_code
        for at in lists
        for of in lists
    }
    assert answers == {(at, of): 200 if at == of else 404 for at in lists for of in lists}


# Excel ----------------------------------------------------------------------------------------------------


def sheet(client, address: str) -> list[list]:
    response = client.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="ho-so-20261124.xlsx"'
    return [list(row) for row in load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)]


def test_the_excel_file_holds_the_list_as_it_is_filtered(world, round_, clerk, officer):
    editor, receiver = world.actors["editor"], world.actors["officer"]
    draft = make_draft(editor, round_, nominees=3)
    sent = make_submitted(editor, round_, nominees=2)
    accepted = Dossier.objects.get(pk=make_accepted(editor, receiver, round_).object_id)
    unit, name, at = "UBND xã Y Tý", round_.name, "24/11/2026 10:00"
    lines = {
        draft.pk: [None, unit, name, 3, "Đang soạn", None, None],
        sent.pk: [sent.code, unit, name, 2, "Chờ tiếp nhận", at, None],
        accepted.pk: [accepted.code, unit, name, 1, "Đang thẩm định", at, f"{accepted.due_on:%d/%m/%Y}"],
    }
    for client, address in [
        (clerk, "/ho-so/"),
        (clerk, "/ho-so/?state=SUBMITTED"),
        (clerk, "/ho-so/?state=DRAFT&_connector=OR"),
        (officer, "/ho-so/"),
        (officer, "/tham-dinh/"),
        (officer, "/tham-dinh/?state=ACCEPTED"),
    ]:
        shown = rows_of(client, address)
        exported = sheet(client, address + ("&" if "?" in address else "?") + "xuat=xlsx")
        assert exported == [EXPORT_HEADS, *(lines[pk] for pk in shown)]


def test_the_excel_file_holds_more_than_one_page(world, round_, clerk):
    fill(world, round_, 120, units=[world.units.commune])
    assert len(sheet(clerk, "/ho-so/?xuat=xlsx")) == 121


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_no_cell_becomes_a_formula(world, round_, officer, start):
    make_submitted(world.actors["editor"], round_)
    OrgUnit.objects.filter(pk=world.units.commune.pk).update(body_name=f"{start} UBND xã")
    response = officer.get("/tham-dinh/?xuat=xlsx")
    cell = load_workbook(BytesIO(response.content)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", f"{start} UBND xã")


@pytest.mark.parametrize(
    ("role", "address", "says"),
    [
        ("editor", "/ho-so/", "Đơn vị chưa có hồ sơ nào"),
        ("editor", "/ho-so/?state=DRAFT", "Không có hồ sơ nào khớp bộ lọc"),
        ("officer", "/tham-dinh/", "Không còn hồ sơ nào chờ thẩm định"),
        ("officer", "/tham-dinh/?state=APPRAISED", "Không có hồ sơ nào khớp bộ lọc"),
        ("editor", "/dot-xet/?cua_so=CLOSED", "Không có đợt xét nào khớp bộ lọc"),
        ("auditor", "/viec-cua-toi/", "Không còn việc nào chờ đồng chí"),
        ("nobody", "/viec-cua-toi/", "Tài khoản chưa được giao vai trò"),
    ],
)
def test_an_empty_list_says_what_to_do_next(world, as_role, role, address, says):
    assert says in as_role(role).get(address).content.decode()
