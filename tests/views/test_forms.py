"""Forms: what is wrong is said at its field in Vietnamese, and nothing typed is lost (faults 1, 21 to 23)."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from core import formkeys
from core.models import AuditEvent, FormKey
from nominations.models import Dossier, Nomination
from tests.factories.awards import make_award
from tests.factories.nominations import make_draft, make_ready

GOOD = {
    "full_name": "Phu Suy Thó",
    "birth_date": "25/06/1979",
    "gender": "MALE",
    "position": "Trưởng thôn Lao Chải 1",
    "leader_class": "DIRECT_WORKER",
    "achievement": "Cùng 38 hộ trong thôn hiến 2.400 m² đất.\r\nMở 1,8 km đường.",
    "merit": "Có thành tích xuất sắc trong xây dựng nông thôn mới năm 2026",
}
OLD_PAGE = "Trang này đã cũ. Nội dung còn nguyên bên dưới, hãy bấm lại một lần nữa."


@pytest.fixture
def draft(world, round_) -> Dossier:
    return make_draft(world.actors["editor"], round_)


def sent(draft: Dossier, **fields) -> dict:
    """What the form of a new nominee sends."""
    values = GOOD | {"award": draft.round.awards.get().pk, formkeys.FIELD: formkeys.new_key()}
    return {name: value for name, value in (values | fields).items() if value is not None}


def add(client, draft: Dossier, **fields):
    return client.post(reverse("nominations:nomination_add", args=[draft.pk]), sent(draft, **fields))


def said(response) -> dict[str, list[str]]:
    """Return what is said at each field; "" is above the form."""
    errors = response.context["form"].errors
    return {name.replace("__all__", ""): [str(error) for error in found] for name, found in errors.items()}


def shown(response) -> dict[str, str]:
    """Return what stands in the fields of the page."""
    html = response.content.decode()
    fields = {}
    for tag in re.findall(r"<input [^>]*>", html):
        attributes = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if attributes.get("type") in {"radio", "checkbox"} and " checked" not in tag:
            continue
        fields[attributes.get("name", "")] = unescape(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', html, re.S):
        fields[name] = unescape(text)
    for name, options in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields


# Empty and wrong ------------------------------------------------------------------------------------------

EMPTY = {
    "award": ["Chọn khen thưởng đề nghị."],
    "full_name": ["Ghi họ và tên đầy đủ."],
    "birth_date": ["Ghi ngày sinh, dạng ngày/tháng/năm."],
    "gender": ["Chọn nam hoặc nữ."],
    "position": ["Ghi chức vụ hoặc công việc đang làm."],
    "achievement": ["Viết thành tích: việc đã làm, kết quả, số liệu."],
}


def test_an_empty_form_says_at_each_field_what_to_write(clerk, draft):
    response = clerk.post(reverse("nominations:nomination_add", args=[draft.pk]), {})
    assert (response.status_code, said(response)) == (422, EMPTY)
    html = response.content.decode()
    assert [sentence for (sentence,) in EMPTY.values() if sentence not in html] == []
    assert Nomination.objects.count() == 1


BAD_DATE = "Ghi ngày sinh dạng ngày/tháng/năm, ví dụ 05/02/1986."
OTHER_AWARD = "Đợt xét này không xét khen thưởng đó. Chọn loại có trong danh sách."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birth_date", "31/02/1979", BAD_DATE),
        ("birth_date", "hôm qua", BAD_DATE),
        ("birth_date", "29/02/2023", BAD_DATE),
        ("birth_date", "25/06/2027", "Ngày sinh phải trước ngày hôm nay. Kiểm tra lại năm sinh."),
        ("full_name", "   ", EMPTY["full_name"][0]),
        ("full_name", "\u00a0\u200b", EMPTY["full_name"][0]),
        ("full_name", "a" * 121, None),
        ("position", "b" * 161, None),
        ("position", "\u200b\u00a0", EMPTY["position"][0]),
        ("achievement", "c" * 20_001, None),
        ("achievement", "", EMPTY["achievement"][0]),
        ("achievement", "\u200b\r\n\ufeff", EMPTY["achievement"][0]),
        ("merit", "d" * 501, None),
        ("leader_class", "KHAC", None),
        ("gender", "KHAC", None),
        ("award", "987654321", OTHER_AWARD),
        ("award", "1" + "0" * 30, OTHER_AWARD),
        ("award", "x", OTHER_AWARD),
        ("full_name", "Phu\x00Suy", None),
    ],
)
def test_a_wrong_value_is_said_at_its_field_and_everything_typed_stays(clerk, draft, field, typed, sentence):
    response = add(clerk, draft, **{field: typed})
    errors = said(response)
    assert (response.status_code, list(errors)) == (422, [field])
    (told,) = errors[field]
    assert told == sentence or (sentence is None and VIETNAMESE.search(told))
    kept = shown(response)
    expected = sent(draft, **{field: typed})
    chosen = {"award", "gender", "leader_class"} & {
        field
    }  # what is not among the choices cannot be shown as chosen
    for name in set(GOOD) - chosen:
        assert clean(kept[name]) == clean(expected[name])
    assert Nomination.objects.count() == 1


VIETNAMESE = re.compile("[ăâđêôơưạảãàáặẳẵằắậẩẫầấẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý]")


def clean(text: str) -> str:
    """A text area sends line ends as CRLF and pages show them as they come; a page holds no NUL."""
    return text.replace("\r\n", "\n").replace("\x00", "")


def test_an_award_of_another_round_is_refused(clerk, draft):
    other = make_award("HCLD")
    response = add(clerk, draft, award=other.pk)
    assert (response.status_code, said(response)) == (422, {"award": [OTHER_AWARD]})


def test_without_a_one_time_key_everything_typed_stays_and_one_more_press_does_it(clerk, draft):
    response = add(clerk, draft, form_key=None)
    assert (response.status_code, said(response)) == (422, {"": [OLD_PAGE]})
    kept = shown(response)
    assert {name: clean(kept[name]) for name in GOOD} == {name: clean(GOOD[name]) for name in GOOD}
    again = add(clerk, draft, form_key=kept[formkeys.FIELD])
    assert (again.status_code, Nomination.objects.count()) == (302, 2)


@pytest.mark.parametrize("damaged", ["", "x", "5f1d1a1e", "'; DROP TABLE core_formkey; --", "1" * 5_000])
def test_a_damaged_key_is_an_old_page(clerk, draft, damaged):
    assert said(add(clerk, draft, form_key=damaged)) == {"": [OLD_PAGE]}


# Text as people write it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Phu  Suy\u00a0 Thó ", "Phu Suy Thó"),
        ("Phu Suy Tho\u0301", "Phu Suy Thó"),
        ("Phu Suy Thó 🎉", "Phu Suy Thó 🎉"),
        ("𠀋 Lý Thị Sảo", "𠀋 Lý Thị Sảo"),
        ("Nguyễn Thị O'Hara-Ly", "Nguyễn Thị O'Hara-Ly"),
    ],
)
def test_names_are_stored_as_they_read(clerk, draft, typed, stored):
    assert add(clerk, draft, full_name=typed).status_code == 302
    assert Nomination.objects.last().full_name == stored
    page = clerk.get(reverse("nominations:dossier_detail", args=[draft.pk])).content.decode()
    assert stored in unescape(page)


@pytest.mark.parametrize("odd", ["\ud800", "\u202eThó", "\u200bThó\u200b", "\ufeffThó", "Thó\x0b\x0c\x1b"])
def test_odd_characters_bring_no_page_down(clerk, draft, odd):
    body = f"Phu {odd}".encode("utf-8", "surrogatepass")
    data = sent(draft, full_name="XX")
    encoded = urlencode(data).encode().replace(b"XX", body.replace(b" ", b"+"))
    response = clerk.generic(
        "POST",
        reverse("nominations:nomination_add", args=[draft.pk]),
        encoded,
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code in {302, 422}
    assert clerk.get(reverse("nominations:dossier_detail", args=[draft.pk])).status_code == 200


# Pressed twice --------------------------------------------------------------------------------------------


def test_a_form_sent_twice_with_one_key_makes_one_row_and_leads_to_the_same_page(clerk, draft):
    data = sent(draft)
    where = reverse("nominations:nomination_add", args=[draft.pk])
    answers = [clerk.post(where, data) for _ in range(3)]
    page = reverse("nominations:dossier_detail", args=[draft.pk])
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, page)] * 3
    assert (Nomination.objects.count(), FormKey.objects.count()) == (2, 1)
    assert AuditEvent.objects.filter(name="nominations.nomination_added").count() == 2
    assert clerk.post(where, sent(draft, full_name="Người khác")).status_code == 302
    assert Nomination.objects.count() == 3


# Somebody was faster --------------------------------------------------------------------------------------


def edit(client, nomination: Nomination, **fields):
    data = GOOD | {"award": nomination.award_id, formkeys.FIELD: formkeys.new_key()} | fields
    return client.post(reverse("nominations:nomination_edit", args=[nomination.pk]), data)


def test_who_edits_second_gets_his_own_text_back(world, as_role, draft):
    """Faults 2 and 3."""
    nomination = draft.nominations.get()
    seen = nomination.version
    assert edit(as_role("head"), nomination, version=seen, position="Bí thư chi bộ").status_code == 302
    response = edit(as_role("editor"), nomination, version=seen, position="Trưởng ban công tác Mặt trận")
    text = unescape(response.content.decode())
    assert response.status_code == 409
    assert ["Bí thư chi bộ" in text, "Trưởng ban công tác Mặt trận" in text] == [True, True]
    assert "Người head đã sửa người này lúc 10:00" in text
    nomination.refresh_from_db()
    assert nomination.position == "Bí thư chi bộ"


@pytest.mark.parametrize("version", ["", "0", "999", "x", "1" + "0" * 30])
def test_a_version_that_was_never_shown_overwrites_nothing(clerk, draft, version):
    nomination = draft.nominations.get()
    response = edit(clerk, nomination, version=version)
    assert response.status_code in {409, 422}
    before = nomination.full_name
    nomination.refresh_from_db()
    assert nomination.full_name == before


@pytest.mark.parametrize("version", ["", "0", "999", "x", "²", "9" * 5_000])
@pytest.mark.parametrize(("role", "deed"), [("editor", "ask_sign_off"), ("head", "submit")])
def test_what_was_not_seen_is_not_sent(world, round_, as_role, role, deed, version):
    ready = make_ready(world.actors["editor"], round_)
    where = reverse(f"nominations:dossier_{deed}", args=[ready.pk])
    client = as_role(role)
    response = client.post(where, {formkeys.FIELD: formkeys.new_key(), "version": version})
    assert response.status_code == 409
    assert "Hồ sơ vừa được sửa lúc 10:00 ngày 24/11/2026." in response.content.decode()
    assert Dossier.objects.get().state == "DRAFT"
    seen = client.post(where, {formkeys.FIELD: formkeys.new_key(), "version": ready.version})
    assert (seen.status_code, Dossier.objects.get().state != "DRAFT") == (302, True)


def test_the_clerk_does_not_send_what_the_head_may(world, round_, as_role):
    ready = make_ready(world.actors["editor"], round_)
    where = reverse("nominations:dossier_submit", args=[ready.pk])
    data = {formkeys.FIELD: formkeys.new_key(), "version": ready.version}
    refused = as_role("editor").post(where, data)
    assert refused.status_code == 403
    assert "Hồ sơ do thủ trưởng đơn vị duyệt và gửi." in refused.content.decode()
    assert Dossier.objects.get().state == "DRAFT"
    assert as_role("head").post(where, data).status_code == 302
    assert Dossier.objects.get().state == "SUBMITTED"


@pytest.mark.parametrize(("role", "deed"), [("editor", "ask_sign_off"), ("head", "submit")])
def test_an_empty_dossier_is_not_sent_and_says_why(world, round_, as_role, role, deed):
    empty = make_ready(world.actors["editor"], round_, nominees=0)
    where = reverse(f"nominations:dossier_{deed}", args=[empty.pk])
    response = as_role(role).post(where, {formkeys.FIELD: formkeys.new_key(), "version": empty.version})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Hồ sơ chưa có ai. Thêm ít nhất một người trước khi gửi." in text


def test_a_dossier_without_a_letter_is_not_sent_and_says_what_is_missing(world, as_role, draft):
    where = reverse("nominations:dossier_submit", args=[draft.pk])
    data = {formkeys.FIELD: formkeys.new_key(), "version": draft.version}
    text = as_role("head").post(where, data).content.decode()
    missing = ["Ghi số, ký hiệu của tờ trình.", "Ghi ngày của tờ trình.", "Tải lên bản PDF tờ trình đã ký."]
    assert [sentence for sentence in missing if sentence not in text] == []
    assert Dossier.objects.get().state == "DRAFT"


def test_who_is_too_late_reads_who_was_faster(world, round_, as_role):
    ready = make_ready(world.actors["editor"], round_)
    data = {"version": ready.version}
    for role, deed, told in [
        ("editor", "ask_sign_off", "Hồ sơ đã được Người editor trình thủ trưởng duyệt lúc 10:00"),
        ("head", "submit", "Hồ sơ đã được Người head gửi lúc 10:00 ngày 24/11/2026."),
        ("office_head", "accept", "Hồ sơ đã được Người office_head tiếp nhận lúc 10:00"),
    ]:
        where, client = reverse(f"nominations:dossier_{deed}", args=[ready.pk]), as_role(role)
        assert client.post(where, data | {formkeys.FIELD: formkeys.new_key()}).status_code == 302
        late = client.post(where, data | {formkeys.FIELD: formkeys.new_key()})
        assert (deed, late.status_code) == (deed, 409)
        assert told in late.content.decode()


# Log-in ---------------------------------------------------------------------------------------------------


def test_an_empty_log_in_says_what_is_missing(client, db):
    response = client.post(reverse("account_login"), {})
    assert said(response) == {"login": ["Hãy nhập mục này."], "password": ["Hãy nhập mục này."]}
    response = client.post(reverse("account_login"), {"login": "lu.trang.yty", "password": "sai"})
    assert shown(response)["login"] == "lu.trang.yty"
    assert shown(response)["password"] == ""


@pytest.mark.parametrize(
    ("old", "new", "again", "errors"),
    [
        ("sai", "ruong-bac-thang-2026", "ruong-bac-thang-2026", ["oldpassword"]),
        ("mat-khau-thu-nghiem", "ngan", "ngan", ["password1"]),
        ("mat-khau-thu-nghiem", "qwerty123456", "qwerty123456", ["password1"]),
        ("mat-khau-thu-nghiem", "ruong-bac-thang-2026", "ruong-bac-thang-2027", ["password2"]),
        ("", "", "", ["oldpassword", "password1", "password2"]),
    ],
)
def test_a_refused_new_password_says_why_in_vietnamese(clerk, old, new, again, errors):
    data = {"oldpassword": old, "password1": new, "password2": again}
    response = clerk.post(reverse("account_change_password"), data)
    told = said(response)
    assert (response.status_code, list(told)) == (200, errors)
    sentences = [sentence for found in told.values() for sentence in found]
    assert [sentence for sentence in sentences if not VIETNAMESE.search(sentence)] == []
