"""Two rows of one human being: merging them, taking that back, and judging that they are two."""

from datetime import UTC, date, datetime

import pytest

from awards import actions as awards
from awards.models import AnnualRating, Grant
from core import clock
from core.audit import SYSTEM
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from tests.factories.awards import make_award, make_past_grant
from tests.factories.units import make_actor, make_membership, make_person, make_province, make_unit
from units import actions
from units.merging import FIELDS, links, plan_of
from units.models import DifferentPeople, MergedRow, Person, PersonMerge, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    world = make_province()
    world.officer = make_actor(world.office, Role.OFFICER)
    world.kept = make_person(world.commune, "Lý Seo Sì", position="Công chức")
    world.gone = make_person(world.commune, "Lý  Seo Sì", position="Trưởng thôn", gender="MALE")
    return world


def merge(world, choices=None, **given):
    given = {"by": world.officer, "reason": "Đã đối chiếu hồ sơ", "seen": None} | given
    given["seen"] = given["seen"] or plan_of(*rows(world)).seen
    choices = {"position": "gone", "gender": "gone"} if choices is None else choices
    return actions.merge_people(world.kept.pk, world.gone.pk, choices=choices, **given)


def rows(world):
    return Person.objects.get(pk=world.kept.pk), Person.objects.get(pk=world.gone.pk)


def rate(person, year=2025, grade="GOOD"):
    return awards.record_rating(by=SYSTEM, person=person, year=year, grade=grade, source="TB 1")


def make_history(world):
    """Of each kind one row that hangs on the person who goes, and one grade that both have."""
    gone = world.gone
    rate(world.kept)
    return {
        "grant": make_past_grant(make_award("LDTT", recipients=["INDIVIDUAL"]), gone, 2025),
        "twice": rate(gone),
        "rating": rate(gone, 2024),
        "initiative": awards.record_initiative(
            by=SYSTEM, person=gone, name="Lớp học", level="PROVINCE", year=2025, decision_no="7/QĐ"
        ),
        "discipline": awards.record_discipline(
            by=SYSTEM, person=gone, form="WARNING", from_on=date(2020, 1, 1), decision="QĐ 15"
        ),
        "membership": make_membership(world.commune, Role.EDITOR, person=gone),
    }


def holders(history):
    return {name: type(row).objects.get(pk=row.pk).person_id for name, row in history.items()}


def messages(error):
    return [(problem.field, problem.message) for problem in error.value.problems]


# What moves -----------------------------------------------------------------------------------------------


def test_every_model_that_points_at_a_person_follows():
    """A new table about people appears here: whoever adds it decides whether it follows."""
    assert sorted(f"{model._meta.label}.{field.name}" for model, field in links()) == [
        "awards.AnnualRating.person",
        "awards.Discipline.person",
        "awards.Grant.person",
        "awards.ImportRow.person",
        "awards.Initiative.person",
        "nominations.Nomination.person",
        "reviews.CouncilMember.person",
        "units.Membership.person",
        "units.Person.merged_into",
        "units.PersonEthnicity.person",
        "units.PersonNumber.person",
    ]


