"""The page of a dossier and the forms of its nominees, as a unit sees them."""

import pytest

from core import formkeys
from nominations import actions
from nominations.models import Dossier, Nomination
from tests.factories.awards import make_rule_set, make_standard
from tests.factories.dossier_states import STATES, in_state
from tests.factories.nominations import make_draft, make_submitted, write_letter
from tests.factories.units import make_unit
from tests.nominations.walking import As, address
from units.models import UnitKind

JUDGE = {
    "kind": "JUDGE",
    "code": "DOAN_KET",
    "label": "Nội bộ đoàn kết",
    "what": "đoàn kết",
    "clause": "Điều 74",
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_page_for_everybody_who_may_read_it(stage, state):
    dossier = in_state(stage, state)
    seen = {}
    for name in ("editor", "head", "officer", "office_head"):
        response = As(getattr(stage, name)).get("dossier_detail", dossier.pk)
        seen[name] = response.status_code
    theirs = 200 if dossier.submitted_at else 404
    assert seen == {"editor": 200, "head": 200, "officer": theirs, "office_head": theirs}


BUTTONS = {
    "Trình thủ trưởng duyệt": {("DRAFT", "editor"), ("RETURNED", "editor")},
    "Lấy lại để sửa": {("AWAITING_SIGN_OFF", "editor")},
    "Trả lại người soạn": {("AWAITING_SIGN_OFF", "head")},
    "Lấy lại hồ sơ": {("SUBMITTED", "head")},
    "Tiếp nhận hồ sơ": {("SUBMITTED", "officer"), ("SUBMITTED", "office_head")},
    "Từ chối": {("SUBMITTED", "officer"), ("SUBMITTED", "office_head")},
    "Thẩm định": {("ACCEPTED", "officer"), ("ACCEPTED", "office_head")},
    "Duyệt kết quả thẩm định": {("APPRAISED", "office_head")},
    "Trả lại chuyên viên": {("APPRAISED", "office_head")},
    "Rút hồ sơ": {(state, "head") for state in ("RETURNED", "SUBMITTED", "ACCEPTED", "APPRAISED")},
}


@pytest.mark.parametrize("state", STATES)
def test_each_is_offered_what_is_his_to_do(stage, state):
    dossier = in_state(stage, state)
    wanted = {label: {who for where, who in places if where == state} for label, places in BUTTONS.items()}
    found = {label: set() for label in BUTTONS}
    for who in ("editor", "head", "officer", "office_head"):
        response = As(getattr(stage, who)).get("dossier_detail", dossier.pk)
        page = response.content.decode()
        deeds = page.partition('<div class="deeds">')[2].partition("</div></div>")[0]
        for label in BUTTONS:
            if f">{label}<" in deeds or f"</svg>{label}<" in deeds:
                found[label].add(who)
    assert found == wanted


def test_the_head_sends_from_the_page_once_the_letter_is_there(stage):
    draft = make_draft(stage.editor, stage.round)
    head = As(stage.head)
    assert "Ghi tờ trình để gửi" in head.text("dossier_detail", draft.pk)
    write_letter(draft, by=stage.editor)
    draft.refresh_from_db()
    assert "Duyệt và gửi" in head.text("dossier_detail", draft.pk)
    response = head.post("dossier_submit", draft.pk, version=draft.version)
    assert (response.status_code, response.url) == (302, address("dossier_detail", draft.pk))
    assert "đã tới" in head.text("dossier_detail", draft.pk)


def test_a_double_press_sends_once(stage):
    """Faults 1."""
    draft = make_draft(stage.editor, stage.round)
    write_letter(draft, by=stage.editor)
    draft.refresh_from_db()
    head, data = As(stage.head), {formkeys.FIELD: formkeys.new_key(), "version": draft.version}
    places = [head.post("dossier_submit", draft.pk, **data).url for _ in range(2)]
    assert places == [address("dossier_detail", draft.pk)] * 2
    assert Dossier.objects.get().state == "SUBMITTED"


def test_what_is_missing_is_said_with_its_clause_before_sending(stage):
    make_standard(
        stage.award,
        make_rule_set(),
        [
            {
                "kind": "RATING",
                "code": "XEP_LOAI",
                "label": "Xếp loại",
                "what": "xếp loại xuất sắc",
                "grade": "EXCELLENT",
                "years": 2,
                "clause": "Luật 06/2022/QH15, Điều 74",
            }
        ],
    )
    draft = make_draft(stage.editor, stage.round)
    page = As(stage.editor).text("dossier_detail", draft.pk)
    assert "Xếp loại<small>Điều 74</small>" in page
    assert "Chưa rõ" in page
    assert "Báo cáo thành tích" in page


def test_the_grid_has_a_column_for_each_requirement_and_a_row_for_each_nominee(stage):
    make_standard(stage.award, make_rule_set(), [JUDGE])
    draft = make_draft(stage.editor, stage.round, nominees=2)
    actions.add_nomination(
        draft.pk,
        actions.NomineeValues(
            award_id=stage.award.pk, full_name="Trạm Y tế", achievement="Tốt.", recipient="COLLECTIVE"
        ),
        by=stage.editor,
    )
    grid = As(stage.editor).get("dossier_detail", draft.pk).context["grid"]
    assert [label for label, _ in grid.columns] == ["Nội bộ đoàn kết", "Báo cáo thành tích", "Tiêu chuẩn"]
    assert [[cell.status for cell in row.cells] for row in grid.rows] == [
        ["UNKNOWN", "MISSING", "NA"],
        ["UNKNOWN", "MISSING", "NA"],
        ["NA", "MISSING", "UNKNOWN"],
    ]


@pytest.mark.parametrize(
    ("state", "who"), [("DRAFT", "editor"), ("SUBMITTED", "officer"), ("ACCEPTED", "officer")]
)
def test_the_page_costs_the_same_for_one_nominee_and_for_three(stage, state, who):
    make_standard(stage.award, make_rule_set(), [JUDGE])

    def made(nominees: int) -> int:
        if state == "DRAFT":
            return make_draft(stage.editor, stage.round, nominees=nominees).pk
        sent = make_submitted(stage.head, stage.round, nominees=nominees)
        if state == "ACCEPTED":
            actions.accept(sent.pk, by=stage.officer)
        return sent.pk

    browser, one, three = As(getattr(stage, who)), made(1), made(3)
    browser.get("dossier_detail", one)
    assert browser.queries("dossier_detail", one) == browser.queries("dossier_detail", three)


# The nominees ---------------------------------------------------------------------------------------------

PERSON = {
    "full_name": "Chu Che Xá",
    "birth_date": "05/02/1986",
    "gender": "MALE",
    "position": "Trưởng thôn Mò Phú Chải",
    "leader_class": "DIRECT_WORKER",
    "achievement": "Vận động 42 hộ làm nhà vệ sinh.",
    "merit": "Đã có thành tích",
}


def test_a_person_and_a_collective_are_added_by_their_forms(stage):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    editor = As(stage.editor)
    award = stage.award.pk
    assert editor.post("nomination_add", draft.pk, award=award, **PERSON).status_code == 302
    school = make_unit("Trường THCS Y Tý", kind=UnitKind.SCHOOL, parent=stage.province.commune)
    page = editor.text("nomination_add_collective", draft.pk)
    assert '<option value="Trường THCS Y Tý">' in page
    for name in ("trường thcs y tý", "Tổ tiêm chủng"):
        data = {"award": award, "full_name": name, "achievement": "Tốt.", "them_nua": "1"}
        response = editor.post("nomination_add_collective", draft.pk, **data)
        assert response.url == address("nomination_add_collective", draft.pk)
    rows = [(row.recipient, row.full_name, row.nominee_unit) for row in draft.nominations.all()]
    assert rows == [
        ("INDIVIDUAL", "Chu Che Xá", None),
        ("COLLECTIVE", "trường thcs y tý", school),
        ("COLLECTIVE", "Tổ tiêm chủng", None),
    ]


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("nomination_add", {"birth_date": "31/02/1990"}),
        ("nomination_add", {"birth_date": "01/01/2999"}),
        ("nomination_add_collective", {"award": "0"}),
    ],
)
def test_what_was_typed_stays_in_the_form(stage, page, change):
    draft = make_draft(stage.editor, stage.round, nominees=0)
    data = PERSON | {"award": stage.award.pk, "achievement": "Đã làm 1,8 km đường & cầu."} | change
    response = As(stage.editor).post(page, draft.pk, **data)
    assert response.status_code == 422
    kept = response.context["form"].data
    assert {name: kept[name] for name in data if name in kept} == {name: str(v) for name, v in data.items()}
    assert "Đã làm 1,8 km đường &amp; cầu." in response.content.decode()
    assert Nomination.objects.count() == 0


