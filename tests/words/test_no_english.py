"""Nobody meets a word of English: the demo province, walked through by everybody who has an account."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from awards.models import AwardType
from core import jobs
from laocai_thidua.demo.accounts import ACCOUNTS, PASSWORD

from .crawl import Walk

LEAST_PAGES = {"EDITOR": 12, "HEAD": 10, "OFFICER": 12, "OFFICE_HEAD": 10, "ADMIN": 5}


@pytest.fixture
def province(db, reference):
    """The demo province, with its waiting jobs done."""
    call_command("seed_demo", verbosity=0)
    do_jobs()


def do_jobs() -> None:
    """What `manage.py jobs` would do until nothing waits."""
    while ids := jobs.free_ids():
        for job_id in ids:
            jobs.work(job_id)


def logged_in(username: str) -> Walk:
    """A walk that has just logged in through the form."""
    walk = Walk(Client(raise_request_exception=False))
    walk.look("/dang-nhap/")
    walk.send("/dang-nhap/", "", {"login": username, "password": PASSWORD})
    assert "_auth_user_id" in walk.client.session
    return walk


def test_everybody_meets_vietnamese_only(province):
    faults: dict[str, list[str]] = {}
    seen: dict[str, int] = {}
    for account in ACCOUNTS:
        walk = logged_in(account.username).from_pages("/viec-cua-toi/", "/", "/doi-mat-khau/", "/tro-giup/")
        do_jobs()  # what the buttons set going
        walk.from_pages("/ho-so/?", "/dot-xet/?", "/tham-dinh/?")
        faults[account.username] = walk.faults
        seen[account.role] = max(seen.get(account.role, 0), len(walk.pages))
    assert {name: found for name, found in faults.items() if found} == {}
    assert {role: count for role, count in seen.items() if count < LEAST_PAGES.get(role, 5)} == {}


WRONG = [
    {
        "full_name": "x" * 200,
        "birth_date": "31/02/1990",
        "gender": "?",
        "award": "999999",
        "position": "y" * 300,
    },
    {
        "full_name": "\0",
        "birth_date": "5 tháng 2",
        "gender": "MALE",
        "award": "abc",
        "achievement": "z" * 20_001,
    },
    {
        "full_name": "Lý A Sử",
        "birth_date": "01/01/2999",
        "gender": "MALE",
        "achievement": "tốt",
        "version": "x",
    },
]


def test_a_nominee_is_written_and_the_dossier_sent(province):
    clerk = logged_in("huong.chao.yty").from_pages("/dot-xet/")
    form = next(address for address in clerk.pages if address.endswith("/them-nguoi/"))
    award = str(AwardType.objects.get(code="BKT", valid_to=None).pk)
    for values in WRONG:
        clerk.fill(form, **values)
        assert clerk.pages[f"POST {form}"] == 422
    clerk.fill(
        form,
        **{"full_name": "Lý A Sử", "birth_date": "05/02/1986", "gender": "MALE", "award": award},
        **{
            "position": "Trưởng thôn Mò Phú Chải",
            "achievement": "Cùng bà con mở 1,8 km đường vào khu sản xuất.",
        },
    )
    assert clerk.pages[f"POST {form}"] == 200
    head = logged_in("lu.trang.yty").from_pages("/ho-so/")
    clerk.from_pages("/ho-so/?")
    sent = form.replace("/them-nguoi/", "/gui/")
    assert 200 in (head.pages.get(f"POST {sent}"), clerk.pages.get(f"POST {sent}"))
    assert clerk.faults + head.faults == []


def test_without_log_in(province):
    walk = Walk(Client(raise_request_exception=False)).from_pages("/", "/dang-nhap/", "/tro-giup/")
    walk.look("/viec-cua-toi/")  # leads to the log-in page
    assert walk.faults == []
    assert len(walk.pages) >= 4


def answers_to_mistakes(walk: Walk) -> list[str]:
    """The log-in and password pages with what people get wrong; returns what is shown in English."""
    anonymous = Walk(Client(raise_request_exception=False))
    right = {"login": ACCOUNTS[0].username, "password": "khong-phai-mat-khau-nay"}
    for data in ({}, {"login": ACCOUNTS[0].username}, right, {"login": "khong.co.ai", "password": "x"}):
        anonymous.send("/dang-nhap/", "", data)
    for old, one, two in [
        ("", "", ""),
        ("sai-mat-khau-cu", "mot-cau-rat-dai-2026", "mot-cau-khac-han-2026"),
        (PASSWORD, "ngan", "ngan"),
        (PASSWORD, "password1234", "password1234"),
        (PASSWORD, "202611232026", "202611232026"),
        (PASSWORD, ACCOUNTS[0].username, ACCOUNTS[0].username),
    ]:
        walk.send("/doi-mat-khau/", "", {"oldpassword": old, "password1": one, "password2": two})
    return anonymous.faults + walk.faults


def test_mistakes_are_answered_in_vietnamese(province):
    assert answers_to_mistakes(logged_in(ACCOUNTS[0].username)) == []


def test_the_walk_would_find_english(province):
    """The same pages without the catalogue: the sentences of the packages come up, and are found."""
    with translation.override("en"):
        found = answers_to_mistakes(logged_in(ACCOUNTS[0].username))
    sentences = {fault.partition(": ")[2].partition(": ")[0] for fault in found}
    assert sentences >= {
        "this field is required",
        "the username and/or password you specified are not correct",
        "please type your current password",
        "you must type the same password each time",
        "this password is too common",
    }


def test_what_is_not_there_is_said_in_vietnamese(province):
    walk = logged_in(ACCOUNTS[0].username)
    for address in ("/khong-co-trang-nay/", "/ho-so/999999/", "/van-ban/999999/"):
        walk.look(address)
    assert walk.faults == [f"{address}: 404" for address in list(walk.pages)[-3:]]


def test_log_out_is_said_in_vietnamese(province):
    walk = logged_in(ACCOUNTS[0].username)
    walk.look("/dang-xuat/")
    walk.send("/dang-xuat/", "", {})
    assert walk.faults == []
    assert "_auth_user_id" not in walk.client.session
