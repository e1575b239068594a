"""Pages of sessions and polls: the whole way in the browser, who sees what, and never a count too early."""

import re

import pytest
from django.urls import reverse

from reviews import actions
from reviews.models import CouncilSession, Poll, VoteEnvelope
from reviews.queries import waiting_for
from tests.factories import reviews as make
from tests.factories.reviews import BLANK, NO, YES
from tests.factories.units import make_actor, make_unit
from tests.reviews.pages import ballot_form, client_of, get, post, url
from units.models import Role, UnitKind

pytestmark = pytest.mark.django_db


def test_the_whole_way_in_the_browser(chamber, django_capture_on_commit_callbacks):
    make.make_ready(chamber, 3)
    secretary, chair = chamber.secretary, chamber.chair
    status, page = get(secretary, reverse("reviews:session_list"))
    assert (status, url("session_create", chamber.council.pk) in page) == (200, True)
    values = {
        "name": "Xét khen thưởng tổng kết",
        "day": "24/11/2026",
        "time": "08:00",
        "place": "Phòng họp số 1",
        "mode": "MIXED",
        "chair": chamber.chair_seat.pk,
        "secretary": chamber.secretary_seat.pk,
    }
    address = url("session_create", chamber.council.pk)
    assert get(secretary, address)[0] == 200
    wrong = post(secretary, address, values | {"day": "mai"})
    assert (wrong.status_code, "Xét khen thưởng tổng kết" in wrong.content.decode()) == (422, True)
    assert post(secretary, address, values).status_code == 302
    session = CouncilSession.objects.get()
    pk = session.pk

    page = get(secretary, url("agenda_edit", pk))[1]
    chosen = re.findall(r'name="nomination" value="(\d+)"', page)
    assert len(chosen) == 3
    assert post(secretary, url("agenda_edit", pk), {"nomination": chosen}).url == url("session_detail", pk)
    assert get(secretary, url("session_edit", pk))[0] == 200
    assert get(secretary, url("session_detail", pk))[0] == 200
    assert post(secretary, url("session_convene", pk)).status_code == 302

    member = chamber.voting[6]
    page = get(member, url("session_detail", pk))[1]
    assert url("relations", pk) in page
    assert get(member, url("relations", pk))[0] == 200
    poll = Poll.objects.get()
    question = poll.questions.get(order=3)
    assert post(member, url("relations", pk), {"question": question.pk}).status_code == 422
    declared = post(member, url("relations", pk), {"question": question.pk, "reason": "em ruột"})
    assert declared.url == url("relations", pk)

    marks = {f"m{seat.pk}": "PRESENT" for seat in chamber.voters}
    marks |= {f"m{chamber.voters[1].pk}": "ONLINE", "chair": chamber.chair_seat.pk}
    absent = marks | {f"m{seat.pk}": "ABSENT_REASON" for seat in chamber.voters[3:]}
    assert get(secretary, url("meeting_open", pk))[0] == 200
    refused = post(secretary, url("meeting_open", pk), absent)
    assert (refused.status_code, "Ghi lý do vắng mặt" in refused.content.decode()) == (422, True)
    assert post(secretary, url("meeting_open", pk), marks).status_code == 302
    assert "Có thể đạt" in get(secretary, url("session_detail", pk))[1]

    assert get(chair, url("poll_open", pk, poll.pk))[0] == 200
    assert post(chair, url("poll_open", pk, poll.pk), {"minutes": "30"}).status_code == 302
    poll.refresh_from_db()
    for actor in chamber.voting:
        choices = (YES, NO, None if actor is member else BLANK)
        answer = post(actor, url("ballot", pk), ballot_form(poll, choices))
        assert answer.url == url("ballot_done", pk)
    receipt = VoteEnvelope.objects.get(member=chamber.voters[6]).receipt
    assert receipt in get(member, url("ballot_done", pk))[1]

    assert get(secretary, url("poll_close", pk, poll.pk))[0] == 200
    assert post(secretary, url("poll_close", pk, poll.pk)).status_code == 302
    assert get(member, url("ballot_done", pk))[0] == 302
    for teller in chamber.tellers[:2]:
        assert get(teller, url("poll_count", pk, poll.pk))[0] == 200
        assert post(teller, url("poll_count", pk, poll.pk)).status_code == 302
    assert get(chair, url("poll_seal", pk, poll.pk))[0] == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert post(chair, url("poll_seal", pk, poll.pk)).status_code == 302

    page = get(member, url("poll_detail", pk, poll.pk) + f"?bien-nhan={receipt.lower()}")[1]
    assert f"Phiếu {receipt} đã được kiểm" in page
    assert "Thông qua" in page
    assert client_of(member).get(url("sheet", pk, poll.pk)).content.startswith(b'{"sha256":"')
    assert get(secretary, url("session_conclude", pk))[0] == 200
    assert post(secretary, url("session_conclude", pk), {"conclusion": ""}).status_code == 422
    assert post(secretary, url("session_conclude", pk), {"conclusion": "Thống nhất"}).status_code == 302
    assert CouncilSession.objects.get().state == "CONCLUDED"
    assert "Thống nhất" in get(member, url("session_detail", pk))[1]


