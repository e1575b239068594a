"""Pages of files from Excel: what they show, what they refuse, what they ask of the database."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.imports import actions
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING
from awards.models import AnnualRating, Import
from core import formkeys
from core.models import Job
from core.sheet_columns import TODO_HEAD
from tests.awards.importing import BORN, accept, cells_of, checked, decide, row, run, workbook, written
from tests.factories.units import make_person
from tests.views.conftest import as_role, world  # noqa: F401 (fixtures)
from tests.views.counting import asked
from units.models import OrgUnit, Person

pytestmark = pytest.mark.django_db

DETAIL, LIST = 12, 8


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def commune(world):  # noqa: F811
    OrgUnit.objects.filter(pk=world.units.commune.pk).update(code="02701")
    return world.units.commune


@pytest.fixture
def officer(world, commune):  # noqa: F811
    return world.actors["officer"]


def post(client, address: str, **data):
    return client.post(address, {"form_key": formkeys.new_key(), **data})


def upload(client, kind: str, data: bytes, name: str = "tep.xlsx"):
    return post(client, "/nhap-lieu/tai-len/", kind=kind, file=SimpleUploadedFile(name, data))


def test_from_the_template_to_the_register(world, commune, as_role):  # noqa: F811
    client = as_role("editor")
    listed = client.get("/nhap-lieu/").content.decode()
    assert "Chưa có tệp nào" in listed
    assert 'href="/nhap-lieu/"' in listed
    assert "/nhap-lieu/mau/ca-nhan/" in listed
    for other in ("khen-thuong", "xep-loai", "sang-kien"):
        assert f"/nhap-lieu/mau/{other}/" not in listed
    given = client.get("/nhap-lieu/mau/ca-nhan/")
    assert given["Content-Disposition"] == 'attachment; filename="mau-ca-nhan.xlsx"'
    answer = upload(client, PERSON, workbook(PERSON, row(PERSON), row(PERSON, unit="02686")))
    found = Import.objects.get()
    job = Job.objects.get(kind=actions.CHECK_JOB)
    assert answer["Location"] == f"/tien-trinh/{job.pk}/"
    assert "Đang kiểm tra từng dòng" in client.get(f"/nhap-lieu/{found.pk}/").content.decode()
    run(found)
    page = client.get(f"/nhap-lieu/{found.pk}/").content.decode()
    assert "sẽ ghi 1 dòng" in page
    assert "1 dòng lỗi được để lại" in page
    assert '<input type="hidden" name="version" value="1">' in page
    assert post(client, f"/nhap-lieu/{found.pk}/ghi-vao-so/").status_code == 409
    answer = post(client, f"/nhap-lieu/{found.pk}/ghi-vao-so/", version=1)
    assert answer["Location"] == f"/tien-trinh/{Job.objects.get(kind=actions.WRITE_JOB).pk}/"
    assert "Đang ghi vào sổ." in client.get(f"/nhap-lieu/{found.pk}/").content.decode()
    run(found, actions.WRITE_JOB)
    assert "Đã ghi 1 dòng vào sổ" in client.get(f"/nhap-lieu/{found.pk}/").content.decode()
    assert Person.objects.get(folded="giang thi chu").unit == commune


def test_a_file_pressed_twice_is_there_once(officer, as_role):  # noqa: F811
    client, key = as_role("officer"), formkeys.new_key()
    for _ in range(2):
        data = SimpleUploadedFile("a.xlsx", workbook(PERSON, row(PERSON)))
        client.post("/nhap-lieu/tai-len/", {"form_key": key, "kind": PERSON, "file": data})
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "name", "data", "said"),
    [
        (PERSON, "a.pdf", b"%PDF-1.7", "chỉ nhận tệp .xlsx"),
        (PERSON, "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "định dạng cũ"),
        (PERSON, "a.xlsx", b"", "Tệp trống (0 byte)"),
        ("", "a.xlsx", b"x", "Chọn loại dữ liệu."),
        (GRANT, "a.xlsx", b"x", "Chọn loại dữ liệu."),
        (RATING, "a.xlsx", b"x", "Chọn loại dữ liệu."),
        (INITIATIVE, "a.xlsx", b"x", "Chọn loại dữ liệu."),
    ],
)
def test_uploads_that_are_refused(world, as_role, kind, name, data, said):  # noqa: F811
    answer = upload(as_role("editor"), kind, data, name)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Import.objects.count() == 0


def test_duplicates_are_decided_row_by_row(world, officer, as_role):  # noqa: F811
    twin = make_person(world.units.neighbour, "Giàng Thị Chứ", birth_date=BORN, position="Bí thư")
    found = checked(officer, PERSON, row(PERSON), row(PERSON, full_name="Lý Mẩy"))
    client, address = as_role("officer"), f"/nhap-lieu/{found.pk}/"
    page = client.get(f"{address}?loai=co-the-trung").content.decode()
    assert "Là Giàng Thị Chứ, sinh 05/02/1985, UBND xã A Mú Sung, Bí thư" in page
    assert "Lý Mẩy" not in page
    wrong = post(client, f"{address}quyet-dinh/", dong_2="9" * 5_000, version=1)
    assert (wrong.status_code, "Dòng 2: chọn lại" in wrong.content.decode()) == (422, True)
    answer = post(client, f"{address}quyet-dinh/", dong_2=str(twin.pk), loai="co-the-trung", version=1)
    assert answer["Location"] == f"{address}?loai=co-the-trung"
    assert f'value="{twin.pk}" selected' in client.get(address).content.decode()
    assert "sẽ ghi 1 dòng" in client.get(address).content.decode()
    late = post(client, f"{address}quyet-dinh/", dong_2="OTHER", version=1)
    assert (late.status_code, "Người officer đã lưu quyết định khác" in late.content.decode()) == (409, True)
    post(client, f"{address}quyet-dinh/", dong_2="OTHER", version=2)
    assert "sẽ ghi 2 dòng" in client.get(address).content.decode()


def test_a_refused_choice_stays_chosen_where_it_was(world, commune, officer, as_role):  # noqa: F811
    twin = make_person(world.units.neighbour, "Giàng Thị Chứ", birth_date=BORN)
    make_person(world.units.neighbour, "Lý Mẩy", birth_date=BORN)
    AnnualRating.objects.create(person=twin, year=2025, grade="GOOD", source="QĐ")
    found = checked(officer, RATING, row(RATING), row(RATING, full_name="Lý Mẩy"))
    client, address = as_role("officer"), f"/nhap-lieu/{found.pk}/"
    data = {"dong_2": str(twin.pk), "dong_3": "OTHER", "loai": "co-the-trung", "version": 1}
    answer = post(client, f"{address}quyet-dinh/", **data)
    page = answer.content.decode()
    assert (answer.status_code, "Dòng 2: Đã có, giữ nguyên." in page) == (422, True)
    assert (page.count(f'value="{twin.pk}" selected'), page.count('value="OTHER" selected')) == (1, 1)
    assert '<input type="hidden" name="loai" value="co-the-trung">' in page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"loai": "loi", "trang": "x" * 200}, f"?loai=loi&trang={'x' * 200}"),
        ({"loai": "loi", "trang": "x" * 201}, "?loai=loi"),
        ({"loai": "//khac.vn", "trang": "ư" * 60}, ""),
        ({"loai": "x" * 5_000}, ""),
    ],
)
def test_an_answer_leads_to_a_place_of_the_page(officer, as_role, sent, kept):  # noqa: F811
    found = checked(officer, PERSON, row(PERSON))
    answer = post(as_role("officer"), f"/nhap-lieu/{found.pk}/quyet-dinh/", version=1, **sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/nhap-lieu/{found.pk}/{kept}")


def test_why_rows_were_not_written_is_on_the_page_and_in_the_file(world, commune, officer, as_role):  # noqa: F811
    twin = make_person(world.units.neighbour, "Giàng Thị Chứ", birth_date=BORN)
    make_person(commune, "Lý Mẩy", birth_date=BORN)
    found = checked(officer, RATING, row(RATING), row(RATING, full_name="Lý Mẩy"))
    decide(found, {2: str(twin.pk)}, officer)
    AnnualRating.objects.create(person=twin, year=2025, grade="COMPLETED", source="QĐ")
    written(found, officer)
    client, address = as_role("officer"), f"/nhap-lieu/{found.pk}/"
    page = client.get(address).content.decode()
    said = "Năm 2025 đã ghi “Hoàn thành nhiệm vụ”, khác với tệp."
    assert ("1 dòng không được ghi" in page, said in page) == (True, True)
    assert "người khác ghi từ sau lúc kiểm tra" not in page
    only = client.get(f"{address}?loai=khong-ghi")
    assert [line.row.number for line in only.context["lines"]] == [2]
    assert only.context["chips"][-1] == ("khong-ghi", "Không ghi", 1)
    back = cells_of(client.get(f"{address}tep-loi/").content)
    text = f"{said} Kiểm tra lại; cần sửa thì báo cơ quan thường trực."
    assert [line[-1] for line in back] == [TODO_HEAD, text, None]


@pytest.mark.parametrize(
    ("name", "state", "said"),
    [
        ("awards.imports.checking.check", "CHECKING", "Kiểm tra chưa xong, chưa có gì được ghi."),
        ("core.audit.record_many", "WRITING", "Ghi vào sổ chưa xong, chưa có gì được ghi."),
    ],
)
def test_a_broken_job_is_seen_and_run_again_by_a_colleague(
    officer,
    as_role,  # noqa: F811
    monkeypatch,
    name,
    state,
    said,
):
    found = actions.upload(by=officer, kind=PERSON, file=_incoming(workbook(PERSON, row(PERSON))))
    with monkeypatch.context() as patched:
        patched.setattr(name, lambda *args, **how: 1 / 0)
        run(found)
        if state == "WRITING":
            accept(found, officer)
            run(found, actions.WRITE_JOB)
    assert found.state == state
    client, address = as_role("office_head"), f"/nhap-lieu/{found.pk}/"
    page = client.get(address).content.decode()
    job = Job.objects.get(kind=found.job_kind)
    assert (said in page, f"mã việc {job.pk}." in page, ">Chạy lại</button>" in page) == (True, True, True)
    assert ("Đang ghi vào sổ.</span>" in page, "Đang kiểm tra từng dòng" in page) == (False, False)
    answer = post(client, f"{address}chay-lai/")
    assert answer["Location"] == address
    again = client.get(address).content.decode()
    assert (said in again, "chay-lai" in again, "Xem tiến trình" in again) == (False, False, False)
    assert post(client, f"{address}chay-lai/").status_code == 409
    assert as_role("editor").get(address).status_code == 404
    assert post(as_role("editor"), f"{address}chay-lai/").status_code == 404


def test_the_second_who_accepts_is_told_who_was_first(world, officer, as_role):  # noqa: F811
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    answer = post(as_role("office_head"), f"/nhap-lieu/{found.pk}/ghi-vao-so/", version=1)
    assert answer.status_code == 409
    assert "Người officer đã bấm ghi vào sổ lúc" in answer.content.decode()
    assert Job.objects.filter(kind=actions.WRITE_JOB).count() == 1


def test_the_file_with_what_is_to_be_done(officer, as_role):  # noqa: F811
    found = checked(officer, PERSON, row(PERSON), row(PERSON, full_name="Lý Mẩy", unit="x"))
    answer = as_role("officer").get(f"/nhap-lieu/{found.pk}/tep-loi/")
    assert answer["Content-Disposition"] == 'attachment; filename="loi-ca-nhan-20261124.xlsx"'
    unknown = "Đơn vị: không có đơn vị mang mã hoặc tên “x”. Ghi mã hoặc tên đầy đủ như danh mục."
    assert [line[-1] for line in cells_of(answer.content)] == [TODO_HEAD, None, unknown]
    failed = run(
        actions.upload(
            by=officer,
            kind=PERSON,
            file=_incoming(workbook(PERSON)),
        )
    )
    assert as_role("officer").get(f"/nhap-lieu/{failed.pk}/tep-loi/").status_code == 404
    assert "chưa có dữ liệu" in as_role("officer").get(f"/nhap-lieu/{failed.pk}/").content.decode()


def _incoming(data: bytes):
    from core import files
    from core.scan import TYPES
    from core.uploads import Incoming

    return Incoming(files.put(data), data, "tep.xlsx", TYPES["xlsx"], is_clean=True)


def test_templates_are_for_who_may_use_them(world, as_role):  # noqa: F811
    for other in ("khen-thuong", "xep-loai", "sang-kien"):
        assert as_role("editor").get(f"/nhap-lieu/mau/{other}/").status_code == 403
    assert as_role("officer").get("/nhap-lieu/mau/khen-thuong/").status_code == 200
    assert as_role("officer").get("/nhap-lieu/mau/khac/").status_code == 404
    assert as_role("director").get("/nhap-lieu/mau/ca-nhan/").status_code == 403
    own = cells_of(as_role("editor").get("/nhap-lieu/mau/ca-nhan/").content, 1)
    names = {cell for line in own for cell in line}
    assert ("Xã Y Tý" in names, "Xã A Mú Sung" in names) == (True, False)


def test_the_rows_are_paged_and_cost_the_same(world, officer, as_role):  # noqa: F811
    client = as_role("officer")

    def cost(number: int) -> int:
        twins = [f"Người {place}" for place in range(number)]
        for name in twins:
            make_person(world.units.neighbour, name, birth_date=BORN)
        found = checked(officer, PERSON, *(row(PERSON, full_name=name) for name in twins))
        with asked() as statements:
            answer = client.get(f"/nhap-lieu/{found.pk}/")
        assert len(answer.context["page"].rows) == min(number, 50)
        assert (found.counts["DUPLICATE"], statements.twice) == (number, [])
        return len(statements)

    first = cost(1)
    assert (first, first <= DETAIL) == (cost(60), True)
    with asked() as statements:
        client.get("/nhap-lieu/")
    assert len(statements) <= LIST


def test_a_damaged_cursor_is_not_found(officer, as_role):  # noqa: F811
    found = checked(officer, PERSON, row(PERSON))
    assert as_role("officer").get(f"/nhap-lieu/{found.pk}/?trang=x").status_code == 404
    assert as_role("officer").get(f"/nhap-lieu/{found.pk}/?loai=khac").status_code == 200


def test_what_people_typed_is_inert(officer, as_role):  # noqa: F811
    found = checked(officer, PERSON, row(PERSON, full_name="<script>alert(1)</script>", unit="<b>x"))
    page = as_role("officer").get(f"/nhap-lieu/{found.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;x" in page
