"""What waits for whom, in which state of a dossier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations import actions, queries
from tests.factories.dossier_states import in_state
from tests.factories.nominations import conclude

WAITS = {
    "DRAFT": {"editor", "head"},
    "AWAITING_SIGN_OFF": {"head"},
    "RETURNED": {"editor", "head"},
    "SUBMITTED": {"officer", "office_head"},
    "ACCEPTED": {"officer"},
    "APPRAISED": {"office_head"},
    "CONFIRMED": set(),
    "CLOSED": set(),
    "WITHDRAWN": set(),
    "REFUSED": set(),
}
PEOPLE = ("editor", "head", "officer", "office_head")


@pytest.mark.parametrize("state", WAITS)
def test_a_dossier_waits_for_the_one_whose_turn_it_is(stage, state):
    in_state(stage, state)
    waits = {
        name
        for name in PEOPLE
        if any(not item.waiting_elsewhere for item in queries.waiting_for(getattr(stage, name)))
    }
    assert waits == WAITS[state]


def test_the_words_say_what_to_do(stage):
    for state in ("AWAITING_SIGN_OFF", "RETURNED", "SUBMITTED", "ACCEPTED", "APPRAISED"):
        in_state(stage, state)
    titles = {
        name: {item.title for item in queries.waiting_for(getattr(stage, name)) if not item.waiting_elsewhere}
        for name in PEOPLE
    }
    name, unit = stage.round.name, "UBND xã Y Tý"
    assert titles == {
        "editor": {f"Bổ sung, gửi lại hồ sơ {name}"},
        "head": {f"Bổ sung, gửi lại hồ sơ {name}", f"Duyệt và gửi hồ sơ {name}"},
        "officer": {f"Tiếp nhận hồ sơ của {unit}", f"Thẩm định hồ sơ của {unit}"},
        "office_head": {f"Tiếp nhận hồ sơ của {unit}", f"Duyệt kết quả thẩm định hồ sơ của {unit}"},
    }


def test_a_supplement_waits_for_the_unit_and_while_it_does_not_for_the_officer(stage):
    dossier = in_state(stage, "ACCEPTED")
    nomination = dossier.nominations.get()
    supplement = actions.ask_supplement(nomination.pk, reason="Thiếu quyết định.", days=3, by=stage.officer)
    [item] = [item for item in queries.waiting_for(stage.editor) if not item.waiting_elsewhere]
    assert (item.title, item.due) == ("Bổ sung hồ sơ của bà Vàng Thị Lan", supplement.due_on)
    assert [item.waiting_elsewhere for item in queries.waiting_for(stage.officer)] == [True]
    actions.answer_supplement(supplement.pk, answer="Đã gửi.", by=stage.editor)
    assert [item.waiting_elsewhere for item in queries.waiting_for(stage.officer)] == [False]
    conclude(nomination, by=stage.officer)
    [item] = queries.waiting_for(stage.officer)
    assert "đã kết luận 1/1" in item.meta


@pytest.mark.parametrize("name", PEOPLE)
def test_the_list_costs_the_same_for_one_and_for_three(stage, name):
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            queries.waiting_for(getattr(stage, name))
        return len(counted)

    for state in ("DRAFT", "SUBMITTED"):
        in_state(stage, state)
    one = cost()
    for state in ("DRAFT", "SUBMITTED", "ACCEPTED", "APPRAISED"):
        in_state(stage, state)
    assert cost() == one