def test_two_clerks_edit_one_nominee_the_second_keeps_his_text(stage):
    """Faults 2."""
    draft = make_draft(stage.editor, stage.round)
    nomination = draft.nominations.get()
    data = PERSON | {"award": stage.award.pk, "version": 1}
    assert As(stage.head).post("nomination_edit", nomination.pk, **data).status_code == 302
    mine = data | {"position": "Bí thư chi bộ"}
    response = As(stage.editor).post("nomination_edit", nomination.pk, **mine)
    assert response.status_code == 409
    assert "Bí thư chi bộ" in response.content.decode()
    assert Nomination.objects.get().position == "Trưởng thôn Mò Phú Chải"


def test_the_reason_of_the_head_stands_on_the_page_until_it_is_asked_again(stage):
    asked = in_state(stage, "AWAITING_SIGN_OFF")
    head, editor = As(stage.head), As(stage.editor)
    assert head.post("dossier_send_back", asked.pk, reason=" ").status_code == 422
    assert head.post("dossier_send_back", asked.pk, reason="Ghi rõ số liệu.").status_code == 302
    assert "Thủ trưởng trả lại để sửa:" in editor.text("dossier_detail", asked.pk)
    asked.refresh_from_db()
    editor.post("dossier_ask_sign_off", asked.pk, version=asked.version)
    assert "Thủ trưởng trả lại để sửa:" not in editor.text("dossier_detail", asked.pk)


