"""Nobody meets a word of English: the demo province, walked through by everybody who has an account."""

from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from awards.models import AwardType
from campaigns.models import Round
from core import clock, files, jobs
from core.models import Job
from laocai_thidua.demo.accounts import PASSWORD, SHOWN
from nominations.models import Dossier, Evidence
from nominations.workflow import DOSSIER
from tests.support import demo

from .crawl import Walk

CLERK, HEAD = "huong.chao.yty", "lu.trang.yty"
#: One account of each kind, as the printed table names them.
EVERYBODY = list(dict.fromkeys(username for _, username in SHOWN))
ALIKE = 1  # of pages that differ by numbers alone, each person looks at so many
LEAST_PAGES = 10


@pytest.fixture
def province(db, reference):
    """The demo province."""
    demo.fill()


def do_jobs() -> None:
    """Make the receipts and one paper of each other kind, so that some jobs still wait."""
    waiting = Job.objects.filter(status=Job.Status.WAITING).order_by("pk")
    receipts = list(waiting.filter(kind="reports.receipt").values_list("pk", flat=True))
    others = dict(waiting.exclude(pk__in=receipts).values_list("kind", "pk"))
    for job_id in [*receipts, *others.values()]:
        assert jobs.work(job_id) is True


def logged_in(username: str, seen: Counter[str] | None = None) -> Walk:
    """A walk that has just logged in through the form."""
    walk = Walk(Client(raise_request_exception=False), alike=ALIKE, seen=seen)
    walk.look("/dang-nhap/")
    walk.send("/dang-nhap/", "", {"login": username, "password": PASSWORD})
    assert "_auth_user_id" in walk.client.session
    return walk


@pytest.mark.postgres
def test_everybody_meets_vietnamese_only(province):
    """On PostgreSQL alone: there it also shows that every page opens."""
    do_jobs()
    faults: dict[str, list[str]] = {}
    few: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for username in EVERYBODY:
        walk = logged_in(username, seen).from_pages("/viec-cua-toi/", "/", "/doi-mat-khau/", "/tro-giup/")
        walk.from_pages("/ho-so/?", "/dot-xet/?", "/tham-dinh/?", "/phien-hop/?", "/quyet-dinh/?")
        faults[username] = walk.faults
        if len(walk.pages) < LEAST_PAGES:
            few[username] = len(walk.pages)
    assert {name: found for name, found in faults.items() if found} == {}
    assert few == {}


def test_the_officer_reads_a_dossier_in_every_state(province):
    officer = logged_in("hang.nguyen.snv")
    for state in DOSSIER.states:
        dossier = Dossier.objects.filter(state=state).order_by("pk").first()
        officer.look(f"/ho-so/{dossier.pk}/")
    not_sent = [address for address, status in officer.pages.items() if status == 404]
    assert len(not_sent) == 2  # a draft and one that waits for its head
    assert [fault for fault in officer.faults if not fault.endswith(": 404")] == []


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
    clerk, head = logged_in(CLERK), logged_in(HEAD)
    round_ = Round.objects.get(name__startswith="Tổng kết công tác năm")
    clerk.press(f"/dot-xet/{round_.pk}/", "/lap-ho-so/")
    page = f"/ho-so/{Dossier.objects.latest('pk').pk}/"
    form = f"{page}them-nguoi/"
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
    letter = Evidence.objects.filter(kind="LETTER").first().file
    clerk.press(
        f"{page}to-trinh/",
        "/to-trinh/",
        letter_no="96/TTr-UBND",
        letter_on=f"{clock.today():%d/%m/%Y}",
        file=SimpleUploadedFile("to-trinh.pdf", files.read(letter), "application/pdf"),
    )
    clerk.press(page, "/trinh-duyet/")
    head.press(page, "/gui/")
    assert Dossier.objects.latest("pk").state == "SUBMITTED"
    assert clerk.faults + head.faults == []


def test_without_log_in(province):
    walk = Walk(Client(raise_request_exception=False)).from_pages("/", "/dang-nhap/", "/tro-giup/")
    walk.look("/viec-cua-toi/")  # leads to the log-in page
    assert walk.faults == []
    assert len(walk.pages) >= 4


def answers_to_mistakes(walk: Walk) -> list[str]:
    """The log-in and password pages with what people get wrong; returns what is shown in English."""
    anonymous = Walk(Client(raise_request_exception=False))
    right = {"login": CLERK, "password": "khong-phai-mat-khau-nay"}
    for data in ({}, {"login": CLERK}, right, {"login": "khong.co.ai", "password": "x"}):
        anonymous.send("/dang-nhap/", "", data)
    for old, one, two in [
        ("", "", ""),
        ("sai-mat-khau-cu", "mot-cau-rat-dai-2026", "mot-cau-khac-han-2026"),
        (PASSWORD, "ngan", "ngan"),
        (PASSWORD, "password1234", "password1234"),
        (PASSWORD, "202611232026", "202611232026"),
        (PASSWORD, CLERK, CLERK),
    ]:
        walk.send("/doi-mat-khau/", "", {"oldpassword": old, "password1": one, "password2": two})
    return anonymous.faults + walk.faults


def test_mistakes_are_answered_in_vietnamese(province):
    assert answers_to_mistakes(logged_in(CLERK)) == []


def test_the_walk_would_find_english(province):
    """The same pages without the catalogue: the sentences of the packages come up, and are found."""
    with translation.override("en"):
        found = answers_to_mistakes(logged_in(CLERK))
    sentences = {fault.partition(": ")[2].partition(": ")[0] for fault in found}
    assert sentences >= {
        "this field is required",
        "the username and/or password you specified are not correct",
        "please type your current password",
        "you must type the same password each time",
        "this password is too common",
    }


def test_what_is_not_there_is_said_in_vietnamese(province):
    walk = logged_in(CLERK)
    for address in ("/khong-co-trang-nay/", "/ho-so/999999/", "/van-ban/999999/"):
        walk.look(address)
    assert walk.faults == [f"{address}: 404" for address in list(walk.pages)[-3:]]


def test_log_out_is_said_in_vietnamese(province):
    walk = logged_in(CLERK)
    walk.look("/dang-xuat/")
    walk.send("/dang-xuat/", "", {})
    assert walk.faults == []
    assert "_auth_user_id" not in walk.client.session
