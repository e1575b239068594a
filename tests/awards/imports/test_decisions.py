"""Files from Excel: decisions on rows, accepting, and who may."""

import pytest

from awards.imports import actions, permissions
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING, SORTS
from awards.models import AnnualRating, Grant, Initiative
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import Job
from core.uploads import Incoming
from tests.awards.importing import (
    BORN,
    NOW,
    accept,
    checked,
    classes,
    decide,
    logged,
    outcome,
    row,
    run,
    send,
    texts,
    told,
    version_of,
    workbook,
    written,
)
from tests.factories.units import make_actor, make_person, make_user
from units.models import Role

pytestmark = pytest.mark.django_db


# Decisions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "same", "other"), [(PERSON, 0, 1), (GRANT, 1, 1), (RATING, 1, 0), (INITIATIVE, 1, 0)]
)
def test_the_same_person_or_another(world, officer, namesake, kind, same, other):
    assert outcome(checked(officer, kind, row(kind)), "", officer) == 0
    undone = Grant.objects.count(), AnnualRating.objects.count(), Initiative.objects.count()
    assert undone == (0, 0, 0)
    assert outcome(checked(officer, kind, row(kind)), str(namesake.pk), officer) == same
    if kind != PERSON and same:
        line = {GRANT: Grant, RATING: AnnualRating, INITIATIVE: Initiative}[kind].objects.get()
        assert line.person == namesake
        line.delete()
    assert outcome(checked(officer, kind, row(kind)), "OTHER", officer) == other
    if kind == GRANT:
        assert Grant.objects.get().person is None


def test_a_decision_is_kept_with_its_author_and_may_be_taken_back(world, officer, namesake):
    found = checked(officer, PERSON, row(PERSON))
    decide(found, {2: "OTHER", 77: "OTHER"}, officer)
    one = found.rows.get()
    assert (one.decision, one.person, one.decided_by, one.decided_at) == ("OTHER", None, officer.user, NOW)
    decide(found, {2: "OTHER"}, officer)
    assert logged("awards.import_decided") == [told(officer, found.pk, {"rows": {"2": ["OTHER", None]}})]
    decide(found, {2: ""}, officer)
    one.refresh_from_db()
    assert (one.decision, one.decided_by, one.decided_at) == ("", None, None)


def test_only_a_person_of_the_row_may_be_chosen(world, officer, namesake):
    stranger = make_person(world.commune, "Người lạ")
    found = checked(officer, PERSON, row(PERSON))
    for choice in (str(stranger.pk), "x", "-1", "²", "9" * 5_000, f"0{namesake.pk}"):
        with pytest.raises(RuleViolation, match="Dòng 2: chọn lại, người đã chọn không có trong danh sách"):
            decide(found, {2: choice}, officer)
    assert found.rows.get().decision == ""


def test_rows_that_are_sure_take_no_decision(world, officer):
    found = checked(officer, PERSON, row(PERSON))
    decide(found, {2: "OTHER"}, officer)
    assert (found.rows.get().decision, version_of(found)) == ("", 1)


def test_two_who_decide_from_one_page_are_not_both_right(world, officer, namesake):
    colleague = make_actor(world.office, Role.OFFICE_HEAD, user=make_user("Lê Văn Trưởng"))
    twin = make_person(world.province, "Giàng Thị Chứ", birth_date=BORN)
    found = checked(officer, GRANT, row(GRANT))
    actions.decide(found.pk, {2: str(namesake.pk)}, seen=1, by=officer)
    said = "Nguyễn Thu Hằng đã lưu quyết định khác lúc 10:00 ngày 24/11/2026. Tải lại trang, xem lại từng "
    with pytest.raises(Stale, match=said):
        actions.decide(found.pk, {2: str(twin.pk)}, seen=1, by=colleague)
    assert (found.rows.get().person, version_of(found)) == (namesake, 2)
    actions.decide(found.pk, {2: str(twin.pk)}, seen=2, by=colleague)
    # Still one row, of another person: who saw the first decision has not seen what would be written.
    with pytest.raises(Stale, match="Lê Văn Trưởng đã lưu quyết định khác"):
        actions.accept(found.pk, seen=2, by=officer)
    assert actions.accept(found.pk, seen=3, by=officer).state == "ACCEPTED"
    run(found, actions.WRITE_JOB)
    assert Grant.objects.get().person == twin


