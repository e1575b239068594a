"""Files from Excel: the dry run, the writing, and what the log keeps."""

from datetime import date

import pytest

from accounts.models import User
from awards.imports import actions, queries
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING
from awards.models import AnnualRating, Grant, Initiative
from core import audit
from core.errors import NotAllowed, Stale
from core.models import AuditEvent
from tests.awards.importing import (
    BORN,
    NOW,
    accept,
    checked,
    classes,
    decide,
    dropped,
    logged,
    row,
    run,
    send,
    texts,
    told,
    workbook,
    written,
)
from tests.factories.units import make_actor, make_person, make_user
from units.actions import merge_people
from units.merging import plan_of
from units.models import Membership, OrgUnit, Person, Role

pytestmark = pytest.mark.django_db

SINCE = "Từ sau lúc kiểm tra có thêm người có thể trùng nên chưa ghi dòng này. Tải tệp lên lại để quyết định."


# The dry run --------------------------------------------------------------------------------------------


def test_people_new_known_duplicate_and_wrong(world, officer):
    make_person(world.commune, "Lò Văn Hặc", birth_date=BORN)
    make_person(world.neighbour, "Giàng Thị Chứ", birth_date=BORN)
    make_person(world.commune, "Sùng A Páo", birth_date=None)
    before = Person.objects.count()
    found = checked(
        officer,
        PERSON,
        row(PERSON, full_name="Vàng Thị Mỷ"),
        row(PERSON, full_name="LÒ VĂN HẶC"),
        row(PERSON),
        row(PERSON, full_name="Sùng A Páo"),
        row(PERSON, full_name="Lò Văn Hặc", birth_date=None),
        row(PERSON, unit="99999"),
    )
    assert classes(found) == [
        (2, "NEW"),
        (3, "KNOWN"),
        (4, "DUPLICATE"),
        (5, "DUPLICATE"),
        (6, "ERROR"),
        (7, "ERROR"),
    ]
    assert texts(found)[4] == ["Cùng họ tên, đơn vị với dòng 3 của tệp. Ghi ngày sinh để phân biệt."]
    assert found.counts == {"NEW": 1, "KNOWN": 1, "DUPLICATE": 2, "ERROR": 2}
    assert (found.state, Person.objects.count()) == ("CHECKED", before)


def test_ratings_need_somebody_who_is_known(world, officer):
    person = make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    AnnualRating.objects.create(person=person, year=2024, grade="GOOD", source="QĐ")
    found = checked(
        officer,
        RATING,
        row(RATING),
        row(RATING, year=2024, unit="02686", source="QĐ"),
        row(RATING, full_name="Không Có Ai"),
        row(RATING, recipient="Tập thể", full_name="UBND xã Y Tý"),
        row(RATING, recipient="Tập thể", full_name="Tổ tự quản"),
        row(RATING, full_name="Giàng Thị Chứ", birth_date=None),
    )
    # Row 3 names a unit that did not exist at the end of 2024.
    assert [code for _, code in classes(found)] == ["NEW", "ERROR", "ERROR", "NEW", "ERROR", "DUPLICATE"]
    OrgUnit.objects.update(valid_from=date(2020, 1, 1))
    again = checked(
        officer,
        RATING,
        row(RATING, year=2024),
        row(RATING, year=2024, grade="Hoàn thành nhiệm vụ", full_name="giàng thị chứ", source="khác"),
    )
    assert [code for _, code in classes(again)] == ["KNOWN", "ERROR"]
    other = checked(officer, RATING, row(RATING, year=2024, grade="Hoàn thành nhiệm vụ"))
    assert texts(other) == [
        [
            "Năm 2024 đã ghi “Hoàn thành tốt nhiệm vụ”, khác với tệp. Kiểm tra lại; cần sửa thì báo cơ quan "
            "thường trực."
        ]
    ]


# Writing ------------------------------------------------------------------------------------------------


def test_people_are_written_and_the_log_names_row_and_file(world, officer):
    found = written(checked(officer, PERSON, row(PERSON), row(PERSON, unit="99999")), officer)
    person = Person.objects.get(folded="giang thi chu")
    assert (person.unit, person.birth_date, person.gender) == (world.commune, BORN, "FEMALE")
    assert (found.state, found.written, found.done_at) == ("DONE", 1, NOW)
    data = {"unit": world.commune.pk, "import": found.pk, "row": 2}
    assert logged("units.person_added") == [told(officer, person.pk, data)]
    names = (
        AuditEvent.objects.filter(object_type="awards.import").order_by("pk").values_list("name", flat=True)
    )
    assert list(names) == [
        "awards.import_uploaded",
        "awards.import_checked",
        "awards.import_accepted",
        "awards.import_done",
    ]
    again = checked(officer, PERSON, row(PERSON))
    assert classes(again) == [(2, "KNOWN")]


