"""A decision that rests on rules the province has not confirmed: it says so, and it is not held up."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.confirm.registry import register_of
from awards.models import AwardRoute, AwardType, BaseSalary
from core import audit
from reviews.queries.decision import unconfirmed_rules
from reviews.queries.decision_lines import lines_of
from tests.factories import decisions as make
from tests.factories.awards import make_rule_set, make_standard

pytestmark = pytest.mark.django_db

ASKED = {"kind": "JUDGE", "what": "có ảnh hưởng", "clause": "Điều 74", "confirmed": False}


@pytest.fixture
def desk():
    return make.make_desk()


@pytest.fixture
def decision(desk):
    """A draft of two names; its standard asks for three things, one of them confirmed."""
    law = make_rule_set()
    drafted = make.make_decision(desk, 2)
    make_standard(
        desk.stage.award,
        law,
        [
            ASKED | {"code": "A", "label": "Phạm vi ảnh hưởng"},
            ASKED | {"code": "B", "label": "Đoàn kết", "confirmed": True},
            ASKED | {"code": "C", "label": "Gương mẫu"},
        ],
    )
    make_standard(
        desk.stage.award,
        law,
        [ASKED | {"code": "D", "label": "Của tập thể"}],
        recipient="COLLECTIVE",
    )
    return drafted


NAMES = [
    "Điều kiện: Phạm vi ảnh hưởng (cá nhân)",
    "Điều kiện: Gương mẫu (cá nhân)",
    "Tuyến xét: Không qua Hội đồng",
    "Hệ số tiền thưởng",
    "Lương cơ sở 2.530.000 đồng",
]


def test_what_it_rests_on(decision):
    assert unconfirmed_rules(decision, lines_of(decision)) == NAMES


def test_the_page_names_it_and_the_deed_goes_on(desk, decision):
    client = Client()
    client.force_login(desk.director.user)
    text = client.get(reverse("decisions:decision_present", args=[decision.pk])).content.decode()
    shown = ["Dựa trên 5 quy định chưa được tỉnh xác nhận", *NAMES, reverse("awards:rule_list")]
    assert [name for name in shown if name not in text] == []
    presented = make.present(desk, decision)
    assert presented.state == "PRESENTED"
    [event] = [one for one in audit.history(presented) if one.name == "reviews.decision_presented"]
    assert event.data["unconfirmed"] == NAMES


def test_what_is_confirmed_is_not_named(desk, decision):
    route, base = AwardRoute.objects.get(), BaseSalary.objects.get()
    register_of("tuyen-xet").write(route, "", {})
    register_of("luong-co-so").write(base, "", {})
    register_of("he-so").write(AwardType.objects.get(pk=decision.award_id), "", {})
    standard = decision.award.standards.get(recipient="INDIVIDUAL")
    for part in ("A", "C"):
        register_of("dieu-kien").write(standard, part, {})
    decision.award.refresh_from_db()
    assert unconfirmed_rules(decision, lines_of(decision)) == []
    client = Client()
    client.force_login(desk.director.user)
    text = client.get(reverse("decisions:decision_present", args=[decision.pk])).content.decode()
    assert "chưa được tỉnh xác nhận" not in text