GOOD_THERE = (
    "Dòng 2: Năm 2025 đã ghi “Hoàn thành tốt nhiệm vụ”, khác với tệp. Kiểm tra lại; cần sửa thì báo cơ quan "
    "thường trực."
)


@pytest.mark.parametrize(
    ("grade", "said"),
    [("Hoàn thành tốt nhiệm vụ", "Dòng 2: Đã có, giữ nguyên."), ("Hoàn thành nhiệm vụ", GOOD_THERE)],
)
def test_who_has_a_grade_of_that_year_already_is_refused_at_the_row(world, officer, namesake, grade, said):
    AnnualRating.objects.create(person=namesake, year=2025, grade="GOOD", source="QĐ")
    found = checked(officer, RATING, row(RATING, grade=grade))
    assert classes(found) == [(2, "DUPLICATE")]
    with pytest.raises(RuleViolation) as refusal:
        decide(found, {2: str(namesake.pk)}, officer)
    assert [(one.field, one.message) for one in refusal.value.problems] == [("dong_2", said)]
    assert (found.rows.get().decision, version_of(found)) == ("", 1)


@pytest.mark.parametrize("kind", [GRANT, RATING, INITIATIVE])
def test_two_rows_are_not_decided_for_one_person(world, officer, namesake, kind):
    found = checked(officer, kind, row(kind), row(kind, birth_date=None))
    assert classes(found) == [(2, "DUPLICATE"), (3, "DUPLICATE")]
    who = str(namesake.pk)
    said = "^Dòng 3: Trùng với dòng 2 của tệp. Giữ một dòng.$"
    with pytest.raises(RuleViolation, match=said):
        decide(found, {2: who, 3: who}, officer)
    decide(found, {2: who}, officer)
    with pytest.raises(RuleViolation, match=said):
        decide(found, {3: who}, officer)
    decide(found, {2: "", 3: who}, officer)
    assert list(found.rows.order_by("number").values_list("decision", flat=True)) == ["", "SAME"]
    assert written(found, officer).written == 1


def test_a_sure_row_and_a_decided_one_are_not_of_one_person(world, officer):
    person = make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    found = checked(officer, RATING, row(RATING), row(RATING, birth_date=None))
    assert classes(found) == [(2, "NEW"), (3, "DUPLICATE")]
    with pytest.raises(RuleViolation, match=r"^Dòng 3: Trùng với dòng 2 của tệp\. Giữ một dòng\.$"):
        decide(found, {3: str(person.pk)}, officer)


def test_many_namesakes_are_all_there_to_be_decided_on(world, officer):
    twins = [make_person(world.neighbour, "Giàng Thị Chứ", birth_date=BORN).pk for _ in range(10)]
    found = checked(officer, PERSON, row(PERSON))
    assert found.rows.get().candidates == twins
    assert outcome(found, "OTHER", officer) == 1


# Accepting ----------------------------------------------------------------------------------------------


def test_a_file_is_accepted_once(world, officer):
    colleague = make_actor(world.office, Role.OFFICE_HEAD, user=make_user("Lê Văn Trưởng"))
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    with pytest.raises(Stale, match="Nguyễn Thu Hằng đã bấm ghi vào sổ lúc 10:00 ngày 24/11/2026"):
        actions.accept(found.pk, seen=1, by=colleague)
    with pytest.raises(Stale):
        decide(found, {2: "OTHER"}, officer)
    assert Job.objects.filter(kind=actions.WRITE_JOB).count() == 1


