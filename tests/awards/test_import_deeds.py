"""Files from Excel: the dry run, decisions, the writing, who may, and what the log keeps."""

from datetime import UTC, date, datetime

import pytest

from awards.imports import actions, permissions
from awards.imports.columns import GRANT, INITIATIVE, PERSON, RATING, SORTS
from awards.models import AnnualRating, Grant, Initiative
from core import audit, clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent, Job
from core.uploads import Incoming
from tests.awards.importing import (
    BORN,
    accept,
    checked,
    classes,
    row,
    run,
    send,
    texts,
    workbook,
    written,
)
from tests.factories.awards import make_award
from tests.factories.units import make_actor, make_person, make_province, make_unit, make_user
from units.models import OrgUnit, Person, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    world = make_province()
    OrgUnit.objects.filter(pk=world.commune.pk).update(code="02701")
    world.commune.refresh_from_db()
    world.neighbour = make_unit("Xã A Mú Sung", parent=world.province, code="02686")
    make_award()
    return world


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng"))


def logged(name: str) -> list:
    return list(AuditEvent.objects.filter(name=name).order_by("pk").values_list("object_id", "data"))


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
    assert logged("units.person_added") == [(person.pk, data)]
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
    assert {
        "award": "BKT",
        "decision_no": "12/QĐ-UBND",
        "decision_on": "2025-12-20",
        "register": "",
        "source": "IMPORTED",
        "import": found.pk,
        "row": 2,
    } == logged("awards.granted")[0][1]


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


def test_a_second_run_of_the_job_writes_nothing_more(world, officer):
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    actions.begin_write(found.pk)
    actions.finish_write(found.pk)
    run(found, actions.WRITE_JOB)
    assert (found.state, Person.objects.count()) == ("DONE", 1)
    assert len(logged("awards.import_done")) == 1


def test_a_broken_writing_leaves_nothing_and_goes_on_later(world, officer, monkeypatch):
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    with monkeypatch.context() as patched:
        patched.setattr(audit, "record_many", lambda *args, **kwargs: 1 / 0)
        run(found, actions.WRITE_JOB)
    assert (found.state, Person.objects.count()) == ("WRITING", 0)
    Job.objects.filter(kind=actions.WRITE_JOB).update(status=Job.Status.WAITING)
    run(found, actions.WRITE_JOB)
    assert (found.state, found.written, Person.objects.count()) == ("DONE", 1, 1)


def test_a_broken_check_begins_anew(world, officer):
    found = send(officer, PERSON, workbook(PERSON, row(PERSON)))
    actions.begin_check(found.pk)
    run(found)
    assert (found.state, classes(found)) == ("CHECKED", [(2, "NEW")])
    assert actions.begin_check(found.pk) is None


# Decisions ----------------------------------------------------------------------------------------------


@pytest.fixture
def namesake(world):
    return make_person(world.neighbour, "Giàng Thị Chứ", birth_date=BORN)


def outcome(found, choice: str, officer) -> int:
    """Decide on the only row and have the file written; how many rows that were."""
    actions.decide(found.pk, {2: choice}, by=officer)
    try:
        return written(found, officer).written
    except RuleViolation:
        return 0


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
    actions.decide(found.pk, {2: "OTHER", 77: "OTHER"}, by=officer)
    one = found.rows.get()
    assert (one.decision, one.person, one.decided_by, one.decided_at) == ("OTHER", None, officer.user, NOW)
    actions.decide(found.pk, {2: "OTHER"}, by=officer)
    assert logged("awards.import_decided") == [(found.pk, {"rows": {"2": ["OTHER", None]}})]
    actions.decide(found.pk, {2: ""}, by=officer)
    one.refresh_from_db()
    assert (one.decision, one.decided_by, one.decided_at) == ("", None, None)


def test_only_a_person_of_the_row_may_be_chosen(world, officer, namesake):
    stranger = make_person(world.commune, "Người lạ")
    found = checked(officer, PERSON, row(PERSON))
    for choice in (str(stranger.pk), "x", "-1", "²"):
        with pytest.raises(RuleViolation):
            actions.decide(found.pk, {2: choice}, by=officer)
    assert found.rows.get().decision == ""


def test_rows_that_are_sure_take_no_decision(world, officer):
    found = checked(officer, PERSON, row(PERSON))
    actions.decide(found.pk, {2: "OTHER"}, by=officer)
    assert found.rows.get().decision == ""


# Accepting ----------------------------------------------------------------------------------------------


def test_a_file_is_accepted_once(world, officer):
    colleague = make_actor(world.office, Role.OFFICE_HEAD, user=make_user("Lê Văn Trưởng"))
    found = checked(officer, PERSON, row(PERSON))
    accept(found, officer)
    with pytest.raises(Stale, match="Nguyễn Thu Hằng đã bấm ghi vào sổ lúc 10:00 ngày 24/11/2026"):
        actions.accept(found.pk, seen=1, by=colleague)
    with pytest.raises(Stale):
        actions.decide(found.pk, {2: "OTHER"}, by=officer)
    assert Job.objects.filter(kind=actions.WRITE_JOB).count() == 1


def test_what_was_seen_is_what_is_written(world, officer, namesake):
    found = checked(officer, PERSON, row(PERSON), row(PERSON, full_name="Vàng Thị Mỷ"))
    actions.decide(found.pk, {2: "OTHER"}, by=officer)
    with pytest.raises(Stale, match="bây giờ sẽ ghi 2 dòng, không phải 1"):
        actions.accept(found.pk, seen=1, by=officer)
    assert actions.accept(found.pk, seen=2, by=officer).state == "ACCEPTED"


def test_nothing_to_write_and_not_yet_checked(world, officer):
    found = checked(officer, PERSON, row(PERSON, unit="x"))
    with pytest.raises(RuleViolation):
        actions.accept(found.pk, seen=0, by=officer)
    with pytest.raises(Stale):
        actions.accept(send(officer, PERSON, workbook(PERSON)).pk, seen=0, by=officer)


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
        ("commune", Role.EDITOR, [PERSON, RATING, INITIATIVE]),
        ("commune", Role.HEAD, [PERSON, RATING, INITIATIVE]),
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
            actions.decide(found.pk, {2: ""}, by=actor)
    assert accept(found, colleague).state == "ACCEPTED"
