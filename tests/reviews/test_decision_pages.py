"""Pages of decisions: who sees which, what each shows, and the way through them in the browser."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.actions import record_discipline
from awards.models import Grant
from core import formkeys
from core.audit import SYSTEM
from core.models import AuditEvent
from nominations.models import Nomination
from reviews.actions import decision as actions
from reviews.models import Decision
from reviews.queries.decision_work import waiting_for
from tests.core.hostile import pdf
from tests.factories import decisions as make
from tests.factories.awards import make_award
from tests.factories.nominations import make_incoming
from tests.factories.units import make_actor, make_unit
from units.models import Person, Role

pytestmark = pytest.mark.django_db
LIST = reverse("decisions:decision_list")
PASSWORD = "mat-khau-thu-nghiem"  # of tests.factories.units.make_user


@pytest.fixture
def desk():
    return make.make_desk()


def as_(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def at(name, *args) -> str:
    return reverse(f"decisions:{name}", args=args)


def post(actor, address, data=None, key=None):
    return as_(actor).post(address, {formkeys.FIELD: key or formkeys.new_key()} | (data or {}))


def page(actor, address) -> str:
    response = as_(actor).get(address)
    assert response.status_code == 200
    return response.content.decode()


def sheet(response) -> list[list]:
    book = load_workbook(BytesIO(response.content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


# Who sees which -------------------------------------------------------------------------------------------


def test_each_sees_the_decisions_that_are_his_business(desk):
    province = desk.stage.province
    neighbour = make_actor(make_unit("Xã Trịnh Tường", parent=province.province), Role.EDITOR)
    seen_by = {
        "officer": desk.officer,
        "director": desk.director,
        "leader": desk.leader,
        "clerk": desk.clerk,
        "editor": desk.stage.editor,
        "neighbour": neighbour,
        "commune leader": make_actor(province.commune, Role.LEADER),
        "commune clerk": make_actor(province.commune, Role.CLERK_OFFICE),
        "commune officer": make_actor(province.commune, Role.OFFICER),
        "auditor": make_actor(province.standing_body, Role.AUDITOR),
        "admin": make_actor(province.standing_body, Role.ADMIN),
    }

    def seen() -> set[str]:
        found = {name for name, actor in seen_by.items() if Decision.visible_to(actor).exists()}
        for name, actor in seen_by.items():
            status = as_(actor).get(at("decision_detail", decision.pk)).status_code
            assert status == (200 if name in found else 404), name
        return found

    decision = make.make_decision(desk, 1)
    assert seen() == {"officer", "director", "leader"}
    make.present(desk, decision)
    assert seen() == {"officer", "director", "leader", "clerk"}
    make.sign(desk, decision)
    assert seen() == {"officer", "director", "leader", "clerk"}
    make.publish(desk, decision)
    assert seen() == {"officer", "director", "leader", "clerk", "editor", "neighbour"}
    assert Client().get(at("decision_detail", decision.pk)).status_code == 302


def test_units_read_neither_struck_names_nor_prizes(desk):
    decision = make.make_presented(desk, 2)
    struck = make.line(decision)
    actions.strike_name(struck.pk, reason="Chưa tiêu biểu.", by=desk.leader)
    make.publish(desk, make.sign(desk, decision))
    address = at("decision_detail", decision.pk)
    for actor, reads in ((desk.leader, True), (desk.stage.editor, False)):
        shown = page(actor, address)
        for text in (struck.nomination.full_name, "Chưa tiêu biểu.", "3.800.000", "512/TTr-SNV"):
            assert (text in shown) is reads, text
        assert "Lý Seo Sì" in shown
        exported = str(sheet(as_(actor).get(address, {"xuat": "xlsx"})))
        assert ("Chưa tiêu biểu." in exported, "3800000" in exported) == (reads, reads)
    assert as_(desk.stage.editor).get(at("decision_letter", decision.pk)).status_code == 404


def test_papers_are_linked_for_those_who_handle_them_and_for_the_honoured(desk):
    decision = make.make_published(desk, 1)
    papers = reverse("reports:decision_papers", args=[decision.pk])
    neighbour = make_actor(make_unit("Xã Trịnh Tường", parent=desk.stage.province.province))
    people = {"officer": desk.officer, "clerk": desk.clerk, "editor": desk.stage.editor, "other": neighbour}
    linked = {
        name: papers in page(actor, at("decision_detail", decision.pk)) for name, actor in people.items()
    }
    assert linked == {"officer": True, "clerk": True, "editor": True, "other": False}


def test_the_signed_file_is_a_download_and_the_letter_too(desk):
    decision = make.make_decision(desk, 1)
    file = make_incoming(name="to-trinh-512.pdf")
    make.present(desk, decision, file=file)
    signed = at("decision_file", decision.pk)
    assert as_(desk.clerk).get(signed).status_code == 404
    make.publish(desk, make.sign(desk, decision))
    for actor, address, name in (
        (desk.clerk, signed, "qd-2045.pdf"),
        (desk.stage.editor, signed, "qd-2045.pdf"),
        (desk.leader, at("decision_letter", decision.pk), "to-trinh-512.pdf"),
    ):
        response = as_(actor).get(address)
        assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
        assert name in response["Content-Disposition"]


def test_what_is_known_of_people_is_not_the_clerks_business(desk):
    decision = make.make_presented(desk, 1)
    nomination = make.line(decision).nomination
    person = Person.objects.get(folded=nomination.folded, birth_date=nomination.birth_date)
    record_discipline(
        by=SYSTEM, person=person, form="WARNING", from_on=make.SIGNED_ON, decision="QĐ 31/QĐ-UBND"
    )
    address = at("decision_detail", decision.pk)
    told = {
        name: "QĐ 31/QĐ-UBND" in page(actor, address)
        for name, actor in {"leader": desk.leader, "director": desk.director, "clerk": desk.clerk}.items()
    }
    assert told == {"leader": True, "director": True, "clerk": False}


# The list ---------------------------------------------------------------------------------------------------


def test_the_list_filters_and_exports_what_it_shows(desk):
    published = make.make_published(desk, 2)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    other = make.make_decision(desk, 1)
    Decision.objects.filter(pk=other.pk).update(subject="Dự thảo còn lại")

    def listed(**query) -> list[str]:
        rows = sheet(as_(desk.officer).get(LIST, query | {"xuat": "xlsx"}))
        return [row[2] for row in rows[1:]]

    assert sorted(listed()) == sorted([published.subject, "Dự thảo còn lại"])
    assert listed(trang_thai="PUBLISHED") == [published.subject]
    assert listed(trang_thai="DRAFT", nam="2026") == ["Dự thảo còn lại"]
    assert listed(nam="2025") == []
    make_award("CSTDT")
    assert (len(listed(khen_thuong="BKT")), listed(khen_thuong="CSTDT")) == (2, [])
    row = sheet(as_(desk.officer).get(LIST, {"trang_thai": "PUBLISHED", "xuat": "xlsx"}))[1]
    assert row == [
        "2045/QĐ-UBND",
        "23/11/2026",
        published.subject,
        desk.stage.award.name,
        desk.stage.round.name,
        2,
        "Đã công bố",
    ]
    assert "Không có quyết định nào khớp bộ lọc" in page(desk.officer, f"{LIST}?nam=2025")


def test_the_list_costs_the_same_for_one_and_for_three(desk):
    def cost() -> int:
        client = as_(desk.leader)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(LIST).status_code == 200
        return len(caught)

    make.make_decision(desk, 1)
    one = cost()
    for name in ("Xã A Mú Sung", "Xã Trịnh Tường"):
        make.present(desk, Decision.objects.get(state="DRAFT"))
        desk.stage.editor = make_actor(make_unit(name, parent=desk.stage.province.province))
        make.make_decision(desk, 1)
    assert Decision.objects.count() == 3
    assert cost() == one


def test_the_page_costs_the_same_for_one_and_for_three_names(desk):
    def cost(decision) -> int:
        client = as_(desk.director)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("decision_detail", decision.pk)).status_code == 200
        return len(caught)

    one = make.make_presented(desk, 1)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    three = make.make_presented(desk, 3)
    assert cost(three) == cost(one)


# The way through --------------------------------------------------------------------------------------------


def test_from_the_waiting_names_to_the_golden_book(desk):
    make.make_waiting(desk, 2)
    address = at("decision_draft", desk.stage.round.pk, desk.stage.award.pk, 0)
    assert address in page(desk.officer, LIST)
    assert "Lập dự thảo quyết định cho 2 người, tập thể?" in page(desk.officer, address)
    assert as_(desk.director).get(address).status_code == 403
    assert post(desk.officer, address).status_code == 302
    decision = Decision.objects.get()
    detail = at("decision_detail", decision.pk)
    assert at("decision_present", decision.pk) not in page(desk.officer, detail)
    assert at("decision_present", decision.pk) in page(desk.director, detail)

    typed = {"letter_no": "512/TTr-SNV", "letter_on": "22/11/2026", "version": str(decision.version)}
    assert f'name="version" value="{decision.version}"' in page(
        desk.director, at("decision_present", decision.pk)
    )
    assert post(desk.officer, at("decision_present", decision.pk), typed).status_code == 403
    wrong = post(desk.director, at("decision_present", decision.pk), typed | {"letter_on": "24/11/2026"})
    assert wrong.status_code == 422
    assert "Ngày tờ trình ở tương lai." in wrong.content.decode()
    assert "512/TTr-SNV" in wrong.content.decode()
    assert post(desk.director, at("decision_present", decision.pk), typed).status_code == 302

    line = make.line(decision)
    strike = at("name_strike", decision.pk, line.pk)
    assert strike in page(desk.leader, detail)
    assert strike not in page(desk.clerk, detail)
    assert post(desk.clerk, strike, {"reason": "Chưa tiêu biểu."}).status_code == 403
    assert post(desk.leader, strike, {"reason": "Chưa tiêu biểu."}).status_code == 302
    assert post(desk.leader, at("name_restore", decision.pk, line.pk)).status_code == 302

    signing = at("decision_sign", decision.pk)
    assert 'value="1"' in page(desk.clerk, signing)

    def signed(**change):
        file = SimpleUploadedFile("qd-2045.pdf", pdf(), content_type="application/pdf")
        typed = {
            "number": "2045",
            "signed_on": "23/11/2026",
            "signer": desk.leader.membership.pk,
            "signer_title": "Chủ tịch",
            "file": file,
            "password": PASSWORD,
        }
        return post(desk.clerk, signing, typed | change)

    assert signed(password="sai").status_code == 422
    assert "Mật khẩu chưa đúng." in signed(password="sai").content.decode()
    assert signed(file="").status_code == 422
    assert signed().status_code == 302
    decision.refresh_from_db()
    assert (decision.document_no, decision.signed_file.name) == ("2045/QĐ-UBND", "qd-2045.pdf")

    publishing = at("decision_publish", decision.pk)
    assert post(desk.clerk, publishing).status_code == 403
    key = formkeys.new_key()
    first, second = post(desk.officer, publishing, key=key), post(desk.officer, publishing, key=key)
    assert (first.status_code, first.url, second.url) == (302, detail, detail)
    assert post(desk.officer, publishing).status_code == 409
    assert Grant.objects.count() == 2
    assert AuditEvent.objects.filter(name="reviews.decision_published").count() == 1
    assert set(Nomination.objects.values_list("outcome", flat=True)) == {"GRANTED"}
    front = Client().get(reverse("home")).content.decode()
    assert ("2045/QĐ-UBND" in front, decision.subject in front) == (True, True)


def test_a_second_press_leads_to_the_same_place(desk):
    decision = make.make_decision(desk, 2)
    line = make.line(decision)
    detail = at("decision_detail", decision.pk)
    take_off, key = at("name_take_off", decision.pk, line.pk), formkeys.new_key()
    for _ in range(2):
        assert post(desk.officer, take_off, {"reason": "Đang xác minh."}, key).url == detail
    assert post(desk.officer, take_off, {"reason": "Đang xác minh."}).status_code == 409
    assert decision.lines.count() == 1
    make.present(desk, decision)
    send_back, key = at("decision_send_back", decision.pk), formkeys.new_key()
    for _ in range(2):
        assert post(desk.clerk, send_back, {"reason": "Thiếu dấu."}, key).url == detail
    assert "Thiếu dấu." in page(desk.clerk, detail)
    assert AuditEvent.objects.filter(name="reviews.decision_sent_back").count() == 1


def test_a_line_of_another_decision_is_not_found(desk):
    mine = make.make_presented(desk, 1)
    desk.stage.editor = make_actor(make_unit("Xã A Mú Sung", parent=desk.stage.province.province))
    other = make.make_presented(desk, 1)
    foreign = make.line(other)
    assert post(desk.leader, at("name_strike", mine.pk, foreign.pk), {"reason": "Sai."}).status_code == 404
    assert post(desk.leader, at("name_strike", other.pk, foreign.pk), {"reason": "Sai."}).status_code == 302
    assert post(desk.leader, at("name_restore", mine.pk, foreign.pk)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.struck


def test_going_on_in_spite_of_a_fact_takes_a_reason_on_the_page(desk):
    decision = make.make_decision(desk, 1)
    nomination = make.line(decision).nomination
    person = Person.objects.get(folded=nomination.folded, birth_date=nomination.birth_date)
    address = at("decision_present", decision.pk)
    client = as_(desk.director)
    typed = {"letter_no": "512/TTr-SNV", "letter_on": "22/11/2026", "seen_facts": ""}
    typed["version"] = str(decision.version)
    record_discipline(
        by=SYSTEM, person=person, form="WARNING", from_on=make.SIGNED_ON, decision="QĐ 31/QĐ-UBND"
    )

    def press(**change):
        return client.post(address, typed | change | {formkeys.FIELD: formkeys.new_key()})

    first = press(facts_reason="Viết trước khi thấy.")
    assert first.status_code == 422
    seen = first.context["form"]["seen_facts"].value()
    assert "Có thông tin mới về người được đề nghị." in first.content.decode()
    assert f'name="seen_facts" value="{seen}"' in first.content.decode()
    assert "Ghi lý do tiếp tục" in press(seen_facts=seen).content.decode()
    assert press(seen_facts=seen, facts_reason="Hết hiệu lực trước ngày xét.").status_code == 302


def test_who_presents_an_old_list_of_names_is_told(desk):
    decision = make.make_decision(desk, 2)
    address, seen = at("decision_present", decision.pk), decision.version
    typed = {"letter_no": "512/TTr-SNV", "letter_on": "22/11/2026"}
    actions.take_off_name(make.line(decision, 2).pk, reason="Chuyển công tác.", by=desk.officer)
    for version in (str(seen), ""):
        response = post(desk.director, address, typed | {"version": version})
        assert response.status_code == 409
        told = "Dự thảo vừa được sửa. Mở lại trang, xem danh sách mới rồi trình ký."
        assert told in response.content.decode()
    decision.refresh_from_db()
    assert decision.state == "DRAFT"
    assert post(desk.director, address, typed | {"version": str(seen + 1)}).status_code == 302


# What waits -------------------------------------------------------------------------------------------------


def test_what_waits_moves_from_desk_to_desk(desk):
    people = {
        "officer": desk.officer,
        "office_head": desk.office_head,
        "director": desk.director,
        "leader": desk.leader,
        "clerk": desk.clerk,
        "editor": desk.stage.editor,
    }

    def waits() -> dict[str, list[str]]:
        found = {}
        for name, actor in people.items():
            items = [item for item in waiting_for(actor) if not item.waiting_elsewhere]
            if items:
                found[name] = [item.title.partition(":")[0] for item in items]
        return found

    assert waits() == {}
    make.make_waiting(desk, 2)
    lap = ["Lập dự thảo quyết định"]
    assert waits() == {"officer": lap, "office_head": lap}
    decision = make.draft(desk)
    assert waits() == {"office_head": ["Trình ký"], "director": ["Trình ký"]}
    make.present(desk, decision)
    assert waits() == {"leader": ["Xem, ký"], "clerk": ["Ghi số, tải bản đã ký"]}
    make.sign(desk, decision)
    assert waits() == {"officer": ["Công bố"], "office_head": ["Công bố"]}
    make.publish(desk, decision)
    assert waits() == {}
    assert as_(desk.clerk).get(reverse("work_list")).status_code == 200