def test_a_past_award_is_written_as_the_single_deed_writes_it(world, officer):
    person = make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    collective = row(GRANT, recipient="Tập thể", full_name="UBND xã Y Tý", birth_date=None, gender="")
    unknown = row(GRANT, full_name="Lò Văn Xa")
    found = written(checked(officer, GRANT, row(GRANT), collective, unknown), officer)
    given = {line.recipient_name: line for line in Grant.objects.select_related("person", "collective")}
    one = given["Giàng Thị Chứ"]
    assert (one.person, one.collective, one.unit, one.unit_name) == (person, None, world.commune, "Xã Y Tý")
    assert (one.source, one.register_no, one.register_text) == ("IMPORTED", None, "")
    assert (one.folded, one.year, one.granted_at) == ("giang thi chu xa y ty 12 qd ubnd", 2025, NOW)
    assert given["UBND xã Y Tý"].collective == world.commune
    assert given["Lò Văn Xa"].person is None
    assert len({line.code for line in given.values()}) == 3
    assert texts(found)[2] == [
        "Chưa có trong danh sách cá nhân, danh mục đơn vị: chỉ ghi theo tên trong quyết định."
    ]
    assert [code for _, code in classes(checked(officer, GRANT, row(GRANT), collective, unknown))] == [
        "KNOWN",
        "KNOWN",
        "KNOWN",
    ]
    data = {
        "award": "BKT",
        "decision_no": "12/QĐ-UBND",
        "decision_on": "2025-12-20",
        "register": "",
        "source": "IMPORTED",
        "import": found.pk,
        "row": 2,
    }
    assert logged("awards.granted")[0] == told(officer, one.pk, data)


def test_ratings_and_initiatives_are_written(world, officer):
    person = make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    collective = row(RATING, recipient="Tập thể", full_name="Xã Y Tý", birth_date=None)
    written(checked(officer, RATING, row(RATING), collective), officer)
    written(checked(officer, INITIATIVE, row(INITIATIVE)), officer)
    rated = AnnualRating.objects.order_by("pk").values_list("person", "unit", "year", "grade", "source")
    assert list(rated) == [
        (person.pk, None, 2025, "GOOD", "QĐ 87"),
        (None, world.commune.pk, 2025, "GOOD", "QĐ 87"),
    ]
    recognised = Initiative.objects.values_list(
        "person", "name", "level", "year", "decision_no", "decision_on"
    )
    assert list(recognised) == [(person.pk, "Sổ tay", "GRASSROOTS", 2025, "315/QĐ", date(2025, 11, 18))]
    assert classes(checked(officer, INITIATIVE, row(INITIATIVE, name="SỔ TAY"))) == [(2, "KNOWN")]


def test_what_was_written_meanwhile_is_not_written_again(world, officer):
    found = checked(
        officer, PERSON, row(PERSON), row(PERSON, full_name="Vàng Thị Mỷ"), row(PERSON, full_name="Lý Mẩy")
    )
    make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    make_person(world.neighbour, "Lý Mẩy", birth_date=BORN)
    assert written(found, officer).written == 1
    assert sorted(Person.objects.values_list("full_name", flat=True)) == [
        "Giàng Thị Chứ",
        "Lý Mẩy",
        "Vàng Thị Mỷ",
    ]
    assert dropped(found) == [
        (2, "Đã có, giữ nguyên."),
        (4, SINCE),
    ]


def test_a_grade_given_meanwhile_stays_and_the_row_says_so(world, officer, namesake):
    other = make_person(world.commune, "Lý Mẩy", birth_date=BORN)
    collective = {"recipient": "Tập thể", "birth_date": None}
    found = checked(
        officer,
        RATING,
        row(RATING),
        row(RATING, full_name="Lý Mẩy"),
        row(RATING, full_name="Xã Y Tý", **collective),
        row(RATING, full_name="UBND xã Y Tý", **collective),
    )
    decide(found, {2: str(namesake.pk)}, officer)
    AnnualRating.objects.create(person=namesake, year=2025, grade="COMPLETED", source="QĐ")
    AnnualRating.objects.create(person=other, year=2025, grade="GOOD", source="QĐ")
    assert written(found, officer).written == 1
    reasons = [
        (
            2,
            "Năm 2025 đã ghi “Hoàn thành nhiệm vụ”, khác với tệp. Kiểm tra lại; cần sửa thì báo cơ quan "
            "thường trực.",
        ),
        (3, "Đã có, giữ nguyên."),
        (5, "Trùng với dòng khác của tệp, chỉ ghi một dòng."),
    ]
    assert dropped(found) == reasons
    todo = [text for _, text in queries.rows_with_todo(found)]
    assert todo == [reasons[0][1], reasons[1][1], "", reasons[2][1]]