def addresses(session, poll):
    names = ["session_detail", "session_edit", "agenda_edit", "session_void", "meeting_open", "relations"]
    names += ["session_conclude", "ballot", "ballot_done", "room"]
    of_poll = [
        "poll_detail",
        "poll_open",
        "poll_close",
        "poll_count",
        "poll_seal",
        "poll_void",
        "poll_drop",
        "sheet",
    ]
    return [url(name, session.pk) for name in names] + [url(name, session.pk, poll.pk) for name in of_poll]


def test_who_is_not_of_the_council_finds_nothing(chamber):
    poll = make.make_open(chamber)
    elsewhere = make_unit("Sở khác", kind=UnitKind.DEPARTMENT, parent=chamber.stage.province.province)
    office = chamber.stage.province.office
    strangers = [make_actor(elsewhere, Role.HEAD), chamber.stage.editor]
    strangers += [make_actor(office, role) for role in (Role.ADMIN, Role.AUDITOR, Role.CLERK_OFFICE)]
    found = set()
    for actor in strangers:
        client = client_of(actor)
        for address in [*addresses(poll.session, poll), url("session_create", chamber.council.pk)]:
            found |= {client.get(address).status_code, client.post(address, {}).status_code}
    assert found <= {404, 405}
    assert get(strangers[0], reverse("reviews:session_list"))[0] == 200
    assert client_of(chamber.chair).get(url("poll_detail", poll.session_id + 1, poll.pk)).status_code == 404


def test_who_reads_without_a_function_may_do_nothing(chamber):
    poll = make.make_open(chamber)
    officer = client_of(chamber.stage.officer)
    status = {address: officer.get(address).status_code for address in addresses(poll.session, poll)}
    allowed = {"session_detail": [poll.session_id], "room": [poll.session_id]}
    allowed |= {"poll_detail": [poll.session_id, poll.pk]}
    readable = {reverse(f"reviews:{name}", args=args) for name, args in allowed.items()}
    assert {address for address, code in status.items() if code == 200} == readable
    assert {code for address, code in status.items() if address not in readable} == {302, 403, 404}
    assert officer.get(url("ballot_done", poll.session_id)).url == url("session_detail", poll.session_id)


COUNTS = re.compile(
    r"Thông qua</span>|Không thông qua|hồ sơ được thông qua|phiếu đồng ý</|Phiếu \S+ đã được kiểm"
)


def test_no_count_is_on_any_page_before_the_seal(chamber):
    """Numbers that only this poll has (5 of 7) stand on no page, for no role, in no state before the seal."""
    session = make.make_meeting(chamber, nominees=1)
    poll = make.open_first(chamber, session)
    for number, actor in enumerate(chamber.voting):
        make.vote(poll, actor, [YES if number < 5 else NO])
    leader = make_actor(chamber.stage.province.province, Role.LEADER)
    readers = [chamber.chair, chamber.tellers[0], chamber.voting[6], chamber.secretary]
    readers += [chamber.stage.officer, leader]

    def shown():
        pages = []
        for actor in readers:
            client = client_of(actor)
            for address in [*addresses(session, poll), reverse("work_list"), reverse("reviews:session_list")]:
                pages.append(client.get(address).content.decode())
            assert client.get(url("sheet", session.pk, poll.pk)).status_code == 404
        return pages

    def leaks():
        found = "71,42%", '"marks"', *[question.marks for question in poll.questions.all() if question.marks]
        pages = shown()
        words = [word for page in pages for word in found if word in page]
        return words + [hit for page in pages for hit in COUNTS.findall(page)]

    assert leaks() == []
    make.close(chamber, poll)
    assert leaks() == []
    make.count(chamber, poll)
    assert poll.questions.get().yes == 5
    assert leaks() == []
    make.seal(chamber, poll)
    assert "71,42%" in get(chamber.chair, url("poll_detail", session.pk, poll.pk))[1]


