"""A dossier is made and filled: create, add, edit, remove. Who may, when, what is kept, what the log says."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from nominations import actions
from nominations.models import Dossier, Nomination
from tests.actions.people import senders
from tests.actions.seen import events, everything
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, OPENS
from tests.factories.nominations import DURING, make_draft, nominee_values

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)


@pytest.fixture
def draft(stage):
    return make_draft(stage.editor, stage.round)


@pytest.fixture
def nominee(draft):
    return draft.nominations.get()


def add(dossier, stage, by=None, **change):
    return actions.add_nomination(dossier.pk, nominee_values(stage.award, **change), by=by or stage.editor)


def edit(nominee, stage, by=None, seen=1, **change):
    values = nominee_values(stage.award, **change)
    return actions.edit_nomination(nominee.pk, values, seen_version=seen, by=by or stage.editor)


# --- Create -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["editor", "head"])
def test_a_unit_makes_an_empty_draft(stage, who):
    actor = getattr(stage, who)
    dossier = actions.create_dossier(stage.round.pk, by=actor)
    stored = Dossier.objects.values(
        "round", "unit", "code", "state", "version", "created_at", "created_by", "updated_at", "submitted_at"
    ).get(pk=dossier.pk)
    assert stored == {
        "round": stage.round.pk,
        "unit": stage.province.commune.pk,
        "code": None,
        "state": "DRAFT",
        "version": 1,
        "created_at": DURING,
        "created_by": actor.user_id,
        "updated_at": DURING,
        "submitted_at": None,
    }
    assert events("object_id", "actor_id", "acting_for_id", "data") == [
        (
            "nominations.dossier_created",
            dossier.pk,
            actor.user_id,
            stage.province.commune.pk,
            {"round": stage.round.code},
        )
    ]


@pytest.mark.parametrize(
    ("who", "made"),
    [("right", 1), ("wrong role", 0), ("wrong kind", 0), ("another province", 0), ("receives only", 0)],
)
def test_only_a_unit_that_the_round_asks_makes_a_dossier(stage, who, made):
    actor = senders(stage)[who]
    if made:
        actions.create_dossier(stage.round.pk, by=actor)
    else:
        with pytest.raises(NotAllowed):
            actions.create_dossier(stage.round.pk, by=actor)
    assert (Dossier.objects.count(), len(events())) == (made, made)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (OPENS - TICK, "window_not_open"),
        (OPENS, None),
        (CLOSES - TICK, None),
        (CLOSES, "window_closed"),
    ],
)
def test_a_draft_is_begun_inside_the_window(stage, moment, code):
    with clock.at(moment):
        if code is None:
            actions.create_dossier(stage.round.pk, by=stage.editor)
        else:
            with pytest.raises(RuleViolation) as refusal:
                actions.create_dossier(stage.round.pk, by=stage.editor)
            assert [problem.code for problem in refusal.value.problems] == [code]
    assert Dossier.objects.count() == (code is None)


def test_without_its_line_in_the_log_nothing_is_made(stage, full_log):
    with pytest.raises(DatabaseError, match="takes nothing"):
        actions.create_dossier(stage.round.pk, by=stage.editor)
    assert Dossier.objects.count() == 0


# --- Add --------------------------------------------------------------------------------------------------


def test_a_nominee_is_added(stage):
    dossier = actions.create_dossier(stage.round.pk, by=stage.editor)
    with clock.at(DURING + timedelta(minutes=3)):
        nomination = add(dossier, stage)
    stored = Nomination.objects.values(
        "dossier", "person", "award", "recipient", "order", "full_name", "folded", "birth_date", "gender",
        "position", "leader_class", "achievement", "merit", "unit_name", "version", "updated_at",
    ).get()  # fmt: skip
    assert stored == {
        "dossier": dossier.pk,
        "person": None,
        "award": stage.award.pk,
        "recipient": "INDIVIDUAL",
        "order": 1,
        "full_name": "Vàng Thị Lan",
        "folded": "vang thi lan",
        "birth_date": date(1986, 2, 5),
        "gender": "FEMALE",
        "position": "Trưởng thôn Mò Phú Chải",
        "leader_class": "DIRECT_WORKER",
        "achievement": "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công.",
        "merit": "Có thành tích xuất sắc trong xây dựng nông thôn mới năm 2026",
        "unit_name": "",
        "version": 1,
        "updated_at": DURING + timedelta(minutes=3),
    }
    assert events("object_id", "data")[1:] == [
        ("nominations.nomination_added", dossier.pk, {"name": "Vàng Thị Lan", "nomination": nomination.pk})
    ]
    dossier.refresh_from_db()
    assert (dossier.version, dossier.updated_at) == (2, DURING + timedelta(minutes=3))


def test_what_is_typed_is_stored_in_one_form(stage, draft):
    """Faults 22, 23: NFD, NBSP, double spaces, zero-width and a half character."""
    added = add(
        draft,
        stage,
        full_name="  Hoa\u0300\u00a0 Đạo\u200b ",
        position="Bí thư\r\n chi bộ \ud83d",
        achievement="Một 😀\r\nhai\u202e\x00",
    )
    added.refresh_from_db()
    assert (added.full_name, added.folded, added.position, added.achievement) == (
        "Hoà Đạo",
        "hoa dao",
        "Bí thư chi bộ",
        "Một 😀\nhai",
    )


def test_numbers_go_on_after_the_last(stage):
    draft = make_draft(stage.editor, stage.round, nominees=3)
    middle = draft.nominations.get(order=2)
    actions.remove_nomination(middle.pk, by=stage.editor)
    add(draft, stage, full_name="Người Mới")
    assert list(draft.nominations.values_list("order", flat=True)) == [1, 3, 4]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"full_name": "\u200b"}, "no_name"),
        ({"birth_date": date(2026, 11, 23)}, "birth_in_future"),
        ({"achievement": " \n "}, "no_achievement"),
        ({"award_id": "other"}, "award_not_in_round"),
    ],
)
@pytest.mark.parametrize("deed", ["add", "edit"])
def test_a_nominee_with_a_problem_is_not_saved(stage, draft, deed, change, code):
    if "award_id" in change:
        change = {"award_id": make_award("HCLD").pk}
    before = everything()
    with pytest.raises(RuleViolation) as refusal:
        add(draft, stage, **change) if deed == "add" else edit(draft.nominations.get(), stage, **change)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert everything() == before


def test_a_doubtful_age_warns_and_is_saved(stage, draft):
    assert add(draft, stage, birth_date=date(2015, 1, 1)).pk is not None


def test_no_row_holds_a_person_before_the_dossier_is_sent(stage):
    make_draft(stage.editor, stage.round, nominees=3)
    assert list(Nomination.objects.values_list("person", "unit_name")) == [(None, "")] * 3


# --- Edit -------------------------------------------------------------------------------------------------


def test_an_edit_changes_what_was_typed_and_counts_up(stage, draft, nominee):
    other = make_award("CSTD")
    stage.round.awards.add(other)
    later = DURING + timedelta(minutes=5)
    with clock.at(later):
        edit(nominee, stage, by=stage.head, full_name="Vàng Thị Lân", award_id=other.pk, gender="MALE")
    nominee.refresh_from_db()
    assert (nominee.full_name, nominee.folded, nominee.award_id, nominee.gender) == (
        "Vàng Thị Lân",
        "vang thi lan",
        other.pk,
        "MALE",
    )
    assert (nominee.version, nominee.order, nominee.updated_at) == (2, 1, later)
    draft.refresh_from_db()
    assert (draft.version, draft.updated_at) == (3, later)
    assert events("actor_id", "data")[-1] == (
        "nominations.nomination_edited",
        stage.head.user_id,
        {"name": "Vàng Thị Lân", "nomination": nominee.pk},
    )


def test_a_stale_edit_overwrites_nothing_and_shows_both_texts(stage, nominee):
    """Faults 2: two clerks; the second gets his own text back with the changed fields marked."""
    with clock.at(DURING + timedelta(minutes=1)):
        edit(nominee, stage, by=stage.head, position="Bí thư chi bộ", leader_class="OTHER_LEADER")
    before = everything()
    with pytest.raises(Stale) as refusal:
        edit(nominee, stage, achievement="Bài của tôi", gender="MALE")
    assert refusal.value.message.startswith(
        "Ly Thị Sua đã sửa người này lúc 10:43 ngày 23/11/2026, trong khi đồng chí đang soạn."
    )
    assert refusal.value.theirs == [
        ("giới tính", "Nữ"),
        ("chức vụ, công việc", "Bí thư chi bộ"),
        ("nhóm đối tượng", "Lãnh đạo khác từ phó phòng trở lên"),
        ("thành tích", "Vận động 42 hộ làm nhà vệ sinh, góp 310 ngày công."),
    ]
    assert refusal.value.mine == [
        ("giới tính", "Nam"),
        ("chức vụ, công việc", "Trưởng thôn Mò Phú Chải"),
        ("nhóm đối tượng", "Người trực tiếp công tác, lao động, học tập, chiến đấu"),
        ("thành tích", "Bài của tôi"),
    ]
    assert everything() == before


def test_two_tabs_of_one_clerk_are_two_people(stage, nominee):
    """Faults 3."""
    edit(nominee, stage, position="Từ thẻ thứ nhất")
    with pytest.raises(Stale) as refusal:
        edit(nominee, stage, position="Từ thẻ thứ hai")
    assert refusal.value.message.startswith("Tráng A Lử đã sửa người này")
    assert edit(nominee, stage, seen=2, position="Sau khi mở lại").version == 3


def test_the_name_is_of_who_edited_this_nominee(stage):
    """Another nominee of the same dossier, edited later by somebody else, changes nothing in it."""
    draft = make_draft(stage.editor, stage.round, nominees=2)
    first, second = draft.nominations.all()
    edit(first, stage, by=stage.head, position="Bí thư chi bộ")
    edit(second, stage, full_name="Lý Seo Sì")
    with pytest.raises(Stale, match=r"^Ly Thị Sua đã sửa"):
        edit(first, stage, position="Khác")


@pytest.mark.parametrize("seen", [0, 2, -1])
def test_a_version_that_nobody_saw_is_stale_too(stage, nominee, seen):
    with pytest.raises(Stale, match=r"^Có người đã sửa"):
        edit(nominee, stage, seen=seen)


# --- Remove -----------------------------------------------------------------------------------------------


def test_a_nominee_is_taken_out_and_the_log_keeps_the_name(stage, draft, nominee):
    actions.remove_nomination(nominee.pk, by=stage.head)
    assert draft.nominations.count() == 0
    assert events("actor_id", "data")[-1] == (
        "nominations.nomination_removed",
        stage.head.user_id,
        {"name": "Vàng Thị Lan", "nomination": nominee.pk},
    )
    draft.refresh_from_db()
    assert draft.version == 3


@pytest.mark.parametrize("deed", ["edit", "remove"])
def test_who_comes_after_the_removal_is_told(stage, nominee, deed):
    actions.remove_nomination(nominee.pk, by=stage.head)
    before = everything()
    with pytest.raises(Stale, match="vừa được bỏ khỏi hồ sơ"):
        edit(nominee, stage) if deed == "edit" else actions.remove_nomination(nominee.pk, by=stage.editor)
    assert everything() == before
