"""A member's own ballot in the browser: password, choices, receipt, limits."""

import re
from datetime import timedelta

import pytest

from core import clock, formkeys
from reviews import actions
from reviews.models import VoteEnvelope
from tests.factories import reviews as make
from tests.factories.nominations import DURING
from tests.factories.reviews import BLANK, NO, YES
from tests.reviews.pages import ballot_form, client_of, get, post, url

pytestmark = pytest.mark.django_db


def test_a_ballot_asks_for_the_password_and_keeps_the_choices_on_the_page(chamber):
    poll = make.make_open(chamber)
    address, form = url("ballot", poll.session_id), ballot_form(poll, (YES, NO, BLANK))
    client = client_of(chamber.chair)
    for password in ("", "sai-mat-khau"):
        answer = client.post(address, form | {formkeys.FIELD: formkeys.new_key(), "password": password})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Các lựa chọn bên dưới còn nguyên" in page
        checked = re.findall(r'name="(c\d+)" value="(\d)" required checked', page)
        assert dict(checked) == form
        assert "sai-mat-khau" not in page
    assert VoteEnvelope.objects.count() == 0
    key = {formkeys.FIELD: formkeys.new_key()}
    assert client.post(address, form | key | {"password": make.PASSWORD}).status_code == 302
    receipt = VoteEnvelope.objects.get().receipt
    # The same form again (double click) changes nothing; within five minutes no password is asked.
    assert client.post(address, form | key).url == url("ballot_done", poll.session_id)
    assert VoteEnvelope.objects.get().receipt == receipt
    assert client.post(address, form | {formkeys.FIELD: formkeys.new_key()}).status_code == 302
    assert VoteEnvelope.objects.get().receipt != receipt
    with clock.at(DURING + timedelta(minutes=5)):
        late = client.post(address, form | {formkeys.FIELD: formkeys.new_key()})
    assert late.status_code == 422


def test_a_password_is_tried_ten_times(chamber):
    poll = make.make_open(chamber)
    client = client_of(chamber.chair)
    form = ballot_form(poll, (YES, NO, BLANK))
    answers = [
        client.post(
            url("ballot", poll.session_id), form | {formkeys.FIELD: formkeys.new_key(), "password": "sai"}
        )
        for _ in range(11)
    ]
    assert "Mật khẩu chưa đúng" in answers[9].content.decode()
    assert "Nhập sai quá nhiều lần" in answers[10].content.decode()
    right = form | {formkeys.FIELD: formkeys.new_key(), "password": make.PASSWORD}
    assert client.post(url("ballot", poll.session_id), right).status_code == 422
    assert post(chamber.voting[1], url("ballot", poll.session_id), form).status_code == 302


def test_the_session_keeps_nothing_of_the_ballot(chamber):
    poll = make.make_open(chamber)
    client = client_of(chamber.chair)
    form = ballot_form(poll, (YES, NO, BLANK)) | {
        formkeys.FIELD: formkeys.new_key(),
        "password": make.PASSWORD,
    }
    client.post(url("ballot", poll.session_id), form)
    kept = {key: value for key, value in client.session.items() if not key.startswith("_auth")}
    assert set(kept) == {"password_confirmed"}
    assert kept["password_confirmed"] == {"user": chamber.chair.user_id, "at": DURING.isoformat()}


@pytest.mark.parametrize(
    "change",
    [
        lambda poll: {f"c{poll.questions.first().pk}": "3"},
        lambda poll: {f"c{poll.questions.first().pk}": ["1", "2"]},
        lambda poll: {"c999999": "1"},
    ],
)
def test_what_is_no_ballot_is_refused(chamber, change):
    poll = make.make_open(chamber)
    answer = post(
        chamber.chair, url("ballot", poll.session_id), ballot_form(poll, (YES, NO, BLANK)) | change(poll)
    )
    assert answer.status_code == 422
    assert VoteEnvelope.objects.count() == 0


def test_what_is_not_chosen_is_blank(chamber):
    poll = make.make_open(chamber)
    assert (
        post(chamber.chair, url("ballot", poll.session_id), ballot_form(poll, (YES, None, None))).status_code
        == 302
    )
    make.close(chamber, poll)
    make.count(chamber, poll)
    assert list(poll.questions.values_list("yes", "blank")) == [(1, 0), (0, 1), (0, 1)]


def test_an_excluded_member_sees_why_and_has_no_choice_there(chamber):
    session = make.make_meeting(chamber)
    question = session.polls.get().questions.get(order=2)
    actions.declare_relation(question.pk, reason="em ruột", by=chamber.voting[6])
    make.open_first(chamber, session)
    page = get(chamber.voting[6], url("ballot", session.pk))[1]
    assert "Đồng chí không bỏ phiếu hồ sơ này: em ruột." in page
    assert f'name="c{question.pk}"' not in page
    assert page.count('value="1" required') == 2
    assert f'name="c{question.pk}"' in get(chamber.chair, url("ballot", session.pk))[1]


def test_the_own_unit_is_shown_and_excludes_nobody(chamber):
    poll = make.make_open(chamber, nominees=1)
    seat = chamber.voters[6]
    seat.unit = chamber.stage.editor.unit
    seat.save()
    page = get(chamber.voting[6], url("ballot", poll.session_id))[1]
    assert "đơn vị của đồng chí" in page
    assert "đơn vị của đồng chí" not in get(chamber.chair, url("ballot", poll.session_id))[1]
    assert page.count('value="1" required') == 1


def test_the_ballot_after_closing(chamber):
    poll = make.make_open(chamber)
    make.close(chamber, poll)
    assert client_of(chamber.chair).get(url("ballot", poll.session_id)).url == url(
        "session_detail", poll.session_id
    )
    late = post(chamber.chair, url("ballot", poll.session_id), ballot_form(poll, (YES, NO, BLANK)))
    assert (late.status_code, VoteEnvelope.objects.count()) == (409, 0)


def test_a_ballot_may_have_3000_names_but_needs_its_token(chamber, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    poll = make.make_open(chamber)
    address = url("ballot", poll.session_id)
    form = ballot_form(poll, (YES, NO, BLANK)) | {"password": make.PASSWORD}
    strict = client_of(chamber.chair, enforce_csrf_checks=True)
    text = "&".join(
        f"{name}={value}" for name, value in (form | {formkeys.FIELD: formkeys.new_key()}).items()
    )
    kind = "application/x-www-form-urlencoded"
    assert strict.post(address, text, content_type=kind).status_code == 403
    assert VoteEnvelope.objects.count() == 0
    token = strict.get(address).cookies["csrftoken"].value
    assert (
        strict.post(f"{address}", f"{text}&csrfmiddlewaretoken={token}", content_type=kind).status_code == 302
    )
    assert VoteEnvelope.objects.count() == 1
    many = "&".join(f"x{number}=1" for number in range(10_001))
    assert strict.post(address, many, content_type=kind).status_code == 400


def queries_of(actor, address, django_assert_max_num_queries, most):
    client = client_of(actor)
    client.get(address)
    with django_assert_max_num_queries(most) as seen:
        client.get(address)
    return len(seen)


def test_the_ballot_costs_the_same_for_one_and_for_many_names(chamber, django_assert_max_num_queries):
    few = make.make_open(chamber, nominees=1)
    one = queries_of(chamber.chair, url("ballot", few.session_id), django_assert_max_num_queries, 16)
    make.close(chamber, few)
    many = make.make_open(chamber, nominees=8)
    assert queries_of(chamber.chair, url("ballot", many.session_id), django_assert_max_num_queries, 16) == one