def test_the_room_sees_who_is_missing_and_never_how(chamber):
    session = make.make_meeting(chamber, nominees=2)
    question = session.polls.get().questions.first()
    for actor in chamber.voting[5:]:
        actions.declare_relation(question.pk, reason="người thân", by=actor)
    assert "Chưa mở bỏ phiếu" in get(chamber.secretary, url("room", session.pk))[1]
    poll = make.open_first(chamber, session)
    for actor in chamber.voting[:3]:
        make.vote(poll, actor, (YES, YES))
    address = url("room", session.pk)
    page = get(chamber.secretary, address)[1]
    assert 'hx-trigger="every 3s"' in page
    fragment = client_of(chamber.secretary).get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<main")
    missing = re.findall(r"<li>(Ủy viên Số \d)", fragment)
    assert missing == [f"Ủy viên Số {number}" for number in range(3, 7)]
    assert "Thông qua khi có 6/7 phiếu đồng ý (80%)" in fragment
    assert "Không thể đạt" in fragment  # 5 of 7 may vote, 6 are needed
    assert "Có thể đạt" in fragment


def waiting_titles(actor):
    return [item.title for item in waiting_for(actor)]


def test_what_waits_for_whom(chamber):
    session = make.make_convened(chamber)
    assert waiting_titles(chamber.secretary) == ["Khai mạc phiên họp"]
    assert waiting_titles(chamber.chair) == ["Dự họp: Xét khen thưởng tổng kết năm 2026"]
    make.hold(chamber, session)
    assert waiting_titles(chamber.chair) == ["Chờ bỏ phiếu: Xét khen thưởng tổng kết năm 2026"]
    poll = make.open_first(chamber, session)
    vote = ["Bỏ phiếu kín: Xét khen thưởng tổng kết năm 2026"]
    assert waiting_titles(chamber.chair) == vote
    make.vote(poll, chamber.chair, (YES, YES, YES))
    assert waiting_titles(chamber.chair) == []
    make.close(chamber, poll)
    assert waiting_titles(chamber.tellers[0]) == ["Kiểm phiếu"]
    assert waiting_titles(chamber.voting[6]) == []
    make.count(chamber, poll)
    assert waiting_titles(chamber.chair) == ["Chốt kết quả bỏ phiếu"]
    assert waiting_titles(chamber.secretary) == ["Điều hành phiên họp", "Chốt kết quả bỏ phiếu"]
    make.seal(chamber, poll)
    assert waiting_titles(chamber.chair) == []
    page = get(chamber.secretary, reverse("work_list"))[1]
    assert "Điều hành phiên họp" in page


def test_calling_off_and_dropping_in_the_browser(chamber):
    session = make.make_convened(chamber, nominees=1)
    address = url("session_void", session.pk)
    assert get(chamber.secretary, address)[0] == 200
    assert post(chamber.secretary, address, {"reason": ""}).status_code == 422
    assert post(chamber.secretary, address, {"reason": "Bão"}).status_code == 302
    assert "Bão" in get(chamber.chair, url("session_detail", session.pk))[1]
    held = make.make_meeting(chamber, nominees=1)
    drop = url("poll_drop", held.pk, held.polls.get().pk)
    assert get(chamber.secretary, drop)[0] == 200
    assert post(chamber.secretary, drop, {"reason": "Hết giờ"}).status_code == 302
    assert Poll.objects.get(session=held).state == "VOID"


def test_voiding_in_the_browser(chamber):
    poll = make.make_sealed(chamber)
    address = url("poll_void", poll.session_id, poll.pk)
    assert get(chamber.secretary, address)[0] == 200
    assert post(chamber.secretary, address, {"reason": "Sai danh sách"}).status_code == 302
    page = get(chamber.chair, address)[1]
    assert "Đã đề nghị" in page
    assert "Sai danh sách" in page
    assert post(chamber.chair, address, {"reason": "Sai danh sách"}).status_code == 302
    page = get(chamber.chair, url("poll_detail", poll.session_id, poll.pk))[1]
    assert "Kết quả này đã bị hủy" in page
    assert "thay cho" not in page.lower()
    assert "lần bỏ phiếu 1, đã hủy" in get(chamber.chair, url("session_detail", poll.session_id))[1]
