"""The forms of campaigns in the browser: typed values stay, a double press counts once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, CampaignReview, Participation, Progress
from core import clock, formkeys
from tests.factories.campaigns import make_campaign, make_draft_campaign, make_participation, plan_values
from tests.factories.units import make_actor, make_province, make_user
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 2, 3, tzinfo=UTC)
PLAN = {
    "name": "Thực hiện cải cách hành chính",
    "kind": "YEARLY",
    "scope": "PROVINCE",
    "theme": "Một cửa, một lần",
    "purpose": "Giảm giấy tờ cho dân.",
    "plan_text": "Rà soát thủ tục.\r\nSố hóa hồ sơ.",
    "criteria": "Tỷ lệ đúng hạn.",
    "participant_kinds": ["COMMUNE", "DEPARTMENT"],
    "period_from": "01/01/2026",
    "period_to": "31/12/2026",
    "register_until": "30/9/2026",
    "interim_1": "30/06/2026",
    "final_due": "15/12/2026",
    "target_1": "Hồ sơ trực tuyến toàn trình",
    "word_1": "%",
    "target_3": "Sáng kiến",
    "word_3": "sáng kiến",
}
DETAIL, DRAFT = "campaigns:campaign_detail", reverse("campaigns:campaign_draft")


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return make_province()


@pytest.fixture
def officer(world):
    return make_actor(world.office, Role.OFFICER, user=make_user("Nguyễn Thu Hằng"))


@pytest.fixture
def editor(world):
    return make_actor(world.commune, user=make_user("Chảo Thị Hương"))


def as_(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def post(actor, url, data, key=None):
    return as_(actor).post(url, {formkeys.FIELD: key or formkeys.new_key()} | data)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def url(name, campaign):
    return reverse(f"campaigns:{name}", args=[campaign.pk])


def values_kept(response, typed):
    form = response.context["form"]
    return {name: form[name].value() for name in typed} == typed


def test_an_officer_writes_a_plan(officer, world):
    response = post(officer, DRAFT, PLAN)
    campaign = Campaign.objects.get()
    assert (response.status_code, response.url) == (302, reverse(DETAIL, args=[campaign.pk]))
    assert told(response) == ["Đã lưu bản nháp PT-2026-01. Chưa ai ngoài cơ quan thấy."]
    assert (campaign.host, campaign.theme, campaign.plan_text) == (
        world.province,
        "Một cửa, một lần",
        "Rà soát thủ tục.\nSố hóa hồ sơ.",
    )
    assert (campaign.register_until, campaign.participant_kinds) == (
        date(2026, 9, 30),
        ["COMMUNE", "DEPARTMENT"],
    )
    assert [(row.text, row.unit_word) for row in campaign.targets.all()] == [
        ("Hồ sơ trực tuyến toàn trình", "%"),
        ("Sáng kiến", "sáng kiến"),
    ]
    assert [(row.kind, row.due_on) for row in campaign.reviews.all()] == [
        ("INTERIM", date(2026, 6, 30)),
        ("FINAL", date(2026, 12, 15)),
    ]


def test_a_plan_pressed_twice_is_written_once(officer):
    key = formkeys.new_key()
    first, second = (post(officer, DRAFT, PLAN, key) for _ in range(2))
    assert (first.url, Campaign.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"period_from": "31/31/2026"}, "period_from"),
        ({"period_to": "31/12/2025"}, "period_to"),
        ({"word_3": ""}, "target_2"),
        ({"interim_1": "01/01/2025"}, "interim_1"),
        ({"participant_kinds": []}, "participant_kinds"),
    ],
)
def test_a_plan_refused_comes_back_with_every_typed_value(officer, change, field):
    typed = PLAN | change
    response = post(officer, DRAFT, typed)
    assert (response.status_code, Campaign.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == [field]
    assert values_kept(response, typed)


def test_a_draft_opens_in_its_form_and_is_saved_as_it_was(officer):
    campaign = make_draft_campaign(officer, register_until=date(2026, 9, 30))
    shown = as_(officer).get(url("campaign_edit", campaign)).context["form"]
    initial = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, "")}
    data = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for name, value in initial.items()
    }
    response = post(officer, url("campaign_edit", campaign), data | {"theme": "Gương mẫu"})
    saved = Campaign.objects.get()
    assert (response.status_code, saved.theme, saved.version) == (302, "Gương mẫu", 2)
    assert [(row.text, row.unit_word) for row in saved.targets.all()] == plan_values()["targets"]
    assert [row.due_on for row in saved.reviews.all()] == [date(2026, 6, 30), date(2026, 12, 15)]


def test_who_saves_an_old_page_is_told(officer):
    campaign = make_draft_campaign(officer)
    post(officer, url("campaign_edit", campaign), PLAN | {"version": 1})
    response = post(officer, url("campaign_edit", campaign), PLAN | {"version": 1, "name": "Tên khác"})
    assert response.status_code == 409
    assert [text in response.content.decode() for text in ("Tên khác", PLAN["name"])] == [True, True]
    assert Campaign.objects.get().name == PLAN["name"]


def test_an_officer_launches(officer):
    campaign = make_draft_campaign(officer)
    page = as_(officer).get(url("campaign_launch", campaign))
    assert (page.status_code, page.context["invited"]) == (200, 2)
    wrong = post(officer, url("campaign_launch", campaign), {"document_no": "45/KH-UBND", "document_on": ""})
    assert (wrong.status_code, values_kept(wrong, {"document_no": "45/KH-UBND"})) == (422, True)
    data = {"document_no": "45/KH-UBND", "document_on": "01/07/2026"}
    data, key = data | {"version": page.context["form"]["version"].value()}, formkeys.new_key()
    answers = [post(officer, url("campaign_launch", campaign), data, key).status_code for _ in range(2)]
    answers.append(post(officer, url("campaign_launch", campaign), data).status_code)
    assert answers == [302, 302, 409]
    assert as_(officer).get(url("campaign_launch", campaign)).status_code == 403
    campaign.refresh_from_db()
    assert (campaign.state, campaign.document_on) == ("LAUNCHED", date(2026, 7, 1))


def test_who_launches_an_old_plan_is_told(officer):
    """The plan that everybody will read is the one that was seen."""
    campaign = make_draft_campaign(officer)
    data = {"document_no": "45/KH-UBND", "document_on": "01/07/2026", "version": 1}
    post(officer, url("campaign_edit", campaign), PLAN | {"version": 1})
    for change in ({}, {"version": ""}):
        response = post(officer, url("campaign_launch", campaign), data | change)
        assert response.status_code == 409
        told = "Kế hoạch phong trào vừa được người khác sửa. Mở lại trang, xem kế hoạch mới rồi phát động."
        assert told in response.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == "DRAFT"
    assert post(officer, url("campaign_launch", campaign), data | {"version": 2}).status_code == 302


REVIEW = {
    "held_on": "01/07/2026",
    "document_no": "212/BC-UBND",
    "document_on": "02/07/2026",
    "summary": "412 đơn vị tham gia.",
    "next_due_on": "01/10/2026",
}


def test_an_officer_records_the_reviews(officer):
    campaign = make_campaign(officer)
    wrong = post(officer, url("review_interim", campaign), REVIEW | {"held_on": "03/07/2026"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["held_on"])
    assert values_kept(wrong, REVIEW | {"held_on": "03/07/2026"})
    key = formkeys.new_key()
    answers = [post(officer, url("review_interim", campaign), REVIEW, key) for _ in range(2)]
    assert [told(answer) for answer in answers] == [["Đã ghi sơ kết ngày 01/07/2026."], []]
    assert post(officer, url("review_final", campaign), REVIEW).status_code == 302
    assert post(officer, url("review_final", campaign), REVIEW).status_code == 409
    held = CampaignReview.objects.exclude(held_on=None)
    assert list(held.order_by("due_on").values_list("kind", "due_on")) == [
        ("INTERIM", date(2026, 6, 30)),
        ("FINAL", date(2026, 12, 15)),
    ]


def test_a_clerk_registers_changes_and_reports(officer, editor):
    campaign = make_campaign(officer)
    share, ideas = campaign.targets.all()
    join, report = url("participation", campaign), url("progress_add", campaign)
    typed = {"titles_text": "Cờ thi đua", f"target_{share.pk}": "95,5", f"target_{ideas.pk}": ""}
    key = formkeys.new_key()
    answers = [post(editor, join, typed, key) for _ in range(2)]
    assert [told(answer) for answer in answers] == [["UBND xã Y Tý đã đăng ký thi đua."], []]
    assert [answer.status_code for answer in answers] == [302, 302]
    own = Participation.objects.get()
    assert list(own.targets.values_list("number", flat=True)) == [Decimal("95.5"), None]
    form = as_(editor).get(join).context["form"]
    assert [form[name].value() for name in ("titles_text", "version")] == ["Cờ thi đua", 1]
    changed = typed | {f"target_{ideas.pk}": "3", "version": 1}
    assert [post(editor, join, changed).status_code for _ in range(2)] == [302, 409]
    wrong = {"sentence": "Đạt 40%.", "target": share.pk, "number": "bốn mươi"}
    refused = post(editor, report, wrong)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["number"])
    assert refused.context["form"]["sentence"].value() == "Đạt 40%."
    right, key = wrong | {"number": "40,25"}, formkeys.new_key()
    assert [post(editor, report, right, key).status_code for _ in range(2)] == [302, 302]
    assert Progress.objects.values_list("sentence", "target", "number").get() == (
        "Đạt 40%.",
        share.pk,
        Decimal("40.25"),
    )
    text = as_(editor).get(url("campaign_detail", campaign)).content.decode()
    assert [part in text for part in ("Đạt 40%.", "40,25", "Chảo Thị Hương", "Ghi tiến độ")] == [True] * 4


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"titles_text": ""}, "titles_text"), ({"titles_text": "Cờ", "target": "-1"}, "target")],
)
def test_a_registration_refused_keeps_what_was_typed(officer, editor, typed, field):
    campaign = make_campaign(officer)
    name = f"target_{campaign.targets.first().pk}"
    sent = {"titles_text": typed["titles_text"], name: typed.get("target", "")}
    response = post(editor, url("participation", campaign), sent)
    assert (response.status_code, Participation.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == [name if field == "target" else field]
    assert values_kept(response, sent)


def test_progress_needs_a_registration(officer, editor):
    campaign = make_campaign(officer)
    assert as_(editor).get(url("progress_add", campaign)).status_code == 404
    make_participation(campaign, editor, Decimal("95"))
    assert as_(editor).get(url("progress_add", campaign)).status_code == 200


PAGES = ["campaign_edit", "campaign_launch", "review_interim", "review_final", "participation"]


@pytest.mark.parametrize(
    ("where", "role", "draft_pages", "launched_pages"),
    [
        ("office", Role.OFFICER, [200, 200, 403, 403, 403], [403, 403, 200, 200, 403]),
        ("office", Role.OFFICE_HEAD, [200, 200, 403, 403, 403], [403, 403, 200, 200, 403]),
        ("commune", Role.EDITOR, [404] * 5, [403, 403, 403, 403, 200]),
        ("commune", Role.OFFICER, [404] * 5, [403] * 5),
        ("province", Role.LEADER, [403] * 5, [403] * 5),
    ],
)
def test_who_opens_which_page(world, officer, where, role, draft_pages, launched_pages):
    draft, launched = make_draft_campaign(officer), make_campaign(officer)
    client = as_(make_actor(getattr(world, where), role))
    assert [client.get(url(name, draft)).status_code for name in PAGES] == draft_pages
    assert [client.get(url(name, launched)).status_code for name in PAGES] == launched_pages
    allowed = role in {Role.OFFICER, Role.OFFICE_HEAD}
    assert client.get(DRAFT).status_code == (200 if allowed else 403)


def test_the_buttons_are_those_that_are_allowed(officer, editor, world):
    draft, launched = make_draft_campaign(officer), make_campaign(officer)

    def buttons(actor, campaign):
        text = as_(actor).get(url("campaign_detail", campaign)).content.decode()
        names = ["campaign_edit", "campaign_launch", "review_interim", "participation", "progress_add"]
        return [name for name in names if url(name, campaign) in text]

    assert buttons(officer, draft) == ["campaign_edit", "campaign_launch"]
    assert buttons(officer, launched) == ["review_interim"]
    assert buttons(editor, launched) == ["participation"]
    make_participation(launched, editor, Decimal("95"))
    assert buttons(editor, launched) == ["participation", "progress_add"]
    assert buttons(make_actor(world.commune, Role.LEADER), launched) == []


def test_who_is_not_logged_in_writes_nothing(officer, client):
    campaign = make_campaign(officer)
    addresses = [DRAFT, *[url(name, campaign) for name in [*PAGES, "progress_add"]]]
    assert [client.get(address).status_code for address in addresses] == [302] * 7
    assert [client.post(address, PLAN).status_code for address in addresses] == [302] * 7
    assert (Campaign.objects.count(), Participation.objects.count()) == (1, 0)
