"""The pages of the standing body, and the supplement that the unit answers."""

import pytest

from nominations import actions
from nominations.models import Dossier, Nomination, Supplement
from tests.factories.dossier_states import in_state
from tests.factories.nominations import conclude, make_accepted
from tests.factories.units import make_actor
from tests.nominations.walking import As, address
from units.models import Role


def accepted(stage, nominees: int = 1) -> tuple[Dossier, list[Nomination]]:
    event = make_accepted(stage.head, stage.officer, stage.round, nominees=nominees)
    dossier = Dossier.objects.get(pk=event.object_id)
    return dossier, list(dossier.nominations.all())


def test_the_queue_shows_what_is_on_the_desks_and_its_chips_count(stage):
    for state in ("DRAFT", "SUBMITTED", "ACCEPTED", "ACCEPTED", "APPRAISED", "CONFIRMED", "WITHDRAWN"):
        in_state(stage, state)
    officer = As(stage.officer)
    response = officer.get("queue")
    assert [row.state for row in response.context["page"].rows] == [
        "SUBMITTED",
        "ACCEPTED",
        "ACCEPTED",
        "APPRAISED",
    ]
    assert [(state.code, count) for state, count in response.context["chips"]] == [
        ("SUBMITTED", 1),
        ("ACCEPTED", 2),
        ("APPRAISED", 1),
    ]
    chosen = officer.get("queue", state="ACCEPTED").context["page"].rows
    assert [row.state for row in chosen] == ["ACCEPTED", "ACCEPTED"]
    assert As(stage.editor).get("queue").status_code == 403


def test_the_queue_costs_the_same_for_one_and_for_three(stage):
    officer = As(stage.officer)
    in_state(stage, "SUBMITTED")
    officer.get("queue")
    one = officer.queries("queue")
    in_state(stage, "SUBMITTED"), in_state(stage, "ACCEPTED")
    assert officer.queries("queue") == one


def test_saving_a_conclusion_leads_to_the_next_without_one(stage):
    dossier, rows = accepted(stage, nominees=3)
    officer = As(stage.officer)
    page = officer.text("appraise", rows[1].pk)
    assert "Lưu và sang người thứ 3" in page
    response = officer.post("appraise", rows[1].pk, conclusion="QUALIFIED", version=1)
    assert response.url == address("appraise", rows[2].pk)
    response = officer.post(
        "appraise", rows[2].pk, conclusion="NOT_QUALIFIED", reason="Chưa đủ hai năm.", version=1
    )
    assert response.url == address("appraise", rows[0].pk)
    response = officer.post("appraise", rows[0].pk, conclusion="QUALIFIED", version=1)
    assert response.url == address("dossier_detail", dossier.pk)
    assert [row.outcome for row in dossier.nominations.all()] == ["QUALIFIED", "QUALIFIED", "NOT_QUALIFIED"]


def test_a_missing_reason_is_said_and_the_choice_stays(stage):
    _, [row] = accepted(stage)
    response = As(stage.officer).post("appraise", row.pk, conclusion="NEEDS_JUDGEMENT", reason="", version=1)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="NEEDS_JUDGEMENT" checked' in page
    assert "Ghi lý do." in page
    assert Nomination.objects.get().outcome == "PROPOSED"


