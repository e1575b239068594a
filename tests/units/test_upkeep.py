"""Units are written down and put right: the deeds, each refusal, the loader afterwards, the pages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from core import clock, formkeys
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.core.triggers import refusing_inserts
from tests.factories.reorganisation import DAY, make_plan, new_unit, reorganise
from tests.factories.units import FOUNDED, make_actor, make_membership, make_province, make_unit
from tests.views.counting import asked
from units import reference
from units.actions import add_unit, correct_unit
from units.models import OrgUnit, Role, UnitKind
from units.queries_units import seen_of, text_of
from units.rules_units import UnitText

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
TEXT = UnitText(
    code="YTY-KT",
    name="Phòng Kinh tế",
    body_name="Phòng Kinh tế xã Y Tý",
    document_name="PHÒNG KINH TẾ XÃ Y TÝ",
    place_name="Y Tý",
    symbol="",
    phone="",
    kind="OFFICE",
    level="INNER",
    valid_from=date(2026, 3, 1),
)


@pytest.fixture
def world():
    made = make_province()
    made.neighbour = make_unit("Xã A Mú Sung", parent=made.province)
    made.inner = make_unit("Phòng Văn hóa", kind=UnitKind.OFFICE, parent=made.commune, code="YTY-VH")
    made.admin = make_actor(made.standing_body, Role.ADMIN)
    made.editor = make_actor(made.commune)
    with clock.at(NOW):
        yield made


def correct(unit, by, **changes):
    text = replace(text_of(unit), **changes)
    return correct_unit(unit.pk, by=by, seen=seen_of(unit), text=text)


def found(error) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in error.value.problems]


# Writing down ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["admin", "editor"])
def test_an_inner_unit_is_written_down(world, who):
    by = getattr(world, who)
    unit = add_unit(by=by, parent_id=world.commune.pk, text=replace(TEXT, name=" Phòng  Kinh tế"))
    assert text_of(OrgUnit.objects.get(pk=unit.pk)) == TEXT
    assert (unit.path, unit.folded) == (f"{world.commune.path}{unit.pk:04d}.", "phong kinh te xa y ty yty kt")
    event = AuditEvent.objects.get(name="units.unit_added")
    data = {"code": "YTY-KT", "name": "Phòng Kinh tế", "parent": world.commune.pk}
    assert (event.object_id, event.actor_id, event.data) == (unit.pk, by.user_id, data)


def test_a_failed_audit_leaves_no_unit(world):
    with refusing_inserts(AuditEvent._meta.db_table), pytest.raises(DatabaseError), transaction.atomic():
        add_unit(by=world.editor, parent_id=world.commune.pk, text=TEXT)
    assert not OrgUnit.objects.filter(code=TEXT.code).exists()


@pytest.mark.parametrize("place", ["neighbour", "province", "office"])
def test_a_unit_writes_only_below_itself(world, place):
    with pytest.raises(NotAllowed):
        add_unit(by=world.editor, parent_id=getattr(world, place).pk, text=TEXT)
    add_unit(by=world.admin, parent_id=getattr(world, place).pk, text=TEXT)


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICER, Role.OFFICE_HEAD, Role.DIRECTOR, Role.AUDITOR])
def test_other_roles_write_no_units(world, role):
    by = make_actor(world.commune, role)
    with pytest.raises(NotAllowed):
        add_unit(by=by, parent_id=world.commune.pk, text=TEXT)
    with pytest.raises(NotAllowed):
        correct(world.inner, by, name="Phòng Khác")


@pytest.mark.parametrize(
    ("who", "change", "problems"),
    [
        ("editor", {"kind": "COMMUNE", "level": "COMMUNE"}, [("kind_unknown", "kind")]),
        ("editor", {"level": "PROVINCE"}, [("level_unknown", "level")]),
        ("admin", {"kind": "DISTRICT"}, [("kind_unknown", "kind")]),
        ("admin", {"kind": "PROVINCE", "level": "PROVINCE"}, [("kind_unknown", "kind")]),
        ("admin", {"level": "DISTRICT"}, [("level_unknown", "level")]),
        ("admin", {"kind": "WARD"}, [("level_odd", "level")]),
        ("editor", {"name": "", "code": " "}, [("empty", "code"), ("empty", "name")]),
        ("editor", {"place_name": "x" * 101}, [("too_long", "place_name")]),
        ("editor", {"code": "YTY-VH"}, [("code_taken", "code")]),
        ("editor", {"name": "Phòng Văn hóa"}, [("name_taken", "name")]),
        ("editor", {"valid_from": date(2026, 11, 25)}, [("later", "valid_from")]),
        ("editor", {"valid_from": date(2025, 6, 30)}, [("before_parent", "valid_from")]),
    ],
)
def test_what_is_wrong_is_found(world, who, change, problems):
    with pytest.raises(RuleViolation) as error:
        add_unit(by=getattr(world, who), parent_id=world.commune.pk, text=replace(TEXT, **change))
    assert found(error) == problems
    assert not OrgUnit.objects.filter(valid_from=TEXT.valid_from).exists()


def test_nothing_is_hung_on_a_unit_that_ended(world):
    plan = make_plan("RENAME", world.commune, to=[new_unit("09001", "Xã Y Tý Mới", world.province)])
    reorganise(world.admin, plan)
    with pytest.raises(RuleViolation) as error:
        add_unit(by=world.admin, parent_id=world.commune.pk, text=TEXT)
    assert found(error) == [("parent_ended", "parent")]


# Putting right --------------------------------------------------------------------------------------------


def test_a_mistype_is_put_right_and_both_texts_are_kept(world):
    correct(world.inner, world.editor, name="Phòng Văn hóa - Xã hội", phone="0214 3800 126")
    unit = OrgUnit.objects.get(pk=world.inner.pk)
    assert (unit.name, unit.phone, unit.corrected_at) == ("Phòng Văn hóa - Xã hội", "0214 3800 126", NOW)
    event = AuditEvent.objects.get(name="units.unit_corrected")
    assert (event.object_id, event.data) == (
        unit.pk,
        {"changed": {"name": ["Phòng Văn hóa", "Phòng Văn hóa - Xã hội"], "phone": ["", "0214 3800 126"]}},
    )


def test_what_is_found_by_follows_the_corrected_names(world):
    correct(world.inner, world.editor, body_name="Phòng Văn hóa xã Y Tý", code="YTY-VHXH")
    assert OrgUnit.objects.get(pk=world.inner.pk).folded == "phong van hoa xa y ty yty vhxh"


def test_a_failed_audit_corrects_nothing(world):
    with refusing_inserts(AuditEvent._meta.db_table), pytest.raises(DatabaseError), transaction.atomic():
        correct(world.inner, world.editor, name="Phòng Khác")
    assert OrgUnit.objects.get(pk=world.inner.pk).name == "Phòng Văn hóa"


def test_who_was_slower_sees_both_texts(world):
    seen, text = seen_of(world.inner), text_of(world.inner)
    correct(world.inner, world.editor, name="Phòng Một")
    with pytest.raises(Stale) as error:
        correct_unit(world.inner.pk, by=world.admin, seen=seen, text=replace(text, name="Phòng Hai"))
    assert dict(error.value.theirs)["tên đơn vị"] == "Phòng Một"
    assert dict(error.value.mine)["tên đơn vị"] == "Phòng Hai"
    assert dict(error.value.mine)["loại đơn vị"] == "Phòng, đơn vị trực thuộc"
    assert OrgUnit.objects.get(pk=world.inner.pk).name == "Phòng Một"


def test_a_unit_that_was_reorganised_meanwhile_is_stale(world):
    seen, text = seen_of(world.commune), text_of(world.commune)
    plan = make_plan("RENAME", world.commune, to=[new_unit("09001", "Xã Y Tý Mới", world.province)])
    reorganise(world.admin, plan)
    with pytest.raises(Stale):
        correct_unit(world.commune.pk, by=world.admin, seen=seen, text=text)


def test_a_unit_corrects_its_inner_ones_and_nothing_else(world):
    school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=world.commune, level="COMMUNE")
    foreign = make_unit("Phòng Kinh tế", kind=UnitKind.OFFICE, parent=world.neighbour)
    for unit in (world.commune, world.neighbour, world.province, school, foreign):
        with pytest.raises(NotAllowed):
            correct(unit, world.editor, phone="1")
        correct(unit, world.admin, phone="0214 3800 126")
    with pytest.raises(NotAllowed):
        correct(world.inner, make_actor(world.inner), phone="1")
    correct(world.inner, make_actor(world.commune, Role.HEAD), phone="0214 3800 127")


def test_the_first_day_is_kept_where_something_hangs_on_it(world):
    make_membership(world.inner)
    with pytest.raises(RuleViolation) as error:
        correct(world.inner, world.editor, valid_from=date(2025, 7, 2))
    assert found(error) == [("in_use", "valid_from")]
    with pytest.raises(RuleViolation) as error:
        correct(world.inner, world.editor, valid_from=date(2025, 6, 30))
    assert found(error) == [("before_parent", "valid_from")]
    plan = make_plan("RENAME", world.commune, to=[new_unit("09001", "Xã Y Tý Mới", world.province)])
    reorganise(world.admin, plan)
    new, old = OrgUnit.objects.get(code="09001"), OrgUnit.objects.get(pk=world.commune.pk)
    with pytest.raises(RuleViolation) as error:
        correct(new, world.admin, valid_from=date(2026, 6, 30))
    assert found(error) == [("by_decree", "valid_from")]
    with pytest.raises(RuleViolation) as error:
        correct(old, world.admin, valid_from=DAY)
    assert found(error) == [("after_end", "valid_from")]
    assert correct(old, world.admin, phone="0214 3800 126").valid_from == FOUNDED


def test_a_code_or_name_of_another_is_refused_and_an_old_kind_may_stay(world):
    other = make_unit("Phòng Kinh tế", kind=UnitKind.OFFICE, parent=world.commune, code="YTY-KT")
    with pytest.raises(RuleViolation) as error:
        correct(world.inner, world.editor, code=other.code, name=other.name)
    assert found(error) == [("code_taken", "code"), ("name_taken", "name")]
    district = make_unit("Huyện Bát Xát", kind=UnitKind.DISTRICT, parent=world.province, level="DISTRICT")
    correct(district, world.admin, name="Huyện Bát Xát (cũ)")
    with pytest.raises(RuleViolation) as error:
        correct(world.inner, world.admin, kind="DISTRICT")
    assert found(error) == [("kind_unknown", "kind")]


def test_the_loader_leaves_a_corrected_unit_alone_and_keeps_its_key(world):
    reference.load()
    unit = OrgUnit.objects.get(code="02701", valid_to=None)
    correct(unit, world.admin, place_name="Ý Tý", level=unit.level)
    for change in ({"code": "9"}, {"valid_from": date(2025, 8, 1)}):
        with pytest.raises(RuleViolation) as error:
            correct(OrgUnit.objects.get(pk=unit.pk), world.admin, **change)
        assert ("in_file", next(iter(change))) in found(error)
    again = reference.load()
    assert (again.created, again.changed) == (0, 0)
    assert OrgUnit.objects.get(pk=unit.pk).place_name == "Ý Tý"


# Pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.editor.user)
    return client


def as_(who):
    client = Client()
    client.force_login(who.user)
    return client


def typed(**changes):
    values = {name: getattr(TEXT, name) for name in TEXT.__dataclass_fields__}
    values |= {"valid_from": "01/03/2026", formkeys.FIELD: formkeys.new_key()}
    return values | changes


def test_the_editor_adds_from_the_page_of_his_unit(world, client):
    own = client.get(f"/don-vi/{world.commune.pk}/").content.decode()
    assert f'href="/don-vi/them/?thuoc={world.commune.pk}"' in own
    assert f"/don-vi/{world.commune.pk}/sua/" not in own
    form = client.get("/don-vi/them/", {"thuoc": world.commune.pk}).context["form"]
    assert form["parent"].value() == world.commune.pk
    assert [unit.name for unit in form.fields["parent"].queryset] == ["Xã Y Tý", "Phòng Văn hóa"]
    assert "level" not in form.fields
    response = client.post("/don-vi/them/", typed(parent=world.commune.pk, level="PROVINCE"))
    unit = OrgUnit.objects.get(code="YTY-KT")
    assert (response.status_code, response["Location"]) == (302, f"/don-vi/{unit.pk}/")
    assert (text_of(unit), unit.parent) == (TEXT, world.commune)


def test_admin_adds_under_a_unit_that_he_names(world):
    client = as_(world.admin)
    listed = client.get("/don-vi/").content.decode()
    assert 'href="/don-vi/them/"' in listed
    assert 'href="/don-vi/sap-xep/"' in listed
    response = client.post("/don-vi/them/", typed(parent="Xã A Mú Sung"))
    assert response.status_code == 302
    assert OrgUnit.objects.get(code="YTY-KT").parent == world.neighbour


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "Ghi tên đơn vị."),
        ({"document_name": " "}, "document_name", "Ghi tên trên văn bản."),
        ({"kind": "COMMUNE"}, "kind", "Chọn loại đơn vị."),
        ({"parent": "1"}, "parent", "Chọn đơn vị cấp trên."),
        ({"valid_from": "32/13/2026"}, "valid_from", "Ghi ngày dạng ngày/tháng/năm, ví dụ 05/02/2027."),
        ({"code": "YTY-VH"}, "code", "Mã YTY-VH đang dùng cho đơn vị khác cùng loại. Ghi mã khác."),
        ({"symbol": "x" * 33}, "symbol", "Ký hiệu văn bản dài quá 32 ký tự, hãy ghi gọn lại."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(world, client, change, field, sentence):
    response = client.post("/don-vi/them/", typed(parent=world.commune.pk) | change)
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {field: [sentence]}
    assert form["body_name"].value() == TEXT.body_name


def test_the_page_of_correction_shows_what_is_there_and_saves(world, client):
    page = client.get(f"/don-vi/{world.inner.pk}/sua/")
    form = page.context["form"]
    assert (form["name"].value(), form["valid_from"].value()) == ("Phòng Văn hóa", "01/07/2025")
    assert "là việc sắp xếp đơn vị" in page.content.decode()
    values = {name: form[name].value() for name in form.fields} | {formkeys.FIELD: formkeys.new_key()}
    response = client.post(f"/don-vi/{world.inner.pk}/sua/", values | {"name": "Phòng Văn hóa - Xã hội"})
    assert (response.status_code, response["Location"]) == (302, f"/don-vi/{world.inner.pk}/")
    assert OrgUnit.objects.get(pk=world.inner.pk).name == "Phòng Văn hóa - Xã hội"
    late = client.post(
        f"/don-vi/{world.inner.pk}/sua/", values | {"name": "Khác", formkeys.FIELD: formkeys.new_key()}
    )
    assert late.status_code == 409
    assert "Phòng Văn hóa - Xã hội" in late.content.decode()


def test_admin_corrects_a_district_of_old_without_losing_its_kind(world):
    district = make_unit("Huyện Bát Xát", kind=UnitKind.DISTRICT, parent=world.province, level="DISTRICT")
    client = as_(world.admin)
    form = client.get(f"/don-vi/{district.pk}/sua/").context["form"]
    values = {name: form[name].value() for name in form.fields} | {formkeys.FIELD: formkeys.new_key()}
    assert client.post(f"/don-vi/{district.pk}/sua/", values | {"phone": "02143"}).status_code == 302
    district.refresh_from_db()
    assert (district.kind, district.level, district.phone) == ("DISTRICT", "DISTRICT", "02143")


def test_the_form_costs_the_same_with_more_units(world, client):
    with asked() as few:
        client.get("/don-vi/them/")
    for number in range(3):
        make_unit(f"Thôn {number}", kind=UnitKind.OTHER, parent=world.commune, level="INNER")
    with asked() as many:
        client.get("/don-vi/them/")
    assert (len(many), many.twice) == (len(few), [])
