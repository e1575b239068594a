"""A round is opened and extended in the browser; its page lists what the receiving body holds."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from campaigns.models import Round, RoundAward, RoundExtension
from core import clock, formkeys
from tests.factories.awards import make_award
from tests.factories.campaigns import CLOSES, make_campaign, make_draft_campaign, make_round
from tests.factories.units import make_actor, make_province, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
OPEN = reverse("campaigns:round_open")


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


def as_(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def post(actor, address, data, key=None):
    return as_(actor).post(address, {formkeys.FIELD: key or formkeys.new_key()} | data)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def typed(by, award, **change):
    values = {
        "name": "Tổng kết công tác năm 2026",
        "commendation_type": "CONG_TRANG",
        "year": "2026",
        "letter_no": "1843/SNV-TĐKT",
        "letter_on": "20/11/2026",
        "opens_on": "25/11/2026",
        "opens_time": "08:00",
        "closes_on": "15/12/2026",
        "appraise_days": "20",
        "notice_days": "10",
        "submitter_kinds": ["COMMUNE", "WARD"],
        f"award_{award.pk}": "on",
        f"quota_{award.pk}": "40",
        f"unit_quota_{award.pk}": "3",
        "default_merit": "Có thành tích xuất sắc năm 2026",
        "officer": str(by.membership.pk),
    }
    return values | change


def test_an_officer_opens_a_round(officer, world):
    award = make_award("BKT")
    campaign = make_campaign(officer)
    response = post(officer, OPEN, typed(officer, award, campaign=campaign.pk))
    opened = Round.objects.get()
    assert (response.status_code, response.url) == (302, reverse("campaigns:round_detail", args=[opened.pk]))
    assert told(response) == ["Đã mở đợt xét DX-2026-01: Tổng kết công tác năm 2026."]
    assert (opened.host, opened.standing_body, opened.campaign, opened.officer) == (
        world.province,
        world.standing_body,
        campaign,
        officer.membership,
    )
    assert (opened.opens_at, opened.closes_at) == (
        datetime(2026, 11, 25, 1, tzinfo=UTC),
        datetime(2026, 12, 15, 17, tzinfo=UTC),  # the end of 15/12 in the province
    )
    assert (opened.appraise_days, opened.notice_days, opened.submitter_kinds) == (20, 10, ["COMMUNE", "WARD"])
    assert (opened.letter_on, opened.default_merit) == (date(2026, 11, 20), "Có thành tích xuất sắc năm 2026")
    assert RoundAward.objects.values_list("award", "quota", "unit_quota").get() == (award.pk, 40, 3)
    page = as_(officer).get(response.url).content.decode()
    assert [text in page for text in ("tối đa 40", "mỗi đơn vị 3", "10 ngày làm việc")] == [True] * 3


def test_a_standing_round_has_no_closing(officer):
    award = make_award("BKT")
    post(officer, OPEN, typed(officer, award, closes_on="", commendation_type="DOT_XUAT", notice_days=""))
    assert Round.objects.values_list("closes_at", "notice_days").get() == (None, None)


def test_a_round_pressed_twice_is_opened_once(officer):
    award, key = make_award("BKT"), formkeys.new_key()
    answers = [post(officer, OPEN, typed(officer, award), key).url for _ in range(2)]
    assert (answers[0], Round.objects.count()) == (answers[1], 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"letter_on": "hôm qua"}, "letter_on"),
        ({"closes_on": "24/11/2026"}, "closes_on"),
        ({"closes_time": "25:00"}, "closes_time"),
        ({"appraise_days": "0"}, "appraise_days"),
        ({"submitter_kinds": []}, "submitter_kinds"),
        ({"submitter_kinds": ["PROVINCE"]}, "submitter_kinds"),
        ({"officer": "987654321"}, "officer"),
        ({"campaign": "987654321"}, "campaign"),
        ({"award": ""}, "__all__"),
        ({"unit_quota": "41"}, "__all__"),
        ({"quota": "0"}, "quota"),
    ],
)
def test_a_round_refused_comes_back_with_every_typed_value(officer, change, field):
    award = make_award("BKT")
    by_award = ("award", "quota", "unit_quota")
    change = {f"{name}_{award.pk}" if name in by_award else name: value for name, value in change.items()}
    sent = typed(officer, award, **change)
    response = post(officer, OPEN, sent)
    form = response.context["form"]
    assert (response.status_code, Round.objects.count()) == (422, 0)
    assert list(form.errors) == [f"{field}_{award.pk}" if field in by_award else field]
    kept = {name: form[name].value() for name in sent if not name.startswith("award_")}
    assert kept == {name: value for name, value in sent.items() if not name.startswith("award_")}


def test_the_form_offers_what_may_be_chosen(officer, world):
    used, _idle = make_award("BKT"), make_award("CTDT", in_use=False)
    launched, _draft = make_campaign(officer), make_draft_campaign(officer)
    commune_officer = make_actor(world.commune, Role.OFFICER)
    make_campaign(commune_officer)
    form = as_(officer).get(OPEN).context["form"]
    assert [award.pk for award in form.awards] == [used.pk]
    assert list(form.fields["campaign"].queryset) == [launched]
    assert list(form.fields["officer"].queryset) == [officer.membership]
    assert [form[name].value() for name in ("year", "officer")] == [2026, officer.membership.pk]


@pytest.mark.parametrize(
    ("where", "role", "status"),
    [
        ("office", Role.OFFICER, 200),
        ("office", Role.OFFICE_HEAD, 200),
        ("standing_body", Role.DIRECTOR, 200),
        ("commune", Role.OFFICER, 200),
        ("commune", Role.EDITOR, 403),
        ("province", Role.LEADER, 403),
        ("standing_body", Role.ADMIN, 403),
    ],
)
def test_who_opens_the_form(world, where, role, status):
    actor = make_actor(getattr(world, where), role)
    assert as_(actor).get(OPEN).status_code == status
    in_list = OPEN in as_(actor).get(reverse("campaigns:round_list")).content.decode()
    assert in_list is (status == 200)


def test_an_office_head_extends_for_one_unit_and_everybody_reads_why(officer, world):
    opened = make_round(officer)
    neighbour = make_unit("Xã A Mú Sung", parent=world.province)
    head = make_actor(world.office, Role.OFFICE_HEAD, user=make_user("Đỗ Quang Minh"))
    address = reverse("campaigns:round_extend", args=[opened.pk])
    assert address in as_(head).get(reverse("campaigns:round_detail", args=[opened.pk])).content.decode()
    values = {"unit": world.commune.pk, "closes_on": "03/12/2026", "closes_time": "17:00", "reason": ""}
    refused = post(head, address, values)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert refused.context["form"]["closes_on"].value() == "03/12/2026"
    values["reason"], key = "Đường vào xã bị sạt lở.", formkeys.new_key()
    answers = [post(head, address, values, key) for _ in range(2)]
    assert [told(answer) for answer in answers] == [["Đã gia hạn cho UBND xã Y Tý."], []]
    assert RoundExtension.objects.values_list("unit", "closes_at").get() == (
        world.commune.pk,
        datetime(2026, 12, 3, 10, tzinfo=UTC),
    )
    with clock.at(CLOSES):
        windows = {}
        for unit in (world.commune, neighbour):
            page = as_(make_actor(unit)).get(reverse("campaigns:round_detail", args=[opened.pk]))
            assert "Đường vào xã bị sạt lở." in page.content.decode()
            rows = as_(make_actor(unit)).get(reverse("campaigns:round_list")).context["page"].rows
            windows[unit.pk] = page.context["round"].window.code, page.context["is_open"], rows[0].window.code
    assert windows == {
        world.commune.pk: ("OPEN", True, "OPEN"),
        neighbour.pk: ("CLOSED", False, "CLOSED"),
    }


@pytest.mark.parametrize(
    ("where", "role", "status"),
    [
        ("office", Role.OFFICE_HEAD, 200),
        ("office", Role.OFFICER, 403),
        ("standing_body", Role.DIRECTOR, 403),
        ("commune", Role.EDITOR, 403),
    ],
)
def test_who_opens_the_page_of_an_extension(world, officer, where, role, status):
    opened = make_round(officer)
    actor = make_actor(getattr(world, where), role)
    assert as_(actor).get(reverse("campaigns:round_extend", args=[opened.pk])).status_code == status