def test_a_decision_number_is_the_same_in_other_letters(world, officer):
    make_person(world.commune, "Giàng Thị Chứ", birth_date=BORN)
    written(checked(officer, GRANT, row(GRANT, decision_no="2931/QĐ-UBND")), officer)
    again = checked(officer, GRANT, row(GRANT, decision_no="2931/qđ-ubnd"))
    assert classes(again) == [(2, "KNOWN")]


def test_a_second_run_of_the_job_writes_nothing_more(world, officer):
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    actions.begin_write(found.pk)
    actions.finish_write(found.pk)
    run(found, actions.WRITE_JOB)
    assert (found.state, Person.objects.count()) == ("DONE", 1)
    assert logged("awards.import_done") == [told(officer, found.pk, {"written": 1})]


def test_a_broken_writing_leaves_nothing_and_goes_on_later(world, officer, monkeypatch):
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    with monkeypatch.context() as patched:
        patched.setattr(audit, "record_many", lambda *args, **kwargs: 1 / 0)
        run(found, actions.WRITE_JOB)
    assert (found.state, Person.objects.count()) == ("WRITING", 0)
    job = queries.job_of(found)
    assert (job.kind, job.status) == ("awards.write_import", "FAILED")
    colleague = make_actor(world.office, Role.OFFICE_HEAD, user=make_user("Lê Văn Trưởng"))
    stranger = make_actor(world.commune, Role.EDITOR)
    with pytest.raises(NotAllowed):
        actions.run_again(found.pk, by=stranger)
    actions.run_again(found.pk, by=colleague)
    with pytest.raises(Stale, match="Việc này không còn chờ chạy lại"):
        actions.run_again(found.pk, by=officer)
    run(found, actions.WRITE_JOB)
    assert (found.state, found.written, Person.objects.count()) == ("DONE", 1, 1)
    data = {"job": job.pk, "kind": "awards.write_import"}
    assert logged("awards.import_run_again") == [told(colleague, found.pk, data)]
    with pytest.raises(Stale):
        actions.run_again(found.pk, by=officer)


def test_a_failed_check_is_run_again(world, officer, monkeypatch):
    found = send(officer, PERSON, workbook(PERSON, row(PERSON)))
    with monkeypatch.context() as patched:
        patched.setattr("awards.imports.checking.check", lambda *args: 1 / 0)
        run(found)
    assert (found.state, queries.job_of(found).status) == ("CHECKING", "FAILED")
    actions.run_again(found.pk, by=officer)
    run(found)
    assert (found.state, classes(found)) == ("CHECKED", [(2, "NEW")])


@pytest.mark.parametrize("end", ["role", "account", "unit"])
def test_who_has_left_since_the_press_writes_nothing(world, officer, end):
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    if end == "role":
        Membership.objects.filter(pk=officer.membership.pk).update(valid_to=NOW.date())
    elif end == "account":
        User.objects.filter(pk=officer.user_id).update(is_active=False)
    else:
        OrgUnit.objects.filter(pk=officer.unit_id).update(valid_to=NOW.date())
    run(found, actions.WRITE_JOB)
    said = (
        "Nguyễn Thu Hằng bấm ghi vào sổ nhưng người nhập không còn giữ vai trò "
        f"{officer.role_label} ở {officer.unit_name}."
    )
    assert (found.state, found.remarks, Person.objects.count()) == ("FAILED", [said], 0)
    refused = AuditEvent.objects.filter(name="awards.import_refused").values_list("object_id", "reason")
    assert list(refused) == [(found.pk, said)]
    assert queries.job_of(found).status == "DONE"


def test_a_broken_check_begins_anew(world, officer):
    found = send(officer, PERSON, workbook(PERSON, row(PERSON)))
    actions.begin_check(found.pk)
    run(found)
    assert (found.state, classes(found)) == ("CHECKED", [(2, "NEW")])
    assert actions.begin_check(found.pk) is None


def test_who_was_merged_since_the_check_gets_the_row_by_who_was_kept(officer, world):
    gone, kept = (make_person(world.commune, "Giàng Thị Chứ", birth_date=born) for born in (BORN, None))
    found = checked(officer, RATING, row(RATING))
    seen = plan_of(kept, gone).seen
    merge_people(kept.pk, gone.pk, by=officer, choices={"birth_date": "kept"}, reason="Một người", seen=seen)
    accept(found, officer)
    run(found, actions.WRITE_JOB)
    assert [one.person_id for one in AnnualRating.objects.all()] == [kept.pk]