def test_a_merge_moves_everything_and_is_undone(world):
    history = make_history(world)
    before = {person.pk: person for person in rows(world)}
    done = merge(world)
    kept, gone = rows(world)
    assert (kept.position, kept.gender, kept.full_name, kept.version) == (
        "Trưởng thôn",
        "MALE",
        "Lý Seo Sì",
        2,
    )
    assert (gone.merged_into_id, gone.version) == (kept.pk, 2)
    assert holders(history) == dict.fromkeys(history, kept.pk) | {"twice": gone.pk}
    assert (done.before, done.after) == (
        {"position": "Công chức", "gender": ""},
        {"position": "Trưởng thôn", "gender": "MALE"},
    )
    log = MergedRow.objects.order_by("model", "stayed").values_list("model", "key", "field", "old", "stayed")
    assert list(log) == [
        ("awards.annualrating", history["rating"].pk, "person", gone.pk, False),
        ("awards.annualrating", history["twice"].pk, "person", gone.pk, True),
        ("awards.discipline", history["discipline"].pk, "person", gone.pk, False),
        ("awards.grant", history["grant"].pk, "person", gone.pk, False),
        ("awards.initiative", history["initiative"].pk, "person", gone.pk, False),
        ("units.membership", history["membership"].pk, "person", gone.pk, False),
    ]
    event = AuditEvent.objects.get(name="units.people_merged")
    assert (event.object_id, event.reason, event.data["gone"]) == (kept.pk, "Đã đối chiếu hồ sơ", gone.pk)
    assert event.data["fields"] == ["gender", "position"]

    undone = actions.undo_merge(done.pk, by=world.officer, reason="Là hai anh em")
    assert holders(history) == dict.fromkeys(history, gone.pk)
    for person in rows(world):
        was = before[person.pk]
        assert [getattr(person, name) for name in FIELDS] == [getattr(was, name) for name in FIELDS]
        assert person.merged_into_id is None
    assert (undone.undone_at, undone.undone_by, undone.undone_reason) == (
        NOW,
        world.officer.user,
        "Là hai anh em",
    )
    assert AuditEvent.objects.get(name="units.merge_undone").reason == "Là hai anh em"
    assert merge(world).pk != done.pk


def test_rows_merged_earlier_lead_to_who_is_kept_now(world):
    third = make_person(world.commune, "Lý Seo Sì")
    first = actions.merge_people(
        world.gone.pk,
        third.pk,
        by=world.officer,
        choices={"position": "kept", "gender": "kept"},
        reason="x",
        seen=plan_of(world.gone, third).seen,
    )
    second = merge(world)
    third.refresh_from_db()
    assert third.merged_into_id == world.kept.pk
    with pytest.raises(RuleViolation) as error:
        actions.undo_merge(first.pk, by=world.officer, reason="y")
    assert "Hoàn tác lần gộp đó trước" in messages(error)[0][1]
    actions.undo_merge(second.pk, by=world.officer, reason="y")
    actions.undo_merge(first.pk, by=world.officer, reason="y")
    assert not Person.objects.exclude(merged_into=None).exists()


def test_what_is_written_later_goes_to_who_was_kept(world):
    merge(world)
    rate(world.gone, 2023)
    assert AnnualRating.objects.get().person_id == world.kept.pk
    found = actions.known_or_new_person(
        world.commune, full_name="Lý Seo Sì", birth_date=world.gone.birth_date, by=make_actor(world.commune)
    )
    assert found == world.kept
    assert [person.pk for person in Person.objects.standing()] == [world.kept.pk]


# What forbids it ------------------------------------------------------------------------------------------


def test_each_differing_fact_and_the_reason_are_asked_for(world):
    with pytest.raises(RuleViolation) as error:
        merge(world, {"position": "kept", "gender": "both"}, reason=" ")
    assert messages(error) == [
        ("gender", "Chọn giá trị đúng."),
        ("reason", "Ghi căn cứ để biết hai bản ghi là một người."),
    ]
    assert not PersonMerge.objects.exists()


def test_two_grades_of_a_year_that_differ_are_settled_first(world):
    rate(world.kept, grade="GOOD")
    rate(world.gone, grade="EXCELLENT")
    with pytest.raises(RuleViolation) as error:
        merge(world)
    assert messages(error) == [
        (
            "",
            "Hai bản ghi có xếp loại hằng năm không khớp nhau: “Lý Seo Sì 2025: Hoàn thành tốt nhiệm vụ” và "
            "“Lý Seo Sì 2025: Hoàn thành xuất sắc nhiệm vụ”. Xác minh và thống nhất trước khi gộp.",
        )
    ]


def test_one_award_of_one_decision_written_twice_stays_or_is_settled(world):
    award = make_award("LDTT", recipients=["INDIVIDUAL"])
    mine = make_past_grant(award, world.kept, 2025)
    theirs = make_past_grant(award, world.gone, 2025)
    same = {"decision_no": mine.decision_no, "decision_on": mine.decision_on}
    Grant.objects.filter(pk=theirs.pk).update(**same)
    revoked = {"status": "REVOKED", "revoked_at": NOW, "revoked_reason": "Khai man"}
    Grant.objects.filter(pk=theirs.pk).update(**revoked)
    assert [problem.code for problem in plan_of(*rows(world)).problems] == ["rows_clash"]
    Grant.objects.filter(pk=theirs.pk).update(status="GRANTED", revoked_at=None, revoked_reason="")
    merge(world)
    assert Grant.objects.get(pk=theirs.pk).person_id == world.gone.pk
    assert MergedRow.objects.get().stayed is True