@pytest.mark.parametrize(
    ("page", "state", "who", "move"),
    [
        ("dossier_send_back", "DRAFT", "head", 409),
        ("dossier_withdraw", "CONFIRMED", "head", 409),
        ("dossier_return", "ACCEPTED", "officer", 409),
        ("dossier_refuse", "ACCEPTED", "officer", 409),
        ("dossier_send_back_to_officer", "ACCEPTED", "office_head", 409),
        ("dossier_withdraw", "SUBMITTED", "editor", 403),
        ("dossier_return", "SUBMITTED", "editor", 403),
        ("dossier_send_back_to_officer", "APPRAISED", "officer", 403),
        ("dossier_withdraw", "SUBMITTED", "head", 200),
        ("dossier_return", "SUBMITTED", "officer", 200),
        ("dossier_refuse", "SUBMITTED", "office_head", 200),
        ("dossier_send_back_to_officer", "APPRAISED", "office_head", 200),
    ],
)
def test_a_page_that_asks_for_a_reason_opens_only_where_the_deed_may_begin(stage, page, state, who, move):
    dossier = in_state(stage, state)
    assert As(getattr(stage, who)).get(page, dossier.pk).status_code == move


def test_the_nominees_as_an_excel_sheet(stage):
    draft = make_draft(stage.editor, stage.round, nominees=2)
    response = As(stage.editor).get("dossier_detail", draft.pk, xuat="xlsx")
    assert response.status_code == 200
    assert response.content[:2] == b"PK"