def test_a_stale_conclusion_shows_both_texts(stage):
    _, [row] = accepted(stage)
    conclude(row, "NOT_QUALIFIED", by=stage.office_head, reason="Chưa đủ hai năm.")
    response = As(stage.officer).post(
        "appraise", row.pk, conclusion="QUALIFIED", reason="Đủ điều kiện.", version=1
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Chưa đủ hai năm." in page
    assert "Đủ điều kiện." in page


@pytest.mark.parametrize("who", ["officer", "office_head", "director"])
def test_the_appraisal_page_costs_the_same_for_one_nominee_and_for_three(stage, who):
    stage.director = make_actor(stage.province.standing_body, Role.DIRECTOR)
    _, [alone] = accepted(stage)
    _, rows = accepted(stage, nominees=3)
    browser = As(getattr(stage, who))
    browser.get("appraise", alone.pk)
    assert browser.queries("appraise", alone.pk) == browser.queries("appraise", rows[1].pk)


def test_who_reads_a_nominee(stage):
    _, [row] = accepted(stage)
    stage.director = make_actor(stage.province.standing_body, Role.DIRECTOR)
    seen = {
        name: [
            As(getattr(stage, name)).get(page, row.pk).status_code
            for page in ("nomination_detail", "appraise")
        ]
        for name in ("editor", "head", "officer", "office_head", "director")
    }
    assert seen == {
        "editor": [200, 403],
        "head": [200, 403],
        "officer": [200, 200],
        "office_head": [200, 200],
        "director": [200, 200],
    }
    page = As(stage.director).text("appraise", row.pk)
    assert "Việc thẩm định do chuyên viên" in page


# Several at once ------------------------------------------------------------------------------------------


def test_the_confirmation_names_who_is_meant_and_who_is_not(stage):
    dossier, rows = accepted(stage, nominees=3)
    conclude(rows[1], "NEEDS_JUDGEMENT", by=stage.officer)
    actions.ask_supplement(rows[2].pk, reason="Thiếu.", days=3, by=stage.officer)
    officer = As(stage.officer)
    page = officer.text("dossier_qualify", dossier.pk, chon=[row.pk for row in rows])
    assert "Chuyển 1 đề nghị sang “Đủ tiêu chuẩn”?" in page
    assert f"{rows[1].full_name} (cần xem xét), {rows[2].full_name} (chờ đơn vị bổ sung)" in page
    assert Nomination.objects.filter(outcome="QUALIFIED").count() == 0  # looking changes nothing
    assert officer.post("dossier_qualify", dossier.pk, chon=[rows[0].pk]).status_code == 302
    assert Nomination.objects.get(outcome="QUALIFIED") == rows[0]


def test_nobody_chosen_is_said(stage):
    dossier, _ = accepted(stage)
    assert "Chưa chọn ai" in As(stage.officer).text("dossier_qualify", dossier.pk)


@pytest.mark.parametrize("text", ["x", "-1", "9" * 30])
def test_a_damaged_choice_is_nobody(stage, text):
    dossier, _ = accepted(stage)
    response = As(stage.officer).post("dossier_qualify", dossier.pk, chon=[text])
    assert response.status_code == 422


# A supplement ---------------------------------------------------------------------------------------------


def test_a_supplement_from_question_to_answer(stage):
    dossier, [asked, other] = accepted(stage, nominees=2)
    officer, editor = As(stage.officer), As(stage.editor)
    response = officer.post("supplement_ask", asked.pk, reason="Thiếu quyết định.", days=40)
    assert response.status_code == 422
    assert "Thiếu quyết định." in response.content.decode()
    assert officer.post("supplement_ask", asked.pk, reason="Thiếu quyết định.", days=3).status_code == 302
    supplement = Supplement.objects.get()

    page = editor.text("dossier_detail", dossier.pk)
    assert "Cần bổ sung trước 26/11/2026" in page
    assert address("supplement_answer", supplement.pk) in page
    assert editor.get("nomination_edit", other.pk).status_code == 403
    asked.refresh_from_db()
    data = {
        "full_name": asked.full_name,
        "birth_date": "05/02/1987",
        "gender": "FEMALE",
        "position": "Trưởng thôn",
        "achievement": "Đã bổ sung số liệu.",
        "version": asked.version,
    }
    response = editor.post("nomination_edit", asked.pk, **data)
    assert response.url == address("supplement_answer", supplement.pk)
    assert editor.post("supplement_answer", supplement.pk, answer="").status_code == 422
    assert editor.post("supplement_answer", supplement.pk, answer="Đã gửi kèm.").status_code == 302
    assert "Đã gửi kèm." in officer.text("appraise", asked.pk)
    asked.refresh_from_db()
    assert (asked.award, asked.achievement) == (stage.award, "Đã bổ sung số liệu.")


def test_the_officer_stops_waiting(stage):
    _, [row] = accepted(stage)
    supplement = actions.ask_supplement(row.pk, reason="Thiếu.", days=3, by=stage.officer)
    assert As(stage.editor).post("supplement_end", supplement.pk).status_code == 403
    response = As(stage.officer).post("supplement_end", supplement.pk)
    assert response.url == address("appraise", row.pk)


def test_declaring_that_one_is_close(stage):
    _, [row] = accepted(stage)
    officer = As(stage.officer)
    assert officer.post("recuse", row.pk, reason="").status_code == 422
    assert officer.post("recuse", row.pk, reason="Em ruột.").status_code == 302
    page = officer.text("appraise", row.pk)
    assert "Đồng chí đã khai có liên quan" in page
    assert "Em ruột." in page
    response = officer.post("appraise", row.pk, conclusion="QUALIFIED", version=1)
    assert response.status_code == 403


def test_finishing_too_early_says_what_is_open(stage):
    dossier, _ = accepted(stage)
    response = As(stage.officer).post("dossier_finish", dossier.pk)
    assert response.status_code == 422
    assert "Còn 1 đề nghị chưa có kết luận" in response.content.decode()