def test_what_changed_since_the_preview_is_looked_at_again(world):
    seen = plan_of(*rows(world)).seen
    rate(world.gone)
    with pytest.raises(Stale):
        merge(world, seen=seen)
    assert (PersonMerge.objects.count(), AnnualRating.objects.get().person_id) == (0, world.gone.pk)


def test_a_row_is_merged_once(world):
    merge(world)
    with pytest.raises(Stale):
        merge(world)


def test_undoing_overwrites_nothing_that_somebody_did_since(world):
    rating = rate(world.gone)
    done = merge(world)
    Person.objects.filter(pk=world.kept.pk).update(position="Phó Chủ tịch")
    other = make_person(world.commune, "Vàng A Dế")
    AnnualRating.objects.filter(pk=rating.pk).update(person=other)
    with pytest.raises(RuleViolation) as error:
        actions.undo_merge(done.pk, by=world.officer, reason="Nhầm")
    assert [text for _, text in messages(error)] == [
        "Mục chức vụ đã được sửa sau lần gộp; hoàn tác sẽ ghi đè. Không hoàn tác được nữa.",
        "1 dòng xếp loại hằng năm đã được gắn với người khác sau lần gộp. Không hoàn tác được nữa.",
    ]
    Person.objects.filter(pk=world.kept.pk).update(position="Trưởng thôn")
    AnnualRating.objects.filter(pk=rating.pk).update(person=world.kept)
    with pytest.raises(RuleViolation):
        actions.undo_merge(done.pk, by=world.officer, reason="")
    actions.undo_merge(done.pk, by=world.officer, reason="Nhầm")
    with pytest.raises(Stale):
        actions.undo_merge(done.pk, by=world.officer, reason="Nhầm")


@pytest.mark.parametrize(
    ("place", "role", "allowed"),
    [
        ("office", Role.OFFICER, True),
        ("office", Role.OFFICE_HEAD, True),
        ("office", Role.DIRECTOR, False),
        ("commune", Role.OFFICER, True),
        ("commune", Role.EDITOR, False),
        ("commune", Role.HEAD, False),
        ("province", Role.ADMIN, False),
    ],
)
def test_the_standing_body_alone_merges_and_undoes(world, place, role, allowed):
    actor = make_actor(getattr(world, place), role)
    done = merge(world) if not allowed else None
    deeds = [
        lambda: merge(world, by=actor),
        lambda: actions.undo_merge((done or PersonMerge.objects.get()).pk, by=actor, reason="Nhầm"),
        lambda: actions.judge_different(world.kept.pk, world.gone.pk, by=actor),
    ]
    for deed in deeds:
        if allowed:
            deed()
        else:
            with pytest.raises(NotAllowed):
                deed()


def test_both_must_be_within_reach(world):
    elsewhere = make_person(make_unit("Xã A Mú Sung", parent=world.province))
    world.gone = elsewhere
    with pytest.raises(NotAllowed):
        merge(world, {"position": "kept", "unit": "kept"}, by=make_actor(world.commune, Role.OFFICER))
    merge(world, {"position": "kept", "unit": "gone"})
    assert rows(world)[0].unit_id == elsewhere.unit_id


def test_two_people_are_judged_different_once(world):
    judged = actions.judge_different(world.gone.pk, world.kept.pk, by=world.officer)
    assert (judged.first, judged.second, judged.judged_at) == (world.kept, world.gone, NOW)
    with pytest.raises(Stale):
        actions.judge_different(world.kept.pk, world.gone.pk, by=world.officer)
    assert DifferentPeople.objects.count() == 1
    merge(world)
    with pytest.raises(Stale):
        actions.judge_different(world.kept.pk, world.gone.pk, by=world.officer)