def test_what_was_seen_is_what_is_written(world, officer, namesake):
    found = checked(officer, PERSON, row(PERSON), row(PERSON, full_name="Vàng Thị Mỷ"))
    decide(found, {2: "OTHER"}, officer)
    with pytest.raises(Stale, match="Nguyễn Thu Hằng đã lưu quyết định khác lúc 10:00 ngày 24/11/2026"):
        actions.accept(found.pk, seen=1, by=officer)
    with pytest.raises(Stale):
        actions.accept(found.pk, seen=0, by=officer)
    assert actions.accept(found.pk, seen=2, by=officer).state == "ACCEPTED"
    assert logged("awards.import_accepted") == [told(officer, found.pk, {"rows": 2})]


def test_nothing_to_write_and_not_yet_checked(world, officer):
    found = checked(officer, PERSON, row(PERSON, unit="x"))
    with pytest.raises(RuleViolation):
        accept(found, officer)
    with pytest.raises(Stale, match="Tệp này chưa sẵn sàng: chờ kiểm tra"):
        accept(send(officer, PERSON, workbook(PERSON)), officer)


def test_a_file_that_the_virus_scanner_has_not_seen_is_not_taken(world, officer):
    data = workbook(PERSON, row(PERSON))
    waiting = Incoming(None, data, "a.xlsx", "", is_clean=False)
    with pytest.raises(RuleViolation, match="Máy quét mã độc"):
        actions.upload(by=officer, kind=PERSON, file=waiting)
    assert send(officer, PERSON, data).state == "UPLOADED"


# Who may ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "role", "kinds"),
    [
        ("office", Role.OFFICER, list(SORTS)),
        ("office", Role.OFFICE_HEAD, list(SORTS)),
        ("standing_body", Role.OFFICER, list(SORTS)),
        ("office", Role.DIRECTOR, []),
        ("commune", Role.OFFICER, []),
        ("commune", Role.EDITOR, [PERSON]),
        ("commune", Role.HEAD, [PERSON]),
        ("commune", Role.LEADER, []),
        ("commune", Role.CLERK_OFFICE, []),
        ("commune", Role.CONSULTEE, []),
        ("standing_body", Role.AUDITOR, []),
        ("standing_body", Role.ADMIN, []),
    ],
)
def test_who_imports_what(world, place, role, kinds):
    actor = make_actor(getattr(world, place), role)
    assert [kind for kind in SORTS if permissions.can_import(actor, kind)] == kinds
    assert bool(permissions.may_import(actor)) == bool(kinds)
    for kind in SORTS:
        if kind in kinds:
            assert send(actor, kind, workbook(kind, row(kind))).state == "UPLOADED"
        else:
            with pytest.raises(NotAllowed):
                send(actor, kind, workbook(kind, row(kind)))


def test_a_unit_imports_its_own_rows_alone_and_asks_about_nobody_else(world):
    editor = make_actor(world.commune, Role.EDITOR)
    make_person(world.neighbour, "Giàng Thị Chứ", birth_date=BORN)
    found = checked(editor, PERSON, row(PERSON), row(PERSON, full_name="Lý Mẩy", unit="02686"))
    assert classes(found) == [(2, "NEW"), (3, "ERROR")]
    assert texts(found)[1] == ["Đơn vị: ngoài phạm vi được nhập. Đồng chí chỉ nhập cho UBND xã Y Tý."]
    assert written(found, editor).written == 1


def test_a_file_is_handled_by_its_own_office(world, officer):
    editor, other = make_actor(world.commune, Role.EDITOR), make_actor(world.neighbour, Role.EDITOR)
    colleague = make_actor(world.commune, Role.HEAD)
    found = checked(editor, PERSON, row(PERSON))
    for actor in (officer, other):
        with pytest.raises(NotAllowed):
            actions.accept(found.pk, seen=1, by=actor)
        with pytest.raises(NotAllowed):
            decide(found, {2: ""}, actor)
    assert accept(found, colleague).state == "ACCEPTED"
